"""
Simulates a night, and writes its file, its curves and its tables; see ``docs/scale.md``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from .curves import drawn
from .figures import with_figures
from .night import simulate
from .result import Result, Sample
from .scenario import scenario

_ROOT: Final = Path(__file__).parents[2]
_PAGE: Final = _ROOT / "docs" / "scale.md"
_CURVES: Final = _ROOT / "docs" / "scale.svg"
_FILE: Final = Path(__file__).parent / "night.json"


def main(words: list[str]) -> None:
    """
    Run the command.
    """
    parser = argparse.ArgumentParser(prog="scripts/scale", description=__doc__)
    parser.add_argument("--users", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--file", type=Path, default=_FILE, help="where the night is kept")
    parser.add_argument("--draw", action="store_true", help="draws a night that is kept")
    asked = parser.parse_args(words)
    if not asked.draw:
        simulate(scenario(asked.users, seed=asked.seed), _tell).save(asked.file)
    night = Result.read(asked.file)
    _CURVES.write_text(drawn(night), "utf-8")
    _PAGE.write_text(with_figures(_PAGE.read_text("utf-8"), night), "utf-8")


def _tell(sample: Sample) -> None:
    print(f"{sample.minute:4} minutes: {sample.done} done, {sample.in_work} in work", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
