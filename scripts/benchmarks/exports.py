"""
A million transactions into files: the time for each, and by how much the process grows.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kontokit import BERLIN
from kontokit_banking import (
    Account,
    AccountKind,
    Balance,
    BalanceKind,
    BookingStatus,
    Party,
    Remittance,
    Transaction,
)
from kontokit_banking.exports import export

_ROWS: Final = {
    **dict.fromkeys(("csv", "csv-excel", "jsonl", "parquet", "arrow"), 1_000_000),
    **dict.fromkeys(("xlsx", "camt.053", "mt940"), 100_000),
}
_LIBRARIES: Final = {"parquet": "pyarrow", "arrow": "pyarrow"}
"""Large ones, which the environment of the tests does not have."""
_FEW: Final = 20_000
"""Rows that are written first, so that everything is imported and every buffer is full."""
_DAY: Final = date(2026, 5, 31)
_IBAN: Final = "DE89370400440532013000"


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Write the files, each in a process of its own.

    Args:
        scale: 1 is a million rows.
        rounds: Each is written once, whatever it says; a million rows are many rounds.
    """
    del rounds
    yield "| write transactions | rows | CPU, s | µs a row | MB | growth, MiB |"
    yield "|---|---|---|---|---|---|"
    for name, most in _ROWS.items():
        if find_spec(_LIBRARIES.get(name, "kontokit")) is None:
            yield f"| {name} | left out: {_LIBRARIES[name]} is not installed | | | | |"
            continue
        count = max(1, int(most * scale))
        command = [sys.executable, "-m", __name__, name, str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds, size, grown = map(float, done.stdout.split())
        each = seconds / count * 1e6
        yield (
            f"| {name} | {count:,} | {seconds:.1f} | {each:.0f} | {size / 1e6:.0f} | {grown:.1f} |"
        )
    yield ""


def transactions(count: int) -> Iterator[Transaction[Any]]:
    """
    Make different transactions, as they are taken.
    """
    for number in range(count):
        text = f"Rechnung {number} vom Mai, Kundennummer {number % 977}"
        yield Transaction(
            key=f"t1-{number:032x}",
            id=str(number),
            account_key=f"iban:{_IBAN}",
            status=BookingStatus.BOOKED,
            amount=Decimal(number % 100_000 - 50_000) / 100,
            currency="EUR",
            booking_date=_DAY - timedelta(days=number % 365),
            value_date=_DAY - timedelta(days=number % 365),
            counterparty=Party(name=f"Muster {number % 1000} GmbH", iban=_IBAN),
            remittance=Remittance(text=text, raw=text),
            end_to_end_id=f"RE-{number}",
            booking_text="LASTSCHRIFT",
            raw=None,
        )


def _most() -> float:
    # Not getrusage(): its figure begins with that of the process that has forked this one.
    with Path("/proc/self/status").open() as status:
        return int(status.read().partition("VmHWM:")[2].split()[0]) / 1024


def _run(name: str, count: int) -> None:
    account = Account(
        key=f"iban:{_IBAN}", id="1", kind=AccountKind.CURRENT, iban=_IBAN, currency="EUR", raw=None
    )
    as_of = datetime(_DAY.year, _DAY.month, _DAY.day, tzinfo=BERLIN)
    amount = Decimal("1000.00")
    balance = Balance(kind=BalanceKind.BOOKED, amount=amount, currency="EUR", as_of=as_of, raw=None)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "rows"
        export(transactions(_FEW), target, name, account=account, balances=[balance])
        before, begun = _most(), time.process_time()
        export(transactions(count), target, name, account=account, balances=[balance])
        seconds = time.process_time() - begun
        print(seconds, target.stat().st_size, _most() - before)


if __name__ == "__main__":
    _run(sys.argv[1], int(sys.argv[2]))
