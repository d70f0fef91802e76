"""
What a TAN generator does, and codes by the thousand, both written without the code under test.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SYNC = [0xF, 0x0, 0xF, 0xF]
VISIBLE = list(map(chr, range(33, 127)))


def read(frames: Iterable[Sequence[int]]) -> str | None:
    """
    The wire form that a reader finds, or None: it looks at the bars when the clock falls.
    """
    seen: list[int] = []
    before = 0
    for clock, *bits in frames:
        if before and not clock:
            seen.append(sum(bit << place for place, bit in enumerate(bits)))
        before = clock
    for start in range(len(seen) - 4):
        if seen[start : start + 4] == SYNC:
            wire = _after(seen[start + 4 :])
            if wire is not None and verify(wire):
                return wire
    return None


def _after(seen: list[int]) -> str | None:
    octets = [low | high << 4 for low, high in zip(seen[::2], seen[1::2], strict=False)]
    if not octets or len(octets) <= octets[0]:
        return None
    return bytes(octets[: octets[0] + 1]).hex().upper()


def verify(wire: str) -> bool:
    """
    Whether a wire form has the right length and the right check digits.
    """
    data = bytes.fromhex(wire)
    if len(data) < 3 or data[0] != len(data) - 1:
        return False
    place, covered, is_new = 2, "", bool(data[1] & 0x80)
    if is_new:
        while data[place] & 0x80:
            place += 1
        place += 1
    place += data[1] & 0x3F
    covered += data[2:place].hex()
    while place < len(data) - 1:
        length = data[place] & (0x3F if is_new else 0x0F)
        covered += data[place + 1 : place + 1 + length].hex()
        place += 1 + length
    total = 0
    for at, digit in enumerate(covered):
        value = int(digit, 16) * (1 + at % 2)
        total += value if at % 2 == 0 else value // 10 + value % 10
    folded = 0
    for digit in wire[:-2]:
        folded ^= int(digit, 16)
    return (
        place == len(data) - 1
        and (10 - total % 10) % 10 == int(wire[-2], 16)
        and (folded == int(wire[-1], 16))
    )


class Made(NamedTuple):
    """
    A challenge and what it was made of.
    """

    text: str
    control: bytes
    start: str
    elements: list[str]


def make(dice: random.Random) -> Made:
    """
    A challenge as banks send them, of HHD 1.4 or of HHD 1.3.
    """
    is_new = dice.random() < 0.6
    control = b""
    if is_new:
        more = dice.choice([0, 0, 0, 1, 2, 8])
        control = bytes(dice.randrange(0x80, 0x100) for _ in range(more))
        control += bytes([dice.randrange(0x80)])
    start = "".join(dice.choices(string.digits, k=dice.randint(1, 20)))
    elements = [_element(dice, 35 if is_new else 15) for _ in range(dice.randint(0, 3))]
    rest = f"{len(start) | (0x80 if control else 0):02X}{control.hex().upper()}{start}"
    rest += "".join(f"{len(element):02d}{element}" for element in elements)
    lead = 3 if is_new or len(rest) > 99 else 2
    return Made(f"{len(rest):0{lead}d}{rest}", control, start, elements)


def _element(dice: random.Random, most: int) -> str:
    letters = dice.choice([string.digits, string.digits + ",", VISIBLE])
    return "".join(dice.choices(letters, k=dice.randint(1, most)))


def mutate(text: str, dice: random.Random) -> str:
    """
    The text with something wrong in it, most of the time.
    """
    at, to = dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)
    letter = chr(dice.choice([*range(128), 0xE4, 0x20AC, 0x1F600, 0xD800]))
    match dice.randrange(7):
        case 0:
            return text[:at] + letter + text[at + 1 :]
        case 1:
            return text[:at] + letter + text[at:]
        case 2:
            return text[:at] + text[at + 1 :]
        case 3:
            return text[:at]
        case 4:
            return text[:at] + text[min(at, to) :]
        case 5:
            return text[at:] + text[:at]
        case _:
            return text[:at] + dice.choice("0123456789ABCDEF") + text[at + 1 :]
