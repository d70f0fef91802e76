"""
Payments: handed to the bank at most once, whatever becomes of the answers.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import NotYet, OutcomeUnknown, OutOfTurn, ScaFailed
from kontokit.sca.steps import (
    Challenge,
    ChooseMethod,
    Expired,
    Failed,
    Finished,
    State,
    Unknown,
    Working,
)
from kontokit_sandbox import Sandbox

from .finapi import ALL, TAN, Customer
from .talking import Talk, drive, kinds

SUBMIT: Final = "submitPayment"
LOST: Final = ("answer lost", "gateway timeout")


def _lost(customer: Customer, how: Any, login: str = ALL, *, skip: int = 2) -> Talk:
    """
    A payment whose TAN, or an earlier request, gets no answer.
    """
    customer.sandbox.disturb(customer.api, SUBMIT, how, skip=skip)
    talk = customer.paying(login)
    drive(talk, choose=["smsTan"], tans=[TAN])
    return talk


def test_02_a_payment_takes_three_requests(either: Customer) -> None:
    """
    Method, challenge, done: the payment has been handed over once.
    """
    talk = either.paying()
    steps = drive(talk, choose=["smsTan"], tans=[TAN])
    assert kinds(steps) == ["ChooseMethod", "Challenge", "Finished"]
    assert talk.result.id == 1
    assert either.tans(SUBMIT) == [TAN]
    assert either.orders() == ["SUCCESSFUL"]


@pytest.mark.parametrize("how", LOST)
def test_18_the_answer_is_lost_and_it_was_carried_out(either: Customer, how: str) -> None:
    """
    The result is unknown, and asking finds the payment carried out; nothing is sent again.
    """
    talk = _lost(either, how)
    assert talk.step == Unknown(step="answer", ends=talk.step.ends)
    with pytest.raises(OutcomeUnknown) as unknown:
        _ = talk.result
    assert unknown.value.record == talk.record()
    talk.reconcile()
    assert talk.step == Finished()
    assert talk.result.status.value == "SUCCESSFUL"
    assert either.tans(SUBMIT) == [TAN]
    assert len(either.sent(SUBMIT)) == 3


@pytest.mark.parametrize("how", LOST)
def test_18_the_bank_is_still_at_it(customer: Customer, how: str) -> None:
    """
    Pending first: waiting asks until the bank has carried it out.
    """
    talk = _lost(customer, how, "demo_slow_payment")
    talk.reconcile()
    assert talk.state is State.WORKING
    with pytest.raises(OutOfTurn):
        talk.send_again()
    talk.wait(timeout=20.0)
    assert talk.state is State.WORKING
    talk.wait()
    assert talk.step == Finished()
    assert customer.tans(SUBMIT) == [TAN]


@pytest.mark.parametrize("how", LOST)
def test_18_the_bank_has_refused(customer: Customer, how: str) -> None:
    """
    Asking finds the payment refused.
    """
    talk = _lost(customer, how, "demo_failing_payment")
    talk.reconcile()
    while isinstance(talk.step, Working):
        talk.wait()
    assert talk.step == Failed(reason="bank_said_no", code="NOT_SUCCESSFUL")
    assert customer.tans(SUBMIT) == [TAN]


def _sent_again(customer: Customer, talk: Talk) -> None:
    """
    Send an order again as the documentation says: after ten quiet minutes and a second look.
    """
    before = len(customer.sent(SUBMIT))
    with pytest.raises(NotYet) as early:
        talk.send_again()
    assert early.value.not_before == talk.step.not_before
    customer.sandbox.advance(early.value.not_before - customer.sandbox.now)
    with pytest.raises(NotYet, match="two looks"):
        talk.send_again()
    talk.reconcile()
    assert talk.step.seen == "open"
    assert len(customer.sent(SUBMIT)) == before
    talk.send_again()


@pytest.mark.parametrize("reply", ["yes", "no"])
def test_18_the_documented_loop_asks_a_person(customer: Customer, reply: str) -> None:
    """
    The loop in docs/sca.md sends an order again only if a person did not find it.
    """
    page = (Path(__file__).parents[2] / "docs/sca.md").read_text("utf-8")
    block = next(one for one in page.split("```python\n") if "def settle(" in one)
    names: dict[str, Any] = {}
    exec(block.partition("```")[0], names)
    talk, asked = _lost(customer, "request lost"), list[str]()
    before = len(customer.sent(SUBMIT))

    def ask(question: str) -> str:
        asked.append(question)
        return reply

    names["settle"](talk, ask)
    assert len(asked) == 1
    if reply == "yes":
        assert isinstance(talk.step, Unknown)
        assert len(customer.sent(SUBMIT)) == before
    else:
        drive(talk, choose=["smsTan"], tans=[TAN])
        assert customer.orders() == ["SUCCESSFUL"]


@pytest.mark.parametrize("skip", [0, 1, 2])
def test_18_the_request_is_lost(customer: Customer, skip: int) -> None:
    """
    Nothing was carried out: the caller is told so and decides; without asking nothing is sent.
    """
    talk = _lost(customer, "request lost", skip=skip)
    before = len(customer.sent(SUBMIT))
    assert before == skip + 1
    with pytest.raises(OutOfTurn):
        talk.send_again()
    talk.reconcile()
    assert (talk.step.step, talk.step.seen) == (("start", "method", "answer")[skip], "open")
    assert len(customer.sent(SUBMIT)) == before
    _sent_again(customer, talk)
    assert isinstance(talk.step, ChooseMethod)
    drive(talk, choose=["smsTan"], tans=[TAN])
    assert talk.result.status.value in ("SUCCESSFUL", "PENDING")
    assert customer.orders() == ["SUCCESSFUL"]


@pytest.mark.parametrize("skip", [0, 1])
def test_18_a_challenge_is_lost(customer: Customer, skip: int) -> None:
    """
    The bank has asked for something and nobody heard it: the payment is still open.
    """
    talk = _lost(customer, "answer lost", skip=skip)
    talk.reconcile()
    assert talk.step.seen == "open"
    _sent_again(customer, talk)
    drive(talk, choose=["smsTan"], tans=[TAN])
    assert customer.tans(SUBMIT) == [TAN]
    assert customer.orders() == ["SUCCESSFUL"]


def test_18_sending_again_is_allowed_once(customer: Customer) -> None:
    """
    That it is open is known of one moment: after the next lost answer it has to be asked anew.
    """
    talk = _lost(customer, "request lost", skip=0)
    talk.reconcile()
    customer.sandbox.disturb(customer.api, SUBMIT, "request lost")
    _sent_again(customer, talk)
    assert talk.step == Unknown(step="start", seen=None, ends=talk.step.ends)
    with pytest.raises(OutOfTurn):
        talk.send_again()
    assert len(customer.sent(SUBMIT)) == 2


def test_18_no_answer_until_the_end(customer: Customer, sandbox: Sandbox) -> None:
    """
    A day of asking without an answer: the outcome stays unknown.
    """
    talk = _lost(customer, "answer lost")
    sandbox.disturb("finapi_access", "getPayments", "gateway timeout", times=1000)
    for _ in range(400):
        if talk.state is not State.UNKNOWN:
            break
        talk.reconcile()
        sandbox.advance(timedelta(minutes=10))
    assert talk.step == Failed(reason="outcome_unknown", code=talk.step.code)
    with pytest.raises(ScaFailed, match="outcome_unknown"):
        _ = talk.result
    assert len(customer.sent(SUBMIT)) == 3


def test_18_nobody_asks_until_the_end(customer: Customer, sandbox: Sandbox) -> None:
    """
    Who comes back after the deadline still gets one answer, if there is one.
    """
    talk = _lost(customer, "answer lost")
    sandbox.advance(timedelta(days=1, minutes=1))
    talk.reconcile()
    assert talk.state in (State.FINISHED, State.FAILED)
    assert len(customer.sent(SUBMIT)) == 3


@pytest.mark.parametrize("how", LOST)
def test_18_an_import_is_begun_anew(customer: Customer, how: Any) -> None:
    """
    What became of an import nobody tells: the conversation is over, and may begin anew.
    """
    customer.sandbox.disturb(customer.api, "importBankConnection", how, skip=2)
    talk = customer.importing()
    drive(talk, choose=["smsTan"], tans=[TAN])
    assert isinstance(talk.step, Unknown)
    talk.reconcile()
    assert (talk.state, talk.record()["can_restart"]) == (State.EXPIRED, True)
    assert customer.tans("importBankConnection") == [TAN]


@pytest.mark.parametrize("how", ["request lost", "answer lost", "gateway timeout"])
def test_18_a_lost_poll_of_a_payment(customer: Customer, how: Any) -> None:
    """
    A poll hands the payment over by itself once the user has confirmed. Where its answer is
    lost, nothing is sent again: the user may confirm in the app at any time.
    """
    customer.sandbox.disturb(customer.api, SUBMIT, how, skip=2)
    talk = customer.paying()
    drive(talk, choose=["decoupled"])
    assert talk.step == Unknown(step="poll", ends=talk.step.ends)
    talk.reconcile()
    assert talk.step.seen == "open"
    assert talk.step.not_before is None
    before = len(customer.sent(SUBMIT))
    for wait in (timedelta(), timedelta(minutes=11)):
        customer.sandbox.advance(wait)
        talk.reconcile()
        with pytest.raises(OutOfTurn, match="may still approve"):
            talk.send_again()
    assert len(customer.sent(SUBMIT)) == before


@pytest.mark.parametrize("how", ["request lost", "answer lost", "gateway timeout"])
def test_18_a_lost_poll_of_an_import(customer: Customer, how: Any) -> None:
    """
    The poll of an import is a question and is asked again. Where the bank has heard it, the
    step that it names is over.
    """
    customer.sandbox.disturb(customer.api, "importBankConnection", how, skip=3)
    talk = customer.importing()
    drive(talk, choose=["decoupledSlow"])
    expected = Finished() if how == "request lost" else Expired(what="step")
    assert talk.step == expected


def test_18_a_lost_last_poll(customer: Customer) -> None:
    """
    The poll that carried the payment out got no answer: it is found, not made again.
    """
    customer.sandbox.disturb(customer.api, SUBMIT, "answer lost", skip=3)
    talk = customer.paying()
    drive(talk, choose=["decoupled"])
    while isinstance(talk.step, (Unknown, Working)):
        talk.reconcile() if isinstance(talk.step, Unknown) else talk.wait()
    assert talk.step == Finished()
    assert customer.orders() == ["SUCCESSFUL"]


def test_18_a_tan_is_not_sent_twice(customer: Customer) -> None:
    """
    After a lost answer the same TAN cannot be sent, not even when the bank asks again.
    """
    talk = _lost(customer, "request lost")
    with pytest.raises((ArgumentError, OutOfTurn)):
        talk.answer(TAN)
    assert customer.tans(SUBMIT) == [TAN]
    assert not isinstance(talk.step, Challenge)
