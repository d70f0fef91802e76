"""
Purposes: the table of the documentation, literal, and what holds for every text.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kontokit_banking import parse_remittance
from kontokit_banking.identifiers import PLACEHOLDERS
from kontokit_banking.remittance import tagged_amount

IBAN = "DE02120300000000202051"
TABLE = [
    (
        (
            "EREF+RE-2024-0815 MREF+M-4711 CRED+DE98ZZZ09999999999 SVWZ+Beitrag Mai 2024"
            " ABWA+Muster Holding GmbH"
        ),
        "Beitrag Mai 2024",
        {
            "EREF": "RE-2024-0815",
            "MREF": "M-4711",
            "CRED": "DE98ZZZ09999999999",
            "ABWA": "Muster Holding GmbH",
        },
    ),
    ("EREF+NOTPROVIDED SVWZ+Miete + Nebenkosten", "Miete + Nebenkosten", {}),
    ("SVWZ+C+A Rechnung 12", "C+A Rechnung 12", {}),
    ("EREF+1234 MREF+5678 SVWZ+", None, {"EREF": "1234", "MREF": "5678"}),
    ("Dauerauftrag Juni KREF+2024-06-01", "Dauerauftrag Juni", {"KREF": "2024-06-01"}),
    (
        (
            "SVWZ+Verwaltung. Briefmarke\nn und Umschlaege fuer MV, b\nestaetigt am 03.06.\n"
            "DATUM 10.06.2017"
        ),
        "Verwaltung. Briefmarken und Umschlaege fuer MV, bestaetigt am 03.06. DATUM 10.06.2017",
        {},
    ),
    ("EREF+AB12MREF+CD34SVWZ+Strom", "Strom", {"EREF": "AB12", "MREF": "CD34"}),
    (f"IBAN: {IBAN} BIC: BYLADEM1001 Abschlag", "Abschlag", {"IBAN": IBAN, "BIC": "BYLADEM1001"}),
    ("SVWZ+Zahlung IBAN+DE02 1203 0000 0000 2020 51 Danke", "Zahlung Danke", {"IBAN": IBAN}),
    (
        "Rechnung IBAN: DE02 1203 0000 0000 2020 51",
        "Rechnung IBAN: DE02 1203 0000 0000 2020 51",
        {},
    ),
    (
        "SVWZ+RETOURE SEPA LASTSCHRIFT COAM+3,00 OAMT+49,90 RREF+RT-1",
        "RETOURE SEPA LASTSCHRIFT",
        {"COAM": "3,00", "OAMT": "49,90", "RREF": "RT-1"},
    ),
    ("EREF: X1 MREF: Y2 SVWZ: Gas", "Gas", {"EREF": "X1", "MREF": "Y2"}),
    ("SVWZ+Teil 1 SVWZ+Teil 2", "Teil 1 Teil 2", {}),
    (
        "EREF+ZV01 KREF+NONREF SVWZ+Gehalt 05/2024 DBET+D-1",
        "Gehalt 05/2024",
        {"EREF": "ZV01", "DEBT": "D-1"},
    ),
    ("Ihr PREF+Paket ist da", "Ihr PREF+Paket ist da", {}),
    ("eref+klein", "eref+klein", {}),
    (
        "Ref. 5CC15048A1824480/89280 EC 68096654",
        "Ref. 5CC15048A1824480/89280 EC 68096654",
        {},
    ),
    ("", None, {}),
]
MARK = re.compile(
    r"(?:EREF|KREF|MREF|BREF|RREF|CRED|DEBT|DBET|COAM|OAMT|SVWZ|ABWA|ABWE|IVWZ|PURP|MDAT|SQTP|ORCR"
    r"|ORMR|DDAT|TAN1|IBAN|BIC) ?[+:]"
)


@pytest.mark.parametrize(("raw", "text", "tags"), TABLE)
def test_the_table(raw: str, text: str | None, tags: dict[str, str]) -> None:
    """
    Each row reads as it is documented.
    """
    found = parse_remittance(raw)
    assert (found.text, dict(found.tags), found.raw) == (text, tags, raw or None)


def test_the_first_value_wins_and_the_second_is_text() -> None:
    """
    No tag is overwritten, and nothing is lost.
    """
    found = parse_remittance("EREF+A SVWZ+Gas EREF+B EREF+A")
    assert (found.text, dict(found.tags)) == ("Gas B", {"EREF": "A"})


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Rechnung RF18539007547034 danke", "RF18539007547034"),
        ("RF18 5390 0754 7034", "RF18539007547034"),
        ("RF19539007547034", None),
        ("XRF18539007547034", None),
    ],
)
def test_a_creditor_reference_is_found(text: str, reference: str | None) -> None:
    """
    Only with right check digits.
    """
    assert parse_remittance(text).structured == reference


@pytest.mark.parametrize(
    ("value", "amount"),
    [("49,90", "49.90"), ("3,00", "3.00"), ("12", "12.0"), ("1.000,00", None), ("EUR 3,5", "3.5")],
)
def test_amounts_behind_tags(value: str, amount: str | None) -> None:
    """
    They are written with a comma.
    """
    assert tagged_amount(value) == (None if amount is None else Decimal(amount))


MARKS = ["EREF+", "KREF +", "SVWZ+", "IBAN+", "BIC: ", "CRED+", "MREF:", "DBET+"]
WORDS = ["NOTPROVIDED", "NONREF", "DE02 1203", "x y"]
ODD = [" ", "\n", "\r\n", "a" * 27, "+", ":", "ä", "a\u0308", "\x00", IBAN]
pieces = st.sampled_from([*MARKS, *WORDS, *ODD])


@given(st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=12).map("".join))
@example("EREF+0\x1f1EREF+0\x1f1")
def test_no_character_is_lost(raw: str) -> None:
    """
    The text comes back as it was, and each of its characters is in the text, a tag or a mark. Only
    placeholders, and a value that comes again, are left out.
    """
    found = parse_remittance(raw)
    assert found.raw == (raw or None)
    kept = "".join([found.text or "", *found.tags.values()])
    left = MARK.sub(" ", "".join(one for one in normalize("NFC", raw.replace("\n", ""))))
    for one in (*PLACEHOLDERS, *found.tags.values()):
        # A blank in a value may have been any white space.
        left = re.sub(r"\s*".join(map(re.escape, one.replace(" ", ""))), " ", left)
    missing = Counter(left) - Counter(kept + "".join(one for one in MARK.findall(raw)))
    assert not {one for one in missing if one.isalnum() and one not in MARK.pattern}


def test_a_long_text_takes_as_many_steps_as_it_has_characters() -> None:
    """
    A megabyte of marks is read; with a square number of steps this would not end.
    """
    found = parse_remittance("EREF+" * 200_000)
    assert found.tags == {}
    assert len(parse_remittance("IBAN+" + "DE02 " * 200_000).text or "") > 900_000
