"""
The HTTP transport adapter: the only module that imports httpx2.

The library's transports are used without its clients: they follow no redirects, keep no cookies,
take no proxy or certificate from the environment, and do not retry. The library's exceptions hold
the request with its secrets, so none of them leaves this module.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, cast

import attrs
import httpcore2
import httpx2

from ..core.exceptions import (
    ArgumentError,
    ClientClosedError,
    ConnectError,
    ConnectionLostError,
    TransportError,
    TransportTimeoutError,
)
from ..core.forks import reset_after_fork
from ..core.http_response import Headers, HttpResponse
from ..core.secret import Secret, reveal
from ..core.tracebacks import ScrubsTracebacks
from .connections import AsyncWatchedBackend, AsyncWatchedStream, WatchedBackend, WatchedStream
from .headers import is_header_name, is_header_value
from .messages import HttpRequest

MAX_BODY: Final = 32 * 1024 * 1024
"""The largest decompressed response body, in bytes."""
_MAX_RATIO: Final = 200
_RATIO_FREE: Final = 1024 * 1024
_LIMITS: Final = httpx2.Limits(
    max_connections=100, max_keepalive_connections=20, keepalive_expiry=5.0
)
_LOGGERS: Final = (
    "httpx2",
    "httpcore2.connection",
    "httpcore2.http11",
    "httpcore2.http2",
    "httpcore2.proxy",
    "httpcore2.socks",
)
_TO_PARSER: Final = ("_httpcore_stream", "_stream", "_connection", "_h11_state")
"""The private names that lead from the stream of a response to its parser."""
_Phase: TypeAlias = Literal["connect", "pool", "write", "read", "total"]
_PHASES: Final[tuple[tuple[type[Exception], _Phase], ...]] = (
    (httpx2.ConnectTimeout, "connect"),
    (httpx2.PoolTimeout, "pool"),
    (httpx2.WriteTimeout, "write"),
    (httpx2.ReadTimeout, "read"),
)

LibraryT = TypeVar("LibraryT")
_HTTP_ERRORS: Final = (httpx2.TransportError, httpx2.InvalidURL, httpx2.StreamError)

_in_call: ContextVar[bool] = ContextVar("kontokit_in_call", default=False)


class _QuietInCalls(logging.Filter):
    """
    Drops the HTTP library's records of our own calls: they hold URLs and response headers.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return not _in_call.get()


def _silence() -> None:
    quiet = _QuietInCalls()
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(quiet)


_silence()


@contextmanager
def _quietly() -> Generator[None]:
    token = _in_call.set(True)
    try:
        yield
    finally:
        _in_call.reset(token)


class _BaseTransport(ScrubsTracebacks, Generic[LibraryT]):
    _closed = False
    _is_foreign = False
    """The caller made it, and it belongs to the parent of this forked process."""

    def __init__(
        self,
        http: LibraryT | None,
        new: Callable[[], LibraryT],
        backend: type[WatchedBackend | AsyncWatchedBackend],
    ) -> None:
        self._new, self._backend = new, backend
        self._is_ours = http is None
        self._use(new() if http is None else http)
        reset_after_fork(self._reset)

    def _use(self, http: LibraryT) -> None:
        self._http = http
        self._is_watched = _watch(http, self._backend)

    def _reset(self) -> None:
        """
        Open new connections in a forked child; the sockets belong to its parent.
        """
        _of_parents.append(self._http)
        self._is_foreign = not self._is_ours
        if self._is_ours:
            self._use(self._new())

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClientClosedError("this client is closed; make a new one")
        if self._is_foreign:
            raise ClientClosedError(
                "this process was forked, and its parent uses these connections; make a new "
                "transport after the fork"
            )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'closed' if self._closed else 'open'})"


_of_parents: list[object] = []
"""Connections of the parent process: closing them here would close its sockets too."""


def _new_transport() -> httpx2.BaseTransport:
    return httpx2.HTTPTransport(trust_env=False, limits=_LIMITS)


def _new_async_transport() -> httpx2.AsyncBaseTransport:
    return httpx2.AsyncHTTPTransport(trust_env=False, limits=_LIMITS)


