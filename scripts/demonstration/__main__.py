"""
Runs every client against the sandbox; with ``--interactive``, you type the TAN.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from kontokit_sandbox import Sandbox

from .bankimport import walk_bankimport
from .banksapi import walk_banksapi
from .finapi import walk_finapi
from .sca import interactive, walk_sca
from .screen import console, done

WALKS: tuple[Callable[[Sandbox], None], ...] = (
    walk_banksapi,
    walk_bankimport,
    walk_finapi,
    walk_sca,
)


def main() -> int:
    """
    Run all demonstrations on servers that are started for them and stopped afterwards.
    """
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--interactive", action="store_true", help="type the TAN yourself")
    chosen = (interactive,) if parser.parse_args().interactive else WALKS
    with Sandbox() as sandbox:
        done("the sandbox is running", sandbox.url("banksapi"))
        for walk in chosen:
            walk(sandbox)
        sandbox.check()
    console.print("\ndemo: [bold green]ok[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
