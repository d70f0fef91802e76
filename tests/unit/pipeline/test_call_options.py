"""
Options of one call: headers, correlation ids and timeouts.
"""

from __future__ import annotations

from typing import cast
from uuid import UUID

import pytest

from kontokit import ArgumentError, CallOptions, SyncClient, Timeouts
from tests.support.bank import Bank
from tests.support.clients import TOKEN, AnyClient
from tests.support.shapes import (
    GET_PDF,
    LIST_BOOKINGS,
)

PLACE = {"access_id": "a", "product_id": "p"}


def test_headers_and_correlation_id_of_a_call(bank: Bank, any_client: AnyClient) -> None:
    """
    Declared headers, Accept, credentials and a correlation id go with every call.
    """
    bank.says("[]")
    any_client.call(LIST_BOOKINGS, {**PLACE, "ip": "203.0.113.7"})
    headers = bank.last.headers
    assert headers["customer-ip-address"] == "203.0.113.7"
    assert headers["accept"] == "application/json"
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert headers["accept-encoding"] == "gzip"
    assert UUID(headers["x-correlation-id"])
    assert "cookie" not in headers


def test_call_options_override_client_options(bank: Bank, any_client: AnyClient) -> None:
    """
    Extra headers and the correlation id of one call replace the client's, whatever their case.
    """
    bank.says("[]")
    any_client.settings = {"headers": {"X-Team": "blue", "User-Agent": "mine"}}
    options = CallOptions(headers={"x-team": "red"}, correlation_id="my-id")
    response = any_client.respond(LIST_BOOKINGS, PLACE, options=options)
    assert bank.last.headers["x-team"] == "red"
    assert bank.last.headers["user-agent"] == "mine"
    assert bank.last.headers["x-correlation-id"] == "my-id"
    assert response.request_id == "my-id"


BAD_OPTIONS = [
    CallOptions(headers={"Authorization": "Bearer other"}),
    CallOptions(headers={"x-api-token": "other"}),
    CallOptions(headers={"Host": "evil.example"}),
    CallOptions(headers={"Content-Length": "0"}),
    CallOptions(headers={"Transfer-Encoding": "chunked"}),
    CallOptions(headers={"X-A\r\nX-B": "1"}),
    CallOptions(headers={"": "1"}),
    CallOptions(headers={"X-A": "1\r\nX-B: 2"}),
    CallOptions(headers={"X-A": "1\n"}),
    CallOptions(correlation_id=""),
    CallOptions(correlation_id="a" * 256),
    CallOptions(headers={"X-A": "1\x00"}),
    CallOptions(headers={"X-A": "€"}),
    CallOptions(headers={"X-A": cast("str", 1)}),
    CallOptions(headers={cast("str", 1): "1"}),
    CallOptions(correlation_id="a\nb"),
    CallOptions(correlation_id="a\x00"),
    CallOptions(correlation_id=cast("str", 1)),
    CallOptions(timeout=0),
    CallOptions(timeout=float("inf")),
    CallOptions(timeout=float("nan")),
]


@pytest.mark.parametrize("options", BAD_OPTIONS)
def test_header_injection_and_bad_options_are_refused(
    bank: Bank, client: SyncClient, options: CallOptions
) -> None:
    """
    No option sets a credential, breaks the request apart or waits forever.
    """
    with pytest.raises(ArgumentError, match="options"):
        client.call(GET_PDF, options=options)
    assert bank.heard == []


def test_timeouts_of_a_call() -> None:
    """
    A call's own timeout wins; else the operation's need raises the client's default.
    """
    default = Timeouts(read=60.0)
    own = Timeouts(read=1.0)
    assert CallOptions().timeouts(default, None) == default
    assert CallOptions().timeouts(default, 300.0).read == 300.0
    assert CallOptions().timeouts(default, 30.0).read == 60.0
    assert CallOptions(timeout=5.0).timeouts(default, 300.0).read == 5.0
    assert CallOptions(timeout=own).timeouts(default, 300.0) is own
    assert CallOptions(timeout=900.0).timeouts(default, None).total == 900.0
