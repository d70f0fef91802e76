"""
From JSON bytes to typed values: strict about types, exact with numbers, tolerant of growth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, cast

import msgspec
from msgspec import inspect

from ..core.exceptions import PayloadError
from ..core.secret import Secret
from ..core.typeguards import is_list, type_name, type_of
from .berlin_time import BerlinDateTime, parse_berlin
from .decoded_checks import Check, check_for, children, is_reasonable, reaches
from .model import Encrypted, LenientInt
from .path_error import PathError

_BOM: Final = b"\xef\xbb\xbf"
_PATH: Final = re.compile(r"(?P<text>.*?)(?: - at `(?P<key>key in )?(?P<path>\$.*)`)?", re.DOTALL)
_QUOTED: Final = re.compile(r"'.*'", re.DOTALL)
_DIGITS: Final = re.compile(r"\s*-?[0-9]{1,64}\s*")


def decode(body: bytes, form: Any) -> Any:
    """
    Read a JSON text as a value of a type.

    Unknown fields are ignored and unknown values of open enums are kept. A number becomes a
    ``Decimal`` with the very digits of the text; a text with a number in it is accepted
    where a ``Decimal`` is expected. In plain JSON (``Any``) numbers with a point are
    ``Decimal`` as well.

    Args:
        body: The JSON text in UTF-8, with or without a byte order mark.
        form: A model, or any type made of models, lists, dicts and scalars.

    Returns:
        The value.

    Raises:
        PayloadError: The text is not JSON, or not of this type; ``path`` names the place.
    """
    reader = _reader(Any if form is object else form)
    try:
        return reader.read(body)
    except (msgspec.MsgspecError, ValueError, RecursionError, PathError) as error:
        failure = _described(error)
    raise failure  # outside of the handler: an error of msgspec may quote the value


def decode_unwrapped(body: bytes, form: Any, envelope: str) -> Any:
    """
    Read a value that stands in a field of an object, or alone.

    Args:
        body: The JSON text.
        form: The type of the value.
        envelope: The name of the field.

    Returns:
        The value.

    Raises:
        PayloadError: The text is not JSON, or the value is not of this type.
    """
    fields = decode(body, dict[str, msgspec.Raw])
    if envelope not in fields:
        return decode(body, form)
    try:
        return decode(bytes(fields[envelope]), form)
    except PayloadError as error:
        failure = PayloadError(error.message, path=f"$.{envelope}{error.path[1:]}")
    raise failure


def _described(error: Exception) -> PayloadError:
    if isinstance(error, PathError):
        return PayloadError(error.message, path=error.path)
    if isinstance(error, RecursionError):
        return PayloadError("The JSON text is nested too deeply", path="$")
    if isinstance(error, UnicodeDecodeError):
        return PayloadError("The JSON text is not valid UTF-8", path="$")
    match = cast("re.Match[str]", _PATH.fullmatch(str(error)))
    text = _QUOTED.sub("'***'", match["text"])
    return PayloadError(text, path=match["path"] or "$")


class _Reader:
    """
    Everything prepared for reading one type.
    """

    def __init__(self, form: Any) -> None:
        node = inspect.type_info(form)
        self._decoder = _decoder(form)
        self._guard: Check | None = check_for(node)
        self._aliased = node if reaches(node, lambda found: bool(_aliases(found))) else None

    def read(self, body: bytes) -> Any:
        text = body.removeprefix(_BOM)
        if self._aliased is not None:
            text = _respelled(text, self._aliased)
        value = self._decoder.decode(text)
        if self._guard is not None:
            self._guard(value)
        return value


@lru_cache(maxsize=2048)
def _reader(form: Any) -> _Reader:
    return _Reader(form)


def _decoder(form: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(form, dec_hook=_read_custom, float_hook=_exact)


def _exact(digits: str) -> Decimal:
    number = Decimal(digits)
    if not is_reasonable(number):
        raise ValueError("Number out of range")
    return number


def _read_custom(kind: Any, value: Any) -> Any:
    return _READERS[kind](value)


def _read_secret(value: Any) -> Secret:
    return Secret(_text(value))


def _read_berlin(value: Any) -> datetime:
    return parse_berlin(_text(value))


def _read_lenient(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    raise ValueError(f"Expected `int` or its digits as `str`, got `{_kind(value)}`")


def _read_anything(value: Any) -> Any:
    return value


_READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    Secret: _read_secret,
    Encrypted: _read_secret,
    BerlinDateTime: _read_berlin,
    LenientInt: _read_lenient,
    object: _read_anything,
}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"Expected `str`, got `{_kind(value)}`")
    return value


def _kind(value: Any) -> str:
    return _JSON_NAMES.get(type_of(value), type_name(value))


_JSON_NAMES: Final[dict[type[Any], str]] = {
    dict: "object",
    list: "array",
    Decimal: "float",
    type(None): "null",
}
_PLAIN: Final = msgspec.json.Decoder(Any, float_hook=Decimal)
_REWRITE: Final = msgspec.json.Encoder(decimal_format="number")


def _respelled(text: bytes, node: inspect.Type) -> bytes:
    tree = _PLAIN.decode(text)
    _rename(tree, node)
    return _REWRITE.encode(tree)


def _rename(tree: Any, node: inspect.Type) -> None:
    match node:
        case inspect.StructType() if isinstance(tree, dict):
            fields = cast("dict[str, Any]", tree)
            for alias, wire in _aliases(node).items():
                if alias in fields:
                    fields.setdefault(wire, fields.pop(alias))
            for field in node.fields:
                _rename(fields.get(field.encode_name), field.type)
        case inspect.ListType() if is_list(tree):
            for item in tree:
                _rename(item, node.item_type)
        case inspect.DictType() if isinstance(tree, dict):
            for item in cast("dict[str, Any]", tree).values():
                _rename(item, node.value_type)
        case inspect.UnionType():
            for option in children(node):
                _rename(tree, option)
        case _:
            return


def _aliases(node: inspect.Type) -> Mapping[str, str]:
    if not isinstance(node, inspect.StructType):
        return {}
    aliases: Mapping[str, str] = getattr(node.cls, "__wire_aliases__", {})
    return aliases
