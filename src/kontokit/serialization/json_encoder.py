"""
JSON encoder for models and plain dicts: exact, and checked before anything is sent.

A small function is built once for each type. It turns a value into what JSON knows, with every
``Decimal`` as its exact digits. An error names the place of a value that does not fit, but never
the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Final, cast
from uuid import UUID

import msgspec
from msgspec import UNSET, inspect

from ..core.exceptions import ArgumentError, UnreadableFieldError
from ..core.plain_time import plain_class
from ..core.secret import Secret
from ..core.typed_text import text_of
from ..core.typeguards import is_list, is_mapping, type_name, type_of
from ..operations.maps import MapEntry
from .berlin_time import BerlinDateTime
from .choices import first_that_fits
from .iban_fields import counterparty_iban_wire, iban_or_text_wire, iban_wire
from .marker_types import WRITTEN_AS, Encrypted, LenientInt, OpenEnum, OpenIntEnum
from .multipart import file_wire
from .native_forms import Prepared, is_plain_json, sending
from .path_error import PathError, UnreadFieldError
from .scalars import (
    address_wire,
    berlin_wire,
    boolean_wire,
    date_wire,
    decimal_text_wire,
    decimal_wire,
    encrypted_wire,
    float_wire,
    instant_wire,
    integer_wire,
    lenient_integer_wire,
    null_wire,
    secret_wire,
    text_wire,
)
from .struct_writer import Encode, StructWriter
from .union_writer import UnionWriter
from .unions import RawJson, is_union

_NATIVE: Final = msgspec.json.Encoder(decimal_format="number")
_COMMA: Final = ord(",")
_BLOCK: Final = 64
"""So many rows stay in the processor's cache between being prepared and written."""


def encode(value: Any, form: Any, name: str = "body") -> bytes:
    """
    Encode a value of a type as JSON.

    Args:
        value: A model, or plain dicts, lists and scalars of the same shape. Dict keys are
            names in Python or on the wire.
        form: The type it has to have.
        name: What the caller calls the value.

    Returns:
        The JSON text.

    Raises:
        ArgumentError: The value does not fit; ``place`` says where, as in ``orders[0].amount``.
    """
    try:
        prepare = _preparing(value, Any if form is object else form)
        if prepare is not None:
            return _written(value, prepare)
    except (PathError, msgspec.MsgspecError, ValueError, RecursionError):
        pass  # the usual way names the place, and its errors do not lead to the value
    return encode_tree(to_wire(value, form, name), name)


def encode_tree(tree: Any, name: str) -> bytes:
    """
    Write what ``to_wire`` returned as JSON.

    Raises:
        ArgumentError: A text is not valid Unicode.
    """
    try:
        return msgspec.json.encode(tree)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass
    raise ArgumentError("a text that is not valid Unicode cannot be sent", place=name)


def to_wire(value: Any, form: Any, name: str = "body") -> Any:
    """
    Check a value against a type and turn it into what JSON knows.

    Args:
        value: A model, or plain dicts, lists and scalars of the same shape.
        form: The type it has to have.
        name: What the caller calls the value.

    Returns:
        Dicts, lists, texts, integers, booleans, None, and ``msgspec.Raw`` for exact numbers.

    Raises:
        ArgumentError: The value does not fit; ``place`` says where, as in ``orders[0].amount``.
        UnreadableFieldError: A field of a model that was read is None because it could not be read.
    """
    writer = _writer(Any if form is object else form)
    try:
        return writer(value)
    except UnreadFieldError as unread:
        failure: ArgumentError = UnreadableFieldError(unread.message, place=unread.place(name))
    except PathError as path_error:
        failure = ArgumentError(path_error.message, place=path_error.place(name))
    except RecursionError:
        failure = ArgumentError("the value is nested too deeply", place=name)
    raise failure  # outside of the handler, whose error leads to the frames with the value


@lru_cache(maxsize=2048)
def _writer(form: Any) -> Encode:
    return _EncoderBuilder().build(inspect.type_info(form))


