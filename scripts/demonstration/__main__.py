"""
Walk all providers and tell how it went.
"""

from __future__ import annotations

import sys

from kontokit_sandbox import Sandbox

from .bankimport import walk_bankimport
from .banksapi import walk_banksapi
from .finapi import walk_finapi
from .screen import console, done


def main() -> int:
    """
    Walk all providers, on servers that are started for it and stopped afterwards.
    """
    with Sandbox() as sandbox:
        done("the bank in a box is open", sandbox.url("banksapi"))
        walk_banksapi(sandbox)
        walk_bankimport(sandbox)
        walk_finapi(sandbox)
        sandbox.check()
    console.print("\ndemo: [bold green]ok[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
