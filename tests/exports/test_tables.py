"""
Parquet and Arrow, read back exactly by DuckDB and polars; CSV by DuckDB.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit_banking import Transaction
from kontokit_banking.exports import NoteKind, ValueDoesNotFitError, export
from kontokit_banking.exports.columns import COLUMNS
from tests.support.export_rows import HOSTILE, ROWS, many_rows, row, written

EXACT = st.decimals(min_value=-(10**30), max_value=10**30, places=6)


def test_duckdb_reads_exact_values(tmp_path: Path) -> None:
    amounts = ["-29.90", "0.000001", "99999999999999999999999999999999.999999", "1E+3", "-0.1"]
    imported = datetime(2026, 7, 1, 22, 30, 0, 123456, tzinfo=UTC)
    target = tmp_path / "rows.parquet"
    export([row(one, imported_at=imported) for one in amounts], target, "parquet")
    query = "SELECT amount, typeof(amount), booking_date, imported_at AT TIME ZONE 'UTC' FROM '{}'"
    found = duckdb.connect().execute(query.format(target)).fetchall()
    assert [one[0] for one in found] == [Decimal(one) for one in amounts]
    assert {one[1] for one in found} == {"DECIMAL(38,6)"}
    assert {one[2] for one in found} == {date(2024, 5, 16)}
    assert {one[3] for one in found} == {imported.replace(tzinfo=None)}


@pytest.mark.parametrize(("name", "read"), [("parquet", "read_parquet"), ("arrow", "read_ipc")])
def test_polars_reads_exact_values(name: str, read: str) -> None:
    block, report = written([row("-29.90"), row("0.000001", gvc="005")], name)
    found: polars.DataFrame = getattr(polars, read)(BytesIO(block))
    assert report.notes == ()
    assert found.columns == [one.name for one in COLUMNS]
    assert found.schema["amount"] == polars.Decimal(38, 6)
    assert found.schema["booking_date"] == polars.Date()
    assert found.schema["imported_at"] == polars.Datetime("us", "UTC")
    assert found["amount"].to_list() == [Decimal("-29.90"), Decimal("0.000001")]
    assert found["gvc"].to_list() == [None, "005"]


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3), EXACT)
def test_every_row_comes_back(rows: list[Transaction[None]], amount: Decimal) -> None:
    all_rows = [*rows, row(amount)]
    block, report = written(all_rows, "parquet")
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(BytesIO(block)).to_pylist()
    assert report.notes == ()
    for one, line in zip(all_rows, found, strict=True):
        assert line["amount"] == one.amount
        assert line["booking_date"] == one.booking_date
        assert line["remittance_text"] == one.remittance.text
        assert line["counterparty_name"] == one.counterparty.name
        assert line["end_to_end_id"] == one.end_to_end_id


@pytest.mark.parametrize("name", ["parquet", "arrow"])
@pytest.mark.parametrize("amount", ["0.0000001", "1E+33"])
def test_nothing_is_rounded(name: str, amount: str) -> None:
    good = list(many_rows(10))
    with pytest.raises(ValueDoesNotFitError) as caught:
        export([*good, row(amount, key="t1-bad")], BytesIO(), name)
    assert (caught.value.key, caught.value.field) == ("t1-bad", "amount")


def test_halves_of_characters_are_replaced_and_counted() -> None:
    block, report = written([row(text="a\ud800")], "parquet")
    assert polars.read_parquet(BytesIO(block))["remittance_text"].to_list() == ["a�"]
    assert report.count(NoteKind.REPLACED, "remittance_text") == 1


def test_a_file_without_transactions_has_columns() -> None:
    block, _ = written([], "parquet")
    assert polars.read_parquet(BytesIO(block)).columns == [one.name for one in COLUMNS]


def test_duckdb_reads_csv(tmp_path: Path) -> None:
    rows = [row(f"-{place}.10", text=text) for place, text in enumerate(HOSTILE)]
    target = tmp_path / "rows.csv"
    export(rows, target, "csv")
    kinds = {"amount": "DECIMAL(38,2)", "remittance_text": "VARCHAR", "booking_date": "DATE"}
    table = duckdb.read_csv(str(target), dtype=kinds, quotechar='"', escapechar='"')
    found = table.select("amount, remittance_text, booking_date").fetchall()
    assert found == [(one.amount, one.remittance.text, one.booking_date) for one in rows]
