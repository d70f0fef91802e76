"""
What a flow has of its last request when it ends, waits or does not know.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import WrongStepError
from kontokit.sca.state.events import (
    Answered,
    AnswerRequested,
    DeadlinePassed,
    Event,
    GivenUp,
    Limited,
    NotSent,
    OrderStillOpen,
    OutcomeLost,
    Refused,
    RequestSent,
    Succeeded,
    Unchanged,
)
from kontokit.sca.state.flow_state import ActionKind, Confirmation, FlowState, Payee, Shown
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.steps import State
from tests.support.flow_states import AT, PAIRS, in_state, on_its_way
from tests.support.next_steps import LATER, OLD, SHOWN, WAITS, busy, details, has


def ends() -> list[tuple[FlowState, Event]]:
    """
    Flows with everything that a step leaves, and what ends them.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), **OLD)
    waiting = attrs.evolve(in_state(State.CHALLENGE), **OLD)
    return [
        (flow, Succeeded(details=details(), result="17")),
        (flow, Refused(details=details(), reason="refused", is_proof=True)),
        (flow, GivenUp(details=details(), by="provider", is_certain=True)),
        (flow, DeadlinePassed(details=details())),
        (waiting, GivenUp(details=details(), by="caller")),
        (waiting, DeadlinePassed(details=details())),
        (
            attrs.evolve(flow, wrong_answers=2),
            AnswerRequested(details=details(), shown=SHOWN, is_wrong=True),
        ),
        (attrs.evolve(on_its_way(State.DECOUPLED, "poll"), **OLD, round=5), WAITS[2][0]),
    ]


@pytest.mark.parametrize(("flow", "event"), ends())
def test_a_flow_that_has_ended_waits_for_nothing(flow: FlowState, event: Event) -> None:
    """
    Nothing of the last step stays in its record.
    """
    over = apply_event(flow, event)
    assert over.state.is_final
    has(over, offer=(), relations=(), payee=None, shown=Shown(), digest=None)
    has(over, not_before=None, deadline=None)


def test_the_end_keeps_what_the_provider_said() -> None:
    """
    The id of the result, whether it is verified; reason, code, text and whether to start again.
    """
    flow = on_its_way(State.CHALLENGE, "answer")
    done = apply_event(flow, Succeeded(details=details(), result="17", verified=False))
    has(done, state=State.FINISHED, result="17", verified=False)
    refused = Refused(
        details=details(code="C1", text="Nein", request_id="r-7", bank="Bank"),
        reason="too_often",
        can_restart=True,
        is_proof=True,
    )
    has(
        apply_event(attrs.evolve(flow, text="alt", request_id="alt"), refused),
        state=State.FAILED,
        reason="too_often",
        code="C1",
        text="Nein",
        request_id="r-7",
        bank="Bank",
        can_restart=True,
    )
    given_up = GivenUp(details=details(), by="provider", is_certain=True)
    has(apply_event(flow, given_up), state=State.CANCELLED, ended="provider", can_restart=True)
    expired = DeadlinePassed(details=details(), what="polls")
    has(apply_event(flow, expired), state=State.EXPIRED, ended="polls", can_restart=True)


def test_too_many_rounds_fail_and_can_be_started_again() -> None:
    """
    The sixth SCA in a row is none any more.
    """
    flow = attrs.evolve(on_its_way(State.DECOUPLED, "poll"), round=5)
    failed = apply_event(flow, WAITS[2][0])
    has(failed, state=State.FAILED, reason="too_many_rounds", can_restart=True)
    assert apply_event(attrs.evolve(flow, round=4), WAITS[2][0]).state is State.CHALLENGE


@pytest.mark.parametrize("limits", [0, 1])
def test_an_unknown_outcome_keeps_what_was_lost(limits: int) -> None:
    """
    What was shown is gone; a pause stays only if the provider has asked for it.
    """
    pause = AT + timedelta(seconds=30)
    flow = attrs.evolve(in_state(State.DECOUPLED, is_order=True), **{**OLD, "not_before": pause})
    flow = attrs.evolve(flow, limits=limits, action="answer")
    unknown = apply_event(flow, GivenUp(details=details(), by="caller"))
    has(
        unknown,
        state=State.UNKNOWN,
        lost="answer",
        shown=Shown(),
        digest=None,
        not_before=pause if limits else None,
        deadline=LATER + timedelta(days=1),
    )