def _preparing(value: Any, form: Any) -> Encode | None:
    """
    What prepares a value for msgspec, if it is not to be written in the usual way.
    """
    if form is Any:
        return _as_it_is if is_plain_json(value) else None
    return _prepared(form).function(value)


def _written(value: Any, prepare: Encode) -> bytes:
    if type_of(value) is not list or len(value) <= _BLOCK:
        return _NATIVE.encode(prepare(value))
    text = bytearray()
    for start in range(0, len(value), _BLOCK):
        # Its first bracket goes over the last one of the block before, and becomes a comma.
        at = max(len(text) - 1, 0)
        _NATIVE.encode_into(prepare(value[start : start + _BLOCK]), text, at)
        if start:
            text[at] = _COMMA
    return bytes(text)


def _as_it_is(value: Any) -> Any:
    return value


@lru_cache(maxsize=2048)
def _prepared(form: Any) -> Prepared:
    return Prepared(form, sending(_EncoderBuilder().build))


class _EncoderBuilder:
    def __init__(self) -> None:
        self._known: dict[int, Encode] = {}
        self._nodes: list[inspect.Type] = []

    def build(self, node: inspect.Type) -> Encode:
        key = id(node)
        if key not in self._known:
            # Keeps the node alive: its id() is the key, and a freed id would be used again.
            self._nodes.append(node)
            # A recursive type finds this entry and looks up the finished one when it is called.
            self._known[key] = lambda value: self._known[key](value)
            self._known[key] = self._make(node)
        return self._known[key]

    def _make(self, node: inspect.Type) -> Encode:
        simple = _SIMPLE.get(type(node))
        if simple is not None:
            return simple
        match node:
            case inspect.StructType():
                return StructWriter(node, self.build)
            case inspect.UnionType():
                return self._union(node)
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
                return self._list(node.item_type)
            case inspect.DictType():
                return _dict_writer(
                    self.build(node.value_type), hides_keys=_is_secret(node.value_type)
                )
            case inspect.Metadata():
                extra = cast("dict[str, Any]", cast("Any", node).extra or {})
                return _MARKED.get(extra.get(WRITTEN_AS)) or self.build(node.type)
            case inspect.EnumType():
                return _enum_writer(node.cls)
            case inspect.LiteralType():
                return _literal_writer(node.values)
            case inspect.CustomType() if is_union(node.cls):
                return UnionWriter(node.cls, self.build)
            case inspect.CustomType():
                return _CUSTOM[node.cls] if node.cls in _CUSTOM else _MOMENTS[plain_class(node.cls)]
            case _:
                raise TypeError(f"no rule for writing {type(node).__name__}")

    def _union(self, node: inspect.UnionType) -> Encode:
        options = [t for t in node.types if not isinstance(t, inspect.NoneType)]
        inner = self.build(options[0]) if len(options) == 1 else self._choice(options)
        if len(options) == len(node.types):
            return inner
        return lambda value: None if value is None else inner(value)

    def _list(self, item: inspect.Type) -> Encode:
        write = _list_writer(self.build(item))
        pair: tuple[str, str] | None = getattr(getattr(item, "cls", None), "__wire_pair__", None)
        if pair is None or not isinstance(item, inspect.StructType):
            return write
        types = {field.encode_name: field.type for field in item.fields}
        return _pair_writer(write, pair, self.build(types[pair[1]]))

    def _choice(self, options: Sequence[inspect.Type]) -> Encode:
        writers = [self.build(option) for option in options]

        return lambda value: first_that_fits(writers, value, writers)


def _list_writer(write: Encode) -> Encode:
    def write_items(value: Any) -> list[Any]:
        if not is_list(value):
            raise PathError(f"expected a list, got {type_name(value)}")
        items: list[Any] = []
        try:
            for item in value:
                items.append(write(item))
        except PathError as path_error:
            path_error.add_step(len(items))
            raise
        return items

    return write_items


def _pair_writer(write: Encode, pair: tuple[str, str], write_value: Encode) -> Encode:
    label, content = pair
    write_values = _dict_writer(write_value, hides_keys=True)

    def write_pairs(value: Any) -> list[Any]:
        if not is_mapping(value):
            written: list[Any] = write(value)
            return written
        return [{label: key, content: item} for key, item in write_values(value).items()]

    return write_pairs


