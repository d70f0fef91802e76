"""
JSON decoder: strict about types, exact with numbers, tolerant of new fields and values.
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
from ..core.limits import DEFAULT_LIMITS, Limits
from ..core.plain_time import plain_class
from ..core.secret import Secret
from ..core.typeguards import is_list, type_name, type_of
from .berlin_time import BerlinDateTime, parse_berlin
from .json_limits import check_json
from .marker_types import Encrypted, LenientInt
from .midnight_dates import is_date, without_midnight
from .path_error import PathError
from .scalars import is_reasonable
from .value_checks import Check, check_for, children, reaches, refuse_long_decimals

_BOM: Final = b"\xef\xbb\xbf"
_PATH: Final = re.compile(r"(?P<text>.*?)(?: - at `(?P<key>key in )?(?P<path>\$.*)`)?", re.DOTALL)
_QUOTED: Final = re.compile(r"'.*'", re.DOTALL)
_DIGITS: Final = re.compile(r"\s*-?[0-9]{1,64}\s*")
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPE: Final = re.compile(
    rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>u[dD][89a-fA-F]..)|.)", re.DOTALL
)


def decode(body: bytes, form: Any, limits: Limits = DEFAULT_LIMITS) -> Any:
    """
    Decode a JSON text as a value of a type.

    Unknown fields are ignored and unknown values of open enums are kept. A number becomes a
    ``Decimal`` with exactly the digits of the text; a text with a number in it is accepted
    where a ``Decimal`` is expected. In plain JSON (``Any``) numbers with a point are
    ``Decimal`` as well. If a key stands twice in an object, the last one counts. An escaped
    surrogate that is alone becomes U+FFFD.

    Args:
        body: The JSON text in UTF-8, with or without a byte order mark.
        form: A model, or any type made of models, lists, dicts and scalars.
        limits: How deep the text may be nested, and how many digits a number may have.

    Returns:
        The value.

    Raises:
        PayloadError: The text is not JSON, or not of this type; ``path`` names the place.
    """
    text = body.removeprefix(_BOM)
    reader = _reader(Any if form is object else form, limits.digits)
    try:
        has_long_runs = check_json(text, limits)
        value = reader.read(text)
        if has_long_runs:
            refuse_long_decimals(value, limits.digits)
        return value
    except (msgspec.MsgspecError, ValueError, RecursionError, PathError) as error:
        failure = _described(error)
    raise failure  # outside of the handler: an error of msgspec may quote the value


def decode_unwrapped(body: bytes, form: Any, envelope: str, limits: Limits = DEFAULT_LIMITS) -> Any:
    """
    Decode a value that is in a field of an object, or alone.

    Args:
        body: The JSON text.
        form: The type of the value.
        envelope: The name of the field.
        limits: As for ``decode``.

    Returns:
        The value.

    Raises:
        PayloadError: The text is not JSON, or the value is not of this type.
    """
    fields = decode(body, dict[str, msgspec.Raw], limits)
    if envelope not in fields:
        return decode(body, form, limits)
    try:
        return decode(bytes(fields[envelope]), form, limits)
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
    # The message of msgspec quotes the value, which may be private.
    text = _QUOTED.sub("'***'", match["text"])
    return PayloadError(text, path=match["path"] or "$")


class _Reader:
    """
    The prepared decoder of one type.
    """

    def __init__(self, form: Any, digits: int) -> None:
        node = inspect.type_info(form)
        self._decoder = _decoder(form, digits)
        self._check: Check | None = check_for(node, digits)
        self._node = node
        self._spellings = _spellings(node)
        self._dated = node if reaches(node, is_date) else None

    def read(self, text: bytes) -> Any:
        try:
            return self._read(text)
        except msgspec.DecodeError:
            whole = _without_lone_surrogates(text)
            if whole is None:
                raise
        return self._read(whole)

    def _read(self, text: bytes) -> Any:
        # Most bodies have no such key, and a generic tree costs time and memory.
        if any(spelling in text for spelling in self._spellings):
            text = _respelled(text, self._node)
        value = self._decode(text)
        if self._check is not None:
            self._check(value)
        return value

    def _decode(self, text: bytes) -> Any:
        try:
            return self._decoder.decode(text)
        except msgspec.ValidationError:
            if self._dated is None:
                raise
        tree = without_midnight(_PLAIN.decode(text), self._dated)
        return self._decoder.decode(_REWRITE.encode(tree))


@lru_cache(maxsize=2048)
def _reader(form: Any, digits: int) -> _Reader:
    return _Reader(form, digits)


def _decoder(form: Any, digits: int) -> msgspec.json.Decoder[Any]:
    def exact(text: str) -> Decimal:
        number = Decimal(text)
        if not is_reasonable(number, digits):
            raise ValueError("Number out of range")
        return number

    return msgspec.json.Decoder(form, dec_hook=_read_custom, float_hook=exact)


def _without_lone_surrogates(text: bytes) -> bytes | None:
    """
    A text with U+FFFD for half a character, which a server has left when it cut a text; None if
    there is none.
    """
    if _SURROGATE.search(text) is None:
        return None
    whole = _ESCAPE.sub(lambda found: rb"\ufffd" if found["lone"] else found[0], text)
    return None if whole == text else whole


def _read_custom(kind: Any, value: Any) -> Any:
    reader = _READERS.get(kind)
    return _read_moment(kind, value) if reader is None else reader(value)


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
    # Renamed in a generic tree, because msgspec knows one wire name for each field.
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


def _spellings(node: inspect.Type) -> frozenset[bytes]:
    """
    The other spellings of keys anywhere inside a type, as they stand in a text.
    """
    found: set[bytes] = set()

    def collect(inner: inspect.Type) -> bool:
        found.update(f'"{alias}"'.encode() for alias in _aliases(inner))
        return False

    reaches(node, collect)
    return frozenset(found)


def _aliases(node: inspect.Type) -> Mapping[str, str]:
    if not isinstance(node, inspect.StructType):
        return {}
    aliases: Mapping[str, str] = getattr(node.cls, "__wire_aliases__", {})
    return aliases