def test_a_lost_response_keeps_its_request_id() -> None:
    """
    The provider can be asked about it; without a new one the last stays.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), request_id="r-0")
    has(apply_event(flow, OutcomeLost(at=LATER, request_id="r-1")), request_id="r-1", lost="answer")
    has(apply_event(flow, OutcomeLost(at=LATER)), request_id="r-0")


@pytest.mark.parametrize(("before", "action"), PAIRS)
def test_what_was_not_sent_changes_nothing(before: State, action: ActionKind) -> None:
    """
    The flow is in the state before; a choice or a return that never left does not count.
    """
    sent = attrs.evolve(
        on_its_way(before, action),
        method="902",
        medium="Handy",
        returned="digest",
        followed="passkey",
    )
    same = apply_event(sent, NotSent(at=LATER))
    has(
        same,
        state=before,
        method=None if action == "method" else "902",
        medium=None if action == "medium" else "Handy",
        returned=None if action == "callback" else "digest",
        followed=None if action == "follow" else "passkey",
        answered=sent.answered,
        replied=sent.replied,
    )


@pytest.mark.parametrize(
    ("limits", "seconds", "pause"),
    [
        (0, None, 30),
        (1, None, 60),
        (2, None, 120),
        (4, None, 480),
        (5, None, 900),
        (50, None, 900),
        (0, 0.0, 1),
        (0, 0.5, 1),
        (3, 7.0, 7),
        (0, 86_400.0, 86_400),
        (0, 900_000.0, 86_400),
    ],
)
def test_a_limit_is_waited_for(limits: int, seconds: float | None, pause: int) -> None:
    """
    As long as the provider says, from a second to a day; else 30 seconds, doubled each time, at
    most 15 minutes.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), limits=limits, request_id="r-0")
    event = Limited(at=LATER, seconds=seconds, request_id="r-1")
    has(
        apply_event(flow, event),
        state=State.CHALLENGE,
        limits=limits + 1,
        not_before=LATER + timedelta(seconds=pause),
        request_id="r-1",
        open_looks=0,
    )
    has(apply_event(flow, attrs.evolve(event, request_id=None)), request_id="r-0")


