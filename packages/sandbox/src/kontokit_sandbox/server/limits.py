"""
Collections with a limit: a sandbox that runs for weeks keeps nothing without bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ..openapi.errors import Problem

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values

__all__ = ["LIMIT", "RECENT", "Limited", "Recent", "Tracked", "remember"]

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


class Tracked(dict[Key, Value]):
    """
    Can tell which entries were handed out, so that only these need to be compared with a copy.
    """

    touched: set[Key] | None = None
    """The keys of these entries, while it is tracked; None otherwise."""

    def track(self) -> set[Key]:
        """
        Return the keys that were touched since the last call, and start again. The first call
        returns all of them.
        """
        touched = set(self) if self.touched is None else self.touched
        self.touched = set()
        return touched

    def __getitem__(self, key: Key) -> Value:
        self._touch(key)
        return super().__getitem__(key)

    def __setitem__(self, key: Key, value: Value) -> None:
        self._touch(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: Key) -> None:
        self._touch(key)
        super().__delitem__(key)

    def get(self, key: Key, default: Any = None) -> Any:
        """
        Return an entry, or a default.
        """
        self._touch(key)
        return super().get(key, default)

    def pop(self, key: Key, *default: Any) -> Any:
        """
        Remove and return an entry.
        """
        self._touch(key)
        return super().pop(key, *default)

    def setdefault(self, key: Key, default: Any = None) -> Any:
        """
        Return an entry, which is added if it is not there.
        """
        if key not in self:
            self[key] = default
        return self[key]

    def values(self) -> dict_values[Key, Value]:
        """
        Return all entries.
        """
        self._touch(*self)
        return super().values()

    def items(self) -> dict_items[Key, Value]:
        """
        Return all keys with their entries.
        """
        self._touch(*self)
        return super().items()

    def clear(self) -> None:
        """
        Remove all entries.
        """
        self._touch(*self)
        super().clear()

    def _touch(self, *keys: Key) -> None:
        if self.touched is not None:
            self.touched.update(keys)


class Recent(Tracked[Key, Value]):
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


class Limited(Tracked[Key, Value]):
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
