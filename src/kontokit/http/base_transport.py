"""
What the transports of all engines share.
"""

from __future__ import annotations

from ..core.exceptions import ClientClosedError, ConnectError
from ..core.forks import reset_after_fork
from ..core.tracebacks import ScrubsTracebacks
from .failures import unsent
from .messages import HttpRequest
from .settings import Http, Proxy, checked_http
from .tls import NO_TRUST_STORE, Trust

of_parents: list[object] = []
"""Connections of the parent process: closing them here would close its sockets too."""


class BaseTransport(ScrubsTracebacks):
    """
    A transport that can be closed, and that uses no connection of another process.
    """

    def __init__(self, http: Http | None) -> None:
        self._http = checked_http(http)
        self._trust = Trust(self._http)
        self._closed = False
        reset_after_fork(self._reset)

    def _reset(self) -> None:
        """
        Leave the connections to the parent of this forked child, and open new ones.
        """
        raise NotImplementedError

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClientClosedError("this client is closed; make a new one")

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
