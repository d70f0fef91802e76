"""
Checks of decoded values: what the JSON library lets through and a bank must not.

"NaN" is a Decimal for it, and so is 1E+999999999, whose digits fill the memory; a timestamp without
a zone becomes a naive datetime. Only types that can hold such values are checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from math import inf
from typing import Any, TypeAlias

from msgspec import UNSET, inspect

from ..core.limits import MAX_DIGITS
from ..core.typeguards import type_of
from .column_checks import Column, datetimes, decimals, dicts, lists, models, others
from .path_error import PathError
from .scalars import is_reasonable
from .unions import is_union

Check: TypeAlias = Callable[[Any], None]
_NESTING = (
    inspect.StructType,
    inspect.DictType,
    inspect.ListType,
    inspect.VarTupleType,
    inspect.SetType,
)


def check_for(node: inspect.Type, digits: int = MAX_DIGITS) -> Check | None:
    """
    The check for values of a type.

    Args:
        node: The type, as msgspec describes it.
        digits: How many digits a decimal may have before its point, and zeros behind it.

    Returns:
        A function that raises ``PathError``, or None where nothing needs a check.
    """
    return _CheckBuilder(digits).build(node) if _needs_check(node) else None


def children(node: inspect.Type) -> tuple[inspect.Type, ...]:
    """
    The types directly inside a type.

    Args:
        node: The type, as msgspec describes it.

    Returns:
        The types of its fields, options, items or values.
    """
    match node:
        case inspect.StructType():
            return tuple(field.type for field in node.fields)
        case inspect.UnionType():
            return node.types
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
            return (node.item_type,)
        case inspect.DictType():
            return (node.value_type,)
        case inspect.CustomType() if is_union(node.cls):
            return tuple(option.node for option in node.cls.options)
        case _:
            return ()


def reaches(node: inspect.Type, wanted: Callable[[inspect.Type], bool]) -> bool:
    """
    Whether a wanted type is anywhere inside a type, recursive types included.

    Args:
        node: Where to look.
        wanted: Returns true for a wanted type.
    """
    seen: set[int] = set()
    pending = [node]
    while pending:
        found = pending.pop()
        if wanted(found):
            return True
        if id(found) not in seen:
            seen.add(id(found))
            pending.extend(children(found))
    return False


def is_free(node: inspect.Type) -> bool:
    """
    Whether a type is free JSON, of which nothing is documented.
    """
    free_class = isinstance(node, inspect.CustomType) and node.cls is object
    return free_class or isinstance(node, inspect.AnyType | inspect.RawType)


def deepest(node: inspect.Type) -> float:
    """
    How many objects, arrays and maps can stand inside of each other in a value of a type; infinite
    for free JSON and for a type that holds itself.

    Args:
        node: The type, as msgspec describes it.
    """
    known: dict[int, float] = {}

    def depth(inner: inspect.Type) -> float:
        if id(inner) not in known:
            known[id(inner)] = inf  # what a type finds that holds itself
            below = max(map(depth, children(inner)), default=0)
            known[id(inner)] = inf if is_free(inner) else isinstance(inner, _NESTING) + below
        return known[id(inner)]

    return depth(node)


def _needs_check(node: inspect.Type) -> bool:
    kinds = (inspect.DecimalType, inspect.DateTimeType)
    return reaches(node, lambda found: isinstance(found, kinds))


class _CheckBuilder:
    def __init__(self, digits: int) -> None:
        self._known: dict[int, Check] = {}
        self._columns: dict[int, Column] = {}
        self._digits = digits

    def build(self, node: inspect.Type) -> Check:
        key = id(node)
        if key not in self._known:
            # A recursive type finds this entry and looks up the finished one when it is called.
            self._known[key] = lambda value: self._known[key](value)
            self._known[key] = self._make(node)
        return self._known[key]

    def _make(self, node: inspect.Type) -> Check:
        match node:
            case inspect.DecimalType():
                return self._decimal
            case inspect.DateTimeType():
                return _datetime
            case inspect.StructType():
                return self._struct(node)
            case inspect.ListType() | inspect.VarTupleType():
                return self._items(node.item_type)
            case inspect.DictType():
                return self._values(node.value_type)
            case inspect.UnionType():
                return self._union(node)
            case _:
                return _nothing

    def _decimal(self, value: Any) -> None:
        if isinstance(value, Decimal) and not is_reasonable(value, self._digits):
            raise PathError("Number out of range")

    def _struct(self, node: inspect.StructType) -> Check:
        fields = [
            (field.name, field.encode_name, self.build(_without_none(field.type)))
            for field in node.fields
            if _needs_check(field.type)
        ]

        def check_value(value: Any) -> None:
            wire = ""
            try:
                for name, wire, check in fields:  # noqa: B007  # the handler names it
                    item = getattr(value, name)
                    if item is not None and item is not UNSET:
                        check(item)
            except PathError as path_error:
                path_error.add_step(wire)
                raise

        return check_value

    def _items(self, node: inspect.Type) -> Check:
        check, are_fine = self.build(node), self._column(_without_none(node))

        def check_value(value: Any) -> None:
            if are_fine(value):
                return
            index = 0
            try:
                for index, item in enumerate(value):  # noqa: B007  # the handler names it
                    check(item)
            except PathError as path_error:
                path_error.add_step(index)
                raise

        return check_value

    def _column(self, node: inspect.Type) -> Column:
        key = id(node)
        if key not in self._columns:
            # As in build().
            self._columns[key] = lambda values: self._columns[key](values)
            self._columns[key] = self._make_column(node)
        return self._columns[key]

    def _make_column(self, node: inspect.Type) -> Column:
        match node:
            case inspect.DecimalType():
                return decimals(self._digits)
            case inspect.DateTimeType():
                return datetimes()
            case inspect.StructType():
                return models(node.cls, self._columns_of(node))
            case inspect.ListType() | inspect.VarTupleType():
                return lists(self._column(_without_none(node.item_type)))
            case inspect.DictType():
                return dicts(self._column(_without_none(node.value_type)))
            case _:
                return others(self.build(node))

    def _columns_of(self, node: inspect.StructType) -> Iterator[tuple[str, Column]]:
        for field in node.fields:
            if _needs_check(field.type):
                yield field.name, self._column(_without_none(field.type))

    def _values(self, node: inspect.Type) -> Check:
        check, are_fine = self.build(node), self._column(_without_none(node))

        def check_value(value: Any) -> None:
            if are_fine([*value.values()]):
                return
            key = ""
            try:
                for key, item in value.items():  # noqa: B007  # the handler names it
                    check(item)
            except PathError as path_error:
                path_error.add_step(str(key))
                raise

        return check_value

    def _union(self, node: inspect.UnionType) -> Check:
        structs: dict[type[Any], Check] = {
            option.cls: self.build(option)
            for option in node.types
            if isinstance(option, inspect.StructType)
        }
        others = [
            (option, self.build(option))
            for option in node.types
            if not isinstance(option, inspect.StructType) and _needs_check(option)
        ]

        def check_value(value: Any) -> None:
            chosen = structs.get(type_of(value))
            if chosen is not None:
                chosen(value)
                return
            for option, check in others:
                if _may_be(option, value):
                    check(value)

        return check_value


def _without_none(node: inspect.Type) -> inspect.Type:
    """
    The type of an optional value where it is there.
    """
    if not isinstance(node, inspect.UnionType):
        return node
    options = [one for one in node.types if not isinstance(one, inspect.NoneType)]
    return options[0] if len(options) == 1 else node


def _may_be(node: inspect.Type, value: Any) -> bool:
    match node:
        case inspect.ListType() | inspect.VarTupleType():
            return isinstance(value, list | tuple)
        case inspect.DictType():
            return isinstance(value, dict)
        case _:
            return True


def _nothing(value: Any) -> None:
    return


def _datetime(value: Any) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise PathError("Expected a time with a zone")
