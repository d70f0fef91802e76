"""
The side of the device: reads five blinking bars as a TAN generator does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .bars import Bars
from .check_digits import luhn_digit, xor_digit

__all__ = ["Reading", "read_bars"]

_SYNC = [0xF, 0x0, 0xF, 0xF]


@dataclass(frozen=True)
class Reading:
    """
    What a device has read and shows on its display.
    """

    wire: str
    """The transmitted form in hexadecimal."""
    start_code: str
    elements: tuple[str, ...]
    """The data that is shown and confirmed, such as an account and an amount."""


def read_bars(frames: Iterable[Bars]) -> Reading | None:
    """
    Read the bars; None if there is no code in them whose length and check digits are right.

    Args:
        frames: At least one pass; they may begin anywhere in it.
    """
    nibbles = _sampled(list(frames))
    for start in range(len(nibbles) - len(_SYNC)):
        if nibbles[start : start + len(_SYNC)] == _SYNC:
            found = _decoded(_bytes(nibbles[start + len(_SYNC) :]))
            if found is not None:
                return found
    return None


def _sampled(frames: Sequence[Bars]) -> list[int]:
    """
    Look at the data bars each time that the clock falls from white to black.
    """
    # The code is repeated without a gap, so that a device that starts late reads on.
    seen = [*frames, *frames]
    return [
        sum(bit << place for place, bit in enumerate(after[1:]))
        for before, after in pairwise(seen)
        if before[0] and not after[0]
    ]


def _bytes(nibbles: Sequence[int]) -> bytes:
    whole = nibbles[: len(nibbles) // 2 * 2]
    return bytes(low | high << 4 for low, high in zip(whole[::2], whole[1::2], strict=True))


def _decoded(received: bytes) -> Reading | None:
    if not received or len(received) <= received[0]:
        return None
    code = received[: received[0] + 1]
    fields = _fields(code[1:-1])
    if fields is None:
        return None
    covered, start, elements = fields
    digits = code.hex()
    if int(digits[-2], 16) != luhn_digit(covered) or int(digits[-1], 16) != xor_digit(digits[:-2]):
        return None
    return Reading(digits.upper(), start, tuple(elements))


def _fields(body: bytes) -> tuple[str, str, list[str]] | None:
    """
    Split the body into what the Luhn digit covers, the start code and the data elements.
    """
    if not body:
        return None
    place, is_new = 1, bool(body[0] & 0x80)
    if is_new:
        while place < len(body) and body[place] & 0x80:
            place += 1
        place += 1
    end = place + (body[0] & 0x3F)
    covered, start = body[1:end].hex(), _digits(body[place:end])
    elements: list[str] = []
    while end < len(body):
        head = body[end]
        length, is_ascii = (head & 0x3F, head & 0x40) if is_new else (head & 0x0F, head & 0x10)
        data = body[end + 1 : end + 1 + length]
        if len(data) < length:
            return None
        covered += data.hex()
        elements.append(data.decode("ascii", "replace") if is_ascii else _digits(data))
        end += 1 + length
    return (covered, start, elements) if end == len(body) else None


def _digits(data: bytes) -> str:
    return data.hex().rstrip("f")
