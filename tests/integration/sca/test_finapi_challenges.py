"""
What the user is shown: pictures, flicker codes, and a text whatever else comes.
"""

from __future__ import annotations

from base64 import b64encode
from typing import Any, Final

import pytest

from kontokit.challenges.flicker import FlickerCode
from kontokit.sca.steps import Challenge
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BlockingFlow
from tests.support.sca_finapi import TAN, Customer

TEXT: Final = "Bitte geben Sie die TAN ein."
WIRE: Final = "11048714955205123456789F14302C303107"
LONG: Final = "039870110490631098765432100812345678041,00"
SHORT: Final = "27088714955209123456789040,01"
PNG: Final = b"\x89PNG\r\n\x1a\n"


def _base64(content: bytes) -> str:
    return b64encode(content).decode()


def _shown(sandbox: Sandbox, customer: Customer, **fields: Any) -> BlockingFlow:
    """
    A flow at a challenge that the sandbox would never show.
    """
    flow = customer.importing()
    shown = {"challengeMessage": TEXT, "answerFieldLabel": "TAN-Nummer", **fields}
    customer.answer_with(sandbox, status="CHALLENGE_RESPONSE_REQUIRED", **shown)
    flow.choose("photoTan")
    return flow


def _challenge(flow: BlockingFlow) -> Challenge:
    step = flow.step
    assert isinstance(step, Challenge)
    return step


@pytest.mark.parametrize("method", ["photoTan", "chipTanQr"])
def test_challenge_image_is_validated(either: Customer, method: str) -> None:
    """
    A photoTAN is a PNG for the page, the file or the terminal, beside its text.
    """
    flow = either.importing()
    flow.choose(method)
    step = _challenge(flow)
    assert step.image is not None
    assert (step.image.mime, step.image.content[:8]) == ("image/png", PNG)
    assert step.image.to_data_uri().startswith("data:image/png;base64,iVBO")
    assert (step.flicker, step.label) == (None, "TAN")
    assert "TAN 123456" in step.text
    flow.answer(TAN)
    assert flow.result.account_ids


SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (_base64(PNG + bytes(100)), "image/jpeg"),
        (_base64(b"GIF89a" + bytes(100)), "image/png"),
        (_base64(PNG + bytes(600 * 1024)), "image/png"),
        (_base64(SVG), "image/svg+xml"),
        (_base64(SVG), "image/png"),
        (_base64(SVG), None),
        (_base64(b"<html><script>alert(1)</script>"), "text/html"),
        ("not Base64 at all!", "image/png"),
        ("", "image/png"),
        (None, "image/png"),
    ],
)
def test_invalid_challenge_image_is_left_out(
    sandbox: Sandbox, customer: Customer, data: str | None, mime: str | None
) -> None:
    """
    A picture of another kind than declared, of 600 KiB, SVG or HTML is none; the text can be used.
    """
    flow = _shown(sandbox, customer, photoTanData=data, photoTanMimeType=mime)
    step = _challenge(flow)
    assert (step.image, step.flicker, step.document) == (None, None, None)
    assert (step.text, step.label) == (TEXT, "TAN-Nummer")
    flow.answer(TAN)
    assert customer.answers("importBankConnection")[-1]["hash"] == "0" * 32
    assert customer.tans("importBankConnection") == [TAN]


def test_challenge_without_any_text(sandbox: Sandbox, customer: Customer) -> None:
    """
    A challenge without text, label and picture shows the name of its method: a TAN can be typed.
    """
    flow = _shown(sandbox, customer, challengeMessage=None, answerFieldLabel=None)
    step = _challenge(flow)
    assert (step.text, step.html, step.label, step.image) == (
        "photoTan",
        "photoTan",
        None,
        None,
    )
    flow.answer(TAN)
    assert customer.tans("importBankConnection") == [TAN]


@pytest.mark.parametrize("method", ["chipTan", "chipTanComfort"])
def test_flicker_code_of_the_sandbox(either: Customer, method: str) -> None:
    """
    The code comes as it blinks, or as FinTS carries it; the procedure's type does not matter.
    """
    flow = either.importing()
    flow.choose(method)
    step = _challenge(flow)
    assert step.flicker is not None
    assert step.optical is None
    assert step.image is None
    assert list(step.flicker.frames())
    assert step.flicker == FlickerCode.parse(WIRE if method == "chipTan" else LONG)
    flow.answer(TAN)
    assert flow.result.account_ids


@pytest.mark.parametrize(
    "code",
    [
        _base64(WIRE.encode()),
        _base64(bytes.fromhex(WIRE)),
        _base64(SHORT.encode()),
        WIRE,
        _base64(f"CHLGUC{len(SHORT):04}{SHORT}CHLGTEXT0004Text".encode()),
    ],
)
def test_flicker_code_in_many_forms(sandbox: Sandbox, customer: Customer, code: str) -> None:
    """
    As bytes, as digits, as a challenge of FinTS: the same code blinks.
    """
    step = _challenge(_shown(sandbox, customer, opticalData=code))
    assert step.flicker is not None
    assert step.flicker.start_code == "87149552"


def test_flicker_code_with_a_control_byte(sandbox: Sandbox, customer: Customer) -> None:
    """
    HHD 1.4 with three elements.
    """
    step = _challenge(_shown(sandbox, customer, opticalData=_base64(LONG.encode())))
    assert step.flicker is not None
    assert (step.flicker.version, len(step.flicker.elements)) == ("1.4", 3)


@pytest.mark.parametrize("flag", [True, False])
@pytest.mark.parametrize("code", ["Z2FyYmFnZQ==", _base64(WIRE[:-1].encode() + b"8"), "%%%", "ÄÖÜ"])
def test_invalid_flicker_code_leaves_the_text(
    sandbox: Sandbox, customer: Customer, code: str, flag: bool
) -> None:
    """
    What is no flicker code is handed out as it came, beside the text that always counts.
    """
    flow = _shown(sandbox, customer, opticalData=code, opticalDataAsReinerSct=flag)
    step = _challenge(flow)
    assert (step.flicker, step.image, step.text) == (None, None, TEXT)
    assert step.optical == code.encode()
    flow.answer(TAN)
    assert customer.tans("importBankConnection") == [TAN]


def test_what_the_bank_says_is_text_and_not_markup(sandbox: Sandbox, customer: Customer) -> None:
    """
    Control characters reach no terminal, and scripts no page.
    """
    said = (
        'Rot:\x1b[31m <b>fett</b><script>alert(1)</script><img src=x onerror="a()">\u202e<br>Ende'
    )
    step = _challenge(_shown(sandbox, customer, challengeMessage=said, answerFieldLabel="T\x1bAN"))
    assert "\x1b" not in step.text + step.html + str(step.label)
    assert "<b>fett</b>" in step.html
    assert "<script" not in step.html
    assert "<img" not in step.html
    assert "\u202e" not in step.text
    assert said not in repr(step)
