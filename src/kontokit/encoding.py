"""
From models and plain dicts to exact JSON, checked before anything is sent.

For each type a small function is built once. It takes a value and gives what JSON knows, with
every ``Decimal`` as the digits that go over the wire. Whatever does not fit is refused with
its place, and without its value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast
from uuid import UUID

import msgspec
from msgspec import UNSET, inspect

from .clock import BerlinDateTime, format_berlin, parse_berlin
from .errors import ArgumentError
from .guards import is_sane
from .misfit import Misfit
from .models import LenientInt, OpenEnum
from .secrets import Secret

Encode: TypeAlias = Callable[[Any], Any]

_NUMERAL: Final = re.compile(r"-?[0-9]{1,64}(\.[0-9]{1,64})?")


def encode(value: Any, form: Any) -> bytes:
    """
    Write a value of a type as JSON.

    Args:
        value: A model, or plain dicts, lists and scalars of the same shape. Dict keys are
            the names on the wire.
        form: The type it has to have.

    Returns:
        The JSON text.

    Raises:
        ArgumentError: The value does not fit; ``place`` is its JSON path.
    """
    tree = to_wire(value, form)
    del value
    try:
        return msgspec.json.encode(tree)
    except (ValueError, RecursionError):
        del tree
    raise ArgumentError("a text that is not valid Unicode cannot be sent", place="$")


def to_wire(value: Any, form: Any) -> Any:
    """
    Check a value against a type and take it apart into what JSON knows.

    Args:
        value: A model, or plain dicts, lists and scalars of the same shape.
        form: The type it has to have.

    Returns:
        Dicts, lists, texts, integers, booleans, None, and ``msgspec.Raw`` for exact numbers.

    Raises:
        ArgumentError: The value does not fit; ``place`` is its JSON path.
    """
    writer = _writer(Any if form is object else form)
    try:
        return writer(value)
    except Misfit as misfit:
        failure = ArgumentError(misfit.message, place=misfit.path)
    except RecursionError:
        failure = ArgumentError("the value is nested too deeply", place="$")
    del value
    raise failure


@lru_cache(maxsize=2048)
def _writer(form: Any) -> Encode:
    return _Builder().build(inspect.type_info(form))


class _Builder:
    def __init__(self) -> None:
        self._known: dict[int, Encode] = {}
        self._nodes: list[inspect.Type] = []

    def build(self, node: inspect.Type) -> Encode:
        key = id(node)
        if key not in self._known:
            self._nodes.append(node)
            self._known[key] = lambda value: self._known[key](value)
            self._known[key] = self._make(node)
        return self._known[key]

    def _make(self, node: inspect.Type) -> Encode:
        simple = _SIMPLE.get(type(node))
        if simple is not None:
            return simple
        match node:
            case inspect.StructType():
                return _StructWriter(node, self.build)
            case inspect.UnionType():
                return self._union(node)
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
                return _list_writer(self.build(node.item_type))
            case inspect.DictType():
                return _dict_writer(self.build(node.value_type))
            case inspect.EnumType():
                return _enum_writer(node.cls)
            case inspect.LiteralType():
                return _literal_writer(node.values)
            case inspect.CustomType():
                return _CUSTOM[node.cls]
            case _:
                raise TypeError(f"no rule for writing {type(node).__name__}")

    def _union(self, node: inspect.UnionType) -> Encode:
        options = [t for t in node.types if not isinstance(t, inspect.NoneType)]
        inner = self.build(options[0]) if len(options) == 1 else self._choice(options)
        if len(options) == len(node.types):
            return inner
        return lambda value: None if value is None else inner(value)

    def _choice(self, options: Sequence[inspect.Type]) -> Encode:
        writers = [self.build(option) for option in options]

        def write(value: Any) -> Any:
            for writer in writers:
                try:
                    return writer(value)
                except Misfit:
                    continue
            raise Misfit("the value fits none of the allowed types")

        return write


class _StructWriter:
    """
    Writes one model from its instances, from its reading twin, or from a dict.
    """

    def __init__(self, node: inspect.StructType, build: Callable[[inspect.Type], Encode]) -> None:
        self._model = node.cls
        self._tag = {} if node.tag_field is None else {node.tag_field: node.tag}
        self._fields = {field.encode_name: field for field in node.fields}
        self._build = build
        self._writers: dict[str, Encode] | None = None

    def __call__(self, value: Any) -> dict[str, Any]:
        if isinstance(value, msgspec.Struct):
            return self._from_model(value)
        if isinstance(value, Mapping):
            return self._from_mapping(cast("Mapping[Any, Any]", value))
        raise Misfit(f"expected {self._model.__name__} or a dict, got {_name(value)}")

    def _from_model(self, value: msgspec.Struct) -> dict[str, Any]:
        if isinstance(value, self._model):
            given = self._given_by(value, twin=False)
        elif f"{type(value).__name__}Input" == self._model.__name__:
            given = self._given_by(value, twin=True)
        else:
            raise Misfit(f"expected {self._model.__name__} or a dict, got {_name(value)}")
        return self._write(given)

    def _given_by(self, value: msgspec.Struct, *, twin: bool) -> dict[str, Any]:
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        given = {wire: getattr(value, name) for wire, name in names if wire in self._fields}
        return {k: v for k, v in given.items() if v is not None or self._keeps_null(k, twin)}

    def _keeps_null(self, wire: str, twin: bool) -> bool:
        field = self._fields[wire]
        return field.required or not (twin or field.default is None)

    def _from_mapping(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        for key in value:
            if key not in self._fields and key not in self._tag:
                raise Misfit(self._unknown(key))
        return self._write({key: value[key] for key in value if key in self._fields})

    def _write(self, given: dict[str, Any]) -> dict[str, Any]:
        wire: dict[str, Any] = dict(self._tag)
        for key, writer in self._prepared().items():
            item = given.get(key, UNSET)
            if item is UNSET:
                if self._fields[key].required:
                    raise Misfit(f"the required field {key!r} is missing")
                continue
            try:
                wire[key] = writer(item)
            except Misfit as misfit:
                misfit.inside(key)
                raise
        return wire

    def _prepared(self) -> dict[str, Encode]:
        if self._writers is None:
            self._writers = {key: self._build(f.type) for key, f in self._fields.items()}
        return self._writers

    def _unknown(self, key: Any) -> str:
        if not isinstance(key, str):
            return f"the keys of a dict must be str, got {_name(key)}"
        wire = next((f.encode_name for f in self._fields.values() if f.name == key), None)
        close = [wire] if wire else difflib.get_close_matches(key, self._fields, n=1)
        hint = f"; the name on the wire is {close[0]!r}" if close else ""
        return f"{self._model.__name__} has no field {key!r}{hint}"


def _list_writer(write: Encode) -> Encode:
    def write_items(value: Any) -> list[Any]:
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            raise Misfit(f"expected a list, got {_name(value)}")
        items: list[Any] = []
        try:
            for item in cast("Sequence[Any]", value):
                items.append(write(item))
        except Misfit as misfit:
            misfit.inside(len(items))
            raise
        return items

    return write_items


def _dict_writer(write: Encode) -> Encode:
    def write_values(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise Misfit(f"expected a dict, got {_name(value)}")
        written: dict[str, Any] = {}
        for key, item in cast("Mapping[Any, Any]", value).items():
            if not isinstance(key, str):
                raise Misfit(f"the keys of a dict must be str, got {_name(key)}")
            if item is UNSET:
                continue
            try:
                written[str(key)] = write(item)
            except Misfit as misfit:
                misfit.inside(key)
                raise
        return written

    return write_values


def _enum_writer(kind: type[Enum]) -> Encode:
    def write(value: Any) -> Any:
        if isinstance(value, kind):
            return value.value
        if isinstance(value, str) and (issubclass(kind, OpenEnum) or value in _values(kind)):
            return str(value)
        raise Misfit(f"expected {kind.__name__}, got {_name(value)}")

    return write


def _values(kind: type[Enum]) -> set[Any]:
    return {member.value for member in kind}


def _literal_writer(values: tuple[Any, ...]) -> Encode:
    def write(value: Any) -> Any:
        if not isinstance(value, bool) and value in values:
            return value
        raise Misfit("expected one of " + ", ".join(map(repr, values)))

    return write


def _null(value: Any) -> None:
    if value is not None:
        raise Misfit(f"expected None, got {_name(value)}")


def _text(value: Any) -> str:
    if isinstance(value, Enum) and isinstance(value.value, str):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if not isinstance(value, str):
        raise Misfit(f"expected str, got {_name(value)}")
    return str(value)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Misfit(f"expected bool, got {_name(value)}")
    return value


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misfit(f"expected int, got {_name(value)}")
    if value.bit_length() > 212:
        raise Misfit("the number has too many digits")
    return msgspec_int(value)


def msgspec_int(value: int) -> Any:
    """
    An integer as msgspec can write it: beyond 64 bits as raw digits.

    Args:
        value: Any integer.

    Returns:
        The integer, or its digits.
    """
    plain = int(value)
    return plain if -(2**63) <= plain < 2**63 else msgspec.Raw(str(plain).encode())


def _lenient_integer(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,64}", value):
        return _integer(int(value))
    return _integer(value)


def _decimal(value: Any) -> msgspec.Raw:
    if isinstance(value, float):
        raise Misfit("a float is not exact; give a Decimal made from a text, or an int")
    if isinstance(value, str) and _NUMERAL.fullmatch(value):
        value = Decimal(value)
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise Misfit(f"expected Decimal, got {_name(value)}")
    return msgspec.Raw(plain_digits(Decimal(value)).encode())


def plain_digits(number: Decimal) -> str:
    """
    A number as plain digits, without an exponent.

    Args:
        number: A finite number of reasonable length.

    Returns:
        Its digits, with every decimal place it has.

    Raises:
        Misfit: The number is infinite, not a number, or absurdly long.
    """
    if not is_sane(number):
        raise Misfit("the number is not finite or has too many digits")
    return format(number, "f")


def _float(value: Any) -> Any:
    if isinstance(value, float):
        return _finite(value)
    return _decimal(value)


def _finite(value: float) -> float:
    if value != value or value in (float("inf"), float("-inf")):
        raise Misfit("the number is not finite")
    return float(value)


def _date(value: Any) -> str:
    if isinstance(value, str):
        return _checked(value, date)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Misfit(f"expected date, got {_name(value)}")
    return value.isoformat()


def _instant(value: Any) -> str:
    if isinstance(value, str):
        return _checked(value, datetime)
    if not isinstance(value, datetime):
        raise Misfit(f"expected datetime, got {_name(value)}")
    if value.utcoffset() is None:
        raise Misfit("a datetime without a time zone is not a moment; give it a tzinfo")
    return value.isoformat()


def _checked(text: str, kind: type[date]) -> str:
    try:
        parsed = msgspec.convert(text, kind)
    except msgspec.ValidationError:
        parsed = None
    if parsed is None or (isinstance(parsed, datetime) and parsed.tzinfo is None):
        raise Misfit(f"the text is no ISO 8601 {kind.__name__}")
    return text


def _berlin(value: Any) -> str:
    try:
        return format_berlin(parse_berlin(value) if isinstance(value, str) else _moment(value))
    except ValueError as error:
        reason = str(error)
    raise Misfit(reason)


def _moment(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise Misfit(f"expected datetime, got {_name(value)}")
    return value


def _secret(value: Any) -> str:
    if isinstance(value, Secret):
        return value.reveal()
    if isinstance(value, str):
        return str(value)
    raise Misfit(f"expected Secret, got {_name(value)}")


def _anything(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, msgspec.Struct):
        return _writer(type(value))(value)
    if isinstance(value, Mapping):
        return _dict_writer(_anything)(value)
    for kind, write in _PLAIN:
        if isinstance(value, kind):
            return write(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return _list_writer(_anything)(value)
    raise Misfit(f"{_name(value)} has no place in JSON")


def _name(value: Any) -> str:
    return "None" if value is None else type(value).__name__


_PLAIN: Final[tuple[tuple[Any, Encode], ...]] = (
    ((str, UUID), _text),
    (int, _integer),
    ((Decimal, float), _decimal),
    (datetime, _instant),
    (date, _date),
)

_SIMPLE: Final[dict[type[inspect.Type], Encode]] = {
    inspect.AnyType: _anything,
    inspect.NoneType: _null,
    inspect.StrType: _text,
    inspect.BoolType: _boolean,
    inspect.IntType: _integer,
    inspect.FloatType: _float,
    inspect.DecimalType: _decimal,
    inspect.DateType: _date,
    inspect.DateTimeType: _instant,
    inspect.UUIDType: _text,
}

_CUSTOM: Final[dict[Any, Encode]] = {
    Secret: _secret,
    BerlinDateTime: _berlin,
    LenientInt: _lenient_integer,
    object: _anything,
}
