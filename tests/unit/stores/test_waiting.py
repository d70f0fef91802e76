"""
Stores that have to wait: how long, for whom, and what keeps whom waiting.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from kontokit import ConfigurationError, StoreError
from kontokit.core.deadline import Deadline, current_deadline, deadline_scope
from kontokit.stores import FileStore, MemoryStore, RedisStore, SqliteStore
from kontokit.stores.safe_calls import in_thread
from tests.support.redis_server import REDIS
from tests.support.stores import connected


@contextmanager
def _locked_sqlite(path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(path, key=None, timeout=0.3)
    store.save("a", b"1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield store
        other.execute("COMMIT")


@contextmanager
def _locked_file(path: Path) -> Iterator[FileStore]:
    store = FileStore(path, key=None, timeout=0.3)
    store.save("a", b"1")
    (part,) = path.with_name(f"{path.name}.records").iterdir()
    with FileLock(path.with_name(f"{path.name}.locks") / f"write-{part.name}"):
        yield store


LOCKED: dict[str, Callable[[Path], AbstractContextManager[Any]]] = {
    "sqlite": _locked_sqlite,
    "file": _locked_file,
}


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"timed out after [\d.e-]+ s waiting for another"):
        work()
    return time.monotonic() - began


@pytest.mark.parametrize("kind", LOCKED)
def test_a_locked_store_gives_up_after_its_timeout(kind: str, tmp_path: Path) -> None:
    """
    Not earlier, and not much later; afterwards it works again.
    """
    with LOCKED[kind](tmp_path / "store") as store:
        assert 0.25 < _seconds(lambda: store.save("a", b"2")) < 2
        assert 0.25 < _seconds(lambda: store.swap("a", b"1", b"2")) < 2
    assert store.swap("a", b"1", b"2")


@pytest.mark.parametrize("kind", LOCKED)
def test_a_store_waits_no_longer_than_the_call(kind: str, tmp_path: Path) -> None:
    """
    The deadline of the running call ends the waiting before the store's own timeout does.
    """
    with LOCKED[kind](tmp_path / "store") as store:
        store._timeout = store._locks._timeout = 30.0
        with deadline_scope(Deadline.after(0.2)):
            assert _seconds(lambda: store.save("a", b"2")) < 2
        with deadline_scope(Deadline.after(-1.0)):
            assert _seconds(lambda: store.save("a", b"2")) < 1


@pytest.mark.parametrize("kind", LOCKED)
def test_a_locked_file_holds_up_no_other(kind: str, tmp_path: Path) -> None:
    """
    While threads wait for one file, another store of the process and forks go on at once.
    """
    with LOCKED[kind](tmp_path / "locked") as locked:
        locked._timeout = locked._locks._timeout = 5.0
        threads = [
            threading.Thread(target=locked.save, args=("a", b"2"), daemon=True) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        began = time.monotonic()
        free = type(locked)(tmp_path / "free", key=None)
        for number in range(5):
            free.save("a", b"%d" % number)
        assert free.load("a") == b"4"
        child = os.fork()
        if child == 0:
            os._exit(0 if free.load("a") == b"4" else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert time.monotonic() - began < 2.5
        assert all(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()
    assert locked.load("a") == b"2"


def test_a_fork_waits_for_a_thread_inside_of_sqlite_only_shortly(tmp_path: Path) -> None:
    """
    A thread that hangs in its disk delays a fork by a second at most, and the child can work.
    """
    store = SqliteStore(tmp_path / "store", key=None)
    store.save("a", b"1")
    with store._gate._lock:
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            os._exit(0 if store.load("a") == b"1" else 1)
        assert time.monotonic() - began < 3
        assert os.waitpid(child, 0)[1] == 0
    assert store.load("a") == b"1"


def test_an_async_call_waits_no_longer_than_its_deadline(tmp_path: Path) -> None:
    """
    The deadline reaches the thread, the loop runs on meanwhile, and other stores are served.
    """
    asyncio.run(_crowd(tmp_path))


async def _crowd(tmp_path: Path) -> None:
    with _locked_sqlite(tmp_path / "locked") as locked:
        locked._timeout = 30.0
        free = SqliteStore(tmp_path / "free", key=None)
        ticks = 0

        async def ticking() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.01)
                ticks += 1

        async def waiting() -> None:
            with deadline_scope(Deadline.after(1.0)):
                await in_thread(locked, lambda: locked.save("a", b"2"))

        ticker = asyncio.create_task(ticking())
        # More than the threads of the loop, which all must not be taken.
        waiters = [asyncio.create_task(waiting()) for _ in range(40)]
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await in_thread(free, lambda: free.save("a", b"1"))
        assert await asyncio.to_thread(lambda: 7) == 7
        assert time.monotonic() - began < 0.8
        results = await asyncio.gather(*waiters, return_exceptions=True)
        ticker.cancel()
        assert all(isinstance(result, StoreError) for result in results)
        assert time.monotonic() - began < 5
        assert ticks > 20


def test_a_cancelled_call_stops_waiting(tmp_path: Path) -> None:
    """
    Whoever cancels a task does not wait for the timeout of a locked store.
    """
    asyncio.run(_cancelled(tmp_path))


async def _cancelled(tmp_path: Path) -> None:
    with _locked_sqlite(tmp_path / "store") as store:
        store._timeout = 30.0
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await in_thread(store, lambda: store.save("a", b"2"))
        assert time.monotonic() - began < 2


@pytest.fixture
def frozen() -> Iterator[Any]:
    """
    A Redis that takes connections and never answers.
    """
    pytest.importorskip("redis", reason="redis-py is not installed")
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        connected(port=server.getsockname()[1]) as client,
    ):
        yield client


def test_a_frozen_redis_ends_with_the_call(frozen: Any) -> None:
    """
    A client without any timeout is given up at the deadline of the call, or at the store's own.
    """
    patient, quick = RedisStore(frozen, key=None), RedisStore(frozen, key=None, timeout=0.4)
    for store, limit in ((patient, 0.4), (quick, None)):
        for work in (
            partial(store.load, "a"),
            partial(store.save, "a", b"1"),
            partial(store.swap, "a", None, b"1"),
            partial(store.try_lock, "a"),
            partial(store.delete, "a"),
        ):
            began = time.monotonic()
            with (
                deadline_scope(None if limit is None else Deadline.after(limit)),
                pytest.raises(StoreError, match=r"timed out after .* waiting for Redis"),
            ):
                work()
            assert 0.2 < time.monotonic() - began < 2


@pytest.mark.skipif(REDIS is None, reason="there is no redis-server on the path")
def test_a_wrong_password_of_redis_is_named(redis_port: int) -> None:
    """
    What Redis refuses is not called a Redis that cannot be reached.
    """
    with connected(port=redis_port, username="nobody", password="wrong") as client:
        with pytest.raises(StoreError, match="refuses the user name or the password") as caught:
            RedisStore(client, key=None).load("a")
        assert "wrong" not in str(caught.value)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize("make", [FileStore, SqliteStore])
@pytest.mark.parametrize("path", ["a\0b", Path("a\0b")], ids=["text", "path"])
def test_a_path_that_no_file_can_have_is_refused(make: Any, path: Any) -> None:
    with pytest.raises(ConfigurationError, match="holds a character that no file name has"):
        make(path, key=None)


@pytest.mark.parametrize("timeout", [0, -1, float("inf"), float("nan"), "5", True, None])
def test_the_timeout_is_checked(timeout: Any, tmp_path: Path) -> None:
    """
    A number of seconds above 0, and finite.
    """
    for kind in (FileStore, SqliteStore):
        with pytest.raises(ConfigurationError, match="timeout must be a number"):
            kind(tmp_path / "store", key=None, timeout=timeout)


def test_a_full_memory_refuses_new_records_only() -> None:
    """
    Nothing that is alive is dropped for another record; what has ended makes room.
    """
    store = MemoryStore(max_records=3)
    past = datetime.now(UTC) - timedelta(seconds=1)
    store.save("token", b"1")
    store.save("order", b"1")
    store.save("old", b"1", ends=past)
    store.save("new", b"1")
    with pytest.raises(StoreError, match="the memory store is full: it holds 3 records"):
        store.save("one more", b"1")
    with pytest.raises(StoreError, match="full"):
        store.swap("one more", None, b"1")
    store.save("token", b"2")
    assert store.swap("order", b"1", b"2")
    assert [store.load(key) for key in ("token", "order", "new")] == [b"2", b"2", b"1"]
    store.delete("new")
    store.save("one more", b"1")
    for wrong in (0, -1, 1.5, True, None):
        with pytest.raises(ConfigurationError):
            MemoryStore(max_records=wrong)  # type: ignore[arg-type]


def test_deadlines_are_nested() -> None:
    """
    The earlier one counts, and each ends with its scope.
    """
    assert current_deadline() is None
    early, late = Deadline.after(1), Deadline.after(9)
    with deadline_scope(late):
        with deadline_scope(early):
            assert current_deadline() == early
            with deadline_scope(late):
                assert current_deadline() == early
            with deadline_scope(None):
                assert current_deadline() == early
        assert current_deadline() == late
    with deadline_scope(late) as scope:
        scope.end()
        found = current_deadline()
        assert found is not None
        assert found.remaining() == 0
    assert current_deadline() is None
