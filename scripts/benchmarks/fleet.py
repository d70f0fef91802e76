"""
A night of many users: one process, several workers that share a work list, and workers that are
killed meanwhile. Each ends with all users read once, or with an error.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs

from kontokit import AsyncReadBudget
from kontokit_fleet import Counts, Unit, WorkList, load_parts
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import RUN, units

from .processor_time import seconds_of
from .work_tables import PLACES, Place, opened

_USERS: Final = 2_000
_LANES: Final = 100
_BANKS: Final = 20
_SUM: Final = Decimal("-7.5")
"""Of the transactions of a user."""
_PATIENCE: Final = 3600.0
_MOST_RATIO, _MOST_REQUESTS = 1.5, 50
"""
What a user may cost with several workers, beside one process, and the requests to Redis; with fewer
users than 2,000, what each process does once would count too much.
"""


@attrs.frozen
class Night:
    """
    How the users are refreshed.
    """

    table: str
    workers: int
    kills: int = 0


@attrs.frozen
class Costs:
    """
    What a night took.
    """

    seconds: float
    workers: float
    """Processor time of the workers in seconds."""
    starts: float
    """How much of it they took to start."""
    server: float
    requests: int | None = None
    """To Redis."""


_NIGHTS: Final = (
    Night("RedisTable", 1),
    Night("RedisTable", 4),
    Night("RedisTable", 4, kills=8),
    Night("PostgresTable", 1),
    Night("PostgresTable", 4),
    Night("PostgresTable", 4, kills=8),
)


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Run each night once; it has many users.

    Args:
        scale: 1 is 2,000 users.
        rounds: Ignored.

    Raises:
        RuntimeError: A user was not read, or not once; or several workers cost more than they may.
    """
    del rounds
    for library in ("duckdb", "pyarrow"):
        import_module(library)  # no worker could write, nor could rows be counted
    users = max(100, int(_USERS * scale))
    yield (
        f"| {users:,} users | s | users/s | CPU a user, ms | without starts, ms"
        " | beside one process | CPU of the server, ms | requests to Redis |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    plain: dict[str, float] = {}
    for night in _NIGHTS:
        if night.table in PLACES:
            yield _row(night, users, _run(night, users), plain)
    yield ""


def _row(night: Night, users: int, costs: Costs, plain: dict[str, float]) -> str:
    each = (costs.workers - costs.starts) / users * 1e3
    ratio = each / plain.setdefault(night.table, each)
    requests = "–" if costs.requests is None else f"{costs.requests / users:.1f}"
    if ratio > _MOST_RATIO and not night.kills and users >= _USERS:
        raise RuntimeError(f"several workers cost {ratio:.2f} times as much as one")
    if costs.requests is not None and costs.requests > _MOST_REQUESTS * users:
        raise RuntimeError(f"a user takes {requests} requests to Redis")
    process = "process" if night.workers == 1 else "processes"
    name = f"`{night.table}`, {night.workers} {process}"
    killed = f", {night.kills} kills" if night.kills else ""
    figures = (costs.seconds, users / costs.seconds, costs.workers / users * 1e3, each, ratio)
    shown = "{:.0f} | {:.0f} | {:.1f} | {:.1f} | {:.2f}".format(*figures)
    return f"| {name}{killed} | {shown} | {costs.server / users * 1e3:.1f} | {requests} |"


def _run(night: Night, users: int) -> Costs:
    planned = [_spread(unit) for unit in units(users)]
    with (
        PLACES[night.table]() as place,
        TemporaryDirectory() as folder,
        FleetBank() as bank,
    ):
        asyncio.run(_planned(place, planned))
        before, requests = seconds_of(place.server), asyncio.run(_requests(place))
        begun = time.monotonic()
        workers = _Workers(night, place, bank, folder)
        workers.run(users)
        seconds = time.monotonic() - begun
        costs = Costs(
            seconds=seconds,
            workers=workers.seconds,
            starts=workers.starts,
            server=seconds_of(place.server) - before,
            requests=None if requests is None else _more(requests, asyncio.run(_requests(place))),
        )
        _check(bank, folder, planned, *asyncio.run(_ended(place, planned)))
    return costs


class _Workers:
    """
    The processes of a night; one that is killed is followed by another one.
    """

    def __init__(self, night: Night, place: Place, bank: FleetBank, folder: str) -> None:
        module = "scripts.benchmarks.fleet_worker"
        lanes = str(_LANES // night.workers)
        self._command = [sys.executable, "-m", module, place.kind, place.address, bank.url]
        self._command += [folder, lanes]
        self._night, self._bank = night, bank
        self.seconds = self.starts = 0.0
        self._running = [self._new() for _ in range(night.workers)]

    def run(self, users: int) -> None:
        """
        Wait until all have ended by themselves, and kill some on the way.
        """
        kills = self._night.kills
        for number in range(1, kills + 1):
            self._wait(users * number // (kills + 1))
            self._running[0].kill()
            self._end(self._running.pop(0))
            self._running.append(self._new())
        for process in self._running:
            if self._end(process):
                raise RuntimeError("a worker has failed")

    def _wait(self, updates: int) -> None:
        ends = time.monotonic() + _PATIENCE
        while len(self._bank.updates) < updates:
            if time.monotonic() > ends:
                raise RuntimeError("the workers do not get on")
            time.sleep(0.02)

    def _new(self) -> subprocess.Popen[str]:
        return subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)

    def _end(self, process: subprocess.Popen[str]) -> int:
        started = process.stdout.read() if process.stdout else ""
        self.starts += float(started or 0)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds += usage.ru_utime + usage.ru_stime
        if process.stdout:
            process.stdout.close()
        return process.returncode


def _spread(unit: Unit) -> Unit:
    number = int(unit.connection) % _BANKS
    return Unit(**{**unit.to_dict(), "bank": f"28000{number:03}"})


async def _planned(place: Place, planned: list[Unit]) -> None:
    async with opened(place.kind, place.address) as (table, _):
        await WorkList(table).plan(RUN, planned)


async def _ended(place: Place, planned: list[Unit]) -> tuple[Counts, set[int]]:
    async with opened(place.kind, place.address) as (table, store):
        budget = AsyncReadBudget(store)
        left = {await budget.left(unit.budget_key) for unit in planned}
        return await WorkList(table).counts(RUN), left


async def _requests(place: Place) -> int | None:
    if place.kind != "redis":
        return None
    from redis.asyncio import Redis

    client: Any = Redis(port=int(place.address))
    # Each request of a client is one read; the commands inside of scripts are none.
    found = int((await client.info("stats"))["total_reads_processed"])
    await client.aclose()
    return found


def _more(before: int, after: int | None) -> int:
    return (after or 0) - before


def _check(
    bank: FleetBank, folder: str, planned: list[Unit], counts: Counts, left: set[int]
) -> None:
    database: Any = import_module("duckdb")  # it has no types
    with database.connect() as connection:
        load_parts(connection, Path(folder))
        sql = "SELECT count(*), sum(amount) FROM transactions"
        rows: Any = connection.execute(sql).fetchone()
    users = len(planned)
    found: dict[str, object] = {
        "undone": users - counts.done,
        "open": counts.open,
        "updates": bank.updates != {unit.connection: 1 for unit in planned},
        "rows": rows[0] - users * ROWS,
        "sum": rows[1] - users * _SUM,
        "reads left": left - {3},
        "tokens": [unit.user for unit in planned if bank.tokens[unit.user] > 2],
    }
    if any(found.values()):
        raise RuntimeError(f"the night did not end as it should: {found}")
