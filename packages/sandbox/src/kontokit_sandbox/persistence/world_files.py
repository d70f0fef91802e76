"""
The states of worlds: a file for each beside that of their sandbox, and all of them in one save.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .files import worlds_of

__all__ = ["WorldFiles", "embed_worlds", "embedded_worlds"]

_TABLE = "CREATE TABLE world (no INTEGER PRIMARY KEY, name TEXT, body BLOB)"
_SUFFIXES = ("", "-wal", "-shm", ".lock")


class WorldFiles:
    """
    The folder ``FILE.worlds`` of a sandbox whose state is in ``FILE``.
    """

    def __init__(self, state: Path) -> None:
        """
        Args:
            state: The file of the sandbox.
        """
        self._folder = worlds_of(state)

    def names(self) -> list[str]:
        """
        Return the names of the worlds that are kept.
        """
        found = sorted(self._folder.glob("w-*.sqlite"))
        # Some file systems do not tell capital letters from small ones.
        return [re.sub("=(.)", lambda one: one[1].upper(), path.stem[2:]) for path in found]

    def path(self, name: str) -> Path:
        """
        Return the file of a world, whose folder is made.
        """
        self._folder.mkdir(exist_ok=True)
        return self._folder / f"w-{re.sub('[A-Z]', lambda one: f'={one[0].lower()}', name)}.sqlite"

    def remove(self, name: str) -> None:
        """
        Delete the file of a world.
        """
        path = self.path(name)
        for suffix in _SUFFIXES:
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def embed_worlds(file: Path, worlds: Mapping[str, Callable[[Path], None]]) -> None:
    """
    Write worlds into a save.

    Args:
        file: The save of their sandbox.
        worlds: Functions that write the state of a world into a file, by its name.
    """
    if not worlds:
        return
    with closing(sqlite3.connect(file)) as opened, TemporaryDirectory() as folder:
        opened.execute(_TABLE)
        for no, (name, write) in enumerate(worlds.items()):
            part = Path(folder) / str(no)
            write(part)
            opened.execute(
                "INSERT INTO world VALUES (?, ?, zeroblob(?))", (no, name, part.stat().st_size)
            )
            with part.open("rb") as read, opened.blobopen("world", "body", no) as blob:
                shutil.copyfileobj(read, blob)
            part.unlink()
        opened.commit()


@contextmanager
def embedded_worlds(file: Path) -> Generator[dict[str, Path]]:
    """
    Write the worlds of a save into files of their own, which go when the block ends.
    """
    with closing(sqlite3.connect(file)) as opened, TemporaryDirectory() as folder:
        found: dict[str, Path] = {}
        known = opened.execute("SELECT 1 FROM sqlite_schema WHERE name = 'world'").fetchone()
        rows = opened.execute("SELECT no, name FROM world").fetchall() if known else []
        for no, name in rows:
            found[name] = Path(folder) / str(no)
            with (
                found[name].open("wb") as write,
                opened.blobopen("world", "body", no, readonly=True) as blob,
            ):
                shutil.copyfileobj(blob, write)
        yield found
