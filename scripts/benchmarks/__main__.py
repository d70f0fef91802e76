"""
Times everything and prints the tables.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, TypeAlias

from . import (
    banking,
    calls,
    command_line,
    decoding,
    encoding,
    exports,
    fleet,
    history,
    imports,
    memory,
    peers,
    sandbox,
    sca,
    starts,
    users,
    work_lists,
)

Section: TypeAlias = Callable[[float, int], Iterator[str]]

SECTIONS: Final[Mapping[str, Section]] = {
    "decoding": decoding.tables,
    "encoding": encoding.tables,
    "peers": peers.tables,
    "calls": calls.tables,
    "imports": imports.tables,
    "memory": memory.tables,
    "history": history.tables,
    "users": users.tables,
    "worklists": work_lists.tables,
    "fleet": fleet.tables,
    "banking": banking.tables,
    "sca": sca.tables,
    "sandbox": sandbox.tables,
    "exports": exports.tables,
    "commands": command_line.tables,
    "starts": starts.tables,
}


def main() -> None:
    """
    Run what the command line asks for.
    """
    names = ", ".join(SECTIONS)
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("sections", nargs="*", help=f"{names} (all)")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="size of the payloads, and number of calls (1)"
    )
    parser.add_argument("--rounds", type=int, default=7, help="how often each is timed (7)")
    options = parser.parse_args()
    if not set(options.sections) <= set(SECTIONS):
        parser.error(f"the sections are {names}")
    day = datetime.now(UTC).date()
    print(f"{day}, Python {platform.python_version()} on {platform.machine()}; CPU time\n")
    for section in options.sections or SECTIONS:
        for line in SECTIONS[section](options.scale, options.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
