"""
Work lists of runs of three sizes: what a unit costs, and how that grows with the run.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from kontokit_fleet import Claim, Done, Unit, WorkList

from .processor_time import seconds_of
from .work_tables import PLACES, Place, opened

_SIZES: Final = (1_000, 10_000, 100_000)
_SETTLED: Final = 5_000
"""How many units of a run are offered, claimed and settled."""
_AT_ONCE: Final = 50
_HOLD: Final = timedelta(hours=1)
_STEPS: Final = ("plan", "due", "claim", "settle", "counts")


class _Costs:
    """
    The processor time of each step, of this process and of the server.
    """

    def __init__(self, place: Place) -> None:
        self._server = place.server
        self.client: defaultdict[str, float] = defaultdict(float)
        self.server: defaultdict[str, float] = defaultdict(float)
        self.units: defaultdict[str, int] = defaultdict(int)

    @contextmanager
    def of(self, step: str, units: int) -> Generator[None]:
        before, server = time.process_time(), seconds_of(self._server)
        yield
        self.client[step] += time.process_time() - before
        self.server[step] += seconds_of(self._server) - server
        self.units[step] += units

    def micros(self, step: str) -> tuple[float, float]:
        each = 1e6 / max(self.units[step], 1)
        return self.client[step] * each, self.server[step] * each


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Plan, offer, claim and settle the units of a run.

    Args:
        scale: The size of the runs.
        rounds: Each run is made once, whatever it says; it has many rounds of 50 units.
    """
    del rounds
    sizes = [max(100, int(size * scale)) for size in _SIZES]
    heads = [f"{size:,} units" for size in sizes]
    yield f"| CPU a unit, µs: client + server | {' | '.join(heads)} | exponent |"
    yield f"|{'---|' * (len(sizes) + 2)}"
    for name, placed in PLACES.items():
        with placed() as place:
            costs = [asyncio.run(_measured(place, size)) for size in sizes]
        for step in _STEPS:
            yield f"| `{name}`: {step} | {_row(sizes, costs, step)} |"
    yield ""


def exponent(sizes: Sequence[int], totals: Sequence[float]) -> float:
    """
    How a cost grows with the size: 1 is as the size, 2 as its square. The slope of a line through
    the logarithms.
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(total) for total in totals]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return rise / sum((a - x) ** 2 for a in xs)


def _row(sizes: Sequence[int], costs: Sequence[_Costs], step: str) -> str:
    micros = [one.micros(step) for one in costs]
    totals = [size * sum(both) for size, both in zip(sizes, micros, strict=True)]
    cells = [f"{client:.0f} + {server:.0f}" for client, server in micros]
    return " | ".join((*cells, f"{exponent(sizes, totals):.2f}"))


async def _measured(place: Place, size: int) -> _Costs:
    costs, run = _Costs(place), f"run of {size}"
    units = [_unit(run, number) for number in range(size)]
    async with opened(place.kind, place.address) as (table, _):
        work = WorkList(table)
        with costs.of("plan", size):
            await work.plan(run, units)
        wanted = min(size, _SETTLED)
        for _ in range(0, wanted, _AT_ONCE):
            await _round(work, run, costs)
        with costs.of("counts", size):
            counts = await work.counts(run)
        if counts.done < wanted or counts.total != size:
            raise RuntimeError(f"{counts.done} of {counts.total} units are done")
        await work.forget(run)
    return costs


async def _round(work: WorkList, run: str, costs: _Costs) -> None:
    with costs.of("due", _AT_ONCE):
        units = await work.due(run, _AT_ONCE, hold=_HOLD)
    with costs.of("claim", _AT_ONCE):
        found: list[Any] = [await work.claim(unit) for unit in units]
    claims: list[Claim] = [one for one in found if one is not None]
    with costs.of("settle", _AT_ONCE):
        for claim in claims:
            await claim.settle(Done(1))


def _unit(run: str, number: int) -> Unit:
    return Unit(
        run=run,
        api="finapi_access",
        user=f"user-{number}",
        connection=str(number),
        bank=f"28000{number % 100:03}",
    )
