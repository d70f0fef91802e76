"""
A breaker for each bank: while it fails, nobody counts a read for it.
"""

from __future__ import annotations

import random
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


class _State(Struct, frozen=True, omit_defaults=True):
    version: int = 0
    failed: tuple[datetime, ...] = ()
    closed_until: datetime | None = None
    """Nobody asks the bank before, but for one probe after it."""
    probes: int = 0
    """How many have failed since it is open."""


class BankBreaker:
    """
    Stops asking a bank that fails, for all workers that share a store.

    After some failures within a window, the bank is left alone. Then one unit after another probes
    it, with pauses between them that grow to twice their length; the first success lets all units
    through.
    """

    def __init__(
        self,
        store: SwapStore | AsyncSwapStore,
        *,
        failures: int = 5,
        window: timedelta = timedelta(minutes=5),
        pause: timedelta = timedelta(minutes=5),
        clock: Clock | None = None,
        known_for: timedelta = timedelta(seconds=2),
    ) -> None:
        """
        Nothing is read yet.

        Args:
            store: An async store, or a blocking one, which is used in threads. It is not closed.
            failures: How many open the breaker.
            window: Within which time.
            pause: How long a bank is left alone, and the time between two probes.
            clock: A clock of your own, for tests.
            known_for: How long a bank that works is not looked up again.

        Raises:
            ConfigurationError: The store cannot compare and swap.
        """
        self._store = async_store(store)
        self._failures = failures
        self._window = window
        self._pause = pause
        self._clock = clock or SystemClock()
        self._known_for = known_for
        self._working: dict[str, datetime] = {}

    async def not_before(self, bank: str) -> datetime | None:
        """
        Ask whether the bank may be asked.

        Returns:
            None if it may: it works, or the caller is the probe. Otherwise when to try again.

        Raises:
            StoreError: The store did not work.
        """
        now = self._clock.now().time
        if (known := self._working.get(bank)) and known <= now < known + self._known_for:
            return None
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            if state.closed_until is None:
                self._working[bank] = now
                return None
            if state.closed_until > now:
                return state.closed_until + self._spread(state.probes)
            # This caller is the probe: all others wait for another pause.
            pause = self._pause * min(_GROWTH**state.probes, _MOST)
            probing = replace(state, closed_until=now + pause, version=state.version + 1)
            if await self._swap(bank, record, replace(probing, probes=state.probes + 1)):
                return None
        return now + self._pause

    async def failed(self, bank: str) -> bool:
        """
        Note that the bank or the provider has failed.

        Returns:
            Whether this has opened the breaker.

        Raises:
            StoreError: The store did not work.
        """
        now = self._clock.now().time
        self._working.pop(bank, None)
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            if state.closed_until is not None:
                return False  # what was under way when it opened does not open it for longer
            recent = [one for one in state.failed if now - one < self._window]
            failed = (*recent[-self._failures :], now)
            opens = len(failed) >= self._failures
            until = now + self._pause if opens else None
            noted = _State(version=state.version + 1, failed=failed, closed_until=until)
            if await self._swap(bank, record, noted):
                return opens
        raise StoreError("other processes kept changing the record of a bank; try again")

    async def worked(self, bank: str) -> bool:
        """
        Note that the bank has answered.

        Returns:
            Whether the breaker was open until now.

        Raises:
            StoreError: The store did not work.
        """
        if bank in self._working:
            return False
        for _ in range(_TRIES):
            state, record = await self._load(bank)
            if state.closed_until is None and not state.failed:
                return False
            if await self._swap(bank, record, _State(version=state.version + 1)):
                return state.closed_until is not None
        raise StoreError("other processes kept changing the record of a bank; try again")

    def _spread(self, probes: int) -> timedelta:
        """
        Some time, so that units do not come back in the same moment. After hours it is some
        minutes: of a large bank, most units come back in vain.
        """
        return self._pause * random.uniform(0.0, 0.1 * (1 + probes))  # noqa: S311  # no secret

    async def _load(self, bank: str) -> tuple[_State, bytes | None]:
        record = await self._store.load(_key(bank))
        if record is None:
            return _State(), None
        try:
            return msgspec.json.decode(record, type=_State), record
        except (msgspec.MsgspecError, ValueError):
            return _State(), record  # a damaged record is no reason to leave a bank alone

    async def _swap(self, bank: str, record: bytes | None, state: _State) -> bool:
        ends = self._clock.now().time + _LASTS
        return await self._store.swap(_key(bank), record, msgspec.json.encode(state), ends=ends)

    def __repr__(self) -> str:
        return f"BankBreaker({self._store!r})"


def _key(bank: str) -> str:
    return f"bank-{digest(bank)}"
