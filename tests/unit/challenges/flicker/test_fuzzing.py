"""
Codes by the hundred thousand, right and wrong.
"""

from __future__ import annotations

import random
import time
from base64 import b64encode

import pytest

from kontokit.challenges.flicker import FlickerCode, FlickerCodeError
from tests.support.flicker_reader import make, mutate, verify
from tests.support.flicker_vectors import CHALLENGES, FREE_TEXT, WIRES

_SLOW = 0.005


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 8])
def test_what_is_made_is_read(seed: int) -> None:
    """
    Of 100 000 challenges every one gives back its fields, with lengths and check digits right.
    """
    dice = random.Random(seed)
    for _ in range(50_000):
        made = make(dice)
        code = FlickerCode.parse(made.text)
        assert code.control_bytes == made.control, made
        assert code.start_code == made.start, made
        assert [element.text for element in code.elements] == made.elements, made
        assert verify(code.wire), made


@pytest.mark.slow
def test_wire_forms_say_the_same() -> None:
    """
    What is blinked is read back to the same code, in digits, bytes and Base64.
    """
    dice = random.Random(4)
    for _ in range(20_000):
        code = FlickerCode.parse(make(dice).text)
        wire = bytes.fromhex(code.wire)
        for given in (code.wire, wire, b64encode(wire).decode()):
            assert FlickerCode.parse(given) == code


def _is_code(given: str | bytes) -> bool:
    """
    Whether this is a code. What is one has to be whole, and no answer may take 5 milliseconds.
    """
    for _ in range(10):
        began = time.perf_counter()
        try:
            code = FlickerCode.parse(given)
        except FlickerCodeError:
            code = None
        if time.perf_counter() - began < _SLOW:
            break
    else:
        raise AssertionError("too slow")
    if code is None:
        return False
    assert verify(code.wire)
    assert FlickerCode.parse(code.wire).wire == code.wire
    return True


@pytest.mark.slow
def test_random_bytes_are_refused() -> None:
    """
    Of 100 000 strings of random bytes and letters, none does anything but be refused.
    """
    dice = random.Random(5)
    letters = "0123456789" * 3 + "ABCDEF" * 2 + "CHLGUCTEXT@ ,=" + "äZ\x00"
    for _ in range(50_000):
        assert not _is_code(dice.randbytes(dice.randrange(80)))
        _is_code("".join(dice.choices(letters, k=dice.randrange(80))))


@pytest.mark.slow
def test_random_bytes_of_the_right_length_are_refused() -> None:
    """
    The check digits are looked at when only the length is right.
    """
    dice = random.Random(6)
    taken = 0
    for _ in range(100_000):
        data = dice.randbytes(dice.randint(1, 60))
        taken += _is_code(bytes([len(data)]) + data)
    assert taken < 100


@pytest.mark.slow
def test_damaged_codes_are_refused_or_whole() -> None:
    """
    Of 100 000 damaged codes each is refused or is another whole code, and quickly.
    """
    dice = random.Random(7)
    whole = [*CHALLENGES.values(), *WIRES.values(), FREE_TEXT]
    for number in range(100_000):
        text = dice.choice(whole) if number % 2 else make(dice).text
        for _ in range(dice.randint(1, 3)):
            text = mutate(text, dice)
        data = text.encode("utf-8", "surrogatepass")
        _is_code((text, data, b64encode(data))[number % 3])


def test_the_longest_texts_are_quick() -> None:
    """
    Nothing within the limit takes long, however it is written.
    """
    most = 16_384
    pieces = ["0", "A", "CHLGUC", "CHLGUC ", "CHLGUC0010", "CHLGTEXT", "@1@", " ", "\0", "ä", "="]
    pieces += ["CHLGUC 00100078301100CHLGTEXT0001", "iVBO", "MDA3", "CHLGUC" + " " * 100]
    for piece in pieces:
        text = (piece * most)[:most]
        _is_code(text)
        _is_code(text.encode("latin-1"))
        _is_code(b64encode(text.encode())[:most])
        _is_code("CHLGUC" + " " * (most - 10) + piece[:1])
