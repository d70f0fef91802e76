"""
Compares a JSON body with the type that the document gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import attrs
import msgspec
from msgspec import inspect

from ..core.typeguards import is_list, is_mapping, type_of
from ..serialization.unions import Option, UnionType, is_union
from ..serialization.value_checks import reaches
from .findings import Difference, Kind
from .names import Showing, Words, words_of
from .nodes import (
    expected_of,
    fitting_classes,
    json_type,
    known_names,
    members_of,
    mismatch,
    never_null,
    options_of,
    required_names,
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


@attrs.define(eq=False)
class _Plan:
    """
    How values of a type are compared; made once for each type.
    """

    node: inspect.Type
    options: tuple[inspect.Type, ...] = ()
    takes_null: bool = False
    fitting: frozenset[type[Any]] = frozenset()
    """Classes of which every value fits, so that it needs no further look."""
    is_object: bool = False
    """It is a model."""
    names: Mapping[str, str] = attrs.Factory(dict[str, str])
    """Of an object: the spellings of its fields → their documented names."""
    fields: Mapping[str, _Plan] = attrs.Factory(dict[str, Any])
    """Of an object: the documented names of its fields → their plans."""
    required: tuple[str, ...] = ()
    never_null: frozenset[str] = frozenset()
    """Of an object: the fields whose types take null although the document does not."""
    inner: _Plan | None = None
    """Of a list or a map: the plan of its items or values."""
    members: frozenset[str | int] = frozenset()
    """Of an enum: its values."""
    union: UnionType | None = None
    by_option: Mapping[Option, _Plan] = attrs.Factory(dict[Option, Any])
    """Of a union: the plans of its options."""


class _Planner:
    def __init__(self) -> None:
        self._known: dict[int, _Plan] = {}

    def plan(self, node: inspect.Type) -> _Plan:
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = _Plan(node)  # a recursive type finds this one
            self._fill(known)
        return known

    def _fill(self, plan: _Plan) -> None:
        node = plan.node
        plan.options = options_of(node)
        plan.takes_null = takes_null(node)
        if len(plan.options) == 1:
            plan.fitting = fitting_classes(plan.options[0])
            self._look_inside(plan, plan.options[0])

    def _look_inside(self, plan: _Plan, option: inspect.Type) -> None:
        match option:
            case inspect.StructType():
                plan.is_object = True
                plan.names = known_names(option)
                plan.fields = {one.encode_name: self.plan(one.type) for one in option.fields}
                plan.required = required_names(option)
                plan.never_null = never_null(option)
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
                plan.inner = self.plan(option.item_type)
            case inspect.DictType():
                plan.inner = self.plan(option.value_type)
            case inspect.EnumType():
                plan.members = frozenset(members_of(option))
            case inspect.CustomType() if is_union(option.cls):
                plan.union = option.cls
                plan.by_option = {one: self.plan(one.node) for one in option.cls.options}
            case _:
                return


@lru_cache(maxsize=2048)
def _plan_of(form: Any) -> _Plan:
    return _Planner().plan(inspect.type_info(form))


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
        self._value(_plan_of(form), tree, "$", 0)
        return self.found

    def _note(self, kind: Kind, path: str, **more: str) -> None:
        if len(path) <= _LONGEST_PATH:
            self.found.append(msgspec.structs.replace(self.place, kind=kind, path=path, **more))

    def _value(self, plan: _Plan, value: Any, path: str, depth: int) -> None:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0 or type_of(value) in plan.fitting:
            return
        if value is None:
            if not plan.takes_null:
                self._note("null", path, expected=_expected(plan))
            return
        if plan.union is not None:
            option = plan.union.choose(value)
            if option is not None:
                self._value(plan.by_option[option], value, path, depth)
            return
        kinds = [mismatch(option, value) for option in plan.options]
        if not kinds:
            return
        if None not in kinds:
            kind: Kind = "format" if kinds[0] == "format" else "type"
            self._note(kind, path, expected=_expected(plan), seen=json_type(value))
            return
        # A union of several types says too little of what is inside.
        if len(kinds) == 1:
            self._inside(plan, value, path, depth + 1)

    def _inside(self, plan: _Plan, value: Any, path: str, depth: int) -> None:
        if plan.is_object and is_mapping(value):
            self._fields(plan, value, path, depth)
        elif plan.inner is not None and is_list(value):
            for item in value:
                self._value(plan.inner, item, f"{path}[]", depth)
        elif plan.inner is not None and is_mapping(value):
            for item in value.values():
                self._value(plan.inner, item, f"{path}{{}}", depth)
        elif plan.members and value not in plan.members:
            self._note(
                "unknown_value", path, name=self.words.code(str(value), [*map(str, plan.members)])
            )

    def _fields(self, plan: _Plan, value: Mapping[str, Any], path: str, depth: int) -> None:
        unknown: list[str] = []
        for key, item in value.items():
            wire = plan.names.get(key)
            if wire is None:
                unknown.append(key)
                continue
            inner = plan.fields.get(wire)
            if item is None and wire in plan.never_null:
                self._note("null", f"{path}.{wire}", expected=_expected(plan.fields[wire]))
            elif inner is not None and type_of(item) not in inner.fitting:
                self._value(inner, item, f"{path}.{wire}", depth)
        self._left -= len(value)
        if unknown:
            self._unknown(unknown, value, path)
        for wire in plan.required:
            if wire not in value and not any(plan.names.get(key) == wire for key in value):
                self._note("missing", f"{path}.{wire}", expected=_expected(plan.fields[wire]))

    def _unknown(self, keys: list[str], value: Mapping[str, Any], path: str) -> None:
        is_map = len(keys) > _MOST_NAMES
        for key in keys:
            name = "" if is_map else self.words.field(key)
            self._note("unknown_field", path, name=name, seen=json_type(value[key]))


def _expected(plan: _Plan) -> str:
    return expected_of(plan.options[0]) if plan.options else ""
