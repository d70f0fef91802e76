"""
One request on its way: when it must end, and whether anything of it may have been sent.

The engines' libraries hand no such thing through to their streams, so a context variable does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from time import monotonic

import msgspec

from ..core.deadline import Deadline
from ..core.scoped_value import Block, ScopedValue
from .messages import HttpRequest


class DeadlinePassed(Exception):  # it never leaves an engine
    """
    The deadline of the call passed before the next step.
    """


class Exchange(msgspec.Struct, eq=False):
    """
    The state of one request.
    """

    deadline: Deadline
    needs_fresh: bool = False
    """A connection that was used before must not be taken."""
    is_begun: bool = False
    """Something of the request may have been written."""

    def timeout(self, phase: float | None) -> float:
        """
        How long the next step may wait, in seconds; above 0.

        Args:
            phase: The timeout of the step itself.

        Raises:
            DeadlinePassed: No time is left.
        """
        left = self.deadline.ends_at - monotonic()
        if left <= 0:
            raise DeadlinePassed
        return left if phase is None or left < phase else phase


_current: ScopedValue[Exchange] = ScopedValue("kontokit_exchange")


def current_exchange() -> Exchange | None:
    """
    The exchange that the current thread or task works on.
    """
    return _current.get()


def new_exchange(request: HttpRequest) -> Exchange:
    """
    The exchange of a request, which begins now.
    """
    deadline = request.deadline or Deadline.after(request.timeouts.total)
    return Exchange(deadline, needs_fresh=request.fresh_connection)


def within(exchange: Exchange) -> Block[Exchange]:
    """
    Let streams know the exchange that they work for.
    """
    return _current.holding(exchange)


def exchanging(request: HttpRequest) -> Block[Exchange]:
    """
    Begin the exchange of a request, and let streams know it.
    """
    return within(new_exchange(request))


def step_timeout(phase: float | None) -> float | None:
    """
    The timeout of the next step of the current exchange; the phase's own outside of exchanges.

    Args:
        phase: The timeout of the step itself, in seconds.

    Raises:
        DeadlinePassed: The deadline of the call has passed.
    """
    exchange = _current.get()
    return phase if exchange is None else exchange.timeout(phase)


_quiet: ScopedValue[object] = ScopedValue("kontokit_quiet")


def quietly() -> Block[object]:
    """
    Keep the loggers of the engines' libraries quiet, outside of an exchange as well.
    """
    return _quiet.holding(object())


class _QuietInExchanges(logging.Filter):
    """
    Drops a library's records of our own requests: they hold URLs and response headers.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return _current.get() is None and _quiet.get() is None


def silence(loggers: Iterable[str]) -> None:
    """
    Drop what a library logs about our own requests; its records about others stay.

    Args:
        loggers: The names of all its loggers.
    """
    quiet = _QuietInExchanges()
    for name in loggers:
        logging.getLogger(name).addFilter(quiet)
