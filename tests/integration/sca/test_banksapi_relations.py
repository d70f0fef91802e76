"""
BANKSapi: answers whose relations say how far an order is, where no message does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit.sca.steps import Challenge, Finished, Redirect, Unknown
from tests.support.flow_driver import BACK, BlockingFlow, CallMode
from tests.support.sca_banksapi import ORDERS
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
REFUSED: Final[Answer] = (401, {}, {"error": "invalid_token"})
PAID: Final = {"id": 1, "status": "SUCCESSFUL", "type": "MONEY_TRANSFER", "amount": 1}
DETAILS: Final = {"recipient": "A", "purpose": "B", "iban": "C", "currency": "EUR", "amount": 1}
TRANSFER: Final = {"provider": "p", "product": "DE1", "transferDetails": DETAILS}
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"


def test_form_with_links_beside_it_is_asked_for(serve: Serve, mode: CallMode) -> None:
    """
    A 451 may have the links of the order, so the flow ends although no browser comes back.
    """
    answers: list[Answer] = []
    bank = serve(lambda _method, _path: answers.pop(0))
    own = {"rel": "self", "href": f"{bank.url}/customer/v2/payment/single-transfer/{PROVIDER}"}
    page = "https://form.example/customer/v2/webform?session=1"
    form = {"rel": "get_webform", "href": page}
    answers += [
        (451, {"Location": page}, {"transfer": TRANSFER, "relations": [own, form]}),
        (200, {}, {"transfer": TRANSFER, "messages": [], "relations": [own, form]}),
        (200, {}, {"transfer": TRANSFER, "messages": [message("BA1112")], "relations": [own]}),
    ]
    caller = Caller(mode, "banksapi", bank)
    sca = caller.sca.with_options(return_url=BACK)
    method = caller.client.payments.initiate_single_transfer
    flow = sca.start(method, **ORDERS["single_transfer"])
    assert isinstance(flow.step, Redirect)
    flow.wait()
    assert_finished(flow)
    assert [one.method for one in bank.heard] == ["POST", "GET", "GET"]


@pytest.mark.parametrize(
    ("answer", "is_finished"),
    [
        ({"messages": [], "relations": []}, True),
        ({"hinweis": "Vielen Dank", "relations": []}, True),
        ({"messages": []}, False),
        ({"timeout": "2027-01-01 12:00:00", "relations": []}, False),
    ],
)
def test_older_transfer_is_done_when_its_relations_are_gone(
    serve: Serve, mode: CallMode, answer: dict[str, Any], is_finished: bool
) -> None:
    """
    After the right TAN timeout and relations disappear; no message is documented for that.
    """
    answers: list[Answer] = []
    bank = serve(lambda _method, _path: answers.pop(0) if len(answers) > 1 else answers[0])
    place = f"{bank.url}/customer/v2/ueberweisung/{PROVIDER}/DE1/{PROVIDER}"
    asked = {
        "messages": [message("BA1110")],
        "relations": [{"rel": "submit_text_tan", "href": place}],
    }
    answers += [(200, {}, asked), (200, {}, answer)]
    caller = Caller(mode, "banksapi", bank)
    with pytest.warns(DeprecationWarning, match="deprecated"):
        flow = caller.sca.start(caller.client.transfers.create, PROVIDER, "DE1", empfaenger="A")
    assert isinstance(flow.step, Challenge)
    flow.answer("0004")
    assert json.loads(bank.heard[1].body) == {"tan": "0004"}
    if is_finished:
        assert_finished(flow)
    else:
        assert isinstance(flow.step, Unknown)
        assert flow.step.seen == "answered"


def assert_finished(flow: BlockingFlow) -> None:
    assert flow.step == Finished()


def message(code: str) -> dict[str, str]:
    return {"level": "INFO", "code": code, "message": code}
