"""
The client was set up or called wrongly, or was given what it cannot use: arguments, texts,
signatures, pictures and links.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..deviation import UnreadableRow
from ..secret import Secret
from .base import KontokitError


class ConfigurationError(KontokitError, ValueError):
    """
    The client was set up wrongly; nothing was sent.
    """


class KeyRefusedError(ConfigurationError):
    """
    A key or certificate is of the wrong kind, too weak, damaged or not the expected one.

    The error never holds a piece of it, for it may be a private key.
    """


class ArgumentError(KontokitError, ValueError):
    """
    An argument or a body cannot be sent; nothing was sent.
    """

    def __init__(self, message: str, *, place: str) -> None:
        """
        The message names the location and the problem, never the value.

        Args:
            message: What is wrong, without the value.
            place: Where: the name of an argument, or a path such as ``orders[0].amount``, spelled
                as the caller did.
        """
        super().__init__(f"{place}: {message}")
        self.place = place


class UnreadableFieldError(ArgumentError):
    """
    A model that was read is sent, and one of its fields is None because its value in the response
    did not fit (see ``model.deviations``). The server would lose its value. Set the field, or send
    a dict without it.
    """


class CredentialTooLongError(ArgumentError):
    """
    A value is longer than a key can encrypt. The most bytes it may have are in ``limit``.
    """

    def __init__(self, limit: int, *, place: str) -> None:
        """
        The message names the location and the limit, never the value nor its length.

        Args:
            limit: The most bytes of UTF-8.
            place: Where, as in ``ArgumentError``.
        """
        super().__init__(f"only {limit} bytes of UTF-8 can be encrypted", place=place)
        self.limit = limit


class NonPublicAddressError(ArgumentError):
    """
    An IP address cannot be the public one of a user. ``kind`` says what it is instead.
    """

    def __init__(self, kind: str, *, place: str) -> None:
        super().__init__(f"a user's public IP address is needed; this one is {kind}", place=place)
        self.kind = kind
        """Such as ``private``, ``loopback``, ``documentation`` or ``malformed``."""


class PayloadError(KontokitError, ValueError):
    """
    A JSON text or a dict has the wrong type. ``path`` names the place.
    """

    rows: tuple[Any, ...] = ()
    """The rows of a list that could be read although something beside them does not fit."""
    unreadable: tuple[UnreadableRow, ...] = ()
    """The rows of that list that cannot be read."""

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(f"{message} at {path}")
        self.message = message
        self.path = path


class InvalidSignatureError(KontokitError):
    """
    The signature of a notification is missing, malformed, or of another body or secret.

    Do not process the request: anyone may have sent it.
    """


class FlickerCodeError(KontokitError, ValueError):
    """
    A challenge is not a flicker code. Its text can still be shown.
    """

    def __init__(self, message: str, *, position: int | None = None) -> None:
        """
        Name what does not fit and where, never a piece of the code.

        Args:
            message: What does not fit.
            position: Where, counted from 0 in the characters of the code without whitespace; in a
                binary code, in its hexadecimal digits. None where the whole does not fit.
        """
        super().__init__(message if position is None else f"{message} at position {position}")
        self.position = position


class InvalidImageError(KontokitError, ValueError):
    """
    The data is not an image or a PDF that may be shown. The message holds none of it.
    """


class ClientClosedError(KontokitError, RuntimeError):
    """
    The client was used after ``close()``.
    """


class RelationError(KontokitError):
    """
    A link of a resource cannot be followed; nothing was sent.
    """


class RelationNotFoundError(RelationError, LookupError):
    """
    The resource has no such relation. Those present are in ``present``.
    """

    def __init__(self, relation: str, present: Sequence[str]) -> None:
        listed = ", ".join(present) if present else "none"
        super().__init__(f"there is no relation {relation!r} here; present: {listed}")
        self.relation = relation
        self.present = tuple(present)


class RelationMismatchError(RelationError):
    """
    The link does not have the shape of any operation known for its relation.
    """


class BrowserRelationError(RelationError):
    """
    The link is a page for the user's browser. It is in ``url`` and is never fetched.
    """

    _url: Secret = Secret("")

    def __init__(self, relation: str, url: str) -> None:
        super().__init__(
            f"the relation {relation!r} is for the user's browser; open the url of this error"
        )
        self.relation = relation
        self._url = Secret(url)

    @property
    def url(self) -> str:
        """
        The address of the page, which may hold a session; empty in a pickled copy of this error.
        """
        return self._url.reveal()


class ForeignOriginError(RelationError):
    """
    The link leads to another server than the configured one, or might.
    """
