"""
Webhooks: parse notifications and verify their signatures.

A notification is a hint. It may be lost, repeated or forged, so fetch the resource that it names
before you act on it.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

import attrs

from .core.exceptions import PayloadError
from .core.secret import Secret
from .core.tracebacks import scrub_traceback
from .serialization.convert import parse_json

__all__ = ["MAXIMUM_SIZE", "Notifications", "UnknownNotification", "is_signed", "scrub_traceback"]

MAXIMUM_SIZE: Final = 64 * 1024
"""The most bytes a notification may have; larger ones are refused unread."""

Digest: TypeAlias = Literal["sha256", "sha512"]
T = TypeVar("T")


@attrs.frozen(kw_only=True)
class UnknownNotification:
    """
    A notification of a kind that this version does not know.
    """

    kind: str | None
    """The provider's name of it; None if it has none."""
    data: dict[str, Any] = attrs.field(repr=False)
    """The whole notification as plain JSON; numbers with a point are ``Decimal``."""


@attrs.frozen(kw_only=True)
class Notifications(Generic[T]):
    """
    The kinds of notification one provider sends.
    """

    types: Mapping[str, type[T]]
    """Tag or field name → model."""
    tag: str | None = None
    """
    The field whose value names the kind. Without one, each key of ``types`` is a field that only
    this kind has.
    """

    @scrub_traceback
    def parse(self, body: bytes) -> T | UnknownNotification:
        """
        Parse the raw body of the incoming request.

        Args:
            body: At most ``MAXIMUM_SIZE`` bytes.

        Returns:
            The notification as its model, or ``UnknownNotification``. What the model has no
            field for is in ``parse_json(body, dict[str, Any])``.

        Raises:
            PayloadError: The body is too large, is not JSON or does not fit its model.
        """
        if len(body) > MAXIMUM_SIZE:
            raise PayloadError(f"A notification of more than {MAXIMUM_SIZE} bytes", path="$")
        if len(set(self.types.values())) == 1 and self.tag is None:
            return parse_json(body, next(iter(self.types.values())))
        data: dict[str, Any] = parse_json(body, dict[str, Any])
        kind = self._kind(data)
        known = self.types.get(kind) if kind is not None else None
        if known is None:
            return UnknownNotification(kind=kind, data=data)
        return parse_json(body, known)

    def _kind(self, data: Mapping[str, Any]) -> str | None:
        if self.tag is None:
            return next((field for field in self.types if field in data), None)
        kind = data.get(self.tag)
        if not isinstance(kind, str):
            message = f"The notification has no {self.tag!r} of type str"
            raise PayloadError(message, path=f"$.{self.tag}")
        return kind


def is_signed(
    body: bytes, signature: str, secret: Secret | str, *, digest: Digest = "sha512"
) -> bool:
    """
    Check a signature made with a shared secret (HMAC over the raw body).

    Args:
        body: The raw body, byte for byte.
        signature: The signature in hexadecimal or Base64.
        secret: The secret you share with the sender.
        digest: The hash that the sender uses.

    Returns:
        Whether the signature is valid. The comparison takes constant time.
    """
    key = secret.reveal() if isinstance(secret, Secret) else secret
    wanted = hmac.new(key.encode(), body, getattr(hashlib, digest)).digest()
    given = _signature_bytes(signature.strip(), len(wanted))
    return hmac.compare_digest(wanted, given)


def _signature_bytes(text: str, size: int) -> bytes:
    try:
        return bytes.fromhex(text) if len(text) == 2 * size else b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""
