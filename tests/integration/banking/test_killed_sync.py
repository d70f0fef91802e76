"""
A process that is killed after it has stored the rows and before it has stored the cursor.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.banking.test_sync import MANY
from tests.support.banking_servers import APIS, START, Books, Entry, serving

PROGRAM = "tests.support.killed_sync"


def run(api: str, url: str, database: Path, *words: str) -> int:
    command = [sys.executable, "-m", PROGRAM, api, url, str(database), *words]
    return subprocess.run(command, check=False).returncode


def rows(database: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT * FROM rows ORDER BY key").fetchall()


@pytest.mark.parametrize("api", sorted(APIS))
def test_the_next_run_stores_the_same_rows(api: str, tmp_path: Path) -> None:
    """
    The first time and later: the copy is that of a program that was never killed.
    """
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    books = Books([*MANY, Entry(50, "-77.00", text="Rechnung 1234"), Entry(51, "-2.50")])
    with serving(api, books) as url:
        assert run(api, url, killed, "kill") == -signal.SIGKILL
        assert [run(api, url, one) for one in (killed, whole)] == [0, 0]
        assert rows(killed) == rows(whole)
        assert len(rows(whole)) == 32
        books.refresh()
        books.change(50, text="RECHNUNG 1234 DANKE")
        books.remove(1)
        books.entries += [Entry(52, "-2.50"), Entry(53, "-9.99", START)]
        assert run(api, url, killed, "kill") == -signal.SIGKILL
        assert [run(api, url, one) for one in (killed, whole)] == [0, 0]
        assert rows(killed) == rows(whole)
        texts = [text for *_, text in rows(whole)]
        assert (len(texts), texts.count("RECHNUNG 1234 DANKE")) == (33, 1)
        assert "Rechnung 1234" not in texts
