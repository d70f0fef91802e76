"""
Which undocumented words are shown: names and codes, never data.
"""

from __future__ import annotations

import pytest

from kontokit.drift.names import Words, words_of

WORDS = Words(words_of(["sustainabilityScore"]))
ALL = Words((), "all")


@pytest.mark.parametrize(
    "name",
    ["bookingStatus", "instant_payment", "_links", "kontostand", "sustainability", "iban", "page2"],
)
def test_what_is_made_of_words_of_documents_is_a_name(name: str) -> None:
    assert WORDS.field(name) == name


@pytest.mark.parametrize(
    "key",
    [
        "DE02120300000000202051",
        "Erika Mustermann",
        "ErikaMustermann",
        "erika",
        "mustermann",
        "erika.mustermann@example.invalid",
        "203.0.113.7",
        "2024-05-14",
        "12.50",
        "4711",
        "8fb65b0e-9418-412d-9865-b960ef81b43f",
        "tokenAbcdefgh",
        "passwordHunter",
        "sk_live_abcdefgh",
        "eyJhbGciOiJub25lIn0",
        "a" * 50,
        "",
    ],
)
def test_a_key_that_may_be_data_is_no_name(key: str) -> None:
    """
    Neither of a field, nor of a header, nor a media type, nor a code.
    """
    assert WORDS.field(key) == ""
    assert WORDS.header(key) == ""
    assert WORDS.media_type(f"application/{key}") == ""
    assert WORDS.code(key, ["OPEN", "BA1010"]) == ""
    assert WORDS.code(key, ["open", "pushTan"]) == ""


def test_all_names_are_shown_where_data_is_made_up() -> None:
    """
    Only what is written like no name is left out then.
    """
    assert ALL.field("erika") == "erika"
    assert ALL.field("Erika Mustermann") == ""
    assert ALL.field("DE02120300000000202051") == ""


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("CLOSED", ["OPEN"]),
        ("PSD_REVIEW", ["OPEN"]),
        ("BA1234", ["BA1010"]),
        ("pending", ["booked"]),
        ("URL2", ["OPEN"]),
    ],
)
def test_codes_are_shown(value: str, members: list[str]) -> None:
    assert WORDS.code(value, members) == value


@pytest.mark.parametrize("value", ["BA123456", "PIN1234", "A" * 41, "MUSTER MANN", "1234"])
def test_what_has_no_form_of_a_code_is_not_shown(value: str) -> None:
    assert WORDS.code(value, ["OPEN"]) == ""


def test_headers_are_shown_by_their_words() -> None:
    assert WORDS.header("X-RateLimit-Limit") == "x-ratelimit-limit"
    assert WORDS.header("x-erika-mustermann") == ""
    assert WORDS.media_type("application/hal+json") == "application/hal+json"
