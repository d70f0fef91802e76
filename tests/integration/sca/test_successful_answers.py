"""
A 2xx is an answer: what can be read of it counts, and nothing is sent a second time because of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest

from kontokit import DecodeError, NoContentError
from kontokit.sca.errors import ResultNotKeptError, WrongStepError
from kontokit.sca.steps import Challenge, Failed, Finished, State, Unknown, Working
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.sca_banksapi import ORDERS
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

PAYER: Final = {"provider": "00000000-0000-0000-0000-000000000000", "product": "DE1"}
ORDER: Final = {"id": 1, "status": "SUCCESSFUL", "amount": 1, "accountId": 1}
PAYMENT: Final = {**ORDER, "type": "MONEY_TRANSFER", "orderCount": 1, "bankId": 1}
PAGING: Final = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": 1}
FAULTY: Final = {"id": 1, "status": "SUCCESSFUL", "amount": "much"}


def payment(status: str) -> Answer:
    return 200, {}, {**PAYMENT, "status": status}


def payments(status: str) -> Answer:
    return 200, {}, {"payments": [{**PAYMENT, "status": status}], "paging": PAGING}


@pytest.fixture
def begin(mode: CallMode) -> Iterator[Callable[..., tuple[BlockingFlow, Provider]]]:
    """
    Begin to pay, to import or to order at a provider that gives these answers.
    """
    made: list[Provider] = []

    def start(what: str, *answers: Answer) -> tuple[BlockingFlow, Provider]:
        provider = Provider(Scripted(*answers))
        made.append(provider)
        caller = Caller(mode, "banksapi" if what == "order" else "finapi_access", provider)
        client, sca = caller.client, caller.sca
        if what == "order":
            method = client.payments.initiate_single_transfer
            return sca.start(method, **PAYER, **ORDERS["single_transfer"]), provider
        if what == "import":
            method = client.bank_connections.import_bank_connection
            return sca.start(method, bank_id=1, banking_interface="XS2A"), provider
        method = client.payments.submit
        return sca.start(method, payment_id=1, banking_interface="XS2A"), provider

    yield start
    for one in made:
        one.close()


Start = Callable[..., tuple[BlockingFlow, Provider]]


def posts(provider: Provider) -> int:
    return [one.method for one in provider.heard].count("POST")


def test_success_that_says_pending_is_waited_for(begin: Start) -> None:
    """
    The order is with the bank; its status is asked for until it is done.
    """
    flow, provider = begin("pay", payment("PENDING"), payments("PENDING"), payments("SUCCESSFUL"))
    assert isinstance(flow.step, Working)
    assert flow.wait() == Finished()
    assert posts(provider) == 1


@pytest.mark.parametrize("status", ["NOT_SUCCESSFUL", "DISCARDED"])
def test_success_that_says_not_successful_is_a_refusal(begin: Start, status: str) -> None:
    """
    A 200 may say that the bank has rejected the order.
    """
    flow, _ = begin("pay", payment(status))
    assert flow.step == Failed(reason="bank_said_no", code=status)


def test_order_that_was_pending_is_never_sent_again(begin: Start) -> None:
    """
    It was taken once, so what a look says later allows no second sending.
    """
    flow, provider = begin("pay", payment("PENDING"), payments("PENDING"), payments("OPEN"))
    while isinstance(flow.step, Working):
        flow.wait()
    for _ in range(200):
        flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert (flow.step.seen, flow.step.not_before) == ("answered", None)
    with pytest.raises(WrongStepError, match="never sent again"):
        flow.send_again()
    assert posts(provider) == 1


UNREADABLE: Final = {
    "another status": {**PAYMENT, "status": "NEW_WORD"},
    "open": {**PAYMENT, "status": "OPEN"},
    "no status": {"id": 1},
    "a list": [],
    "cut": b'{"id": 1, "sta',
    "no JSON": b"OK",
}


@pytest.mark.parametrize("found", ["SUCCESSFUL", "OPEN"])
@pytest.mark.parametrize("body", UNREADABLE)
def test_status_of_an_unreadable_success_is_asked_for(begin: Start, body: str, found: str) -> None:
    """
    If that does not decide either, the order is unknown and never sent again.
    """
    flow, provider = begin("pay", (200, {}, UNREADABLE[body]), payments(found))
    assert (posts(provider), len(provider.heard)) == (1, 2)
    if found == "SUCCESSFUL":
        assert flow.step == Finished()
        return
    assert isinstance(flow.step, Unknown)
    assert flow.step.seen == "answered"
    with pytest.raises(WrongStepError):
        flow.send_again()


def test_legible_part_of_a_success_counts(begin: Start) -> None:
    """
    One field of the wrong type hides neither status nor id.
    """
    flow, provider = begin("pay", (200, {}, FAULTY))
    assert flow.step == Finished()
    with pytest.raises(ResultNotKeptError) as missing:
        _ = flow.result
    assert missing.value.id == "1"
    assert isinstance(missing.value.__cause__, DecodeError)
    assert len(provider.heard) == 1


@pytest.mark.parametrize("body", [b'{"id": 7, "bankId": "x"}', b'{"id": 7,'])
def test_import_with_an_unreadable_success_is_finished(begin: Start, body: bytes) -> None:
    """
    What is no order is finished, with the decoding error beside it.
    """
    flow, provider = begin("import", (200, {}, body))
    assert flow.step == Finished()
    with pytest.raises(ResultNotKeptError) as missing:
        _ = flow.result
    assert isinstance(missing.value.__cause__, DecodeError)
    assert len(provider.heard) == 1


@pytest.mark.parametrize("body", [b"", b"<html>busy</html>"])
def test_page_or_nothing_is_no_answer_of_the_provider(begin: Start, body: bytes) -> None:
    """
    A gateway has said that, so what the API did is unknown.
    """
    flow, _ = begin("pay", (200, {"Content-Type": "text/html"}, body), payments("OPEN"))
    assert isinstance(flow.step, Unknown)
    assert flow.step.seen is None


def test_empty_204_is_an_answer(begin: Start) -> None:
    """
    It says that all went well, and nothing else: the status is asked for.
    """
    flow, provider = begin("pay", (204, {}, b""), payments("SUCCESSFUL"))
    assert flow.step == Finished()
    assert posts(provider) == 1


@pytest.mark.parametrize("status", [204, 205])
def test_import_without_a_result_is_finished(begin: Start, status: int) -> None:
    """
    It was carried out; why there is no result is told with it.
    """
    flow, provider = begin("import", (status, {}, b""))
    assert flow.step == Finished()
    with pytest.raises(ResultNotKeptError) as missing:
        _ = flow.result
    assert isinstance(missing.value.__cause__, NoContentError)
    assert len(provider.heard) == 1


@pytest.mark.parametrize("status", [204, 205])
def test_order_without_a_result_has_not_failed(begin: Start, status: int) -> None:
    """
    Where nothing can be asked for its status, it is known to be answered, and not sent again.
    """
    flow, provider = begin("order", (status, {}, b""))
    assert isinstance(flow.step, Unknown)
    assert flow.step.seen == "answered"
    with pytest.raises(WrongStepError):
        flow.send_again()
    assert len(provider.heard) == 1


def test_challenge_in_a_success_of_the_wrong_shape_is_shown(begin: Start) -> None:
    """
    BANKSapi sends its challenge in a 200; a message without its level does not hide it.
    """
    links = [{"rel": "authenticate", "href": "/customer/v2/consent/c1"}]
    body = {
        "messages": [{"code": "BA3030", "level": 7}],
        "relations": links,
        "challenge": {"content": {"instructions": "TAN?"}},
    }
    flow, _ = begin("order", (200, {}, body))
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == "TAN?"


@pytest.mark.parametrize("body", [b"{", {}, {"messages": 1, "relations": 1, "challenge": 1}])
def test_order_with_an_unreadable_success_is_unknown(begin: Start, body: object) -> None:
    """
    Without a link nothing can be asked; the order is not sent again, also after a day.
    """
    flow, provider = begin("order", (200, {}, body))
    assert isinstance(flow.step, Unknown)
    assert flow.step.seen == "answered"
    with pytest.raises(WrongStepError):
        flow.send_again()
    assert len(provider.heard) == 1
    assert flow.state is State.UNKNOWN
