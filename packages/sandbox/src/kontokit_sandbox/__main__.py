"""
The command ``kontokit-sandbox``, also ``python -m kontokit_sandbox``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command; ``serve`` if none is named.

    Returns:
        0; 1 if it has failed, 2 if the command line is wrong, 130 if it was interrupted.
    """
    from .commands.main import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
