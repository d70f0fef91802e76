"""
Where the rows of a list are, and a JSON text split into them.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, Union, get_args, get_origin

import msgspec
from msgspec import structs

from .reading import EVERYTHING

_ARRAY: Final = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


class RowForm(msgspec.Struct, frozen=True):
    """
    The rows of one type of list.
    """

    form: Any
    """The type of a row."""
    is_map: bool
    """Whether the list is a map, whose values are the rows."""
    wire: str | None = None
    """The field that holds them, by its name on the wire; None where the value is the list."""
    name: str | None = None
    """The same field in Python."""

    def collected(self, rows: Iterable[tuple[str | None, Any]]) -> Any:
        """
        Rows with their keys as the type of the list.
        """
        return dict(rows) if self.is_map else [row for _, row in rows]

    def split(self, text: bytes) -> list[tuple[str | None, bytes]]:
        """
        The text of each row, with its key in a map.

        Raises:
            msgspec.ValidationError: The text is no such list.
        """
        if self.is_map:
            return [(key, bytes(raw)) for key, raw in _OBJECT.decode(text).items()]
        return [(None, bytes(raw)) for raw in _ARRAY.decode(text)]


@lru_cache(maxsize=2048)
def row_form(form: Any, rows: str) -> RowForm | None:
    """
    The rows in values of a type; None if it has none there.

    Args:
        rows: The field that holds them, by its name on the wire, or ``*``.
    """
    if rows == EVERYTHING:
        return _list_form(form)
    if not (isinstance(form, type) and issubclass(form, msgspec.Struct)):
        return None
    fields = {field.encode_name: field for field in structs.fields(form)}
    found = None if rows not in fields else _list_form(_without_none(fields[rows].type))
    return found and structs.replace(found, wire=rows, name=fields[rows].name)


def split_fields(text: bytes) -> dict[str, msgspec.Raw]:
    """
    The text of each field of an object.

    Raises:
        msgspec.ValidationError: The text is no object.
    """
    return _OBJECT.decode(text)


def unwrapped(text: bytes, envelope: str) -> tuple[bytes, tuple[str, ...]]:
    """
    The text of a value in a field of an object, or alone; and the steps that lead to it.

    Args:
        envelope: The name of the field.

    Raises:
        msgspec.ValidationError: The text is no object.
    """
    fields = split_fields(text)
    return (bytes(fields[envelope]), (envelope,)) if envelope in fields else (text, ())


def _list_form(form: Any) -> RowForm | None:
    origin, arguments = get_origin(form), get_args(form)
    if origin is list:
        return RowForm(arguments[0], is_map=False)
    return RowForm(arguments[1], is_map=True) if origin is dict else None


def _without_none(form: Any) -> Any:
    if get_origin(form) not in (Union, types.UnionType):
        return form
    options = [option for option in get_args(form) if option is not type(None)]
    return options[0] if len(options) == 1 else form
