"""
What the transports of all engines share.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

from ..core.exceptions import ClientClosedError, ConnectError, KontokitError
from ..core.forks import reset_after_fork
from ..core.http_response import HttpResponse
from ..core.tracebacks import ScrubsTracebacks
from .exchange import Exchange, exchanging, quietly
from .failures import unsent
from .messages import HttpRequest
from .settings import Http, Proxy, checked_http
from .tls import NO_TRUST_STORE, Trust

of_parents: list[object] = []
"""Connections of the parent process: closing them here would close its sockets too."""


class BaseTransport(ScrubsTracebacks, ABC):
    """
    A transport that can be closed, and that uses no connection of another process.
    """

    def __init__(self, http: Http | None) -> None:
        self._http = checked_http(http)
        self._trust = Trust(self._http)
        self._closed = False
        reset_after_fork(self._reset)

    @abstractmethod
    def _reset(self) -> None:
        """
        Leave the connections to the parent of this forked child, and open new ones.
        """

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClientClosedError("this client is closed; make a new one")

    def _exchanging(self, request: HttpRequest) -> AbstractContextManager[Exchange]:
        """
        Begin the exchange of a request.
        """
        return exchanging(request)

    @abstractmethod
    def _error(self, error: Exception, request: HttpRequest, exchange: Exchange) -> KontokitError:
        """
        The error of ours for whatever was raised.
        """

    def _untrusted(self, request: HttpRequest, error: BaseException) -> ConnectError | None:
        """
        The error for a server that could not be verified since nothing is trusted here.
        """
        is_missing = self._trust.is_empty and "CERTIFICATE_VERIFY_FAILED" in str(error)
        return unsent(request, NO_TRUST_STORE) if is_missing else None

    def _proxy(self) -> Proxy | None:
        return None if self._http.proxy is None else Proxy.parse(self._http.proxy)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'closed' if self._closed else 'open'})"


class BlockingTransport(BaseTransport):
    """
    What the blocking transports share.
    """

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
        with self._exchanging(request) as exchange:
            try:
                return self._deliver(request, exchange)
            except Exception as error:
                raise self._error(error, request, exchange) from None

    @abstractmethod
    def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse: ...

    def close(self) -> None:
        """
        Close all connections. Safe to call more than once.
        """
        if not self._closed:
            self._closed = True
            with quietly():
                self._close_all()

    @abstractmethod
    def _close_all(self) -> None: ...


class AwaitingTransport(BaseTransport):
    """
    What the transports with ``await`` share.
    """

    async def send(self, request: HttpRequest) -> HttpResponse:
        """
        Send a request once and read the response up to the limit.

        As :meth:`BlockingTransport.send`.
        """
        self._refuse_closed()
        with self._exchanging(request) as exchange:
            try:
                return await self._deliver(request, exchange)
            except Exception as error:
                raise self._error(error, request, exchange) from None

    @abstractmethod
    async def _deliver(self, request: HttpRequest, exchange: Exchange) -> HttpResponse: ...

    async def close(self) -> None:
        """
        Close all connections. Safe to call more than once.

        As :meth:`BlockingTransport.close`. Those of other event loops are closed by these loops.
        """
        if not self._closed:
            self._closed = True
            with quietly():
                await self._close_all()

    @abstractmethod
    async def _close_all(self) -> None: ...