def test_a_question_that_changes_nothing_is_asked_again_later() -> None:
    """
    The step stays as it is, with its deadline.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "look"), **OLD)
    same = apply_event(flow, Unchanged(details=details(), seconds=4))
    has(
        same,
        state=State.CHALLENGE,
        shown=OLD["shown"],
        deadline=OLD["deadline"],
        not_before=LATER + timedelta(seconds=4),
    )


@pytest.mark.parametrize(("before", "action"), PAIRS)
def test_every_answer_ends_the_pauses_of_a_limit(before: State, action: ActionKind) -> None:
    """
    The provider takes requests again, whatever it answers.
    """
    sent = attrs.evolve(on_its_way(before, action), limits=3, attempt=2)
    for event in (busy(), WAITS[2][0], OutcomeLost(at=LATER)):
        has(apply_event(sent, event), limits=0, attempt=0)


@pytest.mark.parametrize(("before", "action"), PAIRS)
def test_only_actions_of_the_user_answer(before: State, action: ActionKind) -> None:
    """
    A TAN, a confirmation, a return, a poll and what is followed by hand can complete an SCA; a poll
    uses up one of the polls.
    """
    sent = attrs.evolve(
        on_its_way(before, action), answered=False, replied=False, polls_left=9, digest="d"
    )
    found = apply_event(sent, busy())
    acts = action in ("answer", "confirm", "callback", "poll", "follow")
    has(found, answered=acts, replied=acts, polls_left=8 if action == "poll" else 9)


def test_what_a_response_says_replaces_what_was_known() -> None:
    """
    Code, request id, bank and links stay if the next response has none; its text does not.
    """
    flow = attrs.evolve(
        on_its_way(State.WORKING, "look"),
        code="C0",
        request_id="r-0",
        bank="Bank 0",
        text="Text 0",
        links={"self": "/0"},
        references=("a", "b", "c"),
    )
    has(
        apply_event(flow, busy()),
        code="C0",
        request_id="r-0",
        bank="Bank 0",
        text=None,
        links={"self": "/0"},
        references=("a", "b", "c"),
    )
    told = details(
        code="C1",
        request_id="r-1",
        bank="Bank 1",
        text="Text 1",
        links={"self": "/1"},
        references=("b", "d"),
    )
    has(
        apply_event(flow, attrs.evolve(busy(), details=told)),
        code="C1",
        request_id="r-1",
        bank="Bank 1",
        text="Text 1",
        links={"self": "/1"},
        references=("b", "d", "a"),
    )


@pytest.mark.parametrize(
    ("what", "ended"), [("form", "form"), ("step", "outcome"), ("polls", "outcome")]
)
def test_an_unknown_outcome_of_what_is_no_order_expires(what: Any, ended: str) -> None:
    """
    What ended it is its form, or the time for learning the outcome.
    """
    flow = in_state(State.UNKNOWN)
    over = apply_event(flow, DeadlinePassed(details=details(), what=what))
    has(over, state=State.EXPIRED, ended=ended, can_restart=True)


def test_what_the_bank_said_last_stays_when_the_outcome_is_unknown() -> None:
    """
    Its message, or else the text of the challenge, without markup.
    """
    shown = Shown(text="<b>Bitte</b> warten")
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), text=None, shown=shown)
    lost = OutcomeLost(at=LATER)
    has(apply_event(flow, lost), text="Bitte warten")
    has(apply_event(attrs.evolve(flow, text="Meldung"), lost), text="Meldung")
    has(apply_event(attrs.evolve(flow, shown=Shown()), lost), text=None)


@pytest.mark.parametrize("seen", [None, "open", "answered"])
def test_what_was_answered_once_stays_answered(seen: Any) -> None:
    """
    A look that was open does not stay, whatever comes.
    """
    flow = attrs.evolve(on_its_way(State.UNKNOWN, "look", is_order=True), seen=seen)
    for event in (OutcomeLost(at=LATER), Limited(at=LATER), busy()):
        has(apply_event(flow, event), seen="answered" if seen == "answered" else None)


def test_the_names_of_a_choice_that_was_not_sent_are_forgotten() -> None:
    """
    Those of the other choice stay.
    """
    names: dict[str, Any] = {"method_name": "photoTAN", "medium_name": "Handy"}
    method = attrs.evolve(on_its_way(State.METHOD, "method"), **names)
    has(apply_event(method, NotSent(at=LATER)), method_name=None, medium_name="Handy")
    medium = attrs.evolve(on_its_way(State.MEDIUM, "medium"), **names)
    has(apply_event(medium, NotSent(at=LATER)), method_name="photoTAN", medium_name=None)


@pytest.mark.parametrize(("before", "returned"), [(State.UNKNOWN, None), (State.WORKING, "digest")])
def test_a_page_that_is_open_after_a_lost_return_wants_it_again(
    before: State, returned: Any
) -> None:
    """
    Otherwise the same return is not carried to the bank twice.
    """
    flow = attrs.evolve(on_its_way(before, "look"), returned="digest")
    has(apply_event(flow, WAITS[3][0]), returned=returned)


def test_an_action_that_is_not_possible_names_the_state() -> None:
    """
    The message says what was tried and where the flow is.
    """
    with pytest.raises(WrongStepError, match=r"'answer'.*'method'"):
        apply_event(in_state(State.METHOD), RequestSent(at=LATER, action="answer"))
    with pytest.raises(WrongStepError, match=r"OutcomeLost.*'method'"):
        apply_event(in_state(State.METHOD), OutcomeLost(at=LATER))
    with pytest.raises(WrongStepError, match="'finished'"):
        apply_event(in_state(State.FINISHED), OutcomeLost(at=LATER))


def test_an_error_that_proves_nothing_keeps_its_text() -> None:
    """
    The user reads what the bank says, although the order stays unknown.
    """
    flow = on_its_way(State.CHALLENGE, "answer", is_order=True)
    refused = Refused(details=details(text="Technischer Fehler"), reason="refused")
    has(apply_event(flow, refused), state=State.UNKNOWN, text="Technischer Fehler")


def test_a_confirmation_of_a_payee_that_was_not_sent_is_forgotten() -> None:
    """
    Only the last one; those of other actions stay.
    """
    kept = tuple(
        Confirmation(payee=Payee(result="no_match"), name_shown=name, at=AT) for name in "abc"
    )
    sent = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), confirmations=kept)
    has(apply_event(sent, NotSent(at=LATER)), confirmations=kept)
    confirmed = attrs.evolve(sent, action="payee", before=State.PAYEE_CHECK)
    has(apply_event(confirmed, NotSent(at=LATER)), confirmations=kept[:2])


def test_the_last_wrong_answer_of_an_order_that_may_be_elsewhere_is_no_end() -> None:
    """
    It is unknown, and the wrong answer still counts.
    """
    flow = attrs.evolve(
        on_its_way(State.CHALLENGE, "answer", is_order=True),
        wrong_answers=2,
        approval_offered=True,
    )
    wrong = AnswerRequested(details=details(), shown=SHOWN, is_wrong=True)
    has(apply_event(flow, wrong), state=State.UNKNOWN, wrong_answers=3, lost="answer")


def test_refused_tans_of_other_flows_count_for_the_last_one() -> None:
    """
    It is the bank that counts.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), wrong_answers=0)
    wrong = AnswerRequested(details=details(), shown=SHOWN, is_wrong=True)
    for elsewhere, state in ((1, State.CHALLENGE), (2, State.FAILED)):
        has(apply_event(attrs.evolve(flow, refused_tans=elsewhere), wrong), state=state)


