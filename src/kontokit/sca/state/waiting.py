"""
How a flow comes to wait: for the user, who chooses, answers or confirms, or for the provider.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

import attrs

from ...challenges.text import from_html
from ...core.evolving import evolve
from ..steps import Choice, State
from .events import (
    AnswerRequested,
    ConfirmationRequested,
    DeadlinePassed,
    EventDetails,
    ProviderBusy,
    Unchanged,
)
from .flow_limits import grown_pause, patience, pause
from .flow_state import LONGEST, NOTHING_SHOWN, FlowState, Payee, Shown
from .outcomes import (
    end,
    expired,
    may_be_carried_out,
    may_be_elsewhere,
    outcome_unknown,
    unchanged,
)

_APPROVAL_STATES: Final = frozenset({State.REDIRECT, State.DECOUPLED})
"""The states in which the user can approve an order without us."""


@attrs.frozen
class Wait:
    """
    A state that waits for the user, with its fields. All other fields of that kind are cleared.
    """

    state: State
    offer: tuple[Choice, ...] = attrs.field(default=(), kw_only=True)
    shown: Shown = attrs.field(default=NOTHING_SHOWN, kw_only=True)
    page: Literal["bank", "form"] | None = attrs.field(default=None, kw_only=True)
    field: str | None = attrs.field(default=None, kw_only=True)
    digest: str | None = attrs.field(default=None, repr=False, kw_only=True)
    not_before: datetime | None = attrs.field(default=None, kw_only=True)
    polls_left: int = attrs.field(default=0, kw_only=True)
    payee: Payee | None = attrs.field(default=None, kw_only=True)
    relations: tuple[str, ...] = attrs.field(default=(), kw_only=True)


def wait_for(flow: FlowState, details: EventDetails, wait: Wait) -> FlowState:
    """
    The flow when it begins to wait for the user.

    Args:
        flow: The flow, in SENDING.
        details: When and why.
    """
    known = _next_round(flow) if _is_next_round(flow, wait.state) else flow
    if known.round > flow.flow_limits.rounds and may_be_carried_out(known):
        return outcome_unknown(flow, details.at)
    if known.round > flow.flow_limits.rounds:
        return end(known, State.FAILED, reason="too_many_rounds", can_restart=True)
    chooses_method = wait.state is State.METHOD
    deadline = _deadline(flow, wait.state, details)
    return evolve(
        known,
        state=wait.state,
        offer=wait.offer,
        shown=wait.shown,
        page=wait.page,
        field=wait.field,
        digest=wait.digest,
        not_before=wait.not_before,
        polls_left=wait.polls_left,
        payee=wait.payee,
        relations=wait.relations,
        looks=0,
        look_at=None,
        deadline=deadline,
        approvable_until=_approvable_until(flow, details, wait.state, deadline),
        method=None if chooses_method else known.method,
        medium=None if chooses_method else known.medium,
        method_name=None if chooses_method else known.method_name,
        medium_name=None if chooses_method else known.medium_name,
        asked_again=0,
        replied=False,
        is_done=False,
        approval_offered=flow.approval_offered or wait.state in _APPROVAL_STATES,
    )


def _deadline(flow: FlowState, state: State, details: EventDetails) -> datetime:
    """
    Until when a state lasts.
    """
    # How long a TAN, a page or an app is valid, only the provider knows: its deadline may be later.
    ours = details.at + patience(flow.flow_limits, state)
    if details.deadline is None:
        return ours
    is_providers = state in (State.CHALLENGE, State.UNSUPPORTED, *_APPROVAL_STATES)
    return min(details.deadline, details.at + LONGEST if is_providers else ours)


def _approvable_until(
    flow: FlowState, details: EventDetails, state: State, deadline: datetime
) -> datetime | None:
    """
    Until when the user may answer or approve what was asked for until now.
    """
    if state in _APPROVAL_STATES:
        # Only the provider knows how long an approval on a page or in an app is accepted.
        until = details.deadline or details.at + LONGEST
    elif state is State.CHALLENGE:
        until = deadline
    else:
        return flow.approvable_until
    known = flow.approvable_until
    return until if known is None else max(known, until)


def _is_next_round(flow: FlowState, state: State) -> bool:
    """
    Whether a request for the user begins another SCA: the user has completed the one before, or
    must choose again.
    """
    # What a look finds after a lost response belongs to the same SCA.
    if flow.before is State.UNKNOWN:
        return False
    chosen: dict[State, object] = {
        State.METHOD: flow.method or flow.medium,
        State.MEDIUM: flow.medium,
        State.PAYEE_CHECK: flow.confirmations or None,
    }
    return flow.replied or chosen.get(state) is not None


def _next_round(flow: FlowState) -> FlowState:
    return evolve(
        flow,
        round=flow.round + 1,
        wrong_answers=0,
        # Where calls repeat the method, a further challenge belongs to it too, but no name does.
        medium=None,
        method_name=None,
        medium_name=None,
    )


def on_challenge(flow: FlowState, event: AnswerRequested) -> FlowState:
    """
    The flow after a challenge, which may also say that the last answer was wrong.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    if (
        flow.wrong_answers >= flow.flow_limits.wrong_tans
    ):  # an order that may be carried out another way
        return outcome_unknown(flow, event.at)
    if event.is_wrong and _has_answered(flow):
        return _wrong_answer(flow, event)
    waiting = wait_for(flow, event.details, Wait(State.CHALLENGE, shown=event.shown))
    if not _has_answered(flow) or waiting.state is not State.CHALLENGE:
        return waiting
    # It may be a further SCA, or the same one after a wrong answer: refused answers still count.
    return evolve(waiting, wrong_answers=flow.wrong_answers, asked_again=flow.asked_again + 1)


