"""
What the tests of a fleet share: a clock, a sink, units, and a refresher around a bank.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kontokit import AsyncClient, AsyncReadBudget
from kontokit.core.clock import Moment
from kontokit.stores import AsyncSwapStore, SwapStore
from kontokit_banking import Transaction
from kontokit_fleet import (
    BankBreaker,
    Observer,
    Refresher,
    RefreshOptions,
    StoreTable,
    Unit,
    Watermarks,
    WorkList,
    WorkTable,
)
from tests.support.fleet_bank import FleetBank, secrets_of, user

RUN = "2026-11-28"
NOW = datetime(2040, 11, 28, 1, tzinfo=UTC)
"""Later than the clock of stores, which drop what has ended."""


class Clock:
    """
    A clock that is set by hand, and by sleeping.
    """

    def __init__(self, time: datetime = NOW) -> None:
        self.time = time

    def now(self) -> Moment:
        return Moment(time=self.time, steady=self.time.timestamp())

    def step(self, **passed: float) -> None:
        self.time += timedelta(**passed)

    async def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class ListSink:
    """
    Keeps rows in memory, and counts how often each was written.
    """

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []
        self.keys: list[tuple[str, str]] = []
        """Those of accounts and of their rows."""

    async def write(self, unit: Unit, rows: Sequence[Transaction[Any]]) -> None:
        self.written += [(unit.connection, row.key) for row in rows]
        self.keys += [(row.account_key, row.key) for row in rows]


class FileSink:
    """
    Adds a line for each row to a file, which several processes share.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    async def write(self, unit: Unit, rows: Sequence[Transaction[Any]]) -> None:
        with self.path.open("a") as file:
            file.write("".join(f"{unit.connection} {row.key}\n" for row in rows))


def units(count: int, *, bank: str = "28000100", first: int = 1) -> list[Unit]:
    return [
        Unit(run=RUN, api="finapi_access", user=user(n), connection=str(n), bank=bank)
        for n in range(first, first + count)
    ]


class Fleet:
    """
    A work list, a budget and all else in one store; makes refreshers.
    """

    def __init__(
        self,
        store: SwapStore | AsyncSwapStore,
        *,
        clock: Clock | None = None,
        table: WorkTable | None = None,
        sink: Any = None,
        lease: timedelta = timedelta(seconds=60),
    ) -> None:
        self.clock = clock or Clock()
        self.work = WorkList(
            table or StoreTable(store, clock=self.clock), clock=self.clock, lease=lease
        )
        self.budget = AsyncReadBudget(store, self.clock)
        self.breaker = BankBreaker(store, clock=self.clock, known_for=timedelta(0))
        self.watermarks = Watermarks(store)
        self.sink = sink or ListSink()

    def refresher(
        self,
        client: AsyncClient,
        *,
        observers: Sequence[Observer] = (),
        options: RefreshOptions | None = None,
        until: datetime | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
    ) -> Refresher:
        return Refresher(
            client,
            work=self.work,
            budget=self.budget,
            sink=self.sink,
            secrets=secrets_of,
            breaker=self.breaker,
            watermarks=self.watermarks,
            observers=observers,
            options=options or RefreshOptions(),
            until=until,
            clock=self.clock,
            sleep=sleep or self.clock.sleep,
        )

    async def refresh(self, bank: FleetBank, unit: Unit, **options: Any) -> Any:
        """
        Refresh one unit with a client of its own.
        """
        async with bank.client() as client:
            return await self.refresher(client, **options).run(unit)
