"""
JSON as a plain tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import msgspec

from ..core.typeguards import is_list, is_mapping


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # its exponent is longer than any number
        return Decimal("Infinity")


_PLAIN: Final = msgspec.json.Decoder(Any, float_hook=_number)
_REWRITE: Final = msgspec.json.Encoder(decimal_format="number")


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
