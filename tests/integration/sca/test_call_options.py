"""
Options of the call that begins a flow: what the record keeps, and what a resumed flow sends again.
"""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from typing import Any, Final

import pytest

from kontokit import ArgumentError, CallOptionsDict, EndUser, Secret
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from tests.support.bank import Bank

CHALLENGE: Final = {
    "errors": [
        {
            "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
            "type": "BUSINESS",
            "multiStepAuthentication": {
                "hash": "h",
                "status": "CHALLENGE_RESPONSE_REQUIRED",
                "challengeMessage": "TAN?",
                "answerFieldLabel": "TAN",
            },
        }
    ],
    "date": "2026-07-15 12:00:00.000",
    "requestId": "r",
    "endpoint": "POST /x",
    "authContext": "1/2",
    "bank": "1 - Demo",
}
BODY: Final[dict[str, Any]] = {"bank_id": 1, "banking_interface": "XS2A"}
OPTIONS: Final[CallOptionsDict] = {
    "extra_query": {"trace": ["a", "b"], "key": Secret("query-secret")},
    "extra_body": {"fee": Decimal("0.10"), "hint": {"pin": Secret("body-secret")}},
    "extra_headers": {"X-Channel": "app", "X-Key": Secret("header-secret")},
    "end_user": EndUser(ip_address="203.0.113.7", user_agent="Firefox"),
}


@pytest.fixture
def bank() -> Any:
    made = Bank()
    made.says(json.dumps(CHALLENGE), status=510)
    yield made
    made.close()


def _blocking(bank: Bank, credentials: dict[str, str]) -> dict[str, Any]:
    with FinapiAccess(base_url=bank.url, user_token="t") as client:
        method: Any = client.bank_connections.import_bank_connection
        flow: Any = client.sca.start(method, **BODY, options=OPTIONS)
        record: dict[str, Any] = flow.record()
    with FinapiAccess(base_url=bank.url, user_token="t") as client:
        client.sca.resume(record, credentials=credentials).answer("1")
    return record


def _awaiting(bank: Bank, credentials: dict[str, str]) -> dict[str, Any]:
    async def run() -> dict[str, Any]:
        async with AsyncFinapiAccess(base_url=bank.url, user_token="t") as client:
            method: Any = client.bank_connections.import_bank_connection
            flow: Any = await client.sca.start(method, **BODY, options=OPTIONS)
            record: dict[str, Any] = flow.record()
        async with AsyncFinapiAccess(base_url=bank.url, user_token="t") as client:
            resumed = await client.sca.resume(record, credentials=credentials)
            await resumed.answer("1")
        return record

    return asyncio.run(run())


@pytest.mark.parametrize("run", [_blocking, _awaiting])
def test_a_resumed_flow_sends_the_same_extras_and_the_same_user(bank: Bank, run: Any) -> None:
    """
    The record keeps them without the secrets, and another process repeats the call with them.
    """
    secrets = {"key": "query-secret", "pin": "body-secret", "X-Key": "header-secret"}
    record = run(bank, secrets)
    for secret in secrets.values():
        assert secret not in json.dumps(record)
    first, second = bank.heard
    assert first.target.endswith("?trace=a&trace=b&key=query-secret")
    assert second.target == first.target
    sent = [json.loads(heard.body, parse_float=Decimal) for heard in (first, second)]
    for body in sent:
        assert body["fee"] == Decimal("0.10")
        assert body["hint"] == {"pin": "body-secret"}
    assert sent[1]["multiStepAuthentication"]["challengeResponse"] == "1"
    for heard in (first, second):
        assert heard.headers["x-channel"] == "app"
        assert heard.headers["x-key"] == "header-secret"
        assert heard.headers["psu-ip-address"] == "203.0.113.7"
        assert heard.headers["psu-user-agent"] == "Firefox"
        assert "psu-device-os" not in heard.headers


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ({"extra_body": {"bankId": 2}}, "options.extra_body['bankId']"),
        ({"extra_body": {"a": 0.1}}, "options.extra_body.a"),
        ({"extra_query": {"a": object()}}, "options.extra_query.a"),
        ({"extra_query": {"access_token": "x"}}, "options.extra_query['access_token']"),
        ({"extra_headers": {"psu-device-os": "x"}}, "options.extra_headers['psu-device-os']"),
        ({"extra_headers": {"Authorization": "x"}}, "options.extra_headers"),
        ({"timeuot": 1}, "options"),
    ],
)
def test_bad_options_begin_no_flow(bank: Bank, options: Any, place: str) -> None:
    """
    A flow is refused like a plain call, and nothing is sent.
    """
    with FinapiAccess(base_url=bank.url, user_token="t") as client:
        method: Any = client.bank_connections.import_bank_connection
        with pytest.raises(ArgumentError) as caught:
            client.sca.start(method, **BODY, options=options)
    assert caught.value.place == place
    assert bank.heard == []
