"""
The cents of an amount decide what becomes of an order, at finAPI and at BANKSapi.
"""

from __future__ import annotations

import http.client
from datetime import timedelta
from typing import Any, Final

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from kontokit_sandbox.orders.fate import FATES
from tests.support.banksapi_customers import (
    TRANSFER,
    Customer,
    codes,
    credentials,
    customer_of,
    href,
    step,
)
from tests.support.finapi_callers import Caller, user_of
from tests.support.raw_http import Reply

LOST: Final = (http.client.HTTPException, ConnectionError)
LATER: Final = (timedelta(), timedelta(seconds=91), timedelta(hours=1))
"""When the order is looked at, each after the one before."""
EXECUTED: Final = {
    0: (1, 1, 1),
    11: (0, 0, 0),
    12: (0, 0, 1),
    13: (0, 0, 0),
    14: (1, 1, 1),
    15: (1, 1, 1),
    16: (0, 0, 0),
    17: (0, 1, 1),
    18: (0, 0, 0),
    19: (1, 1, 1),
}
"""How often money has left by then, by cents."""
DONE, PENDING, REFUSED = "SUCCESSFUL", "PENDING", "NOT_SUCCESSFUL"
STATUSES: Final = {
    0: (DONE, DONE, DONE),
    11: (REFUSED, REFUSED, REFUSED),
    12: (PENDING, PENDING, DONE),
    13: (PENDING, PENDING, REFUSED),
    14: (DONE, DONE, DONE),
    15: (DONE, DONE, DONE),
    16: (PENDING, PENDING, PENDING),
    17: ("OPEN", DONE, DONE),
    18: (REFUSED, REFUSED, REFUSED),
    19: (DONE, DONE, DONE),
}
MESSAGES: Final = {DONE: "BA1111", PENDING: "BA1112", REFUSED: "BA1104", "OPEN": "BA3030"}
"""What BANKSapi says where finAPI has a status."""


class AtFinapi:
    """
    Orders of a user of finAPI.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._caller: Caller = user_of(sandbox, "finapi_access")
        self._body: dict[str, Any] = {}

    def create(self, cents: int) -> None:
        order = {
            "counterpartIban": "DE02120300000000202051",
            "counterpartName": "Erika Mustermann",
            "amount": 20 + cents / 100,
            "structuredRemittanceInformation": list[Any](),
        }
        body = {"bankId": 280001, "moneyTransfers": [order]}
        made = self._caller.call("POST", "/api/v2/payments/moneyTransfers", body)
        login = [{"label": label, "value": "sms"} for label in ("Onlinebanking-ID", "PIN")]
        self._body = {"paymentId": made.json["id"], "bankingInterface": "XS2A"}
        self._body["loginCredentials"] = login

    def submit(self) -> Reply:
        """
        Submit it, with the right TAN.
        """
        asked = self._caller.call("POST", "/api/v2/payments/submit", self._body)
        found: Any = asked.json["errors"][0]
        challenge = found["multiStepAuthentication"]
        self.asked = str(challenge["challengeMessage"])
        answer = {"hash": challenge["hash"], "challengeResponse": "123456"}
        body = {**self._body, "multiStepAuthentication": answer}
        return self._caller.call("POST", "/api/v2/payments/submit", body)

    def look(self) -> str:
        # The token of an hour ago has ended.
        (payment,) = user_of(self._sandbox, "finapi_access").get("/api/v2/payments")["payments"]
        return str(payment["status"])


def transfer_of(login: str, details: dict[str, Any]) -> dict[str, Any]:
    """
    The body of a transfer at BANKSapi.
    """
    known = {"provider": DEMO_PROVIDER, "product": "DE1", "credentials": credentials(login)}
    return {**known, "transferDetails": details}


class AtBanksapi:
    """
    Orders of a user of BANKSapi.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._customer: Customer = customer_of(sandbox)
        self._made: Any = None

    def create(self, cents: int) -> None:
        details = {**TRANSFER, "amount": 20 + cents / 100}
        body = transfer_of("sms", details)
        path = "/customer/v2/payment/single-transfer"
        self._made = self._customer.call("POST", path, body).json
        self.asked = str(self._made["challenge"]["content"]["instructions"])

    def submit(self) -> Reply:
        address = href(self._made, "authenticate")
        return self._customer.call("POST", address, {"scaAuthenticationData": "123456"})

    def look(self) -> str:
        (code,) = codes(self._customer.get(href(self._made, "self")))
        return code


BANKS: Final[dict[str, type[AtFinapi] | type[AtBanksapi]]] = {
    "finapi": AtFinapi,
    "banksapi": AtBanksapi,
}


@pytest.mark.parametrize("api", BANKS)
@pytest.mark.parametrize("cents", EXECUTED)
def test_what_becomes_of_an_order(sandbox: Sandbox, api: str, cents: int) -> None:
    """
    The status, and how often money has left: at once, after 91 seconds, and an hour later.
    """
    bank = BANKS[api](sandbox)
    bank.create(cents)
    # Instead of the 45 real seconds of .14.
    sandbox.faults.add("delay", times=None, options={"ms": 1})
    if cents == 15:
        with pytest.raises(LOST):
            bank.submit()
    else:
        reply = bank.submit()
        is_refused = api == "finapi" and cents in (11, 18)
        assert reply.status == (422 if is_refused else 200)
    seen: list[tuple[str, int]] = []
    for pause in LATER:
        sandbox.advance(pause)
        seen.append((bank.look(), len(sandbox.executions)))
    wanted = [*STATUSES[cents]]
    if api == "banksapi":
        wanted = [MESSAGES[one] for one in wanted]
    if api == "banksapi" and cents == 18:
        wanted = ["BA1100"] * 3
    assert seen == list(zip(wanted, EXECUTED[cents], strict=True))
    assert ("Empfängerprüfung" in bank.asked) == (cents == 19)


def test_every_amount_is_tested() -> None:
    assert EXECUTED.keys() == STATUSES.keys() == {0, *FATES}


def test_an_open_order_is_carried_out_twice(sandbox: Sandbox) -> None:
    """
    While a slow bank says that an order is open, it takes it once more, and money leaves twice.
    """
    bank = AtFinapi(sandbox)
    bank.create(17)
    assert bank.submit().json["status"] == "OPEN"
    assert bank.submit().json["status"] == "OPEN"
    assert not sandbox.executions
    sandbox.advance(timedelta(seconds=91))
    assert bank.look() == DONE
    assert [one.id for one in sandbox.executions] == ["finapi payment 1"] * 2


def test_an_order_of_a_form_is_carried_out(sandbox: Sandbox) -> None:
    """
    An order that was confirmed in a form counts as well.
    """
    customer = customer_of(sandbox)
    body = transfer_of("web-form", TRANSFER)
    body["credentials"] = credentials("web-form")
    reply = customer.call("POST", "/customer/v2/payment/single-transfer", body)
    assert reply.status == 451
    page = sandbox.visit(reply.headers["location"], callbackUrl="https://app.example/back")
    assert page.status == 302
    assert len(sandbox.executions) == 1


def test_a_third_wrong_tan_moves_no_money(sandbox: Sandbox) -> None:
    """
    Three wrong TANs end the SCA of an order, which is not carried out.
    """
    customer = customer_of(sandbox)
    body = transfer_of("sms", TRANSFER)
    body["credentials"] = credentials("sms")
    made: Any = customer.call("POST", "/customer/v2/payment/single-transfer", body).json
    for _ in range(3):
        made = step(customer, made, "authenticate", scaAuthenticationData="000000")
    assert codes(made) == ["BA1103", "BA3040"]
    assert not sandbox.executions
