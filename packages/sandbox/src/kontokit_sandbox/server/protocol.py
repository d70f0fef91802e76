"""
Connections that end if the head of a request does not arrive in time.
"""

from __future__ import annotations

from asyncio import TimerHandle
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["HEAD_TIMEOUT", "TimedProtocol"]

HEAD_TIMEOUT = 60.0
"""Seconds from the first byte of a request, or from the connection, to the end of its headers."""


class TimedProtocol(H11Protocol):
    """
    uvicorn's connections, which would otherwise wait for headers without end.
    """

    _timer: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """
        Begin to wait for the first request.
        """
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """
        Go on waiting until a request has begun to be handled.
        """
        before = self.cycle
        super().data_received(data)
        cycle: Any = self.cycle
        if cycle is not before:
            self._stop()
        elif self._timer is None and (cycle is None or cycle.response_complete):
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """
        Wait no more.
        """
        self._stop()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._timer = self.loop.call_later(HEAD_TIMEOUT, self.transport.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
