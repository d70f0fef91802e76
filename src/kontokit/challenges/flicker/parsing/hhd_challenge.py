"""
The challenge form, as banks send it: lengths in characters, and no check digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ....core.exceptions import FlickerCodeError
from .fields import MOST_ELEMENTS, Cursor, Element, Fields, is_digits, take_control_bytes

_HAS_CONTROL: Final = 0x80
_IS_ASCII: Final = 0x40
_LENGTH: Final = 0x3F


@attrs.frozen
class _Way:
    """
    A way to read the length of an element.
    """

    digits: int
    flag: int = 0
    """The bit of a length that means ASCII. Higher bits are not part of the length."""

    def length(self, number: int) -> tuple[int, bool]:
        if not self.flag:
            return number, False
        return number & (self.flag - 1), bool(number & self.flag)


def read_challenge(code: str, *, lead: int) -> Fields:
    """
    Parse a code in challenge form.

    Lengths of elements are two decimal digits. Only if that does not
    fit the code, variants of some banks are tried: three digits, or a bit for ASCII.

    Args:
        code: The code without whitespace, in printable ASCII.
        lead: How many decimal digits the length of the whole code has, 2 or 3.

    Raises:
        FlickerCodeError: A field is cut off, too long or not of its kind, or something is left.
    """
    refused: FlickerCodeError | None = None
    for way in _ways(lead):
        try:
            return _read(code, lead, way)
        except FlickerCodeError as error:
            refused = refused or error
    raise refused or FlickerCodeError("the code cannot be read")


def _ways(lead: int) -> Iterator[_Way]:
    yield _Way(2)
    if lead == 3:
        yield _Way(3)
    yield _Way(2, 0x40 if lead == 3 else 0x10)


def _read(code: str, lead: int, way: _Way) -> Fields:
    cursor = Cursor(code)
    cursor.take(lead, "the length of the code")
    head = cursor.take_number(2, 16, "the length of the start code")
    control = take_control_bytes(cursor) if head & _HAS_CONTROL else b""
    begin = cursor.position
    start = cursor.take(head & _LENGTH, "the start code")
    if not is_digits(start):
        raise FlickerCodeError("the start code is not in digits", position=begin)
    return Fields(
        control_bytes=control,
        start_code=Element.of(start, is_ascii=bool(head & _IS_ASCII)),
        elements=_elements(cursor, way),
    )


def _elements(cursor: Cursor, way: _Way) -> tuple[Element, ...]:
    found: list[Element] = []
    for _ in range(MOST_ELEMENTS):
        if not cursor.left:
            break
        number = cursor.take_number(way.digits, 10, "the length of an element")
        length, is_ascii = way.length(number)
        text = cursor.take(length, "an element")
        if text:
            found.append(Element.of(text, is_ascii=is_ascii))
    if cursor.left:
        raise FlickerCodeError("unexpected data after the third element", position=cursor.position)
    return tuple(found)
