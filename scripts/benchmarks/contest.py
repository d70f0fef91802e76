"""
Contestants that are timed in turns.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs


@attrs.frozen
class Contest:
    """
    Several ways to do the same.
    """

    name: str
    contestants: Mapping[str, Callable[[], Any]]
    """By name; the first one is what the others are compared with."""


def tables_of(contests: Iterable[Contest], rounds: int) -> Iterator[str]:
    """
    The tables of several contests, each with an empty line behind it.
    """
    for contest in contests:
        yield from table(contest, rounds)
        yield ""


def table(contest: Contest, rounds: int) -> Iterator[str]:
    """
    Time all contestants in turns, and write their CPU times and ratios as a table.

    Args:
        rounds: How often each is timed.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contest.contestants}
    for _ in range(rounds):
        for name, run in contest.contestants.items():
            begun = time.process_time()
            run()
            seconds[name].append(time.process_time() - begun)
    least = {name: min(times) for name, times in seconds.items()}
    first = next(iter(least.values()))
    yield f"| {contest.name} | minimum, ms | median, ms | ratio |"
    yield "|---|---|---|---|"
    for name, times in seconds.items():
        figures = (least[name] * 1e3, statistics.median(times) * 1e3, least[name] / first)
        yield "| {} | {:.1f} | {:.1f} | {:.2f} |".format(name, *figures)
