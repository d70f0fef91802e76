"""
Runs the tests at their full numbers, and writes a summary: ``python -m tests.endurance``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.endurance.plan import PLAN, Item
from tests.support.scale import FIGURES, SCALE

ROOT = Path(__file__).parents[2]
SUMMARY = ROOT / "build" / "endurance.md"
_PYTEST = ("-q", "-p", "no:cacheprovider", "-p", "kontokit_sandbox.pytest_plugin")
_LINES = 10
_IN_PARALLEL = ("-n", "2", "--dist", "loadscope")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """
    How one item of the plan ended.
    """

    item: Item
    is_passed: bool
    seconds: float
    last_line: str
    figures: tuple[str, ...]


def main() -> int:
    """
    Run what the command line wants; 1 if something has failed.
    """
    options = _options()
    wanted = {number.strip() for number in options.only.split(",")} if options.only else None
    items = [item for item in PLAN if wanted is None or wanted & set(item.number.split(", "))]
    begun = datetime.now(UTC)
    outcomes: list[Outcome] = []
    for item in items:
        outcomes.append(_run(item, options.scale, options.seed))
        print(_row(outcomes[-1]), flush=True)
    text = "\n".join(_summary(outcomes, options.scale, begun)) + "\n"
    SUMMARY.parent.mkdir(exist_ok=True)
    SUMMARY.write_text(text, "utf-8")
    print(f"\n{text}\nwritten to {SUMMARY.relative_to(ROOT)}")
    return 0 if outcomes and all(one.is_passed for one in outcomes) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/endurance", description=__doc__)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="share of the full numbers (1; 0.01 tries it out)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the fault schedules (1)")
    parser.add_argument("--only", metavar="T36,T43", help="only these tests")
    return parser.parse_args()


def _run(item: Item, scale: float, seed: int) -> Outcome:
    collected = ROOT / "build" / "figures.jsonl"
    collected.parent.mkdir(exist_ok=True)
    collected.unlink(missing_ok=True)
    environment = {**os.environ, SCALE: str(scale), FIGURES: str(collected)}
    begun = time.monotonic()
    done = subprocess.run(
        _command(item, scale, seed),
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seconds = time.monotonic() - begun
    if done.returncode != 0:
        print(done.stdout)
    lines = done.stdout.strip().splitlines()
    # A module tells what it found in its last lines; pytest in its last one.
    told = lines[-_LINES:] if item.module is not None else []
    return Outcome(
        item=item,
        is_passed=done.returncode == 0,
        seconds=seconds,
        last_line="done" if told else lines[-1].strip("= ") if lines else "",
        figures=(*told, *_figures(collected)),
    )


def _command(item: Item, scale: float, seed: int) -> list[str]:
    if item.module is not None:
        given = {"seed": str(seed)}
        scaled = [
            str(max(1, round(int(one) * scale))) if one.isdigit() else given.get(one, one)
            for one in item.arguments
        ]
        return [sys.executable, "-m", item.module, *scaled]
    parallel = () if item.is_measured else _IN_PARALLEL
    return [sys.executable, "-m", "pytest", *_PYTEST, *parallel, *item.tests]


def _figures(collected: Path) -> Iterator[str]:
    if collected.exists():
        for line in collected.read_text("utf-8").splitlines():
            yield json.loads(line)["figure"]


def _summary(outcomes: list[Outcome], scale: float, begun: datetime) -> Iterator[str]:
    yield f"Run on {begun:%Y-%m-%d %H:%M} UTC at {scale:g} of the full numbers, commit {_commit()}."
    yield f"Machine: {_machine()}; Python {platform.python_version()}."
    yield ""
    yield "| test | what | outcome | seconds |"
    yield "|---|---|---|---|"
    yield from map(_row, outcomes)
    measured = [(one.item.number, text) for one in outcomes for text in one.figures]
    if measured:
        yield ""
        yield "| test | measured |"
        yield "|---|---|"
        yield from (f"| {number} | {text} |" for number, text in measured)


def _row(outcome: Outcome) -> str:
    told = outcome.last_line if outcome.is_passed else f"FAILED: {outcome.last_line}"
    return f"| {outcome.item.number} | {outcome.item.what} | {told} | {outcome.seconds:.0f} |"


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    model = names[0] if names else platform.machine()
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {platform.system()} {platform.release()}"


if __name__ == "__main__":
    sys.exit(main())
