"""
How a conversation goes on: pure, and the only place that decides it.

The table of what may be sent from where is ``MAY_SEND``; answers are taken in ``SENDING`` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import attrs

from ...core.exceptions import ArgumentError
from ..errors import NotYet, OutOfTurn
from ..steps import Choice, State
from .events import (
    AskedAnswer,
    AskedBrowser,
    AskedConfirmation,
    AskedMedium,
    AskedMethod,
    Busy,
    GivenUp,
    Happening,
    Inconclusive,
    MaybeSent,
    NotHandedOver,
    NotSent,
    Observed,
    Refused,
    Sent,
    StillThere,
    Succeeded,
    TimeOver,
    WrongReturn,
)
from .final_states import end, given_up, state_before, time_over, unknown, wrong_return
from .flow_state import (
    LONGEST,
    MAX_POLLS,
    MAX_ROUNDS,
    MAX_WRONG,
    PATIENCE,
    PAUSE,
    QUESTIONS,
    Action,
    Session,
    Shown,
)
from .resend import ensure_resendable

MAY_SEND: Final[Mapping[State, frozenset[Action]]] = {
    State.NEW: frozenset({"start"}),
    State.METHOD: frozenset({"method", "look", "cancel"}),
    State.MEDIUM: frozenset({"medium", "look", "cancel"}),
    State.CHALLENGE: frozenset({"answer", "look", "cancel"}),
    State.REDIRECT: frozenset({"callback", "look", "cancel"}),
    State.DECOUPLED: frozenset({"poll", "confirm", "look", "cancel"}),
    State.WORKING: frozenset({"look", "cancel"}),
    State.UNKNOWN: frozenset({"look", "start"}),
}
_USERS_DEED: Final[frozenset[Action]] = frozenset({"answer", "confirm", "callback", "poll"})
"""What can end one SCA, so that a further question begins the next."""
_NEWS_OF_DONE: Final = (Succeeded, Busy, StillThere)
"""What may still be heard of an order that the provider has confirmed."""
_ELSEWHERE: Final = frozenset({State.REDIRECT, State.DECOUPLED})
"""Where the user can approve an order without an answer from us."""


def advance(session: Session, event: Happening) -> Session:
    """
    The conversation after something has happened.

    Args:
        session: The conversation before.
        event: What has happened.

    Returns:
        The conversation after it, with the next revision.

    Raises:
        OutOfTurn: This cannot happen now; nothing has changed.
        NotYet: The provider must not be asked again so soon.
        ArgumentError: What is chosen was not offered.
    """
    if session.state.is_final:
        raise OutOfTurn(f"this conversation has ended: {session.state.value}")
    after = _after(session, event)
    return attrs.evolve(after, revision=session.revision + 1, updated=event.at)


def _after(session: Session, event: Happening) -> Session:
    match event:
        case Sent():
            return _sent(session, event)
        case GivenUp() if session.state is not State.SENDING:
            return given_up(session, event)
        case TimeOver() if session.state is not State.SENDING:
            return time_over(session, event)
        case WrongReturn() if session.state is State.REDIRECT:
            return wrong_return(session)
        case NotSent() | MaybeSent() | Observed() if session.state is State.SENDING:
            return _answered(session, event)
        case _:
            kind = type(event).__name__
            raise OutOfTurn(f"{kind} cannot happen in the state {session.state.value!r}")


def _sent(session: Session, event: Sent) -> Session:
    if event.action not in MAY_SEND.get(session.state, ()):
        raise OutOfTurn(f"{event.action!r} is not waited for; the state is {session.state.value!r}")
    if session.state is State.UNKNOWN and event.action == "start":
        ensure_resendable(session, event.at)
    if event.action in QUESTIONS and session.not_before and event.at < session.not_before:
        raise NotYet(session.not_before)
    if event.action in ("method", "medium"):
        _check_offered(session, event.choice)
    return attrs.evolve(
        session,
        state=State.SENDING,
        action=event.action,
        before=session.state,
        attempt=session.attempt + 1,
        method=event.choice if event.action == "method" else session.method,
        medium=event.choice if event.action == "medium" else session.medium,
    )


def _check_offered(session: Session, choice: str | None) -> None:
    if choice not in {one.id for one in session.offer}:
        offered = ", ".join(repr(one.id) for one in session.offer)
        raise ArgumentError(f"it was not offered; offered are: {offered}", place="choice")


def _answered(session: Session, event: NotSent | MaybeSent | Observed) -> Session:
    match event:
        case NotSent():
            return _not_sent(session)
        case MaybeSent():
            return _maybe_sent(_gone_out(session, event), event)
        case _:
            told = attrs.evolve(
                _gone_out(session, event),
                code=event.code or session.code,
                request_id=event.request_id or session.request_id,
                references=_latest(event.references, session.references),
                links=session.links if event.links is None else event.links,
            )
            return _observed(told, event)


def _not_sent(session: Session) -> Session:
    return attrs.evolve(
        session,
        state=state_before(session),
        method=None if session.action == "method" else session.method,
        medium=None if session.action == "medium" else session.medium,
    )


def _gone_out(session: Session, event: MaybeSent | Observed) -> Session:
    """
    What is used up by a request that may have arrived.
    """
    is_users = session.action in _USERS_DEED
    moves = session.action not in ("look", "cancel", "poll") or _may_hand_over(session)
    is_busy = isinstance(event, Busy) and session.request.is_order
    return attrs.evolve(
        session,
        attempt=0,
        answered=session.answered or is_users,
        replied=session.replied or is_users,
        polls_left=session.polls_left - (session.action == "poll"),
        digest=None if session.action == "callback" else session.digest,
        seen=None,
        open_looks=session.open_looks if isinstance(event, NotHandedOver) else 0,
        moved_at=event.at if moves or is_busy else session.moved_at,
    )


def _latest(fresh: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return (*fresh, *(one for one in known if one not in fresh))[:3]


def _observed(session: Session, event: Observed) -> Session:
    if session.is_done and session.request.is_order and not isinstance(event, _NEWS_OF_DONE):
        return end(session, State.FINISHED)  # a confirmed order stays confirmed
    match event:
        case Inconclusive():
            return _maybe_sent(session, event)
        case Refused() if _may_be_carried_out(session) and not event.is_proof:
            return _maybe_sent(session, event)
        case AskedMethod():
            return _asks(session, event, State.METHOD, offer=event.offer, shown=event.shown)
        case AskedMedium():
            return _asks(session, event, State.MEDIUM, offer=event.offer)
        case AskedAnswer():
            return _challenged(session, event)
        case AskedBrowser():
            return _asks(
                session,
                event,
                State.REDIRECT,
                page=event.page,
                field=event.field,
                digest=event.digest,
                shown=event.shown,
            )
        case AskedConfirmation():
            return _to_confirm(session, event)
        case Busy():
            return _busy(session, event)
        case NotHandedOver() if session.before is State.UNKNOWN:
            return _seen_open(session, event.at)
        case NotHandedOver():
            return _as_before(session, event.at, PAUSE)
        case StillThere():
            return _as_before(session, event.at, timedelta(seconds=event.seconds))
        case _:
            return _ended(session, event)


def _seen_open(session: Session, at: datetime) -> Session:
    return attrs.evolve(
        session,
        state=State.UNKNOWN,
        seen="open",
        open_looks=session.open_looks + 1,
        open_seen_at=at,
        not_before=at + PAUSE,
    )


def _may_be_carried_out(session: Session) -> bool:
    """
    Whether the user has authorised an order, or could have done so without us.
    """
    return session.request.is_order and (session.answered or session.approval_offered)


def _ended(session: Session, event: Observed) -> Session:
    match event:
        case Succeeded():
            return end(session, State.FINISHED, result=event.result, verified=event.verified)
        case Refused():
            return end(
                session,
                State.FAILED,
                reason=event.reason,
                code=event.code,
                text=event.text,
                can_restart=event.can_restart,
            )
        case GivenUp() if event.is_certain:
            return end(session, State.CANCELLED, ended=event.by)
        case GivenUp():
            return given_up(attrs.evolve(session, state=state_before(session)), event)
        case TimeOver():
            return time_over(attrs.evolve(session, state=state_before(session)), event)
        case _:
            raise OutOfTurn(f"{type(event).__name__} is no answer")


def _maybe_sent(session: Session, event: MaybeSent | Observed) -> Session:
    told = attrs.evolve(session, request_id=event.request_id or session.request_id)
    if session.action in QUESTIONS and not _may_hand_over(session):
        return _as_before(told, event.at, PAUSE)
    return unknown(told, event.at)


def _may_hand_over(session: Session) -> bool:
    """
    Whether a question, once the user has confirmed, hands the order to the bank by itself.
    """
    repeats = session.mechanism == "repeat" and session.action == "poll"
    return repeats and session.request.is_order


def _as_before(session: Session, at: datetime, pause: timedelta) -> Session:
    """
    A conversation in which nothing has changed but that something was sent.
    """
    if state_before(session) is State.NEW:
        return unknown(session, at)
    same = attrs.evolve(
        session,
        state=state_before(session),
        replied=session.replied and session.action not in _USERS_DEED,
        not_before=at + pause,
    )
    if same.state is State.DECOUPLED and same.polls_left <= 0:
        return time_over(same, TimeOver(at=at, what="polls"))
    return same


def _asks(session: Session, event: Observed, state: State, **fields: Any) -> Session:
    known = _next_round(session) if _is_next_round(session, state) else session
    if known.round > MAX_ROUNDS and _may_be_carried_out(known):
        return unknown(session, event.at)
    if known.round > MAX_ROUNDS:
        return end(known, State.FAILED, reason="too_many_rounds", can_restart=True)
    changes: dict[str, Any] = {
        "offer": (),
        "shown": Shown(),
        "page": None,
        "field": None,
        "digest": None,
        "not_before": None,
        "polls_left": 0,
        "replied": False,
        "is_done": False,
        "approval_offered": session.approval_offered or state in _ELSEWHERE,
        **fields,
    }
    if state is State.METHOD:
        changes |= {"method": None, "medium": None}
    deadline = _deadline(state, event)
    return attrs.evolve(known, state=state, deadline=deadline, **changes)


def _deadline(state: State, event: Observed) -> datetime:
    """
    Until when a state lasts. How long a TAN or a page is good, the provider knows.
    """
    ours = event.at + PATIENCE[state]
    if event.deadline is None:
        return ours
    knows = state in (State.CHALLENGE, State.REDIRECT)
    return min(event.deadline, event.at + LONGEST if knows else ours)


def _is_next_round(session: Session, state: State) -> bool:
    """
    Whether a question begins another SCA: the user has done the one before, or what was chosen
    is asked for again. What is found after a lost answer belongs to the same one.
    """
    if session.before is State.UNKNOWN:
        return False
    chosen = {State.METHOD: session.method or session.medium, State.MEDIUM: session.medium}
    return session.replied or chosen.get(state) is not None


def _next_round(session: Session) -> Session:
    return attrs.evolve(session, round=session.round + 1, wrong_answers=0, method=None, medium=None)


def _challenged(session: Session, event: AskedAnswer) -> Session:
    if event.is_wrong and _has_answered(session):
        return _wrong_answer(session, event)
    return _asks(session, event, State.CHALLENGE, shown=event.shown)


def _has_answered(session: Session) -> bool:
    is_lost = session.before is State.UNKNOWN and session.lost == "answer"
    return session.action == "answer" or is_lost


def _wrong_answer(session: Session, event: AskedAnswer) -> Session:
    wrong = session.wrong_answers + 1
    if wrong >= MAX_WRONG:
        return end(session, State.FAILED, reason="tan_blocked", wrong_answers=wrong)
    is_same = session.before is State.CHALLENGE and event.deadline is None
    return attrs.evolve(
        session,
        state=State.CHALLENGE,
        shown=event.shown,
        wrong_answers=wrong,
        replied=False,
        deadline=session.deadline if is_same else _deadline(State.CHALLENGE, event),
        not_before=None,
    )


def _to_confirm(session: Session, event: AskedConfirmation) -> Session:
    pause = timedelta(seconds=event.seconds)
    if session.before is State.DECOUPLED:
        return _as_before(session, event.at, pause)
    return _asks(
        session,
        event,
        State.DECOUPLED,
        shown=event.shown,
        not_before=event.at + pause,
        polls_left=MAX_POLLS,
    )


def _busy(session: Session, event: Busy) -> Session:
    is_new = session.before is not State.WORKING
    limit = event.at + PATIENCE[State.WORKING] if is_new else session.deadline
    return attrs.evolve(
        session,
        state=State.WORKING,
        is_done=session.is_done or event.is_done,
        deadline=limit,
        not_before=event.at + timedelta(seconds=event.seconds),
        offer=(),
        shown=Shown(),
        digest=None,
    )


def is_over(session: Session, now: datetime) -> bool:
    """
    Whether the time of the present state has passed.

    Args:
        session: The conversation.
        now: The moment.
    """
    return session.deadline is not None and now >= session.deadline


def chosen(session: Session, choice: Choice | str) -> str:
    """
    The id of a choice.

    Args:
        session: The conversation.
        choice: One of those offered, or its id.

    Raises:
        ArgumentError: It was not offered.
    """
    wanted = choice.id if isinstance(choice, Choice) else choice
    _check_offered(session, wanted)
    return wanted
