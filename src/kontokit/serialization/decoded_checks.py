"""
Checks after decoding: what msgspec lets through and a bank must not.

``"NaN"`` is a ``Decimal`` for msgspec, and so is ``1E+999999999``, whose digits fill the
memory; a timestamp without a zone becomes a naive ``datetime``. Only types that can hold such
values are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from msgspec import UNSET, inspect

from ..core.typeguards import type_of
from .path_error import PathError

MAX_DIGITS: Final = 64
"""Magnitudes beyond ten to this power are no amount, but an attack on the arithmetic."""

Check: TypeAlias = Callable[[Any], None]


def check_for(node: inspect.Type) -> Check | None:
    """
    The check for values of a type.

    Args:
        node: The type, as msgspec describes it.

    Returns:
        A function that raises ``PathError``, or None where nothing needs a check.
    """
    return _CheckBuilder().build(node) if _is_guarded(node) else None


def is_reasonable(number: Decimal) -> bool:
    """
    Whether a number is finite and short enough to be written out.

    Args:
        number: Any decimal number.

    Returns:
        True for every amount of the real world.
    """
    return -MAX_DIGITS <= number.adjusted() <= MAX_DIGITS and number.is_finite()


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
        case _:
            return ()


def reaches(node: inspect.Type, wanted: Callable[[inspect.Type], bool]) -> bool:
    """
    Whether a wanted type is somewhere inside a type, recursive types included.

    Args:
        node: Where to look.
        wanted: Tells a wanted type.

    Returns:
        True if one was found.
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


def _is_guarded(node: inspect.Type) -> bool:
    kinds = (inspect.DecimalType, inspect.DateTimeType)
    return reaches(node, lambda found: isinstance(found, kinds))


class _CheckBuilder:
    def __init__(self) -> None:
        self._known: dict[int, Check] = {}

    def build(self, node: inspect.Type) -> Check:
        key = id(node)
        if key not in self._known:
            self._known[key] = lambda value: self._known[key](value)
            self._known[key] = self._make(node)
        return self._known[key]

    def _make(self, node: inspect.Type) -> Check:
        match node:
            case inspect.DecimalType():
                return _decimal
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

    def _struct(self, node: inspect.StructType) -> Check:
        fields = [
            (field.name, field.encode_name, self.build(field.type))
            for field in node.fields
            if _is_guarded(field.type)
        ]

        def guard(value: Any) -> None:
            for name, wire, check in fields:
                item = getattr(value, name)
                if item is None or item is UNSET:
                    continue
                try:
                    check(item)
                except PathError as path_error:
                    path_error.add_step(wire)
                    raise

        return guard

    def _items(self, node: inspect.Type) -> Check:
        check = self.build(node)

        def guard(value: Any) -> None:
            index = 0
            try:
                for index, item in enumerate(value):  # noqa: B007  # the handler names it
                    check(item)
            except PathError as path_error:
                path_error.add_step(index)
                raise

        return guard

    def _values(self, node: inspect.Type) -> Check:
        check = self.build(node)

        def guard(value: Any) -> None:
            key = ""
            try:
                for key, item in value.items():  # noqa: B007  # the handler names it
                    check(item)
            except PathError as path_error:
                path_error.add_step(str(key))
                raise

        return guard

    def _union(self, node: inspect.UnionType) -> Check:
        structs: dict[type[Any], Check] = {
            option.cls: self.build(option)
            for option in node.types
            if isinstance(option, inspect.StructType)
        }
        others = [
            (option, self.build(option))
            for option in node.types
            if not isinstance(option, inspect.StructType) and _is_guarded(option)
        ]

        def guard(value: Any) -> None:
            chosen = structs.get(type_of(value))
            if chosen is not None:
                chosen(value)
                return
            for option, check in others:
                if _may_be(option, value):
                    check(value)

        return guard


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


def _decimal(value: Any) -> None:
    if isinstance(value, Decimal) and not is_reasonable(value):
        raise PathError("Number out of range")


def _datetime(value: Any) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise PathError("Expected a time with a zone")
