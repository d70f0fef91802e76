"""
Workers that are killed at every write, before it and after it, are followed by one that finishes:
nothing is lost, no bank is asked twice, and no row is there twice.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kontokit.stores import SqliteStore
from kontokit_fleet import Done
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import NOW, RUN, Clock, FileSink, Fleet, units


class DeadlyStore(SqliteStore):
    """
    Ends its process at one of its writes.
    """

    writes = 0
    kills_at = 0
    kills_after = False

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        self.writes += 1
        is_last = self.writes == self.kills_at
        if is_last and not self.kills_after:
            os.kill(os.getpid(), signal.SIGKILL)
        written = super().swap(key, expected, record, ends=ends)
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)
        return written


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


def made(folder: Path, clock: Clock) -> tuple[DeadlyStore, Fleet]:
    store = DeadlyStore(folder / "fleet.db", key=None)
    return store, Fleet(store, clock=clock, sink=FileSink(folder / "rows.txt"))


def killed(folder: Path, bank: FleetBank, kills_at: int, *, after: bool) -> bool:
    """
    Refresh a unit in a child; whether it was killed.
    """
    process = os.fork()
    if process == 0:
        try:
            store, fleet = made(folder, Clock())
            store.kills_at, store.kills_after = kills_at, after
            asyncio.run(fleet.refresh(bank, units(1)[0]))
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def resumed(folder: Path, bank: FleetBank) -> Any:
    """
    Refresh it in another process' place, after the claim has ended.
    """
    _, fleet = made(folder, Clock(NOW + timedelta(seconds=61)))

    async def work() -> Any:
        outcome = await fleet.refresh(bank, units(1)[0])
        counts = await fleet.work.counts(RUN)
        return outcome, counts.done, await fleet.budget.left(units(1)[0].budget_key)

    return asyncio.run(work())


@pytest.mark.parametrize("after", [False, True])
def test_a_unit_survives_a_kill_at_every_write(
    bank: FleetBank, tmp_path: Path, *, after: bool
) -> None:
    """
    Until no write is left to be killed at: one update, one read counted, two tokens at most, every
    row, and the unit done.
    """
    for kills_at in range(1, 30):
        folder = tmp_path / str(kills_at)
        folder.mkdir()
        asyncio.run(made(folder, Clock())[1].work.plan(RUN, units(1)))
        was_killed = killed(folder, bank, kills_at, after=after)
        outcome, done, left = resumed(folder, bank)
        is_over = outcome != Done(ROWS)  # the first worker has settled it before it was killed
        assert done == 1, kills_at
        assert left == 3, kills_at
        assert bank.updates == {"1": 1}, kills_at
        assert bank.tokens["user-1"] <= 2, kills_at
        assert len(set((folder / "rows.txt").read_text().splitlines())) == ROWS, kills_at
        bank.updates.clear()
        bank.tokens.clear()
        if not was_killed:
            assert kills_at > 5
            assert is_over
            return
    raise AssertionError("the worker is killed without end")


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_worker_that_is_killed_while_it_sends_is_no_second_read(
    bank: FleetBank, tmp_path: Path, *, is_sent: bool
) -> None:
    """
    Between the request and its answer: the next one looks, and asks only if nothing has arrived.
    """
    asyncio.run(made(tmp_path, Clock())[1].work.plan(RUN, units(1)))
    process = os.fork()
    if process == 0:
        try:
            _, fleet = made(tmp_path, Clock())
            asyncio.run(_until_sending(fleet, bank, is_sent=is_sent))
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(process, 0)[1])
    assert sum(bank.updates.values()) == int(is_sent)
    outcome, done, left = resumed(tmp_path, bank)
    assert (outcome, done, left) == (Done(ROWS), 1, 3)
    assert bank.updates == {"1": 1}


async def _until_sending(fleet: Fleet, bank: FleetBank, *, is_sent: bool) -> None:
    async with bank.client() as client:
        of_user = type(client)
        refresher = fleet.refresher(client)
        original = of_user.as_user

        def as_user(self: Any, *args: Any, **named: Any) -> Any:
            user = original(self, *args, **named)
            update = user.bank_connections.update

            async def deadly(**arguments: Any) -> Any:
                if is_sent:
                    await update(**arguments)
                os.kill(os.getpid(), signal.SIGKILL)

            user.bank_connections.update = deadly
            return user

        of_user.as_user = as_user  # type: ignore[method-assign]
        await refresher.run(units(1)[0])
