"""
Converts models to plain dicts and back, for storing, logging and testing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any, Final, TypeVar, cast
from uuid import UUID

import msgspec
from msgspec import UNSET, structs

from ..core.exceptions import ArgumentError
from ..core.plain_time import plain_class
from ..core.secret import Secret
from ..core.tracebacks import scrub_traceback
from ..core.typeguards import is_mapping, type_name, type_of
from .json_decoder import decode
from .json_encoder import encode
from .native_forms import Prepared, is_plain_json, storing
from .reading import Reading
from .unions import RawJson
from .unknown_fields import has_further_fields, keep_unknown_fields, unknown_fields

T = TypeVar("T")


def to_dict(
    model: msgspec.Struct, *, reveal_secrets: bool = False, include_unknown: bool = False
) -> dict[str, Any]:
    """
    A model as a dict that ``json.dumps`` can write, exactly.

    Keys are the names on the wire. A ``Decimal`` becomes a text with its digits, dates and
    times become ISO 8601 texts. What is absent is left out, and so are secrets. Only in free
    JSON, which has no types, do these texts stay texts on the way back.

    Args:
        reveal_secrets: Put the text of secrets in. The dict is a secret then.
        include_unknown: Put the fields in that the document does not know, where the client has
            kept them (``keep_unknown=True``). They may hold secrets.

    Returns:
        The dict; ``from_dict`` makes an equal model of it.
    """
    stand_in = None if include_unknown else _stand_in(model, reveal=reveal_secrets)
    if stand_in is not None:
        return cast("dict[str, Any]", msgspec.to_builtins(stand_in))
    plain = _Plain(reveal=reveal_secrets, unknown=include_unknown)
    return cast("dict[str, Any]", plain.of(model))


def to_json(
    model: msgspec.Struct, *, reveal_secrets: bool = False, include_unknown: bool = False
) -> str:
    """
    What ``json.dumps`` makes of ``to_dict``, with all letters as they are.

    Args:
        reveal_secrets: As for ``to_dict``.
        include_unknown: As for ``to_dict``.
    """
    stand_in = None if include_unknown else _stand_in(model, reveal=reveal_secrets)
    if stand_in is not None:
        with suppress(ValueError, RecursionError):
            return msgspec.json.format(_STORED.encode(stand_in), indent=0).decode()
    tree = to_dict(model, reveal_secrets=reveal_secrets, include_unknown=include_unknown)
    return _DUMPED.encode(tree)


def _stand_in(model: msgspec.Struct, *, reveal: bool) -> msgspec.Struct | None:
    """
    What msgspec writes as the model is stored; None where that is not known.
    """
    prepare = _stored_form(type(model), reveal).function(model)
    if prepare is not None:
        with suppress(_Doubt, ValueError, RecursionError):
            return cast("msgspec.Struct", prepare(model))
    return None


@lru_cache(maxsize=2048)
def _stored_form(kind: type[msgspec.Struct], reveal: bool) -> Prepared:  # noqa: FBT001  # a key
    plain = _Plain(reveal=reveal, unknown=False)
    return Prepared(kind, storing(plain.field, plain.item))


class _Doubt(Exception):
    """
    It is not known whether msgspec writes a value as we do.
    """


@scrub_traceback
def from_dict(form: type[T], data: Mapping[str, Any]) -> T:
    """
    A model from a dict, read like the body of a response.

    Args:
        form: The model's class.
        data: Wire names → values, as ``to_dict`` or ``json.loads`` return them. Numbers
            with a point have to be ``Decimal`` or text: a ``float`` is not exact.

    Returns:
        The model.

    Raises:
        PayloadError: The dict does not fit the model; ``path`` names the place.
        ArgumentError: The dict holds what JSON has no place for, or a float.
    """
    return cast("T", _decoded(encode(data, Any, "data"), form))


@scrub_traceback
def parse_json(body: bytes | str, form: type[T]) -> T:
    """
    A value from a JSON text, such as the body of a notification.

    Args:
        body: The JSON text.
        form: A model's class, or another type that models are made of.

    Returns:
        The value.

    Raises:
        PayloadError: The text is not JSON, or does not fit; ``path`` names the place.
        ArgumentError: It is no text.
    """
    if not isinstance(body, bytes | str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError(f"it must be bytes or a str, not {type_name(body)}", place="body")
    return cast("T", _decoded(body.encode() if isinstance(body, str) else body, form))


def _decoded(text: bytes, form: Any) -> Any:
    value = decode(text, form)
    if has_further_fields(form):
        keep_unknown_fields(Reading(value), text)
    return value


class _Plain:
    """
    Converts values, with or without revealing secrets.
    """

    def __init__(self, *, reveal: bool, unknown: bool) -> None:
        self._reveal = reveal
        self._unknown = unknown

    def of(self, value: Any) -> Any:
        kind = type_of(value)
        if kind in _AS_THEY_ARE:
            return value
        if isinstance(value, msgspec.Struct):
            return self._fields(value)
        if isinstance(value, dict | list | tuple):
            return self._container(value)
        if isinstance(value, RawJson):
            return self.of(value.value)
        return _scalar_writer(cast("Hashable", kind))(value)

    def field(self, value: Any) -> Any:
        """
        Plain JSON; ``UNSET`` for what is left out.

        Raises:
            _Doubt: msgspec may write it in another way.
        """
        return self.item(value) if self._shows(value) else UNSET

    def item(self, value: Any) -> Any:
        """
        As ``field``, for what cannot be left out.
        """
        tree = self.of(value) if self._shows(value) else UNSET
        if not is_plain_json(tree):
            raise _Doubt
        return tree

    def _container(self, value: Any) -> Any:
        if is_mapping(value):
            return {str(k): self.of(item) for k, item in value.items() if self._shows(item)}
        return [self.of(item) for item in value if self._shows(item)]

    def _fields(self, model: msgspec.Struct) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for name, wire, default in _fields_of(type(model)):
            value = getattr(model, name)
            if value is UNSET or (value is None and default is None):
                continue
            if type(value) in _AS_THEY_ARE:
                written[wire] = value
            elif self._shows(value):
                written[wire] = self.of(value)
        if self._unknown:
            written |= {name: self.of(value) for name, value in unknown_fields(model).items()}
        return written

    def _shows(self, value: Any) -> bool:
        return self._reveal or not isinstance(value, Secret)


@lru_cache(maxsize=2048)
def _fields_of(model: type[msgspec.Struct]) -> list[tuple[str, str, Any]]:
    """
    The fields of a model: name in Python, name on the wire, default.
    """
    return [(field.name, field.encode_name, field.default) for field in structs.fields(model)]


@lru_cache(maxsize=2048)
def _scalar_writer(kind: Any) -> Callable[[Any], Any]:
    return next((write for base, write in _SCALARS if issubclass(kind, base)), _itself)


def _itself(value: Any) -> Any:
    return value


_STORED: Final = msgspec.json.Encoder()
_DUMPED: Final = json.JSONEncoder(ensure_ascii=False)
_AS_THEY_ARE: Final = frozenset({str, bool, int, float, type(None)})
_SCALARS: Final[Sequence[tuple[type[Any], Callable[[Any], Any]]]] = (
    (Enum, attrgetter("value")),
    (Decimal, methodcaller("__format__", "f")),
    (cast("type[date]", plain_class(date)), methodcaller("isoformat")),
    (UUID, str),
    (Secret, methodcaller("reveal")),
)
"""What the values of a class become, by the first class that they belong to."""
