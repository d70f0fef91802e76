"""
Types whose values msgspec writes itself, once each is known to be written as it is to be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, cast

import msgspec
from msgspec import inspect

from ..core.limits import MAX_DIGITS
from ..core.typeguards import type_of
from .berlin_time import BerlinDateTime
from .marker_types import LenientInt, OpenEnum
from .scalars import LEAST, MOST
from .struct_writer import Encode

_PAYS: Final = 32
"""How many values of a type take about as long as compiling it."""
_INTEGER: Final = "type({0}) is int and LEAST <= {0} <= MOST"
_OFFSET: Final = (
    "type({0}.tzinfo) is timezone"
    " and not {0}.utcoffset().seconds % 60 and not {0}.utcoffset().microseconds"
)
"""msgspec writes no seconds of an offset."""
_FREE: Final = "type({0}) is str or type({0}) is bool"
_NATIVE: Final[dict[Any, str]] = {
    inspect.StrType: "type({0}) is str",
    inspect.BoolType: "type({0}) is bool",
    inspect.IntType: _INTEGER,
    LenientInt: _INTEGER,
    # The text of such a number has no exponent.
    inspect.DecimalType: (
        "type({0}) is Decimal and '+' not in str({0})"
        " and -7 < {0}.adjusted() < MAX_DIGITS and {0}.is_finite()"
    ),
    inspect.DateType: "type({0}) is date",
    OpenEnum: "type({0}) is KIND or type({0}) is str",
    inspect.AnyType: _FREE,
    object: _FREE,
}
"""As in ``Style``, for values that are sent as well as for those that are stored."""
_CLASS: Final = cast("Callable[[Any], Any]", type)
_TEXT: Final = frozenset({str})


class Style(msgspec.Struct, frozen=True):
    """
    How values are prepared. Types stand for themselves or for their class in ``msgspec.inspect``;
    in code, ``{0}`` is the value.
    """

    native: Mapping[Any, str]
    """Type → a condition that is true of the values only that msgspec writes as they have to be."""
    texts: Mapping[Any, tuple[str, str]]
    """Type → a condition, and an expression that is written instead of the value."""
    other: Callable[[inspect.Type], Encode]
    """Makes what writes all other values of a field."""
    item: Callable[[inspect.Type], Encode]
    """Makes what writes all other values of an item of a list, and models that are in doubt."""
    sends: bool
    """Whether the models are sent: marks count, and nulls that could not be read are in doubt."""


class Prepared:
    """
    The function that prepares values of a type. It is compiled once that pays.
    """

    def __init__(self, form: Any, style: Style) -> None:
        self._form = form
        self._style = style
        self._seen = 0
        self._function: Encode | None = None

    def function(self, value: Any) -> Encode | None:
        """
        The function, if it pays for a value after those before. There is none for dicts.
        """
        if self._seen >= _PAYS:
            return self._function
        kind = type_of(value)
        if kind is not dict:
            self._seen += len(value) if kind is list else 1
            if self._seen >= _PAYS:
                from .model_compiler import compiled  # most programs never need it

                self._function = compiled(self._form, self._style)
        return self._function


def sending(careful: Callable[[inspect.Type], Encode]) -> Style:
    """
    How values are sent.

    Args:
        careful: Makes what checks and writes any value of a type.
    """
    more = {
        inspect.DateTimeType: f"type({{0}}) is datetime and ({{0}}.tzinfo is UTC or {_OFFSET})",
        inspect.FloatType: "type({0}) is float and -inf < {0} < inf",
    }
    berlin = (
        "type({0}) is datetime and {0}.tzinfo is BERLIN",
        "encoded({0})[1:20].decode().replace('T', ' ')",
    )
    return Style(
        native=_NATIVE | more,
        texts={BerlinDateTime: berlin},
        other=careful,
        item=careful,
        sends=True,
    )


def storing(plain: Callable[[Any], Any], part: Callable[[Any], Any]) -> Style:
    """
    How values are stored.

    Args:
        plain: Makes plain JSON of any value of a field; ``UNSET`` leaves the field out.
        part: The same for an item of a list.
    """
    # Before 1893 the offset of Berlin had seconds. UTC is not written as Z.
    berlin = "{0}.tzinfo is BERLIN and {0}.year > 1900"
    local = f"type({{0}}) is datetime and ({berlin} or {_OFFSET} and {{0}}.utcoffset())"
    utc = (
        "type({0}) is datetime and {0}.tzinfo is UTC",
        "encoded({0})[1:-2].decode() + '+00:00'",
    )
    moments = (BerlinDateTime, inspect.DateTimeType)
    return Style(
        native=_NATIVE | dict.fromkeys(moments, local),
        texts=dict.fromkeys(moments, utc),
        other=lambda _: plain,
        item=lambda _: part,
        sends=False,
    )


def is_plain_json(tree: Any) -> bool:
    """
    Whether a tree is one of dicts, lists and scalars that msgspec writes as we do.
    """
    return _are_plain((tree,))


def _are_plain(parts: Iterable[Any]) -> bool:
    for part in parts:
        kind = _CLASS(part)
        if kind is str or part is None or kind is bool:
            continue
        if kind is dict:
            if not _TEXT.issuperset(map(type, part)) or not _are_plain(part.values()):
                return False
        elif kind is list:
            if not _are_plain(part):
                return False
        elif not _is_native_number(part):
            return False
    return True


def _is_native_number(value: Any) -> bool:
    if type(value) is int:
        return LEAST <= value <= MOST
    return (
        type(value) is Decimal
        and "+" not in str(value)
        and -7 < value.adjusted() < MAX_DIGITS
        and value.is_finite()
    )
