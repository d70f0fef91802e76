"""
The errors of an engine: what happened, and whether the request may have arrived.

They hold nothing of the library's exceptions, which may quote the request.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from ..core.exceptions import (
    ConnectError,
    ConnectionLostError,
    TransportError,
    TransportTimeoutError,
)
from .exchange import DeadlinePassed, Exchange
from .messages import HttpRequest
from .wire_request import UnsendableUrlError

Phase: TypeAlias = Literal["connect", "pool", "write", "read", "total"]
_MOST: Final = 300


def unsent(request: HttpRequest, why: str) -> ConnectError:
    """
    Nothing of a request was sent.

    Args:
        why: The reason, without anything private.
    """
    return ConnectError(f"{request.operation}: {why}", request_id=request.correlation_id)


def unreachable(request: HttpRequest, error: BaseException) -> ConnectError:
    """
    The server could not be reached.

    Args:
        error: Why; its text is taken if it quotes neither a URL nor bytes of the server.
    """
    return unsent(request, f"the server could not be reached ({_reason(error)})")


def lost(request: HttpRequest, what: str) -> ConnectionLostError:
    """
    There is no complete response, and the request may have arrived.

    Args:
        what: What happened, without anything private.
    """
    return ConnectionLostError(f"{request.operation}: {what}", request_id=request.correlation_id)


def timed_out(request: HttpRequest, exchange: Exchange, phase: Phase) -> TransportTimeoutError:
    """
    A timeout passed: that of the call if its deadline has passed, else that of the phase.
    """
    phase = "total" if exchange.deadline.remaining() <= 0 else phase
    consequence = "the request may have arrived" if exchange.is_begun else "nothing was sent"
    return TransportTimeoutError(
        f"{request.operation}: the {phase} timeout passed; {consequence}",
        phase=phase,
        maybe_sent=exchange.is_begun,
        request_id=request.correlation_id,
    )


def broken(request: HttpRequest, exchange: Exchange, error: BaseException) -> TransportError:
    """
    The connection or the exchange broke in a way that no other error names.

    Args:
        error: What the library raised.
    """
    if not exchange.is_begun:
        return unreachable(request, error)
    return lost(
        request,
        "the connection broke before the response was complete; the request may have arrived",
    )


class Failures(msgspec.Struct, frozen=True, kw_only=True):
    """
    Which errors of a library are which of ours.
    """

    phases: tuple[tuple[type[Exception], Phase], ...]
    """The timeouts."""
    unreachable: tuple[type[Exception], ...]
    """There is no connection to the server."""
    unsendable: type[Exception]
    """The library refuses to write the request, or understands no longer what it reads."""
    no_url: tuple[type[Exception], ...] = (UnsendableUrlError,)

    def failure(self, error: Exception, request: HttpRequest, exchange: Exchange) -> TransportError:
        """
        The error of ours for one that the library or a stream raised.

        Args:
            error: What was raised; nothing of it is kept but a harmless text.
        """
        if isinstance(error, DeadlinePassed):
            return timed_out(request, exchange, "total")
        for kind, phase in self.phases:
            if isinstance(error, kind):
                return timed_out(request, exchange, phase)
        if isinstance(error, self.no_url):
            return unsent(request, "the URL cannot be sent")
        if isinstance(error, self.unsendable) and not exchange.is_begun:
            return unsent(request, "the request cannot be sent")
        if isinstance(error, self.unreachable) and not exchange.is_begun:
            return unreachable(request, error)
        return broken(request, exchange, error)


def _reason(error: BaseException) -> str:
    text = str(error)
    plain = text.isprintable() and len(text) < _MOST and "://" not in text
    return text if text and plain else "no details"
