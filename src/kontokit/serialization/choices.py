"""
Writes a value of one of several types: as the first one that it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

import msgspec

from ..core.scoped_value import ScopedValue
from ..core.typeguards import is_list, is_mapping, type_name
from .path_error import PathError, UnreadFieldError

_Tried: TypeAlias = dict[tuple[int, int], tuple[Any, Any]]
"""Ids of a choice and a value → the value, which keeps its id, and what was written."""
_FITS_NONE: Final = object()
_TRIED: Final[ScopedValue[_Tried]] = ScopedValue("tried choices")


def first_that_fits(choice: object, value: Any, writers: Iterable[Callable[[Any], Any]]) -> Any:
    """
    Write a value. In a type that holds itself, each object is tried once as a choice, although
    every option leads to it: otherwise each level would double the work.

    Args:
        choice: What the options belong to.
        writers: Writes the value as one option, or raises PathError.

    Raises:
        PathError: It fits none of the options.
        UnreadFieldError: A field of a model that was read is None because it could not be read.
    """
    if not (isinstance(value, msgspec.Struct) or is_mapping(value) or is_list(value)):
        written = _first(value, writers)
    else:
        written = _first_of_nested(choice, value, writers)
    if written is _FITS_NONE:
        raise PathError(f"the {type_name(value)} fits none of the allowed types")
    return written


def _first_of_nested(choice: object, value: Any, writers: Iterable[Callable[[Any], Any]]) -> Any:
    tried = _TRIED.get()
    if tried is None:
        with _TRIED.holding({}):
            return _first_of_nested(choice, value, writers)
    key = (id(choice), id(value))
    if key not in tried:
        tried[key] = (value, _first(value, writers))
    return tried[key][1]


def _first(value: Any, writers: Iterable[Callable[[Any], Any]]) -> Any:
    for write in writers:
        try:
            return write(value)
        except UnreadFieldError:
            raise
        except PathError:
            continue
    return _FITS_NONE
