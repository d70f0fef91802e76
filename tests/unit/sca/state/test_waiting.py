"""
What a flow keeps of one step in the next, and what it forgets.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import attrs
import pytest

from kontokit.sca.state.events import (
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    Observed,
    RequestSent,
)
from kontokit.sca.state.flow_state import ActionKind, FlowState, Shown
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.steps import State
from tests.support.flow_states import AT, OFFER, in_state, on_its_way
from tests.support.next_steps import LATER, OLD, SHOWN, WAITS, busy, details, has

NOTHING: Final[dict[str, Any]] = {
    "offer": (),
    "shown": Shown(),
    "page": None,
    "field": None,
    "digest": None,
    "not_before": None,
    "polls_left": 0,
    "asked_again": 0,
    "relations": (),
    "payee": None,
    "replied": False,
    "is_done": False,
}


@pytest.mark.parametrize(("event", "fields"), WAITS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("action", ["start", "look"])
def test_a_new_step_has_nothing_of_the_one_before(
    event: Observed, fields: dict[str, Any], action: ActionKind
) -> None:
    """
    Offer, texts, pages, pauses and polls are those of the new step.
    """
    before = State.NEW if action == "start" else State.WORKING
    flow = attrs.evolve(on_its_way(before, action), **OLD)
    reached = apply_event(flow, event)
    has(reached, **{**NOTHING, **fields})
    assert reached.deadline is not None
    assert LATER < reached.deadline < AT + timedelta(hours=1)


@pytest.mark.parametrize("event", [event for event, _ in WAITS], ids=lambda one: type(one).__name__)
def test_only_pages_and_apps_offer_an_approval_without_us(event: Observed) -> None:
    """
    It is remembered until the end: the user may still have the page.
    """
    flow = on_its_way(State.NEW, "start", is_order=True)
    offers = isinstance(event, BrowserRequested | ConfirmationRequested)
    assert apply_event(flow, event).approval_offered is offers
    assert apply_event(attrs.evolve(flow, approval_offered=True), event).approval_offered


DEADLINES: Final[list[tuple[Observed, int, int | None, int]]] = [
    (WAITS[0][0], 900, 60, 60),
    (WAITS[0][0], 900, 9000, 900),
    (WAITS[1][0], 900, 9000, 900),
    (WAITS[2][0], 300, 60, 60),
    (WAITS[2][0], 300, 9000, 9000),
    (WAITS[2][0], 300, 900_000, 86_400),
    (WAITS[3][0], 900, 9000, 9000),
    (WAITS[3][0], 900, 900_000, 86_400),
    (WAITS[4][0], 300, 60, 60),
    (WAITS[4][0], 300, 9000, 9000),
    (WAITS[4][0], 300, None, 300),
]


@pytest.mark.parametrize(("event", "ours", "theirs", "seconds"), DEADLINES)
def test_the_earlier_deadline_counts_but_tans_pages_and_apps_last_as_the_provider_says(
    event: Observed, ours: int, theirs: int | None, seconds: int
) -> None:
    """
    Never longer than a day.
    """
    ends = None if theirs is None else LATER + timedelta(seconds=theirs)
    flow = on_its_way(State.NEW, "start")
    known = attrs.evolve(event, details=details(deadline=ends))
    assert apply_event(flow, known).deadline == LATER + timedelta(seconds=seconds)
    assert apply_event(flow, event).deadline == LATER + timedelta(seconds=ours)


NAMES: Final[dict[str, Any]] = {
    "method": "902",
    "medium": "Handy",
    "method_name": "photoTAN",
    "medium_name": "Handy von Erika",
}
NO_NAMES: Final[dict[str, Any]] = dict.fromkeys(NAMES)


def test_a_challenge_after_an_action_of_the_user_is_the_next_round() -> None:
    """
    The next SCA knows neither names nor device nor wrong answers of the one before; the method is
    repeated with the call.
    """
    flow = attrs.evolve(on_its_way(State.DECOUPLED, "poll"), **NAMES, wrong_answers=2)
    kept = {**NO_NAMES, "method": NAMES["method"]}
    has(apply_event(flow, WAITS[2][0]), **kept, wrong_answers=0, round=2)


def test_a_challenge_after_a_look_is_of_the_same_round() -> None:
    """
    The user has done nothing since, so nothing is forgotten.
    """
    flow = attrs.evolve(
        on_its_way(State.CHALLENGE, "look"), **NAMES, wrong_answers=2, replied=False
    )
    has(apply_event(flow, WAITS[2][0]), **NAMES, round=1)


def test_a_choice_of_methods_forgets_the_method() -> None:
    """
    Whoever must choose again has chosen nothing.
    """
    flow = attrs.evolve(on_its_way(State.UNKNOWN, "look"), **NAMES)
    has(apply_event(flow, WAITS[0][0]), **NO_NAMES, round=1)
    has(apply_event(flow, WAITS[1][0]), **NAMES, round=1)


@pytest.mark.parametrize(
    ("event", "fields", "rounds"),
    [
        (WAITS[0][0], {"method": "902"}, 2),
        (WAITS[0][0], {"medium": "Handy"}, 2),
        (WAITS[0][0], {}, 1),
        (WAITS[1][0], {"medium": "Handy"}, 2),
        (WAITS[1][0], {"method": "902"}, 1),
        (WAITS[2][0], {"method": "902", "medium": "Handy"}, 1),
    ],
)
def test_what_must_be_chosen_again_begins_the_next_round(
    event: Observed, fields: dict[str, Any], rounds: int
) -> None:
    """
    A device after a method, and a challenge after both, belong to the same SCA.
    """
    flow = attrs.evolve(on_its_way(State.WORKING, "look"), **fields)
    assert apply_event(flow, event).round == rounds


@pytest.mark.parametrize(
    ("action", "offered"), [("method", State.METHOD), ("medium", State.MEDIUM)]
)
def test_the_bank_names_what_was_chosen(action: ActionKind, offered: State) -> None:
    """
    The id is sent and the name is shown; the other one stays.
    """
    other = {"method": "medium", "medium": "method"}[action]
    known: dict[str, Any] = {other: "x", f"{other}_name": "X"}
    flow = attrs.evolve(in_state(offered), **known)
    sent = apply_event(flow, RequestSent(at=AT, action=action, choice=OFFER[1].id))
    has(sent, **{action: "910", f"{action}_name": "App"}, **known)


def wrong(flow: FlowState, *, deadline: Any = None) -> FlowState:
    event = AnswerRequested(details=details(deadline=deadline), shown=SHOWN, is_wrong=True)
    return apply_event(flow, event)


def test_a_wrong_answer_shows_the_challenge_again() -> None:
    """
    The time goes on unless the provider gives another one; the next answer may be sent at once.
    """
    ends = AT + timedelta(minutes=4)
    flow = attrs.evolve(
        on_its_way(State.CHALLENGE, "answer"), deadline=ends, not_before=LATER, **NAMES
    )
    has(
        wrong(flow),
        state=State.CHALLENGE,
        shown=SHOWN,
        wrong_answers=1,
        replied=False,
        deadline=ends,
        not_before=None,
        round=1,
        **NAMES,
    )
    theirs = LATER + timedelta(minutes=1)
    assert wrong(flow, deadline=theirs).deadline == theirs
    lost = attrs.evolve(on_its_way(State.UNKNOWN, "look"), lost="answer", deadline=ends)
    has(wrong(lost), wrong_answers=1, deadline=LATER + timedelta(minutes=5))


def test_the_third_wrong_answer_is_the_last() -> None:
    """
    The flow fails with the text of the bank, and a new one would lock the user out.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), wrong_answers=2, **OLD)
    event = AnswerRequested(details=details(), shown=Shown(text="<b>Gesperrt</b>"), is_wrong=True)
    has(
        apply_event(flow, event),
        state=State.FAILED,
        reason="tan_blocked",
        text="Gesperrt",
        wrong_answers=3,
        can_restart=False,
    )


