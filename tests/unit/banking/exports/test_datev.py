"""
The file of bank transactions that DATEV imports.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from kontokit import ArgumentError
from kontokit_banking import Money, Party, Transaction
from kontokit_banking.exports import AccountNeededError, NoteKind, ValueDoesNotFitError
from tests.support.banking_values import IBAN, TODAY, account
from tests.support.export_rows import ACCOUNT, ROWS, row, written

FIELDS = 34
PURPOSES = (*range(12, 16), *range(19, 25), *range(31, 35))
"""Places of the purposes, counted from 1."""


def read(block: bytes) -> list[list[str]]:
    text = StringIO(block.decode("cp1252"), newline="")
    return list(csv.reader(text, delimiter=";", strict=True))


def fields(one: Transaction[Any], **options: Any) -> dict[int, str]:
    block, _ = written([one], "datev-csv", **{"account": ACCOUNT, **options})
    (line,) = read(block)
    return {place: text for place, text in enumerate(line, 1) if text}


def test_fields_have_their_places() -> None:
    one = row(
        "-1234.5",
        text="Gas",
        value_date=TODAY + timedelta(days=1),
        gvc="005",
        booking_text="LASTSCHRIFT",
        end_to_end_id="RE-1",
        returned_amount=Money(Decimal("49.9"), "EUR"),
        fee=Money(Decimal(-3), "EUR"),
        counterparty=Party(name="Stadtwerke", iban=IBAN, bic="COBADEFF"),
    )
    assert fields(one, number=7) == {
        1: "COBADEFFXXX",
        2: IBAN,
        3: "7",
        5: "17.05.2024",
        6: "16.05.2024",
        7: "-1234,50",
        8: "Stadtwerke",
        10: "COBADEFFXXX",
        11: IBAN,
        12: "EREF+RE-1",
        13: "OAMT+49,9",
        14: "SVWZ+Gas",
        16: "005",
        17: "EUR",
        18: "LASTSCHRIFT",
        25: "49,90",
        26: "EUR",
        29: "-3,00",
        30: "EUR",
    }


def test_texts_are_in_quotes_and_numbers_are_not() -> None:
    block, _ = written([row()], "datev-csv", account=ACCOUNT)
    head = f'"COBADEFFXXX";"{IBAN}";;;;16.05.2024;-29,90;;;;;"Miete";;;;;"EUR";'
    assert block.startswith(head.encode())
    assert block.endswith(b";\r\n")


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_row_has_34_fields(one: Transaction[None]) -> None:
    plain = replace(one, returned_amount=None, instructed=None, fee=None)
    block, _ = written([plain], "datev-csv", account=ACCOUNT)
    (line,) = read(block)
    assert len(line) == FIELDS
    assert Decimal(line[6].replace(",", ".")) == one.amount
    assert max(len(line[place - 1]) for place in (8, 9, 18, *PURPOSES)) <= 27
    assert len(block.splitlines()) == 1


def test_purposes_go_on_and_are_then_cut() -> None:
    text = " ".join(f"Wort{number:02}" for number in range(80))
    block, report = written([row(text=text)], "datev-csv", account=ACCOUNT)
    (line,) = read(block)
    purpose = "".join(line[place - 1] for place in PURPOSES)
    assert text.startswith(purpose)
    (note,) = report.notes
    assert (note.kind, note.field) == (NoteKind.CUT, "remittance_text")
    assert len(purpose) + note.characters == len(text)


def test_names_have_two_lines() -> None:
    name = "Stadtwerke der schoenen Stadt am Fluss und Partner GmbH"
    one = row(counterparty=Party(name=name))
    found = fields(one)
    assert found[8] + found[9] == name[:54]
    _, report = written([one], "datev-csv", account=ACCOUNT)
    assert [(one.field, one.characters) for one in report.notes] == [("counterparty_name", 1)]


def test_letters_beyond_windows_1252_are_replaced_and_counted() -> None:
    block, report = written([row(text='Čapek Москва "€"')], "datev-csv", account=ACCOUNT)
    assert read(block)[0][11] == "Capek ?????? '€'"
    (note,) = report.notes
    assert (note.kind, note.characters) == (NoteKind.REPLACED, 9)


def test_older_transactions_come_first() -> None:
    rows = [row(), row(day=TODAY - timedelta(days=1))]
    with pytest.raises(ArgumentError, match="oldest first"):
        written(rows, "datev-csv", account=ACCOUNT)


@pytest.mark.parametrize("amount", ["0.001", "123456789012.34"])
def test_amounts_are_not_rounded(amount: str) -> None:
    with pytest.raises(ValueDoesNotFitError, match="2 of them decimals"):
        written([row(amount)], "datev-csv", account=ACCOUNT)


def test_the_bank_of_the_account_is_needed() -> None:
    foreign = account(iban="AT611904300234573201")
    one = row(account_key=foreign.key)
    with pytest.raises(AccountNeededError, match="bank code"):
        written([one], "datev-csv", account=foreign)
    block, _ = written([one], "datev-csv", account=replace(foreign, bic="BKAUATWW"))
    assert read(block)[0][0] == "BKAUATWWXXX"


def test_banks_and_codes_of_another_shape_are_left_out() -> None:
    one = row(counterparty=Party(bic="XXX12345678"), gvc="Lastschrift")
    _, report = written([one], "datev-csv", account=ACCOUNT)
    assert {(one.kind, one.field) for one in report.notes} == {
        (NoteKind.LEFT_OUT, "counterparty_bic"),
        (NoteKind.LEFT_OUT, "gvc"),
    }


def test_days_are_german() -> None:
    assert fields(row(day=date(2026, 1, 2)))[6] == "02.01.2026"
