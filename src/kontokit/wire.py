"""
What goes over the wire and what comes back, as plain values without I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, final

import attrs

from .secrets import Secret

SHOWN_HEADERS = frozenset(
    {"content-type", "content-length", "content-encoding", "date", "retry-after", "allow"}
)


@final
class Headers(Mapping[str, str]):
    """
    Response headers by name, in any case. Values are shown only where they cannot be private.
    """

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs: dict[str, str] = {}
        for name, value in pairs:
            known = self._pairs.get(name.lower())
            self._pairs[name.lower()] = value if known is None else f"{known}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._pairs[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._pairs

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __repr__(self) -> str:
        shown = {k: v if k in SHOWN_HEADERS else "***" for k, v in self._pairs.items()}
        return f"Headers({shown!r})"


@attrs.frozen(kw_only=True)
class Timeouts:
    """
    How long each step of a call may take, in seconds. Every one is finite.
    """

    connect: float = attrs.field(default=10.0)
    """Reaching the server, TLS included."""
    read: float = attrs.field(default=60.0)
    """Waiting for the next piece of the answer."""
    write: float = attrs.field(default=60.0)
    """Handing over the next piece of the request."""
    pool: float = attrs.field(default=10.0)
    """Waiting for a free connection."""
    total: float = attrs.field(default=600.0)
    """Receiving the whole answer, looked at between its pieces."""

    @connect.validator
    @read.validator
    @write.validator
    @pool.validator
    @total.validator
    def _finite_and_positive(self, attribute: attrs.Attribute[float], value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
            raise ValueError(
                f"the {attribute.name} timeout must be a number of seconds above 0 and finite"
            )


@attrs.frozen(kw_only=True)
class WireRequest:
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


@attrs.frozen(kw_only=True)
class WireResponse:
    """
    One HTTP response, read to its end and decompressed.
    """

    status: int
    headers: Headers = attrs.field(factory=Headers)
    body: bytes = attrs.field(default=b"", repr=False)
    too_large: bool = False
    """The body went over the limit; what is kept is its beginning."""


@attrs.frozen(kw_only=True)
class Answer:
    """
    What a server answered, and to what: the facts that every response error carries.
    """

    operation: str
    """The operation's name in the specification."""
    status: int
    headers: Headers = attrs.field(factory=Headers)
    body: bytes = attrs.field(default=b"", repr=False)
    request_id: str | None = None
    """The provider's id of this request, or else the one that was sent."""
    too_large: bool = False
    """The body went over the limit; what is kept is its beginning."""


class Transport(Protocol):
    """
    Sends one request and reads the whole answer, blocking.
    """

    def send(self, request: WireRequest, /) -> WireResponse:
        """
        Send a request once. Redirects are not followed.

        Raises:
            TransportError: There is no complete answer.
        """
        ...

    def close(self) -> None:
        """
        Give all connections back. Closing twice is allowed.
        """
        ...


class AsyncTransport(Protocol):
    """
    Sends one request and reads the whole answer, with ``await``.
    """

    async def send(self, request: WireRequest, /) -> WireResponse:
        """
        Send a request once. Redirects are not followed.

        Raises:
            TransportError: There is no complete answer.
        """
        ...

    async def close(self) -> None:
        """
        Give all connections back. Closing twice is allowed.
        """
        ...
