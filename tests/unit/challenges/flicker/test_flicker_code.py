"""
Reading a code: whatever form it came in, it says the same.
"""

from __future__ import annotations

import pickle
from base64 import b64encode
from typing import Any

import pytest

from kontokit import KontokitError
from kontokit.challenges.flicker import FlickerCode, FlickerCodeError
from kontokit.challenges.flicker.parsing.fields import Element
from tests.support.flicker_reader import verify
from tests.support.flicker_vectors import CHALLENGES, FIELDS, FREE_TEXT, IDS, QR_PAYLOADS, WIRES


def _forms(name: str) -> dict[str, str | bytes]:
    challenge, wire = CHALLENGES[name], WIRES[name]
    tagged = f"Ihre Änderung: CHLGUC {len(challenge):04d}{challenge}CHLGTEXT0007Für Sie"
    forms: dict[str, str | bytes] = {
        "challenge": challenge,
        "challenge in bytes": challenge.encode(),
        "challenge with blanks": " ".join(challenge) + "\r\n",
        "challenge with a length": f"@{len(challenge)}@{challenge}",
        "wire": wire,
        "wire in small letters": wire.lower(),
        "wire in text in bytes": wire.encode(),
        "wire in bytes": bytes.fromhex(wire),
        "wire in bytes with a length": b"@%d@%s" % (len(wire) // 2, bytes.fromhex(wire)),
        "tagged": tagged,
        "tagged in UTF-8": tagged.encode(),
        "tagged in Latin-1": tagged.encode("latin-1"),
        "tagged without a text": f"CHLGUC{len(challenge):04d}{challenge}",
        "tagged wire": f"CHLGUC  {len(wire):04d}{wire}CHLGTEXT 0000",
    }
    encoded = {
        f"{form} in Base64": b64encode(given if isinstance(given, bytes) else given.encode())
        for form, given in forms.items()
    }
    texts = {f"{form} as text": given.decode() for form, given in encoded.items()}
    return {**forms, **encoded, **texts}


@pytest.mark.parametrize("name", IDS)
def test_every_form_is_read(name: str) -> None:
    """
    A code is the same in text, bytes and Base64, as challenge and as wire form.
    """
    control, start, elements = FIELDS[name]
    for form, given in _forms(name).items():
        code = FlickerCode.parse(given)
        assert code.wire == WIRES[name], form
        assert code.control_bytes.hex() == control, form
        assert code.start_code == start, form
        assert [element.text for element in code.elements] == elements, form
        assert code.version == ("1.4" if control else "1.3"), form
        is_informed = form.startswith("tagged") and not form.startswith(
            ("tagged wire", "tagged without")
        )
        assert code.instructions == ("Für Sie" if is_informed else None), form
    assert verify(WIRES[name])


def test_encodings_are_recognised() -> None:
    """
    Digits are packed, everything else is ASCII.
    """
    code = FlickerCode.parse(CHALLENGES["V1"])
    assert [element.encoding for element in code.elements] == ["bcd", "bcd", "ascii"]
    assert [element.encoding for element in FlickerCode.parse(WIRES["V4"]).elements] == ["ascii"]


def test_the_words_of_the_bank_are_kept() -> None:
    """
    What stands after CHLGTEXT and its length is for the user; what stands before is left out.
    """
    code = FlickerCode.parse(FREE_TEXT)
    assert code.wire == WIRES["V8"]
    assert code.instructions == "Sie haben eine Überweisung beauftragt."
    assert FlickerCode.parse(FREE_TEXT.encode()) == code
    assert FlickerCode.parse(FREE_TEXT.encode("latin-1")) == code
    assert FlickerCode.parse(b64encode(FREE_TEXT.encode())) == code
    for bare in (CHALLENGES["V1"], "CHLGUC00100078301100", "CHLGUC 00100078301100CHLGTEXT0000"):
        assert FlickerCode.parse(bare).instructions is None


def test_lengths_of_three_digits_are_read() -> None:
    """
    Some banks write the length of an element in three digits. Two digits win where both fit.
    """
    code = FlickerCode.parse("0258A01204520199800812345678")
    assert code.wire == WIRES["V3"]


@pytest.mark.parametrize(
    ("challenge", "wire"),
    [
        ("070A2082901998", "070520829019981A"),
        ("070A208290199872IE99BOFI", "100520829019981849453939424F46494B"),
        ("038" + CHALLENGES["V1"][3:], WIRES["V1"]),
    ],
)
def test_length_of_the_code_may_be_too_small(challenge: str, wire: str) -> None:
    """
    Some banks send too small a length of the whole code. Other programs read it too.
    """
    for given in (challenge, challenge.encode(), b64encode(challenge.encode())):
        assert FlickerCode.parse(given).wire == wire


def test_a_length_may_ask_for_ascii() -> None:
    """
    Where a length comes out even only without its highest bit, that bit asks for ASCII.
    """
    new = FlickerCode.parse("0248A0120452019987212345678")
    assert new.elements == (Element("12345678", "ascii"),)
    old = FlickerCode.parse("18088715131322389726")
    assert old.elements == (Element("389726", "ascii"),)
    for code in (new, old):
        assert FlickerCode.parse(code.wire) == code


def test_start_codes_may_be_ascii() -> None:
    """
    A start code whose length has the bit for ASCII is blinked as ASCII, in either form.
    """
    code = FlickerCode.parse("032C8018211234574012345678906100,00")
    assert code.wire == list(QR_PAYLOADS)[1]
    assert (code.start_code, code.start_encoding) == ("82112345", "ascii")
    assert FlickerCode.parse(code.wire) == code
    assert FlickerCode.parse(CHALLENGES["V1"]).start_encoding == "bcd"


def test_empty_elements_are_left_out() -> None:
    """
    An element of length 0 is never blinked, because readers refuse it.
    """
    assert FlickerCode.parse("0268A012045201998000812345678").wire == WIRES["V3"]
    assert FlickerCode.parse("009830110000").wire == WIRES["V12"]
    assert FlickerCode.parse("068201100F0043").wire == WIRES["V12"]


def test_a_code_is_made_of_its_fields() -> None:
    """
    A program that knows the fields gets the same code without a challenge.
    """
    for name, (control, start, elements) in FIELDS.items():
        code = FlickerCode(
            control_bytes=bytes.fromhex(control),
            start_code=start,
            elements=tuple(Element.of(text) for text in elements),
        )
        assert code == FlickerCode.parse(CHALLENGES[name])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start_code": ""}, "the start code is not in digits"),
        ({"start_code": "12A"}, "the start code is not in digits"),
        ({"start_code": "1" * 64}, "more than 63 digits"),
        ({"elements": (Element.of("1"),) * 4}, "more than 3 elements"),
        ({"elements": (Element.of("A" * 64),)}, "element 1 has 64 bytes; 63 can be blinked"),
        ({"elements": (Element.of("A" * 63),) * 3, "start_code": "1" * 63}, None),
        ({"elements": (Element("A1", "bcd"),)}, "not in digits"),
        ({"elements": (Element.of(""),)}, "empty or not in printable ASCII"),
        ({"elements": (Element.of("ä"),)}, "empty or not in printable ASCII"),
        ({"elements": (Element.of("a\n"),)}, "empty or not in printable ASCII"),
        ({"elements": (Element.of("A" * 16),), "control_bytes": b""}, "16 bytes; 15 can be"),
        ({"control_bytes": b"\x81"}, "bit 7 of a control byte"),
        ({"control_bytes": b"\x01\x01"}, "bit 7 of a control byte"),
        ({"control_bytes": b"\x81" * 9 + b"\x01"}, "more than 9 control bytes"),
    ],
)
def test_fields_that_cannot_be_blinked_are_refused(
    fields: dict[str, Any], reason: str | None
) -> None:
    """
    A field that does not fit its length, or is not of its kind, makes no code.
    """
    whole: dict[str, Any] = {"control_bytes": b"\x01", "start_code": "123", **fields}
    if reason is None:
        assert verify(FlickerCode(**whole).wire)
        return
    with pytest.raises(FlickerCodeError, match=reason):
        FlickerCode(**whole)


