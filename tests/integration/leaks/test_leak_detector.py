"""
The search would find what it looks for.
"""

from __future__ import annotations

import json
import logging
import warnings
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import httpx2
import pytest

from kontokit import KontokitError, Secret
from tests.support.bank import Bank
from tests.support.canaries import ALL, KINDS, NEEDLES, found_in
from tests.support.leak_detector import TESTS, listening, pickled, reachable, texts_of

PIN = "kanarie/pin:00+x"
SPELLINGS: list[Callable[[str], str]] = [
    str,
    repr,
    json.dumps,
    lambda text: repr(text.encode()),
    lambda text: f"https://bank.example/?pin={quote(text)}",
    lambda text: json.dumps({"innen": json.dumps([text])}),
    lambda text: b64encode(text.encode()).decode(),
    lambda text: b64encode(f"x:{text}".encode()).decode(),
    lambda text: b64encode(f"xy:{text}".encode()).decode(),
    lambda text: b64encode(f"xyz:{text}".encode()).decode(),
    lambda text: urlsafe_b64encode(f"ä{text}".encode()).decode(),
]


def test_there_are_over_five_hundred_canaries() -> None:
    """
    Each word of each kind is there as it is, in Base64 and URL-encoded, and all differ.
    """
    assert len(ALL) == len(KINDS) * 17 * 3 == 510
    assert len(set(NEEDLES)) == 7


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_canary_is_found(spelling: Callable[[str], str]) -> None:
    """
    Each planted text is found, however it is written.
    """
    assert not [text for text in ALL if not found_in(f"davor {spelling(text)} danach")]


def test_a_plain_canary_is_named() -> None:
    """
    What is found is the very text that was planted, so that its way can be traced.
    """
    assert all(found_in(f"{{'x': '{text}', 'y': 1}}") == {text} for text in ALL)
    assert not found_in("nichts als Kanarienvögel, Secret(***) und S2FuYQ==")


def test_an_error_that_holds_a_secret_is_found_out() -> None:
    """
    A secret in the message, in an attribute or in the locals of a frame of ours is found.
    """
    error = KontokitError(PIN)
    assert found_in("\n".join(texts_of(error)))
    assert found_in(pickled(error))
    error = KontokitError("x")
    error.__dict__["innen"] = {"tief": [{"er": PIN.encode()}]}
    assert found_in("\n".join(texts_of(error)))
    assert found_in("\n".join(reachable(error)))
    error.__dict__["innen"] = {"tief": [Secret(PIN)]}
    assert not found_in("\n".join(reachable(error)))


def test_a_frame_that_holds_a_secret_is_found_out() -> None:
    """
    A local of a frame of the library or of a package is seen, in texts and by the walk.
    """
    error = _raised_in("/lib/kontokit_banksapi/operations/users.py")
    assert found_in("\n".join(texts_of(error)))
    assert found_in("\n".join(reachable(error)))
    error = _raised_in(f"{TESTS}/users.py")
    assert not found_in("\n".join(reachable(error)))


def _raised_in(place: str) -> KontokitError:
    code = compile("def fail(pin, kind):\n    raise kind('x')", place, "exec")
    space: dict[str, Callable[..., None]] = {}
    exec(code, space)
    try:
        space["fail"](PIN, KontokitError)
    except KontokitError as error:
        return error
    raise AssertionError


def test_the_ear_hears_the_http_library(bank: Bank) -> None:
    """
    Outside of our calls the HTTP library does log what headers hold, and it is heard; so are
    warnings.
    """
    bank.says("{}", Set_Cookie=PIN)
    with listening() as ear:
        with httpx2.HTTPTransport() as http:
            response = http.handle_request(httpx2.Request("GET", bank.url))
            response.read()
            response.close()
        warnings.warn(f"Achtung: {PIN[::-1]}", UserWarning, stacklevel=1)
        logging.getLogger("anders").debug("%s", {"pin": 1})
    assert any(PIN in text and "httpcore2" in text for text in ear.heard)
    assert any(PIN[::-1] in text for text in ear.heard)
    assert any("{'pin': 1}" in text for text in ear.heard)
