"""
Collections with a limit: a sandbox that runs for weeks keeps nothing without bound.
"""

from __future__ import annotations

from typing import TypeVar

from ..openapi.errors import Problem

__all__ = ["LIMIT", "RECENT", "Limited", "Recent", "remember"]

RECENT = 10_000
"""How many entries are kept of what ends anyway."""
LIMIT = 500_000
"""How many entries are kept of what a user expects to find again."""

Key = TypeVar("Key")
Value = TypeVar("Value")


def remember(kept: list[Value], entry: Value) -> None:
    """
    Append to a list, which forgets its oldest entry when it is full.
    """
    if len(kept) >= RECENT:
        del kept[0]
    kept.append(entry)


class Recent(dict[Key, Value]):
    """
    Forgets its oldest entry when it is full: tokens, challenges and the like, which end anyway.
    """

    def __setitem__(self, key: Key, value: Value) -> None:
        """
        Add an entry, in place of the oldest if it is full.
        """
        if key not in self and len(self) >= RECENT:
            del self[next(iter(self))]
        super().__setitem__(key, value)


class Limited(dict[Key, Value]):
    """
    Refuses a further entry when it is full: users, orders and the like, which their owner expects
    to find again.
    """

    def __setitem__(self, key: Key, value: Value) -> None:
        """
        Add an entry.

        Raises:
            Problem: 507; it is full.
        """
        if key not in self and len(self) >= LIMIT:
            text = f"the sandbox keeps {LIMIT} of these; delete some, or reset it"
            problem = Problem(507, {"error": text})
            problem.is_undocumented = True
            raise problem
        super().__setitem__(key, value)