def _dict_writer(write: Encode, *, hides_keys: bool = False) -> Encode:
    # With keys and values swapped, a key of a map of secrets is one itself, so it is only counted.
    def write_values(value: Any) -> dict[str, Any]:
        if not is_mapping(value):
            raise PathError(f"expected a dict, got {type_name(value)}")
        written: dict[str, Any] = {}
        for index, (key, item) in enumerate(value.items()):
            if type(key) is not str and not isinstance(key, str | UUID):
                raise PathError(f"the keys of a dict must be str, got {type_name(key)}")
            if item is UNSET:
                continue
            try:
                written[text_of(key)] = write(item)
            except PathError as path_error:
                if not isinstance(value, MapEntry):
                    path_error.add_step(index if hides_keys else str(key))
                raise
        return written

    return write_values


def _is_secret(node: inspect.Type) -> bool:
    return isinstance(node, inspect.CustomType) and node.cls in (Secret, Encrypted)


def _enum_writer(kind: type[Enum]) -> Encode:
    def write(value: Any) -> Any:
        if isinstance(value, kind):
            return value.value
        if isinstance(value, str) and (issubclass(kind, OpenEnum) or value in _values(kind)):
            return text_of(value)
        if type_of(value) is int and (issubclass(kind, OpenIntEnum) or value in _values(kind)):
            return value
        raise PathError(f"expected {kind.__name__}, got {type_name(value)}")

    return write


def _values(kind: type[Enum]) -> set[Any]:
    return {member.value for member in kind}


def _literal_writer(values: tuple[Any, ...]) -> Encode:
    def write(value: Any) -> Any:
        # True == 1, so a bool would pass for the literal 1.
        if not isinstance(value, bool) and value in values:
            return value
        raise PathError("expected one of " + ", ".join(map(repr, values)))

    return write


def _anything(value: Any) -> Any:
    kind = type_of(value)
    if kind is str or value is None or kind is bool:
        return value
    if isinstance(value, msgspec.Struct):
        return _writer(type(value))(value)
    if isinstance(value, RawJson):
        return _anything(value.value)
    if is_mapping(value):
        return _dict_writer(_anything)(value)
    for kind, write in _PLAIN:
        if isinstance(value, kind):
            return write(value)
    if is_list(value):
        return _list_writer(_anything)(value)
    raise PathError(f"{type_name(value)} is not JSON serializable")


_PLAIN: Final[tuple[tuple[Any, Encode], ...]] = (
    ((str, UUID), text_wire),
    (int, integer_wire),
    ((Decimal, float), decimal_wire),
    (Secret, secret_wire),
    (datetime, instant_wire),
    (date, date_wire),
)

_SIMPLE: Final[dict[type[inspect.Type], Encode]] = {
    inspect.AnyType: _anything,
    inspect.NoneType: null_wire,
    inspect.StrType: text_wire,
    inspect.BoolType: boolean_wire,
    inspect.IntType: integer_wire,
    inspect.FloatType: float_wire,
    inspect.DecimalType: decimal_wire,
    inspect.DateType: date_wire,
    inspect.DateTimeType: instant_wire,
    inspect.UUIDType: text_wire,
}

_MARKED: Final[dict[Any, Encode]] = {
    "iban": iban_wire,
    "counterparty-iban": counterparty_iban_wire,
    "iban-or-text": iban_or_text_wire,
    "uri": address_wire,
    "decimal-text": decimal_text_wire,
    "file-part": file_wire,
}
"""By what ``Annotated`` says of a text."""

_MOMENTS: Final[dict[Any, Encode]] = {
    plain_class(date): date_wire,
    plain_class(datetime): instant_wire,
}
"""For classes that a test library has put in the place of these."""

_CUSTOM: Final[dict[Any, Encode]] = {
    Secret: secret_wire,
    Encrypted: encrypted_wire,
    BerlinDateTime: berlin_wire,
    LenientInt: lenient_integer_wire,
    object: _anything,
}
