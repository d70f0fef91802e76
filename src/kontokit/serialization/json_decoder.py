"""
JSON decoder: strict about types, exact with numbers, tolerant of new fields and values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

import msgspec
from msgspec import UNSET, inspect

from ..core.exceptions import PayloadError
from ..core.secret import Secret
from ..core.typeguards import is_list, type_name, type_of
from .berlin_time import BerlinDateTime, parse_berlin
from .marker_types import Encrypted, LenientInt
from .midnight_dates import without_midnight
from .path_error import PathError
from .scalars import is_reasonable

Check: TypeAlias = Callable[[Any], None]

_BOM: Final = b"\xef\xbb\xbf"
_PATH: Final = re.compile(r"(?P<text>.*?)(?: - at `(?P<key>key in )?(?P<path>\$.*)`)?", re.DOTALL)
_QUOTED: Final = re.compile(r"'.*'", re.DOTALL)
_DIGITS: Final = re.compile(r"\s*-?[0-9]{1,64}\s*")


def decode(body: bytes, form: Any) -> Any:
    """
    Decode a JSON text as a value of a type.

    Unknown fields are ignored and unknown values of open enums are kept. A number becomes a
    ``Decimal`` with exactly the digits of the text; a text with a number in it is accepted
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
    Decode a value that is in a field of an object, or alone.

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
    # The message of msgspec quotes the value, which may be private.
    text = _QUOTED.sub("'***'", match["text"])
    return PayloadError(text, path=match["path"] or "$")


class _Reader:
    """
    The prepared decoder of one type.
    """

    def __init__(self, form: Any) -> None:
        node = inspect.type_info(form)
        self._decoder = _decoder(form)
        self._check: Check | None = check_for(node)
        self._aliased = node if reaches(node, lambda found: bool(_aliases(found))) else None
        self._dated = node if reaches(node, _is_date) else None

    def read(self, body: bytes) -> Any:
        text = body.removeprefix(_BOM)
        if self._aliased is not None:
            text = _respelled(text, self._aliased)
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


def _is_date(node: inspect.Type) -> bool:
    return isinstance(node, inspect.DateType)


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


def _aliases(node: inspect.Type) -> Mapping[str, str]:
    if not isinstance(node, inspect.StructType):
        return {}
    aliases: Mapping[str, str] = getattr(node.cls, "__wire_aliases__", {})
    return aliases


# Checks after decoding: what msgspec lets through and a bank must not. "NaN" is a Decimal for
# msgspec, and so is 1E+999999999, whose digits fill the memory; a timestamp without a zone
# becomes a naive datetime. Only types that can hold such values are checked.


def check_for(node: inspect.Type) -> Check | None:
    """
    The check for values of a type.

    Args:
        node: The type, as msgspec describes it.

    Returns:
        A function that raises ``PathError``, or None where nothing needs a check.
    """
    return _CheckBuilder().build(node) if _needs_check(node) else None


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


def _needs_check(node: inspect.Type) -> bool:
    kinds = (inspect.DecimalType, inspect.DateTimeType)
    return reaches(node, lambda found: isinstance(found, kinds))


class _CheckBuilder:
    def __init__(self) -> None:
        self._known: dict[int, Check] = {}

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
            if _needs_check(field.type)
        ]

        def check_value(value: Any) -> None:
            for name, wire, check in fields:
                item = getattr(value, name)
                if item is None or item is UNSET:
                    continue
                try:
                    check(item)
                except PathError as path_error:
                    path_error.add_step(wire)
                    raise

        return check_value

    def _items(self, node: inspect.Type) -> Check:
        check = self.build(node)

        def check_value(value: Any) -> None:
            index = 0
            try:
                for index, item in enumerate(value):  # noqa: B007  # the handler names it
                    check(item)
            except PathError as path_error:
                path_error.add_step(index)
                raise

        return check_value

    def _values(self, node: inspect.Type) -> Check:
        check = self.build(node)

        def check_value(value: Any) -> None:
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
