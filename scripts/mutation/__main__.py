"""
Draws mutants by seed, runs the tests against each, and prints those that no test noticed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import get_mutant_name

from scripts.mutation.targets import TARGETS, enter

MUTMUT = Path(sys.executable).with_name("mutmut")
REQUIRED = 0.9
"""The share of the drawn mutants that tests must notice."""
NOTICED = ("killed", "timeout")


def main() -> int:
    """
    Run what the command line asks for; 1 if too few mutants were noticed.
    """
    parser = argparse.ArgumentParser(prog="tox -e mutation --", description=__doc__)
    parser.add_argument("--seed", type=int, default=15, help="of the draw (default 15)")
    parser.add_argument("--count", type=int, default=500, help="how many (default 500)")
    parser.add_argument("--target", choices=TARGETS, default="outcomes", help="(default outcomes)")
    parser.add_argument("--again", action="store_true", help="only what survived the last run")
    options = parser.parse_args()
    enter(options.target, is_fresh=not options.again)
    if options.again:
        names = [name for name, status in results().items() if status not in NOTICED]
    else:
        shutil.rmtree("mutants", ignore_errors=True)
        names = draw(options.seed, options.count)
    if names:
        subprocess.run([MUTMUT, "run", "--max-children", "2", *names], check=True)
    return report(results())


def draw(seed: int, count: int) -> list[str]:
    """
    Draw mutants; the same seed draws the same ones from the same sources.
    """
    every = sorted(
        get_mutant_name(path, name)
        for path in walk_mutatable_files()
        for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names
    )
    print(f"{count} of {len(every)} mutants, drawn with the seed {seed}")
    return random.Random(seed).sample(every, count)  # noqa: S311 - a draw, no secret


def results() -> dict[str, str]:
    """
    The status of every mutant that has been run, by name.
    """
    found: dict[str, str] = {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        run = {name: code for name, code in data.exit_code_by_key.items() if code is not None}
        found |= {name: status_by_exit_code[code] for name, code in run.items()}
    return found


def report(statuses: dict[str, str]) -> int:
    """
    Print each mutant that no test noticed, as a diff, then the numbers.
    """
    for name in sorted(name for name, status in statuses.items() if status not in NOTICED):
        subprocess.run([MUTMUT, "show", name], check=True)
    counts = Counter(statuses.values())
    share = sum(counts[status] for status in NOTICED) / len(statuses)
    numbers = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    print(f"{len(statuses)} mutants: {numbers}; noticed {share:.1%}, required {REQUIRED:.0%}")
    return 0 if share >= REQUIRED else 1


if __name__ == "__main__":
    sys.exit(main())
