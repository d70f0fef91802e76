"""
What fits a type, as msgspec describes it: JSON types, formats of texts, and required fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

import msgspec
from msgspec import inspect

from ..core.secret import Secret
from ..core.typeguards import type_of
from ..serialization.berlin_time import BerlinDateTime, parse_berlin
from ..serialization.marker_types import Encrypted, LenientInt, OpenIntEnum
from ..serialization.unions import is_union
from ..serialization.value_checks import is_free

Mismatch: TypeAlias = Literal["type", "format"]

_JSON: Final[Mapping[type[Any], str]] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    float: "number",
    type(None): "null",
}


def json_type(value: Any) -> str:
    """
    The JSON type of a parsed value; whole numbers are ``integer``.
    """
    return _JSON.get(type_of(value), "string")


def options_of(node: inspect.Type) -> tuple[inspect.Type, ...]:
    """
    The types that a value may have, without null.
    """
    if not isinstance(node, inspect.UnionType):
        return () if isinstance(node, inspect.NoneType) else (node,)
    return tuple(one for one in node.types if not isinstance(one, inspect.NoneType))


def takes_null(node: inspect.Type) -> bool:
    """
    Whether null is among the values of a type.
    """
    if isinstance(node, inspect.UnionType):
        return any(isinstance(one, inspect.NoneType) for one in node.types)
    return isinstance(node, inspect.NoneType) or is_free(node)


def known_names(node: inspect.StructType) -> dict[str, str]:
    """
    The spellings of all fields of a model → the documented name.
    """
    names = {field.encode_name: field.encode_name for field in node.fields}
    aliases: Mapping[str, str] = getattr(node.cls, "__wire_aliases__", {})
    tag = {} if node.tag_field is None else {node.tag_field: node.tag_field}
    return {**names, **aliases, **tag}


def required_names(node: inspect.StructType) -> tuple[str, ...]:
    """
    The fields that the document requires, by their documented names.
    """
    return (*(one.encode_name for one in node.fields if one.required), *_expected(node))


def never_null(node: inspect.StructType) -> frozenset[str]:
    """
    The fields whose types take null although the document requires a value.
    """
    return frozenset(wire for wire, may_be_null in _expected(node).items() if not may_be_null)


def _expected(node: inspect.StructType) -> Mapping[str, bool]:
    expected: Mapping[str, bool] = getattr(node.cls, "__expected__", {})
    names = {field.encode_name for field in node.fields}  # the tag of a union is none of them
    return {wire: may_be_null for wire, may_be_null in expected.items() if wire in names}


def members_of(node: inspect.EnumType) -> list[str | int]:
    """
    The documented values of an enum.
    """
    return [member.value for member in node.cls]


def _plain(node: inspect.Type) -> type[inspect.Type]:
    """
    The class of a type; that of its values for an enum of whole numbers.
    """
    is_whole = isinstance(node, inspect.EnumType) and issubclass(node.cls, OpenIntEnum)
    return inspect.IntType if is_whole else type(node)


def expected_of(node: inspect.Type) -> str:
    """
    What the document says of a value, such as ``date``.
    """
    match node:
        case inspect.StructType() | inspect.DictType():
            return "object"
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
            return "array"
        case inspect.CustomType() if is_union(node.cls):
            return "one of several types"
        case inspect.CustomType():
            return _CUSTOM.get(node.cls, ("string", None))[0]
        case _:
            return str(_SCALARS.get(_plain(node), ("string", None, str))[0])


def fitting_classes(node: inspect.Type) -> frozenset[type[Any]]:
    """
    The classes of parsed values of which every value fits a type.

    Args:
        node: A type that is no union.
    """
    if is_free(node):
        return frozenset(_JSON)
    if isinstance(node, inspect.CustomType):
        if is_union(node.cls):
            return frozenset()
        form = _CUSTOM.get(node.cls, ("string", None))[1]
        return frozenset({int} if node.cls is LenientInt else {str} if form is None else ())
    if isinstance(node, inspect.EnumType | inspect.LiteralType):
        return frozenset()
    _, form, *kinds = _SCALARS.get(type(node), ("", _as_day))
    return frozenset(kinds) if form is None else frozenset(set(kinds) - {str})


def mismatch(node: inspect.Type, value: Any) -> Mismatch | None:
    """
    In what way a value that is not null does not fit a type, whatever is inside of it.

    Args:
        node: A type that is no union.
        value: A value of a parsed JSON text.
    """
    match node:
        case inspect.StructType() | inspect.DictType():
            return None if isinstance(value, dict) else "type"
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
            return None if isinstance(value, list) else "type"
        case inspect.LiteralType():
            return None if value in node.values else "format"
        case inspect.CustomType():
            return _custom(node, value)
        case _:
            return _scalar(node, value)


def _scalar(node: inspect.Type, value: Any) -> Mismatch | None:
    if is_free(node):
        return None
    _, form, *kinds = _SCALARS.get(_plain(node), ("string", None, str))
    if type_of(value) not in kinds:
        return "type"
    return None if form is None or _has_form(form, value) else "format"


def _custom(node: inspect.CustomType, value: Any) -> Mismatch | None:
    if is_free(node):
        return None
    if node.cls is LenientInt and type_of(value) is int:
        return None
    if not isinstance(value, str):
        return "type"
    form = _CUSTOM.get(node.cls, ("string", None))[1]
    return None if form is None or _has_form(form, value) else "format"


def _has_form(form: Callable[[Any], Any], value: Any) -> bool:
    try:
        return form(value) is not None
    except (ValueError, OverflowError, ArithmeticError, msgspec.ValidationError):
        return False


def _as_day(text: str) -> date:
    return msgspec.convert(text, date)


def _as_moment(text: str) -> datetime | None:
    moment = msgspec.convert(text, datetime)
    return None if moment.tzinfo is None else moment


def _as_number(value: Any) -> Decimal | None:
    # A text with a number in it is read like the number, so it is no difference that matters.
    number = Decimal(value) if isinstance(value, str) else value
    return number if not isinstance(number, Decimal) or number.is_finite() else None


_SCALARS: Final[Mapping[type[inspect.Type], Any]] = {
    inspect.StrType: ("string", None, str),
    inspect.EnumType: ("string", None, str),
    inspect.BoolType: ("boolean", None, bool),
    inspect.IntType: ("integer", None, int),
    inspect.FloatType: ("number", None, int, Decimal),
    inspect.DecimalType: ("number", _as_number, int, Decimal, str),
    inspect.DateType: ("date", _as_day, str),
    inspect.DateTimeType: ("date-time", _as_moment, str),
    inspect.UUIDType: ("uuid", UUID, str),
}
_CUSTOM: Final[Mapping[Any, tuple[str, Callable[[str], Any] | None]]] = {
    Secret: ("string", None),
    Encrypted: ("string", None),
    LenientInt: ("integer", int),
    BerlinDateTime: ("local date-time", parse_berlin),
}
