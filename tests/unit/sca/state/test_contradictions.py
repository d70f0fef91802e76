"""
What a provider says against what it said before is kept beside it.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest

from kontokit.sca.state.events import (
    DeadlinePassed,
    Event,
    GivenUp,
    Inconclusive,
    OrderStillOpen,
    Refused,
)
from kontokit.sca.state.flow_state import FlowState
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.steps import Contradiction, State
from tests.support.flow_states import on_its_way
from tests.support.next_steps import LATER, WAITS, busy, details

CODE: Final = "C1"


def refused(*, is_proof: bool = False, is_unclear: bool = False) -> Refused:
    return Refused(
        details=details(code=CODE), reason="refused", is_proof=is_proof, is_unclear=is_unclear
    )


def looking(known: str) -> FlowState:
    """
    An order that is looked at, of which something is known.
    """
    fields: dict[str, dict[str, Any]] = {
        "done": {"is_done": True},
        "pending": {"before": State.WORKING},
        "answered": {"seen": "answered"},
        "sent": {"lost": "answer"},
    }
    flow = attrs.evolve(on_its_way(State.UNKNOWN, "look", is_order=True), lost=None)
    return attrs.evolve(flow, **fields[known])


OPEN: Final = OrderStillOpen(details=details(code=CODE))
GONE: Final = DeadlinePassed(details=details(code=CODE), what="outcome")
UNCLEAR: Final = Inconclusive(details=details(code=CODE))
SAID: Final[list[tuple[str, Event, str]]] = [
    ("pending", OPEN, "open"),
    ("answered", OPEN, "open"),
    ("done", OPEN, "open"),
    ("done", refused(), "refused"),
    ("done", refused(is_proof=True), "refused"),
    ("sent", refused(), "refused"),
    ("sent", refused(is_unclear=True), "unclear"),
    ("done", GivenUp(details=details(code=CODE), by="provider", is_certain=True), "refused"),
    ("answered", GONE, "gone"),
    ("sent", UNCLEAR, "unclear"),
    ("done", attrs.evolve(WAITS[2][0], details=details(code=CODE)), "asked"),
]


@pytest.mark.parametrize(("known", "event", "said"), SAID)
def test_what_a_look_says_against_it_is_kept(known: Any, event: Event, said: Any) -> None:
    """
    With its time, its code, what stands and what was said.
    """
    after = apply_event(looking(known), event)
    assert after.contradictions == (Contradiction(at=LATER, known=known, said=said, code=CODE),)


NOTHING_NEW: Final[list[tuple[str, Event]]] = [
    ("sent", OPEN),
    ("pending", refused(is_proof=True)),
    ("answered", refused(is_proof=True)),
    ("pending", busy()),
    ("done", busy()),
]


@pytest.mark.parametrize(("known", "event"), NOTHING_NEW)
def test_what_fits_is_no_contradiction(known: str, event: Event) -> None:
    """
    A pending order may be refused for good, and one that was sent may still be open.
    """
    assert apply_event(looking(known), event).contradictions == ()


def test_the_same_is_kept_once_and_twenty_at_most() -> None:
    """
    Another code is another contradiction; the first twenty stay.
    """
    flow = looking("answered")
    once = apply_event(flow, OPEN)
    again = apply_event(attrs.evolve(flow, contradictions=once.contradictions), OPEN)
    assert again.contradictions == once.contradictions
    other = attrs.evolve(OPEN, details=details(code="C2"))
    both = apply_event(attrs.evolve(flow, contradictions=once.contradictions), other)
    assert [one.code for one in both.contradictions] == [CODE, "C2"]
    for kept, added in ((19, 1), (20, 0)):
        known = tuple(attrs.evolve(once.contradictions[0], code=f"K{n}") for n in range(kept))
        full = apply_event(attrs.evolve(flow, contradictions=known), OPEN)
        assert len(full.contradictions) == kept + added
        assert full.contradictions[:kept] == known


def test_what_is_no_order_contradicts_nothing_before_it_is_done() -> None:
    """
    It can be started again, so nothing stands.
    """
    flow = attrs.evolve(on_its_way(State.WORKING, "look"), lost=None)
    assert apply_event(flow, UNCLEAR).contradictions == ()


def test_only_looks_contradict() -> None:
    """
    The answer to an action of the user is about that action.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer", is_order=True), seen="answered")
    assert apply_event(flow, UNCLEAR).contradictions == ()
