"""
The store in a database: who may read it, and what happens to other databases.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kontokit import StoreError
from kontokit.stores import SqliteStore
from tests.support.processes import in_child
from tests.support.stores import KEY

Call: TypeAlias = Callable[[], object]
RECORD = b'{"refresh_token": "geheim-4711"}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


def rows(path: Path, what: str = "*") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(f"SELECT {what} FROM records ORDER BY key").fetchall()


def test_the_database_and_its_companions_are_private(path: Path) -> None:
    """
    Whatever the umask, database, journal, log and shared memory have mode 0600.
    """

    def work() -> None:
        os.umask(0)
        store = SqliteStore(path, key=None)
        store.save("token:a", RECORD)
        modes: dict[str, int] = {}
        for journal in ("DELETE", "WAL"):
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                database.execute(f"PRAGMA journal_mode = {journal}")
                database.execute("BEGIN IMMEDIATE")
                database.execute("DELETE FROM records")
                for file in path.parent.glob("records.db*"):
                    if file.is_file():
                        modes[file.name] = stat.S_IMODE(file.stat().st_mode)
                database.execute("ROLLBACK")
        assert modes == dict.fromkeys(
            ["records.db", "records.db-journal", "records.db-wal", "records.db-shm"], 0o600
        )

    assert in_child(work) == 0


def test_a_database_that_others_may_read_is_narrowed(path: Path) -> None:
    """
    Every use takes the permissions of database and journal from all but their owner.
    """
    store = SqliteStore(path, key=KEY)
    store.save("token:a", RECORD)
    wal = path.with_name("records.db-wal")
    wal.touch(0o644)
    path.chmod(0o644)
    assert store.load("token:a") == RECORD
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not wal.exists() or stat.S_IMODE(wal.stat().st_mode) == 0o600


def test_a_plaintext_database_is_not_written_with_a_key(path: Path) -> None:
    """
    A store with a key neither reads nor writes a database that holds plaintext.
    """
    SqliteStore(path, key=None).save("token:a", RECORD)
    store = SqliteStore(path, key=KEY)
    calls: list[Call] = [lambda: store.load("token:a"), lambda: store.save("token:b", RECORD)]
    for call in calls:
        with pytest.raises(StoreError, match=r"records\.db contains plaintext"):
            call()
    assert len(rows(path)) == 1


def test_a_sealed_database_without_its_key_is_left_alone(path: Path) -> None:
    """
    Without the key a database with sealed records is neither read nor written.
    """
    SqliteStore(path, key=KEY).save("token:a", RECORD)
    without = SqliteStore(path, key=None)
    calls: list[Call] = [lambda: without.load("token:b"), lambda: without.save("token:b", RECORD)]
    for call in calls:
        with pytest.raises(
            StoreError, match=r"records\.db is encrypted .* pass the key to the store"
        ):
            call()
    assert len(rows(path)) == 1


def test_deleted_records_leave_no_trace(path: Path) -> None:
    """
    A deleted record is overwritten in the file.
    """
    store = SqliteStore(path, key=None)
    store.save("token:a", RECORD)
    store.delete("token:a")
    assert b"geheim" not in path.read_bytes()


def test_a_swap_is_on_the_disk_when_it_returns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A swap is committed with EXTRA (3), which waits for the folder of the journal as well.
    """
    found: list[int] = []

    class Watched(sqlite3.Connection):
        def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
            if sql == "COMMIT":
                found.append(super().execute("PRAGMA synchronous").fetchone()[0])
            return super().execute(sql, parameters)

    store = SqliteStore(path, key=KEY)
    store.save("token:a", RECORD)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    assert store.swap("token:a", RECORD, b"new")
    assert found == [3]


def test_ended_records_leave_the_database(path: Path) -> None:
    """
    A write drops the records whose end has come.
    """
    store = SqliteStore(path, key=KEY)
    store.save("token:past", RECORD, ends=datetime.now(UTC) - timedelta(hours=1))
    store.save("token:a", RECORD)
    assert [row[0] for row in rows(path, "key")] == ["token:a"]


def test_a_moved_record_is_refused(path: Path) -> None:
    """
    A sealed record that someone put under another key cannot be opened there.
    """
    store = SqliteStore(path, key=KEY)
    store.save("token:a", RECORD)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE records SET key = 'token:b'")
    with pytest.raises(StoreError, match="'token:b' cannot be opened"):
        store.load("token:b")


def test_another_database_is_left_alone(path: Path) -> None:
    """
    A database of someone else, or no database at all, is reported with its path and not changed.
    """
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE records (mine)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"records\.db is not a store"):
        SqliteStore(path, key=KEY).save("token:a", RECORD)
    assert path.read_bytes() == before
    path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match=r"records\.db: file is not a database") as caught:
        SqliteStore(path, key=KEY).load("token:a")
    assert caught.value.__context__ is None


def test_trouble_of_the_system_is_a_store_error(tmp_path: Path) -> None:
    """
    A missing folder and a folder in the database's place are reported with their path.
    """
    for path, reason in (
        (tmp_path / "missing" / "records.db", "No such file or directory"),
        (tmp_path, "not a regular file"),
    ):
        with pytest.raises(StoreError, match=reason) as caught:
            SqliteStore(path, key=KEY).load("token:a")
        assert str(path) in str(caught.value)
        assert caught.value.__context__ is None


def test_processes_that_begin_together_lose_no_update(path: Path) -> None:
    """
    Processes that create one database at the same time all find their records in it.
    """
    start, go = os.pipe()
    writers: list[int] = []
    for writer in range(8):
        process = os.fork()
        if process == 0:
            status = 1
            try:
                os.close(go)
                os.read(start, 1)
                store = SqliteStore(path, key=KEY)
                for number in range(10):
                    store.save(f"token:{writer}:{number}", RECORD)
                status = 0
            finally:
                os._exit(status)
        writers.append(process)
    os.close(start)
    os.close(go)
    assert [os.waitpid(process, 0)[1] for process in writers] == [0] * 8
    assert len(rows(path)) == 80


def test_a_path_may_have_any_name(tmp_path: Path) -> None:
    """
    Characters that mean something in URLs mean nothing in a path.
    """
    path = tmp_path / "a ?mode=memory#%41 ä.db"
    SqliteStore(path, key=KEY).save("token:a", RECORD)
    assert SqliteStore(path, key=KEY).load("token:a") == RECORD
    assert path.exists()
