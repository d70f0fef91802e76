"""
A client and all around it in more than one event loop: `asyncio.run` for each task, a worker that
forks, and loops in threads. Only documented errors, and each unit is read once.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from redis.asyncio import Redis

from kontokit import StoreError
from kontokit.stores import AsyncRedisStore, MemoryStore, SqliteStore
from kontokit_fleet import Done, ParquetSink, RedisTable, SqlSink, Unit, load_parts
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import RUN, Clock, Fleet, units


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


def in_parts(folder: Path) -> tuple[Any, Any]:
    def count() -> int:
        with duckdb.connect() as connection:
            load_parts(connection, folder)
            return _count(connection)

    return ParquetSink(folder, flush_seconds=0.01), count


def in_table(folder: Path) -> tuple[Any, Any]:
    path = str(folder / "bank.db")
    sink = SqlSink(lambda: duckdb.connect(path), flush_seconds=0.01)
    asyncio.run(sink.create_table())

    def count() -> int:
        with duckdb.connect(path) as connection:
            return _count(connection)

    return sink, count


def _count(connection: Any) -> int:
    return int(connection.execute("SELECT count(*) FROM transactions").fetchone()[0])


@pytest.mark.parametrize("made", [in_parts, in_table])
def test_each_task_may_have_a_loop_of_its_own(bank: FleetBank, tmp_path: Path, made: Any) -> None:
    """
    One client, store and sink, and a new loop for each unit, as in a task that calls `asyncio.run`.
    """
    sink, count = made(tmp_path)
    fleet = Fleet(MemoryStore(), sink=sink)
    asyncio.run(fleet.work.plan(RUN, units(5)))
    client = bank.client()
    refresher = fleet.refresher(client)
    for unit in units(5):
        assert asyncio.run(_in_time(refresher.run(unit))) == Done(ROWS)
    asyncio.run(client.close())
    assert set(bank.updates.values()) == {1}
    assert count() == 5 * ROWS


def test_loops_in_threads_share_a_store_and_a_sink(bank: FleetBank, tmp_path: Path) -> None:
    """
    Four loops at once, whose units are in the same records of the store; of six banks, so that none
    of them waits for a first answer of its bank.
    """
    several = [one for n in range(6) for one in units(4, bank=f"bank-{n}", first=4 * n + 1)]
    sink, count = in_parts(tmp_path)
    fleet = Fleet(MemoryStore(), sink=sink)
    asyncio.run(fleet.work.plan(RUN, several))
    client = bank.client()
    refresher, begin = fleet.refresher(client), threading.Barrier(4)

    async def some(these: list[Unit]) -> list[Any]:
        return await asyncio.gather(*(refresher.run(unit) for unit in these))

    def loop(number: int) -> list[Any]:
        begin.wait()
        return asyncio.run(_in_time(some(several[number::4])))

    with ThreadPoolExecutor(4) as threads:
        found = [one for some_ in threads.map(loop, range(4)) for one in some_]
    asyncio.run(client.close())
    assert found == [Done(ROWS)] * 24
    assert bank.updates == {unit.connection: 1 for unit in several}
    assert count() == 24 * ROWS


def test_a_worker_that_forks_uses_what_it_has_made_before(bank: FleetBank, tmp_path: Path) -> None:
    """
    The parent has used the client; each child goes on with it, with a loop for each of its units.
    """
    sink, count = in_parts(tmp_path)
    fleet = Fleet(SqliteStore(tmp_path / "fleet.db", key=None), sink=sink)
    asyncio.run(fleet.work.plan(RUN, units(7)))
    client = bank.client()
    refresher = fleet.refresher(client)

    def run(unit: Unit) -> Any:
        return asyncio.run(_in_time(refresher.run(unit)))

    assert run(units(1)[0]) == Done(ROWS)
    children = [_forked(partial(_each, run, some)) for some in _shares(3)]
    assert [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children] == [0, 0, 0]
    counts = asyncio.run(fleet.work.counts(RUN))
    asyncio.run(client.close())
    assert (counts.done, counts.open) == (7, 0)
    assert bank.updates == {unit.connection: 1 for unit in units(7)}
    assert count() == 7 * ROWS


def test_a_client_of_redis_in_another_loop_is_an_error_of_the_store(
    bank: FleetBank, redis_port: int
) -> None:
    """
    It belongs to its loop. Who forgets that gets the documented error, and a new client works.
    """

    async def plan() -> tuple[Any, Fleet]:
        redis: Any = Redis(port=redis_port)
        await redis.flushall()
        fleet = in_redis(redis)
        await fleet.work.plan(RUN, units(2))
        return redis, fleet

    def misuse() -> list[Any]:  # in a child, for the client leaves its sockets open
        kept, fleet = asyncio.run(plan())
        outcomes = [asyncio.run(_only_documented(fleet.refresh(bank, one))) for one in units(2)]
        del kept
        return outcomes

    assert os.waitstatus_to_exitcode(os.waitpid(_forked(misuse), 0)[1]) == 0

    async def again() -> Any:
        client: Any = Redis(port=redis_port)
        fleet = in_redis(client)
        fleet.clock.step(seconds=61)
        for unit in units(2):
            await fleet.refresh(bank, unit)
        counts = await fleet.work.counts(RUN)
        await client.aclose()
        return counts

    assert asyncio.run(again()).done == 2
    assert set(bank.updates.values()) == {1}


def in_redis(client: Any) -> Fleet:
    return Fleet(AsyncRedisStore(client, key=None), clock=Clock(), table=RedisTable(client))


async def _only_documented(work: Any) -> Any:
    with suppress(StoreError):
        await _in_time(work)
    return Done(ROWS)


async def _in_time(work: Any) -> Any:
    """
    A loop that waits for another one would wait without end.
    """
    return await asyncio.wait_for(work, 60)


def _shares(count: int) -> list[list[Unit]]:
    return [units(7)[1:][number::count] for number in range(count)]


def _each(run: Callable[[Unit], Any], some: list[Unit]) -> list[Any]:
    return [run(unit) for unit in some]


def _forked(work: Any) -> int:
    process = os.fork()
    if process == 0:
        code = 1
        try:
            signal.alarm(120)
            code = 0 if all(one == Done(ROWS) for one in work()) else 2
        finally:
            os._exit(code)
    return process
