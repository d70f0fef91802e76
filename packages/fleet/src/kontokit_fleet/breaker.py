"""
A breaker for each bank: while it fails, nobody counts a read for it.
"""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kontokit import StoreError
from kontokit.stores import AsyncSwapStore, SwapStore, async_store

from .clock import Clock, SystemClock
from .unit import digest

_TRIES: Final = 20
_GROWTH: Final = 1.25
_MOST: Final = 2.0
_LASTS: Final = timedelta(days=2)
_HEARD: Final = timedelta(minutes=1)
"""For how long an answer of a bank lets any number of units ask it."""
_SOON: Final = timedelta(seconds=2)


class _Opening(Struct, frozen=True):
    at: datetime
    until: datetime
    """Nobody asks the bank before, but for one probe after it."""
    probes: int = 0
    """How many have been let through."""


class _State(Struct, frozen=True, omit_defaults=True):
    version: int = 0
    failed: tuple[datetime, ...] = ()
    """Failures since it worked."""
    worked_at: datetime | None = None
    """When it answered; written every half minute at most."""
    tried: tuple[datetime, ...] = ()
    """When units asked it while nobody had heard of it."""
    opening: _Opening | None = None
    probes: int = 0
    """How many were let through before a probe has worked, until another unit has."""


class BankBreaker:
    """
    Stops asking a bank that fails, for all workers that share a store.

    After some failures without a success between them, the bank is left alone. Then one unit after
    another probes it, with pauses between them that grow to twice their length. If one works, some
    units follow; if the first of them fails, the bank is left alone again, and if it works, all
    units go. Some units go first, too, where nobody has heard of a bank for a minute: as many as
    would open the breaker. So a bank that refuses at once costs as many requests whatever the
    number of units and workers, but for those that are under way when it begins to.
    """

    def __init__(
        self,
        store: SwapStore | AsyncSwapStore,
        *,
        failures: int = 5,
        window: timedelta = timedelta(hours=1),
        pause: timedelta = timedelta(minutes=5),
        clock: Clock | None = None,
        known_for: timedelta = timedelta(seconds=2),
    ) -> None:
        """
        Nothing is read yet.

        Args:
            store: An async store, or a blocking one, which is used in threads. It is not closed.
            failures: How many open the breaker, if nothing has worked since the first of them.
            window: Within which time.
            pause: How long a bank is left alone, and the time between two probes.
            clock: A clock of your own, for tests.
            known_for: How long a bank that works is not looked up again before a unit begins.

        Raises:
            ConfigurationError: The store cannot compare and swap.
        """
        self._store = async_store(store)
        self._failures = failures
        self._window = window
        self._pause = pause
        self._clock = clock or SystemClock()
        self._known_for = known_for
        self._known: dict[str, tuple[datetime, _State]] = {}

    async def not_before(self, bank: str) -> datetime | None:
        """
        Ask whether a unit of the bank may begin.

        Returns:
            None if it may: the bank works, or the caller is the probe. Otherwise when to try again.

        Raises:
            StoreError: The store did not work.
        """
        now = self._now()
        known = self._recent(bank, now)
        if known is not None and self._is_heard(known, now):
            return None
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            if state.opening is None:
                return self._soon(now) if self._is_tried(state, now) else None
            if state.opening.until > now:
                return state.opening.until + self._spread(state.opening.probes)
            # This caller is the probe: all others wait for another pause.
            if await self._swap(bank, record, replace(state, opening=self._probed(state.opening))):
                return None
        return now + self._pause

    async def before_asking(self, bank: str, *, begun: datetime) -> datetime | None:
        """
        Ask whether a unit that may begin may have the bank asked now.

        Args:
            begun: When ``not_before`` was asked; who began before the breaker opened is stopped.

        Returns:
            None if it may. Otherwise when to try again.

        Raises:
            StoreError: The store did not work.
        """
        now = self._now()
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            if state.opening is not None:
                is_probe = begun > state.opening.at
                return None if is_probe else state.opening.until + self._spread(0)
            if self._is_heard(state, now):
                return None
            if self._is_tried(state, now):
                break
            tried = (*(one for one in state.tried if now - one < _HEARD), now)
            if await self._swap(bank, record, replace(state, tried=tried)):
                return None
        return self._soon(now)

    async def failed(self, bank: str) -> bool:
        """
        Note that the bank or the provider has failed.

        Returns:
            Whether this has opened the breaker.

        Raises:
            StoreError: The store did not work.
        """
        now = self._now()
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            if state.opening is not None:
                return False  # what was under way when it opened does not open it for longer
            recent = [one for one in state.failed if now - one < self._window]
            failed = (*recent[-self._failures :], now)
            opens = len(failed) >= self._failures
            opening = self._opened(state.probes, at=now) if opens else None
            if await self._swap(bank, record, replace(state, failed=failed, opening=opening)):
                return opens
        raise StoreError("other processes kept changing the record of a bank; try again")

    async def worked(self, bank: str, *, asked_at: datetime | None = None) -> bool:
        """
        Note that the bank has answered.

        Args:
            asked_at: When it was asked, by default now. What was asked before the bank began to
                fail says nothing of it.

        Returns:
            Whether the breaker was open until now.

        Raises:
            StoreError: The store did not work.
        """
        now = self._now()
        asked = asked_at or now
        known = self._recent(bank, now)
        if known is not None and self._noted(known, asked, now) is None:
            return False
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            noted = self._noted(state, asked, now)
            if noted is None:
                return False
            if await self._swap(bank, record, noted):
                return state.opening is not None
        raise StoreError("other processes kept changing the record of a bank; try again")

    def _noted(self, state: _State, asked: datetime, now: datetime) -> _State | None:
        """
        The state after an answer; None if it says nothing new.
        """
        if state.opening is not None:
            return self._closed(state, now) if asked > state.opening.at else None
        failed = tuple(one for one in state.failed if one >= asked)
        is_new = state.worked_at is None or now - state.worked_at >= _HEARD / 2
        if failed == state.failed and not is_new:
            return None
        probes = state.probes if failed else 0
        return replace(state, failed=failed, worked_at=now, tried=(), probes=probes)

    def _closed(self, state: _State, now: datetime) -> _State:
        """
        The state after a probe has worked, which may be chance: one more failure opens it again.
        """
        failed = (now,) * (self._failures - 1)
        probes = state.opening.probes if state.opening else 0
        return _State(version=state.version, failed=failed, probes=probes)

    def _probed(self, opening: _Opening) -> _Opening:
        longer = self._opened(opening.probes, at=opening.at)
        return replace(longer, probes=opening.probes + 1)

    def _opened(self, probes: int, *, at: datetime) -> _Opening:
        pause = self._pause * min(_GROWTH**probes, _MOST)
        return _Opening(at, self._now() + pause, probes)

    def _is_heard(self, state: _State, now: datetime) -> bool:
        """
        Check whether the bank has answered a short while ago.
        """
        if state.opening is not None or state.worked_at is None:
            return False
        return now - state.worked_at < _HEARD

    def _is_tried(self, state: _State, now: datetime) -> bool:
        """
        Check whether as many units as may do so ask the bank without knowing whether it works.
        """
        recent = [one for one in state.tried if now - one < _HEARD]
        return not self._is_heard(state, now) and len(recent) >= self._failures

    def _soon(self, now: datetime) -> datetime:
        return now + _SOON * random.uniform(1.0, 2.0)  # noqa: S311  # no secret

    def _spread(self, probes: int) -> timedelta:
        """
        Some time, so that units do not come back in the same moment. After hours it is some
        minutes: of a large bank, most units come back in vain.
        """
        return self._pause * random.uniform(0.0, 0.1 * (1 + probes))  # noqa: S311  # no secret

    def _recent(self, bank: str, now: datetime) -> _State | None:
        """
        The state of a bank, if it was loaded a short while ago.
        """
        loaded, state = self._known.get(bank, (now - self._known_for, _State()))
        return state if loaded <= now < loaded + self._known_for else None

    async def _load(self, bank: str) -> tuple[_State, bytes | None]:
        record = await self._store.load(_key(bank))
        state = _State()
        if record is not None:
            # A damaged record is no reason to leave a bank alone.
            with suppress(msgspec.MsgspecError, ValueError):
                state = msgspec.json.decode(record, type=_State)
        self._known[bank] = self._now(), state
        return state, record

    async def _swap(self, bank: str, record: bytes | None, state: _State) -> bool:
        self._known.pop(bank, None)
        after = msgspec.json.encode(replace(state, version=state.version + 1))
        return await self._store.swap(_key(bank), record, after, ends=self._now() + _LASTS)

    def _now(self) -> datetime:
        return self._clock.now().time

    def __repr__(self) -> str:
        return f"BankBreaker({self._store!r})"


def _key(bank: str) -> str:
    return f"bank-{digest(bank)}"
