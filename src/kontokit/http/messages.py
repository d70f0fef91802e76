"""
HTTP requests as plain values, timeouts, and the transport protocols.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

import msgspec
from msgspec import structs

from ..core.deadline import Deadline
from ..core.exceptions import ConfigurationError
from ..core.http_response import HttpResponse
from ..core.limits import MAX_BODY, MAX_HEADERS
from ..core.secret import Secret
from ..core.values import HidesFields
from .labels import NO_LABELS, RequestLabels


def _is_usable(value: object) -> bool:
    # The comparison also refuses NaN and infinity.
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6


class Timeouts(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """
    How long a call and its single steps may take, in seconds. Every one is finite.
    """

    connect: float = 10.0
    """Reaching the server, TLS included."""
    read: float = 60.0
    """Waiting for the next chunk of the response."""
    write: float = 60.0
    """Writing the next chunk of the request."""
    pool: float = 10.0
    """Waiting for a free connection."""
    total: float = 600.0
    """
    The whole call, from its start to the last byte of the response: waiting for a token and for
    locks, connecting, sending, reading. No step may take longer than what is left of it.
    """

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if not _is_usable(getattr(self, name)):
                raise ConfigurationError(
                    f"the {name} timeout must be a number of seconds above 0 and finite"
                )


def timeouts_from(timeout: float | Timeouts | None, default: Timeouts | None = None) -> Timeouts:
    """
    The timeouts that a caller's ``timeout`` stands for.

    Args:
        timeout: All timeouts, or a number of seconds for the whole call: ``total``, and with it
            ``read`` and ``write``; ``connect`` and ``pool`` stay. None is the default.
        default: The timeouts until now.

    Raises:
        ConfigurationError: It is of another type, or not a finite number above 0.
    """
    base = default or Timeouts()
    if timeout is None:
        return base
    if isinstance(timeout, Timeouts):
        return timeout
    if not _is_usable(timeout):
        raise ConfigurationError(
            "timeout must be Timeouts or a number of seconds above 0 and finite"
        )
    return structs.replace(base, read=timeout, write=timeout, total=timeout)


class HttpRequest(HidesFields, msgspec.Struct, frozen=True, kw_only=True, eq=False, weakref=True):
    """
    One HTTP request, complete. Its repr shows neither headers, nor body, nor query.
    """

    _hidden: ClassVar = frozenset({"url", "headers", "body", "labels"})

    operation: str
    """The operation's name in the specification."""
    method: str
    url: str
    """The absolute URL, percent-encoded; it is sent exactly so."""
    headers: tuple[tuple[str, str | Secret], ...] = ()
    body: bytes | None = None
    timeouts: Timeouts = msgspec.field(default_factory=Timeouts)
    correlation_id: str | None = None
    deadline: Deadline | None = None
    """The end of the call; None for ``timeouts.total`` from the moment of sending."""
    max_body: int = MAX_BODY
    """The largest response body, decompressed, in bytes; of a larger one only this much is kept."""
    max_headers: int = MAX_HEADERS
    """The largest headers of the response, in bytes; more is refused."""
    fresh_connection: bool = False
    """
    Whether to open a connection for this request, so that no earlier response can be taken for
    its own, and no connection can turn out to be dead after it was written.
    """
    attempt: int = 1
    """Which attempt of its call this is."""
    labels: RequestLabels = NO_LABELS
    """What logs and middleware say of it. It is not sent, and makes no difference to ``==``."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HttpRequest):
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def _compared(self) -> tuple[object, ...]:
        *compared, _ = structs.astuple(self)  # labels are the last field
        return tuple(compared)


class Transport(Protocol):
    """
    Sends one request and reads the whole response, blocking.
    """

    def send(self, request: HttpRequest, /) -> HttpResponse:
        """
        Send a request once. Redirects are not followed.

        Raises:
            TransportError: No complete response arrived.
        """
        ...

    def close(self) -> None:
        """
        Close all connections. Closing twice is allowed.
        """
        ...


class AsyncTransport(Protocol):
    """
    Sends one request and reads the whole response, with ``await``.
    """

    async def send(self, request: HttpRequest, /) -> HttpResponse:
        """
        Send a request once.

        As :meth:`Transport.send`.
        """
        ...

    async def close(self) -> None:
        """
        Close all connections.

        As :meth:`Transport.close`.
        """
        ...
