"""
Records that more than one process may have: of an order, nothing is sent from them.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontokit.sca.errors import CopiedRecordError, CopiedRecordWarning
from kontokit.sca.steps import (
    Challenge,
    ChooseMethod,
    Decoupled,
    Expired,
    Finished,
    State,
    Unknown,
)
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, User, drive
from tests.support.order_marks import forget_orders
from tests.support.sca_banksapi import pay, step_of
from tests.support.sca_finapi import TAN, Customer

Users = Callable[..., User]
Stores = Callable[[], Any]


def copy_of(flow: BlockingFlow, customer: Customer, **settings: Any) -> BlockingFlow:
    """
    The flow in another process that shares no store, from a record that went over as JSON.
    """
    record = json.loads(json.dumps(flow.record()))
    sca = customer.elsewhere().sca(**settings)
    return sca.resume(record, credentials=customer.login())


def test_an_order_is_not_sent_from_a_copy(customer: Customer) -> None:
    """
    Both processes might choose and answer. The copy can be looked at, and the holder goes on.
    """
    flow = customer.paying()
    copy = copy_of(flow, customer)
    assert isinstance(copy.step, ChooseMethod)
    sent = len(customer.sent("submitPayment"))
    with pytest.raises(CopiedRecordError, match="sole_holder=True"):
        copy.choose("smsTan")
    copy.refresh()
    assert isinstance(copy.step, ChooseMethod)
    flow.choose("smsTan")
    answering = copy_of(flow, customer)
    assert isinstance(answering.step, Challenge)
    with pytest.raises(CopiedRecordError):
        answering.answer(TAN)
    assert len(customer.sent("submitPayment")) == sent + 1
    drive(flow, tans=[TAN])
    assert isinstance(flow.step, Finished)
    assert customer.tans("submitPayment") == [TAN]


def test_a_copy_stays_one_in_its_own_store(customer: Customer) -> None:
    """
    The store of the second process knows the record after the first resume, and is still not the
    only one.
    """
    flow = customer.paying()
    sca = customer.elsewhere().sca(store=MemoryStore())
    login = customer.login()
    for source in (flow.record(), flow.record(), flow.id):
        again = sca.resume(source, credentials=login)
        with pytest.raises(CopiedRecordError):
            again.choose("smsTan")
    sole = sca.with_options(sole_holder=True).resume(flow.id, credentials=login)
    assert isinstance(sole.step, ChooseMethod)
    passed_on = customer.elsewhere().sca().resume(again.record(), credentials=login)
    with pytest.raises(CopiedRecordError):
        passed_on.choose("smsTan")
    assert len(customer.sent("submitPayment")) == 1


def test_the_sole_holder_of_a_record_goes_on(customer: Customer) -> None:
    """
    Whoever says that no one else has the record sends the order, and its store then knows it.
    """
    store = MemoryStore()
    copy = copy_of(customer.paying(), customer, store=store, sole_holder=True)
    copy.choose("smsTan")
    again = customer.elsewhere().sca(store=store).resume(copy.id, credentials=customer.login())
    drive(again, tans=[TAN])
    assert isinstance(again.step, Finished)
    assert len(customer.orders()) == 1


def test_a_shared_store_needs_no_word(customer: Customer, shared_store: Stores) -> None:
    """
    With the record in the store of both, they exclude each other.
    """
    flow = customer.paying(sca=customer.sca(store=shared_store()))
    other = customer.elsewhere().sca(store=shared_store())
    for source in (flow.record(), flow.id):
        again = other.resume(source, credentials=customer.login())
        assert isinstance(again.step, ChooseMethod)
    again.choose("smsTan")
    drive(again, tans=[TAN])
    assert isinstance(again.step, Finished)


def test_a_copy_of_an_order_of_unknown_outcome_can_be_reconciled(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    Asking does no harm. Sending it again does, whatever was seen.
    """
    sandbox.disturb("finapi_access", "submitPayment", "answer lost", skip=2)
    flow = customer.paying()
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert isinstance(flow.step, Unknown)
    copy = copy_of(flow, customer)
    copy.reconcile()
    assert isinstance(copy.step, Finished)

    sandbox.disturb("finapi_access", "submitPayment", "request lost")
    forget_orders()
    lost = customer.paying()
    copy = copy_of(lost, customer)
    copy.reconcile()
    sandbox.advance(timedelta(minutes=11))
    copy.reconcile()
    copy.reconcile()
    assert (copy.step.seen, copy.step.not_before) == ("open", None)
    with pytest.raises(CopiedRecordError):
        copy.send_again()


def test_polls_that_hand_over_the_order_are_not_sent_from_a_copy(customer: Customer) -> None:
    """
    FinAPI is polled by the call that submits the order, so a copy looks at the payment instead.
    """
    flow = customer.paying()
    flow.choose("decoupled")
    copy = copy_of(flow, customer)
    assert isinstance(copy.step, Decoupled)
    sent = len(customer.sent("submitPayment"))
    with pytest.raises(CopiedRecordError):
        copy.wait()
    copy.refresh()
    assert isinstance(copy.step, Decoupled)
    assert len(customer.sent("submitPayment")) == sent
    flow.wait()
    copy.refresh()
    assert isinstance(step_of(copy), Finished)


@pytest.mark.parametrize("how", ["expired", "cancelled"])
def test_a_copy_never_says_that_an_order_was_not_carried_out(
    customer: Customer, sandbox: Sandbox, how: str
) -> None:
    """
    The other process may have gone on: the copy's own end proves nothing.
    """
    flow = customer.paying()
    copy = copy_of(flow, customer)
    drive(flow, choose=["smsTan"], tans=[TAN])
    if how == "expired":
        sandbox.advance(timedelta(minutes=16))
        copy.refresh()
    else:
        copy.cancel()
        assert isinstance(copy.step, Unknown)
        copy.reconcile()
    assert isinstance(step_of(copy), Finished)


def test_orders_of_links_are_not_sent_from_a_copy(user_of: Users, sandbox: Sandbox) -> None:
    """
    The same holds where links say what comes next.
    """
    user = user_of("banksapi")
    flow = pay(user)
    copy = user.elsewhere().sca(return_url=BACK).resume(flow.record())
    before = len(sandbox.requests)
    assert isinstance(copy.step, ChooseMethod)
    with pytest.raises(CopiedRecordError):
        copy.choose(copy.step.methods[0])
    assert len(sandbox.requests) == before


def test_what_is_no_order_warns_once(customer: Customer) -> None:
    """
    It cannot be carried out twice, so it goes on.
    """
    flow = customer.importing()
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        copy = copy_of(flow, customer)
        assert heard == []
        copy.choose("smsTan")
        copy.answer(TAN)
    assert [one.category for one in heard] == [CopiedRecordWarning]
    assert "Share a store" in str(heard[0].message)
    assert isinstance(copy.step, Finished)


def test_nothing_warns_where_the_store_knows_the_record(customer: Customer) -> None:
    """
    Nor does it for the sole holder, nor for a look.
    """
    flow = customer.importing()
    with warnings.catch_warnings():
        warnings.simplefilter("error", CopiedRecordWarning)
        asked = copy_of(flow, customer)
        asked.refresh()
        sole = copy_of(flow, customer, sole_holder=True)
        sole.choose("smsTan")
        assert sole.state is State.CHALLENGE
        flow.cancel()
        with pytest.raises(CopiedRecordWarning):
            asked.choose("smsTan")
    assert not isinstance(asked.step, Expired)
