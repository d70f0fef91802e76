"""
Webhook routes in each framework, with two workers that share what they have seen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from kontokit import PayloadError
from kontokit.webhooks import UnknownNotification
from kontokit_banksapi.webhooks import NOTIFICATIONS
from kontokit_web.webhooks import parse_unverified
from tests.support.web.site import Site
from tests.support.web.visitor import Visitor

IMPORTED = b'{"transactionsImported": {"count": 3}}'


def balance(serial: int | None, **changed: Any) -> bytes:
    body = {
        "userId": "u", "accountId": "a", "tenant": "demo", "notificationType": "BALANCE",
        "occurred": "2026-01-02 09:05:00", "serial": serial, "productId": "p",
        "oldBalance": 1, "newBalance": 2, **changed,
    }  # fmt: skip
    return json.dumps(body).encode()


def posted(site: Site, body: bytes, stream: str = "banksapi", **headers: str) -> int:
    return Visitor(site, None).request("POST", f"/webhooks/{stream}", body, headers).status


def told(site: Site, count: int) -> list[Any]:
    """
    What the application was told of notifications after so many lines.
    """
    return [line for line in site.log if "id" not in line][count:]


def test_notifications_reach_their_handlers(site: Site) -> None:
    """
    Repetitions reach none, whatever worker gets them, and a gap is told before its notification.
    """
    before = len(told(site, 0))
    assert [posted(site, balance(number)) for number in (1, 2, 2, 5, 3)] == [200] * 5
    assert told(site, before) == [
        {"event": "BalanceNotification", "product": "p"},
        {"event": "BalanceNotification", "product": "p"},
        {"missing": [[3, 4]]},
        {"event": "BalanceNotification", "product": "p"},
        {"event": "BalanceNotification", "product": "p"},
    ]
    assert posted(site, balance(6, notificationType="NEW")) == 200
    assert told(site, before)[-1] == {"event": "unknown NEW"}


def test_what_could_not_be_processed_is_new_again(site: Site) -> None:
    """
    The sender gets 503 and repeats it.
    """
    before = len(told(site, 0))
    body = balance(7, accountId="fails once")
    assert [posted(site, body) for _ in range(3)] == [503, 200, 200]
    assert told(site, before) == [{"event": "BalanceNotification", "product": "p"}]


def test_a_signature_is_wanted_where_there_is_one(site: Site) -> None:
    """
    Anyone may know the address.
    """
    before = len(told(site, 0))
    signature = hmac.new(b"shared", IMPORTED, hashlib.sha512).hexdigest()
    assert posted(site, IMPORTED, "bankimport") == 401
    assert posted(site, IMPORTED, "bankimport", **{"X-Signature": "0" * 128}) == 401
    assert posted(site, IMPORTED + b" ", "bankimport", **{"X-Signature": signature}) == 401
    assert told(site, before) == []
    assert posted(site, IMPORTED, "bankimport", **{"X-Signature": signature}) == 200
    assert told(site, before) == [{"event": ["transactionsImported"]}]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"{", 400), (b"[]", 400), (b"[" * 200 + b"]" * 200, 400), (b" " * 70_000, 413)],
)
def test_what_is_no_notification_is_refused(site: Site, body: bytes, status: int) -> None:
    """
    It reaches no handler.
    """
    before = len(told(site, 0))
    assert posted(site, body) == status
    assert told(site, before) == []


def test_only_post_is_taken(site: Site) -> None:
    """
    A browser that opens the address does nothing.
    """
    answer = Visitor(site).request("GET", "/webhooks/banksapi")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


def test_a_queue_parses_what_was_verified_before() -> None:
    """
    The name says that it verifies nothing.
    """
    found: object = parse_unverified(NOTIFICATIONS, balance(1))  # type: ignore[arg-type]
    assert not isinstance(found, UnknownNotification)
    with pytest.raises(PayloadError):
        parse_unverified(NOTIFICATIONS, b"{")
