"""
Coerces the leaves of a tree: texts, numbers, dates and times.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

import msgspec
from msgspec import inspect

from ..core.plain_time import plain_class
from .berlin_time import BerlinDateTime, parse_berlin
from .custom_types import read_custom, typed_decoder
from .marker_types import LenientInt, OpenEnum, OpenIntEnum
from .mismatches import Walk
from .odd_times import Zone, odd_date, odd_datetime
from .plain_tree import leaves, write_tree
from .scalars import has_many_digits, is_reasonable
from .unions import is_union

CoerceScalar: TypeAlias = Callable[[Any, Walk], Any]
_REFUSED: Final = (msgspec.MsgspecError, ValueError)


def usual_class(node: inspect.Type) -> Any:
    """
    The class of plain JSON whose every value fits a type; None if there is none.

    Args:
        node: The type, as msgspec describes it.
    """
    if isinstance(node, inspect.UnionType):
        found = [usual_class(one) for one in node.types if not isinstance(one, inspect.NoneType)]
        return found[0] if len(found) == 1 else None
    if isinstance(node, inspect.EnumType):
        return str if issubclass(node.cls, OpenEnum) else None
    return _USUAL.get(type(node))


def type_word(node: inspect.Type) -> str:
    """
    What a type is called in a deviation.

    Args:
        node: The type, as msgspec describes it.
    """
    if isinstance(node, inspect.UnionType):
        words = [type_word(one) for one in node.types if not isinstance(one, inspect.NoneType)]
        return words[0] if len(words) == 1 else "value"
    if isinstance(node, inspect.CustomType):
        if is_union(node.cls):
            return "value"
        return {BerlinDateTime: "datetime", LenientInt: "int"}.get(node.cls, "str")
    if isinstance(node, inspect.EnumType) and issubclass(node.cls, OpenIntEnum):
        return "int"
    return _WORDS.get(type(node), "value")


class ScalarCoercers:
    """
    The coercers of types that have no parts.
    """

    def __init__(self, digits: int) -> None:
        self._digits = digits

    def coercer(self, node: inspect.Type) -> CoerceScalar:
        """
        The function that coerces a value of a type.

        Args:
            node: The type, as msgspec describes it; no list, map, object or union.
        """
        match node:
            case inspect.AnyType():
                return self._anything
            case inspect.StrType():
                return _text
            case inspect.IntType() | inspect.BoolType() | inspect.FloatType():
                return self._by_decoder(_PYTHON[type(node)])
            case inspect.DecimalType():
                return self._decimal
            case inspect.EnumType() if issubclass(node.cls, OpenEnum):
                return _text
            case inspect.EnumType() if issubclass(node.cls, OpenIntEnum):
                return self._by_decoder(int)
            case inspect.EnumType():
                return self._by_decoder(node.cls)
            case inspect.LiteralType():
                return self._by_decoder(Literal[node.values])
            case _:
                return self._special(node)

    def _special(self, node: inspect.Type) -> CoerceScalar:
        if isinstance(node, inspect.CustomType):
            kind = plain_class(node.cls)
            if node.cls is BerlinDateTime:
                return _moment("berlin")
            if kind is None:
                return _custom(node.cls)
            return _moment("aware") if kind is _DATETIME else _day
        if isinstance(node, inspect.DateTimeType):
            return _moment("aware")
        if isinstance(node, inspect.DateType):
            return _day
        return self._by_decoder(_PYTHON.get(type(node), Any))

    def _anything(self, value: Any, walk: Walk) -> Any:
        if any(self._is_too_long(leaf, walk) for leaf in leaves(value)):
            raise walk.out_of_range("JSON")
        return walk.coerce_any(value) if walk.marks else value

    def _is_too_long(self, leaf: Any, walk: Walk) -> bool:
        if isinstance(leaf, Decimal):
            return not is_reasonable(leaf, self._digits)
        return walk.marks.is_number(leaf)

    def _decimal(self, value: Any, walk: Walk) -> Any:
        if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
            raise walk.mismatch(value, "Decimal")
        try:
            number = Decimal(msgspec.convert(value, Decimal) if isinstance(value, str) else value)
        except (*_REFUSED, InvalidOperation):
            raise walk.mismatch(value, "Decimal", form=True) from None
        if not is_reasonable(number, self._digits) or has_many_digits(number, self._digits):
            raise walk.out_of_range("Decimal")
        return value

    def _by_decoder(self, kind: Any) -> CoerceScalar:
        decoder = typed_decoder(kind, self._digits)
        name = kind.__name__ if isinstance(kind, type) else "value"  # a choice of texts

        def coerce(value: Any, walk: Walk) -> Any:
            if type(value) is kind:
                return value
            try:
                decoder.decode(write_tree(value))
            except _REFUSED:
                raise walk.mismatch(value, name, form=_is_of_its_json_type(kind, value)) from None
            return value

        return coerce


def _text(value: Any, walk: Walk) -> Any:
    if not isinstance(value, str) or walk.is_damaged(value):
        raise walk.mismatch(value, "str")
    return value


def _custom(kind: Any) -> CoerceScalar:
    name = "int" if kind is LenientInt else "str"

    def coerce(value: Any, walk: Walk) -> Any:
        is_damaged = isinstance(value, str) and walk.is_damaged(value)
        try:
            if not is_damaged:
                read_custom(kind, value)
                return value
        except _REFUSED:
            pass
        raise walk.mismatch(value, name, form=isinstance(value, str) and kind is not LenientInt)

    return coerce


def _day(value: Any, walk: Walk) -> Any:
    if type(value) is str and _is_day(value):
        return value
    return _odd_time(value, walk, "date", _odd_day)


@lru_cache(maxsize=1024)
def _is_day(text: str) -> bool:
    try:
        msgspec.convert(text, _DATE)
    except msgspec.ValidationError:
        return False
    return True


def _moment(zone: Zone) -> CoerceScalar:
    usual = parse_berlin if zone == "berlin" else _aware
    odd = partial(_odd_moment, zone)

    def coerce(value: Any, walk: Walk) -> Any:
        try:
            if type(value) is str:
                usual(value)
                return value
        except _REFUSED:
            pass
        return _odd_time(value, walk, "datetime", odd)

    return coerce


def _aware(text: str) -> datetime:
    moment: datetime = msgspec.convert(text, _DATETIME)
    if moment.tzinfo is None:
        raise ValueError("Expected a time with a zone")
    return moment


def _odd_time(value: Any, walk: Walk, name: str, read: Callable[[str], str | None]) -> Any:
    if not isinstance(value, str):
        raise walk.mismatch(value, name)
    found = read(value)
    if found:
        return found
    mismatch = walk.mismatch(value, name, form=True)
    mismatch.is_absent = found is not None
    raise mismatch


# The same odd text is often in every row of a page.
@lru_cache(maxsize=1024)
def _odd_day(text: str) -> str | None:
    return _written(odd_date, text)


@lru_cache(maxsize=1024)
def _odd_moment(zone: Zone, text: str) -> str | None:
    return _written(lambda one: odd_datetime(one, zone), text)


def _written(read: Callable[[str], date | None], text: str) -> str | None:
    """
    A date or a time as it is usually written; empty if the text stands for nothing, and None if it
    cannot be read.
    """
    try:
        found = read(text)
    except ValueError:
        return None
    return "" if found is None else found.isoformat()


def _is_of_its_json_type(kind: Any, value: Any) -> bool:
    return isinstance(value, str) and kind not in (bool, int, float)


# These classes themselves, even if a test library has replaced them here.
_DATE: Final[Any] = plain_class(date)
_DATETIME: Final[Any] = plain_class(datetime)
_USUAL: Final[dict[type[inspect.Type], Any]] = {
    inspect.StrType: str,
    inspect.IntType: int,
    inspect.BoolType: bool,
}
_WORDS: Final[dict[type[inspect.Type], str]] = {
    inspect.StructType: "object",
    inspect.DictType: "object",
    inspect.ListType: "array",
    inspect.StrType: "str",
    inspect.EnumType: "str",
    inspect.UUIDType: "UUID",
    inspect.IntType: "int",
    inspect.BoolType: "bool",
    inspect.FloatType: "float",
    inspect.DecimalType: "Decimal",
    inspect.DateType: "date",
    inspect.DateTimeType: "datetime",
}
_PYTHON: Final[dict[type[inspect.Type], Any]] = {
    inspect.IntType: int,
    inspect.BoolType: bool,
    inspect.FloatType: float,
    inspect.UUIDType: UUID,
}
