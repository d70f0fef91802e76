"""
What holds for every format: what is written, what is left out, and how a file gets its name.
"""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import anyio
import pytest
from msgspec.structs import replace

from kontokit import ArgumentError
from kontokit_banking import BookingStatus, Origin, Transaction
from kontokit_banking.exports import ExportReport, UnknownFormat, async_export, export
from tests.support.banking_values import transaction


def rows() -> list[Transaction[Any]]:
    return [
        transaction(amount="-29.90", text="Miete"),
        transaction(amount="-1", text="Vormerkung", pending=True),
        replace(transaction(amount="5", text="Anpassung"), origin=Origin.ADJUSTMENT),
    ]


def broken() -> Iterator[Transaction[Any]]:
    yield from rows()
    raise ConnectionError("the bank is gone")


def test_booked_transactions_of_the_bank_are_written() -> None:
    report = export(rows(), BytesIO(), to="csv")
    assert report == ExportReport(format="csv", rows=1, skipped={"PDNG": 1, "adjustment": 1})


def test_json_lines_have_adjustments_too() -> None:
    report = export(rows(), BytesIO(), to="jsonl")
    assert (report.rows, report.skipped) == (2, {"PDNG": 1})


def test_pending_transactions_are_written_if_they_are_asked_for() -> None:
    pending = (BookingStatus.PENDING,)
    report = export(rows(), BytesIO(), to="csv", statuses=pending, adjustments=True)
    assert (report.rows, report.skipped) == (1, {"BOOK": 2})


def test_unknown_formats_are_refused_with_a_list() -> None:
    with pytest.raises(UnknownFormat, match="csv, csv-excel, jsonl"):
        export(rows(), BytesIO(), to="qif")


def test_what_is_no_transaction_is_refused() -> None:
    with pytest.raises(ArgumentError, match="rows"):
        export([{"amount": 1}], BytesIO(), to="csv")  # type: ignore[list-item]


def test_a_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    export(rows(), tmp_path / "march.csv", to="csv")
    assert stat.S_IMODE((tmp_path / "march.csv").stat().st_mode) == 0o600


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "march.csv"
    target.write_text("old")
    target.chmod(0o644)
    export(rows(), str(target), to="csv")
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert target.read_text().startswith("key,")


def test_an_error_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "march.csv"
    target.write_text("old")
    with pytest.raises(ConnectionError):
        export(broken(), target, to="csv")
    assert [one.name for one in tmp_path.iterdir()] == ["march.csv"]
    assert target.read_text() == "old"


def test_a_file_is_not_replaced_if_that_is_not_wanted(tmp_path: Path) -> None:
    target = tmp_path / "march.csv"
    export(rows(), target, to="csv", overwrite=False)
    with pytest.raises(FileExistsError):
        export(rows(), target, to="csv", overwrite=False)
    assert [one.name for one in tmp_path.iterdir()] == ["march.csv"]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_rows_give_the_same_file(tmp_path: Path, backend: str) -> None:
    async def stream() -> AsyncIterator[Transaction[Any]]:
        for _ in range(600):
            for row in rows():
                yield row

    async def both() -> tuple[ExportReport, ExportReport]:
        return (
            await async_export(stream(), tmp_path / "stream.csv", to="csv"),
            await async_export(rows() * 600, tmp_path / "list.csv", to="csv"),
        )

    reports = anyio.run(both, backend=backend)
    expected = export(rows() * 600, tmp_path / "sync.csv", to="csv")
    assert reports == (expected, expected)
    made = [(tmp_path / name).read_bytes() for name in ("stream.csv", "list.csv", "sync.csv")]
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_export_leaves_nothing(tmp_path: Path, backend: str) -> None:
    async def endless() -> AsyncIterator[Transaction[Any]]:
        while True:
            yield rows()[0]
            await anyio.sleep(0)

    async def cancelled() -> None:
        with anyio.move_on_after(0.05):
            await async_export(endless(), tmp_path / "march.csv", to="csv")

    anyio.run(cancelled, backend=backend)
    assert list(tmp_path.iterdir()) == []
