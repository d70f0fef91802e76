"""
Flows in any state, and everything that can happen to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, get_args

import attrs

from kontokit import Secret
from kontokit.sca.adapters.browser import state_digest
from kontokit.sca.records.secret_slots import extract_secrets
from kontokit.sca.state.events import (
    Answered,
    AnswerRequested,
    BookingsRead,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    GivenUp,
    Inconclusive,
    Limited,
    MediumRequested,
    MethodRequested,
    NotSent,
    Observed,
    OrderStillOpen,
    OutcomeLost,
    PayeeCheckRequested,
    ProviderBusy,
    Refused,
    RequestSent,
    ReturnMismatch,
    Succeeded,
    Unchanged,
    UnsupportedStep,
)
from kontokit.sca.state.flow_limits import FlowLimits, patience
from kontokit.sca.state.flow_state import (
    UNKNOWN_PATIENCE,
    ActionKind,
    FlowState,
    Payee,
    Request,
    Shown,
)
from kontokit.sca.state.transitions import MAY_SEND, apply_event
from kontokit.sca.steps import WAITING, Choice, State

AT: Final = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LIMITS: Final = FlowLimits()
PATIENCE: Final = {
    **{state: patience(LIMITS, state) for state in WAITING},
    State.UNKNOWN: UNKNOWN_PATIENCE,
}
"""How long each state lasts if nobody says otherwise."""
PLANTED: Final = ("geheim-4711", "Mädchenname", "zustand-43-zeichen")
"""A PIN, another credential, and the state of a redirect: none of them is ever written down."""
OFFER: Final = (
    Choice(id="902", name="photoTAN", hint="Gerät"),
    Choice(id="910", name="App", since=AT, until=AT + timedelta(days=30)),
)
PAYEE: Final = Payee(result="close_match", suggested_name="Erika Muster", name="Erika Mustermann")
LINKS: Final = {"passkey": "/a/passkey", "self": "/a/b"}
"""What is offered in a step that is not known; one more leads elsewhere."""
TREE: Final[Mapping[str, Any]] = {
    "bankId": 280001,
    "loginCredentials": [
        {"label": "PIN", "value": Secret(PLANTED[0])},
        {"label": "Frage", "value": Secret(PLANTED[1])},
    ],
}
ACTIONS: Final[tuple[ActionKind, ...]] = get_args(ActionKind)
PAIRS: Final[list[tuple[State, ActionKind]]] = [
    (before, action)
    for before in MAY_SEND
    for action in sorted(MAY_SEND[before])
    if (before, action) != (State.UNSUPPORTED, "callback")  # only while a page is open
]
"""Everything that may be on its way, and the state that it was sent from."""


def begun(*, is_order: bool = False, **fields: Any) -> FlowState:
    body, _ = extract_secrets(TREE)
    request = Request(operation="importBankConnection", body=body, is_order=is_order)
    given: dict[str, Any] = {
        "id": "8fb65b0e-9418-412d-9865-b960ef81b43f",
        "api": "an API",
        "base": "https://api.example",
        "adapter_name": "repeat",
        "request": request,
        "created": AT,
        "updated": AT,
    }
    return FlowState(**{**given, **fields})


ASKED: Final[Mapping[State, Observed]] = {
    State.METHOD: MethodRequested(
        details=EventDetails(AT, references=("hash",), code="TWO_STEP"), offer=OFFER
    ),
    State.MEDIUM: MediumRequested(details=EventDetails(AT), offer=OFFER),
    State.PAYEE_CHECK: PayeeCheckRequested(
        details=EventDetails(AT), payee=PAYEE, shown=Shown(text="Bitte prüfen")
    ),
    State.CHALLENGE: AnswerRequested(
        details=EventDetails(AT), shown=Shown(text="Bitte TAN", pictures=("iVBO",))
    ),
    State.REDIRECT: BrowserRequested(
        details=EventDetails(AT), page="bank", field="state", digest=state_digest(PLANTED[2])
    ),
    State.DECOUPLED: ConfirmationRequested(
        details=EventDetails(AT), shown=Shown(text="App"), seconds=5
    ),
    State.WORKING: ProviderBusy(details=EventDetails(AT, links={"self": "/a/b"}), seconds=2),
    State.UNSUPPORTED: UnsupportedStep(
        details=EventDetails(AT, code="PASSKEY", links=LINKS),
        shown=Shown(text="Passkey nötig"),
        relations=(*LINKS, "elsewhere"),
    ),
}
"""What leads to each state in which is waited."""


def in_state(state: State, *, is_order: bool = False, answered: bool = False) -> FlowState:
    """
    A flow that is in a state, but not on its way; no question is put off.
    """
    new = begun(is_order=is_order, answered=answered)
    if state is State.NEW:
        return new
    sending = apply_event(new, RequestSent(at=AT, action="start"))
    ends: dict[State, Event] = {
        **ASKED,
        State.UNKNOWN: OutcomeLost(at=AT, request_id="r-1"),
        State.FINISHED: Succeeded(details=EventDetails(AT), result="17"),
        State.FAILED: Refused(
            details=EventDetails(AT, code="BA3040", text="Nein"),
            reason="bank_said_no",
            is_proof=True,
        ),
        State.CANCELLED: GivenUp(details=EventDetails(AT), by="user", is_certain=True),
        State.EXPIRED: DeadlinePassed(details=EventDetails(AT)),
    }
    reached = apply_event(sending, ends[state])
    assert reached.state is state
    return attrs.evolve(reached, not_before=None)


def resendable(flow: FlowState) -> FlowState:
    """
    An order of unknown outcome after all that allows to send it again.
    """
    moved_at = AT - timedelta(minutes=30)
    return attrs.evolve(
        flow,
        seen="open",
        open_looks=2,
        open_seen_at=AT,
        moved_at=moved_at,
        is_app_possible=False,
    )


def on_its_way(before: State, action: ActionKind, **fields: Any) -> FlowState:
    """
    A flow with a request that may be on its way.
    """
    flow = in_state(before, **fields)
    if before is State.UNKNOWN and action == "start":
        flow = resendable(flow)
    return apply_event(flow, request(action, choice=OFFER[0].id))


def request(action: ActionKind, at: datetime = AT, choice: str = OFFER[1].id) -> RequestSent:
    """
    A request that fits a flow made here.
    """
    return RequestSent(
        at=at,
        action=action,
        choice=choice,
        relation="passkey" if action == "follow" else None,
        name_shown=PAYEE.suggested_name if action == "payee" else None,
        by="user-17" if action == "payee" else None,
    )


def all_kinds() -> Iterator[FlowState]:
    """
    Flows in all states, of reading and of ordering, with everything that may be sent.
    """
    for is_order in (False, True):
        for answered in (False, True):
            known: dict[str, Any] = {"is_order": is_order, "answered": answered}
            for state in State:
                if state is not State.SENDING:
                    yield in_state(state, **known)
            for before, action in PAIRS:
                yield on_its_way(before, action, **known)


def with_details(event: Event, **changes: Any) -> Observed:
    """
    An event with other details, such as another time.
    """
    assert isinstance(event, Observed)
    return attrs.evolve(event, details=attrs.evolve(event.details, **changes))


def answers(at: datetime = AT) -> dict[str, Event]:
    """
    Everything that a request can lead to, by name.
    """
    return {
        **{type(event).__name__: with_details(event, at=at) for event in ASKED.values()},
        "NotSent": NotSent(at=at),
        "Limited": Limited(at=at, seconds=60),
        "Answered": Answered(details=EventDetails(at), result="17"),
        "OutcomeLost": OutcomeLost(at=at, request_id="r-2"),
        "AnswerRequested, wrong": AnswerRequested(
            details=EventDetails(at), shown=Shown(text="Falsch"), is_wrong=True
        ),
        "ProviderBusy, done": ProviderBusy(details=EventDetails(at), seconds=0, is_done=True),
        "UnsupportedStep, known": UnsupportedStep(
            details=EventDetails(at), shown=Shown(text="Kein Verfahren"), can_be_approved=False
        ),
        "Unchanged": Unchanged(details=EventDetails(at), seconds=5),
        "OrderStillOpen": OrderStillOpen(details=EventDetails(at)),
        "BookingsRead": BookingsRead(details=EventDetails(at), has_booking=False),
        "Succeeded": Succeeded(details=EventDetails(at), result="17"),
        "Refused": Refused(details=EventDetails(at, code="BAD_REQUEST"), reason="refused"),
        "Refused, unclear": Refused(
            details=EventDetails(at, code="PASSKEY"), reason="unsupported", is_unclear=True
        ),
        "Refused, proven": Refused(
            details=EventDetails(at, code="BA1100"), reason="bank_said_no", is_proof=True
        ),
        "Inconclusive": Inconclusive(details=EventDetails(at, code="BA999")),
        "GivenUp": GivenUp(details=EventDetails(at), by="caller"),
        "GivenUp, certain": GivenUp(details=EventDetails(at), by="provider", is_certain=True),
        "DeadlinePassed": DeadlinePassed(details=EventDetails(at), what="step"),
    }


def sendings(at: datetime = AT) -> dict[str, Event]:
    """
    All requests, by name.
    """
    return {f"Sent {action}": request(action, at) for action in ACTIONS}


def everything(at: datetime = AT) -> dict[str, Event]:
    """
    Every kind of event, by name.
    """
    return {
        **sendings(at),
        **answers(at),
        "Observed": Observed(details=EventDetails(at)),
        "ReturnMismatch": ReturnMismatch(at=at),
    }


USER_ACTIONS: Final = ("answer", "confirm", "callback", "follow", "poll")
