"""
How often and after which pauses a request is repeated. No I/O.

Which operations may be repeated at all is decided in ``kontokit.pipeline.retry``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Set
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Final

import msgspec

from ..core.clock import Clock, SystemClock
from ..core.exceptions import ConfigurationError
from ..core.forks import reset_after_fork
from ..core.http_response import Headers
from ..core.values import Value, put, replace

_DAY: Final = 86_400.0
_MOST: Final = 10
_CAPACITY: Final = 500
_COST: Final = 5
_TIMEOUT_COST: Final = 10
_FIRST_TIME_REFUND: Final = 1
_STATUSES: Final = frozenset({429, 502, 503, 504})


def _count(value: Any) -> Any:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise ConfigurationError(f"max_retries must be an int from 0 to {_MOST}")
    return value


def _seconds(name: str, value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 < value <= _DAY:  # the comparison also refuses NaN
        raise ConfigurationError(f"{name} must be a number of seconds above 0")
    return value


def _statuses(value: Any) -> frozenset[int]:
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        raise ConfigurationError("statuses must be a set of numbers from 400 to 599, without 401")
    found: frozenset[Any] = frozenset(value)
    if not all(isinstance(one, int) and 400 <= one < 600 and one != 401 for one in found):
        raise ConfigurationError("statuses must be numbers from 400 to 599, without 401")
    return found


class Retries(Value):
    """
    How often, when and after which pauses a call is repeated.

    This never lifts a call above its class: whatever may have changed something is not repeated.

    Raises:
        ConfigurationError: A value cannot be used.
    """

    __slots__ = ("base_delay", "max_delay", "max_retries", "statuses")
    max_retries: int
    """The most repetitions of a call, 0 to 10; 0 turns them off."""
    base_delay: float
    """Seconds; the upper bound of the first pause. It doubles with each further one."""
    max_delay: float
    """Seconds; the upper bound of every pause that the server does not ask for."""
    statuses: Set[int]
    """The statuses after which a call that only reads is repeated."""

    def __init__(
        self,
        *,
        max_retries: int = 2,
        base_delay: float = 0.5,
        max_delay: float = 8.0,
        statuses: Iterable[int] = _STATUSES,
    ) -> None:
        put(self, "max_retries", _count(max_retries))
        put(self, "base_delay", _seconds("base_delay", base_delay))
        put(self, "max_delay", _seconds("max_delay", max_delay))
        put(self, "statuses", _statuses(statuses))

    def delay(self, attempt: int, draw: Callable[[], float]) -> float:
        """
        The pause after an attempt: evenly distributed between 0 and its bound ("full jitter").

        Args:
            attempt: The number of the attempt that failed; the first is 1.
            draw: Returns a random number from 0 to 1.

        Returns:
            Seconds.
        """
        bound: float = min(self.max_delay, self.base_delay * 2.0 ** (attempt - 1))
        return bound * draw()


_USUAL: Final = Retries()


def retries_from(given: int | Retries | None, default: Retries | None = None) -> Retries:
    """
    The rules that a caller's ``max_retries`` stands for.

    Args:
        given: All rules, or only the number of repetitions. None is the default.
        default: The rules until now.

    Raises:
        ConfigurationError: It is of another type or out of range.
    """
    base = default or _USUAL
    if given is None:
        return base
    if isinstance(given, Retries):
        return given
    return replace(base, max_retries=given)


class RetryQuota:
    """
    Limits the repetitions of a client and all that are derived from it, so that an outage is not
    made worse. Threads may share it.

    A repetition takes 5 of 500 tokens, one after a timeout 10. A success gives back what its last
    repetition took, and a success at the first attempt gives 1.
    """

    def __init__(self) -> None:
        self._left = _CAPACITY
        self._reset()
        # The thread that held the lock does not exist in a forked child.
        reset_after_fork(self._reset)

    def _reset(self) -> None:
        self._lock = Lock()

    def take(self, *, is_timeout: bool = False) -> int:
        """
        Take the tokens for one repetition.

        Returns:
            How many were taken; 0 if there are not enough, so the call must not be repeated.
        """
        cost = _TIMEOUT_COST if is_timeout else _COST
        with self._lock:
            if self._left < cost:
                return 0
            self._left -= cost
            return cost

    def give_back(self, taken: int) -> None:
        """
        Give tokens back after a success.

        Args:
            taken: What the last repetition took; 0 if the first attempt succeeded.
        """
        if self._left >= _CAPACITY:  # nearly always, and no lock is needed
            return
        with self._lock:
            self._left = min(self._left + (taken or _FIRST_TIME_REFUND), _CAPACITY)

    @property
    def left(self) -> int:
        """
        How many tokens are left.
        """
        return self._left


class RetryState(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the repetitions of all clients with the same connections share.
    """

    quota: RetryQuota = msgspec.field(default_factory=RetryQuota)
    clock: Clock = msgspec.field(default_factory=SystemClock)
    draw: Callable[[], float] = random.random
    """Returns a random number from 0 to 1; tests pass their own."""


def retry_after(headers: Headers, now: datetime | None = None) -> float | None:
    """
    Seconds to wait before the next request, between 0 and a day; None if no header says so.

    Args:
        headers: Those of a response. A date in ``Retry-After`` is compared with ``Date``, if the
            server sends it, so that a wrong clock here does no harm.
        now: The current time, for a response without ``Date``.
    """
    text = headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]+", text):
        return min(float(text), _DAY)
    until = _moment(text)
    if until is None:
        return None
    begin = _moment(headers.get("date", "")) or now or datetime.now(UTC)
    return min(max((until - begin).total_seconds(), 0.0), _DAY)


def _moment(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # few responses have a date to read

    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
