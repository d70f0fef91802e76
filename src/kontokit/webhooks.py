"""
Webhooks: parse notifications and verify their signatures.

A notification is a hint. It may be lost, repeated or forged, so fetch the resource that it names
before you act on it.
"""

from __future__ import annotations

import hmac
from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, get_args

import attrs

from .core.exceptions import ArgumentError, InvalidSignatureError, PayloadError
from .core.secret import Secret
from .core.tracebacks import scrub_traceback
from .core.typeguards import type_name
from .serialization.convert import parse_json

__all__ = ["MAXIMUM_SIZE", "Notifications", "UnknownNotification", "verify_signature"]

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
    def parse(self, body: bytes | str) -> T | UnknownNotification:
        """
        Parse the raw body of the incoming request.

        Args:
            body: At most ``MAXIMUM_SIZE`` bytes. A str is taken as UTF-8.

        Returns:
            The notification as its model, or ``UnknownNotification``. What the model has no
            field for is in ``parse_json(body, dict[str, Any])``.

        Raises:
            PayloadError: The body is too large, is not JSON or does not fit its model.
            ArgumentError: The body is neither bytes nor str.
        """
        body = _octets(body, "body")
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


@scrub_traceback
def verify_signature(
    body: bytes | str,
    signature: str | bytes | None,
    secret: Secret | str | bytes,
    *,
    digest: Digest = "sha512",
) -> None:
    """
    Verify a signature made with a shared secret: an HMAC over the raw body.

    Args:
        body: The body exactly as received; parsing and writing it again changes it. A str is
            taken as UTF-8.
        signature: The value of the header, in hexadecimal or Base64. None if the request has no
            such header.
        secret: The secret you share with the sender.
        digest: The hash that the sender uses.

    Raises:
        InvalidSignatureError: The signature is missing, malformed, or of another body or secret.
            Do not process the request. The comparison takes constant time.
        ArgumentError: The body or the secret is neither str nor bytes, the secret is empty, or
            the hash is unknown.
    """
    key = _octets(secret.reveal() if isinstance(secret, Secret) else secret, "secret")
    if not key:  # such as an unset variable of the environment; anyone can sign with it
        raise ArgumentError("it is empty", place="secret")
    if digest not in get_args(Digest):
        raise ArgumentError('it must be "sha256" or "sha512"', place="digest")
    expected = hmac.digest(key, _octets(body, "body"), digest)
    if not hmac.compare_digest(expected, _decoded(signature, len(expected))):
        raise InvalidSignatureError("the notification has no valid signature")


def _octets(value: object, place: str) -> bytes:
    match value:
        case str():
            # Lone surrogates must not raise an error that quotes the text.
            return value.encode("utf-8", "surrogatepass")
        case bytes() | bytearray():
            return bytes(value)
        case _:
            raise ArgumentError(f"it must be bytes or a str, not {type_name(value)}", place=place)


def _decoded(signature: object, size: int) -> bytes:
    """
    The bytes of a signature; none if it is malformed.
    """
    try:
        text = signature.decode("ascii") if isinstance(signature, bytes) else signature
        if not isinstance(text, str):
            return b""
        text = text.strip()
        return bytes.fromhex(text) if len(text) == 2 * size else b64decode(text, validate=True)
    except ValueError:
        return b""