def test_an_order_that_was_not_found_is_not_asked_for_again_at_once() -> None:
    """
    It stays unknown, and the next look comes after a pause.
    """
    flow = on_its_way(State.UNKNOWN, "look", is_order=True)
    gone = DeadlinePassed(details=details(), what="outcome")
    has(apply_event(flow, gone), state=State.UNKNOWN, not_before=LATER + timedelta(seconds=5))


def test_an_order_that_is_still_open_is_looked_at_again_later() -> None:
    """
    Each look in a row counts, with its time.
    """
    flow = attrs.evolve(on_its_way(State.UNKNOWN, "look", is_order=True), open_looks=1)
    has(
        apply_event(flow, OrderStillOpen(details=details())),
        state=State.UNKNOWN,
        seen="open",
        open_looks=2,
        open_seen_at=LATER,
        not_before=LATER + timedelta(seconds=5),
    )


def test_the_end_says_whether_a_consent_must_be_renewed() -> None:
    """
    It is kept for the step.
    """
    flow = on_its_way(State.WORKING, "look")
    for renewal in (True, False):
        done = Succeeded(details=details(), needs_renewal=renewal)
        has(apply_event(flow, done), needs_renewal=renewal)


def test_a_return_that_is_sent_is_remembered() -> None:
    """
    Otherwise it would be carried to the bank twice.
    """
    flow = attrs.evolve(in_state(State.REDIRECT), returned="old")
    sent = apply_event(flow, RequestSent(at=LATER, action="callback", returned="new"))
    has(sent, returned="new")
    has(apply_event(flow, RequestSent(at=LATER, action="look")), returned="old")


def test_an_order_that_was_answered_cannot_be_cancelled_by_us() -> None:
    """
    The provider has taken it.
    """
    order = in_state(State.METHOD, is_order=True)
    given_up = GivenUp(details=details(), by="caller")
    has(apply_event(order, given_up), state=State.CANCELLED)
    has(apply_event(attrs.evolve(order, seen="answered"), given_up), state=State.UNKNOWN)


def test_waiting_looks_less_often_but_never_after_the_end() -> None:
    """
    The first pause is that of the provider; a look at the deadline tells how it ended.
    """
    flow = on_its_way(State.CHALLENGE, "answer")
    first = apply_event(flow, busy(seconds=4))
    has(first, looks=1, look_at=LATER + timedelta(seconds=4))
    still = attrs.evolve(on_its_way(State.WORKING, "look"), looks=1, relations=("a",))
    has(
        apply_event(still, busy(seconds=4)),
        looks=2,
        look_at=LATER + timedelta(seconds=6),
        relations=(),
    )
    ends = LATER + timedelta(seconds=5)
    has(apply_event(attrs.evolve(still, deadline=ends), busy(seconds=4)), look_at=ends)