@pytest.mark.parametrize("before", [State.CHALLENGE, State.WORKING])
def test_a_challenge_after_an_answer_may_be_the_same_again(before: State) -> None:
    """
    Without evidence wrong answers still count, and it is counted how often the bank asked again.
    """
    answered = on_its_way(State.CHALLENGE, "answer")
    flow = attrs.evolve(answered, wrong_answers=1, asked_again=1, before=before)
    has(apply_event(flow, WAITS[2][0]), wrong_answers=1, asked_again=2, round=2)
    looked = attrs.evolve(on_its_way(State.CHALLENGE, "look"), asked_again=1)
    has(apply_event(looked, WAITS[2][0]), asked_again=0)


def test_a_lost_answer_that_is_asked_for_again_counts_as_asked_again() -> None:
    """
    It may have been wrong.
    """
    flow = attrs.evolve(on_its_way(State.UNKNOWN, "look"), lost="answer", asked_again=0)
    has(apply_event(flow, WAITS[2][0]), asked_again=1, round=1)
    other = attrs.evolve(flow, lost="start")
    has(apply_event(other, WAITS[2][0]), asked_again=0)


def test_a_busy_provider_is_waited_for() -> None:
    """
    Nothing is shown meanwhile; how long it may last counts from the first time.
    """
    flow = attrs.evolve(on_its_way(State.CHALLENGE, "answer"), **OLD)
    has(
        apply_event(flow, busy()),
        state=State.WORKING,
        offer=(),
        shown=Shown(),
        digest=None,
        is_done=False,
        not_before=LATER + timedelta(seconds=3),
        deadline=LATER + timedelta(minutes=15),
    )
    still = attrs.evolve(on_its_way(State.WORKING, "look"), deadline=LATER + timedelta(hours=1))
    assert apply_event(still, busy()).deadline == LATER + timedelta(hours=1)
    assert apply_event(still, busy(is_done=True)).is_done
    assert apply_event(attrs.evolve(still, is_done=True), busy()).is_done


