"""
Times everything and prints the tables.
"""

from __future__ import annotations

import argparse
import platform
from datetime import UTC, datetime

from .calls import tables
from .contest import table
from .decoding import contests


def main() -> None:
    """
    Run what the command line asks for.
    """
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="size of the payloads, and number of calls (1)"
    )
    parser.add_argument("--rounds", type=int, default=7, help="how often each is timed (7)")
    options = parser.parse_args()
    day = datetime.now(UTC).date()
    print(f"{day}, Python {platform.python_version()} on {platform.machine()}; CPU time\n")
    for contest in contests(options.scale):
        print(*table(contest, options.rounds), "", sep="\n", flush=True)
    for line in tables(options.scale, options.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
