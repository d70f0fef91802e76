"""
The command ``kontokit``: accounts, transactions and payments through any API that kontokit knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
else:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> str:
        if name == "__version__":
            # Looking it up reads the disk, so only for those who ask.
            from importlib.metadata import version

            return version("kontokit-cli")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
