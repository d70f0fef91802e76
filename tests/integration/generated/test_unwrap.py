"""
``unwrap`` of every package: the typed notification, or an error of ours.
"""

from __future__ import annotations

import hmac
import json
from importlib import import_module
from typing import Any, get_origin

import pytest

from kontokit import ArgumentError, InvalidSignatureError, KontokitError, PayloadError
from kontokit.webhooks import Receiver, UnknownNotification
from tests.support.canaries import Pool
from tests.support.driving import CLASSES
from tests.support.model_builder import Builder

SECRET = "shared-example"
SIGNING = frozenset({"bankimport"})


def _webhooks(api: str) -> Any:
    return import_module(f"kontokit_{api}.webhooks")


def _signed(body: bytes) -> dict[str, str]:
    return {"X-Hub": hmac.new(SECRET.encode(), body, "sha512").hexdigest()}


def _bodies(api: str) -> list[tuple[type, bytes]]:
    """
    A body of each kind, every field filled.
    """
    notifications = _webhooks(api).NOTIFICATIONS
    found: list[tuple[type, bytes]] = []
    for name, kind in notifications.types.items():
        fixed = {notifications.tag: name} if notifications.tag else {}
        tree = Builder(Pool(), "json", fixed=fixed).value(kind)
        found.append((get_origin(kind) or kind, json.dumps(tree).encode()))
    return found


@pytest.mark.parametrize("api", CLASSES)
def test_every_kind_is_unwrapped(api: str) -> None:
    """
    Each documented notification comes out as its model, and a receiver takes it, once.
    """
    webhooks = _webhooks(api)
    given: dict[str, Any] = {"secret": SECRET} if api in SIGNING else {}
    receiver = Receiver(webhooks.NOTIFICATIONS, **given)
    for kind, body in _bodies(api):
        arguments = (body, _signed(body), SECRET) if api in SIGNING else (body,)
        assert isinstance(webhooks.unwrap(*arguments), kind)
        first = receiver.receive(body, _signed(body))
        assert first.status == 200
        assert isinstance(first.event, kind)
        assert receiver.receive(body, _signed(body)).decision == "duplicate"


@pytest.mark.parametrize("api", CLASSES)
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"[" * 60_000, b"x" * 70_000, None, 7])
def test_what_is_no_notification_is_an_error_of_ours(api: str, body: Any) -> None:
    """
    Whatever is passed, nothing but a KontokitError comes out.
    """
    arguments = (body, {"a": "b"}, SECRET) if api in SIGNING else (body,)
    with pytest.raises(KontokitError) as caught:
        _webhooks(api).unwrap(*arguments)
    assert isinstance(caught.value, PayloadError | ArgumentError | InvalidSignatureError)


@pytest.mark.parametrize("api", sorted(SIGNING))
@pytest.mark.parametrize("secret", [None, "", b"", 7])
def test_a_secret_that_is_none_verifies_nothing(api: str, secret: Any) -> None:
    """
    An unset variable is an error of the caller, not "do not verify".
    """
    with pytest.raises(ArgumentError) as caught:
        _webhooks(api).unwrap(b"{}", _signed(b"{}"), secret)
    assert caught.value.place == "secret"


@pytest.mark.parametrize("api", sorted(SIGNING))
@pytest.mark.parametrize("headers", [None, {}, {"X-Hub": "0" * 128}, {"X-Hub": None}, [], 7])
def test_a_forged_request_is_refused(api: str, headers: Any) -> None:
    """
    Without a signature of this body, the request is not parsed.
    """
    with pytest.raises(InvalidSignatureError):
        _webhooks(api).unwrap(b"{}", headers, SECRET)


@pytest.mark.parametrize("api", sorted(set(CLASSES) - SIGNING))
def test_a_secret_where_nothing_is_signed_is_refused(api: str) -> None:
    """
    A program that believes its requests are verified learns that they are not.
    """
    with pytest.raises(ArgumentError, match="signs nothing"):
        _webhooks(api).unwrap(b'{"a": 1}', {}, SECRET)


def test_an_unknown_kind_is_kept() -> None:
    """
    A kind of a later version is no error.
    """
    found = _webhooks("banksapi").unwrap('{"notificationType": "CARD", "serial": 7}')
    assert isinstance(found, UnknownNotification)
