"""
How a flow goes on is decided in one place, and holds what was promised.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import attrs
import pytest

from kontokit import ArgumentError
from kontokit.sca.adapters.browser import state_digest
from kontokit.sca.errors import TooEarlyError, WrongStepError
from kontokit.sca.flow.executor import apply_timeouts
from kontokit.sca.state import events
from kontokit.sca.state.events import (
    AnswerRequested,
    BaseEvent,
    BookingsRead,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    GivenUp,
    MediumRequested,
    MethodRequested,
    NotSent,
    Observed,
    OrderStillOpen,
    OutcomeLost,
    ProviderBusy,
    Refused,
    RequestSent,
    ReturnMismatch,
)
from kontokit.sca.state.flow_state import (
    QUESTIONS,
    QUIET_TIME,
    ActionKind,
    FlowState,
    Shown,
)
from kontokit.sca.state.resend import allowed_from, wants_bookings
from kontokit.sca.state.transitions import MAY_SEND, apply_event, chosen, is_over
from kontokit.sca.state.views import next_step
from kontokit.sca.steps import FINAL, WAITING, Choice, State, Unknown
from tests.support.flow_states import (
    ACTIONS,
    ASKED,
    AT,
    LIMITS,
    OFFER,
    PAIRS,
    PATIENCE,
    PLANTED,
    USER_ACTIONS,
    all_kinds,
    answers,
    everything,
    in_state,
    on_its_way,
    request,
    resendable,
    with_details,
)

BACK: Final = "as before"
REFUSED: Final = "refused"

# What may be sent from where. All else is refused.
SENDS: Final[Mapping[State, str]] = {
    State.NEW: "start",
    State.METHOD: "method look cancel",
    State.MEDIUM: "medium look cancel",
    State.PAYEE_CHECK: "payee look cancel",
    State.CHALLENGE: "answer look cancel",
    State.REDIRECT: "callback look cancel",
    State.DECOUPLED: "poll confirm look cancel",
    State.WORKING: "look cancel",
    State.UNSUPPORTED: "follow look cancel",  # and "callback", while a page is open
    State.UNKNOWN: "look bookings",  # and "start", when the provider has said that it is open
}

# What an answer leads to, whatever was sent and wherever from.
ANSWERED: Final[Mapping[str, State | str]] = {
    "MethodRequested": State.METHOD,
    "MediumRequested": State.MEDIUM,
    "PayeeCheckRequested": State.PAYEE_CHECK,
    "AnswerRequested": State.CHALLENGE,
    "AnswerRequested, wrong": State.CHALLENGE,
    "BrowserRequested": State.REDIRECT,
    "ConfirmationRequested": State.DECOUPLED,
    "ProviderBusy": State.WORKING,
    "ProviderBusy, done": State.WORKING,
    "UnsupportedStep": State.UNSUPPORTED,
    "UnsupportedStep, known": State.UNSUPPORTED,
    "Unchanged": BACK,
    "OrderStillOpen": BACK,
    "NotSent": BACK,
    "Limited": BACK,
    "Succeeded": State.FINISHED,
    "Refused": State.FAILED,
    "Refused, unclear": State.FAILED,
    "Refused, proven": State.FAILED,
    "GivenUp, certain": State.CANCELLED,
}

# What time and the caller lead to: for reading, and for an order that may be carried out.
ENDED: Final[Mapping[State, tuple[State, State]]] = {
    State.NEW: (State.CANCELLED, State.EXPIRED),
    State.METHOD: (State.CANCELLED, State.EXPIRED),
    State.MEDIUM: (State.CANCELLED, State.EXPIRED),
    State.PAYEE_CHECK: (State.CANCELLED, State.EXPIRED),
    State.CHALLENGE: (State.CANCELLED, State.EXPIRED),
    State.REDIRECT: (State.CANCELLED, State.EXPIRED),
    State.DECOUPLED: (State.CANCELLED, State.EXPIRED),
    State.WORKING: (State.CANCELLED, State.EXPIRED),
    State.UNSUPPORTED: (State.CANCELLED, State.EXPIRED),
    State.UNKNOWN: (State.CANCELLED, State.EXPIRED),
}


def outcome(flow: FlowState, event: Event) -> State | str:
    try:
        return apply_event(flow, event).state
    except WrongStepError:
        return REFUSED


def end_of(flow: FlowState, state: State, *, is_time: bool) -> State:
    """
    Where a flow in a state comes to when someone gives up, or time is over.
    """
    if flow.request.is_order:
        places = (State.REDIRECT, State.DECOUPLED, State.WORKING, State.UNKNOWN, State.UNSUPPORTED)
        elsewhere = state in places
        asked = state in (State.METHOD, State.MEDIUM, State.PAYEE_CHECK, State.CHALLENGE)
        if elsewhere or (asked and flow.answered):
            return State.UNKNOWN
    return ENDED[state][is_time]


def expected(flow: FlowState, name: str) -> State | str:
    """
    What the tables say of a flow and an event.
    """
    if flow.state.is_final:
        return REFUSED
    if flow.state is State.SENDING:
        return expected_of_answer(flow, name)
    if name.startswith("Sent "):
        is_open = flow.state is State.UNKNOWN and flow.open_looks == 2
        listed = SENDS[flow.state].split() + ["start"] * is_open
        return State.SENDING if name.removeprefix("Sent ") in listed else REFUSED
    if name.startswith(("GivenUp", "DeadlinePassed")):
        return end_of(flow, flow.state, is_time=name == "DeadlinePassed")
    if name == "ReturnMismatch" and flow.state is State.REDIRECT:
        return State.REDIRECT
    return REFUSED


def expected_of_answer(flow: FlowState, name: str) -> State | str:
    assert flow.before is not None
    assert flow.action is not None
    if flow.action == "bookings" and name in (*answers(), "Observed"):
        return flow.before
    if name in ("GivenUp", "DeadlinePassed"):
        answered = flow.answered or flow.action in USER_ACTIONS
        known = attrs.evolve(flow, answered=answered)
        is_time = name == "DeadlinePassed"
        is_look = flow.request.is_order and flow.action in ("look", "bookings")
        if is_time and is_look and not is_authorised(flow):
            return flow.before
        return end_of(known, flow.before, is_time=is_time)
    if name in ("OutcomeLost", "Inconclusive") or is_no_refusal(flow, name):
        hands_over = flow.action == "poll" and flow.request.is_order  # the call is repeated
        only_asks = flow.action in QUESTIONS and not hands_over
        is_harmless = flow.action == "cancel" and flow.request.is_order and not is_authorised(flow)
        lost = State.CANCELLED if is_harmless else State.UNKNOWN
        return flow.before if only_asks else lost
    if name == "Answered" and not flow.request.is_order:
        return State.FINISHED
    if name == "Answered":
        return flow.before if flow.action in QUESTIONS else State.UNKNOWN
    is_lost = flow.before is State.UNKNOWN and flow.action in QUESTIONS
    if name.startswith("UnsupportedStep") and is_lost and flow.request.is_order:
        return State.UNKNOWN  # it says nothing of an order that may have been carried out
    if name == "BookingsRead":
        return flow.before if flow.action == "bookings" else REFUSED
    found = ANSWERED.get(name, REFUSED)
    if found is BACK and name not in ("NotSent", "Limited") and flow.before is State.NEW:
        return State.UNKNOWN  # something has happened after all
    return flow.before if found is BACK else found


def is_no_refusal(flow: FlowState, name: str) -> bool:
    """
    Whether an answer that reads like a refusal of an order is none: it answers a look or a
    cancellation, is in no documented words, or comes after the order may have been authorised.
    """
    is_about_it = flow.action not in (*QUESTIONS, "cancel") and not is_authorised(flow)
    is_one = name == "Refused" and is_about_it
    is_named = name in ("Refused", "Refused, unclear")
    return is_named and flow.request.is_order and not is_one


def is_authorised(flow: FlowState) -> bool:
    """
    Whether the user has approved an order, or the bank may have it without that.
    """
    is_users = flow.answered or flow.action in USER_ACTIONS
    places = (
        State.REDIRECT,
        State.DECOUPLED,
        State.WORKING,
        State.UNKNOWN,
        State.UNSUPPORTED,
    )
    elsewhere = flow.before in places
    return flow.request.is_order and (is_users or elsewhere)


@pytest.mark.parametrize("name", list(everything()))
def test_every_state_takes_what_the_tables_list_and_refuses_the_rest(name: str) -> None:
    """
    Each state, with whatever is on its way, and each event have one listed result; what is
    refused is WrongStepError, and changes nothing.
    """
    event = everything()[name]
    for flow in all_kinds():
        held = attrs.evolve(flow)
        case = (flow.state, flow.before, flow.action, flow.request.is_order)
        assert outcome(flow, event) == expected(flow, name), case
        assert flow == held, case


def test_the_tables_know_every_event_state_and_action() -> None:
    """
    No class of events, no state and no action is missing in these tests.
    """
    held = {one for one in vars(events).values() if isinstance(one, type)}
    kinds = {one for one in held if issubclass(one, BaseEvent | Observed)}
    classes = kinds - {BaseEvent}
    assert {type(event) for event in everything().values()} == classes
    assert {flow.state for flow in all_kinds()} == set(State)
    assert {action for actions in MAY_SEND.values() for action in actions} == set(ACTIONS)
    assert {state for state, _ in PAIRS} == set(SENDS) == set(State) - FINAL - {State.SENDING}
    assert set(PATIENCE) == WAITING | {State.UNKNOWN}


def test_each_step_has_the_next_revision_and_its_moment() -> None:
    """
    Whatever happens, the revision is one more and the moment is kept; the answers to requests
    keep what the provider said.
    """
    later = AT + timedelta(minutes=1)
    for flow in all_kinds():
        for event in everything(later).values():
            if outcome(flow, event) is not REFUSED:
                after = apply_event(flow, event)
                assert after.revision == flow.revision + 1
                assert (after.updated, after.created) == (later, AT)
                assert after.id == flow.id
                assert after.request is flow.request


def lost_tan() -> FlowState:
    """
    An order whose TAN was lost, so that it is known how the user was asked.
    """
    return attrs.evolve(in_state(State.UNKNOWN, is_order=True), is_app_possible=False)


@pytest.mark.parametrize("action", ["start", "method", "medium"])
def test_an_order_that_an_app_may_have_asked_for_needs_a_person(action: ActionKind) -> None:
    """
    The response that was lost may have been about an app, in which the user has approved.
    """
    before: dict[str, State] = {"method": State.METHOD, "medium": State.MEDIUM}
    sending = on_its_way(before.get(action, State.NEW), action, is_order=True)
    lost = apply_event(sending, OutcomeLost(at=AT))
    late = AT + QUIET_TIME
    opened = seen_open(seen_open(lost, AT), late)
    start = RequestSent(at=late, action="start")
    with pytest.raises(WrongStepError, match="may still approve"):
        apply_event(opened, start)
    step = next_step(opened, None)
    assert isinstance(step, Unknown)
    assert (step.must_check, step.not_before) == (True, None)
    checked = apply_event(opened, attrs.evolve(start, is_checked=True))
    assert checked.state is State.SENDING


def test_an_order_of_unknown_outcome_is_sent_again_only_when_it_is_open() -> None:
    """
    Two looks that see it open, the second after the quiet time, allow one start; whatever comes
    of that forbids the next, except that it never left.
    """
    flow = lost_tan()
    late = AT + QUIET_TIME
    start = RequestSent(at=late, action="start")
    with pytest.raises(WrongStepError, match="call reconcile"):
        apply_event(flow, start)
    first = seen_open(flow, AT)
    assert (first.state, first.seen) == (State.UNKNOWN, "open")
    with pytest.raises(TooEarlyError, match="call reconcile") as caught:
        apply_event(first, start)
    assert caught.value.not_before == late
    early = late - timedelta(microseconds=1)
    twice = seen_open(seen_open(flow, AT), early)
    for at in (early, late):
        with pytest.raises(TooEarlyError) as caught:
            apply_event(twice, RequestSent(at=at, action="start"))
        assert caught.value.not_before == late
    is_open = seen_open(first, late)
    not_sent = apply_event(apply_event(is_open, start), NotSent(at=AT))
    assert (not_sent.state, not_sent.seen) == (State.UNKNOWN, "open")
    lost = apply_event(apply_event(not_sent, start), OutcomeLost(at=late))
    assert (lost.state, lost.seen, lost.lost) == (State.UNKNOWN, None, "start")
    with pytest.raises(WrongStepError, match="call reconcile"):
        apply_event(lost, start)
    with pytest.raises(TooEarlyError) as caught:  # the quiet time begins again
        apply_event(seen_open(lost, late), attrs.evolve(start, is_checked=True))
    assert caught.value.not_before == late + QUIET_TIME
    for name, event in answers().items():
        if name not in ("OrderStillOpen", "NotSent", "OutcomeLost", "BookingsRead"):
            after = apply_event(apply_event(is_open, start), event)
            assert after.seen == ("answered" if name == "Answered" else None), name


def seen_open(flow: FlowState, at: datetime) -> FlowState:
    """
    After a look that has seen the order open.
    """
    flow = attrs.evolve(flow, not_before=None)
    return apply_event(
        apply_event(flow, RequestSent(at=at, action="look")),
        OrderStillOpen(details=EventDetails(at)),
    )


@pytest.mark.parametrize("name", sorted({*answers()} - {"OrderStillOpen", "BookingsRead"}))
def test_only_looks_in_a_row_count_as_open(name: str) -> None:
    """
    Whatever else a look finds, what was seen before counts no more.
    """
    first = seen_open(in_state(State.UNKNOWN, is_order=True), AT)
    looked = apply_event(attrs.evolve(first, not_before=None), RequestSent(at=AT, action="look"))
    after = apply_event(looked, answers()[name])
    assert after.state.is_final or after.open_looks == (1 if name == "NotSent" else 0)


def test_a_busy_provider_begins_the_quiet_time_again() -> None:
    """
    An order that was on its way is not sent again until the provider has been quiet.
    """
    flow, later = lost_tan(), AT + timedelta(minutes=9)
    looked = apply_event(flow, RequestSent(at=later, action="look"))
    busy = apply_event(looked, ProviderBusy(details=EventDetails(later), seconds=5))
    lost = apply_event(busy, DeadlinePassed(details=EventDetails(later)))
    opened = seen_open(seen_open(lost, later), AT + QUIET_TIME)
    with pytest.raises(TooEarlyError) as caught:
        apply_event(opened, RequestSent(at=AT + QUIET_TIME, action="start"))
    assert caught.value.not_before == later + QUIET_TIME


@pytest.mark.parametrize("state", [State.REDIRECT, State.DECOUPLED])
def test_what_the_user_may_still_approve_is_never_sent_again(state: State) -> None:
    """
    A page or an app approves an order without us, whenever the user likes.
    """
    asked = in_state(state, is_order=True)
    lost = apply_event(asked, GivenUp(details=EventDetails(AT), by="caller"))
    late = AT + timedelta(hours=23)
    opened = seen_open(seen_open(lost, late), late)
    with pytest.raises(WrongStepError, match="may still approve"):
        apply_event(opened, RequestSent(at=late, action="start"))
    checked = RequestSent(at=late, action="start", is_checked=True)
    with pytest.raises(TooEarlyError) as caught:  # no one says how long a page is valid
        apply_event(opened, checked)
    assert caught.value.not_before == AT + timedelta(days=1) + QUIET_TIME
    later = caught.value.not_before
    opened = seen_open(opened, later)
    assert apply_event(opened, attrs.evolve(checked, at=later)).state is State.SENDING
    answered = attrs.evolve(opened, seen="answered")
    with pytest.raises(WrongStepError, match="never sent again"):
        apply_event(answered, attrs.evolve(checked, at=later))


def test_approval_is_over_when_the_provider_says_so() -> None:
    """
    The quiet time is counted from the deadline that the provider has told, since the user may have
    approved at the last moment.
    """
    ends = AT + timedelta(minutes=3)
    asked = BrowserRequested(details=EventDetails(AT, deadline=ends), page="bank")
    flow = apply_event(on_its_way(State.NEW, "start", is_order=True), asked)
    lost = apply_event(flow, DeadlinePassed(details=EventDetails(ends)))
    late = ends + QUIET_TIME
    opened = seen_open(seen_open(lost, ends), late)
    start = RequestSent(at=late, action="start", is_checked=True)
    assert apply_event(opened, start).state is State.SENDING
    early = seen_open(seen_open(lost, ends), late - timedelta(microseconds=1))
    with pytest.raises(TooEarlyError) as caught:
        apply_event(early, start)
    assert caught.value.not_before == late


def test_challenge_that_is_still_open_keeps_an_order_from_being_sent_again() -> None:
    """
    Another holder of the record could answer it until its deadline.
    """
    ends = AT + timedelta(hours=2)
    asked = AnswerRequested(details=EventDetails(AT, deadline=ends), shown=Shown(text="TAN"))
    flow = apply_event(on_its_way(State.NEW, "start", is_order=True), asked)
    sent = apply_event(flow, RequestSent(at=AT, action="answer"))
    lost = apply_event(sent, OutcomeLost(at=AT))
    late = AT + QUIET_TIME
    opened = seen_open(seen_open(lost, AT), late)
    with pytest.raises(TooEarlyError) as caught:
        apply_event(opened, RequestSent(at=late, action="start"))
    assert caught.value.not_before == ends


def lost_answer(action: ActionKind = "answer", **fields: Any) -> FlowState:
    """
    An order of an API with links whose TAN, or whatever else, was lost.
    """
    before = next(state for state in MAY_SEND if action in MAY_SEND[state])
    flow = attrs.evolve(in_state(before, is_order=True), adapter_name="relations", **fields)
    return apply_event(apply_event(flow, request(action)), OutcomeLost(at=AT))


def looked(flow: FlowState, event: Observed, *, is_checked: bool = False) -> FlowState:
    """
    After a look, at the time of what it finds.
    """
    flow = attrs.evolve(flow, not_before=None)
    look = RequestSent(at=event.at, action="look", is_checked=is_checked)
    return apply_event(apply_event(flow, look), event)


def test_question_after_a_lost_tan_is_given_when_the_tan_cannot_be_on_its_way() -> None:
    """
    A bank that is still at work with the TAN shows the challenge too, and a second TAN would be a
    second order.
    """
    late = AT + QUIET_TIME
    for at in (AT, late - timedelta(microseconds=1)):
        held = looked(lost_answer(), with_details(ASKED[State.CHALLENGE], at=at))
        assert (held.state, held.seen, held.is_asked) == (State.UNKNOWN, "open", True)
        assert allowed_from(held) == late
        with pytest.raises(WrongStepError, match="still asks"):
            apply_event(held, RequestSent(at=late, action="start", is_checked=True))
        given = looked(held, with_details(ASKED[State.CHALLENGE], at=late))
        assert (given.state, given.round, given.is_asked) == (State.CHALLENGE, 1, False)
    once = looked(lost_answer(), with_details(ASKED[State.CHALLENGE], at=late))
    assert once.state is State.UNKNOWN  # one look is not enough


@pytest.mark.parametrize("name", ["OutcomeLost", "ProviderBusy", "Unchanged"])
def test_anything_but_the_question_begins_its_quiet_time_again(name: str) -> None:
    """
    Whoever does not ask now may be at work.
    """
    held = looked(lost_answer(), with_details(ASKED[State.CHALLENGE], at=AT))
    later, late = AT + timedelta(minutes=29), AT + QUIET_TIME
    look = RequestSent(at=later, action="look")
    other = apply_event(attrs.evolve(held, not_before=None), look)
    after = apply_event(other, answers(later)[name])
    if after.state is State.WORKING:
        after = apply_event(after, DeadlinePassed(details=EventDetails(later)))
        after = attrs.evolve(after, deadline=None)
    for at in (late, late + timedelta(seconds=9)):
        after = looked(after, with_details(ASKED[State.CHALLENGE], at=at))
        assert after.state is State.UNKNOWN
    assert allowed_from(after) == later + QUIET_TIME


@pytest.mark.parametrize("state", [State.METHOD, State.MEDIUM, State.PAYEE_CHECK])
def test_any_question_after_a_lost_tan_waits(state: State) -> None:
    """
    Choosing a method again leads to a second TAN as well.
    """
    assert looked(lost_answer(), ASKED[state]).state is State.UNKNOWN


@pytest.mark.parametrize("action", ["callback", "confirm", "follow"])
def test_question_after_a_lost_approval_needs_a_person(action: ActionKind) -> None:
    """
    The user may have approved it elsewhere, so only one who has looked into the account goes on.
    """
    late = AT + timedelta(days=2)
    question = ASKED[State.DECOUPLED if action == "confirm" else State.REDIRECT]
    held = looked(lost_answer(action), question)
    for at in (late, late + timedelta(hours=1)):
        held = looked(held, with_details(question, at=at))
        assert (held.state, allowed_from(held)) == (State.UNKNOWN, None)
    given = looked(held, with_details(question, at=late + timedelta(hours=2)), is_checked=True)
    assert given.state in (State.REDIRECT, State.DECOUPLED)


def test_question_after_a_lost_choice_or_poll_is_given_at_once() -> None:
    """
    Neither can have carried the order out where a poll only asks; nor does it matter for what is
    no order.
    """
    for action in ("method", "medium"):
        assert looked(lost_answer(action), ASKED[State.CHALLENGE]).state is State.CHALLENGE
    polled = in_state(State.DECOUPLED, is_order=True)
    over = apply_event(
        attrs.evolve(polled, adapter_name="relations", answered=True, action="poll"),
        DeadlinePassed(details=EventDetails(AT)),
    )
    assert looked(over, ASKED[State.DECOUPLED]).state is State.DECOUPLED
    read = apply_event(on_its_way(State.CHALLENGE, "answer"), OutcomeLost(at=AT))
    assert looked(read, ASKED[State.CHALLENGE]).state is State.CHALLENGE


def test_first_tan_that_the_bank_calls_wrong_was_not_taken() -> None:
    """
    Then the challenge is given at once. After another wrong one it may be the old refusal.
    """
    wrong = answers()["AnswerRequested, wrong"]
    assert isinstance(wrong, Observed)
    assert looked(lost_answer(), wrong).state is State.CHALLENGE
    assert looked(lost_answer(wrong_answers=1), wrong).state is State.UNKNOWN


def test_order_that_the_bank_gave_up_after_a_lost_cancellation_is_cancelled() -> None:
    """
    The provider has done what was asked for. What it does not say leaves the order unknown, since
    the user may have approved it.
    """
    asked = in_state(State.REDIRECT, is_order=True)
    lost = apply_event(apply_event(asked, request("cancel")), OutcomeLost(at=AT))
    assert lost.state is State.UNKNOWN
    given_up = Refused(details=EventDetails(AT), reason="sca_failed", is_proof=True)
    after = looked(lost, given_up)
    assert (after.state, after.ended, after.can_restart) == (State.CANCELLED, "caller", True)
    assert looked(lost, attrs.evolve(given_up, is_proof=False)).state is State.UNKNOWN
    assert looked(lost, attrs.evolve(given_up, reason="bank_said_no")).state is State.FAILED


def test_form_of_an_order_that_stays_open_ends() -> None:
    """
    Its time is over although the order is open, and the user may have filled it in.
    """
    page = BrowserRequested(details=EventDetails(AT), page="form")
    form = apply_event(on_its_way(State.NEW, "start", is_order=True), page)
    assert form.deadline is not None
    still_open = answers()["OrderStillOpen"]
    assert isinstance(still_open, Observed)
    assert looked(form, still_open).state is State.REDIRECT
    after = looked(form, with_details(still_open, at=form.deadline))
    assert after.state is State.UNKNOWN


def test_quiet_time_of_an_api_counts() -> None:
    """
    It is kept in the record, so that every process that has it follows it.
    """
    lost = attrs.evolve(lost_tan(), quiet_seconds=3600)
    late = AT + timedelta(hours=1)
    opened = seen_open(seen_open(lost, AT), late)
    assert apply_event(opened, RequestSent(at=late, action="start")).state is State.SENDING
    early = seen_open(seen_open(lost, AT), AT + QUIET_TIME)
    with pytest.raises(TooEarlyError) as caught:
        apply_event(early, RequestSent(at=AT + QUIET_TIME, action="start"))
    assert caught.value.not_before == late


@pytest.mark.parametrize(
    "name", ["OutcomeLost", "Refused", "Inconclusive", "Unchanged", "Limited", "Answered"]
)
def test_anything_but_open_at_a_look_begins_the_quiet_time_again(name: str) -> None:
    """
    An error or a busy provider says that it may be at work.
    """
    later = AT + timedelta(minutes=9)
    flow = seen_open(in_state(State.UNKNOWN, is_order=True), AT)
    looked = apply_event(attrs.evolve(flow, not_before=None), RequestSent(at=later, action="look"))
    after = apply_event(looked, answers(later)[name])
    assert (after.moved_at, after.open_looks) == (later, 0)


def test_bookings_are_read_before_an_order_is_sent_again() -> None:
    """
    After the quiet time, if they can be read; one that could be the order forbids it for good.
    """
    late = AT + QUIET_TIME
    start = RequestSent(at=late, action="start")
    opened = seen_open(seen_open(lost_tan(), AT), late)
    opened = attrs.evolve(opened, account="1", amount="9.5")
    assert wants_bookings(opened)
    assert not wants_bookings(attrs.evolve(opened, account=None))
    with pytest.raises(TooEarlyError, match="could not be read"):
        apply_event(opened, start)
    checked = attrs.evolve(start, is_checked=True)
    assert apply_event(opened, checked).state is State.SENDING
    reads = apply_event(opened, RequestSent(at=late, action="bookings"))
    failed = apply_event(reads, OutcomeLost(at=late))
    assert (failed.seen, failed.open_looks, failed.moved_at) == ("open", 2, opened.moved_at)
    read = apply_event(reads, BookingsRead(details=EventDetails(late), has_booking=False))
    assert not wants_bookings(read)
    assert apply_event(read, start).state is State.SENDING
    found = apply_event(reads, BookingsRead(details=EventDetails(late), has_booking=True))
    for one in (start, checked):
        with pytest.raises(WrongStepError, match="could be this order"):
            apply_event(found, one)


@pytest.mark.parametrize("code", ["BA999", "BA1104", None])
def test_an_error_that_proves_nothing_ends_no_authorised_order(code: str | None) -> None:
    """
    After an answer, only what is documented as a rejection fails; all else is unknown. Before
    that, and for what is no order, an error is an end.
    """
    refused = Refused(details=EventDetails(AT, code=code), reason="refused", can_restart=True)
    for is_order in (False, True):
        sent = on_its_way(State.CHALLENGE, "answer", is_order=is_order)
        after = apply_event(sent, refused)
        assert (after.state, after.can_restart) == (
            (State.UNKNOWN, False) if is_order else (State.FAILED, True)
        )
        assert after.code == code or code is None
        before = apply_event(on_its_way(State.METHOD, "method", is_order=is_order), refused)
        assert (before.state, before.can_restart) == (State.FAILED, True)
    proven = attrs.evolve(refused, is_proof=True)
    sent = on_its_way(State.CHALLENGE, "answer", is_order=True)
    assert apply_event(sent, proven).state is State.FAILED


def test_a_look_does_not_take_a_question_away() -> None:
    """
    That an order was not handed over is no news while the user is asked, so nothing may be
    started again beside the question.
    """
    for state in WAITING:
        flow = in_state(state, is_order=True)
        after = apply_event(
            apply_event(flow, RequestSent(at=AT, action="look")),
            OrderStillOpen(details=EventDetails(AT)),
        )
        assert (after.state, after.seen) == (state, None)
        assert after.not_before == AT + timedelta(seconds=5)


def test_only_what_the_latest_offer_holds_can_be_chosen() -> None:
    """
    Choices are compared exactly, with the latest offer only.
    """
    flow = in_state(State.METHOD)
    assert chosen(flow, OFFER[0]) == chosen(flow, "902") == "902"
    for wrong in ("903", "902 ", "", Choice(id="7", name="902"), "９０２"):
        with pytest.raises(ArgumentError, match="choice: it was not offered; choose one of: '902'"):
            chosen(flow, wrong)
        choice = wrong if isinstance(wrong, str) else wrong.id
        with pytest.raises(ArgumentError, match="choice: it was not offered"):
            apply_event(flow, RequestSent(at=AT, action="method", choice=choice))
    with pytest.raises(ArgumentError):
        apply_event(flow, RequestSent(at=AT, action="method"))
    sent = apply_event(flow, RequestSent(at=AT, action="method", choice="902"))
    other = MediumRequested(details=EventDetails(AT), offer=(Choice(id="Handy", name="Handy"),))
    with pytest.raises(ArgumentError, match="choose one of: 'Handy'"):
        apply_event(apply_event(sent, other), RequestSent(at=AT, action="medium", choice="902"))


def test_the_state_of_a_redirect_is_used_up_by_its_callback() -> None:
    """
    Its digest is gone after the callback whatever came of it, except that it never left.
    """
    sent = on_its_way(State.REDIRECT, "callback")
    for name, event in answers().items():
        if name == "BookingsRead":  # no callback leads to it
            continue
        after = apply_event(sent, event)
        if name in ("NotSent", "Limited"):
            assert after.digest == state_digest(PLANTED[2])
        elif name != "BrowserRequested":
            assert after.digest is None, name
    fresh = BrowserRequested(
        details=EventDetails(AT), page="bank", field="state", digest=state_digest("another")
    )
    assert apply_event(sent, fresh).digest == state_digest("another")


def test_wrong_returns_are_answered_later_and_later_and_change_nothing_else() -> None:
    """
    A browser that was not sent leaves the flow where it is; each one is answered twice as late,
    at most after a minute.
    """
    flow = in_state(State.REDIRECT)
    for count, seconds in enumerate([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60], start=1):
        after = apply_event(flow, ReturnMismatch(at=AT))
        late = AT + timedelta(seconds=seconds)
        assert (after.wrong_returns, after.returns_after) == (count, late)
        same = attrs.evolve(after, wrong_returns=flow.wrong_returns, revision=flow.revision)
        assert attrs.evolve(same, returns_after=flow.returns_after) == flow
        flow = after


def test_the_provider_is_not_asked_too_soon() -> None:
    """
    A poll or look before its time raises TooEarlyError with that time; at that time it may go.
    """
    sending = on_its_way(State.METHOD, "method")
    asked = apply_event(sending, ConfirmationRequested(details=EventDetails(AT), seconds=7))
    working = apply_event(sending, ProviderBusy(details=EventDetails(AT), seconds=7))
    cases: list[tuple[FlowState, ActionKind]] = [
        (asked, "poll"),
        (asked, "look"),
        (working, "look"),
    ]
    for flow, action in cases:
        for seconds in (0.0, 6.999):
            early = RequestSent(at=AT + timedelta(seconds=seconds), action=action)
            with pytest.raises(TooEarlyError) as caught:
                apply_event(flow, early)
            assert caught.value.not_before == AT + timedelta(seconds=7)
        at = AT + timedelta(seconds=7)
        sent = apply_event(flow, RequestSent(at=at, action=action))
        lost = apply_event(sent, OutcomeLost(at=at))
        assert (lost.state, lost.not_before) == (flow.state, at + timedelta(seconds=5))
    assert apply_event(asked, RequestSent(at=AT, action="confirm")).state is State.SENDING


@pytest.mark.parametrize("name", ["ConfirmationRequested", "Unchanged", "OutcomeLost"])
def test_after_sixty_polls_the_time_is_over(name: str) -> None:
    """
    However polls are not answered, sixty of them are all; for an order, the outcome is unknown.
    """
    for is_order in (False,) if name == "OutcomeLost" else (False, True):
        flow, at = in_state(State.DECOUPLED, is_order=is_order), AT
        for count in range(1, LIMITS.polls + 1):
            assert flow.polls_left == LIMITS.polls + 1 - count
            at += timedelta(seconds=5)
            sent = apply_event(flow, RequestSent(at=at, action="poll"))
            unsent = apply_event(sent, NotSent(at=at))
            assert unsent.polls_left == flow.polls_left
            flow = apply_event(sent, answers(at)[name])
        assert count == LIMITS.polls == 60
        end = (State.UNKNOWN, None) if is_order else (State.EXPIRED, "polls")
        assert (flow.state, flow.ended) == end


def test_a_lost_poll_of_an_order_is_of_unknown_outcome() -> None:
    """
    Where a poll repeats the call, it hands a confirmed order over: a lost one is not sent again.
    """
    asked, at = in_state(State.DECOUPLED, is_order=True), AT + timedelta(seconds=5)
    lost = apply_event(apply_event(asked, RequestSent(at=at, action="poll")), OutcomeLost(at=at))
    assert (lost.state, lost.lost) == (State.UNKNOWN, "poll")
    linked = attrs.evolve(asked, adapter_name="relations")
    asked_only = apply_event(
        apply_event(linked, RequestSent(at=at, action="poll")), OutcomeLost(at=at)
    )
    assert asked_only.state is State.DECOUPLED


def test_three_wrong_answers_are_all() -> None:
    """
    After the third wrong TAN nothing is asked any more, even if the provider would go on.
    """
    flow = in_state(State.CHALLENGE)
    ends = flow.deadline
    for count in range(1, LIMITS.wrong_tans + 1):
        sent = apply_event(flow, RequestSent(at=AT, action="answer"))
        flow = apply_event(sent, answers(AT + timedelta(minutes=1))["AnswerRequested, wrong"])
        assert (flow.wrong_answers, flow.round) == (count, 1)
        if count < LIMITS.wrong_tans:
            assert (flow.state, flow.deadline) == (State.CHALLENGE, ends)
    assert (flow.state, flow.reason) == (State.FAILED, "tan_blocked")


def test_only_an_answer_can_be_wrong() -> None:
    """
    What a look finds of an earlier mistake does not count again; what it finds of an answer
    that was lost does.
    """
    wrong = answers()["AnswerRequested, wrong"]
    for before, action in PAIRS:
        after = apply_event(on_its_way(before, action), wrong)
        assert after.wrong_answers == (1 if action == "answer" else 0), (before, action)
    lost = apply_event(on_its_way(State.CHALLENGE, "answer"), OutcomeLost(at=AT))
    late = AT + timedelta(minutes=14)
    looked = apply_event(lost, RequestSent(at=late, action="look"))
    found = apply_event(looked, with_details(wrong, at=late))
    assert (found.state, found.wrong_answers, found.round) == (State.CHALLENGE, 1, 1)
    assert found.deadline == late + PATIENCE[State.CHALLENGE]


def test_a_question_after_the_users_action_begins_the_next_round() -> None:
    """
    A question after an answer is of another SCA, also when the provider worked in between; one
    that follows a choice is of the same.
    """
    choices: list[tuple[State, ActionKind]] = [(State.METHOD, "method"), (State.MEDIUM, "medium")]
    for state, action in choices:
        for name in ("AnswerRequested", "ConfirmationRequested", "BrowserRequested"):
            assert apply_event(on_its_way(state, action), answers()[name]).round == 1
    actions: list[tuple[State, ActionKind]] = [
        (State.CHALLENGE, "answer"),
        (State.REDIRECT, "callback"),
    ]
    for state, action in actions:
        sent = attrs.evolve(on_its_way(state, action), wrong_answers=2, method="902")
        busy = apply_event(
            apply_event(sent, ProviderBusy(details=EventDetails(AT), seconds=0)),
            RequestSent(at=AT, action="look"),
        )
        for flow in (sent, busy):
            after = apply_event(flow, answers()["MethodRequested"])
            assert (after.round, after.wrong_answers, after.method) == (2, 0, None)
    pending = apply_event(on_its_way(State.DECOUPLED, "poll"), answers()["ConfirmationRequested"])
    assert pending.round == 1
    late = AT + timedelta(minutes=1)
    looked = apply_event(pending, RequestSent(at=late, action="look"))
    assert apply_event(looked, answers(late)["MethodRequested"]).round == 1


def test_what_is_found_after_a_lost_answer_is_of_the_same_round() -> None:
    """
    No one knows whether a lost answer counted, so its TAN stays used.
    """
    lost = apply_event(on_its_way(State.CHALLENGE, "answer"), OutcomeLost(at=AT))
    found = apply_event(
        apply_event(lost, RequestSent(at=AT, action="look")), answers()["AnswerRequested"]
    )
    assert (found.state, found.round) == (State.CHALLENGE, 1)


@pytest.mark.parametrize("is_slow", [False, True])
@pytest.mark.parametrize("what", ["method", "medium", "answer"])
def test_a_provider_that_asks_for_ever_is_not_followed_for_ever(
    what: str, *, is_slow: bool
) -> None:
    """
    After five rounds it fails, also where nothing but choices is asked for again and again.
    """
    state = {"method": State.METHOD, "medium": State.MEDIUM, "answer": State.CHALLENGE}[what]
    name = {"method": "MethodRequested", "medium": "MediumRequested", "answer": "AnswerRequested"}[
        what
    ]
    flow, rounds = in_state(state), []
    while flow.state is state:
        rounds.append(flow.round)
        action = next(one for one in ACTIONS if one == what)
        flow = apply_event(flow, RequestSent(at=AT, action=action, choice="902"))
        if is_slow:
            flow = apply_event(flow, ProviderBusy(details=EventDetails(AT), seconds=0))
            flow = apply_event(flow, RequestSent(at=AT, action="look"))
        flow = apply_event(flow, answers()[name])
    assert rounds == [1, 2, 3, 4, 5]
    assert LIMITS.rounds == 5
    assert (flow.state, flow.reason) == (State.FAILED, "too_many_rounds")


@pytest.mark.parametrize("answered", [False, True])
def test_too_many_rounds_leave_an_authorised_order_unknown(*, answered: bool) -> None:
    """
    An order that the user may have authorised is not said to have failed after five rounds.
    """
    flow = in_state(State.METHOD, is_order=True, answered=answered)
    while flow.state is State.METHOD:
        flow = apply_event(flow, RequestSent(at=AT, action="method", choice="902"))
        flow = apply_event(flow, answers()["MethodRequested"])
    assert flow.state is (State.UNKNOWN if answered else State.FAILED)
    assert flow.can_restart is not answered


def test_a_choice_that_never_left_is_not_made() -> None:
    """
    After a request that was not sent, all is as it was.
    """
    same: dict[str, Any] = {"revision": 0, "action": None, "before": None, "attempt": 0}
    for before, action in PAIRS:
        flow = in_state(before)
        if (before, action) == (State.UNKNOWN, "start"):
            flow = resendable(flow)
        after = apply_event(on_its_way(before, action), NotSent(at=AT))
        assert attrs.evolve(after, **same) == attrs.evolve(flow, **same)


def test_each_state_is_waited_in_for_its_time() -> None:
    """
    What the provider tells counts for a challenge, a page and an app; elsewhere the shorter time.
    """
    for name, event in answers().items():
        is_asked = "Requested" in name or "Unsupported" in name
        if not isinstance(event, Observed) or not is_asked:
            continue
        for minutes in (1, 60 * 24 * 30):
            reported = AT + timedelta(minutes=minutes)
            after = apply_event(
                on_its_way(State.NEW, "start"), with_details(event, deadline=reported)
            )
            waiting = (State.CHALLENGE, State.REDIRECT, State.DECOUPLED, State.UNSUPPORTED)
            knows = after.state in waiting
            ours = AT + PATIENCE[after.state]
            longest = AT + timedelta(days=1)
            assert after.deadline == min(reported, longest if knows else ours), name
    assert {state.value: time.total_seconds() / 60 for state, time in PATIENCE.items()} == {
        "method": 15,
        "medium": 15,
        "payee_check": 15,
        "challenge": 5,
        "redirect": 15,
        "decoupled": 5,
        "working": 15,
        "unsupported": 15,
        "unknown": 24 * 60,
    }


def test_a_busy_provider_is_not_waited_for_for_ever() -> None:
    """
    That it still works does not put the end off.
    """
    flow, at = in_state(State.WORKING), AT
    ends = flow.deadline
    for _ in range(5):
        at += timedelta(minutes=2)
        flow = apply_event(
            apply_event(flow, RequestSent(at=at, action="look")),
            ProviderBusy(details=EventDetails(at), seconds=60),
        )
        assert flow.deadline == ends
    assert ends is not None
    assert not is_over(flow, ends - timedelta(microseconds=1))
    assert is_over(flow, ends)
    assert apply_timeouts(flow, ends).state is State.EXPIRED


def test_an_order_left_alone_becomes_unknown_and_stays_unknown() -> None:
    """
    An order that may be carried out neither expires nor fails by itself, nor does one whose worker
    died; reading does. After a day it is still unknown, and there is no deadline any more.
    """
    month, later = AT + timedelta(days=31), AT + timedelta(days=62)
    for flow in all_kinds():
        if flow.state.is_final or flow.state is State.NEW:
            continue
        is_lost = flow.state is State.SENDING and flow.action not in QUESTIONS
        is_harmless = flow.request.is_order and flow.action == "cancel" and not is_authorised(flow)
        if is_lost and is_harmless:
            assert apply_timeouts(flow, month).state is State.CANCELLED
            continue
        place = flow.before if flow.state is State.SENDING else flow.state
        after = apply_timeouts(flow, month)
        if is_lost or (place is not State.UNKNOWN and may_be_carried_out(flow, place)):
            assert after.state is State.UNKNOWN
            assert after.deadline == month + PATIENCE[State.UNKNOWN]
            after = apply_timeouts(after, later)
        if flow.request.is_order and (is_lost or may_be_carried_out(flow, place)):
            assert (after.state, after.deadline, after.reason) == (State.UNKNOWN, None, None)
        else:
            assert after.state is State.EXPIRED


def may_be_carried_out(flow: FlowState, place: State | None) -> bool:
    is_asked = place in (State.METHOD, State.MEDIUM, State.PAYEE_CHECK, State.CHALLENGE)
    return flow.request.is_order and (flow.answered or not is_asked)


def test_something_new_is_never_taken_for_success() -> None:
    """
    Only Succeeded finishes a flow, whose result may still have to be read, and a success that
    cannot be read, which finishes no order. Bookings finish nothing.
    """
    for flow in all_kinds():
        for name, event in everything().items():
            is_success = name == "Succeeded"
            is_success = is_success or (name == "Answered" and not flow.request.is_order)
            assert (outcome(flow, event) is State.FINISHED) == (
                flow.state is State.SENDING and is_success and flow.action != "bookings"
            )


def test_what_has_succeeded_is_finished_though_its_result_is_not_read() -> None:
    """
    Giving up or no more time lose the result only; a confirmed order stays confirmed whatever is
    heard of it later. A further question about anything else is another matter.
    """
    for is_order in (False, True):
        sent = on_its_way(State.CHALLENGE, "answer", is_order=is_order)
        done = apply_event(sent, answers()["ProviderBusy, done"])
        assert (done.state, done.is_done) == (State.WORKING, True)
        looked = apply_event(done, RequestSent(at=AT, action="look"))
        for name in ("GivenUp", "DeadlinePassed"):
            assert outcome(done, everything()[name]) is State.FINISHED
            assert outcome(looked, everything()[name]) is State.FINISHED
        assert apply_timeouts(done, AT + timedelta(days=1)).state is State.FINISHED
        ended = State.FINISHED if is_order else State.FAILED
        for name in ("Refused", "Refused, proven"):
            assert apply_event(looked, answers()[name]).state is ended
        for name in (
            "MethodRequested",
            "MediumRequested",
            "AnswerRequested",
            "ConfirmationRequested",
        ):
            asked = apply_event(looked, answers()[name])
            if is_order:
                assert asked.state is State.FINISHED
                continue
            assert (asked.is_done, asked.round) == (False, 2)
            assert outcome(asked, everything()["GivenUp"]) is not State.FINISHED


def test_the_latest_reference_comes_first_and_three_are_kept() -> None:
    """
    References are kept once each, the latest first; links stay where an answer tells none.
    """
    links = {"self": "/x"}
    flow = apply_event(
        on_its_way(State.NEW, "start"),
        MethodRequested(details=EventDetails(AT, references=("a",), links=links), offer=OFFER),
    )
    for reference in ("b", "a", "c", "d"):
        sent = apply_event(flow, RequestSent(at=AT, action="look"))
        flow = apply_event(
            sent, MethodRequested(details=EventDetails(AT, references=(reference,)), offer=OFFER)
        )
    assert flow.references == ("d", "c", "a")
    assert flow.links == links
