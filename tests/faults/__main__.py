"""
Plays fault schedules: ``python -m tests.faults --seed 1 --number 10000``.

Prints the seed, the verdicts, the share of unknown outcomes of each API, and of each kind of
failure the first with its trace. ``--only 17`` plays one schedule and prints its trace.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.play import play
from tests.faults.processes import processes, store_for
from tests.faults.schedule import draw
from tests.faults.verdicts import Result
from tests.support.redis_server import running_redis

_SHOWN = 1


class Summary:
    """
    What came of many schedules.
    """

    def __init__(self) -> None:
        self.failures: dict[str, list[Result]] = {}
        self._ends: Counter[tuple[str, str]] = Counter()
        self._totals: Counter[str] = Counter()
        self.clean = 0

    def add(self, result: Result) -> None:
        """
        Count one.
        """
        api = result.plan.api
        if result.plan.order.startswith("legacy"):
            api = "banksapi, legacy transfers"
        self._totals[api] += 1
        self._ends[api, result.end] += 1
        self.clean += result.is_clean
        for trouble in result.troubles:
            kind = f"{api}: {trouble.partition(' (')[0]}"
            self.failures.setdefault(kind, []).append(result)

    def lines(self) -> Iterable[str]:
        """
        The summary, for people.
        """
        yield f"{sum(self._totals.values())} schedules, {self.clean} of them undisturbed"
        for api, total in sorted(self._totals.items()):
            unknown = self._ends[api, "Unknown"]
            yield f"{api}: {total} schedules, {unknown} unknown at the end ({unknown / total:.1%})"
        for kind, found in sorted(self.failures.items()):
            numbers = ", ".join(str(one.plan.number) for one in found[:8])
            yield f"FAILED {len(found)} times: {kind}; numbers {numbers}"

    def traces(self) -> Iterable[str]:
        """
        The shortest failures of each kind.
        """
        for found in self.failures.values():
            for result in sorted(found, key=lambda one: len(one.trace))[:_SHOWN]:
                yield result.report


def run(seed: int, numbers: Iterable[int]) -> Summary:
    """
    Play schedules and sum them up.

    Args:
        numbers: Which of the seed.
    """
    summary = Summary()
    for number in numbers:
        summary.add(play(draw(seed, number)))
    return summary


def run_processes(seed: int, number: int) -> Summary:
    """
    Play schedules with processes that are killed, and with SQLite and Redis in turn.

    Args:
        number: How many.
    """
    summary = Summary()
    with TemporaryDirectory() as place, running_redis(Path(place)) as port:
        folder = Path(place)
        with processes(folder) as made:
            for one in range(number):
                summary.add(made.play(seed, one, store_for(one, folder, port)))
    return summary


def main() -> int:
    """
    Play what the command line wants.

    Returns:
        1 if a verdict failed.
    """
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--number", type=int, default=500, help="how many schedules")
    parser.add_argument("--only", type=int, help="play this one and print its trace")
    parser.add_argument("--processes", type=int, default=0, help="how many with real processes")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)  # noqa: T201  # a command line prints
    if given.only is not None:
        result = play(draw(given.seed, given.only))
        print(result.report)  # noqa: T201
        return bool(result.troubles)
    summaries = [run(given.seed, range(given.number))]
    if given.processes:
        summaries.append(run_processes(given.seed, given.processes))
    for summary in summaries:
        for line in (*summary.lines(), *summary.traces()):
            print(line, end="\n\n" if "\n" in line else "\n")  # noqa: T201
    return any(summary.failures for summary in summaries)


if __name__ == "__main__":
    sys.exit(main())
