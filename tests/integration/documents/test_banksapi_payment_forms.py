"""
Document 001: payments in a web form.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit.sca import (
    Cancelled,
    Failed,
    Finished,
    Unknown,
)
from tests.integration.documents.banksapi_messages import (
    IP,
    JSON,
    Callback,
    rel,
    said,
)
from tests.integration.documents.banksapi_payments import PAYMENTS, Payer, Payment
from tests.integration.documents.provider import (
    Answer,
    Exchange,
    ScriptedProvider,
)
from tests.support.flow_driver import CallMode

FORM = (
    "/customer/v2/webform?session=b19c3937-1111-4222-8333-3b861be7e71e"
    "&useCase=START_PAYMENT_SINGLE_TRANSFER"
)


def form_answer(it: Payment, *, with_body: bool) -> Answer:
    """
    451: with an empty body (line 856), or with relations, and the id of the payment.
    """
    headers = {"Location": "{host}" + FORM}
    if not with_body:
        return Answer(451, b"", headers)
    relations = [rel("self", it.self_path), rel("get_webform", FORM)]
    return Answer(451, {"transfer": {"paymentId": it.id}, "relations": relations}, headers)


def opened(flow: Any, provider: ScriptedProvider, reason: str) -> str:
    """
    What the browser brings back from the form.
    """
    assert flow.step.page == "form"
    url = flow.step.url
    assert url.startswith(provider.url + FORM + "&callbackUrl=https%3A%2F%2F")
    assert all("webform" not in one.target for one in provider.heard)
    back = parse_qs(urlsplit(url).query)["callbackUrl"][0]
    return f"{back}&baReentry={reason}"


@pytest.mark.parametrize("reason", ["FINISHED", "USER_CANCELLED", "INVALID_TAN", "BACKEND_ERROR"])
def test_a_payment_in_a_web_form_with_its_id(
    mode: CallMode, provider: ScriptedProvider, reason: str
) -> None:
    """
    Line 852: an empty object is sufficient, since the user enters everything in the form.
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer"])
    it = someone.payment
    sent = Exchange(
        "POST", it.path, form_answer(it, with_body=True), body={}, query=Callback(), headers=JSON
    )
    with provider.plays(sent, aside=(it.looks(said(it.ready)), it.looks(said(it.ready)))):
        flow = someone.start(customer_ip_address=IP)
        step = flow.handle_return(opened(flow, provider, reason))
        if isinstance(step, Unknown):
            step = flow.reconcile()
        assert step == Finished(), "the payment counts, not what the browser says"


@pytest.mark.parametrize("reason", ["FINISHED", "USER_CANCELLED", "LEGAL_NOT_ACCEPTED", "ERROR"])
def test_a_payment_in_a_web_form_without_its_id(
    mode: CallMode, provider: ScriptedProvider, reason: str
) -> None:
    """
    Nothing says which payment it is: what the browser brings is all there is, and forgeable.
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer"])
    it = someone.payment
    sent = Exchange(
        "POST", it.path, form_answer(it, with_body=False), body={}, query=Callback(), headers=JSON
    )
    with provider.plays(sent):
        flow = someone.start(customer_ip_address=IP)
        step = flow.handle_return(opened(flow, provider, reason))
        if reason == "FINISHED":
            assert isinstance(step, Finished | Unknown)
            assert step != Finished(verified=True)
        else:
            assert isinstance(step, Cancelled | Failed | Unknown)
            assert not (isinstance(step, Failed) and step.can_restart)
        assert len(provider.heard) == 1
