"""
The optional engine: the only module that imports httpx2.

Use it to hand in a transport or client of httpx2 that your program has already. Only its
transports are used: no redirects, no cookies, no retries, nothing of the environment. The
library's exceptions hold the request with its secrets, so none of them leaves this module.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from threading import Lock
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

import httpx2
from msgspec import structs

from ..core.exceptions import ClientClosedError, ConfigurationError, KontokitError
from ..core.http_response import HttpResponse
from ..core.secret import reveal
from ..core.typeguards import type_name
from .base_transport import AwaitingTransport, BaseTransport, BlockingTransport, of_parents
from .body_reader import BodyReader, take_all
from .exchange import Exchange, silence
from .failures import Failures
from .framing import find_parser, mark_if_clean
from .httpcore2_engine import async_backend, blocking_backend
from .loops import PerLoop
from .messages import HttpRequest
from .settings import Http
from .wire_request import UnsendableUrlError, WireRequest, wire_request

LOGGERS: Final = ("httpx2",)
"""All loggers of the library, beside those of httpcore2."""
_TO_PARSER: Final = ("_httpcore_stream", "_stream", "_connection", "_h11_state")
_FAILURES: Final = Failures(
    phases=(
        (httpx2.ConnectTimeout, "connect"),
        (httpx2.PoolTimeout, "pool"),
        (httpx2.WriteTimeout, "write"),
        (httpx2.ReadTimeout, "read"),
    ),
    unreachable=(httpx2.ConnectError, httpx2.ProxyError, httpx2.UnsupportedProtocol),
    unsendable=httpx2.LocalProtocolError,
    no_url=(UnsendableUrlError, httpx2.InvalidURL),
)
_BEFORE: Final = (
    *_FAILURES.unreachable,
    *_FAILURES.no_url,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
)
"""Errors before the first byte of a request."""
Given: TypeAlias = Http | httpx2.BaseTransport | httpx2.Client | None
AsyncGiven: TypeAlias = Http | httpx2.AsyncBaseTransport | httpx2.AsyncClient | None
LibraryT = TypeVar("LibraryT")

silence(LOGGERS)


class _BaseHttpx2Transport(BaseTransport, Generic[LibraryT]):
    _backend: Any
    """Makes a backend whose connections are watched, from that of the library."""

    def __init__(self, given: Http | LibraryT | None, kinds: tuple[type, ...]) -> None:
        own = None if given is None or isinstance(given, Http) else given
        if own is not None and not isinstance(own, kinds):
            names = " or ".join(f"httpx2.{kind.__name__}" for kind in kinds)
            raise ConfigurationError(f"pass Http(…), {names}, not {type_name(own)}")
        super().__init__(given if isinstance(given, Http) else None)
        self._own: LibraryT | None = own
        self._is_foreign = False
        """The caller made it, and it belongs to the parent of this forked process."""
        watched = [self._watch(one) for one in ([] if own is None else _transports(own))]
        self._is_watched = all(watched)

    def _settings(self, request: HttpRequest) -> dict[str, Any]:
        http, proxy = self._http, self._proxy()
        given = None
        if proxy is not None:
            context = self._trust.context() if proxy.scheme == "https" else None
            auth = None
            if proxy.user is not None and proxy.password is not None:
                auth = (reveal(proxy.user), reveal(proxy.password))
            host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
            given = httpx2.Proxy(
                f"{proxy.scheme}://{host}:{proxy.port}", auth=auth, ssl_context=context
            )
        limits = httpx2.Limits(
            max_connections=http.max_connections,
            max_keepalive_connections=http.max_idle_connections,
            keepalive_expiry=http.idle_seconds,
        )
        # Making a TLS context takes long, so not for a server on this machine.
        is_encrypted = _scheme(request) == "https"
        verify = self._trust.context() if is_encrypted else SSLContext(PROTOCOL_TLS_CLIENT)
        return {"verify": verify, "trust_env": False, "limits": limits, "proxy": given}

    def _watch(self, transport: object) -> bool:
        """
        Make a transport open watched connections; false if that is not possible.

        The library takes a backend for a pool, but not for the transport that creates the pool. So
        this uses private attributes.
        """
        pool: Any = getattr(transport, "_pool", None)
        found = getattr(pool, "_network_backend", None)
        if getattr(found, "is_watched", False):
            return True
        watched = None if getattr(pool, "connections", True) else self._backend(found)
        if watched is None:
            return False
        pool._network_backend = watched
        return True

    def _reset(self) -> None:
        of_parents.append(self._own)
        self._is_foreign = self._own is not None

    def _refuse_closed(self) -> None:
        super()._refuse_closed()
        if self._is_foreign:
            raise ClientClosedError(
                "this process was forked, and its parent uses these connections; make a new "
                "transport after the fork"
            )

    def _outgoing(self, request: HttpRequest, exchange: Exchange) -> httpx2.Request:
        wire: WireRequest = wire_request(request)
        url = httpx2.URL(request.url)
        if url.raw_path != wire.target:
            raise UnsendableUrlError("the HTTP library would send another path")
        headers = wire.headers
        if not self._is_watched:
            # Late bytes on this connection could not be noticed, so it must not be used again.
            headers = [*headers, (b"Connection", b"close")]
            exchange.is_begun = True  # nor can anybody tell when the first byte is written
        timeouts = structs.asdict(request.timeouts)  # it ignores the total
        timeouts = {name: exchange.timeout(phase) for name, phase in timeouts.items()}
        return httpx2.Request(
            request.method, url, headers=headers, content=request.body,
            extensions={"timeout": timeouts},
        )  # fmt: skip

    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        if isinstance(error, KontokitError):
            return error
        if not self._is_watched and isinstance(error, _BEFORE):
            exchange.is_begun = False
        return self._untrusted(request, error) or _FAILURES.failure(error, request, exchange)


def _scheme(request: HttpRequest) -> str:
    return request.url.partition(":")[0].lower()


def _transports(given: Any) -> list[object]:
    """
    A transport that was handed in, or all those of a client.
    """
    if not isinstance(given, httpx2.Client | httpx2.AsyncClient):
        return [given]
    mounts: dict[object, object] = getattr(given, "_mounts", {})
    return [getattr(given, "_transport", None), *filter(None, mounts.values())]


def _mark_reusable(response: httpx2.Response) -> None:
    stream = response.extensions.get("network_stream")
    found: Any = response.stream
    # A client wraps the stream of its transport once more.
    inner = found if hasattr(found, "_httpcore_stream") else getattr(found, "_stream", None)
    parser = find_parser(inner, _TO_PARSER)
    mark_if_clean(stream, parser, response.status_code, response.headers.raw)


class Httpx2Transport(
    _BaseHttpx2Transport[httpx2.BaseTransport | httpx2.Client], BlockingTransport
):
    """
    A transport over httpx2, for ``kontokit.SyncClient(transport=…)``. Threads may share it.

    Hand in an ``httpx2.HTTPTransport`` or an ``httpx2.Client`` of your own; it is closed with this
    transport. Of a client, neither cookies, headers, auth nor timeouts are used, and redirects are
    not followed; its event hooks see requests with their secrets.

    A connection is used for another call only after a response that ended cleanly. A transport of
    another class, or one that was used before, opens a connection for each call.
    """

    _backend = staticmethod(blocking_backend)

    def __init__(self, given: Given = None) -> None:
        """
        Create a transport; nothing is opened.

        Args:
            given: TLS, proxy and pool sizes, or a transport or client of httpx2.

        Raises:
            ConfigurationError: It cannot be used.
        """
        super().__init__(given, (httpx2.BaseTransport, httpx2.Client))
        self._made: dict[str, httpx2.BaseTransport] = {}
        self._lock = Lock()

    def _reset(self) -> None:
        super()._reset()
        of_parents.append(self._made)
        self._made, self._lock = {}, Lock()

    def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        if not request.fresh_connection or self._own is not None:
            used = self._own or self._used(request)
            return self._exchange(used, request, exchange)
        fresh = self._new(request)
        try:
            return self._exchange(fresh, request, exchange)
        finally:
            fresh.close()

    def _used(self, request: HttpRequest) -> httpx2.BaseTransport:
        with self._lock:
            return self._made.get(_scheme(request)) or self._made.setdefault(
                _scheme(request), self._new(request)
            )

    def _new(self, request: HttpRequest) -> httpx2.BaseTransport:
        transport = httpx2.HTTPTransport(**self._settings(request))
        self._watch(transport)
        return transport

    def _exchange(
        self,
        used: httpx2.BaseTransport | httpx2.Client,
        request: HttpRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        outgoing = self._outgoing(request, exchange)
        if isinstance(used, httpx2.Client):
            response = used.send(outgoing, stream=True, auth=None, follow_redirects=False)
        else:
            response = used.handle_request(outgoing)
        try:
            reader = BodyReader(request, exchange, response.status_code, response.headers.raw)
            if all(map(reader.take, cast("Iterator[bytes]", response.stream))):
                _mark_reusable(response)
            return reader.finished()
        finally:
            response.close()

    def _close_all(self) -> None:
        for transport in self._made.values():
            transport.close()
        if self._own is not None and not self._is_foreign:
            self._own.close()


class AsyncHttpx2Transport(
    _BaseHttpx2Transport[httpx2.AsyncBaseTransport | httpx2.AsyncClient], AwaitingTransport
):
    """
    A transport over httpx2, for ``kontokit.AsyncClient(transport=…)``.

    As :class:`Httpx2Transport`, with ``httpx2.AsyncHTTPTransport`` and ``httpx2.AsyncClient``. What
    is handed in can be used in one event loop only; without it, every loop has connections of its
    own.
    """

    _backend = staticmethod(async_backend)

    def __init__(self, given: AsyncGiven = None) -> None:
        """
        Create a transport; nothing is opened.

        As :meth:`Httpx2Transport`.
        """
        super().__init__(given, (httpx2.AsyncBaseTransport, httpx2.AsyncClient))
        self._pools: PerLoop[str, httpx2.AsyncBaseTransport] = PerLoop()

    def _reset(self) -> None:
        super()._reset()
        of_parents.append(self._pools)
        self._pools = PerLoop()

    async def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse:
        if not request.fresh_connection or self._own is not None:
            used = self._own or await self._pools.get(_scheme(request), lambda: self._new(request))
            return await self._exchange(used, request, exchange)
        fresh = self._new(request)
        try:
            return await self._exchange(fresh, request, exchange)
        finally:
            await fresh.aclose()

    def _new(self, request: HttpRequest) -> httpx2.AsyncBaseTransport:
        transport = httpx2.AsyncHTTPTransport(**self._settings(request))
        self._watch(transport)
        return transport

    async def _exchange(
        self,
        used: httpx2.AsyncBaseTransport | httpx2.AsyncClient,
        request: HttpRequest,
        exchange: Exchange,
    ) -> HttpResponse:
        outgoing = self._outgoing(request, exchange)
        if isinstance(used, httpx2.AsyncClient):
            response = await used.send(outgoing, stream=True, auth=None, follow_redirects=False)
        else:
            response = await used.handle_async_request(outgoing)
        try:
            reader = BodyReader(request, exchange, response.status_code, response.headers.raw)
            if await take_all(reader, cast("AsyncIterator[bytes]", response.stream)):
                _mark_reusable(response)
            return reader.finished()
        finally:
            await response.aclose()

    async def _close_all(self) -> None:
        await self._pools.close()
        if self._own is not None and not self._is_foreign:
            await self._own.aclose()
