"""
Flows of orders that are equal to one that was just sent, and reads of flows without a user.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kontokit import (
    BudgetExhaustedError,
    DecodeError,
    EndUser,
    PossibleDuplicateError,
    ReadBudget,
)
from kontokit.sca.errors import ScaConflictError
from kontokit.sca.steps import Cancelled, Challenge, Expired, Failed, Unknown
from kontokit.stores import MemoryStore, SqliteStore
from tests.support.flow_driver import BlockingFlow, BlockingSca, CallMode
from tests.support.sca_banksapi import ORDERS
from tests.support.sca_orders import ASKS_TAN, REFUSES, Orders, Serve, access, finapi_error
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer

ARGUMENTS: dict[str, Any] = {"provider": "p", "product": "DE1", **ORDERS["single_transfer"]}
BROKEN: Answer = (504, {"Content-Type": "text/html"}, b"<html>")


@pytest.fixture
def orders(mode: CallMode, serve: Serve) -> Orders:
    return Orders(mode, serve, "banksapi")


def _again(orders: Orders, *answers: Answer, **more: Any) -> BlockingFlow:
    orders.bank.answers = list(answers)
    start = orders.caller.client.payments.initiate_single_transfer
    return orders.caller.sca.start(start, **{**ARGUMENTS, **more})


def _posts(orders: Orders) -> int:
    return sum(one.method == "POST" for one in orders.provider.heard)


def test_a_second_flow_of_an_equal_order_sends_nothing(orders: Orders) -> None:
    """
    While the first one waits for its TAN, and when its outcome is unknown.
    """
    flow = orders.begin(ASKS_TAN["banksapi"])
    assert isinstance(flow.step, Challenge)
    posts = _posts(orders)
    with pytest.raises(PossibleDuplicateError, match="transferDetails: an equal order was sent at"):
        _again(orders, ASKS_TAN["banksapi"])
    assert _posts(orders) == posts
    other = _again(orders, ASKS_TAN["banksapi"], options={"allow_duplicate": True})
    assert isinstance(other.step, Challenge)
    orders.caller.clock.sleep(601)
    assert isinstance(_again(orders, ASKS_TAN["banksapi"]).step, Challenge)


def test_flows_and_direct_calls_are_compared(orders: Orders) -> None:
    """
    A record writes amounts with their type beside them, a direct call does not.
    """
    orders.begin(REFUSES["banksapi"])
    orders.bank.answers = [ASKS_TAN["banksapi"]]
    caller, before = orders.caller, _posts(orders)
    sca = BlockingSca(orders.mode, caller.client.sca)  # with the clock of the client
    pay = caller.client.payments.initiate_single_transfer
    transfer = ARGUMENTS["transfer_details"]
    sca.start(pay, **ARGUMENTS)
    spelt = {**ARGUMENTS, "transfer_details": {**transfer, "amount": "1337.420"}}
    with pytest.raises(PossibleDuplicateError):
        orders.mode.run(pay(**spelt))
    with pytest.raises(PossibleDuplicateError):
        sca.start(pay, **spelt)
    another = {**ARGUMENTS, "transfer_details": {**transfer, "amount": "1337.43"}}
    with pytest.raises(DecodeError):  # the answer is one for flows, but the order was sent
        orders.mode.run(pay(**another))
    with pytest.raises(PossibleDuplicateError):
        sca.start(pay, **another)
    assert _posts(orders) == before + 2


def test_an_id_that_was_given_twice_is_one_flow_in_one_store_only(orders: Orders) -> None:
    """
    In one store the second start finds the first. Another store does not know it, so the order is
    compared. A flow that was not started leaves no mark.
    """
    orders.begin(REFUSES["banksapi"])
    orders.bank.answers = [ASKS_TAN["banksapi"]]
    sca = orders.caller.sca.with_options(flow_id="order-4711")
    pay = orders.caller.client.payments.initiate_single_transfer
    another = {**ARGUMENTS, "product": "DE2"}
    sca.start(pay, **ARGUMENTS)
    orders.caller.clock.sleep(1)
    for arguments in (ARGUMENTS, another):
        with pytest.raises(ScaConflictError):
            sca.start(pay, **arguments)
    elsewhere = sca.with_options(store=MemoryStore())
    with pytest.raises(PossibleDuplicateError):
        elsewhere.start(pay, **ARGUMENTS)
    assert isinstance(elsewhere.start(pay, **another).step, Challenge)


def test_after_a_lost_outcome_an_equal_order_is_refused(orders: Orders) -> None:
    """
    That is when people click again.
    """
    assert isinstance(orders.begin(BROKEN).step, Unknown)
    with pytest.raises(PossibleDuplicateError):
        _again(orders, ASKS_TAN["banksapi"])


def test_an_order_that_was_refused_may_be_given_again(orders: Orders) -> None:
    """
    A flow that has failed carried nothing out.
    """
    flow = orders.begin(ASKS_TAN["banksapi"])
    orders.bank.answers = [access(codes=("BA1204",))]
    flow.answer("123456")
    assert isinstance(flow.step, Failed), flow.step
    assert isinstance(_again(orders, ASKS_TAN["banksapi"]).step, Challenge)


def test_a_cancelled_order_may_be_given_again(orders: Orders) -> None:
    """
    The user has typed nothing, so nothing was done.
    """
    flow = orders.begin(ASKS_TAN["banksapi"])
    flow.cancel()
    assert isinstance(flow.step, Cancelled)
    assert isinstance(_again(orders, ASKS_TAN["banksapi"]).step, Challenge)


def test_an_order_that_was_left_alone_may_be_given_again(orders: Orders) -> None:
    """
    The first flow ends after five minutes; whoever resumes it finds that out.
    """
    flow = orders.begin(ASKS_TAN["banksapi"])
    record = flow.record()
    orders.caller.clock.sleep(301)
    assert isinstance(orders.caller.sca.resume(record).step, Expired)
    assert isinstance(_again(orders, ASKS_TAN["banksapi"]).step, Challenge)


def test_a_refused_start_may_be_repeated(orders: Orders) -> None:
    """
    The bank has not taken the first one.
    """
    assert isinstance(orders.begin(REFUSES["banksapi"]).step, Failed)
    assert isinstance(_again(orders, ASKS_TAN["banksapi"]).step, Challenge)


def _update(caller: Caller, sca: Any, number: int = 7, **more: Any) -> None:
    method = caller.client.bank_connections.update
    sca.start(method, bank_connection_id=number, banking_interface="XS2A", **more)


def test_flows_without_a_user_count_their_reads(mode: CallMode, serve: Serve) -> None:
    """
    ``interaction="never"`` counts in the store of the flows by itself; with the user, or where
    somebody can be asked, nothing is counted.
    """
    provider = serve(Scripted(finapi_error("X", 500)))
    caller = Caller(mode, "finapi_access", provider)
    quiet = caller.sca.with_options(interaction="never")
    for _ in range(4):
        _update(caller, quiet)
        caller.clock.sleep(60)
    sent = len(provider.heard)
    with pytest.raises(BudgetExhaustedError) as caught:
        _update(caller, quiet)
    assert caught.value.not_before == caller.clock.time - timedelta(minutes=4) + timedelta(days=1)
    assert len(provider.heard) == sent
    _update(caller, quiet, 8)
    _update(caller, caller.sca)
    _update(caller, quiet, options={"end_user": EndUser(ip_address="203.0.113.7")})
    _update(caller, quiet, psu_ip_address="203.0.113.7")
    assert len(provider.heard) > sent


def test_the_budget_of_a_client_counts_for_flows_and_calls(
    mode: CallMode, serve: Serve, tmp_path: Path
) -> None:
    """
    A client's own budget counts direct calls and flows together, for every client that has it.
    """
    budget = ReadBudget(SqliteStore(tmp_path / "reads", key=None), limit=2)
    caller = Caller(
        mode, "finapi_access", serve(Scripted(finapi_error("X", 500))), read_budget=budget
    )
    _update(caller, caller.sca)
    _update(caller, caller.sca)
    with pytest.raises(BudgetExhaustedError):
        _update(caller, caller.sca)
