"""
The limits that a caller sets: checked, kept in the record, and never laxer than the provider's.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, Final

import attrs
import pytest

from kontokit import ConfigurationError
from kontokit.sca import FlowLimits
from kontokit.sca.errors import RecordRefusedError, TooEarlyError
from kontokit.sca.flow.executor import cap_pause
from kontokit.sca.records.record import from_record, to_record
from kontokit.sca.records.secret_slots import digest
from kontokit.sca.state.events import (
    BrowserRequested,
    ConfirmationRequested,
    EventDetails,
    ProviderBusy,
    RequestSent,
    Unchanged,
)
from kontokit.sca.state.flow_state import FlowState
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.state.views import next_step
from kontokit.sca.steps import Challenge, State
from tests.support.flow_states import ASKED, AT, answers, begun, on_its_way, resendable

TIGHT = FlowLimits(
    rounds=2,
    wrong_tans=2,
    polls=3,
    shortest_pause=20,
    longest_pause=30,
    choice=60,
    challenge=61,
    page=62,
    confirmation=63,
    working=64,
)


def sent(flow: FlowState, action: Any, seconds: float = 0) -> FlowState:
    at = AT + timedelta(seconds=seconds)
    return apply_event(flow, RequestSent(at=at, action=action, choice="902"))


RANGES: Final[list[tuple[str, float, float, float]]] = [
    ("rounds", 5, 1, 20),
    ("wrong_tans", 3, 1, 3),
    ("polls", 60, 1, 1000),
    ("shortest_pause", 0, 0, 60),
    ("longest_pause", 60, 1, 3600),
    ("choice", 900, 1, 86_400),
    ("challenge", 300, 1, 86_400),
    ("page", 900, 1, 86_400),
    ("confirmation", 300, 1, 86_400),
    ("working", 900, 1, 86_400),
    ("quiet_time", 0, 0, 86_400),
]


@pytest.mark.parametrize(("name", "default", "least", "most"), RANGES)
def test_each_limit_has_a_default_and_two_ends(
    name: str, default: float, least: float, most: float
) -> None:
    """
    Both ends can be set, and nothing beyond them; the error names the limit and the ends.
    """
    assert getattr(FlowLimits(), name) == default
    for value in (least, most):
        fields: dict[str, Any] = {name: value}
        assert getattr(FlowLimits(**fields), name) == value
    kind = "a whole number" if name in ("rounds", "wrong_tans", "polls") else "a number of seconds"
    message = f"^{name} must be {kind} from {least} to {most}$"
    for value in (least - 1, most + 1):
        fields = {name: value}
        with pytest.raises(ConfigurationError, match=message):
            FlowLimits(**fields)


def test_every_limit_is_in_the_table() -> None:
    """
    A new one too.
    """
    assert [name for name, *_ in RANGES] == [one.name for one in attrs.fields(FlowLimits)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"wrong_tans": 4},
        {"wrong_tans": 0},
        {"wrong_tans": 2.0},
        {"rounds": 0},
        {"polls": True},
        {"polls": "60"},
        {"shortest_pause": -1},
        {"longest_pause": float("inf")},
        {"longest_pause": float("nan")},
        {"challenge": 86_401},
        {"quiet_time": None},
    ],
)
def test_limits_out_of_their_range_are_refused(wrong: dict[str, Any]) -> None:
    """
    More than three wrong TANs lock users out, and no time is endless.
    """
    with pytest.raises(ConfigurationError, match=next(iter(wrong))):
        FlowLimits(**wrong)


@pytest.mark.parametrize("state", list(ASKED))
def test_each_state_lasts_as_long_as_the_caller_says(state: State) -> None:
    """
    The deadline of a step is the caller's if the provider says none.
    """
    seconds = {
        State.METHOD: 60,
        State.MEDIUM: 60,
        State.CHALLENGE: 61,
        State.REDIRECT: 62,
        State.DECOUPLED: 63,
        State.WORKING: 64,
        State.UNSUPPORTED: 60,
        State.PAYEE_CHECK: 60,
    }
    reached = apply_event(sent(begun(flow_limits=TIGHT), "start"), ASKED[state])
    assert reached.deadline == AT + timedelta(seconds=seconds[state])


def test_fewer_wrong_tans_and_rounds_end_the_flow_earlier() -> None:
    """
    The step counts down from the caller's number.
    """
    asked = apply_event(sent(begun(flow_limits=TIGHT), "start"), ASKED[State.CHALLENGE])
    step = next_step(asked, None)
    assert isinstance(step, Challenge)
    assert step.attempts_left == 2
    wrong = apply_event(sent(asked, "answer"), answers()["AnswerRequested, wrong"])
    assert wrong.state is State.CHALLENGE
    failed = apply_event(sent(wrong, "answer"), answers()["AnswerRequested, wrong"])
    assert (failed.state, failed.reason) == (State.FAILED, "tan_blocked")
    second = apply_event(sent(asked, "answer"), ASKED[State.METHOD])
    assert (second.state, second.round) == (State.METHOD, 2)
    chosen = apply_event(sent(second, "method"), ASKED[State.CHALLENGE])
    third = apply_event(sent(chosen, "answer"), ASKED[State.METHOD])
    assert (third.state, third.reason) == (State.FAILED, "too_many_rounds")


def test_no_pause_is_shorter_than_the_providers() -> None:
    """
    The caller can only ask less often.
    """
    for shortest, expected in ((0, 5), (4, 5), (20, 20)):
        flow = begun(flow_limits=FlowLimits(shortest_pause=shortest))
        asked = ConfirmationRequested(details=EventDetails(AT), seconds=5)
        confirming = apply_event(sent(flow, "start"), asked)
        assert confirming.not_before == AT + timedelta(seconds=expected)
        assert confirming.polls_left == 60
    busy = ProviderBusy(details=EventDetails(AT), seconds=0)
    assert apply_event(sent(begun(flow_limits=TIGHT), "start"), busy).not_before == AT


def test_the_quiet_time_can_only_be_longer() -> None:
    """
    An order is never sent again earlier than after the quiet time of its API.
    """
    for quiet, is_early in ((0.0, False), (60.0, False), (1801.0, True)):
        lost = apply_event(on_its_way(State.NEW, "start", is_order=True), answers()["OutcomeLost"])
        flow = attrs.evolve(resendable(lost), flow_limits=FlowLimits(quiet_time=quiet))
        if is_early:
            with pytest.raises(TooEarlyError):
                sent(flow, "start")
        else:
            assert sent(flow, "start").state is State.SENDING


def test_a_record_keeps_the_limits() -> None:
    """
    Older records have the usual ones, and wrong ones are refused.
    """
    flow = begun(flow_limits=TIGHT)
    record = json.loads(json.dumps(to_record(flow)))
    assert from_record(record).flow_limits == TIGHT
    older = {key: value for key, value in record.items() if key not in ("seal", "flow_limits")}
    assert from_record({**older, "seal": digest(older, None)}).flow_limits == FlowLimits()
    lax = {**older, "flow_limits": {"wrong_tans": 30}}
    with pytest.raises(RecordRefusedError):
        from_record({**lax, "seal": digest(lax, None)})


def unchanged_for(flow: FlowState, seconds: float, event: type[Any]) -> list[float]:
    """
    When a flow is looked at while nothing changes, in seconds from now.
    """
    looks = list[float]()
    while flow.deadline is not None:
        assert flow.look_at is not None
        assert flow.not_before is not None
        assert flow.not_before <= flow.look_at or flow.look_at == flow.deadline
        at = flow.look_at
        looks.append((at - AT).total_seconds())
        asked = apply_event(flow, RequestSent(at=max(at, flow.not_before), action="look"))
        flow = apply_event(asked, event(details=EventDetails(at), seconds=seconds))
        if flow.look_at is None or flow.look_at >= (flow.deadline or at):
            return looks
    return looks


def test_a_form_is_looked_at_less_often_as_time_goes_on() -> None:
    """
    The pause grows from the provider's to a minute, and ends at the deadline.
    """
    asked = BrowserRequested(details=EventDetails(AT), page="form")
    form = apply_event(sent(begun(), "start"), asked)
    first = apply_event(sent(form, "look"), Unchanged(details=EventDetails(AT), seconds=2))
    looks = unchanged_for(first, 2, Unchanged)
    pauses = [after - before for before, after in zip([0.0, *looks], looks, strict=False)]
    assert pauses[:4] == [2, 3, 4.5, 6.75]
    assert max(pauses) == 60
    assert len(looks) < 25
    assert looks[-1] < 900


def test_a_busy_provider_is_asked_less_often_as_time_goes_on() -> None:
    """
    Another state begins again with the provider's pause.
    """
    busy = ProviderBusy(details=EventDetails(AT), seconds=2)
    working = apply_event(sent(begun(), "start"), busy)
    looks = unchanged_for(working, 2, ProviderBusy)
    assert looks[:3] == [2, 5, 9.5]
    assert len(looks) < 25
    late = attrs.evolve(working, looks=12, not_before=None)
    asked = apply_event(sent(late, "look"), ASKED[State.METHOD])
    assert (asked.looks, asked.look_at) == (0, None)
    fresh = apply_event(sent(asked, "method"), busy)
    assert fresh.look_at == AT + timedelta(seconds=2)


@pytest.mark.parametrize("is_order", [False, True])
def test_a_form_that_is_still_open_at_its_end_says_so(is_order: bool) -> None:
    """
    It has expired; what became of an order only the bank knows.
    """
    asked = BrowserRequested(details=EventDetails(AT), page="form")
    form = apply_event(sent(begun(is_order=is_order), "start"), asked)
    late = EventDetails(AT + timedelta(minutes=15))
    ended = apply_event(sent(form, "look", 899), Unchanged(details=late, seconds=2))
    if is_order:
        assert ended.state is State.UNKNOWN
    else:
        assert (ended.state, ended.ended, ended.can_restart) == (State.EXPIRED, "form", True)
    lost = apply_event(sent(form, "look", 899), answers(late.at)["OutcomeLost"])
    assert lost.state is State.REDIRECT


@pytest.mark.parametrize(("longest", "seconds"), [(10, 60), (60, 60), (300, 300)])
def test_a_wrong_clock_does_not_put_off_the_next_look(longest: float, seconds: float) -> None:
    """
    What the process before has written down for tomorrow is capped to what is usual.
    """
    flow = begun(
        flow_limits=FlowLimits(longest_pause=longest),
        look_at=AT + timedelta(days=1),
        not_before=AT + timedelta(seconds=5),
    )
    capped = cap_pause(flow, AT)
    assert capped.look_at == AT + timedelta(seconds=seconds)
    assert (capped.not_before, capped.revision) == (flow.not_before, flow.revision + 1)
    assert cap_pause(capped, AT) is capped
    assert cap_pause(begun(), AT) == begun()
