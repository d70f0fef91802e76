"""
Notifications: read by kind, checked by signature.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from decimal import Decimal
from typing import Literal

import msgspec
import pytest

from kontokit import Model, PayloadError, Secret
from kontokit.webhooks import MAXIMUM_SIZE, Notifications, UnknownNotification, is_signed


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


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
def test_a_right_signature_is_accepted_in_either_spelling(
    digest: Literal["sha256", "sha512"],
) -> None:
    """
    Hexadecimal in any case and Base64 are both understood.
    """
    made = hmac.new(KEY.encode(), BODY, getattr(hashlib, digest)).digest()
    for text in (made.hex(), made.hex().upper(), b64encode(made).decode(), f" {made.hex()}\n"):
        assert is_signed(BODY, text, Secret(KEY), digest=digest)
        assert is_signed(BODY, text, KEY, digest=digest)


def test_a_wrong_signature_is_refused() -> None:
    """
    Another key, another body, another digest, a cut or a senseless text: none is accepted.
    """
    made = hmac.new(KEY.encode(), BODY, hashlib.sha512).hexdigest()
    assert not is_signed(BODY, made, "other")
    assert not is_signed(BODY + b" ", made, KEY)
    assert not is_signed(BODY, made, KEY, digest="sha256")
    for text in (made[:-1], made[:-2], "", "ä", "zz" * 64, "====", made + "00"):
        assert not is_signed(BODY, text, KEY)
