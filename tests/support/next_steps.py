"""
What a flow was left with by one step, and what leads it to the next.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from kontokit.sca.state.events import (
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    EventDetails,
    MediumRequested,
    MethodRequested,
    Observed,
    ProviderBusy,
)
from kontokit.sca.state.flow_state import FlowState, Payee, Shown
from kontokit.sca.steps import Choice, State
from tests.support.flow_states import AT, OFFER

LATER: Final = AT + timedelta(seconds=90)
SHOWN: Final = Shown(text="Neu", pictures=("neu",))
OLD: Final[dict[str, Any]] = {
    "offer": OFFER,
    "shown": Shown(text="Alt", label="Alt", pictures=("alt",)),
    "page": "form",
    "field": "alt",
    "digest": "alt",
    "not_before": AT + timedelta(hours=1),
    "deadline": AT + timedelta(hours=2),
    "polls_left": 42,
    "asked_again": 1,
    "relations": ("alt",),
    "payee": Payee(result="no_match"),
}
"""What a step before has left."""
NEW_OFFER: Final = (Choice(id="7", name="Neu"),)


def details(**more: Any) -> EventDetails:
    return EventDetails(LATER, **more)


def has(flow: FlowState, **fields: Any) -> None:
    found = {name: getattr(flow, name) for name in fields}
    assert found == fields


def busy(*, is_done: bool = False, seconds: float = 3) -> ProviderBusy:
    return ProviderBusy(details=details(), seconds=seconds, is_done=is_done)


WAITS: Final[list[tuple[Observed, dict[str, Any]]]] = [
    (
        MethodRequested(details=details(), offer=NEW_OFFER, shown=SHOWN),
        {"state": State.METHOD, "offer": NEW_OFFER, "shown": SHOWN},
    ),
    (
        MediumRequested(details=details(), offer=NEW_OFFER),
        {"state": State.MEDIUM, "offer": NEW_OFFER},
    ),
    (
        AnswerRequested(details=details(), shown=SHOWN),
        {"state": State.CHALLENGE, "shown": SHOWN},
    ),
    (
        BrowserRequested(details=details(), page="bank", field="f", digest="d", shown=SHOWN),
        {
            "state": State.REDIRECT,
            "shown": SHOWN,
            "page": "bank",
            "field": "f",
            "digest": "d",
        },
    ),
    (
        ConfirmationRequested(details=details(), shown=SHOWN, seconds=7),
        {
            "state": State.DECOUPLED,
            "shown": SHOWN,
            "not_before": LATER + timedelta(seconds=7),
            "polls_left": 60,
        },
    ),
]
