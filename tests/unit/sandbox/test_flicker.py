"""
Flicker codes of the sandbox: the vectors of published implementations, read from the bars.
"""

from __future__ import annotations

import random
from base64 import b64encode
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from kontokit_sandbox.flicker.bars import FlickerError, bars_of, bars_of_text
from kontokit_sandbox.flicker.device import read_bars
from kontokit_sandbox.flicker.qr import qr_picture, wire_of_qr
from kontokit_sandbox.pages.pictures import payload_of_picture
from tests.support.flicker_reader import make

# From the tests of hbci4java, phpFinTS and python-fints, and from document 001 (BANKSapi).
VECTORS = {
    "039870110490631098765432100812345678041,00": (
        "1784011049063F059876543210041234567844312C303019"
    ),
    "0248A0120452019980812345678": "0D85012045201998041234567855",
    "0248A01204520199808123F5678": "118501204520199848313233463536373875",
    "2908881344731012345678900515,00": "1204881344730512345678901531352C30303B",
    "0078301100": "058201100F40",
    "27088714955209123456789040,01": "11048714955205123456789F14302C303107",
    "0258981012392302060812345678": "0E858101239230206F041234567855",
}


@pytest.mark.parametrize(("challenge", "wire"), VECTORS.items())
def test_a_device_reads_what_is_shown(challenge: str, wire: str) -> None:
    """
    From the bars of a challenge, its Base64 or its transmitted form comes the same code.
    """
    for text in (challenge, wire, b64encode(challenge.encode()).decode()):
        reading = read_bars(bars_of_text(text))
        assert reading is not None
        assert reading.wire == wire
    frames = " ".join("".join(map(str, frame)) for frame in bars_of(wire))
    assert read_bars(bars_of_text(frames)) == reading


def test_a_device_may_begin_anywhere() -> None:
    """
    The code is found from every frame on, and its elements are what a display shows.
    """
    frames = bars_of("1784011049063F059876543210041234567844312C303019")
    for start in range(len(frames)):
        reading = read_bars([*frames[start:], *frames[:start]])
        assert reading is not None
        assert reading.start_code == "1049063"
        assert reading.elements == ("9876543210", "12345678", "1,00")


def test_a_wrong_nibble_is_never_read() -> None:
    """
    Length and check digits find each code with one wrong digit.
    """
    wire = "11048714955205123456789F14302C303107"
    for place in range(len(wire)):
        for digit in "0123456789ABCDEF":
            changed = f"{wire[:place]}{digit}{wire[place + 1 :]}"
            found = read_bars(bars_of(changed))
            assert (found is not None) is (digit == wire[place])


def test_generated_challenges_are_read_back() -> None:
    """
    What goes into a challenge comes out of its bars.
    """
    dice = random.Random(1)
    for _ in range(500):
        made = make(dice)
        reading = read_bars(bars_of_text(made.text))
        assert reading is not None, made
        assert reading.start_code == made.start
        assert list(reading.elements) == [one for one in made.elements if one]


@pytest.mark.parametrize(
    "text", ["", "0", "019", "ZZ", "0058A01", "ä", "0248A01204520199809123456"]
)
def test_other_texts_are_no_code(text: str) -> None:
    """
    A text that is no code has no bars, or bars that no device reads.
    """
    with suppress(FlickerError):
        assert read_bars(bars_of_text(text)) is None


def test_qr_payloads_hold_the_same_code() -> None:
    """
    The payloads of Hibiscus' own test decode to their transmitted forms, and nothing else does.
    """
    payload = bytes.fromhex("444B0A4EC64A544404BDD0")
    assert wire_of_qr(payload) == "058201100F40"
    assert wire_of_qr(payload[:-1] + b"\0") is None
    assert wire_of_qr(b"https://example.com") is None


@pytest.mark.parametrize("wire", [*VECTORS.values(), "00" * 71, "FF" * 256, ""])
def test_a_scanner_reads_the_qr_code(wire: str) -> None:
    """
    What is drawn is a QR code of at least version 4 with the code in it.
    """
    picture = qr_picture(wire)
    payload = payload_of_picture(picture)
    assert payload is not None
    assert wire_of_qr(payload) == (wire or None)
    with Image.open(BytesIO(picture)) as image:
        assert image.width >= 4 * (33 + 2 * 4)
