"""
SCA at finAPI in the box: procedures, logins and redirects that play every scenario.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.flicker.bars import bars_of
from kontokit_sandbox.flicker.device import read_bars
from kontokit_sandbox.flicker.qr import wire_of_qr
from kontokit_sandbox.pages.pictures import payload_of_picture
from kontokit_sandbox.sandbox import Api
from tests.support.finapi_callers import Caller, user_of
from tests.support.raw_http import Reply

RIGHT = {"challengeResponse": "123456"}
ORDER = {
    "counterpartIban": "DE02120300000000202051",
    "counterpartName": "Erika Mustermann",
    "amount": 12.5,
    "structuredRemittanceInformation": list[Any](),
}


class ScaFlow:
    """
    One call that is repeated with answers.
    """

    def __init__(self, caller: Caller, path: str, body: dict[str, Any]) -> None:
        self._caller, self._path, self._body = caller, path, body
        self.reply = caller.call("POST", path, body)

    @property
    def challenge(self) -> Any:
        assert self.reply.status == 510, self.reply.body
        return self.reply.json["errors"][0]["multiStepAuthentication"]

    @property
    def status(self) -> str:
        return str(self.challenge["status"])

    @property
    def code(self) -> tuple[int, str]:
        return self.reply.status, self.reply.json["errors"][0]["code"]

    def go_on(self, **answer: Any) -> Reply:
        callback = {"hash": self.challenge["hash"], **answer}
        body = {**self._body, "multiStepAuthentication": callback}
        self.reply = self._caller.call("POST", self._path, body)
        return self.reply


def imported(sandbox: Sandbox, login: str, api: Api = "finapi_access") -> ScaFlow:
    v1 = api == "finapi_access_v1"
    body = {
        "bankId": 280001,
        "interface" if v1 else "bankingInterface": "XS2A",
        "loginCredentials": [
            {"label": label, "value": login} for label in ("Onlinebanking-ID", "PIN")
        ],
    }
    path = f"/api/{'v1' if v1 else 'v2'}/bankConnections/import"
    return ScaFlow(user_of(sandbox, api), path, body)


def submitted(sandbox: Sandbox, login: str) -> ScaFlow:
    access = user_of(sandbox, "finapi_access")
    made = access.call(
        "POST", "/api/v2/payments/moneyTransfers", {"bankId": 280001, "moneyTransfers": [ORDER]}
    )
    fields = [{"label": label, "value": login} for label in ("Onlinebanking-ID", "PIN")]
    body = {
        "paymentId": made.json["id"],
        "bankingInterface": "XS2A",
        "loginCredentials": fields,
    }
    return ScaFlow(access, "/api/v2/payments/submit", body)


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
@pytest.mark.parametrize("procedure", ["photoTan", "chipTanQr"])
def test_challenges_with_a_picture(sandbox: Sandbox, api: Api, procedure: str) -> None:
    """
    A procedure with a picture brings a PNG.
    """
    sca = imported(sandbox, "demo_all_methods", api)
    sca.go_on(twoStepProcedureId=procedure)
    assert sca.challenge["photoTanMimeType"] == "image/png"
    assert b64decode(sca.challenge["photoTanData"]).startswith(b"\x89PNG\r\n")
    assert sca.go_on(**RIGHT).status == 201


@pytest.mark.parametrize(
    ("procedure", "code"),
    [
        ("chipTan", b"11048714955205123456789F14302C303107"),
        ("chipTanComfort", b"039870110490631098765432100812345678041,00"),
    ],
)
def test_challenges_with_a_flicker_code(sandbox: Sandbox, procedure: str, code: bytes) -> None:
    """
    A procedure with a flicker code brings it as it blinks, or as FinTS carries it.
    """
    sca = imported(sandbox, "demo_all_methods")
    sca.go_on(twoStepProcedureId=procedure)
    assert b64decode(sca.challenge["opticalData"]) == code
    assert sca.challenge["opticalDataAsReinerSct"] is False


def test_the_qr_code_of_an_order_has_the_order(sandbox: Sandbox) -> None:
    """
    A reader that scans it shows to whom how much is paid.
    """
    sca = submitted(sandbox, "demo_all_methods")
    sca.go_on(twoStepProcedureId="chipTanQr")
    payload = payload_of_picture(b64decode(sca.challenge["photoTanData"]))
    assert payload is not None
    reading = read_bars(bars_of(wire_of_qr(payload) or ""))
    assert reading is not None
    assert list(reading.elements) == [ORDER["counterpartIban"], "12,50"]


def test_a_slow_confirmation(sandbox: Sandbox) -> None:
    """
    Seven polls find it unconfirmed, each with a new hash; the eighth lets in.
    """
    sca = imported(sandbox, "demo_all_methods")
    sca.go_on(twoStepProcedureId="decoupledSlow")
    hashes = {sca.challenge["hash"]}
    for _ in range(7):
        sca.go_on(decoupledCallback=True)
        assert sca.status == "DECOUPLED_AUTH_IN_PROGRESS"
        hashes.add(sca.challenge["hash"])
    assert len(hashes) == 8
    assert sca.go_on(decoupledCallback=True).status == 201


def test_no_confirmation(sandbox: Sandbox) -> None:
    """
    Some users never confirm; an older hash is good for nothing.
    """
    sca = imported(sandbox, "demo_all_methods")
    sca.go_on(twoStepProcedureId="decoupledNever")
    first = sca.challenge["hash"]
    for _ in range(20):
        sca.go_on(decoupledCallback=True)
        assert sca.status == "DECOUPLED_AUTH_IN_PROGRESS"
    sca.go_on(hash=first, decoupledCallback=True)
    assert sca.code == (422, "NO_EXISTING_CHALLENGE")


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_two_in_a_row(sandbox: Sandbox, api: Api) -> None:
    """
    One login is asked for SCA a second time.
    """
    sca = imported(sandbox, "demo_two_sca", api)
    sca.go_on(twoStepProcedureId="smsTan")
    sca.go_on(**RIGHT)
    assert sca.status == "TWO_STEP_PROCEDURE_REQUIRED"
    sca.go_on(twoStepProcedureId="decoupled")
    sca.go_on(decoupledCallback=True)
    assert sca.go_on(decoupledCallback=True).status == 201


def test_one_procedure(sandbox: Sandbox) -> None:
    """
    One login is offered a single procedure, and no other works.
    """
    sca = imported(sandbox, "demo_one_method")
    assert [one["procedureId"] for one in sca.challenge["twoStepProcedures"]] == ["smsTan"]
    sca.go_on(twoStepProcedureId="pushTan")
    assert sca.code == (422, "INVALID_TWO_STEP_PROCEDURE")


def test_a_wrong_tan(sandbox: Sandbox) -> None:
    """
    A wrong TAN ends the SCA; at one login it is asked for again, with a new hash.
    """
    sca = imported(sandbox, "demo")
    sca.go_on(twoStepProcedureId="smsTan")
    sca.go_on(challengeResponse="0")
    assert sca.code == (422, "BANK_SERVER_REJECTION")
    sca = imported(sandbox, "demo_wrong_tan_again")
    sca.go_on(twoStepProcedureId="photoTan")
    first = sca.challenge["hash"]
    for _ in range(4):
        sca.go_on(challengeResponse="0")
        assert sca.status == "CHALLENGE_RESPONSE_REQUIRED"
        assert "falsch" in sca.challenge["challengeMessage"]
        assert sca.challenge["photoTanData"]
    assert sca.challenge["hash"] != first
    assert sca.go_on(**RIGHT).status == 201


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_the_future(sandbox: Sandbox, api: Api) -> None:
    """
    One login meets a status that no document knows.
    """
    assert imported(sandbox, "demo_future", api).status == "PASSKEY_REQUIRED"


def test_a_challenge_ends(sandbox: Sandbox) -> None:
    """
    A challenge waits for fifteen minutes.
    """
    sca = imported(sandbox, "demo")
    sandbox.advance(timedelta(minutes=14))
    sca.go_on(twoStepProcedureId="smsTan")
    sandbox.advance(timedelta(minutes=15))
    sca.go_on(**RIGHT)
    assert sca.code == (422, "NO_EXISTING_CHALLENGE")


def redirected(sandbox: Sandbox) -> ScaFlow:
    back = "https://app.example/back?user=7"
    body = {"bankId": 280002, "bankingInterface": "XS2A", "redirectUrl": back}
    access = user_of(sandbox, "finapi_access")
    return ScaFlow(access, "/api/v2/bankConnections/import", body)


def test_a_redirect_is_taken_as_it_was_given(sandbox: Sandbox) -> None:
    """
    The bank's page leads back once, and only the very same query is taken.
    """
    address = sandbox.visit(redirected(sandbox).challenge["redirectUrl"]).location
    assert address is not None
    assert address.startswith("https://app.example/back?user=7&empty=&")
    for change, status in ((("+", "%20"), 422), (("", ""), 201)):
        sca = redirected(sandbox)
        url = sca.challenge["redirectUrl"]
        query = urlsplit(str(sandbox.visit(url).location)).query
        assert sandbox.visit(url).status == 404
        assert f"state={sca.challenge['redirectContext']}" in query
        assert sca.go_on(redirectCallback=query.replace(*change)).status == status


def test_a_valid_consent_needs_no_redirect(sandbox: Sandbox) -> None:
    """
    Updates go without the user until the consent ends.
    """
    sca = redirected(sandbox)
    query = urlsplit(str(sandbox.visit(sca.challenge["redirectUrl"]).location)).query
    number = sca.go_on(redirectCallback=query).json["id"]
    access = user_of(sandbox, "finapi_access")
    access.get(f"/api/v2/bankConnections/{number}")  # the second look at it: it is ready then
    access.get(f"/api/v2/bankConnections/{number}")
    body = {
        "bankConnectionId": number,
        "bankingInterface": "XS2A",
        "redirectUrl": "https://a.example",
    }
    path = "/api/v2/bankConnections/update"
    ends = access.get(f"/api/v2/bankConnections/{number}")["interfaces"][0]["aisConsent"]
    assert access.call("POST", path, body).status == 200
    sandbox.advance(timedelta(minutes=1))
    after = access.get(f"/api/v2/bankConnections/{number}")["interfaces"][0]["aisConsent"]
    assert after == ends
    sandbox.end_consents("finapi_access")
    assert access.call("POST", path, body).status == 510


def test_a_denied_redirect(sandbox: Sandbox) -> None:
    """
    A user who says no at the bank is not let in.
    """
    sca = redirected(sandbox)
    page = sandbox.visit(sca.challenge["redirectUrl"], action="deny")
    query = urlsplit(str(page.location)).query
    assert "error=access_denied" in query
    sca.go_on(redirectCallback=query)
    assert sca.code == (422, "BANK_SERVER_REJECTION")


def test_a_payment_that_takes_time(sandbox: Sandbox) -> None:
    """
    At one login a payment is pending for a minute.
    """
    sca = submitted(sandbox, "demo_slow_payment")
    sca.go_on(twoStepProcedureId="smsTan")
    assert sca.go_on(**RIGHT).json["status"] == "PENDING"
    access = user_of(sandbox, "finapi_access")
    assert access.get("/api/v2/payments")["payments"][0]["status"] == "PENDING"
    sandbox.advance(timedelta(minutes=1))
    assert access.get("/api/v2/payments")["payments"][0]["status"] == "SUCCESSFUL"


def test_a_payment_that_fails(sandbox: Sandbox) -> None:
    """
    At one login the bank takes a payment and does not carry it out.
    """
    sca = submitted(sandbox, "demo_failing_payment")
    sca.go_on(twoStepProcedureId="smsTan")
    assert sca.go_on(**RIGHT).json["status"] == "PENDING"
    (payment,) = user_of(sandbox, "finapi_access").get("/api/v2/payments")["payments"]
    assert payment["status"] == "NOT_SUCCESSFUL"
    assert "executionDate" not in payment
    assert "abgelehnt" in payment["bankMessage"]


def test_a_standing_order_goes_the_same_way(sandbox: Sandbox) -> None:
    """
    Standing orders take the same logins: two SCAs, then the bank has it.
    """
    access = user_of(sandbox, "finapi_access")
    body = {
        "bankId": 280001,
        "counterpartIban": "DE02120300000000202051",
        "counterpartName": "Erika Mustermann",
        "amount": 750,
        "currency": "EUR",
        "frequency": "MONTHLY",
        "startDate": "2099-01-01",
    }
    made = access.call("POST", "/api/v2/standingOrders", body)
    fields = [{"label": label, "value": "demo_two_sca"} for label in ("Onlinebanking-ID", "PIN")]
    submission = {
        "standingOrderId": made.json["id"],
        "bankingInterface": "XS2A",
        "loginCredentials": fields,
    }
    sca = ScaFlow(access, "/api/v2/standingOrders/submit", submission)
    for _ in range(2):
        sca.go_on(twoStepProcedureId="photoTan")
        sca.go_on(**RIGHT)
    assert (sca.reply.status, sca.reply.json["status"]) == (200, "PENDING")
