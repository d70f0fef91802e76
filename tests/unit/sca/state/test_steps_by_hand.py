"""
Steps that are carried on by hand: the check of a payee, and what no document has.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import WrongStepError
from kontokit.sca.state.events import NotSent, OutcomeLost, ReturnMismatch
from kontokit.sca.state.flow_state import ActionKind, Confirmation
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.steps import State
from tests.support.flow_states import (
    AT,
    PATIENCE,
    PAYEE,
    answers,
    everything,
    in_state,
    on_its_way,
    request,
    with_details,
)


def test_payee_is_confirmed_only_by_the_name_that_was_shown() -> None:
    """
    The suggested name counts, or without one that of the order; what is kept says who, what and
    when. A confirmation that never left is not kept.
    """
    flow = in_state(State.PAYEE_CHECK, is_order=True)
    for wrong in (None, "", " ", "Erika Mustermann", "erika muster", "Erika Muster "):
        with pytest.raises(ArgumentError) as caught:
            apply_event(flow, attrs.evolve(request("payee"), name_shown=wrong))
        assert caught.value.place == "name_shown"
    sent = apply_event(flow, request("payee"))
    assert sent.confirmations == (
        Confirmation(payee=PAYEE, name_shown="Erika Muster", by="user-17", at=AT),
    )
    assert apply_event(sent, NotSent(at=AT)).confirmations == ()
    asked = apply_event(sent, answers()["AnswerRequested"])
    assert (asked.confirmations, asked.payee) == (sent.confirmations, None)
    unnamed = attrs.evolve(flow, payee=attrs.evolve(PAYEE, suggested_name=None))
    named = attrs.evolve(request("payee"), name_shown="Erika Mustermann")
    assert apply_event(unnamed, named).state is State.SENDING
    with pytest.raises(ArgumentError):
        apply_event(unnamed, request("payee"))


def test_name_with_hidden_characters_is_the_name_that_was_shown() -> None:
    """
    The user has seen the sanitised name.
    """
    payee = attrs.evolve(PAYEE, suggested_name="Erika\u202e Muster\x07")
    flow = attrs.evolve(in_state(State.PAYEE_CHECK), payee=payee)
    assert apply_event(flow, request("payee")).state is State.SENDING


def test_payees_are_not_asked_for_for_ever() -> None:
    """
    A bank that asks again after each confirmation is given up after five rounds.
    """
    flow = in_state(State.PAYEE_CHECK)
    rounds: list[int] = []
    while flow.state is State.PAYEE_CHECK:
        rounds.append(flow.round)
        flow = apply_event(apply_event(flow, request("payee")), answers()["PayeeCheckRequested"])
    assert rounds == [1, 2, 3, 4, 5]
    assert (flow.state, flow.reason) == (State.FAILED, "too_many_rounds")
    assert len(flow.confirmations) == 5


def test_lost_confirmation_of_a_payee_is_of_unknown_outcome() -> None:
    """
    The bank may carry the order out without another question.
    """
    lost = apply_event(on_its_way(State.PAYEE_CHECK, "payee", is_order=True), OutcomeLost(at=AT))
    assert (lost.state, lost.lost) == (State.UNKNOWN, "payee")
    assert len(lost.confirmations) == 1


def test_unknown_step_of_an_order_ends_as_unknown() -> None:
    """
    Cancelling, time and a further unknown step after a lost call never make it failed; where
    nothing can have been approved, it is cancelled.
    """
    flow = in_state(State.UNSUPPORTED, is_order=True)
    for name in ("GivenUp", "DeadlinePassed"):
        assert apply_event(flow, everything()[name]).state is State.UNKNOWN
    lost = apply_event(apply_event(flow, request("follow")), OutcomeLost(at=AT))
    assert (lost.state, lost.lost, lost.followed) == (State.UNKNOWN, "follow", "passkey")
    looked = apply_event(lost, request("look"))
    assert apply_event(looked, answers()["UnsupportedStep"]).state is State.UNKNOWN
    known = apply_event(
        on_its_way(State.NEW, "start", is_order=True), answers()["UnsupportedStep, known"]
    )
    assert apply_event(known, everything()["GivenUp"]).state is State.CANCELLED


def test_only_offered_links_of_the_api_are_followed() -> None:
    """
    A relation that is not offered, or whose link was not kept, is refused.
    """
    flow = in_state(State.UNSUPPORTED)
    for wrong in ("elsewhere", "authenticate", None, ""):
        with pytest.raises(ArgumentError) as caught:
            apply_event(flow, attrs.evolve(request("follow"), relation=wrong))
        assert caught.value.place == "relation"
    with pytest.raises(ArgumentError, match=r"offered: 'passkey', 'self', 'elsewhere'$"):
        apply_event(flow, attrs.evolve(request("follow"), relation="other"))
    with pytest.raises(ArgumentError, match=r"offered: nothing$"):
        apply_event(attrs.evolve(flow, relations=()), request("follow"))


def test_looking_at_an_unknown_step_does_not_put_its_end_off() -> None:
    """
    Neither its end nor its round changes by looking; following it begins the next round.
    """
    flow, later = in_state(State.UNSUPPORTED), AT + timedelta(minutes=1)
    looked = apply_event(flow, request("look", later))
    same = apply_event(looked, answers(later)["UnsupportedStep"])
    assert (same.deadline, same.round) == (flow.deadline, 1)
    followed = apply_event(
        apply_event(flow, request("follow", later)), answers(later)["UnsupportedStep"]
    )
    assert (followed.round, followed.deadline) == (2, later + PATIENCE[State.UNSUPPORTED])


def test_unknown_status_does_not_close_the_page_of_the_browser() -> None:
    """
    A look that finds something unknown keeps what the browser has to bring back.
    """
    page = in_state(State.REDIRECT)
    seen = apply_event(apply_event(page, request("look")), answers()["UnsupportedStep"])
    assert (seen.page, seen.field, seen.digest) == (page.page, page.field, page.digest)
    assert seen.expects_browser
    again = apply_event(apply_event(seen, request("look")), answers()["UnsupportedStep"])
    assert again.digest == page.digest
    assert apply_event(again, request("callback")).state is State.SENDING
    assert apply_event(again, ReturnMismatch(at=AT)).wrong_returns == 1
    closed = in_state(State.UNSUPPORTED)
    for event in (request("callback"), ReturnMismatch(at=AT)):
        with pytest.raises(WrongStepError):
            apply_event(closed, event)


@pytest.mark.parametrize(
    ("before", "action", "is_kept"),
    [
        (State.REDIRECT, "look", True),
        (State.REDIRECT, "callback", False),
        (State.UNSUPPORTED, "look", True),
        (State.UNSUPPORTED, "follow", False),
        (State.WORKING, "look", False),
    ],
)
def test_a_page_stays_open_only_while_it_is_looked_at(
    before: State, action: ActionKind, *, is_kept: bool
) -> None:
    """
    Once the browser has come back, or another step was taken, the page is of no use.
    """
    page: dict[str, Any] = {"page": "bank", "field": "state", "digest": "digest"}
    flow = attrs.evolve(on_its_way(before, action), **page)
    seen = apply_event(flow, answers()["UnsupportedStep"])
    kept = page if is_kept else dict.fromkeys(page)
    assert {name: getattr(seen, name) for name in page} == kept


def test_the_code_of_an_unknown_step_is_its_own() -> None:
    """
    That of an earlier response says nothing of it.
    """
    flow = attrs.evolve(on_its_way(State.WORKING, "look"), code="OLD")
    event = answers()["UnsupportedStep"]
    assert apply_event(flow, event).code == "PASSKEY"
    assert apply_event(flow, with_details(event, code=None)).code is None