REFUSED: dict[str, tuple[str | bytes, str, int | None]] = {
    "nothing": ("", "there is no code", None),
    "no bytes": (b"", "there is no code", None),
    "0": ("0", "does not start with a matching length", 0),
    "00": ("00", "the length of the start code needs 2 characters, but only 0 remain", 2),
    "019": ("019", "the length of the start code needs 2 characters, but only 1 remain", 2),
    "99": ("99", "does not start with a matching length", 0),
    "ZZ": ("ZZ", "does not start with a matching length", 0),
    "too long a length": ("0058A01", "does not start with a matching length", 0),
    "V1 with too long a length": ("040" + CHALLENGES["V1"][3:], "start with a matching length", 0),
    "V1 cut off": (CHALLENGES["V1"][:-1], "start with a matching length", 0),
    "V1 and a letter": (CHALLENGES["V1"] + "X", "start with a matching length", 0),
    "an element too long": (
        "0248A01204520199809123456 78",
        "an element needs 9 characters, but only 8 remain",
        19,
    ),
    "four elements": ("0198301100" + "011" * 4, "unexpected data after the third", 19),
    "ten control bytes": ("02583" + "81" * 9 + "01" + "100", "more than 9 control bytes", 23),
    "a start code in letters": ("0078301A00", "the start code is not in digits", 7),
    "no start code": ("0048001", "the start code is not in digits", 7),
    "a start code in letters in ASCII": ("007C3011A0", "the start code is not in digits", 7),
    "a start code in letters on the wire": ("06C3013130414C", "the start code is not in digits", 6),
    "a control character on the wire": ("0782010123410A63", "not printable ASCII", 12),
    "letters in packed digits": ("0582011A0F2A", "packed digits are empty or not digits", 6),
    "packed digits of nothing": ("088201100F02FF014E", "packed digits are empty or not", 12),
    "a length in letters": ("007Z301100", "not in hexadecimal digits", 3),
    "an element's length in letters": ("01083011000X1", "not in decimal digits", 10),
    "umlauts": ("0078301ä00", "a character is not printable ASCII", 7),
    "other digits": ("٠٠٧8301100", "a character is not printable ASCII", 0),
    "control characters": ("0078301\x0000", "a character is not printable ASCII", 7),
    "surrogates": ("\ud800", "a character is not printable ASCII", 0),
    "a picture": (b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)), "this is a picture, not a code", 0),
    "a tagged picture": ("CHLGUC 0012iVBORw0KGgoACHLGTEXT0002ja", "this is a picture", 0),
    "a wrong length of tags": ("CHLGUC00110078301100CHLGTEXT0002ja", "after CHLGUC is not", None),
    "a wrong first check digit": ("058201100F50", "the first check digit is wrong", 10),
    "a wrong second check digit": ("058201100F41", "the second check digit is wrong", 11),
    "an unknown bit": ("078201100F810000", "has an unknown bit", 10),
    "noise": (bytes(range(128, 256)), "neither text nor a code in binary", None),
    "too much": ("0" * 16_385, "more than 16384 characters or bytes", None),
    "a dummy": ("1234567891234567891234567890,01", "does not start with a matching length", 0),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_code_is_refused(case: str) -> None:
    """
    Whatever is no code is refused for what does not fit, at its place, and without its data.
    """
    given, reason, position = REFUSED[case]
    with pytest.raises(FlickerCodeError, match=reason) as caught:
        FlickerCode.parse(given)
    error = caught.value
    assert isinstance(error, KontokitError)
    assert isinstance(error, ValueError)
    assert error.position == position or position is None
    assert error.__cause__ is None
    assert error.__context__ is None
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    text = given if isinstance(given, str) else given.decode("latin-1")
    assert len(text) < 5 or not any(
        text[at : at + 5] in str(error).replace("CHLGUC", "") for at in range(len(text) - 4)
    )


