"""
The kinds of notification that a provider sends, and their models.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

import attrs

from ..core.exceptions import ArgumentError, PayloadError
from ..core.secret import Secret
from ..core.tracebacks import scrub_traceback
from ..serialization.convert import parse_json
from .signatures import Digest, GivenHeaders, octets, verify_headers

MAXIMUM_SIZE: Final = 64 * 1024
"""The most bytes a notification may have; larger ones are refused unread."""
MAXIMUM_DEPTH: Final = 100
"""The most levels of lists and objects inside each other."""
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_BRACKET: Final = re.compile(rb"[\[\]{}]")
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
    serial: str | None = None
    """The field with a running number, by which a ``Receiver`` finds gaps."""
    digest: Digest | None = None
    """The hash of the signature, where the provider signs."""

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
        body = bounded(body)
        _refuse_depth(body)
        if len(set(self.types.values())) == 1 and self.tag is None:
            return parse_json(body, next(iter(self.types.values())))
        data: dict[str, Any] = parse_json(body, dict[str, Any])
        kind = self._kind(data)
        known = self.types.get(kind) if kind is not None else None
        if known is None:
            return UnknownNotification(kind=kind, data=data)
        return parse_json(body, known)

    @scrub_traceback
    def unwrap(
        self,
        body: bytes | str,
        headers: GivenHeaders | None,
        secret: Secret | str | bytes,
        *,
        header: str | None = None,
    ) -> T | UnknownNotification:
        """
        Verify the signature of a request and parse its body.

        Args:
            body: The raw body of the incoming request.
            headers: Its headers: a mapping, or pairs of name and value.
            secret: The secret you share with the sender.
            header: The header with the signature. By default, every one is tried; only a header
                of the sender can fit, whatever its name.

        Raises:
            InvalidSignatureError: No header has a valid signature. Do not process the request.
            PayloadError: As ``parse``.
            ArgumentError: As ``parse``; the secret is empty, or this provider does not sign.
        """
        if self.digest is None:
            raise ArgumentError(
                "this provider signs nothing; use parse_notification", place="secret"
            )
        body = bounded(body)
        verify_headers(body, headers, secret, digest=self.digest, header=header)
        return self.parse(body)

    @scrub_traceback
    def serial_of(self, body: bytes) -> int | None:
        """
        The running number of a notification that was parsed; None if it has none.

        Args:
            body: Its raw body.
        """
        if self.serial is None:
            return None
        found = parse_json(body, dict[str, Any]).get(self.serial)
        if not isinstance(found, int) or isinstance(found, bool):
            return None
        return found if found >= 0 else None

    def _kind(self, data: Mapping[str, Any]) -> str | None:
        if self.tag is None:
            return next((field for field in self.types if field in data), None)
        kind = data.get(self.tag)
        if not isinstance(kind, str):
            message = f"The notification has no {self.tag!r} of type str"
            raise PayloadError(message, path=f"$.{self.tag}")
        return kind


def bounded(body: bytes | str) -> bytes:
    """
    A body that is not too large, as bytes.

    Raises:
        PayloadError: It has more than ``MAXIMUM_SIZE`` bytes.
        ArgumentError: It is neither bytes nor str.
    """
    found = octets(body, "body")
    if len(found) > MAXIMUM_SIZE:
        raise PayloadError(f"A notification of more than {MAXIMUM_SIZE} bytes", path="$")
    return found


def _refuse_depth(body: bytes) -> None:
    depth = 0
    for bracket in _BRACKET.findall(_STRING.sub(b"", body)):
        depth += 1 if bracket in (b"[", b"{") else -1
        if depth > MAXIMUM_DEPTH:
            raise PayloadError(f"A notification of more than {MAXIMUM_DEPTH} levels", path="$")
