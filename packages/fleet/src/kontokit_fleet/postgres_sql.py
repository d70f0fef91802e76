"""
SQL for PostgreSQL.
"""

from __future__ import annotations

from typing import Final

_LOCK: Final = 536_830_001
"""A number of ours among the advisory locks of a database."""


def alone(*statements: str) -> str:
    """
    Statements that create something, as one that waits for other sessions: two that create the
    same at once fail, also with ``IF NOT EXISTS``.

    Args:
        statements: Without parameters, and without a semicolon at the end.
    """
    body = " ".join(f"{one};" for one in statements)
    return f"DO $$ BEGIN PERFORM pg_advisory_xact_lock({_LOCK}); {body} END $$"
