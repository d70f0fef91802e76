"""
A server for programs that speak MCP: accounts, balances and transactions of a profile of
``kontokit-cli``. The command is ``kontokit-mcp``; ``make_server`` is for programs of your own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .server import make_server

__all__ = ["make_server"]

if TYPE_CHECKING:
    __version__: str
else:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> str:
        if name == "__version__":
            # Looking it up reads the disk, so only for those who ask.
            from importlib.metadata import version

            return version("kontokit-mcp")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