def test_a_limit_of_the_bookings_says_nothing_of_the_order() -> None:
    """
    They are read elsewhere, so the series of looks goes on.
    """
    flow = attrs.evolve(on_its_way(State.UNKNOWN, "look", is_order=True), seen="open", open_looks=2)
    has(apply_event(flow, Limited(at=LATER)), seen=None, open_looks=0)
    reading = attrs.evolve(flow, action="bookings")
    has(apply_event(reading, Limited(at=LATER)), seen="open", open_looks=2)


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_an_unknown_order_has_its_deadline_until_it_has_passed(seconds: int) -> None:
    """
    A limit of another kind does not end it; then it has none any more.
    """
    ends = LATER + timedelta(seconds=seconds)
    flow = attrs.evolve(in_state(State.UNKNOWN, is_order=True), deadline=ends)
    after = apply_event(flow, DeadlinePassed(details=details(), what="step"))
    has(after, state=State.UNKNOWN, deadline=ends if seconds > 0 else None)
    bare = apply_event(attrs.evolve(flow, deadline=None), DeadlinePassed(details=details()))
    has(bare, state=State.UNKNOWN, deadline=None)


def test_the_address_of_a_page_is_kept_only_as_long_as_the_page() -> None:
    """
    While something is on its way too, since the page may still be open then.
    """
    page = attrs.evolve(in_state(State.REDIRECT), sealed_url="sealed")
    sent = apply_event(page, RequestSent(at=LATER, action="look"))
    has(sent, sealed_url="sealed")
    has(apply_event(sent, WAITS[3][0]), sealed_url="sealed", state=State.REDIRECT)
    for event in (busy(), WAITS[2][0], OutcomeLost(at=LATER), Succeeded(details=details())):
        after = apply_event(attrs.evolve(sent, action="callback"), event)
        has(after, sealed_url=None)


@pytest.mark.parametrize("is_order", [True, False])
@pytest.mark.parametrize("is_taken", [True, False])
def test_an_order_whose_sending_was_answered_was_taken(*, is_order: bool, is_taken: bool) -> None:
    """
    Whatever else the response says; the rest of it counts too.
    """
    flow = on_its_way(State.NEW, "start", is_order=is_order)
    told = attrs.evolve(busy(), details=details(is_taken=is_taken, code="C1", text="Text"))
    seen = "answered" if is_order and is_taken else None
    has(apply_event(flow, told), seen=seen, code="C1", text="Text", state=State.WORKING)


def test_what_is_no_order_is_done_by_an_answer_that_says_nothing() -> None:
    """
    The id of what was made is kept.
    """
    event = Answered(details=details(), result="17")
    has(apply_event(on_its_way(State.NEW, "start"), event), state=State.FINISHED, result="17")


def test_each_request_counts_until_one_is_answered() -> None:
    """
    So that a request that is made again without a response is told from the first.
    """
    flow = in_state(State.CHALLENGE)
    sent = apply_event(flow, RequestSent(at=LATER, action="look"))
    assert (flow.attempt, sent.attempt) == (0, 1)
    again = apply_event(apply_event(sent, NotSent(at=LATER)), RequestSent(at=LATER, action="look"))
    assert again.attempt == 2
    assert apply_event(again, WAITS[2][0]).attempt == 0


def test_the_state_of_the_return_url_that_was_sent_last_is_kept() -> None:
    """
    A request without one leaves it: the browser still comes back with that state.
    """
    flow = attrs.evolve(in_state(State.NEW), sent_along="old")
    sent = apply_event(flow, RequestSent(at=LATER, action="start", sent_along="new"))
    has(sent, sent_along="new")
    has(apply_event(flow, RequestSent(at=LATER, action="start")), sent_along="old")


def test_a_refusal_without_a_code_has_none() -> None:
    """
    That of an earlier response says nothing of it.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), code="OLD")
    refused = Refused(details=details(), reason="refused", is_proof=True)
    has(apply_event(flow, refused), state=State.FAILED, code=None)


def test_what_was_not_offered_is_refused_with_what_was() -> None:
    """
    So that a caller sees what to pass.
    """
    with pytest.raises(ArgumentError, match=r"choose one of: '902', '910'$"):
        apply_event(in_state(State.METHOD), RequestSent(at=LATER, action="method", choice="other"))


def test_no_challenge_is_shown_after_the_last_wrong_answer() -> None:
    """
    Of an order that may be carried out another way: no TAN helps any more, so it is unknown.
    """
    flow = attrs.evolve(
        on_its_way(State.UNKNOWN, "look", is_order=True),
        wrong_answers=3,
        approval_offered=True,
        shown=SHOWN,
    )
    after = apply_event(flow, AnswerRequested(details=details(), shown=SHOWN))
    has(after, state=State.UNKNOWN, shown=Shown(), deadline=LATER + timedelta(days=1))
