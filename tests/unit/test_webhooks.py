"""
Notifications: read by kind, checked by signature.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from decimal import Decimal
from typing import Any, Literal

import msgspec
import pytest

from kontokit import (
    ArgumentError,
    InvalidSignatureError,
    Model,
    PayloadError,
    Secret,
    webhooks,
)
from kontokit.webhooks import (
    MAXIMUM_SIZE,
    Notifications,
    UnknownNotification,
    verify_signature,
)
from tests.support.leak_detector import reachable


class Balance(Model, kw_only=True):
    kind: str
    balance: Decimal


class Booking(Model, kw_only=True):
    kind: str
    amount: Decimal | None = None


NOTIFICATIONS: Notifications[Balance | Booking] = Notifications(
    tag="kind", types={"BALANCE": Balance, "BOOKING": Booking}
)
BODY = b'{"kind":"BOOKING"}'
KEY = "shared-example"


def test_the_kind_chooses_the_model() -> None:
    """
    A notification becomes the model of its kind, with exact amounts.
    """
    found = NOTIFICATIONS.parse(b'{"kind":"BALANCE","balance":205000.10}')
    assert found == Balance(kind="BALANCE", balance=Decimal("205000.10"))


class FormEnded(Model, kw_only=True):
    form_id: str = msgspec.field(name="formId")
    status: str


class TaskEnded(Model, kw_only=True):
    task_id: str = msgspec.field(name="taskId")
    status: str


def test_kinds_without_a_tag_are_distinguished_by_their_own_fields() -> None:
    """
    A field that only one kind has chooses its model; a body with none of them is kept whole.
    """
    notifications: Notifications[FormEnded | TaskEnded] = Notifications(
        types={"formId": FormEnded, "taskId": TaskEnded}
    )
    found = notifications.parse(b'{"status":"DONE","taskId":"7"}')
    assert found == TaskEnded(task_id="7", status="DONE")
    unknown = notifications.parse(b'{"status":"DONE"}')
    assert unknown == UnknownNotification(kind=None, data={"status": "DONE"})


def test_an_unknown_kind_is_kept_whole() -> None:
    """
    A kind of a later version is no error; nothing of it is lost, and its repr shows no data.
    """
    found = NOTIFICATIONS.parse(b'{"kind":"CARD","amount":1.10}')
    assert isinstance(found, UnknownNotification)
    assert found.kind == "CARD"
    assert str(found.data["amount"]) == "1.10"
    assert "1.10" not in repr(found)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"kind":1}',
        b'{"kind":"BALANCE"}',
        b'{"kind":"BALANCE","balance":true}',
    ],
)
def test_what_is_no_notification_is_refused(body: bytes) -> None:
    """
    A body of the wrong shape is a PayloadError, whatever it is.
    """
    with pytest.raises(PayloadError):
        NOTIFICATIONS.parse(body)


def test_a_text_is_parsed_as_its_bytes() -> None:
    """
    A web framework that gives the body as str gets the same; its size is that of the bytes.
    """
    text = '{"kind":"CARD","text":"Müller"}'
    assert NOTIFICATIONS.parse(text) == NOTIFICATIONS.parse(text.encode())
    with pytest.raises(PayloadError, match="more than 65536 bytes"):
        NOTIFICATIONS.parse("ü" * 40_000)
    with pytest.raises(PayloadError):
        NOTIFICATIONS.parse('{"kind":"\ud800"}')


@pytest.mark.parametrize("body", [None, 1, {"kind": "CARD"}])
def test_a_body_of_another_type_is_refused(body: Any) -> None:
    """
    A missing or already parsed body is an error of the caller, with its place.
    """
    with pytest.raises(ArgumentError) as caught:
        NOTIFICATIONS.parse(body)
    assert caught.value.place == "body"


def test_a_large_body_is_refused_unread() -> None:
    """
    A body over the limit is refused before it is parsed.
    """
    with pytest.raises(PayloadError, match="more than 65536 bytes"):
        NOTIFICATIONS.parse(b" " * MAXIMUM_SIZE + BODY)


def test_one_kind_needs_no_tag() -> None:
    """
    Where a provider sends one kind only, every body is of that kind.
    """
    only: Notifications[Booking] = Notifications(types={"booking": Booking})
    assert only.parse(b'{"kind":"x","amount":"1.50"}') == Booking(kind="x", amount=Decimal("1.50"))


def _signed(body: bytes = BODY, digest: str = "sha512") -> str:
    return hmac.new(KEY.encode(), body, digest).hexdigest()


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
def test_a_valid_signature_is_accepted_as_hex_and_base64(
    digest: Literal["sha256", "sha512"],
) -> None:
    """
    Hexadecimal in any case and Base64 are both understood, as str and as the bytes of a header.
    """
    made = hmac.new(KEY.encode(), BODY, digest).digest()
    for text in (made.hex(), made.hex().upper(), b64encode(made).decode(), f" {made.hex()}\n"):
        for signature in (text, text.encode()):
            for secret in (Secret(KEY), KEY, KEY.encode()):
                for body in (BODY, BODY.decode()):
                    verify_signature(body, signature, secret, digest=digest)


def test_a_text_is_signed_as_utf_8() -> None:
    """
    A body or a secret with umlauts is the same as str and as bytes.
    """
    body, secret = '{"name":"Müller"}', "schlüssel"
    made = hmac.new(secret.encode(), body.encode(), "sha512").hexdigest()
    verify_signature(body, made, secret)
    verify_signature(body.encode(), made, secret.encode())


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        b"",
        0,
        [],
        "ä",
        "ä".encode(),
        b"\xff" * 128,
        "zz" * 64,
        "\ud800" * 128,
        "====",
        _signed()[:-1],
        _signed()[:-2],
        _signed() + "00",
        _signed(BODY + b" "),
        _signed(digest="sha256"),
        _signed().encode("utf-16"),
    ],
)
def test_what_is_no_valid_signature_raises(signature: Any) -> None:
    """
    A missing, malformed or forged signature raises InvalidSignatureError, of whatever type it is.
    """
    with pytest.raises(InvalidSignatureError, match="no valid signature") as caught:
        verify_signature(BODY, signature, KEY)
    assert caught.value.__context__ is None
    assert not [text for text in reachable(caught.value) if KEY in text]


@pytest.mark.parametrize(
    ("body", "secret"), [(BODY, "other"), (BODY + b" ", KEY), ("", KEY), ("\ud800", KEY)]
)
def test_another_body_or_secret_raises(body: bytes | str, secret: str) -> None:
    """
    A valid signature does not fit another body or another secret.
    """
    with pytest.raises(InvalidSignatureError):
        verify_signature(body, _signed(), secret)


def test_arguments_that_make_any_signature_meaningless_are_refused() -> None:
    """
    An empty secret, which anyone has, an unknown hash and other types are errors of the caller.
    """
    empty = hmac.new(b"", BODY, "sha512").hexdigest()
    wrong: list[tuple[str, Any, Any, Any]] = [
        ("secret", BODY, "", "sha512"),
        ("secret", BODY, Secret(""), "sha512"),
        ("secret", BODY, None, "sha512"),
        ("body", {"kind": "BOOKING"}, KEY, "sha512"),
        ("body", None, KEY, "sha512"),
        ("digest", BODY, KEY, "md5"),
        ("digest", BODY, KEY, None),
    ]
    for place, body, secret, digest in wrong:
        with pytest.raises(ArgumentError) as caught:
            verify_signature(body, empty, secret, digest=digest)
        assert caught.value.place == place


def test_only_what_a_program_needs_is_exported() -> None:
    """
    ``from kontokit.webhooks import *`` brings no internals.
    """
    assert set(webhooks.__all__) == {
        "MAXIMUM_DEPTH",
        "MAXIMUM_SIZE",
        "AsyncReceiver",
        "GivenHeaders",
        "Notifications",
        "Received",
        "Receiver",
        "UnknownNotification",
        "verify_signature",
    }
