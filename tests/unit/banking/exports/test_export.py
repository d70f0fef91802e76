"""
What holds for every format: what is written, what is left out, and how a file gets its name.
"""

from __future__ import annotations

import asyncio
import os
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
from kontokit_banking.exports import (
    FORMATS,
    ExportReport,
    ExtraMissingError,
    UnknownFormatError,
    async_export,
    export,
)
from tests.support.banking_values import account, transaction
from tests.support.missing_libraries import hide_library


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
    with pytest.raises(UnknownFormatError, match="csv, csv-excel, jsonl"):
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


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "march.csv", tmp_path / "newest.csv"
    real.write_text("old")
    link.symlink_to(real)
    export(rows(), link, to="csv")
    assert link.is_symlink()
    assert real.read_text().startswith("key,")


def test_a_device_is_written_and_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "nowhere"
    link.symlink_to(os.devnull)
    for target in (os.devnull, link):
        assert export(rows(), target, to="csv").rows == 1
        assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116  # as it is named
    assert link.is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        export(rows(), link, to="csv", overwrite=False)
        assert os.read(reader, 65536).startswith(b"key,")
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link", "pipe"]


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


def test_a_cancelled_task_of_asyncio_leaves_nothing(tmp_path: Path) -> None:
    """
    Such a task ends while a thread still writes.
    """

    async def endless() -> AsyncIterator[Transaction[Any]]:
        while True:
            yield rows()[0]

    async def cancelled() -> None:
        task = asyncio.create_task(async_export(endless(), tmp_path / "march.csv", to="csv"))
        while not list(tmp_path.iterdir()):
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert list(tmp_path.iterdir()) == []


def test_an_open_file_stays_open() -> None:
    out = BytesIO()
    export(rows(), out, to="csv")
    assert out.getvalue().startswith(b"key,")


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.extra])
def test_a_missing_library_is_named_by_its_extra(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = FORMATS[name].extra
    assert extra is not None
    hide_library(extra, monkeypatch)
    with pytest.raises(ExtraMissingError, match=rf"'kontokit-banking\[{extra}\]'"):
        export(rows(), tmp_path / "march", to=name, account=account())
    assert list(tmp_path.iterdir()) == []


def test_formats_need_what_they_say() -> None:
    """
    A format without ``needs_account`` is written without one, and so with balances.
    """
    for one in FORMATS.values():
        if not one.needs_account and one.extra is None:
            assert export(rows()[:1], BytesIO(), to=one.name).rows == 1
        if one.needs_balance:
            assert one.needs_account


@pytest.mark.parametrize("number", [0, 10_000])
def test_numbers_of_statements_have_four_digits(number: int) -> None:
    with pytest.raises(ArgumentError, match="1 to 9999"):
        export(rows(), BytesIO(), to="csv", number=number)
