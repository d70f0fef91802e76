"""
HTTP requests as plain values, timeouts, and the transport protocols.
"""

from __future__ import annotations

from typing import Protocol

import attrs

from ..core.deadline import Deadline
from ..core.exceptions import ConfigurationError
from ..core.http_response import HttpResponse
from ..core.limits import MAX_BODY, MAX_HEADERS
from ..core.secret import Secret
from .labels import NO_LABELS, RequestLabels


def _finite_and_positive(
    timeouts: object, attribute: attrs.Attribute[float], value: object
) -> None:
    if not _is_usable(value):
        raise ConfigurationError(
            f"the {attribute.name} timeout must be a number of seconds above 0 and finite"
        )


def _is_usable(value: object) -> bool:
    # The comparison also refuses NaN and infinity.
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6


@attrs.frozen(kw_only=True)
class Timeouts:
    """
    How long a call and its single steps may take, in seconds. Every one is finite.
    """

    connect: float = attrs.field(default=10.0, validator=_finite_and_positive)
    """Reaching the server, TLS included."""
    read: float = attrs.field(default=60.0, validator=_finite_and_positive)
    """Waiting for the next chunk of the response."""
    write: float = attrs.field(default=60.0, validator=_finite_and_positive)
    """Writing the next chunk of the request."""
    pool: float = attrs.field(default=10.0, validator=_finite_and_positive)
    """Waiting for a free connection."""
    total: float = attrs.field(default=600.0, validator=_finite_and_positive)
    """
    The whole call, from its start to the last byte of the response: waiting for a token and for
    locks, connecting, sending, reading. No step may take longer than what is left of it.
    """


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
    return attrs.evolve(base, read=timeout, write=timeout, total=timeout)


@attrs.frozen(kw_only=True)
class HttpRequest:
    """
    One HTTP request, complete. Its repr shows neither headers, nor body, nor query.
    """

    operation: str
    """The operation's name in the specification."""
    method: str
    url: str = attrs.field(repr=False)
    """The absolute URL, percent-encoded; it is sent exactly so."""
    headers: tuple[tuple[str, str | Secret], ...] = attrs.field(default=(), repr=False)
    body: bytes | None = attrs.field(default=None, repr=False)
    timeouts: Timeouts = attrs.field(factory=Timeouts)
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
    labels: RequestLabels = attrs.field(default=NO_LABELS, repr=False, eq=False)
    """What logs and middleware say of it. It is not sent."""


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
