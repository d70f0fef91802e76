"""
Payments: handed to the bank at most once, whatever becomes of the answers.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import OutcomeUnknownError, TooEarlyError, WrongStepError
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
from tests.support.flow_driver import BlockingFlow, drive, kinds
from tests.support.sca_finapi import ALL, TAN, Customer

SUBMIT: Final = "submitPayment"
LOST: Final = ("answer lost", "gateway timeout")


def _lost(customer: Customer, how: Any, login: str = ALL, *, skip: int = 2) -> BlockingFlow:
    """
    A payment whose TAN, or an earlier request, gets no answer.
    """
    customer.sandbox.disturb(customer.api, SUBMIT, how, skip=skip)
    flow = customer.paying(login)
    drive(flow, choose=["smsTan"], tans=[TAN])
    return flow


def test_payment_takes_three_requests(either: Customer) -> None:
    """
    Method, challenge, done: the payment has been handed over once. The answer to the TAN says
    PENDING, so the status is asked for.
    """
    flow = either.paying()
    steps = drive(flow, choose=["smsTan"], tans=[TAN])
    assert kinds(steps) == ["ChooseMethod", "Challenge", "Working", "Finished"]
    assert flow.result.id == 1
    assert either.tans(SUBMIT) == [TAN]
    assert either.orders() == ["SUCCESSFUL"]


@pytest.mark.parametrize("how", LOST)
def test_lost_response_of_a_payment_that_was_carried_out(either: Customer, how: str) -> None:
    """
    The result is unknown, and asking finds the payment carried out; nothing is sent again.
    """
    flow = _lost(either, how)
    assert flow.step == Unknown(step="answer", ends=flow.step.ends)
    with pytest.raises(OutcomeUnknownError) as unknown:
        _ = flow.result
    assert unknown.value.record == flow.record()
    flow.reconcile()
    assert flow.step == Finished()
    assert flow.result.status.value == "SUCCESSFUL"
    assert either.tans(SUBMIT) == [TAN]
    assert len(either.sent(SUBMIT)) == 3


@pytest.mark.parametrize("how", LOST)
def test_lost_response_of_a_payment_in_progress(customer: Customer, how: str) -> None:
    """
    Pending first: waiting asks until the bank has carried it out.
    """
    flow = _lost(customer, how, "demo_slow_payment")
    flow.reconcile()
    assert flow.state is State.WORKING
    with pytest.raises(WrongStepError):
        flow.send_again()
    flow.wait(timeout=20.0)
    assert flow.state is State.WORKING
    flow.wait()
    assert flow.step == Finished()
    assert customer.tans(SUBMIT) == [TAN]


@pytest.mark.parametrize("how", LOST)
def test_lost_response_of_a_refused_payment(customer: Customer, how: str) -> None:
    """
    Asking finds the payment refused, in the words of the bank.
    """
    flow = _lost(customer, how, "demo_failing_payment")
    flow.reconcile()
    while isinstance(flow.step, Working):
        flow.wait()
    step = flow.step
    assert isinstance(step, Failed)
    assert (step.reason, step.code) == ("bank_said_no", "NOT_SUCCESSFUL")
    assert step.text == "Der Auftrag wurde von der Bank abgelehnt."
    assert customer.tans(SUBMIT) == [TAN]


def _sent_again(customer: Customer, flow: BlockingFlow) -> None:
    """
    Send an order again as the documentation says: after a quiet half hour and a second look.
    """
    before, is_checked = len(customer.sent(SUBMIT)), flow.step.must_check
    with pytest.raises(TooEarlyError) as early:
        flow.send_again(i_have_checked_the_account=is_checked)
    assert flow.step.not_before == (None if is_checked else early.value.not_before)
    customer.sandbox.advance(early.value.not_before - customer.sandbox.now)
    with pytest.raises(TooEarlyError, match="two status checks"):
        flow.send_again(i_have_checked_the_account=is_checked)
    seen = flow.reconcile()
    assert seen == flow.step
    assert (seen.seen, seen.must_check) == ("open", is_checked)
    assert len(customer.sent(SUBMIT)) == before
    assert flow.send_again(i_have_checked_the_account=is_checked) == flow.step


@pytest.mark.parametrize("skip", [0, 1, 2])
def test_lost_request_of_a_payment(customer: Customer, skip: int) -> None:
    """
    Nothing was carried out: the caller is informed and decides; without asking nothing is sent.
    """
    flow = _lost(customer, "request lost", skip=skip)
    before = len(customer.sent(SUBMIT))
    assert before == skip + 1
    with pytest.raises(WrongStepError):
        flow.send_again()
    flow.reconcile()
    assert (flow.step.step, flow.step.seen) == (("start", "method", "answer")[skip], "open")
    assert len(customer.sent(SUBMIT)) == before
    _sent_again(customer, flow)
    assert isinstance(flow.step, ChooseMethod)
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert flow.result.status.value in ("SUCCESSFUL", "PENDING")
    assert customer.orders() == ["SUCCESSFUL"]


@pytest.mark.parametrize("skip", [0, 1])
def test_lost_challenge_of_a_payment(customer: Customer, skip: int) -> None:
    """
    The bank has asked for something and no one heard it: the payment is still open.
    """
    flow = _lost(customer, "answer lost", skip=skip)
    flow.reconcile()
    assert flow.step.seen == "open"
    _sent_again(customer, flow)
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert customer.tans(SUBMIT) == [TAN]
    assert customer.orders() == ["SUCCESSFUL"]


def test_resend_is_allowed_once(customer: Customer) -> None:
    """
    That it is open is known of one moment: after the next lost answer it has to be asked again.
    """
    flow = _lost(customer, "request lost", skip=0)
    flow.reconcile()
    customer.sandbox.disturb(customer.api, SUBMIT, "request lost")
    _sent_again(customer, flow)
    assert flow.step == Unknown(step="start", seen=None, ends=flow.step.ends)
    with pytest.raises(WrongStepError):
        flow.send_again()
    assert len(customer.sent(SUBMIT)) == 2


def test_outcome_stays_unknown_without_a_response(customer: Customer, sandbox: Sandbox) -> None:
    """
    A day of asking without an answer: the outcome stays unknown.
    """
    flow = _lost(customer, "answer lost")
    sandbox.disturb("finapi_access", "getPayments", "gateway timeout", times=1000)
    for _ in range(300):
        flow.reconcile()
        sandbox.advance(timedelta(minutes=10))
    assert flow.step == Unknown(step="answer", ends=None)
    with pytest.raises(OutcomeUnknownError):
        _ = flow.result
    assert len(customer.sent(SUBMIT)) == 3


def test_lost_payment_is_found_after_its_deadline(customer: Customer, sandbox: Sandbox) -> None:
    """
    Who comes back after a day still learns that the payment was carried out.
    """
    flow = _lost(customer, "answer lost")
    sandbox.advance(timedelta(days=1, minutes=1))
    flow.reconcile()
    assert flow.state is State.FINISHED
    assert len(customer.sent(SUBMIT)) == 3


@pytest.mark.parametrize("how", LOST)
def test_lost_import_is_retried(customer: Customer, how: Any) -> None:
    """
    No call tells how an import ended: the flow is over, and may begin again.
    """
    customer.sandbox.disturb(customer.api, "importBankConnection", how, skip=2)
    flow = customer.importing()
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert (flow.state, flow.record()["can_restart"]) == (State.EXPIRED, True)
    assert customer.tans("importBankConnection") == [TAN]


@pytest.mark.parametrize("how", ["request lost", "answer lost", "gateway timeout"])
def test_lost_poll_of_a_payment(customer: Customer, how: Any) -> None:
    """
    A poll hands the payment over by itself once the user has confirmed. Where its answer is
    lost, nothing is sent again: the user may confirm in the app at any time.
    """
    customer.sandbox.disturb(customer.api, SUBMIT, how, skip=2)
    flow = customer.paying()
    drive(flow, choose=["decoupled"])
    assert flow.step == Unknown(step="poll", ends=flow.step.ends)
    flow.reconcile()
    assert flow.step.seen == "open"
    assert flow.step.not_before is None
    before = len(customer.sent(SUBMIT))
    for wait in (timedelta(), timedelta(minutes=11)):
        customer.sandbox.advance(wait)
        flow.reconcile()
        with pytest.raises(WrongStepError, match="may still approve"):
            flow.send_again()
    assert len(customer.sent(SUBMIT)) == before


@pytest.mark.parametrize("how", ["request lost", "answer lost", "gateway timeout"])
def test_lost_poll_of_an_import(customer: Customer, how: Any) -> None:
    """
    The poll of an import is a question and is asked again. Where the bank has heard it, the
    step that it names is over.
    """
    customer.sandbox.disturb(customer.api, "importBankConnection", how, skip=3)
    flow = customer.importing()
    drive(flow, choose=["decoupledSlow"])
    expected = Finished() if how == "request lost" else Expired(what="step")
    assert flow.step == expected


def test_lost_last_poll(customer: Customer) -> None:
    """
    The poll that carried the payment out got no answer: it is found, not made again.
    """
    customer.sandbox.disturb(customer.api, SUBMIT, "answer lost", skip=3)
    flow = customer.paying()
    drive(flow, choose=["decoupled"])
    while isinstance(flow.step, (Unknown, Working)):
        flow.reconcile() if isinstance(flow.step, Unknown) else flow.wait()
    assert flow.step == Finished()
    assert customer.orders() == ["SUCCESSFUL"]


def test_tan_is_not_sent_twice(customer: Customer) -> None:
    """
    After a lost answer the same TAN cannot be sent, not even when the bank asks again.
    """
    flow = _lost(customer, "request lost")
    with pytest.raises((ArgumentError, WrongStepError)):
        flow.answer(TAN)
    assert customer.tans(SUBMIT) == [TAN]
    assert not isinstance(flow.step, Challenge)
