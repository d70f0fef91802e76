"""
JSON as a plain tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Self

import msgspec

from ..core.typeguards import is_list, is_mapping

_FAR: Final = 10_000


class FarNumber(Decimal):
    """
    A number with so many digits before or behind its point that writing them out would fill the
    memory. It is infinite for calculations, and written as it was read.
    """

    text: str
    """Its digits in the text."""

    def __new__(cls, text: str) -> Self:
        """
        Take a number as it stands in a text.
        """
        number = super().__new__(cls, "Infinity")
        number.text = text
        return number


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:  # its exponent is longer than that of any Decimal
        return FarNumber(text)
    return number if abs(number.adjusted()) <= _FAR else FarNumber(text)


def _as_read(value: Any) -> msgspec.Raw:
    if isinstance(value, FarNumber):
        return msgspec.Raw(value.text.encode())
    raise NotImplementedError


_PLAIN: Final = msgspec.json.Decoder(Any, float_hook=_number)
_REWRITE: Final = msgspec.json.Encoder(decimal_format="number", enc_hook=_as_read)


def read_tree(text: bytes) -> Any:
    """
    A JSON text as dicts, lists and scalars. Numbers with a point are ``Decimal``.
    """
    return _PLAIN.decode(text)


def write_tree(tree: Any) -> bytes:
    """
    A tree as the JSON text that it was read from.
    """
    return _REWRITE.encode(tree)


def leaves(tree: Any) -> Iterator[Any]:
    """
    Everything in a tree that has no parts.
    """
    pending = [tree]
    while pending:
        found = pending.pop()
        if is_mapping(found):
            pending.extend(found.values())
        elif is_list(found):
            pending.extend(found)
        else:
            yield found
