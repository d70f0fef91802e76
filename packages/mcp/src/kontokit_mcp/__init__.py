"""
A server for programs that speak MCP: accounts, balances and transactions of a profile of
``kontokit-cli``. The command is ``kontokit-mcp``; ``make_server`` is for programs of your own.
"""

from __future__ import annotations

from .server import make_server as make_server
