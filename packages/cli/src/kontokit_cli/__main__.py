"""
The command ``kontokit``, also ``python -m kontokit_cli``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command.

    Args:
        arguments: The words behind the name of the program; those of the process by default.

    Returns:
        The exit code: 0 for done, ``docs/cli.md`` has the others.
    """
    from .application import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
