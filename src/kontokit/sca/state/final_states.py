"""
How conversations end, and when nobody knows how.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from ..steps import WAITING, State
from .events import GivenUp, TimeOver
from .flow_state import MAX_WRONG, PATIENCE, Session, Shown


def end(session: Session, state: State, **fields: Any) -> Session:
    """
    A conversation at its end.

    Args:
        session: The conversation.
        state: One of the ends.
        **fields: What else is known of it.
    """
    return attrs.evolve(
        session,
        state=state,
        offer=(),
        shown=Shown(),
        digest=None,
        not_before=None,
        deadline=None,
        **fields,
    )


def state_before(session: Session) -> State:
    """
    The state from which something was sent.

    Args:
        session: The conversation.
    """
    return session.before or State.NEW


def unknown(session: Session, at: datetime) -> Session:
    """
    A conversation of which nobody knows what its last request did.

    Args:
        session: The conversation.
        at: The moment.
    """
    return attrs.evolve(
        session,
        state=State.UNKNOWN,
        lost=session.action,
        deadline=at + PATIENCE[State.UNKNOWN],
        not_before=None,
        shown=Shown(),
        digest=None,
    )


def given_up(session: Session, event: GivenUp) -> Session:
    """
    What becomes of a conversation that somebody gives up.

    Args:
        session: The conversation.
        event: Who gave up.
    """
    if session.is_done:
        return end(session, State.FINISHED)
    if _may_have_happened(session):
        return unknown(session, event.at)
    if session.state is State.UNKNOWN and session.request.is_order:
        return end(session, State.FAILED, reason="outcome_unknown")
    return end(session, State.CANCELLED, ended=event.by)


def time_over(session: Session, event: TimeOver) -> Session:
    """
    What becomes of a conversation whose time is over.

    Args:
        session: The conversation.
        event: Which time.
    """
    if session.is_done:
        return end(session, State.FINISHED)
    if session.state is State.UNKNOWN:
        if session.request.is_order:
            return end(session, State.FAILED, reason="outcome_unknown")
        ended = "form" if event.what == "form" else "outcome"
        return end(session, State.EXPIRED, ended=ended, can_restart=True)
    if _may_have_happened(session) or _may_be_filled_in(session, event):
        return unknown(session, event.at)
    return end(session, State.EXPIRED, ended=event.what, can_restart=True)


def _may_be_filled_in(session: Session, event: TimeOver) -> bool:
    """
    Whether a form may have been filled in just before its end: its status tells, not our clock.
    """
    is_told = event.code is not None
    return session.mechanism == "form" and session.state is State.REDIRECT and not is_told


def _may_have_happened(session: Session) -> bool:
    """
    Whether an order may be carried out although nobody asks any more.
    """
    elsewhere = session.state in (State.DECOUPLED, State.REDIRECT, State.WORKING)
    return session.request.is_order and session.state in WAITING and (elsewhere or session.answered)


def wrong_return(session: Session) -> Session:
    """
    What becomes of a conversation when a wrong browser comes back.

    Args:
        session: The conversation.
    """
    wrong = session.wrong_returns + 1
    if wrong >= MAX_WRONG:
        return end(session, State.FAILED, reason="state_mismatch", code=None, wrong_returns=wrong)
    return attrs.evolve(session, wrong_returns=wrong)
