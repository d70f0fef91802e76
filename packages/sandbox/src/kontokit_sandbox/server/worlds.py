"""
Worlds: further sandboxes at the port of one, each below a path of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import Generic, Protocol, TypeVar

from starlette.types import ASGIApp

__all__ = ["MOST_WORLDS", "KeptWorlds", "Mounted", "Worlds", "path_of"]

MOST_WORLDS = 64
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


class Mounted(Protocol):
    """
    A sandbox that has no port of its own.
    """

    @property
    def application(self) -> ASGIApp:
        """
        What serves it, once the path of the world is cut off.
        """
        ...

    def close(self) -> None:
        """
        End it.
        """
        ...


class KeptWorlds(Protocol):
    """
    Where worlds are kept after their sandbox has ended.
    """

    def names(self) -> list[str]:
        """
        List the worlds that are kept.
        """
        ...

    def remove(self, name: str) -> None:
        """
        Forget one.
        """
        ...


World = TypeVar("World", bound=Mounted)


class Worlds(Mapping[str, World], Generic[World]):
    """
    The worlds by their names. None of them sees anything of another.
    """

    def __init__(self, make: Callable[[str], World], kept: KeptWorlds | None = None) -> None:
        """
        Args:
            make: Makes a world of its name, or goes on with the one that is kept.
            kept: The worlds that outlive their sandbox; None if none does.
        """
        self._make = make
        self._kept = kept
        self._worlds: dict[str, World] = {}
        self._lock = Lock()
        self.applications: dict[str, ASGIApp] = {}
        """What serves the worlds, by their paths."""

    def add(self, name: str) -> World:
        """
        Make a world, in the state of a sandbox that has just started.

        Args:
            name: 1 to 40 letters, digits, hyphens and underscores. The world is below ``/w/NAME``.

        Raises:
            ValueError: The name is none or is taken, or there are 64 worlds.
            RuntimeError: The sandbox is not running.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name: 1 to 40 letters, digits, - and _")
        with self._lock:
            if name in self._worlds:
                raise ValueError(f"there is a world {name!r} already")
            if len(self._worlds) >= MOST_WORLDS:
                raise ValueError(f"there are {MOST_WORLDS} worlds already; remove one")
            made = self._make(name)
            self._worlds[name] = made
            self.applications[path_of(name)] = made.application
        return made

    def remove(self, name: str) -> None:
        """
        Remove a world with everything in it.

        Raises:
            LookupError: There is none of this name.
        """
        with self._lock:
            if name not in self._worlds:
                raise LookupError(f"there is no world {name!r}")
            self._end(name)
            if self._kept is not None:
                self._kept.remove(name)

    def clear(self) -> None:
        """
        Remove all worlds.
        """
        for name in list(self._worlds):
            self.remove(name)

    def open(self) -> None:
        """
        Go on with the worlds that are kept.
        """
        for name in [] if self._kept is None else self._kept.names():
            self.add(name)

    def close(self) -> None:
        """
        End all worlds. Those that are kept are there again after :meth:`open`.
        """
        with self._lock:
            for name in list(self._worlds):
                self._end(name)

    def _end(self, name: str) -> None:
        del self.applications[path_of(name)]
        self._worlds.pop(name).close()

    def __getitem__(self, name: str) -> World:
        return self._worlds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._worlds))

    def __len__(self) -> int:
        return len(self._worlds)


def path_of(name: str) -> str:
    """
    Return the path below which a world is.
    """
    return f"/w/{name}"