class HttpTransport(_BaseTransport[httpx2.BaseTransport]):
    """
    The default transport for ``kontokit.SyncClient``.

    Pass an ``httpx2.HTTPTransport(…)`` of your own for a proxy, a client certificate or a
    private CA: ``HttpTransport(httpx2.HTTPTransport(proxy=…, trust_env=False))``.
    No other API takes a type of the HTTP library. It is closed with this transport.

    A connection is used for another call only after a response that ended cleanly. A transport
    of another class, or one that was used before, opens a connection for each call.
    """

    def __init__(self, http: httpx2.BaseTransport | None = None) -> None:
        super().__init__(http, _new_transport, WatchedBackend)

    def send(self, request: HttpRequest) -> HttpResponse:
        """
        Send a request once and read the response up to the limit.

        Args:
            request: The complete request.

        Returns:
            The response, decompressed.

        Raises:
            TransportError: There is no complete response.
            ArgumentError: A header cannot be sent.
            ClientClosedError: The transport is closed.
        """
        self._refuse_closed()
        with _quietly():
            try:
                return self._exchange(request)
            except _HTTP_ERRORS as error:
                raise _failure(error, request) from None

    def _exchange(self, request: HttpRequest) -> HttpResponse:
        response = self._http.handle_request(_outgoing(request, self._is_watched))
        try:
            reader = _BodyReader(request, response)
            for chunk in cast("Iterator[bytes]", response.stream):
                if not reader.take(chunk):
                    break
            else:
                # Not after a break: the rest of the body would be read as the next response.
                _mark_reusable(response)
            return reader.finished()
        finally:
            response.close()

    def close(self) -> None:
        """
        Close all connections. Safe to call more than once.
        """
        if not self._closed:
            self._closed = True
            with _quietly():
                self._http.close()


class AsyncHttpTransport(_BaseTransport[httpx2.AsyncBaseTransport]):
    """
    The default transport for ``kontokit.AsyncClient``.

    Pass an ``httpx2.AsyncHTTPTransport(…)`` of your own, as for ``HttpTransport``.
    """

    def __init__(self, http: httpx2.AsyncBaseTransport | None = None) -> None:
        super().__init__(http, _new_async_transport, AsyncWatchedBackend)

    async def send(self, request: HttpRequest) -> HttpResponse:
        """
        Send a request once and read the response up to the limit.

        As :meth:`HttpTransport.send`.
        """
        self._refuse_closed()
        with _quietly():
            try:
                return await self._exchange(request)
            except _HTTP_ERRORS as error:
                raise _failure(error, request) from None

    async def _exchange(self, request: HttpRequest) -> HttpResponse:
        response = await self._http.handle_async_request(_outgoing(request, self._is_watched))
        try:
            reader = _BodyReader(request, response)
            async for chunk in cast("AsyncIterator[bytes]", response.stream):
                if not reader.take(chunk):
                    break
            else:
                _mark_reusable(response)
            return reader.finished()
        finally:
            await response.aclose()

    async def close(self) -> None:
        """
        Close all connections. Safe to call more than once.

        As :meth:`HttpTransport.close`.
        """
        if not self._closed:
            self._closed = True
            with _quietly():
                await self._http.aclose()


def _watch(http: object, backend: type[WatchedBackend | AsyncWatchedBackend]) -> bool:
    """
    Make a transport open watched connections; false if that is not possible.

    The library takes a backend for a pool, but not for the transport that creates the pool. So
    this uses private attributes.
    """
    pool: Any = getattr(http, "_pool", None)
    found = getattr(pool, "_network_backend", None)
    if isinstance(found, backend):
        return True
    if found is None or getattr(pool, "connections", True):
        return False
    pool._network_backend = backend(found, httpcore2.ConnectionNotAvailable)
    return True


def _mark_reusable(response: httpx2.Response) -> None:
    """
    Allow the connection of a complete response to be used again, if nothing follows the response.
    """
    stream = response.extensions.get("network_stream")
    if not isinstance(stream, WatchedStream | AsyncWatchedStream):
        return
    if _is_framed_cleanly(response) and _nothing_follows(response):
        stream.mark_reusable()


def _is_framed_cleanly(response: httpx2.Response) -> bool:
    framing = [
        (name.lower(), value)
        for name, value in response.headers.raw
        if name.lower() in (b"content-length", b"transfer-encoding")
    ]
    match response.status_code:
        case 204:
            return framing in ([], [(b"content-length", b"0")])
        case 304:
            return False  # it was not requested, and servers disagree about its body
        case _:
            return len(framing) == 1


def _nothing_follows(response: httpx2.Response) -> bool:
    """
    Whether the parser of HTTP/1.1 holds nothing beyond the response.

    Only private attributes lead to it. If they change, the connection is closed, not reused.
    """
    found: Any = response.stream
    for name in _TO_PARSER:
        found = getattr(found, name, None)
    return getattr(found, "trailing_data", None) == (b"", False)


def _outgoing(request: HttpRequest, is_watched: bool) -> httpx2.Request:  # noqa: FBT001
    url = httpx2.URL(request.url)
    if url.raw_path.decode("ascii") != _target(request.url):
        raise httpx2.InvalidURL("the HTTP library would send another path")
    headers = [(b"Accept-Encoding", b"gzip"), *(_header(n, v) for n, v in request.headers)]
    if not is_watched:
        # Late bytes on this connection could not be noticed, so it must not be used again.
        headers.append((b"Connection", b"close"))
    return httpx2.Request(
        request.method,
        url,
        headers=headers,
        content=request.body,
        extensions={"timeout": attrs.asdict(request.timeouts)},  # it ignores the total
    )


