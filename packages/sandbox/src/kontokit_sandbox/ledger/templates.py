"""
Ledgers as they are at the beginning of a month, to start from.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from filelock import FileLock
from platformdirs import user_cache_path

from ..server.clock import Clock
from .database import Database
from .filling import month_of, month_start
from .ledger import Ledger

__all__ = ["LARGE", "scratch_database", "start_ledger"]

LARGE = 20_000
"""From how many rows on a ledger is kept in files, and made only once for each month."""
_VERSION = 3
"""Rises when other rows or indexes are made, so that no older file is used."""
_KEPT = 2
"""How many files of a kind are kept."""


def scratch_database(transactions: int) -> Database:
    """
    Open a database for one sandbox: in memory, or in a file if there are many transactions, which
    goes when it is closed.
    """
    if transactions < LARGE:
        return Database()
    return Database(Path(mkdtemp(prefix="kontokit-sandbox-")) / "ledger.sqlite", is_kept=False)


def start_ledger(ledger: Ledger) -> None:
    """
    Fill a ledger as it is now, in place of what it holds.
    """
    now = ledger.clock.now()
    key = (ledger.seed, ledger.transactions, month_of(now))
    if ledger.transactions < LARGE:
        ledger.database.copy_from(_in_memory(*key))
    else:
        with _file(*key) as path:
            kept = Database(path)
            ledger.database.copy_from(kept)
            kept.close()
    ledger.load()
    ledger.book_until(now)
    ledger.trim(*ledger.accounts.values())


# Tests start many sandboxes in one process.
@lru_cache(maxsize=4)
def _in_memory(seed: int, transactions: int, month: int) -> Database:
    return _filled(Database(), seed, transactions, month)


@contextmanager
def _file(seed: int, transactions: int, month: int) -> Generator[Path]:
    """
    Find or make the file of a ledger; in a temporary folder if no other can be written.
    """
    name = f"ledger-{_VERSION}-{seed}-{transactions}-{month}.sqlite"
    try:
        folder = user_cache_path("kontokit-sandbox", ensure_exists=True)
        with FileLock(folder / f"{name}.lock"):
            if not (folder / name).exists():
                _make(folder / name, seed, transactions, month)
                _forget_old(folder)
            yield folder / name
    except OSError:
        with TemporaryDirectory(prefix="kontokit-sandbox-") as other:
            _make(Path(other) / name, seed, transactions, month)
            yield Path(other) / name


def _make(path: Path, seed: int, transactions: int, month: int) -> None:
    # Renamed when it is complete, so that an interrupted start leaves no half of it.
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    _filled(Database(unfinished), seed, transactions, month).close()
    unfinished.replace(path)


def _filled(database: Database, seed: int, transactions: int, month: int) -> Database:
    start = datetime.fromtimestamp(month_start(month), UTC)
    Ledger(database, Clock(), seed=seed, transactions=transactions).fill(start)
    return database


def _forget_old(folder: Path) -> None:
    """
    Delete all but the newest files.
    """
    files = sorted(folder.glob("ledger-*.sqlite"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT]:
        path.unlink(missing_ok=True)
