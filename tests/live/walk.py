"""
Reads everything that an account may read, and changes nothing.

What is safe stands in the table of operations: ``GET`` of the class ``read``, for which no bank is
asked. Ids come from the answers of other operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

import attrs
import msgspec

from kontokit import ConfigurationError, KontokitError, Listing, ResponseError, StatusError
from kontokit.operations import Operation
from tests.support.driving import Method, methods

_MOST_ROUNDS: Final = 4
_PARAMETER: Final = re.compile(r"\{([^}]+)\}")
_SECRET: Final = re.compile(r"token|secret|password", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Limits:
    """
    How much is read.
    """

    each: int = 2
    """How many resources of a kind."""
    rows: int = 1000
    """How many rows of a list."""
    asks_banks: bool = False
    """Whether operations that have a bank asked are called too."""


@attrs.define
class Outcome:
    """
    What came of a walk.
    """

    read: dict[str, int] = attrs.Factory(dict[str, int])
    """Operation → how many of its calls succeeded."""
    failed: dict[str, str] = attrs.Factory(dict[str, str])
    """Operation → the class and the status of its last error. Most are no fault of ours."""
    left_out: dict[str, str] = attrs.Factory(dict[str, str])
    """Operation → why it was not called."""

    def text(self) -> str:
        lines = [f"read     {name} {count} ×" for name, count in self.read.items()]
        lines += [f"failed   {name}: {why}" for name, why in self.failed.items()]
        lines += [f"left out {name}: {why}" for name, why in self.left_out.items()]
        return "\n".join(lines)


def is_safe(operation: Operation[Any], *, asks_banks: bool = False) -> bool:
    """
    Tell whether an operation only reads what the provider has.
    """
    if operation.method != "GET" or operation.order is not None:
        return False
    if operation.retry_class == "read" and operation.bank_read is None:
        return True
    return asks_banks and operation.retry_class in ("read", "bank")


def walk(api: str, client: Any, known: Mapping[str, Any], limits: Limits) -> Outcome:
    """
    Call every safe operation.

    Args:
        api: The name of the package.
        client: A blocking client. What it has no credentials for is left out.
        known: Values of parameters that no answer tells, by their names on the wire.
        limits: How much is read.
    """
    return _Walk(client, known, limits).over([one for one in methods(api) if not one.walks])


class _Walk:
    def __init__(self, client: Any, known: Mapping[str, Any], limits: Limits) -> None:
        self._client = client
        self._known = known
        self._limits = limits
        self._ids: dict[str, list[Any]] = {}
        """Path of a collection → the ids in it."""
        self._done: set[str] = set()
        self._outcome = Outcome()

    def over(self, found: list[Method]) -> Outcome:
        safe = []
        for one in found:
            if is_safe(one.operation, asks_banks=self._limits.asks_banks):
                safe.append(one)
            else:
                self._outcome.left_out[one.operation.id] = "it changes something or asks a bank"
        safe.sort(key=lambda one: (one.operation.path.count("{"), one.operation.path))
        for _ in range(_MOST_ROUNDS):
            before = len(self._done)
            for method in safe:
                self._call_with_all_ids(method)
            if len(self._done) == before:
                break
        for method in safe:
            name = method.operation.id
            if name not in {*self._outcome.read, *self._outcome.failed, *self._outcome.left_out}:
                self._outcome.left_out[name] = "there is nothing of this kind"
        return self._outcome

    def _call_with_all_ids(self, method: Method) -> None:
        operation = method.operation
        query = self._query(method)
        if query is None:
            self._outcome.left_out[operation.id] = "it needs a value that nobody knows"
            return
        for path, given in self._paths(operation):
            if path not in self._done and operation.id not in self._outcome.left_out:
                self._done.add(path)
                self._call(method, path, {**given, **query})

    def _query(self, method: Method) -> dict[str, Any] | None:
        given: dict[str, Any] = {}
        for one in method.operation.parameters:
            if one.place == "path" or not one.required:
                continue
            literals = re.findall(r"'([^']+)'", method.parameters[one.name])
            if one.wire in self._known:
                given[one.name] = self._known[one.wire]
            elif literals and not _SECRET.search(one.name):
                given[one.name] = literals[0]
            else:
                return None
        return given

    def _paths(self, operation: Operation[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """
        The path of an operation with all combinations of ids that are known.
        """
        paths: list[tuple[str, dict[str, Any]]] = [("", {})]
        names = {one.wire: one.name for one in operation.parameters if one.place == "path"}
        for part in re.split(r"(\{[^}]+\})", operation.path):
            wanted = _PARAMETER.fullmatch(part)
            paths = [
                (f"{path}{value}", {**given, **more})
                for path, given in paths
                for value, more in (
                    [(part, {})]
                    if wanted is None
                    else [
                        (str(one), {names[wanted[1]]: one}) for one in self._values(path, wanted[1])
                    ]
                )
            ]
        yield from paths

    def _values(self, path: str, wire: str) -> list[Any]:
        if wire in self._known:
            return [self._known[wire]]
        collection = path.rstrip("/")
        # A few APIs read /bank-account/1 from /bank-accounts.
        found = self._ids.get(collection) or self._ids.get(f"{collection}s", [])
        return found[: self._limits.each]

    def _call(self, method: Method, path: str, given: Mapping[str, Any]) -> None:
        name = method.operation.id
        try:
            value = self._value(method, given)
        except ConfigurationError:
            self._outcome.left_out[name] = "there are no credentials for it"
        except StatusError as error:
            self._outcome.failed[name] = f"{type(error).__name__} {error.status_code}"
        except ResponseError as error:
            self._outcome.failed[name] = type(error).__name__
        except KontokitError as error:
            self._outcome.failed[name] = type(error).__name__
        else:
            self._outcome.read[name] = self._outcome.read.get(name, 0) + 1
            self._learn(path, value)

    def _value(self, method: Method, given: Mapping[str, Any]) -> Any:
        bound = getattr(getattr(self._client, method.tag), method.name)
        found = bound(**given)
        if not isinstance(found, Listing):
            return found
        first = found.first_page()
        limited: Any = bound(**given, max_items=self._limits.rows)
        for _ in limited:  # all pages, for the sake of their drift
            pass
        return first

    def _learn(self, path: str, value: Any) -> None:
        """
        Note the ids of the rows in an answer: they are behind its path.
        """
        for rows in _collections(value):
            ids = [one for row in rows if (one := _id_of(row)) is not None]
            known = self._ids.setdefault(path.rstrip("/"), [])
            known += [one for one in ids if one not in known]
        if isinstance(value, dict):
            self._ids.setdefault(path.rstrip("/"), []).extend(value)


def _collections(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            inside = getattr(value, name)
            if isinstance(inside, list):
                yield inside


def _id_of(row: Any) -> int | str | UUID | None:
    # BANKSapi's lists of users call it a reference.
    for name in ("id", "user_reference"):
        found = getattr(row, name, None)
        if isinstance(found, int | str | UUID):
            return found
    return None
