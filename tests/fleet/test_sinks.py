"""
Sinks: a row that is written twice is one row, and a half part is none. Needs pyarrow and duckdb.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from msgspec.structs import replace

from kontokit import ConfigurationError
from kontokit_banking import BookingStatus, Party, Remittance, Transaction
from kontokit_fleet import ParquetSink, SqlSink, load_parts
from tests.support.fleet_worker import units

(UNIT,) = units(1)


def rows(count: int, *, first: int = 0, account: str = "iban:1") -> list[Transaction[Any]]:
    return [
        Transaction(
            key=f"t1-{number}",
            id=str(number),
            account_key=account,
            status=BookingStatus.BOOKED,
            amount=Decimal("-1.25"),
            currency="EUR",
            booking_date=date(2026, 11, 28),
            counterparty=Party(name="Möbelhaus Muster"),
            remittance=Remittance(raw="Einkauf"),
            raw=None,
        )
        for number in range(first, first + count)
    ]


def counted(connection: Any) -> tuple[int, Decimal]:
    found = connection.execute("SELECT count(*), sum(amount) FROM transactions").fetchone()
    return int(found[0]), Decimal(found[1])


def test_parts_are_loaded_once_however_often(tmp_path: Path) -> None:
    """
    A unit that was repeated, two runs of a day and a part that is loaded twice change nothing.
    """
    sink = ParquetSink(tmp_path, flush_seconds=0.01)

    async def work() -> None:
        await sink.write(UNIT, rows(30))
        await sink.write(UNIT, rows(30))
        await sink.write(UNIT, [])
        await asyncio.gather(*(sink.write(UNIT, rows(5, first=30 + 5 * n)) for n in range(4)))

    asyncio.run(work())
    parts = sorted(tmp_path.glob("part-*.parquet"))
    assert len(parts) == 3
    (tmp_path / ".part-9.parquet.x.part").write_bytes(b"half")
    with duckdb.connect() as connection:
        for _ in range(2):
            assert load_parts(connection, tmp_path) == 3
            assert counted(connection) == (50, Decimal("-62.5"))


def test_the_newest_row_of_a_key_counts(tmp_path: Path) -> None:
    """
    In a later part, and later in the same part.
    """
    sink = ParquetSink(tmp_path, flush_seconds=0.01)
    (row,) = rows(1)
    second, third = (replace(row, booking_text=text) for text in ("second", "third"))

    async def work() -> None:
        await sink.write(UNIT, [row])
        await sink.write(UNIT, [second, third])

    asyncio.run(work())
    with duckdb.connect() as connection:
        load_parts(connection, tmp_path)
        found = connection.execute("SELECT booking_text FROM transactions").fetchall()
    assert found == [("third",)]


def test_rows_wait_until_their_part_is_written(tmp_path: Path) -> None:
    """
    A full batch is written at once; who has added rows to one that fails gets the error.
    """
    missing = ParquetSink(tmp_path / "missing", flush_rows=1)
    with pytest.raises(FileNotFoundError):
        asyncio.run(missing.write(UNIT, rows(1)))
    full = ParquetSink(tmp_path, flush_rows=10, flush_seconds=3600)
    asyncio.run(full.write(UNIT, rows(10)))
    assert len(list(tmp_path.glob("part-*.parquet"))) == 1


def in_duckdb(tmp_path: Path, _: pytest.FixtureRequest) -> tuple[Callable[[], Any], Any]:
    return (lambda: duckdb.connect(str(tmp_path / "bank.db"))), "?"


def in_postgres(_: Path, request: pytest.FixtureRequest) -> tuple[Callable[[], Any], Any]:
    import psycopg

    address = request.getfixturevalue("postgres_address")
    with psycopg.connect(address) as connection:
        connection.execute("DROP TABLE IF EXISTS transactions")
    return (lambda: psycopg.connect(address)), "%s"


@pytest.mark.parametrize("database", [in_duckdb, in_postgres])
def test_a_table_holds_each_row_once(
    database: Any, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """
    Of each account, also if a batch holds a row twice; the sums are exact.
    """
    connect, placeholder = database(tmp_path, request)
    sink = SqlSink(connect, placeholder=placeholder, flush_seconds=0.01)

    async def work() -> None:
        await sink.create_table()
        await sink.create_table()
        await asyncio.gather(*(sink.write(UNIT, rows(40)) for _ in range(3)))
        await sink.write(UNIT, rows(40))
        await sink.write(UNIT, rows(10, account="iban:2"))

    asyncio.run(work())
    connection = connect()
    assert counted(connection) == (50, Decimal("-62.5"))
    connection.close()


@pytest.mark.parametrize("table", ["", "Rows", "rows; DROP TABLE x"])
def test_a_table_has_a_plain_name(table: str) -> None:
    """
    It becomes part of statements.
    """
    with pytest.raises(ConfigurationError):
        SqlSink(duckdb.connect, table=table)
    with pytest.raises(ConfigurationError):
        load_parts(duckdb.connect(), ".", table=table)
