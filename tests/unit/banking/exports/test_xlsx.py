"""
Excel workbooks, read back by openpyxl.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from kontokit_banking import Transaction
from kontokit_banking.exports import ExportError, NoteKind, ValueDoesNotFitError, export, xlsx
from tests.support.export_rows import HOSTILE, ROWS, row, written


def read(block: bytes) -> list[dict[str, Any]]:
    sheet = load_workbook(BytesIO(block)).active
    assert sheet is not None
    head, *lines = sheet.iter_rows()
    names = [str(cell.value) for cell in head]
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_cells_have_types() -> None:
    one = row("-1234.50", gvc="005", imported_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    found = read(written([one], "xlsx")[0])[0]
    assert (found["amount"].value, found["amount"].data_type) == (-1234.5, "n")
    assert (found["booking_date"].value, found["booking_date"].is_date) == (
        datetime(2024, 5, 16),
        True,
    )
    assert found["imported_at"].value == datetime(2026, 7, 2, 0, 30)
    assert (found["gvc"].value, found["gvc"].data_type) == ("005", "s")
    assert found["possible_duplicate"].value is False
    assert found["mandate_id"].value is None


def test_texts_are_texts() -> None:
    """
    ``data_type`` is ``f`` for a formula and ``s`` for a text.
    """
    found = read(written([row(text=one) for one in HOSTILE], "xlsx")[0])
    assert {one["remittance_text"].data_type for one in found} == {"s"}
    # XML has no carriage return: openpyxl leaves the escape of it in place.
    assert [one["remittance_text"].value.replace("_x000D_", "\r") for one in found] == list(HOSTILE)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_every_row_can_be_written(one: Transaction[None]) -> None:
    block, report = written([one], "xlsx")
    assert read(block)[0]["amount"].value == pytest.approx(float(one.amount), abs=0)
    assert report.notes == ()


def test_long_texts_are_cut_and_counted() -> None:
    block, report = written([row(text="x" * 32_766 + "😀y", counterparty=None)], "xlsx")
    assert read(block)[0]["remittance_text"].value == "x" * 32_766
    note = next(one for one in report.notes if one.field == "remittance_text")
    assert (note.kind, note.rows, note.characters) == (NoteKind.CUT, 1, 2)


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("amount", row("1234567890123.123")),
        ("booking_date", row(day=date(1899, 12, 31))),
    ],
)
def test_what_excel_would_change_is_refused(field: str, bad: Transaction[None]) -> None:
    with pytest.raises(ValueDoesNotFitError) as caught:
        export([bad], BytesIO(), "xlsx")
    assert (caught.value.field, caught.value.key) == (field, bad.key)


def test_a_sheet_has_a_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    assert written([row()] * 2, "xlsx")[1].rows == 2
    with pytest.raises(ExportError, match="2 transactions at most"):
        written([row()] * 3, "xlsx")


def test_an_error_leaves_no_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ValueDoesNotFitError):
        export([row(), row("1234567890123.123")], tmp_path / "march.xlsx", "xlsx")
    assert list(tmp_path.iterdir()) == []
