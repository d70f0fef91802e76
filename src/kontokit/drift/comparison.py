"""
Compares a JSON body with the type that the document gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import attrs
from msgspec import inspect

from ..serialization.value_checks import reaches
from .findings import Difference, Kind
from .names import Showing, Words, words_of
from .nodes import (
    expected_of,
    is_required,
    json_type,
    known_names,
    members_of,
    misfit,
    options_of,
    takes_null,
)

_DEEPEST: Final = 60
_MOST_VALUES: Final = 200_000
"""The first values of a large body tell what the others look like."""
_MOST_NAMES: Final = 30
"""An object with more unknown fields is a map, and its keys are data."""
_LONGEST_PATH: Final = 300


@lru_cache(maxsize=2048)
def words_for(form: Any, showing: Showing) -> Words:
    """
    What may be shown of bodies of a type.

    Args:
        form: The type; None where there is none.
        showing: Which names are shown.
    """
    return Words(words_of(_names(form)), showing)


def _names(form: Any) -> list[str]:
    names: list[str] = []

    def collect(node: inspect.Type) -> bool:
        if isinstance(node, inspect.StructType):
            names.extend(known_names(node))
        return False

    reaches(inspect.type_info(form), collect)
    return names


@attrs.define
class Comparison:
    """
    Compares one body, and keeps each difference once for every time it occurs.
    """

    place: Difference
    """Says which response it is."""
    words: Words
    found: list[Difference] = attrs.field(factory=list[Difference])
    _left: int = _MOST_VALUES

    def compare(self, form: Any, tree: Any) -> list[Difference]:
        """
        Compare a whole body.

        Args:
            form: The type that the document gives it.
            tree: The parsed body, with ``Decimal`` for numbers with a point.
        """
        self._value(inspect.type_info(form), tree, "$", 0)
        return self.found

    def _note(self, kind: Kind, path: str, **more: str) -> None:
        if len(path) <= _LONGEST_PATH:
            place = self.place
            self.found.append(
                Difference(
                    api=place.api,
                    operation=place.operation,
                    status=place.status,
                    kind=kind,
                    path=path,
                    **more,
                )
            )

    def _value(self, node: inspect.Type, value: Any, path: str, depth: int) -> None:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return
        if value is None:
            if not takes_null(node):
                self._note("null", path, expected=expected_of(node))
            return
        options = options_of(node)
        chosen = next((one for one in options if misfit(one, value) is None), None)
        if chosen is not None:
            self._inside(chosen, value, path, depth + 1)
        elif options:
            kind = misfit(options[0], value) or "type"
            self._note(kind, path, expected=expected_of(options[0]), seen=json_type(value))

    def _inside(self, node: inspect.Type, value: Any, path: str, depth: int) -> None:
        match node:
            case inspect.StructType():
                self._fields(node, value, path, depth)
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
                for item in value:
                    self._value(node.item_type, item, f"{path}[]", depth)
            case inspect.DictType():
                for item in value.values():
                    self._value(node.value_type, item, f"{path}{{}}", depth)
            case inspect.EnumType():
                members = members_of(node)
                if value not in members:
                    self._note("unknown_value", path, name=self.words.code(value, members))
            case _:
                return

    def _fields(
        self, node: inspect.StructType, value: dict[str, Any], path: str, depth: int
    ) -> None:
        names = known_names(node)
        sent = {names[key]: item for key, item in value.items() if key in names}
        for field in node.fields:
            wire = field.encode_name
            if wire not in sent:
                if is_required(node, field):
                    self._note("missing", f"{path}.{wire}", expected=_expected(field.type))
            else:
                self._value(field.type, sent[wire], f"{path}.{wire}", depth)
        for name, seen in self._unknown(names, value):
            self._note("unknown_field", path, name=name, seen=seen)

    def _unknown(self, names: dict[str, str], value: dict[str, Any]) -> Iterator[tuple[str, str]]:
        unknown = [key for key in value if key not in names]
        is_map = len(unknown) > _MOST_NAMES
        for key in unknown:
            yield "" if is_map else self.words.field(key), json_type(value[key])


def _expected(node: inspect.Type) -> str:
    options = options_of(node)
    return expected_of(options[0]) if options else ""
