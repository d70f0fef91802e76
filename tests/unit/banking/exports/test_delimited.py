"""
CSV for programs, for Excel and for importers.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit_banking import Party, Transaction
from kontokit_banking.exports import NoteKind, SeveralAccountsError, export
from kontokit_banking.exports.columns import COLUMNS
from tests.support.banking_values import IBAN
from tests.support.export_rows import HOSTILE, OTHER_ACCOUNT, ROWS, row, table, written

SHOP = Party(name="Muster GmbH", iban=IBAN)


def test_every_field_has_a_column() -> None:
    """
    Nothing but the provider's object is left out, and a new field needs a column.
    """
    names = {one.name for one in COLUMNS}
    several = {"counterparty", "remittance", "returned_amount", "compensation", "fee", "instructed"}
    assert set(Transaction.__struct_fields__) - several - {"raw"} <= names
    assert {f"counterparty_{one}" for one in Party.__struct_fields__} <= names


def test_csv_has_lines_of_rfc_4180() -> None:
    block, report = written([row(text='a "quoted", text\nof two lines')], "csv")
    head, *lines = block.split(b"\r\n")
    assert head.startswith(b"key,id,account_key,")
    assert b',"a ""quoted"", text\nof two lines",' in lines[0]
    assert report.notes == ()


def test_csv_is_exact() -> None:
    exact = row("-1234567890123456789.123456789", imported_at=datetime(2026, 1, 2, 3, tzinfo=UTC))
    found = table(written([exact, row("1E+3"), row("-0.00")], "csv")[0])
    assert [one["amount"] for one in found] == ["-1234567890123456789.123456789", "1000", "-0.00"]
    assert found[0]["booking_date"] == "2024-05-16"
    assert found[0]["imported_at"] == "2026-01-02T03:00:00+00:00"
    assert found[0]["possible_duplicate"] == "false"


def test_polars_reads_csv() -> None:
    block, _ = written([row(text=one) for one in HOSTILE], "csv")
    found = polars.read_csv(block, infer_schema=False)
    assert found["remittance_text"].to_list() == list(HOSTILE)
    assert found["amount"].cast(polars.Decimal(38, 2)).to_list() == [Decimal("-29.90")] * len(
        HOSTILE
    )


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(ROWS, max_size=2))
def test_csv_keeps_every_character(rows: list[Transaction[None]]) -> None:
    block, report = written(rows, "csv")
    found = table(block)
    assert [one["remittance_text"] or None for one in found] == [
        one.remittance.text for one in rows
    ]
    assert [one["counterparty_name"] or None for one in found] == [
        one.counterparty.name for one in rows
    ]
    assert [Decimal(one["amount"]) for one in found] == [one.amount for one in rows]
    assert report.notes == ()


def test_halves_of_characters_are_replaced_and_counted() -> None:
    block, report = written([row(text="a\ud800b"), row(text="c")], "csv")
    assert [one["remittance_text"] for one in table(block)] == ["a�b", "c"]
    assert report.count(NoteKind.REPLACED, "remittance_text") == 1
    assert {one.characters for one in report.notes} == {1}


def test_excel_gets_a_german_file() -> None:
    imported = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    block, _ = written([row("-1234.5", imported_at=imported)], "csv-excel")
    assert block.startswith(b"\xef\xbb\xbfkey;id;")
    found = table(block, delimiter=";", encoding="utf-8-sig")[0]
    assert (found["amount"], found["booking_date"]) == ("-1234,5", "16.05.2024")
    assert found["imported_at"] == "02.07.2026 00:30:00"


@pytest.mark.parametrize("text", HOSTILE)
def test_excel_calculates_no_text(text: str) -> None:
    block, report = written([row(text=text)], "csv-excel")
    found = table(block, delimiter=";", encoding="utf-8-sig")[0]
    is_formula = text[0] in "=+-@\t\r\n＝＋－＠"
    assert found["remittance_text"] == ("'" if is_formula else "") + text
    assert found["amount"] == "-29,90"
    assert report.count(NoteKind.GUARDED, "remittance_text") == is_formula
    assert report.count(NoteKind.GUARDED, "amount") == 0


def test_lexware_skips_no_row() -> None:
    rows = [row(text=None), row(counterparty=SHOP, booking_text="GEHALT", text=None)]
    block, report = written(rows, "lexware-csv")
    first, second = table(block, delimiter=";")
    partner = "Zahlungspflichtiger/Zahlungsempfänger"
    assert (first[partner], first["Verwendungszweck"], first["Betrag"]) == ("–", "–", "-29,90")
    assert (second[partner], second["Verwendungszweck"]) == ("Muster GmbH", "GEHALT")
    assert (second["IBAN"], second["Buchungsdatum"]) == (IBAN, "16.05.2024")
    assert report.count(NoteKind.FILLED, "counterparty_name") == 1
    assert report.count(NoteKind.FILLED, "display_text") == 1


def test_erpnext_gets_deposits_and_withdrawals() -> None:
    rows = [row("-29.90"), row("5.00", key="t1-2")]
    found = table(written(rows, "erpnext-csv")[0])
    assert [(one["Deposit"], one["Withdrawal"]) for one in found] == [("0", "29.90"), ("5.00", "0")]
    assert found[1]["Reference Number"] == "t1-2"
    assert found[1]["Bank Account"] == IBAN
    assert (found[1]["Date"], found[1]["Currency"]) == ("2024-05-16", "EUR")


def test_firefly_knows_rows_again_by_their_keys() -> None:
    found = table(written([row(counterparty=SHOP, end_to_end_id="RE-1")], "firefly-csv")[0])[0]
    assert found["external-id"] == row().key
    assert (found["opposing-name"], found["opposing-iban"]) == ("Muster GmbH", IBAN)
    assert (found["amount"], found["sepa_ct_id"]) == ("-29.90", "RE-1")


@pytest.mark.parametrize("name", ["lexware-csv", "hledger-csv"])
def test_files_of_one_account_refuse_another(name: str) -> None:
    with pytest.raises(SeveralAccountsError):
        export([row(), row(account_key=OTHER_ACCOUNT.key)], BytesIO(), name)


def test_control_characters_are_left_out_for_people() -> None:
    """
    What is then a formula is guarded; files for programs have every character.
    """
    text = "\x1b=1+1\u202eMiete"
    block, report = written([row(text=text)], "csv-excel")
    assert b"'=1+1Miete" in block
    assert report.count(NoteKind.REPLACED, "remittance_text") == 1
    assert report.count(NoteKind.GUARDED, "remittance_text") == 1
    assert text.encode() in written([row(text=text)], "csv")[0]
