"""
Rate limits that all workers of a client keep together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from kontokit import ArgumentError, AsyncMiddleware, AttemptInfo, CallOutcome

from .clock import Clock, SystemClock, pause
from .errors import RateWaitError
from .events import LimiterWaited, Observer, RequestLimited, TokenRequested, tell
from .redis_server import Scripts

if TYPE_CHECKING:
    import redis.asyncio

_TOO_MANY: Final = 429
_SHORTEST: Final = 1.0
_LONGEST: Final = 60.0
_SLOT: Final = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local interval, burst, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = due - burst * interval - now
if wait > most then return wait end
redis.call('SET', KEYS[1], string.format('%.0f', due + interval), 'PX',
  math.ceil((due + interval - now) / 1000) + 1000)
return math.max(wait, 0)
"""
"""The generic cell rate algorithm, in microseconds of Redis' own clock."""
_PAUSE: Final = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local till = now + tonumber(ARGV[1]) + tonumber(ARGV[2]) * tonumber(ARGV[3])
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), till)
redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX', math.ceil((due - now) / 1000) + 1000)
return 1
"""
_MOST: Final = timedelta(days=1)


class RateLimiter(Protocol):
    """
    Lets requests through at an even rate.
    """

    async def slot(self, key: str, *, deadline: datetime | None = None) -> float:
        """
        Wait until a request may be sent.

        Args:
            key: What the provider counts by, such as the id of your client.
            deadline: When waiting makes no sense any more.

        Returns:
            The seconds it has waited.

        Raises:
            RateWaitError: It would be later than the deadline; no slot is taken.
            StoreError: The storage did not work.
        """
        ...

    async def hold(self, key: str, seconds: float) -> None:
        """
        Let nothing through for a while, since the provider has said so.

        Raises:
            StoreError: The storage did not work.
        """
        ...


class _Rate:
    def __init__(self, per_second: float, burst: int, clock: Clock | None) -> None:
        if not 0 < per_second < 1e6 or burst < 0:
            raise ArgumentError("it must be above zero, and burst not below", place="per_second")
        self.interval = 1.0 / per_second
        self.burst = burst
        self.clock = clock or SystemClock()

    def most(self, deadline: datetime | None) -> float:
        left = _MOST if deadline is None else deadline - self.clock.now().time
        return left.total_seconds()

    def too_long(self, wait: float) -> RateWaitError:
        return RateWaitError(not_before=self.clock.now().time + timedelta(seconds=wait))


class MemoryRateLimiter:
    """
    A rate limit of one process.
    """

    def __init__(
        self,
        per_second: float,
        *,
        burst: int = 0,
        clock: Clock | None = None,
        sleep: Callable[[float], Awaitable[None]] = pause,
    ) -> None:
        """
        Nothing has been sent yet.

        Args:
            per_second: How many requests, a little below what the provider allows.
            burst: How many may follow each other at once after a quiet time.
            clock: A clock of your own, for tests.
            sleep: How to wait, for tests.

        Raises:
            ArgumentError: A value is out of range.
        """
        self._rate = _Rate(per_second, burst, clock)
        self._sleep = sleep
        self._due: dict[str, float] = {}

    async def slot(self, key: str, *, deadline: datetime | None = None) -> float:
        """
        As :meth:`RateLimiter.slot`.
        """
        rate, now = self._rate, self._rate.clock.now().steady
        due = max(self._due.get(key, 0.0), now)
        wait = due - rate.burst * rate.interval - now
        if wait > rate.most(deadline):
            raise rate.too_long(wait)
        self._due[key] = due + rate.interval
        if wait > 0:
            await self._sleep(wait)
        return max(wait, 0.0)

    async def hold(self, key: str, seconds: float) -> None:
        """
        As :meth:`RateLimiter.hold`.
        """
        rate = self._rate
        till = rate.clock.now().steady + seconds + rate.burst * rate.interval
        self._due[key] = max(self._due.get(key, 0.0), till)


class RedisRateLimiter:
    """
    A rate limit of all processes that reach a Redis, by its clock.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        per_second: float,
        *,
        burst: int = 0,
        prefix: str = "kontokit:rate:",
        sleep: Callable[[float], Awaitable[None]] = pause,
    ) -> None:
        """
        Nothing is sent yet.

        Args:
            client: A ``redis.asyncio.Redis`` of this event loop. It stays yours.
            per_second: How many requests, a little below what the provider allows.
            burst: How many may follow each other at once after a quiet time.
            prefix: The prefix of all keys in Redis.
            sleep: How to wait, for tests.

        Raises:
            ArgumentError: A value is out of range.
        """
        self._scripts = Scripts(client)
        self._rate = _Rate(per_second, burst, None)
        self._prefix = prefix
        self._sleep = sleep

    async def slot(self, key: str, *, deadline: datetime | None = None) -> float:
        """
        As :meth:`RateLimiter.slot`.
        """
        most = self._rate.most(deadline)
        values = [self._interval, self._rate.burst, round(most * 1e6)]
        wait = int(await self._scripts.run(_SLOT, [self._prefix + key], values)) / 1e6
        if wait > most:
            raise self._rate.too_long(wait)
        if wait > 0:
            await self._sleep(wait)
        return wait

    async def hold(self, key: str, seconds: float) -> None:
        """
        As :meth:`RateLimiter.hold`.
        """
        values = [round(seconds * 1e6), self._rate.burst, self._interval]
        await self._scripts.run(_PAUSE, [self._prefix + key], values)

    @property
    def _interval(self) -> int:
        return max(round(self._rate.interval * 1e6), 1)


class RateLimit(AsyncMiddleware):
    """
    Middleware that lets every attempt of a client wait for its slot: requests for tokens, pages
    and polls too. After a 429, all workers pause; twice as long each time if another one follows at
    once, up to a minute.
    """

    def __init__(
        self, limiter: RateLimiter, key: str, *, observers: Sequence[Observer] = ()
    ) -> None:
        """
        Args:
            limiter: It should be shared by all workers.
            key: What the provider counts by, such as the id of your client.
            observers: Called with ``LimiterWaited``, ``TokenRequested`` and ``RequestLimited``.
        """
        self._limiter = limiter
        self._key = key
        self._observers = tuple(observers)
        self._pause = _SHORTEST
        self._paused_until = -_LONGEST

    async def before_attempt(self, attempt: AttemptInfo) -> None:
        """
        Wait for a slot.
        """
        seconds = await self._limiter.slot(self._key)
        tell(self._observers, LimiterWaited(self._key, seconds))
        if attempt.call.asks_for_token:
            tell(self._observers, TokenRequested(self._key))

    async def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        """
        Pause after a 429.
        """
        if outcome.status == _TOO_MANY:
            tell(self._observers, RequestLimited(self._key))
            await self._limiter.hold(self._key, self._next_pause())

    def _next_pause(self) -> float:
        # What was under way when the pause began says nothing new.
        now = asyncio.get_running_loop().time()
        since = now - self._paused_until
        if since < 0:
            return -since
        if since < _SHORTEST:
            self._pause = min(2 * self._pause, _LONGEST)
        elif since > _LONGEST:
            self._pause = _SHORTEST
        self._paused_until = now + self._pause
        return self._pause
