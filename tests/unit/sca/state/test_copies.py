"""
Copies of a flow: what may be sent from them, and how they end.
"""

from __future__ import annotations

import warnings
from datetime import timedelta
from typing import Any

import attrs
import pytest

from kontokit.sca.errors import CopiedRecordError, CopiedRecordWarning
from kontokit.sca.state.copies import warn_if_copied
from kontokit.sca.state.events import DeadlinePassed, EventDetails, GivenUp
from kontokit.sca.state.flow_state import ActionKind, FlowState
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.state.views import next_step
from kontokit.sca.steps import WAITING, State, Unknown
from tests.support.flow_states import (
    AT,
    OFFER,
    PAIRS,
    answers,
    in_state,
    on_its_way,
    request,
    resendable,
)

ASKS = ("look", "bookings", "cancel")


def copied(state: State, **fields: bool) -> FlowState:
    return attrs.evolve(in_state(state, **fields), is_copy=True)


def send(flow: FlowState, action: ActionKind) -> FlowState:
    return apply_event(flow, request(action, choice=OFFER[0].id))


@pytest.mark.parametrize(("state", "action"), PAIRS)
def test_a_copy_of_an_order_only_asks(state: State, action: ActionKind) -> None:
    """
    Whatever hands something in is refused; of what is no order it is not.
    """
    order = copied(state, is_order=True)
    if state is State.UNKNOWN and action == "start":
        order = resendable(order)
    if action in ASKS:
        assert send(order, action).state is State.SENDING
    else:
        with pytest.raises(CopiedRecordError, match="sole_holder=True"):
            send(order, action)
    assert send(attrs.evolve(order, is_copy=False), action).state is State.SENDING
    if not (state is State.UNKNOWN and action == "start"):
        assert send(copied(state), action).state is State.SENDING


def test_polls_and_forms_only_ask_where_they_hand_nothing_in() -> None:
    """
    A poll that is a call of its own asks, and so does the way back from a form.
    """
    polled = attrs.evolve(copied(State.DECOUPLED, is_order=True), adapter_name="relations")
    assert send(polled, "poll").state is State.SENDING
    form = attrs.evolve(copied(State.REDIRECT, is_order=True), page="form")
    assert send(form, "callback").state is State.SENDING
    with pytest.raises(CopiedRecordError):
        send(attrs.evolve(form, page="bank"), "callback")


@pytest.mark.parametrize("state", sorted(WAITING | {State.NEW}))
def test_the_end_of_a_copy_says_nothing_of_an_order(state: State) -> None:
    """
    Its other holder may have gone on.
    """
    details = EventDetails(AT + timedelta(days=2))
    for event in (GivenUp(details=details, by="caller"), DeadlinePassed(details=details)):
        assert apply_event(copied(state, is_order=True), event).state is State.UNKNOWN
        assert apply_event(copied(state), event).state.is_final
    unknown = copied(State.UNKNOWN, is_order=True)
    given_up = apply_event(unknown, GivenUp(details=details, by="caller"))
    assert (given_up.state, given_up.deadline) == (State.UNKNOWN, unknown.deadline)


def test_a_refusal_without_proof_says_nothing_of_a_copied_order() -> None:
    """
    With proof it does: the bank has rejected the order, whoever has sent it.
    """
    looking = on_its_way(State.METHOD, "look", is_order=True)
    for name, state in (("Refused", State.METHOD), ("Refused, proven", State.FAILED)):
        assert apply_event(attrs.evolve(looking, is_copy=True), answers()[name]).state is state
        assert apply_event(looking, answers()[name]).state is state


def test_a_copy_does_not_say_when_it_may_be_sent_again() -> None:
    """
    It never may.
    """
    lost = apply_event(on_its_way(State.NEW, "start", is_order=True), answers()["OutcomeLost"])
    known = next_step(resendable(lost), None)
    copy = next_step(attrs.evolve(resendable(lost), is_copy=True), None)
    assert isinstance(known, Unknown)
    assert isinstance(copy, Unknown)
    assert known.not_before is not None
    assert copy.not_before is None


def test_only_a_sending_of_what_is_no_order_warns() -> None:
    """
    Looks do not, nor does an order, which is refused, nor a flow that its store knows.
    """
    with pytest.warns(CopiedRecordWarning, match="sole_holder=True"):
        assert warn_if_copied(copied(State.METHOD), "method")
    assert not warn_if_copied(copied(State.METHOD), "look")
    assert not warn_if_copied(copied(State.METHOD, is_order=True), "method")
    assert not warn_if_copied(in_state(State.METHOD), "method")


@pytest.mark.parametrize(
    ("action", "fields", "warns"),
    [
        ("poll", {"adapter_name": "repeat"}, True),
        ("poll", {"adapter_name": "relations"}, False),
        ("callback", {"page": "bank"}, True),
        ("callback", {"page": "form"}, False),
        ("look", {}, False),
        ("cancel", {}, False),
    ],
)
def test_what_only_asks_does_not_warn(
    action: ActionKind, fields: dict[str, Any], *, warns: bool
) -> None:
    """
    Two processes may both do it.
    """
    flow = attrs.evolve(copied(State.CHALLENGE), **fields)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert warn_if_copied(flow, action) is warns
    assert [one.category for one in caught] == [CopiedRecordWarning] * warns
