"""
MT940, read back by the library mt-940.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import mt940
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit_banking import Money, Party, Transaction, parse_remittance
from kontokit_banking.exports import (
    BalanceUnknownError,
    CurrencyUnknownError,
    NoteKind,
    ValueDoesNotFitError,
)
from tests.support.banking_values import IBAN, TODAY
from tests.support.export_rows import AMOUNTS, ROWS, balance, row, statement

REFERENCES = st.from_regex(r"[A-Z0-9]{1,35}", fullmatch=True)
CHARACTERS = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")


def lines(block: bytes) -> list[str]:
    text = block.decode("ascii")
    assert text.endswith("\r\n-\r\n")
    return text.split("\r\n")[:-1]


def read(rows: Iterable[Transaction[Any]], **options: Any) -> list[dict[str, Any]]:
    block, _ = statement(rows, "mt940", **options)
    return [one.data for one in mt940.parse(block.decode("ascii"))]


def details(block: bytes) -> list[dict[str, str]]:
    """
    The numbered parts of each field 86.
    """
    fields = re.findall(r":86:(.*?)(?=:61:|:62F:)", "".join(lines(block)))
    return [dict(re.findall(r"\?(\d\d)([^?]*)", one)) for one in fields]


def purpose(parts: dict[str, str]) -> list[str]:
    return [text for number, text in parts.items() if number[0] in "26"]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=2))
def test_every_row_gives_a_statement_of_swift(rows: list[Transaction[None]]) -> None:
    block, _ = statement(rows, "mt940")
    for line in lines(block):
        assert CHARACTERS.fullmatch(line)
        assert len(re.sub(r"^:\w+:", "", line)) <= 65
        assert line == line.rstrip()
        assert line[0] != "-" or line == "-"
    found = list(mt940.parse(block.decode("ascii")))
    assert [one.data["amount"].amount for one in found] == [one.amount for one in rows]
    assert [one.data["entry_date"] for one in found] == [one.booking_date for one in rows]
    assert all(len(text) <= 27 for parts in details(block) for text in purpose(parts))


@settings(max_examples=50, deadline=None)
@given(
    AMOUNTS,
    st.dates(date(2000, 2, 1), date(2060, 1, 1)),
    st.integers(-30, 30),
    st.none() | REFERENCES,
    st.none() | REFERENCES,
    st.none() | REFERENCES,
    st.none() | REFERENCES,
)
def test_day_amount_and_references_come_back(
    amount: Decimal,
    day: date,
    later: int,
    end_to_end_id: str | None,
    mandate_id: str | None,
    customer_reference: str | None,
    bank_reference: str | None,
) -> None:
    one = row(
        amount,
        day=day,
        value_date=day + timedelta(days=later),
        end_to_end_id=end_to_end_id,
        mandate_id=mandate_id,
        customer_reference=customer_reference,
        bank_reference=bank_reference,
        text=None,
    )
    (found,) = read([one], balances=[balance(day=day)])
    assert found["amount"].amount == amount
    assert (found["entry_date"], found["date"]) == (day, one.value_date)
    block, report = statement([one], "mt940", balances=[balance(day=day)])
    assert report.notes == ()
    tags = parse_remittance("".join(purpose(details(block)[0]))).tags
    assert tags.get("EREF") == end_to_end_id
    assert tags.get("MREF") == mandate_id
    assert tags.get("KREF") == customer_reference
    assert tags.get("BREF", found["bank_reference"]) == bank_reference


def test_a_statement_of_a_german_bank() -> None:
    one = row(
        "-29.90",
        text="Gas Mai",
        value_date=date(2024, 5, 17),
        end_to_end_id="RE-1",
        mandate_id="M-1",
        customer_reference="K-1",
        bank_reference="B-1",
        gvc="105",
        swift_code="NDDT",
        primanota="9252",
        booking_text="LASTSCHRIFT",
        counterparty=Party(
            name="Stadtwerke",
            iban=IBAN,
            bic="COBADEFFXXX",
            creditor_id="DE98ZZZ09999999999",
            ultimate_name="Netz GmbH",
        ),
        returned_amount=Money(Decimal("49.90"), "EUR"),
    )
    block, report = statement([one], "mt940", number=12)
    assert report.notes == ()
    assert lines(block)[1:] == [
        f":25:{IBAN}",
        ":28C:12/1",
        ":60F:C240515EUR1029,90",
        ":61:2405170516D29,90NDDTK-1//B-1",
        ":86:105?00LASTSCHRIFT?109252?20EREF+RE-1?21KREF+K-1?22MREF+M-1",
        "?23CRED+DE98ZZZ09999999999?24OAMT+49,90?25ABWA+Netz GmbH",
        "?26SVWZ+Gas Mai?30COBADEFFXXX?31DE89370400440532013000",
        "?32Stadtwerke",
        ":62F:C240516EUR1000,00",
        "-",
    ]
    (found,) = read([one])
    assert found["end_to_end_reference"] == "RE-1"
    assert found["additional_position_reference"] == "M-1"
    assert found["applicant_creditor_id"] == "DE98ZZZ09999999999"
    assert found["deviate_applicant"] == "Netz GmbH"
    assert found["purpose"] == "Gas Mai"
    assert (found["transaction_code"], found["posting_text"]) == ("105", "LASTSCHRIFT")
    assert found["applicant_bin"] == "COBADEFFXXX"


@pytest.mark.parametrize(
    ("text", "swift"),
    [
        ("Müller & Söhne, Straße", "Mueller + Soehne, Strasse"),
        ("Łódź Ørsted Čapek", "Lodz Orsted Capek"),
        ("Москва Αθήνα", "Moskva Athina"),
        ("a?b_c@d", "a.b.c.d"),
        ("😀", ".grinning."),
    ],
)
def test_other_letters_are_written_with_those_of_swift(text: str, swift: str) -> None:
    block, report = statement([row(text=text)], "mt940")
    written = "".join(purpose(details(block)[0]))
    assert CHARACTERS.fullmatch(written)
    if "😀" not in text:
        assert written == swift
    assert report.count(NoteKind.REPLACED, "remittance_text") == 1


def test_long_purposes_use_all_parts_and_are_then_cut() -> None:
    words = " ".join(f"Wort{number:02}" for number in range(80))
    block, report = statement([row(text=words)], "mt940")
    parts = details(block)[0]
    numbers = [*range(20, 30), *range(60, 64)]
    assert [int(number) for number in parts] == numbers
    written = "".join(purpose(parts))
    assert words.startswith(written)
    (note,) = report.notes
    assert (note.kind, note.field) == (NoteKind.CUT, "remittance_text")
    assert len(written) + note.characters == len(words)


def test_references_stand_before_the_text_and_are_not_cut() -> None:
    one = row(text="x" * 500, end_to_end_id="E" * 35, mandate_id="M" * 35)
    block, report = statement([one], "mt940")
    tags = parse_remittance("".join(purpose(details(block)[0]))).tags
    assert (tags["EREF"], tags["MREF"]) == ("E" * 35, "M" * 35)
    assert [one.field for one in report.notes] == ["remittance_text"]


def test_words_are_not_joined_where_lines_end() -> None:
    text = "Beitrag fuer den gesamten Mai und den Juni des Jahres"
    for start in range(27):
        block, _ = statement([row(text=f"{'x' * start} {text}".strip())], "mt940")
        assert "".join(purpose(details(block)[0])).endswith(text)
        assert read([row(text=text)])[0]["purpose"] == text


@pytest.mark.parametrize(
    ("amount", "debit", "tag"),
    [("-1", False, "ABWE"), ("1", False, "ABWA"), ("-1", True, "ABWA"), ("1", True, "ABWE")],
)
def test_who_stands_behind_the_other_side(amount: str, debit: bool, tag: str) -> None:
    party = Party(ultimate_name="Netz")
    one = row(amount, counterparty=party, mandate_id="M-1" if debit else None, text=None)
    block, _ = statement([one], "mt940")
    assert f"{tag}+Netz" in purpose(details(block)[0])


def test_a_value_day_far_away_is_left_out() -> None:
    """
    The booking day has no year in MT940, and would be read as another one.
    """
    one = row(value_date=TODAY - timedelta(days=200))
    (found,) = read([one])
    assert (found["date"], found["entry_date"]) == (TODAY, TODAY)
    assert statement([one], "mt940")[1].count(NoteKind.LEFT_OUT, "value_date") == 1


def test_codes_of_another_shape_are_left_out() -> None:
    block, report = statement([row(gvc="Lastschrift", swift_code="XYZ")], "mt940")
    assert {(one.kind, one.field) for one in report.notes} == {
        (NoteKind.LEFT_OUT, "gvc"),
        (NoteKind.LEFT_OUT, "swift_code"),
    }
    assert ":61:2405160516D29,90NMSCNONREF" in lines(block)


def test_an_amount_in_another_currency_has_no_tag() -> None:
    one = row(returned_amount=Money(Decimal(5), "USD"))
    block, report = statement([one], "mt940")
    assert purpose(details(block)[0]) == ["Miete"]
    assert report.count(NoteKind.LEFT_OUT, "returned_amount") == 1


def test_each_currency_has_a_statement() -> None:
    rows = [row("1"), row("2", currency="USD")]
    block, _ = statement(rows, "mt940", balances=[balance("10"), balance("20", currency="USD")])
    assert [line for line in lines(block) if line.startswith((":60F:", ":62F:"))] == [
        ":60F:C240515EUR9,00",
        ":62F:C240516EUR10,00",
        ":60F:C240515USD18,00",
        ":62F:C240516USD20,00",
    ]


@pytest.mark.parametrize("amount", ["123456789012345", "0.000000000000001"])
def test_amounts_are_not_rounded(amount: str) -> None:
    with pytest.raises(ValueDoesNotFitError, match="amount"):
        statement([row(amount)], "mt940")


def test_days_that_two_digits_cannot_tell_are_refused() -> None:
    day = date(1979, 5, 16)
    with pytest.raises(ValueDoesNotFitError, match="1980 to 2079"):
        statement([row(day=day)], "mt940", balances=[balance(day=day)])


def test_without_a_balance_or_a_currency_there_is_no_statement() -> None:
    with pytest.raises(BalanceUnknownError):
        statement([row()], "mt940", balances=[])
    with pytest.raises(CurrencyUnknownError):
        statement([row(currency=None)], "mt940")
