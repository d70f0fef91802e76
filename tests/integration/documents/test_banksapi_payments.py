"""
Document 001: transfers and debits, single and bulk, with each kind of SCA.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit.sca import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Finished,
    Redirect,
    Unknown,
    Working,
)
from tests.integration.documents.banksapi_messages import (
    CALLBACK,
    empty,
    gets,
    posts,
    rel,
    said,
)
from tests.integration.documents.banksapi_payments import PAYMENTS, Payer, Payment
from tests.integration.documents.provider import (
    Answer,
    Exchange,
    ScriptedProvider,
)
from tests.integration.documents.samples import banksapi as sample
from tests.support.flow_driver import CallMode

BANK_PAGE = "https://bank.example/authorise?payment=4711"


def test_method_medium_tan_and_result(payer: Payer) -> None:
    it = payer.payment
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "2"}, Answer(200, _at(it, sample(5328)))),
        posts(it.consent, {"chosenScaMedia": "Handy Eins"}, Answer(200, it.wants_tan())),
        posts(it.consent, {"scaAuthenticationData": "123456"}, Answer(200, it.done())),
        aside=it.asides(),
    ):
        flow = payer.start()
        assert isinstance(flow.step, ChooseMethod)
        assert [(one.id, one.name, one.hint) for one in flow.step.methods] == [
            ("2", "mTAN", "mTAN"),
            ("1", "Mock-TAN", "Mock-TAN"),
        ]
        step = flow.choose("2")
        assert isinstance(step, ChooseMedium)
        assert [one.name for one in step.media] == ["Handy Eins"]
        step = flow.choose(step.media[0])
        assert isinstance(step, Challenge)
        assert step.text == "Bitte geben Sie die TAN ein"
        assert flow.answer("123456") == Finished()


def test_the_result_is_the_payment(payer: Payer) -> None:
    """
    Line 4485: "Get the current status of the single transfer" at the relation of the payment.
    """
    it = payer.payment
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "2"}, Answer(200, it.wants_tan())),
        posts(it.consent, {"scaAuthenticationData": "123456"}, Answer(200, it.done())),
        aside=it.asides(),
    ):
        flow = payer.start()
        flow.choose("2")
        flow.answer("123456")
        assert _codes(flow.result) == [it.ready]
        assert flow.result.transfer if it.is_transfer else flow.result.debit


def _at(it: Payment, body: Any) -> Any:
    """
    A sample of a consent, of this payment.
    """
    return json.loads(json.dumps(body).replace("3e97fa51-ce7b-42a0-9101-50fd67dbc3e7", it.id))


def _codes(result: Any) -> list[str]:
    return [str(one.code) for one in result.messages or []]


@pytest.mark.parametrize("code", ["BA1111", "BA1112", "BA1212"])
def test_each_code_of_success_ends_the_payment(someone: Payer, code: str) -> None:
    """
    Lines 1258, 1259 and 1263: INFO, "successfully". A later look does not take it back.
    """
    it = someone.payment
    end = it.consent_of(messages=(said(code),))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan()})),
        posts(it.consent, {"scaAuthenticationData": "2"}, Answer(200, end)),
        aside=(empty("GET", it.self_path, 400), gets(it.consent, end)),
    ):
        flow = someone.start()
        assert flow.answer("2") == Finished()


ENDS = {
    "a relation to the payment, and its code there": ([], True),
    "the code alone": (["ready"], False),
    "neither, and its code at the payment": ([], False),
}


@pytest.mark.parametrize("end", sorted(ENDS))
def test_the_ways_a_consent_ends(someone: Payer, end: str) -> None:
    """
    No sample shows the end. The relation is there "if available", and messages are optional.
    """
    it = someone.payment
    codes, has_relation = ENDS[end]
    relations = (rel(it.relation, it.self_path),) if has_relation else ()
    messages = (said(it.ready),) if codes else ()
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **it.wants_tan(), "relations": it.both()})),
        posts(
            it.consent,
            {"scaAuthenticationData": "2"},
            Answer(200, it.consent_of(*relations, messages=messages)),
        ),
        aside=(it.looks(said(it.ready)), gets(it.consent, it.consent_of(messages=messages))),
    ):
        flow = someone.start()
        step = flow.answer("2")
        if isinstance(step, Unknown):
            step = flow.reconcile()
        while isinstance(step, Working):
            step = flow.wait()
        assert step == Finished()


@pytest.mark.parametrize("name", ["authenticate_decoupled", "authentication_decoupled"])
def test_an_app_is_polled(payer: Payer, name: str) -> None:
    """
    The sample in line 5387, with both spellings of the relation.
    """
    it = payer.payment
    wanted = _at(it, sample(5387))
    wanted["relations"][-1]["rel"] = name
    poll = f"{it.consent}/poll"
    with payer.provider.plays(
        it.initiates(Answer(200, it.answer)),
        posts(it.consent, {"chosenScaMethodId": "1"}, Answer(200, wanted)),
        gets(poll, wanted),
        gets(poll, wanted),
        gets(poll, it.done()),
        aside=it.asides(),
    ):
        flow = payer.start()
        flow.choose("1")
        while not flow.done:
            assert isinstance(flow.step, Decoupled)
            assert flow.step.text == "Bitte führen Sie die entkoppelte Authentifizierung durch."
            flow.wait()
        assert flow.step == Finished()


def test_the_plain_consent_is_no_poll(someone: Payer) -> None:
    """
    Line 5252: GET of the consent gives its state "without polling the provider".
    """
    it = someone.payment
    wanted = _at(it, sample(5387))
    with someone.provider.plays(
        it.initiates(Answer(200, {**it.answer, **wanted})),
        gets(f"{it.consent}/poll", it.done()),
        aside=(it.looks(said(it.ready)), gets(it.consent, wanted)),
    ):
        flow = someone.start()
        assert flow.wait() == Finished()


def redirected(it: Payment) -> Any:
    body = it.answer
    body.pop("scaMethods")
    body["messages"] = [said("BA3005")]
    body["relations"] = [
        rel("self", it.self_path),
        rel("redirect_url", BANK_PAGE),
        rel("cancel", f"{it.consent}/cancel"),
    ]
    return body


def test_a_redirect_to_the_bank_and_the_result(someone: Payer) -> None:
    it = someone.payment
    with someone.provider.plays(
        it.initiates(Answer(200, redirected(it))),
        it.looks(said(it.ready)),
        aside=it.asides(),
    ) as played:
        flow = someone.start()
        assert isinstance(flow.step, Redirect)
        assert flow.step.url == BANK_PAGE
        query = parse_qs(urlsplit(played.heard[0].target).query)
        back = query.get("callbackUrl", [CALLBACK])[0]
        assert flow.handle_return(back) == Finished()


def test_a_redirect_that_is_cancelled(someone: Payer) -> None:
    """
    Line 5452: BA3040 of the cancelled redirect.
    """
    it = someone.payment
    with someone.provider.plays(
        it.initiates(Answer(200, redirected(it))),
        Exchange("POST", f"{it.consent}/cancel", Answer(200, sample(5452))),
        aside=(it.looks(said("BA3040", "ERROR", "SCA fehlgeschlagen")),),
    ):
        flow = someone.start()
        assert isinstance(flow.cancel(), Cancelled)


def test_an_instant_payment(mode: CallMode, provider: ScriptedProvider) -> None:
    """
    ``instant`` is sent in practice and not in document 001.
    """
    someone = Payer(mode, provider, PAYMENTS["single-transfer"])
    it = someone.payment
    sent = Exchange(
        "POST", it.path, Answer(200, it.result(said("BA1111"))), body={**it.body(), "instant": True}
    )
    with provider.plays(sent, aside=(it.looks(said("BA1111")),)):
        given = {**someone.arguments(), "options": {"extra_body": {"instant": True}}}
        assert someone.start(**given).step == Finished()
