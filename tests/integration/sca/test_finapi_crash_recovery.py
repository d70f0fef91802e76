"""
A process is killed at every point at which something was written down or sent; another goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from kontokit.sca.errors import RecordRefusedError
from kontokit.sca.steps import (
    Challenge,
    ChooseMethod,
    Decoupled,
    Expired,
    Redirect,
    State,
    Unknown,
)
from kontokit_sandbox import Sandbox
from kontokit_sandbox.server.controls import Disturbance
from tests.support.flow_driver import BACK, BlockingFlow, BlockingSca, CallMode, drive
from tests.support.flow_worker import store_of
from tests.support.flow_worker_process import Walk, Worker, working
from tests.support.sca_finapi import BANK, REDIRECTING_BANK, TAN, Customer, new_customer

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are POSIX")
IMPORT, SUBMIT = "importBankConnection", "submitPayment"


@attrs.frozen(kw_only=True)
class Scenario:
    """
    A flow that is killed.
    """

    choose: str = "smsTan"
    is_payment: bool = False
    is_redirect: bool = False
    loses: Disturbance | None = None
    """What goes wrong with the request that has the TAN."""
    points: int
    """Two for each of: writing down that something is sent, sending it, writing down the answer."""

    @property
    def operation(self) -> str:
        return SUBMIT if self.is_payment else IMPORT

    def order(self, customer: Customer) -> dict[str, Any]:
        if self.is_payment:
            fields = customer.entry(payment_id=customer.new_order())
        elif self.is_redirect:
            fields = {
                "bank_id": REDIRECTING_BANK,
                "banking_interface": "XS2A",
                "redirect_url": BACK,
            }
        else:
            fields = customer.entry(bank_id=BANK)
        group = "payments" if self.is_payment else "bank_connections"
        name = "submit" if self.is_payment else "import_bank_connection"
        return {"method": [group, name], "fields": fields, "choose": self.choose, "tan": TAN}


SCENARIOS: Final = {
    "2": Scenario(points=18),
    "9": Scenario(choose="decoupledSlow", points=60),
    "9 sooner": Scenario(choose="decoupled", points=24),
    "12": Scenario(is_redirect=True, points=12),
    "18": Scenario(is_payment=True, loses="answer lost", points=23),
    "18 in an app": Scenario(is_payment=True, choose="decoupled", points=30),
}


@pytest.fixture(scope="module")
def worker(sandbox_servers: Sandbox) -> Iterator[Worker]:
    """
    The process whose children die.
    """
    with working(sandbox_servers) as found:
        yield found


def _gone_on(customer: Customer, flow: BlockingFlow, scenario: Scenario, walk: Walk) -> None:
    """
    Do what a careful caller does with a flow that someone else has left.
    """
    for _ in range(20):
        match flow.step:
            case Unknown(seen="open", must_check=True, step="start" | "method"):
                # An app may have asked the user, so a person looks into the account.
                customer.sandbox.advance(timedelta(minutes=31))
                flow.reconcile()
                if isinstance(flow.step, Unknown):
                    flow.send_again(i_have_checked_the_account=True)
            case Unknown(seen="open", not_before=None):
                return  # the user may still approve it
            case Unknown(seen="open", not_before=when):
                customer.sandbox.advance(max(timedelta(), when - customer.sandbox.now))
                flow.reconcile()
                if isinstance(flow.step, Unknown):
                    flow.send_again()
            case Unknown():
                flow.reconcile()
            case ChooseMethod():
                flow.choose(scenario.choose)
            case Challenge():
                flow.answer(TAN)
            case Decoupled():
                flow.wait()
            case Redirect():
                if walk.query is None:  # the page was never handed out, and is not kept
                    flow.cancel()
                else:
                    flow.handle_return(walk.query)
            case _:
                return
    raise AssertionError(f"it does not end: {flow.step}")


def _check_end(customer: Customer, scenario: Scenario, walk: Walk, flow: BlockingFlow) -> None:
    """
    At most one TAN and one effect; success unless it cannot be known, and then nothing was done
    twice.
    """
    case = (walk.died, flow.state, flow.record()["lost"])
    died = str(walk.died)
    assert len(customer.tans(scenario.operation)) <= 1, case
    if scenario.is_payment:
        if scenario.choose == "decoupled" and flow.state is State.UNKNOWN:
            assert customer.orders() == ["OPEN"], case
            return
        assert flow.state is State.FINISHED, case
        assert customer.orders() == ["SUCCESSFUL"], case
        return
    made = customer.call(customer.client.bank_connections.list).connections
    assert len(made) <= 1, case
    was_on_the_way = died in ("after writing sending", "before sending", "after sending")
    was_on_the_way |= died.startswith("before writing") and died != "before writing sending"
    if flow.state is State.FINISHED:
        assert len(made) == 1, case
        return
    assert was_on_the_way or (scenario.is_redirect and walk.query is None), case
    if flow.state is State.EXPIRED:
        assert flow.record()["can_restart"], case
        is_polling = scenario.choose.startswith("decoupled")
        possible = [Expired(what="outcome")] + [Expired(what="step")] * is_polling
        assert flow.step in possible, case
    else:
        assert (flow.state, scenario.is_redirect) == (State.CANCELLED, True), case


def _both_modes() -> Iterator[tuple[str, str]]:
    """
    Every scenario both ways, but the one with eight polls once, for all of them are alike.
    """
    for name in SCENARIOS:
        if name != "9 sooner":
            yield "sync", name
        if name != "9":
            yield "async", name


@pytest.mark.parametrize(("mode", "name"), list(_both_modes()), indirect=["mode"])
def test_process_killed_at_every_point(
    sandbox: Sandbox, mode: CallMode, worker: Worker, tmp_path: Path, name: str
) -> None:
    """
    Killed before or after any writing or sending: the flow is resumed by its id and
    comes to the end it would have had, without sending a TAN or an order twice. What became of
    no call tells about an import on its way; it ends and may begin again.
    """
    scenario = SCENARIOS[name]
    kind = "file" if mode.is_async else "sqlite"
    place, ends = str(tmp_path / "records"), set[State]()
    with closing(store_of(kind, place)) as store:
        for last in range(scenario.points + 1):
            sandbox.reset()
            customer = new_customer(sandbox, mode)
            order = scenario.order(customer)
            if scenario.loses is not None:
                sandbox.disturb("finapi_access", SUBMIT, scenario.loses, skip=2)
            walk = worker.walk(customer, store=[kind, place], dies=last, **order)
            if last == 0:
                assert (walk.passed, walk.state) == (scenario.points, "finished")
            else:
                assert walk.died is not None, last
                ends.add(_end(customer, scenario, walk, customer.sca(store=store)))
            mode.forget_clients()
    assert State.FINISHED in ends


def _end(customer: Customer, scenario: Scenario, walk: Walk, sca: BlockingSca) -> State:
    """
    Carry a flow on from its id, and see that it comes to its end.
    """
    credentials = None if scenario.is_redirect else customer.login()
    try:
        flow = sca.resume(walk.id, credentials=credentials)
    except RecordRefusedError:
        assert walk.died == "before writing sending"
        assert customer.sent(scenario.operation) == []
        return State.NEW
    _gone_on(customer, flow, scenario, walk)
    _check_end(customer, scenario, walk, flow)
    state: State = flow.state
    return state


def test_retry_after_an_import_was_lost(
    sandbox: Sandbox, mode: CallMode, worker: Worker, tmp_path: Path
) -> None:
    """
    An import whose end no one knows is begun again, and succeeds.
    """
    customer, scenario = new_customer(sandbox, mode), SCENARIOS["2"]
    place = str(tmp_path / "records")
    order = scenario.order(customer)
    walk = worker.walk(customer, store=["sqlite", place], dies=16, **order)
    assert walk.died == "after sending"
    store = store_of("sqlite", place)
    flow = customer.sca(store=store).resume(walk.id, credentials=customer.login())
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert flow.state is State.EXPIRED
    again = customer.importing(sca=customer.sca(store=store))
    drive(again, choose=["smsTan"], tans=[TAN])
    assert again.result.account_ids
    store.close()
