"""
What only version 1 of finAPI Access has: times in pure dates, and the older money transfers.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit.sca import Challenge, Finished, Unknown, Unsupported
from tests.integration.documents.customers import Customer
from tests.integration.documents.finapi import CALLS, CHALLENGE, HASH, SENT, V1, Finapi
from tests.integration.documents.provider import CUT, Answer, Exchange, ScriptedProvider
from tests.support.flow_driver import CallMode

TRANSFER = "/api/v1/accounts/requestSepaMoneyTransfer"
BODY = {
    "accountId": 4,
    "recipientName": "Beispielverein e. V.",
    "recipientIban": "DE17123456780000000001",
    "amount": 12.34,
    "purpose": "Spende",
    "bankingPin": "123456",
}
ORDERED = {
    "answerFieldLabel": None,
    "challengeMessage": None,
    "opticalData": None,
    "paymentId": 3,
    "photoTanData": None,
    "photoTanMimeType": None,
    "successMessage": "Auftrag entgegengenommen.",
    "tanListNumber": None,
    "warnMessage": None,
}

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated by the provider")


@pytest.fixture
def standing_order(mode: CallMode, provider: ScriptedProvider) -> Finapi:
    return Finapi(mode, provider, V1, CALLS["standing order"])


def test_the_dates_of_a_standing_order_have_a_time(standing_order: Finapi) -> None:
    """
    Document 1.151.1: dates are texts, written as YYYY-MM-DD HH:MM:SS.SSS, pure dates as well.
    """
    it = standing_order
    with it.provider.plays(it.sends(it.done(startDate="2019-12-01 00:00:00.000"))):
        flow = it.start()
        assert flow.step == Finished()
        assert flow.result.id == it.id


def test_the_dates_of_a_standing_order_that_is_asked_for(standing_order: Finapi) -> None:
    """
    Whatever the dates are, the status is legible.
    """
    it = standing_order
    found = it.order("SUCCESSFUL", startDate="2019-12-01 00:00:00.000")
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(CUT, hash=HASH, challengeResponse="demo"),
        it.looks(found),
    ):
        flow = it.start()
        assert isinstance(flow.answer("demo"), Unknown)
        assert flow.reconcile() == Finished()


@pytest.fixture
def payer(mode: CallMode, provider: ScriptedProvider) -> Customer:
    return Customer(mode, V1.api, provider)


def requests(answer: Any, **msa: str) -> Exchange:
    body = {**BODY, "multiStepAuthentication": msa} if msa else BODY
    return Exchange("POST", TRANSFER, answer, body=body, headers=SENT)


def start(payer: Customer) -> Any:
    return payer.sca.start(
        payer.client.accounts.request_sepa_money_transfer,
        account_id=4,
        recipient_name=BODY["recipientName"],
        recipient_iban=BODY["recipientIban"],
        amount="12.34",
        purpose="Spende",
        banking_pin="123456",
    )


def test_an_older_transfer_with_a_tan(payer: Customer, provider: ScriptedProvider) -> None:
    """
    510 is documented for the request; the request goes out again with the answer.
    """
    with provider.plays(
        requests(V1.wanted(240)),
        requests(Answer(200, ORDERED), hash=HASH, challengeResponse="demo"),
    ):
        flow = start(payer)
        assert isinstance(flow.step, Challenge)
        assert flow.step.text == CHALLENGE
        assert flow.answer("demo") == Finished()
        assert flow.result.payment_id == 3


def test_a_lost_answer_of_an_older_transfer(payer: Customer, provider: ScriptedProvider) -> None:
    with provider.plays(
        requests(V1.wanted(240)), requests(CUT, hash=HASH, challengeResponse="demo")
    ) as played:
        flow = start(payer)
        assert isinstance(flow.answer("demo"), Unknown)
        assert len(played.heard) == 2


def test_an_older_transfer_whose_200_holds_a_challenge(
    payer: Customer, provider: ScriptedProvider
) -> None:
    """
    MoneyTransferOrderingResponse may hold a challenge: the TAN goes to executeSepaMoneyTransfer.
    Such an order is not carried out yet.
    """
    wanted = {**ORDERED, "challengeMessage": CHALLENGE, "successMessage": None}
    with provider.plays(requests(Answer(200, wanted))):
        flow = start(payer)
        assert isinstance(flow.step, Unsupported)
        assert flow.step.text == CHALLENGE
        assert not flow.done
