"""
Starts that were not sent, and that another process makes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest

from kontokit import AuthenticationError
from kontokit.sca.steps import Finished, Redirect, Working
from kontokit.stores import MemoryStore
from tests.support.flow_driver import BACK, BlockingFlow, BlockingSca, CallMode
from tests.support.sca_banksapi import ORDERS
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
REFUSED: Final[Answer] = (401, {}, {"error": "invalid_token"})
PAID: Final = {"id": 1, "status": "SUCCESSFUL", "type": "MONEY_TRANSFER", "amount": 1}
DETAILS: Final = {"recipient": "A", "purpose": "B", "iban": "C", "currency": "EUR", "amount": 1}
TRANSFER: Final = {"provider": "p", "product": "DE1", "transferDetails": DETAILS}
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"


def begun(caller: Caller, method: Any, *places: str, **fields: Any) -> BlockingSca:
    """
    Start an order whose token is refused; gives the SCA client of another process.
    """
    store = MemoryStore()
    sca = caller.sca.with_options(store=store, return_url=BACK)
    with pytest.raises(AuthenticationError):
        sca.with_options(flow_id="order-1").start(method, *places, **fields)
    return sca


def test_start_that_was_refused_for_its_token_is_sent_by_the_next_process(
    serve: Serve, mode: CallMode
) -> None:
    """
    Nothing was done, so its id is not used up: the resumed flow sends the call when it waits.
    """
    paid: Answer = (200, {}, {**PAID, "bankId": 1, "orderCount": 1})
    bank = serve(Scripted(REFUSED, paid))
    caller = Caller(mode, "finapi_access", bank)
    submit = caller.client.payments.submit
    flow = begun(caller, submit, payment_id=1, banking_interface="XS2A").resume("order-1")
    assert flow.step == Working()
    assert not flow.done
    flow.wait()
    assert_finished(flow)
    assert len(bank.heard) == 2


def test_browser_of_a_start_by_the_next_process_is_let_in(serve: Serve, mode: CallMode) -> None:
    """
    The state that counts is that of the return URL that was sent, not that of the first attempt.
    """
    asks = {"transfer": TRANSFER, "messages": [message("BA3005")]}
    done = {"transfer": TRANSFER, "messages": [message("BA1112")]}
    answers: list[Answer] = [REFUSED]
    bank = serve(lambda _method, _path: answers.pop(0))
    place = f"{bank.url}/customer/v2/payment/single-transfer/{PROVIDER}"
    own = {"rel": "self", "href": place}
    page = {"rel": "redirect_url", "href": "https://bank.example/page"}
    answers += [
        (200, {}, {**asks, "relations": [own, page]}),
        (200, {}, {**done, "relations": [own]}),
    ]
    caller = Caller(mode, "banksapi", bank)
    sca = begun(
        caller, caller.client.payments.initiate_single_transfer, **ORDERS["single_transfer"]
    )
    flow = sca.resume("order-1")
    flow.wait()
    assert isinstance(flow.step, Redirect)
    sent = dict(parse_qsl(urlsplit(bank.heard[-1].target).query))
    flow.handle_return(sent["callbackUrl"])
    assert_finished(flow)


def assert_finished(flow: BlockingFlow) -> None:
    assert flow.step == Finished()


def message(code: str) -> dict[str, str]:
    return {"level": "INFO", "code": code, "message": code}
