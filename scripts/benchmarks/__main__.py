"""
Times everything and prints the tables.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from . import history, sca, users
from .contest import table
from .decoding import contests

_SECTIONS: Final = ("decoding", "history", "users", "sca")


def main() -> None:
    """
    Run what the command line asks for.
    """
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("sections", nargs="*", help=f"{', '.join(_SECTIONS)} (all)")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the payloads (1)")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is timed (7)")
    options = parser.parse_args()
    sections = options.sections or _SECTIONS
    if not set(sections) <= set(_SECTIONS):
        parser.error(f"the sections are {', '.join(_SECTIONS)}")
    day = datetime.now(UTC).date()
    print(f"{day}, Python {platform.python_version()} on {platform.machine()}; CPU time\n")
    for section in sections:
        for line in _lines(section, options.scale, options.rounds):
            print(line, flush=True)


def _lines(section: str, scale: float, rounds: int) -> Iterator[str]:
    if section != "decoding":
        yield from {"history": history, "users": users, "sca": sca}[section].tables(scale, rounds)
        return
    for contest in contests(scale):
        yield from table(contest, rounds)
        yield ""


if __name__ == "__main__":
    main()
