"""
Compare-and-swap: of many threads and processes that want to go on with a record, exactly one does.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest

from kontokit import ArgumentError, StoreError
from kontokit.core.exceptions import RecordUnreadableError
from kontokit.encryption import RecordCipher
from kontokit.stores import SwapStore
from tests.support.postgres_server import PoolOfEachProcess
from tests.support.processes import in_child, in_children
from tests.support.stores import KEY, Maker, connected

Alter: TypeAlias = Callable[[bytes], None]
NAME = "sca:a"
RECORD, NEXT = b'{"state": "geheim-1"}', b'{"state": "geheim-2"}'
HOUR = timedelta(hours=1)
THREADS, PROCESSES, KILLS = 50, 8, 8
TIMES = {"memory": 400, "file": 8, "sqlite": 20, "redis": 100, "postgres": 10}


@pytest.fixture
def alter(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Alter:
    """
    Puts bytes in the place of a sealed record, past the store.
    """

    def in_file(record: bytes) -> None:
        (path,) = (tmp_path / "records.json.records").glob("*/*")
        path.write_text(json.dumps({"record": b64encode(record).decode()}))

    def in_database(record: bytes) -> None:
        with closing(sqlite3.connect(tmp_path / "records.db")) as database, database:
            database.execute("UPDATE records SET record = ?", (record,))

    def in_redis(record: bytes) -> None:
        with connected(port=request.getfixturevalue("redis_port")) as client:
            kept = b64encode(record).decode()
            client.set(f"kontokit:record:{NAME}", f"AES-256-GCM:{kept}")

    def in_postgres(record: bytes) -> None:
        address = request.getfixturevalue("postgres_address")
        with PoolOfEachProcess(address) as pool, pool.connection() as connection:
            connection.execute("UPDATE kontokit_records SET record = %s", (record,))

    if kind == "memory":
        pytest.skip("memory has no key")
    return {
        "file": in_file,
        "sqlite": in_database,
        "redis": in_redis,
        "postgres": in_postgres,
    }[kind]


@pytest.fixture
def restless(kind: str) -> Iterator[None]:
    """
    Lets threads that wait for nothing take turns all the same, and very often.
    """
    usual = sys.getswitchinterval()
    if kind == "memory":
        sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def count(store: SwapStore) -> int:
    return int(store.load(NAME) or b"0")


def try_to_count(store: SwapStore) -> bool:
    """
    Add one to a counter, if no one else does so at the same time.
    """
    old = store.load(NAME)
    return store.swap(NAME, old, b"%d" % (int(old or b"0") + 1))


def test_a_record_is_swapped_for_the_expected_one_only(store: SwapStore) -> None:
    """
    A swap writes where the record is as expected, and elsewhere leaves it as it is.
    """
    assert not store.swap(NAME, RECORD, NEXT)
    assert store.load(NAME) is None
    assert store.swap(NAME, None, RECORD)
    assert not store.swap(NAME, None, NEXT)
    assert not store.swap(NAME, NEXT, NEXT)
    assert not store.swap(NAME, b"", NEXT)
    assert store.load(NAME) == RECORD
    assert store.swap(NAME, RECORD, NEXT)
    assert store.load(NAME) == NEXT
    store.delete(NAME)
    assert not store.swap(NAME, NEXT, RECORD)
    assert store.load(NAME) is None


def test_any_bytes_can_be_swapped(store: SwapStore) -> None:
    """
    An empty record is a record, and a swap for the same one succeeds.
    """
    every = bytes(range(256))
    assert store.swap(NAME, None, b"")
    assert not store.swap(NAME, None, every)
    assert store.swap(NAME, b"", every)
    assert store.swap(NAME, every, every)
    assert store.load(NAME) == every


def test_a_swap_touches_no_other_record(store: SwapStore) -> None:
    """
    Other keys keep their records, and a held lock does not keep a swap away.
    """
    store.save("sca:b", NEXT)
    lock = store.try_lock(NAME)
    assert store.swap(NAME, None, RECORD)
    assert lock is not None
    lock.release()
    assert store.load("sca:b") == NEXT


def test_what_is_saved_can_be_swapped_by_another_store(maker: Maker, key: bytes | None) -> None:
    """
    Stores on one place agree on what is expected, though each seals it again.
    """
    maker(key).save(NAME, RECORD)
    maker(key).save(NAME, RECORD)
    assert maker(key).swap(NAME, RECORD, NEXT)
    assert maker(key).load(NAME) == NEXT


def test_an_ended_record_counts_as_nothing(store: SwapStore) -> None:
    """
    A record past its end is expected as None, and one before its end as itself.
    """
    now = datetime.now(UTC)
    store.save(NAME, RECORD, ends=now - HOUR)
    assert not store.swap(NAME, RECORD, NEXT)
    assert store.swap(NAME, None, RECORD, ends=now + HOUR)
    assert not store.swap(NAME, None, NEXT)
    assert store.swap(NAME, RECORD, NEXT, ends=now - HOUR)
    assert store.load(NAME) is None


def test_the_end_of_a_swapped_record_is_its_own(maker: Maker) -> None:
    """
    A swap sets the end that is given with it, and takes the old one away.
    """
    store, soon = maker(KEY), datetime.now(UTC) + timedelta(seconds=1)
    store.save("sca:b", RECORD, ends=soon)
    assert store.swap("sca:b", RECORD, NEXT)
    assert store.swap(NAME, None, RECORD, ends=soon)
    assert store.load(NAME) == RECORD
    while datetime.now(UTC) <= soon:
        time.sleep(0.01)
    time.sleep(0.01)  # an end is rounded up
    assert not store.swap(NAME, RECORD, NEXT)
    assert store.swap(NAME, None, NEXT)
    assert store.load("sca:b") == NEXT


def test_an_end_without_a_zone_is_refused(store: SwapStore) -> None:
    """
    A moment without a time zone is no moment, and nothing is written.
    """
    with pytest.raises(ArgumentError, match="time zone"):
        store.swap(NAME, None, RECORD, ends=datetime(2030, 1, 1))
    assert store.load(NAME) is None


@pytest.mark.usefixtures("restless")
def test_one_of_fifty_threads_wins(maker: Maker, key: bytes | None) -> None:
    """
    Of threads that expect the same, exactly one writes, and its record is there.
    """
    barrier = threading.Barrier(THREADS)
    expected: bytes | None = None

    def take(record: bytes) -> bytes | None:
        store = maker(key)
        barrier.wait()
        return record if store.swap(NAME, expected, record) else None

    with ThreadPoolExecutor(THREADS) as pool:
        for turn in range(3):
            records = [b"%d/%d" % (turn, number) for number in range(THREADS)]
            written = [record for record in pool.map(take, records) if record is not None]
            assert [maker(key).load(NAME)] == written
            (expected,) = written


@pytest.mark.usefixtures("restless")
def test_threads_lose_no_swap(kind: str, maker: Maker) -> None:
    """
    Fifty threads that each try many times count as far as they were informed, and each of
    them fails only because another one succeeds. What waits for a disk has fewer turns.
    """
    store, times = maker(KEY), TIMES[kind]

    def work(_: int) -> int:
        return sum(try_to_count(store) for _ in range(times))

    with ThreadPoolExecutor(THREADS) as pool:
        reported = sum(pool.map(work, range(THREADS)))
    assert count(store) == reported >= times


def test_processes_lose_no_swap(kind: str, maker: Maker) -> None:
    """
    Eight processes that try until they have counted together count to the end.
    """
    if kind == "memory":
        pytest.skip("no other process sees the memory of this one")
    times = 15

    def work(_: int) -> None:
        store, done = maker(KEY), 0
        while done < times:
            done += try_to_count(store)

    assert in_children(PROCESSES, work) == [0] * PROCESSES
    assert count(maker(KEY)) == PROCESSES * times


def test_a_killed_swap_leaves_a_whole_record(kind: str, maker: Maker, tmp_path: Path) -> None:
    """
    A process that is killed while swapping leaves the last record that was reported, or the
    next one, and blocks no other process.
    """
    if kind == "memory":
        pytest.skip("no other process sees the memory of this one")
    store, note = maker(KEY), tmp_path / "reported"

    def record(number: int) -> bytes:
        return b"%06d" % number * 50

    store.save(NAME, record(0))
    number = size = 0
    for turn in range(KILLS):
        process = os.fork()
        if process == 0:
            with note.open("ab", buffering=0) as reported:
                while store.swap(NAME, record(number), record(number + 1)):
                    number += 1
                    reported.write(b"%06d" % number)
            os._exit(1)
        while not note.exists() or note.stat().st_size == size:
            time.sleep(0.001)
        time.sleep(0.007 * turn)
        os.kill(process, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(process, 0)[1])
        size, last = note.stat().st_size, int(note.read_bytes()[-6:])
        found = store.load(NAME)
        assert found in (record(last), record(last + 1))
        number = last + 2
        assert store.swap(NAME, found, record(number))
    assert number > 2 * KILLS


def test_a_forked_child_can_swap(kind: str, store: SwapStore) -> None:
    """
    A store made before a fork swaps on both sides of it.
    """
    assert store.swap(NAME, None, RECORD)

    def work() -> None:
        assert not store.swap(NAME, None, NEXT)
        assert store.swap(NAME, RECORD, NEXT)

    assert in_child(work) == 0
    assert store.swap(NAME, RECORD, NEXT) == (kind == "memory")
    assert store.load(NAME) == NEXT


@pytest.mark.parametrize("expected", [None, RECORD, b""])
def test_another_key_swaps_nothing(kind: str, maker: Maker, expected: bytes | None) -> None:
    """
    A record that cannot be opened is named as loading does it, and stays.
    """
    if kind == "memory":
        pytest.skip("memory has no key")
    maker(KEY).save(NAME, RECORD)
    with pytest.raises(RecordUnreadableError, match=f"'{NAME}' cannot be opened") as caught:
        maker(os.urandom(32)).swap(NAME, expected, NEXT)
    assert caught.value.__context__ is None
    assert "geheim" not in str(caught.value)
    assert maker(KEY).load(NAME) == RECORD


def test_an_altered_record_is_not_swapped(alter: Alter, maker: Maker, cipher: RecordCipher) -> None:
    """
    What someone altered, or put there from another key, is neither expected nor replaced.
    """
    store = maker(KEY)
    store.save(NAME, RECORD)
    good, moved = cipher.seal(RECORD, NAME), cipher.seal(RECORD, "sca:b")
    altered = good[:-1] + bytes([good[-1] ^ 1])
    for sealed in (altered, moved, b""):
        alter(sealed)
        for expected in (RECORD, None):
            with pytest.raises(RecordUnreadableError, match=f"'{NAME}' cannot be opened"):
                store.swap(NAME, expected, NEXT)
        with pytest.raises(RecordUnreadableError, match=f"'{NAME}' cannot be opened"):
            store.load(NAME)
    alter(good)
    assert store.swap(NAME, RECORD, NEXT)


@pytest.mark.parametrize(
    ("there", "own", "trouble"),
    [
        (None, KEY, "contains plaintext, but this store has a key"),
        (KEY, None, "is encrypted with AES-256-GCM; pass the key to the store"),
    ],
)
def test_what_is_protected_otherwise_is_not_swapped(
    kind: str, maker: Maker, there: bytes | None, own: bytes | None, trouble: str
) -> None:
    """
    A store with a key trusts no plaintext, and one without leaves sealed records alone.
    """
    if kind == "memory":
        pytest.skip("memory has no key")
    maker(there).save(NAME, RECORD)
    with pytest.raises(StoreError, match=trouble):
        maker(own).swap(NAME, RECORD, NEXT)
    assert maker(there).load(NAME) == RECORD
