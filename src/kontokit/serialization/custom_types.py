"""
Reads the types that msgspec does not know: secrets, local times, lenient integers, frozen times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Any, Final

import msgspec

from ..core.limits import MAX_DIGITS
from ..core.plain_time import plain_class
from ..core.secret import Secret
from ..core.typeguards import type_name, type_of
from .berlin_time import BerlinDateTime, parse_berlin
from .marker_types import Encrypted, LenientInt
from .path_error import PathError
from .plain_tree import write_tree
from .scalars import is_reasonable
from .unions import RawJson, UnionType, is_union

_DIGITS: Final = re.compile(r"\s*-?[0-9]{1,64}\s*")
_JSON_NAMES: Final[dict[type[Any], str]] = {
    dict: "object",
    list: "array",
    Decimal: "float",
    type(None): "null",
}


@lru_cache(maxsize=2048)
def typed_decoder(form: Any, digits: int) -> msgspec.json.Decoder[Any]:
    """
    The decoder of a type, exact with numbers.

    Args:
        form: The type.
        digits: How many digits a decimal may have before its point, and zeros behind it.
    """

    def exact(text: str) -> Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:  # its exponent is longer than any number
            raise ValueError("Number out of range") from None
        if not is_reasonable(number, digits):
            raise ValueError("Number out of range")
        return number

    hook = partial(read_custom, digits=digits)
    return msgspec.json.Decoder(form, dec_hook=hook, float_hook=exact)


def read_custom(kind: Any, value: Any, digits: int = MAX_DIGITS) -> Any:
    """
    A value of a type that msgspec does not know.

    Args:
        kind: The type.
        value: What stands in the JSON text.
        digits: How many digits a decimal inside of it may have.

    Raises:
        ValueError: The value does not fit. The message does not repeat it.
    """
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(value)
    return _read_union(kind, value, digits) if is_union(kind) else _read_moment(kind, value)


def _read_union(kind: UnionType, value: Any, digits: int) -> Any:
    option = kind.choose(value)
    if option is None:
        return RawJson(value)
    from .typed_reader import reader_of  # it imports this module

    try:
        return reader_of(option.form, digits).read(write_tree(value))
    except (msgspec.DecodeError, PathError):
        pass  # it may quote the value
    raise ValueError("The value does not fit its option of the union")


def json_kind(value: Any) -> str:
    """
    What a value is called in messages, such as ``str`` or ``object``.
    """
    return _JSON_NAMES.get(type_of(value), type_name(value))


def _read_moment(kind: Any, value: Any) -> Any:
    """
    A date or a time whose class a test library has replaced.
    """
    moment = msgspec.convert(value, plain_class(kind))
    if isinstance(moment, datetime) and moment.tzinfo is None:
        raise ValueError("Expected a time with a zone")
    return moment


def _read_secret(value: Any) -> Secret:
    return Secret(_text(value))


def _read_berlin(value: Any) -> datetime:
    return parse_berlin(_text(value))


def _read_lenient(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    raise ValueError(f"Expected `int` or its digits as `str`, got `{json_kind(value)}`")


def _read_anything(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"Expected `str`, got `{json_kind(value)}`")
    return value


_READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    Secret: _read_secret,
    Encrypted: _read_secret,
    BerlinDateTime: _read_berlin,
    LenientInt: _read_lenient,
    object: _read_anything,
}
