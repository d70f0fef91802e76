"""
The fields of a flicker code, and the cursor that reads both of its forms.
"""

from __future__ import annotations

import re
from typing import Final, Literal, final

import attrs

from ....core.exceptions import FlickerCodeError

Encoding = Literal["bcd", "ascii"]
Version = Literal["1.3", "1.4"]

MOST_ELEMENTS: Final = 3
MOST_CONTROL_BYTES: Final = 9
_DIGITS: Final = re.compile(r"[0-9]+")


def is_digits(text: str) -> bool:
    """
    Whether a text consists of at least one of the digits 0 to 9, and of nothing else.
    """
    return _DIGITS.fullmatch(text) is not None


@attrs.frozen
class Element:
    """
    The start code or a data element, such as an account number or an amount.
    """

    text: str = attrs.field(repr=False)
    """What the reader shows, for example ``9876543210`` or ``1,00``."""
    encoding: Encoding
    """``bcd`` for digits only, otherwise ``ascii``."""

    @classmethod
    def of(cls, text: str, *, is_ascii: bool = False) -> Element:
        """
        Choose the encoding by the standard: digits are packed, everything else is ASCII.
        """
        return cls(text, "bcd" if is_digits(text) and not is_ascii else "ascii")


@attrs.frozen(kw_only=True, repr=False)
class Fields:
    """
    The fields of a flicker code.
    """

    control_bytes: bytes
    start_code: Element
    elements: tuple[Element, ...]


@final
class Cursor:
    """
    Reads a text from left to right; its errors have the position.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.position = 0

    @property
    def left(self) -> int:
        """
        How many characters are left.
        """
        return len(self._text) - self.position

    def take(self, count: int, what: str) -> str:
        """
        The next characters.

        Args:
            count: How many.
            what: What they are, for the message.

        Raises:
            FlickerCodeError: Fewer are left.
        """
        if count > self.left:
            raise FlickerCodeError(
                f"{what} needs {count} characters, but only {self.left} remain",
                position=self.position,
            )
        self.position += count
        return self._text[self.position - count : self.position]

    def take_number(self, count: int, base: Literal[10, 16], what: str) -> int:
        """
        The next characters as a number without a sign.

        Raises:
            FlickerCodeError: Fewer characters are left, or one is not a digit of that base.
        """
        begin = self.position
        text = self.take(count, what)
        if not (is_digits(text) if base == 10 else is_hex(text)):
            kind = "decimal" if base == 10 else "hexadecimal"
            raise FlickerCodeError(f"{what} is not in {kind} digits", position=begin)
        return int(text, base)


_HEX: Final = re.compile(r"[0-9A-Fa-f]+")


def is_hex(text: str) -> bool:
    """
    Whether a text consists of at least one hexadecimal digit, and of nothing else.
    """
    return _HEX.fullmatch(text) is not None


def take_control_bytes(cursor: Cursor) -> bytes:
    """
    Read the control bytes. Bit 7 of each says whether another one follows.

    Raises:
        FlickerCodeError: One is cut off or not in hexadecimal digits, or there are too many.
    """
    found = bytearray()
    while not found or found[-1] & 0x80:
        if len(found) == MOST_CONTROL_BYTES:
            raise FlickerCodeError(
                f"there are more than {MOST_CONTROL_BYTES} control bytes", position=cursor.position
            )
        found.append(cursor.take_number(2, 16, "a control byte"))
    return bytes(found)
