"""
Orders are carried out once and never said to have failed when they may have been carried out,
whatever the provider answers and however long it needs.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

import pytest

from kontokit import CallOptions, Timeouts
from kontokit.sca.errors import ResultNotKeptError, TooEarlyError, WrongStepError
from kontokit.sca.steps import Challenge, Failed, Finished, State, Unknown
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.sca_banksapi import ORDERS, OUTCOMES
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer, Provider

BUSY: Final = 1.0
"""Seconds that the slow provider needs for the bank."""
IMPATIENT: Final = CallOptions(timeout=Timeouts(read=0.3))
INCONCLUSIVE: Final = ("BA999", "BA1000", "BA1001", "BA1051", "BA1103", "BA1104")
PAYER: Final = {"provider": "00000000-0000-0000-0000-000000000000", "product": "DE1"}
# API, group, field that names the order, list in the answer, and what the answer is like.
SLOW: Final = {
    "payment": ("finapi_access", "payments", "payment_id", "payments"),
    "standing order": ("finapi_access", "standing_orders", "standing_order_id", "standingOrders"),
    "payment in v1": ("finapi_access_v1", "payments", "payment_id", "payments"),
    "standing order in v1": (
        "finapi_access_v1",
        "standing_orders",
        "standing_order_id",
        "standingOrders",
    ),
}


class SlowBank:
    """
    A provider that says OPEN until the bank has carried the order out, which takes a while.
    """

    def __init__(self, items: str) -> None:
        self.items = items
        self.carried_out = 0
        self._lock = threading.Lock()

    def __call__(self, method: str, path: str) -> Answer:
        if method == "POST":
            time.sleep(BUSY)
            with self._lock:
                self.carried_out += 1
            return 200, {}, self.order("SUCCESSFUL")
        status = "SUCCESSFUL" if self.carried_out else "OPEN"
        paging = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": 1}
        return 200, {}, {self.items: [self.order(status)], "paging": paging}

    def order(self, status: str) -> dict[str, Any]:
        known = {"id": 1, "status": status, "amount": 1, "accountId": 1}
        if self.items == "payments":
            return {**known, "type": "MONEY_TRANSFER", "orderCount": 1, "bankId": 1}
        return {
            **known,
            "currency": "EUR",
            "bankId": 1,
            "frequency": "MONTHLY",
            "startDate": "2027-01-01",
        }


Serve = Callable[[Callable[[str, str], Answer]], Provider]


@pytest.mark.parametrize("kind", SLOW)
def test_slow_provider_carries_an_order_out_once(mode: CallMode, serve: Serve, kind: str) -> None:
    """
    While the provider is busy it says OPEN: nothing is sent again, and then it is found done.
    """
    api, group, field, items = SLOW[kind]
    bank = SlowBank(items)
    caller = Caller(mode, api, serve(bank))
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = getattr(caller.client, group).submit
    flow = caller.sca.start(method, **{field: 1, interface: "XS2A"}, options=IMPATIENT)
    assert isinstance(flow.step, Unknown)
    for _ in range(3):
        flow.reconcile()
        assert flow.step.seen == "open"
        with pytest.raises(WrongStepError, match="i_have_checked_the_account"):
            flow.send_again()
        with pytest.raises(TooEarlyError) as early:
            flow.send_again(i_have_checked_the_account=True)
        assert early.value.not_before > caller.clock.time
    wait_until(lambda: bank.carried_out == 1)
    caller.clock.sleep(1800)
    flow.reconcile()
    assert flow.state is State.FINISHED
    assert bank.carried_out == 1


def wait_until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def message(code: str) -> dict[str, str]:
    return {"level": "INFO", "code": code, "message": "m", "details": "d"}


def answer_of(kind: str, codes: Iterable[str] = (), relations: object = ()) -> dict[str, Any]:
    """
    An order as BANKSapi gives it, with messages and links.
    """
    name = kind.partition("_")[2]
    messages = [message(code) for code in codes]
    order = {**PAYER, **on_the_wire(ORDERS[kind])}
    return {name: order, "messages": messages, "relations": relations}


def on_the_wire(value: Any) -> Any:
    """
    Give fields the names that the provider knows.
    """
    if isinstance(value, list):
        items: list[Any] = value
        return [on_the_wire(item) for item in items]
    if not isinstance(value, dict):
        return value
    fields: dict[str, Any] = value
    return {camel_case(name): on_the_wire(item) for name, item in fields.items()}


def camel_case(name: str) -> str:
    return re.sub("_([a-z])", lambda found: found[1].upper(), name)


class Order:
    """
    One BANKSapi order whose TAN is wanted; the provider then answers what a test says.
    """

    def __init__(self, mode: CallMode, serve: Serve, kind: str) -> None:
        self.path = f"/customer/v2/payment/{kind.replace('_', '-')}/p1"
        self.kind = kind
        self.later: list[Answer] = []
        self.is_begun = False
        self.provider = serve(self)
        caller = Caller(mode, "banksapi", self.provider)
        method = getattr(caller.client.payments, f"initiate_{kind}")
        self.flow: BlockingFlow = caller.sca.start(method, **PAYER, **ORDERS[kind])
        assert isinstance(self.flow.step, Challenge)

    def __call__(self, method: str, path: str) -> Answer:
        if not self.is_begun:
            self.is_begun = True
            return self.asks()
        return self.later.pop(0) if self.later else (400, {}, {})

    def link(self, name: str) -> dict[str, str]:
        path = self.path if name == "self" else "/customer/v2/consent/c1"
        return {"rel": name, "href": self.provider.url + path}

    def says(self, *codes: str, links: tuple[str, ...] = ("self",)) -> Answer:
        relations = [self.link(name) for name in links]
        return 200, {}, answer_of(self.kind, codes, relations)

    def asks(self) -> Answer:
        status, headers, body = self.says("BA3030", links=("self", "authenticate"))
        challenge = {"name": "x", "content": {"instructions": "TAN?"}}
        return status, headers, {**body, "challenge": challenge}


@pytest.fixture(params=ORDERS)
def order(mode: CallMode, serve: Serve, request: pytest.FixtureRequest) -> Order:
    return Order(mode, serve, request.param)


@pytest.mark.parametrize(
    "later",
    [
        (400, {}, {}),
        (404, {}, {}),
        (422, {}, {"messages": [message("BA1100")]}),
        (200, {}, answer_of("single_transfer")),
        (200, {}, answer_of("single_transfer", ["BA999"])),
        (200, {}, answer_of("single_transfer", ["BA1100"])),
    ],
)
def test_confirmed_order_stays_confirmed_whatever_a_look_finds(order: Order, later: Answer) -> None:
    """
    After a success code neither a 4xx nor a missing message makes a failure of an order.
    """
    order.later = [order.says(OUTCOMES[order.kind]), later]
    order.flow.answer("1")
    while not order.flow.done:
        order.flow.wait()
    assert order.flow.step == Finished()


def test_result_of_a_confirmed_order_may_be_unreadable(order: Order) -> None:
    """
    The order is finished; only what it was like is not known here.
    """
    order.later = [order.says(OUTCOMES[order.kind])]
    order.flow.answer("1")
    assert order.flow.state is State.FINISHED
    with pytest.raises(ResultNotKeptError, match="finished"):
        _ = order.flow.result


def test_confirmed_order_that_still_offers_a_relation_is_finished(order: Order) -> None:
    """
    A success code counts more than a relation that stays behind.
    """
    code = OUTCOMES[order.kind]
    order.later = [order.says(code, links=("self", "authenticate"))]
    order.later.append(order.says(code, links=("self", "authenticate")))
    order.flow.answer("1")
    assert order.flow.state is State.FINISHED


@pytest.mark.parametrize("code", INCONCLUSIVE)
@pytest.mark.parametrize("is_error", [False, True])
def test_error_that_proves_nothing_leaves_an_order_unknown(
    order: Order, code: str, is_error: bool
) -> None:
    """
    Internal errors, maintenance, transmission errors and double submission say nothing of what
    the bank did after the TAN, in an answer or in an error.
    """
    says = order.says(code)
    order.later = [(400, {}, says[2]) if is_error else says]
    order.flow.answer("1")
    assert isinstance(order.flow.step, Unknown)
    assert not order.flow.record()["can_restart"]
    sent = len(order.provider.heard)
    with pytest.raises(WrongStepError):
        order.flow.send_again()
    assert len(order.provider.heard) == sent
    order.later = [order.says(code), order.says(OUTCOMES[order.kind])]
    order.flow.reconcile()
    assert isinstance(order.flow.step, Unknown)
    order.flow.reconcile()
    assert isinstance(order.flow.step, Finished)


@pytest.mark.parametrize("code", [code for code in INCONCLUSIVE if code != "BA1104"])
def test_same_error_before_the_tan_is_a_refusal(mode: CallMode, serve: Serve, code: str) -> None:
    """
    As long as the user has authorised nothing, the order was not carried out.
    """
    body = answer_of("single_transfer", [code])
    caller = Caller(mode, "banksapi", serve(lambda method, path: (200, {}, body)))
    method = caller.client.payments.initiate_single_transfer
    flow = caller.sca.start(method, **PAYER, **ORDERS["single_transfer"])
    assert isinstance(flow.step, Failed)


def test_documented_rejection_after_the_tan_is_a_failure(order: Order) -> None:
    """
    A code that says what was wrong with the order is an honest failure.
    """
    order.later = [order.says("BA1100")]
    order.flow.answer("1")
    assert isinstance(order.flow.step, Failed)
    assert (order.flow.step.reason, order.flow.step.code) == ("bank_said_no", "BA1100")


def test_wrong_tan_with_a_new_challenge_is_asked_again(order: Order) -> None:
    """
    BA1103 beside a challenge is a wrong TAN, not an unknown outcome.
    """
    status, headers, body = order.asks()
    order.later = [(status, headers, {**body, "messages": [message("BA1103")]})]
    order.flow.answer("1")
    assert isinstance(order.flow.step, Challenge)
    assert order.flow.step.attempts_left == 2


@pytest.mark.parametrize("links", [("get_single_transfer",), ("something_new",), ()])
def test_relation_that_says_nothing_leaves_an_order_unknown(
    order: Order, links: tuple[str, ...]
) -> None:
    """
    After the TAN, an answer without a code proves neither success nor failure.
    """
    order.later = [order.says(links=links)]
    order.flow.answer("1")
    assert order.flow.state is State.UNKNOWN


@pytest.mark.parametrize(("code", "state"), [("BA999", State.UNKNOWN), ("BA1100", State.CANCELLED)])
def test_cancelled_order_is_certain_only_with_proof(order: Order, code: str, state: State) -> None:
    """
    After a TAN, only a code that proves a rejection says that a cancelled order stays undone.
    """
    status, headers, body = order.asks()
    links = [*body["relations"], order.link("cancel")]
    wrong = {**body, "messages": [message("BA1103")], "relations": links}
    order.later = [(status, headers, wrong), order.says(code)]
    order.flow.answer("1")
    assert isinstance(order.flow.step, Challenge)
    order.flow.cancel()
    assert order.flow.state is state
