"""
The side that shows a flicker code: from the challenge of a bank to five blinking bars.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error

from .check_digits import luhn_digit, xor_digit

__all__ = [
    "Bars",
    "FlickerError",
    "bars_of",
    "bars_of_text",
    "challenge_of",
    "wire_of_challenge",
]

Bars = tuple[int, int, int, int, int]
"""One frame: the clock and four bits, lowest first; 1 is white."""
_HEX = re.compile(r"([0-9A-Fa-f]{2})+")
_SYNC = "0FFF"
_FRAMES = re.compile(r"[01]{5}(\s+[01]{5})+")


class FlickerError(ValueError):
    """
    A text is no flicker code.
    """


def bars_of_text(text: str) -> list[Bars]:
    """
    Make the bars of what a person pastes: a challenge, its transmitted form, or bars.

    Args:
        text: A challenge of HHD 1.3 or 1.4 (``0248A0120452019980812345678``), the transmitted form
            (``0D85012045201998041234567855``), or frames of five digits with blanks between them.

    Raises:
        FlickerError: It is none of these.
    """
    if _FRAMES.fullmatch(text.strip()):
        return [_frame(one) for one in text.split()]
    code = "".join(text.split())
    if not code.isascii():
        raise FlickerError("a flicker code has only ASCII characters")
    for one in (code, _unpacked(code)):
        wire = wire_of_challenge(one)
        if wire is not None or _HEX.fullmatch(one):
            return bars_of(wire or one)
    raise FlickerError("this is no flicker code")


def _unpacked(text: str) -> str:
    """
    Decode Base64, in which finAPI sends codes; empty if it is none.
    """
    try:
        return b64decode(text, validate=True).decode("ascii")
    except (Base64Error, ValueError):
        return ""


def bars_of(wire: str) -> list[Bars]:
    """
    Make one pass of the bars of a transmitted form, beginning with the sync marks.

    Raises:
        FlickerError: It is not hexadecimal, or has an odd number of digits.
    """
    if not _HEX.fullmatch(wire):
        raise FlickerError("the transmitted form consists of hexadecimal bytes")
    sent = _SYNC + wire
    nibbles = [int(sent[place ^ 1], 16) for place in range(len(sent))]  # the low one first
    return [
        (clock, nibble & 1, nibble >> 1 & 1, nibble >> 2 & 1, nibble >> 3)
        for nibble in nibbles
        for clock in (1, 0)
    ]


def challenge_of(start_code: str, *elements: str) -> str:
    """
    Make a challenge of HHD 1.4.

    Args:
        start_code: Digits, at most 63.
        elements: What the device shows, such as an IBAN and an amount: at most three.
    """
    # 01 is the control byte that banks send.
    rest = f"{len(start_code) | 0x80:02X}01{start_code}"
    rest += "".join(f"{len(one):02d}{one}" for one in elements)
    return f"{len(rest):03d}{rest}"


def _frame(text: str) -> Bars:
    clock, *bits = (int(one) for one in text)
    return (clock, bits[0], bits[1], bits[2], bits[3])


def wire_of_challenge(code: str) -> str | None:
    """
    Encode a challenge as it is transmitted; None if the text is not one.
    """
    # Three digits of length: HHD 1.4; two: HHD 1.3. Only one of them can be right.
    for digits in (3, 2):
        length = code[:digits]
        if length.isdigit() and int(length) == len(code) - digits:
            parts = _parts(code[digits:])
            return None if parts is None else _encoded(*parts)
    return None


def _parts(code: str) -> tuple[str, str, list[str]] | None:
    """
    Split a challenge into control bytes, start code and data elements.
    """
    rest = _Text(code)
    try:
        head = int(rest.take(2), 16)
        control = ""
        goes_on = head & 0x80
        while goes_on:
            one = rest.take(2)
            control += one
            goes_on = int(one, 16) & 0x80
        start = rest.take(head & 0x3F)
        elements: list[str] = []
        while rest.left:
            elements.append(rest.take(int(rest.take(2))))
    except (FlickerError, ValueError):
        return None
    return (control, start, elements) if start.isdigit() and len(elements) <= 3 else None


class _Text:
    def __init__(self, text: str) -> None:
        self.left = text

    def take(self, count: int) -> str:
        if len(self.left) < count:
            raise FlickerError("the code is too short")
        taken, self.left = self.left[:count], self.left[count:]
        return taken


def _encoded(control: str, start: str, elements: list[str]) -> str:
    is_new = bool(control)
    start_hex = _bcd(start)
    body = f"{len(start_hex) // 2 | (0x80 if is_new else 0):02X}{control}{start_hex}"
    data = [(one, _bcd(one) if one.isdigit() else one.encode().hex().upper()) for one in elements]
    for text, encoded in data:
        if not encoded:
            continue
        length, is_ascii = len(encoded) // 2, not text.isdigit()
        marked = length | (0x40 if is_new else 0x10) if is_ascii else length
        body += f"{marked:02X}{encoded}"
    checked = control + start_hex + "".join(encoded for _, encoded in data)
    sent = f"{len(body) // 2 + 1:02X}{body}"
    return f"{sent}{luhn_digit(checked):X}{xor_digit(sent):X}".upper()


def _bcd(digits: str) -> str:
    return digits + "F" * (len(digits) % 2)
