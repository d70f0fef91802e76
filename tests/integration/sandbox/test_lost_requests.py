"""
Requests that are lost before or after they are carried out, counted by their operation.
"""

from __future__ import annotations

import http.client
from datetime import timedelta
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.finapi_callers import LOGIN, Caller, user_of
from tests.support.raw_http import Reply

ORDER = {
    "counterpartIban": "DE02120300000000202051",
    "counterpartName": "Erika Mustermann",
    "amount": 12.5,
    "structuredRemittanceInformation": list[Any](),
}
LOST = (http.client.HTTPException, ConnectionError)


@pytest.fixture
def access(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


def submit(access: Caller) -> Reply:
    made = access.call(
        "POST", "/api/v2/payments/moneyTransfers", {"bankId": 280001, "moneyTransfers": [ORDER]}
    )
    body = {"paymentId": made.json["id"], "bankingInterface": "XS2A", "loginCredentials": LOGIN}
    return access.call("POST", "/api/v2/payments/submit", body)


def statuses(access: Caller) -> list[str]:
    return [one["status"] for one in access.get("/api/v2/payments")["payments"]]


def test_the_second_answer_is_lost(sandbox: Sandbox, access: Caller) -> None:
    """
    Only the answer that was named is lost; all requests were carried out.
    """
    sandbox.disturb("finapi_access", "submitPayment", "answer lost", skip=1)
    assert submit(access).status == 200
    with pytest.raises(LOST):
        submit(access)
    assert submit(access).status == 200
    assert statuses(access) == ["SUCCESSFUL"] * 3
    assert len(sandbox.requests_to("finapi_access", "submitPayment")) == 3


def test_a_request_is_lost(sandbox: Sandbox, access: Caller) -> None:
    """
    The connection ends without a byte, and nothing was carried out.
    """
    sandbox.disturb("finapi_access", "submitPayment", "request lost")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        submit(access)
    assert statuses(access) == ["OPEN"]


def test_a_gateway_gives_up(sandbox: Sandbox, access: Caller) -> None:
    """
    A gateway answers 504 with HTML though the request was carried out; a reset forgets the rest.
    """
    sandbox.disturb("finapi_access", "submitPayment", "gateway timeout", times=2)
    reply = submit(access)
    assert (reply.status, reply.headers["content-type"]) == (504, "text/html; charset=utf-8")
    assert statuses(access) == ["SUCCESSFUL"]
    sandbox.reset()
    assert submit(user_of(sandbox, "finapi_access")).status == 200


def test_a_refused_connection(sandbox: Sandbox, access: Caller) -> None:
    """
    Connections are refused for a while; afterwards everything is as it was.
    """
    assert submit(access).status == 200
    with sandbox.unreachable("finapi_access"), pytest.raises(ConnectionRefusedError):
        access.get("/api/v2/payments")
    assert statuses(access) == ["SUCCESSFUL"]


def test_requests_tell_their_operation_and_time(sandbox: Sandbox, access: Caller) -> None:
    """
    What is written down tells when it came and what it asked for, known or not.
    """
    before = sandbox.now
    sandbox.advance(timedelta(minutes=5))
    access.call("GET", "/api/v2/nothing")
    steady = sandbox.steady
    submit(access)
    (sent,) = sandbox.requests_to("finapi_access", "submitPayment")
    assert sent.at - before >= timedelta(minutes=5)
    assert sent.body.startswith(b'{"paymentId": 1')
    assert sandbox.steady >= steady
    unknown = next(one for one in sandbox.requests if one.path == "/api/v2/nothing")
    assert unknown.operation is None
