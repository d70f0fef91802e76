"""
Cancelling in every state, and what time does by itself.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest

from kontokit.sca.errors import ScaCancelledError, ScaExpiredError, WrongStepError
from kontokit.sca.steps import Cancelled, Expired, State, Unknown
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, browser_of
from tests.support.order_marks import forget_orders
from tests.support.sca_finapi import ALL, ORDER, REDIRECTING_BANK, TAN, Customer

IMPORT, SUBMIT = "importBankConnection", "submitPayment"


def _import_in(customer: Customer, state: State) -> BlockingFlow:
    if state is State.REDIRECT:
        return customer.redirecting()
    if state is State.UNKNOWN:
        customer.sandbox.disturb(customer.api, IMPORT, "answer lost")
        return customer.importing()
    flow = customer.importing()
    if state is not State.METHOD:
        flow.choose("smsTan" if state is State.CHALLENGE else "decoupledNever")
    return flow


def _payment_in(customer: Customer, state: State) -> BlockingFlow:
    flow = customer.paying("demo_slow_payment" if state is State.WORKING else ALL)
    if state in (State.WORKING, State.UNKNOWN):
        customer.sandbox.disturb(customer.api, SUBMIT, "answer lost", skip=1)
    if state is State.DECOUPLED:
        flow.choose("decoupledNever")
    elif state is not State.METHOD:
        flow.choose("smsTan")
    if state in (State.WORKING, State.UNKNOWN):
        flow.answer(TAN)
    if state is State.WORKING:
        flow.reconcile()
    return flow


OF_IMPORTS: Final = (
    State.METHOD,
    State.CHALLENGE,
    State.REDIRECT,
    State.DECOUPLED,
    State.UNKNOWN,
)


@pytest.mark.parametrize("state", OF_IMPORTS)
def test_cancel_an_import(customer: Customer, state: State) -> None:
    """
    No one at finAPI wants to hear of it: the flow is over here, and stays so.
    """
    flow = _import_in(customer, state)
    assert flow.state is state
    before = len(customer.sandbox.requests)
    assert flow.cancel() == Cancelled(by="caller")
    assert flow.step == Cancelled(by="caller")
    with pytest.raises(ScaCancelledError):
        _ = flow.result
    for act in (flow.cancel, lambda: flow.choose("smsTan"), lambda: flow.answer(TAN), flow.refresh):
        with pytest.raises(WrongStepError):
            act()
    with pytest.raises(WrongStepError):
        flow.handle_return("state=1")
    assert len(customer.sandbox.requests) == before


@pytest.mark.parametrize("state", [State.METHOD, State.CHALLENGE])
def test_cancel_a_payment_in_time(customer: Customer, state: State) -> None:
    """
    Before the user has answered anything, no payment can have been made.
    """
    flow = _payment_in(customer, state)
    flow.cancel()
    assert flow.step == Cancelled(by="caller")
    assert customer.orders() == ["OPEN"]


@pytest.mark.parametrize("state", [State.DECOUPLED, State.WORKING])
def test_cancel_a_payment_too_late(customer: Customer, state: State) -> None:
    """
    Where the user may have confirmed already, the outcome is unknown until someone asks.
    """
    flow = _payment_in(customer, state)
    assert flow.state is state
    flow.cancel()
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    expected = State.UNKNOWN if state is State.DECOUPLED else State.WORKING
    assert flow.state is expected
    if state is State.WORKING:
        flow.wait()
        assert flow.state is State.FINISHED


def test_cancel_a_payment_after_a_wrong_tan(customer: Customer) -> None:
    """
    An answer was sent: the bank is asked first.
    """
    flow = customer.paying("demo_wrong_tan_again")
    flow.choose("smsTan")
    flow.answer("000000")
    assert flow.state is State.CHALLENGE
    flow.cancel()
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert flow.step.seen == "open"
    assert customer.orders() == ["OPEN"]


def test_cancel_after_success(customer: Customer) -> None:
    """
    The payment was carried out while the answer was lost: asking after giving up finds it.
    """
    flow = _payment_in(customer, State.UNKNOWN)
    flow.reconcile()
    assert flow.state is State.FINISHED
    with pytest.raises(WrongStepError):
        flow.cancel()
    forget_orders()
    other = _payment_in(customer, State.UNKNOWN)
    other.cancel()
    assert isinstance(other.step, Unknown)
    other.reconcile()
    assert other.state is State.FINISHED
    assert customer.orders() == ["SUCCESSFUL", "SUCCESSFUL"]


def test_cancel_a_payment_at_the_bank(customer: Customer) -> None:
    """
    A payment on the page of a bank may be confirmed there whatever is said here.
    """
    made = customer.call(
        customer.client.payments.create_money_transfer,
        bank_id=REDIRECTING_BANK,
        money_transfers=[ORDER],
    )
    fields = {"payment_id": made.id, "banking_interface": "XS2A", "redirect_url": BACK}
    flow = customer.start(customer.client.payments.submit, **fields)
    assert flow.state is State.REDIRECT
    flow.cancel()
    assert isinstance(flow.step, Unknown)


@pytest.mark.parametrize(
    ("state", "minutes"),
    [(State.METHOD, 15), (State.CHALLENGE, 5), (State.REDIRECT, 15), (State.DECOUPLED, 5)],
)
def test_step_expires(customer: Customer, sandbox: Sandbox, state: State, minutes: int) -> None:
    """
    Each step tells until when it lasts; from then on nothing is sent any more.
    """
    flow = _import_in(customer, state)
    query = browser_of(sandbox)(flow.step.url) if state is State.REDIRECT else ""
    end = flow.step.ends
    assert abs((end - sandbox.now) - timedelta(minutes=minutes)) < timedelta(seconds=5)
    sent = len(customer.sent(IMPORT))
    sandbox.advance(end - sandbox.now)
    match state:
        case State.METHOD:
            flow.choose("smsTan")
        case State.CHALLENGE:
            flow.answer(TAN)
        case State.REDIRECT:
            flow.handle_return(query)
        case _:
            flow.wait()
    assert flow.step == Expired(what="polls" if state is State.DECOUPLED else "step")
    with pytest.raises(ScaExpiredError):
        _ = flow.result
    assert len(customer.sent(IMPORT)) == sent


@pytest.mark.parametrize("state", [State.METHOD, State.CHALLENGE, State.DECOUPLED])
def test_step_expires_while_no_process_runs(
    customer: Customer, sandbox: Sandbox, state: State
) -> None:
    """
    A process that resumes too late finds that it is over.
    """
    store = MemoryStore()
    flow = customer.importing(sca=customer.sca(store=store))
    if state is not State.METHOD:
        flow.choose("smsTan" if state is State.CHALLENGE else "decoupledNever")
    sandbox.advance(timedelta(minutes=15))
    again = customer.elsewhere().sca(store=store).resume(flow.id, credentials=customer.login())
    assert again.state is State.EXPIRED
    assert again.record()["can_restart"]


def test_expiry_leaves_the_outcome_unknown_where_the_user_may_have_confirmed(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    A payment that waits for an app is not simply over: the bank is asked.
    """
    flow = _payment_in(customer, State.DECOUPLED)
    sandbox.advance(timedelta(minutes=5))
    flow.wait()
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert flow.step.seen == "open"
