"""
Builds drawn documents: ``python -m tests.fuzz --seed 1 --number 2000``.

``--first`` and ``--number`` divide a seed among processes.

Prints how many were built and refused, by which rules, and of each kind of failure the first. What
failed is kept below ``build/fuzz``; ``--only FILE`` builds one of those again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import kontokit  # noqa: F401  # pyright: ignore[reportUnusedImport]  # forks of this process have it
from tests.fuzz.attempts import Attempt, attempt, kind
from tests.fuzz.documents import drawn
from tests.fuzz.schemas import Schema

_KEPT = Path("build/fuzz")
_LONGEST = 3000
_CHECKED = 20
"""Of so many documents one is type-checked."""


class Summary:
    """
    What came of many documents.
    """

    def __init__(self) -> None:
        self.failures: dict[str, list[str]] = {}
        self._outcomes: Counter[str] = Counter()
        self._rules: Counter[str] = Counter()

    def add(self, tree: Schema, found: Attempt, name: str) -> None:
        """
        Count one document, and keep it if it failed.
        """
        self._outcomes[found.outcome] += 1
        self._rules.update({one.rule for one in found.findings})
        if found.trouble:
            _KEPT.mkdir(parents=True, exist_ok=True)
            file = _KEPT / f"{name}.json"
            file.write_text(json.dumps(tree, indent=1), "utf-8")
            self.failures.setdefault(kind(found), []).append(f"{file}\n{found.trouble}")
            print(f"{file}: {kind(found)}", flush=True)  # noqa: T201  # a long run may be ended

    def lines(self) -> Iterator[str]:
        """
        The summary, for people.
        """
        counted = ", ".join(f"{count} {name}" for name, count in self._outcomes.most_common())
        yield f"{self._outcomes.total()} documents: {counted}"
        for rule, count in self._rules.most_common():
            yield f"  {count:5} refused by {rule}"
        for name, found in sorted(self.failures.items()):
            yield f"FAILED {len(found)} times: {name}\n{found[0][:_LONGEST]}\n"


def run(
    start: int, numbers: range, place: Path, *, types: bool = True, adopt: bool = False
) -> Summary:
    """
    Build many documents.

    Args:
        start: The seed.
        numbers: Which of its documents.
        place: A folder for the packages.
        types: Whether some are type-checked.
        adopt: Build them as documents that others have written.
    """
    summary = Summary()

    for one in numbers:
        checked = types and one % _CHECKED == 0
        tree = drawn(start, one)
        cache = place / "mypy" if checked else None
        found = attempt(tree, place / "package", types=cache, adopt=adopt)
        summary.add(tree, found, f"{start}-{one}")
    return summary


def main() -> int:
    """
    Build what the command line wants.

    Returns:
        1 if something failed.
    """
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first document")
    parser.add_argument("--number", type=int, default=2000, help="how many documents")
    parser.add_argument("--without-types", action="store_true", help="type-check none of them")
    parser.add_argument("--adopt", action="store_true", help="as documents of others")
    parser.add_argument("--only", type=Path, help="build the document of this file")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kontokit-fuzz-") as place:
        if asked.only is not None:
            tree = json.loads(asked.only.read_text("utf-8"))
            found = attempt(
                tree, Path(place) / "package", types=Path(place) / "mypy", adopt=asked.adopt
            )
            print(found.outcome, found.trouble, *found.findings, sep="\n")  # noqa: T201
            return bool(found.trouble)
        print(f"seed {asked.seed}", flush=True)  # noqa: T201  # a command line prints
        numbers = range(asked.first, asked.first + asked.number)
        types, adopt = not asked.without_types, asked.adopt
        summary = run(asked.seed, numbers, Path(place), types=types, adopt=adopt)
    print(*summary.lines(), f"{sum(os.times()[:4]):.0f} s of CPU", sep="\n")  # noqa: T201
    return bool(summary.failures)


if __name__ == "__main__":
    sys.exit(main())
