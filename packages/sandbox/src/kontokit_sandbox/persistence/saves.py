"""
Saves a sandbox to files and snapshots, and restores it from them.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ..ledger.database import Database
from ..ledger.ledger import Ledger
from ..server.worlds import Worlds
from .files import StateError, initial_of, origin_of
from .store import StateStore
from .turns import Turns
from .world_files import embed_worlds, embedded_worlds

__all__ = ["MOST_SNAPSHOTS", "Saves"]

MOST_SNAPSHOTS = 16


class Saves:
    """
    The state of one sandbox: its database, and what the store keeps there.
    """

    def __init__(
        self, database: Database, ledger: Ledger, store: StateStore, turns: Turns, path: Path | None
    ) -> None:
        """
        Args:
            path: The file of the database, if the state is kept there from turn to turn.
        """
        self._database = database
        self._ledger = ledger
        self._store = store
        self._turns = turns
        self._path = path
        self._lock = None if path is None else FileLock(f"{path}.lock", thread_local=False)
        self._snapshots: dict[str, Database] = {}
        self._initial: Database | None = None
        self._initial_path = None if path is None else initial_of(path)
        self.worlds: Worlds[Any] | None = None
        """The worlds that belong to a save; None for a world, which has none."""

    def begin(self) -> None:
        """
        Go on with the state in the file, and keep it there from now on.

        Raises:
            StateError: Another sandbox uses the file, or its state is that of another version.
        """
        if self._path is None or self._lock is None:
            return
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StateError(f"{self._path} is in use by another sandbox") from None
        try:
            if origin_of(self._path) is not None:
                self._read()
        except BaseException:
            self._lock.release()
            raise
        self._turns.store = self._store
        with self._turns:
            pass

    def end(self) -> None:
        """
        Let another sandbox use the file.
        """
        # A turn that has begun writes first.
        with self._turns.alone():
            self._turns.store = None
        for kept in (*self._snapshots.values(), self._initial):
            if kept is not None:
                kept.close()
        self._snapshots.clear()
        self._initial = None
        if self._lock is not None:
            self._lock.release()

    def save(self, path: Path) -> None:
        """
        Write the state into a file, in place of what is there; that of a sandbox with its worlds.
        """
        # Renamed when it is complete, so that an interrupted save leaves the old file.
        unfinished = path.with_name(f"{path.name}.new")
        unfinished.unlink(missing_ok=True)
        self._write(unfinished)
        worlds = {} if self.worlds is None else dict(self.worlds.items())
        writers: dict[str, Saves] = {name: one.saves for name, one in worlds.items()}
        embed_worlds(unfinished, {name: one._write for name, one in writers.items()})
        unfinished.replace(path)

    def restore(self, path: Path) -> None:
        """
        Replace the state by that of a file. A sandbox then has the worlds of the file and no
        others; a world takes the state of the sandbox itself.

        Raises:
            FileNotFoundError: There is no such file.
            StateError: It is another file, or was written by another version.
        """
        self._restore(path)
        if self.worlds is None:
            return
        with embedded_worlds(path) as found:
            for name in self.worlds.keys() - found.keys():
                self.worlds.remove(name)
            for name, part in found.items():
                world = self.worlds.get(name) or self.worlds.add(name)
                saves: Saves = world.saves
                saves._restore(part)

    def _write(self, path: Path) -> None:
        """
        Write the state of this sandbox alone into a new file.
        """
        with self._complete():
            self._database.execute("VACUUM INTO ?", (str(path),))

    def _restore(self, path: Path) -> None:
        if origin_of(path) is None:
            raise FileNotFoundError(f"{path} does not exist or is empty")
        other = Database(path)
        try:
            self._replace(other)
        finally:
            other.close()

    def keep_initial(self) -> None:
        """
        Let a reset go back to the state of now.
        """
        with self._complete():
            self._initial = self._initial or Database()
            self._initial.copy_from(self._database)
        if self._initial_path is not None:
            # A restart goes on with the state, and a reset after it leads back here too.
            self._initial_path.unlink(missing_ok=True)
            self._initial.execute("VACUUM INTO ?", (str(self._initial_path),))

    def restore_initial(self) -> None:
        """
        Replace the state by what :meth:`keep_initial` has kept, if anything.
        """
        path = self._initial_path
        if self._initial is None and path is not None and path.exists():
            self._restore(path)
        elif self._initial is not None:
            self._replace(self._initial)

    def snapshot(self, name: str) -> None:
        """
        Keep the state in memory under a name, in place of an older one of that name.

        Raises:
            ValueError: There are 16 others already.
        """
        if name not in self._snapshots and len(self._snapshots) >= MOST_SNAPSHOTS:
            raise ValueError(f"there are {MOST_SNAPSHOTS} snapshots already; remove one")
        with self._complete():
            kept = self._snapshots.setdefault(name, Database())
            kept.copy_from(self._database)

    def restore_snapshot(self, name: str) -> None:
        """
        Replace the state by that of a snapshot.

        Raises:
            LookupError: There is no such snapshot.
        """
        self._replace(self._snapshot(name))

    def remove_snapshot(self, name: str) -> None:
        """
        Forget a snapshot.

        Raises:
            LookupError: There is no such snapshot.
        """
        self._snapshot(name).close()
        del self._snapshots[name]

    @property
    def names(self) -> list[str]:
        """
        The names of the snapshots.
        """
        return list(self._snapshots)

    def _snapshot(self, name: str) -> Database:
        if name not in self._snapshots:
            raise LookupError(f"there is no snapshot {name!r}")
        return self._snapshots[name]

    @contextmanager
    def _complete(self) -> Generator[None]:
        """
        A moment in which the database has the whole state.
        """
        with self._turns.alone():
            # What a memory or another version of the file holds may be older than the objects.
            self._store.forget()
            with self._database.transaction():
                self._store.write()
            yield

    def _replace(self, other: Database) -> None:
        with self._turns.alone():
            self._database.copy_from(other)
            # A save has its worlds there, which have databases of their own.
            self._database.execute("DROP TABLE IF EXISTS world")
            self._read()

    def _read(self) -> None:
        self._ledger.load()
        self._store.read()
