"""
The fast decoder of a type, and its checks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from msgspec import inspect

from .custom_types import typed_decoder
from .key_spellings import KeySpellings
from .path_error import PathError
from .value_checks import Check, check_for, deepest

_FIRST_FIELD: Final = re.compile(r"\$\.([^.\[`]+)")
_FIELD_OF_ROW: Final = re.compile(r"\$\[[0-9.]+\]\.([^.\[`]+)")


class TypedReader:
    """
    The prepared decoder of one type.
    """

    def __init__(self, form: Any, digits: int) -> None:
        self.node = inspect.type_info(form)
        self._decoder = typed_decoder(form, digits)
        self.depth = deepest(self.node)
        """How deep values of the type can be nested; infinite where it holds free JSON."""
        self._check: Check | None = check_for(self.node, digits)
        self._spellings = KeySpellings(self.node)

    def read(self, text: bytes) -> Any:
        """
        The value of a JSON text.

        Raises:
            msgspec.DecodeError: The text is not JSON, or not of this type.
            PathError: A value is none that a bank sends.
        """
        value = self._decoder.decode(self.respelled(text))
        if self._check is not None:
            self._check(value)
        return value

    def respelled(self, text: bytes) -> bytes:
        """
        The text with the spellings of keys that msgspec knows.
        """
        return self._spellings.respelled(text)


def refused_field(error: Exception) -> str | None:
    """
    The field of an object in or below which a decoder has refused something, by its name on the
    wire; None if that is not known.

    Args:
        error: What the reader of the object has raised.
    """
    return _matched(_FIRST_FIELD, error)


def refused_field_of_a_row(error: Exception) -> str | None:
    """
    As ``refused_field``, for an object in a list.

    Args:
        error: What the reader of the list has raised.
    """
    return _matched(_FIELD_OF_ROW, error)


def _matched(pattern: re.Pattern[str], error: Exception) -> str | None:
    path = error.path if isinstance(error, PathError) else str(error).rpartition(" - at `")[2]
    found = pattern.match(path)
    return None if found is None else found[1]


@lru_cache(maxsize=2048)
def reader_of(form: Any, digits: int) -> TypedReader:
    """
    The decoder of a type.

    Args:
        form: The type.
        digits: How many digits a decimal may have before its point, and behind it.
    """
    return TypedReader(form, digits)
