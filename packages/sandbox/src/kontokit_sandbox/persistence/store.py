"""
The state of all providers in the tables of a database: a row for each object that stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard, cast

from ..ledger.database import Database
from ..server.limits import Tracked
from .decoding import decode
from .encoding import encode, put
from .files import StateError, mark

__all__ = ["StateStore"]

_TABLE = """CREATE TABLE IF NOT EXISTS state (
    part TEXT, key TEXT, no INTEGER, body TEXT, PRIMARY KEY (part, key)) WITHOUT ROWID"""


@dataclass(frozen=True)
class _Part:
    """
    One value of the state.
    """

    name: str
    get: Callable[[], Any]
    set: Callable[[Any], None]


class StateStore:
    """
    Writes what has changed, and reads everything. Each call belongs to a transaction of its caller.
    """

    def __init__(self, database: Database, origin: Mapping[str, object]) -> None:
        """
        Args:
            origin: The settings that the state comes from, such as the seed.
        """
        self._database = database
        self._constants: dict[str, object] = {}
        self._names: dict[int, str] = {}
        self._origin = origin
        self._values: list[_Part] = []
        self._owners: dict[str, tuple[Any, Collection[str]]] = {}
        # Hashes of what is in the table, not the texts, which may be large.
        self._written: dict[str, dict[str, int]] = {}
        self._seen: dict[str, object] = {}
        self._next_no = 0

    def add(
        self,
        name: str,
        owner: object,
        *,
        leave_out: Collection[str] = (),
        only: Collection[str] | None = None,
    ) -> None:
        """
        Keep the attributes of an object.

        Args:
            leave_out: Attributes that are no state, such as the clock.
            only: The attributes that are state; all others by default.
        """
        left_out = leave_out if only is None else vars(owner).keys() - set(only)
        self._owners[name] = owner, frozenset(left_out)

    def know(self, name: str, constant: object) -> None:
        """
        Write an object as a name, since it is the same in every process.
        """
        self._constants[name] = constant
        self._names[id(constant)] = name

    def add_value(self, name: str, get: Callable[[], Any], set_: Callable[[Any], None]) -> None:
        """
        Keep one value, which is read and replaced by functions.
        """
        self._values.append(_Part(name, get, set_))

    def forget(self) -> None:
        """
        Write everything with the next call, since the database is not what it was.
        """
        self._written.clear()
        self._seen.clear()

    def write(self) -> None:
        """
        Write what has changed since the last call.
        """
        if not self._written:
            self._database.create((_TABLE,))
            self._database.execute("DELETE FROM state")
            self._next_no = 0
            mark(self._database, self._origin)
        for part in self._parts():
            value = part.get()
            if _is_tracked(value):
                self._write_entries(part.name, value)
            else:
                self._write(part.name, "", self._encoded(value))

    def read(self) -> None:
        """
        Replace the state by what is in the database.

        Raises:
            StateError: It is the state of another version.
        """
        self.forget()
        parts = {part.name: part for part in self._parts()}
        for part in parts.values():
            value = part.get()
            if _is_tracked(value):
                part.set(type(value)())
        found = self._database.execute("SELECT part, key, body, no FROM state ORDER BY no")
        try:
            for name, key, body, no in found:
                self._next_no = max(self._next_no, no)
                self._read(parts[name], key, decode(body, self._constants))
                self._written.setdefault(name, {})[key] = hash(body)
        except (LookupError, ValueError, TypeError) as error:
            raise StateError(f"its state is that of another version: {error}") from error

    def _encoded(self, value: object) -> str:
        return encode(value, self._names)

    def _read(self, part: _Part, key: str, value: Any) -> None:
        if not key:
            part.set(value)
            return
        put(part.get(), decode(key, self._constants), value)

    def _parts(self) -> Iterator[_Part]:
        yield from self._values
        for name, (owner, left_out) in self._owners.items():
            for attribute in cast("Mapping[str, Any]", vars(owner)):
                if attribute not in left_out:
                    yield _attribute(f"{name}.{attribute}", owner, attribute)

    def _write_entries(self, part: str, entries: Tracked[Any, Any]) -> None:
        keys = entries.track()
        if self._seen.get(part) is not entries:
            # Another container than the last time: what only the other one had has gone.
            self._seen[part] = entries
            keys = set(entries)
            for gone in self._written.get(part, {}).keys() - {self._encoded(key) for key in keys}:
                self._delete(part, gone)
        for key in (one for one in entries if one in keys):
            value = dict[Any, Any].__getitem__(entries, key)  # without touching it
            self._write(part, self._encoded(key), self._encoded(value))
        for key in keys - entries.keys():
            self._delete(part, self._encoded(key))

    def _write(self, part: str, key: str, body: str) -> None:
        written = self._written.setdefault(part, {})
        if written.get(key) == hash(body):
            return
        if key not in written:
            self._next_no += 1
        self._database.execute(
            """INSERT INTO state VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (part, key) DO UPDATE SET body = ?4""",
            (part, key, self._next_no, body),
        )
        written[key] = hash(body)

    def _delete(self, part: str, key: str) -> None:
        if self._written.get(part, {}).pop(key, None) is not None:
            self._database.execute("DELETE FROM state WHERE part = ? AND key = ?", (part, key))


def _is_tracked(value: object) -> TypeGuard[Tracked[Any, Any]]:
    return isinstance(value, Tracked)


def _attribute(name: str, owner: object, attribute: str) -> _Part:
    return _Part(
        name, lambda: getattr(owner, attribute), lambda value: setattr(owner, attribute, value)
    )