def _header(name: str, value: str | Secret) -> tuple[bytes, bytes]:
    place = f"headers[{name!r}]"
    if not is_header_name(name):
        raise ArgumentError("this is not the name of a header", place=place)
    if not is_header_value(reveal(value)):
        raise ArgumentError("the value cannot be sent in a header", place=place)
    return name.encode("ascii"), reveal(value).encode("latin-1")


def _target(url: str) -> str:
    rest = url.split("://", 1)[1]
    slash = rest.find("/")
    return rest[slash:] if slash >= 0 else "/"


def _failure(error: Exception, request: HttpRequest) -> TransportError:
    for kind, phase in _PHASES:
        if isinstance(error, kind):
            return _timed_out(request, phase)
    unsent = _why_unsent(error)
    if unsent is not None:
        return ConnectError(f"{request.operation}: {unsent}", request_id=request.correlation_id)
    return _lost(
        request,
        "the connection broke before the response was complete; the request may have arrived",
    )


def _lost(request: HttpRequest, what: str) -> ConnectionLostError:
    return ConnectionLostError(f"{request.operation}: {what}", request_id=request.correlation_id)


def _timed_out(request: HttpRequest, phase: _Phase) -> TransportTimeoutError:
    is_unsent = phase in ("connect", "pool")
    consequence = "nothing was sent" if is_unsent else "the request may have arrived"
    return TransportTimeoutError(
        f"{request.operation}: the {phase} timeout passed; {consequence}",
        phase=phase,
        request_id=request.correlation_id,
    )


def _why_unsent(error: Exception) -> str | None:
    if isinstance(error, httpx2.ConnectError | httpx2.ProxyError | httpx2.UnsupportedProtocol):
        return f"the server could not be reached ({_reason(error)})"
    if isinstance(error, httpx2.InvalidURL):
        return "the URL cannot be sent"
    return "the request cannot be sent" if _is_unsendable(error) else None


def _is_unsendable(error: Exception) -> bool:
    """
    Whether a request broke the rules of HTTP/1.1, which is seen before anything is sent.

    The library raises the same error for protocol errors of an HTTP/2 server, hence the check
    for the HTTP/1.1 parser.
    """
    cause = error.__cause__.__context__ if error.__cause__ else None
    is_ours = isinstance(error, httpx2.LocalProtocolError)
    return is_ours and type(cause).__module__.partition(".")[0] == "h11"


def _reason(error: Exception) -> str:
    # The text may quote a URL with a query, or bytes of the server.
    text = str(error)
    return text if text.isprintable() and len(text) < 300 and "://" not in text else "no details"


class _BodyReader:
    """
    Collects one response, decompresses it, and limits its size and duration.
    """

    def __init__(self, request: HttpRequest, response: httpx2.Response) -> None:
        self._request = request
        self._deadline = time.monotonic() + request.timeouts.total
        self._status = response.status_code
        self._headers = Headers(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in response.headers.raw
        )
        self._unzip = self._decompressor()
        self._received = 0
        self._body = bytearray()
        self._too_large = False

    def _decompressor(self) -> Any:
        coding = self._headers.get("content-encoding", "identity").strip().lower()
        if coding in ("", "identity"):
            return None
        if coding in ("gzip", "x-gzip"):
            return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        raise _lost(self._request, "the response has a content coding that was not requested")

    def take(self, chunk: bytes) -> bool:
        """
        Take the next chunk; false when the limit is reached.
        """
        if time.monotonic() > self._deadline:
            raise _timed_out(self._request, "total")
        self._received += len(chunk)
        # One byte more than the limit, to tell a body of just that size from a larger one.
        room = self._limit() + 1 - len(self._body)
        self._body += self._decompressed(chunk, room) if self._unzip else chunk[:room]
        self._too_large = len(self._body) > self._limit()
        return not self._too_large

    def _decompressed(self, chunk: bytes, room: int) -> bytes:
        try:
            return cast("bytes", self._unzip.decompress(chunk, room))
        except zlib.error:
            raise _lost(self._request, "the body does not match its content coding") from None

    def _limit(self) -> int:
        if self._unzip is None:
            return MAX_BODY
        # Real JSON shrinks about tenfold, a decompression bomb a thousandfold.
        return min(MAX_BODY, max(_RATIO_FREE, self._received * _MAX_RATIO))

    def finished(self) -> HttpResponse:
        """
        The whole response, or its beginning if it is too large.
        """
        if self._unzip and self._received and not self._unzip.eof and not self._too_large:
            raise _lost(self._request, "the compressed body is incomplete")
        return HttpResponse(
            status_code=self._status,
            headers=self._headers,
            body=bytes(self._body),
            too_large=self._too_large,
        )