def _has_answered(flow: FlowState) -> bool:
    is_lost = flow.before is State.UNKNOWN and flow.lost == "answer"
    return flow.action == "answer" or is_lost


def _wrong_answer(flow: FlowState, event: AnswerRequested) -> FlowState:
    wrong = flow.wrong_answers + 1
    # Those of other flows count too: it is the bank that counts, and it locks the access.
    is_last = max(wrong, flow.refused_tans + 1) >= flow.flow_limits.wrong_tans
    if is_last and may_be_elsewhere(flow):
        return evolve(outcome_unknown(flow, event.at), wrong_answers=wrong)
    if is_last:
        text = from_html(event.shown.text) or None
        return end(flow, State.FAILED, reason="tan_blocked", text=text, wrong_answers=wrong)
    is_same = flow.before is State.CHALLENGE and event.details.deadline is None
    deadline = flow.deadline if is_same else _deadline(flow, State.CHALLENGE, event.details)
    until = flow.approvable_until
    return evolve(
        flow,
        state=State.CHALLENGE,
        shown=event.shown,
        wrong_answers=wrong,
        replied=False,
        deadline=deadline,
        approvable_until=max(filter(None, (until, deadline)), default=None),
        not_before=None,
    )


def on_confirmation(flow: FlowState, event: ConfirmationRequested) -> FlowState:
    """
    The flow after it turned out that the user must confirm elsewhere.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    limits = flow.flow_limits
    least = pause(limits, event.seconds)
    if flow.before is State.DECOUPLED:
        return unchanged(flow, event.at, least)
    wait = Wait(
        State.DECOUPLED,
        shown=event.shown,
        not_before=event.at + least,
        polls_left=limits.polls,
    )
    return wait_for(flow, event.details, wait)


def on_unchanged(flow: FlowState, event: Unchanged) -> FlowState:
    """
    The flow after a response that says nothing new.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    same = unchanged(flow, event.at, pause(flow.flow_limits, event.seconds))
    if not same.awaits_form:
        return same
    if same.deadline is not None and event.at >= same.deadline:
        # Only the form's status says how it ended, and now it says that it has not.
        return expired(same, DeadlinePassed(details=EventDetails(event.at), what="form"))
    return _looking_later(same, event.at, event.seconds, looks=flow.looks)


def _looking_later(flow: FlowState, at: datetime, seconds: float, *, looks: int) -> FlowState:
    """
    The flow with the time of its next look, after a longer pause than the last one.
    """
    then = at + grown_pause(flow.flow_limits, seconds, looks)
    look_at = then if flow.deadline is None else min(then, flow.deadline)
    return evolve(flow, looks=looks + 1, look_at=look_at)


def on_busy(flow: FlowState, event: ProviderBusy) -> FlowState:
    """
    The flow after it turned out that the provider is busy.

    Args:
        flow: The flow, in SENDING.
        event: What the response says.
    """
    is_new, limits = flow.before is not State.WORKING, flow.flow_limits
    busy = evolve(
        flow,
        state=State.WORKING,
        is_done=flow.is_done or event.is_done,
        deadline=event.at + patience(limits, State.WORKING) if is_new else flow.deadline,
        not_before=event.at + pause(limits, event.seconds),
        offer=(),
        payee=None,
        relations=(),
        shown=NOTHING_SHOWN,
        digest=None,
    )
    return _looking_later(busy, event.at, event.seconds, looks=0 if is_new else flow.looks)