@pytest.mark.parametrize("given", [None, 7, ["0078301100"], bytearray(b"0078301100")])
def test_other_types_are_refused(given: Any) -> None:
    """
    A code is a str or bytes, and nothing else.
    """
    with pytest.raises(FlickerCodeError, match="pass a flicker code as str or bytes"):
        FlickerCode.parse(given)


@pytest.mark.parametrize("name", IDS)
def test_one_wrong_digit_is_always_found(name: str) -> None:
    """
    No digit of a wire form can be changed without being refused, in text and in bytes.
    """
    wire = WIRES[name]
    for at, digit in enumerate(wire):
        for other in set("0123456789ABCDEF") - {digit}:
            changed = wire[:at] + other + wire[at + 1 :]
            for given in (changed, bytes.fromhex(changed)):
                with pytest.raises(FlickerCodeError):
                    FlickerCode.parse(given)


def test_a_code_is_not_printed() -> None:
    """
    The texts of a code and of its elements show nothing of the order.
    """
    code = FlickerCode.parse(FREE_TEXT)
    assert repr(code) == str(code) == "FlickerCode(version='1.3', elements=2)"
    assert repr(code.elements) == "(Element(encoding='bcd'), Element(encoding='ascii'))"


def test_codes_are_values() -> None:
    """
    Codes are equal when they say the same, can be keys, and cannot be changed.
    """
    code, same = FlickerCode.parse(CHALLENGES["V1"]), FlickerCode.parse(WIRES["V1"])
    assert code == same
    assert len({code, same, FlickerCode.parse(WIRES["V3"])}) == 2
    assert pickle.loads(pickle.dumps(code)) == code
    with pytest.raises(AttributeError):
        code.wire = ""  # type: ignore[misc]
