"""
Finds the operations whose path fits a request, without trying all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

__all__ = ["PathIndex"]

Entry = TypeVar("Entry")


class PathIndex(Generic[Entry]):
    """
    Entries by the segments of their path, in which ``{name}`` stands for any text.
    """

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._literal: dict[str, PathIndex[Entry]] = {}
        self._any: PathIndex[Entry] | None = None

    def add(self, segments: Sequence[str], entry: Entry) -> None:
        """
        Add an entry under the segments of its path.
        """
        if not segments:
            self._entries.append(entry)
        elif segments[0].startswith("{"):
            if self._any is None:
                self._any = PathIndex()
            self._any.add(segments[1:], entry)
        else:
            self._literal.setdefault(segments[0], PathIndex()).add(segments[1:], entry)

    def find(self, segments: Sequence[str]) -> Iterator[Entry]:
        """
        Find the entries whose path fits, in no particular order.
        """
        if not segments:
            yield from self._entries
            return
        if segments[0] in self._literal:
            yield from self._literal[segments[0]].find(segments[1:])
        if self._any is not None:
            yield from self._any.find(segments[1:])