def test_an_answer_may_be_given_as_long_as_any_challenge_can_be_answered() -> None:
    """
    Whichever ends later: the one before or the one that is shown again.
    """
    flow = on_its_way(State.CHALLENGE, "answer", is_order=True)
    for minutes, until in ((1, 10), (20, 20)):
        deadline = AT + timedelta(minutes=minutes)
        known = attrs.evolve(flow, approvable_until=AT + timedelta(minutes=10))
        wrong = AnswerRequested(details=details(deadline=deadline), shown=SHOWN, is_wrong=True)
        after = apply_event(known, wrong)
        has(after, deadline=deadline, approvable_until=AT + timedelta(minutes=until))
    unknown = apply_event(attrs.evolve(flow, approvable_until=None), wrong)
    has(unknown, approvable_until=deadline)


@pytest.mark.parametrize("adapter", ["repeat", "relations"])
@pytest.mark.parametrize("action", ["poll", "look", "cancel", "answer", "start"])
def test_only_what_can_hand_an_order_over_moves_it(action: ActionKind, adapter: Any) -> None:
    """
    A poll does where the call is repeated by it, and any look that does not see the order open.
    """
    before = {"start": State.NEW, "poll": State.DECOUPLED}.get(action, State.CHALLENGE)
    flow = attrs.evolve(
        on_its_way(before, action, is_order=True), adapter_name=adapter, moved_at=None
    )
    asked = ConfirmationRequested(details=details(), shown=SHOWN, seconds=1)
    moves = action in ("answer", "start", "look") or (action == "poll" and adapter == "repeat")
    has(apply_event(flow, asked), moved_at=LATER if moves else None)
