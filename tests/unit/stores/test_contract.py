"""
What every store does alike.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kontokit import ArgumentError, StoreError
from kontokit.core.exceptions import RecordUnreadableError
from kontokit.stores import Lock, Store
from tests.support.processes import in_child
from tests.support.stores import KEY, Maker

RECORD = b'{"refresh_token": "geheim-4711"}'
HOUR = timedelta(hours=1)


def test_a_record_comes_back_as_it_was_saved(store: Store) -> None:
    """
    Any bytes are kept, the last ones saved win, and a deleted record is gone.
    """
    assert store.load("token:a") is None
    store.save("token:a", RECORD)
    store.save("token:b", bytes(range(256)))
    assert store.load("token:a") == RECORD
    assert store.load("token:b") == bytes(range(256))
    store.save("token:a", b"")
    assert store.load("token:a") == b""
    store.delete("token:a")
    store.delete("token:a")
    assert store.load("token:a") is None
    assert store.load("token:b") is not None


def test_deleting_from_an_empty_store_is_allowed(store: Store) -> None:
    """
    A record that never was can be deleted.
    """
    store.delete("token:a")
    assert store.load("token:a") is None


def test_two_stores_on_one_place_see_the_same(maker: Maker, key: bytes | None) -> None:
    """
    What one store saves, another on the same place loads.
    """
    maker(key).save("token:a", RECORD)
    assert maker(key).load("token:a") == RECORD


def test_a_record_past_its_end_is_not_given(store: Store) -> None:
    """
    A record lives until its end, and saving it again takes the end away.
    """
    now = datetime.now(UTC)
    store.save("token:past", RECORD, ends=now - HOUR)
    store.save("token:future", RECORD, ends=now + HOUR)
    store.save("token:far", RECORD, ends=datetime.max.replace(tzinfo=UTC))
    assert store.load("token:past") is None
    assert store.load("token:future") == RECORD
    assert store.load("token:far") == RECORD
    store.save("token:future", RECORD)
    store.save("token:past", RECORD)
    assert store.load("token:future") == RECORD
    assert store.load("token:past") == RECORD


def test_an_end_without_a_zone_is_refused(store: Store) -> None:
    """
    A moment without a time zone is no moment.
    """
    with pytest.raises(ArgumentError, match="time zone"):
        store.save("token:a", RECORD, ends=datetime(2030, 1, 1))


def test_a_lock_is_held_by_one(maker: Maker, key: bytes | None) -> None:
    """
    A held key is refused to the same store and to another one; released, it is free.
    """
    first, second = maker(key), maker(key)
    lock = first.try_lock("token:a")
    assert lock is not None
    assert first.try_lock("token:a") is None
    assert second.try_lock("token:a") is None
    lock.release()
    again = second.try_lock("token:a")
    assert again is not None
    lock.release()
    assert first.try_lock("token:a") is None
    again.release()
    again.release()


def test_other_keys_are_free(store: Store) -> None:
    """
    A lock does not hold back most other keys, nor the record itself.
    """
    lock = store.try_lock("token:a")
    others = [store.try_lock(f"token:{number}") for number in range(8)]
    taken = [other for other in others if other is not None]
    assert len(taken) >= 6
    store.save("token:a", RECORD)
    assert store.load("token:a") == RECORD
    for held in [lock, *taken]:
        assert held is not None
        held.release()


def test_threads_exclude_each_other(maker: Maker, key: bytes | None) -> None:
    """
    Of many threads exactly one gets the key, and another thread may release it.
    """
    barrier = threading.Barrier(8)

    def take(store: Store) -> Lock | None:
        barrier.wait()
        return store.try_lock("token:a")

    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            stores = [maker(key) for _ in range(8)]
            held = [lock for lock in pool.map(take, stores) if lock is not None]
            assert len(held) == 1
            held[0].release()


def test_threads_lose_no_update(maker: Maker, key: bytes | None) -> None:
    """
    Threads that save under different keys at the same time all find their records.
    """
    store = maker(key)

    def save(number: int) -> None:
        store.save(f"token:{number}", b"%d" % number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(24)))
    assert [store.load(f"token:{number}") for number in range(24)] == [
        b"%d" % number for number in range(24)
    ]


def test_an_unreferenced_lock_is_free(kind: str, store: Store) -> None:
    """
    Where no lease has to end first, a dropped lock is free at once.
    """
    if kind == "redis":
        pytest.skip("here the lease ends by itself, which takes seconds")
    assert store.try_lock("token:a") is not None
    lock = store.try_lock("token:a")
    assert lock is not None
    lock.release()


def test_a_forked_child_does_not_hold_the_lock(kind: str, store: Store) -> None:
    """
    A child that releases its parent's lock, or ends, takes nothing from the parent.
    """
    lock = store.try_lock("token:a")
    assert lock is not None

    def work() -> None:
        taken = store.try_lock("token:a")
        assert (taken is not None) == (kind == "memory")
        lock.release()
        assert store.try_lock("token:a") is None

    assert in_child(work) == 0
    assert in_child(lambda: None) == 0
    assert store.try_lock("token:a") is None
    lock.release()
    again = store.try_lock("token:a")
    assert again is not None
    again.release()


def test_a_forked_child_can_use_the_store(kind: str, store: Store) -> None:
    """
    A store made before a fork works on both sides of it.
    """
    store.save("token:a", RECORD)

    def work() -> None:
        assert store.load("token:a") == RECORD
        store.save("token:b", RECORD)

    assert in_child(work) == 0
    assert store.load("token:b") == (None if kind == "memory" else RECORD)


@pytest.mark.slow
def test_a_killed_holder_frees_the_lock(maker: Maker, child: Any) -> None:
    """
    Five seconds after its holder was killed, a lock is free at the latest.
    """
    store = maker(KEY)
    holder = child("lock = store.try_lock('token:a')\nassert lock")
    holder.until_there()
    assert store.try_lock("token:a") is None
    holder.kill()
    lock, waiting = None, threading.Event()
    for _ in range(50):
        lock = store.try_lock("token:a")
        if lock is not None:
            break
        waiting.wait(0.1)
    assert lock is not None
    lock.release()


def test_a_lock_holds_across_processes(maker: Maker, child: Any) -> None:
    """
    While we hold a key, another process is refused, and reads the record all the same.
    """
    store = maker(KEY)
    store.save("token:a", RECORD)
    lock = store.try_lock("token:a")
    assert lock is not None
    other = child(
        f"assert store.try_lock('token:a') is None\nassert store.load('token:a') == {RECORD!r}"
    )
    other.until_there()
    other.end()
    lock.release()


def test_what_is_protected_otherwise_is_refused(kind: str, maker: Maker) -> None:
    """
    A store with a key trusts no plaintext, which anybody may have written; one without a key
    leaves sealed records alone.
    """
    if kind == "memory":
        pytest.skip("memory has no key")
    maker(None).save("token:a", RECORD)
    with pytest.raises(StoreError, match="contains plaintext, but this store has a key"):
        maker(KEY).load("token:a")
    maker(None).delete("token:a")
    maker(None).save("token:a", RECORD)


def test_a_sealed_record_needs_its_key(kind: str, maker: Maker) -> None:
    """
    Without the key nothing that is sealed can be read.
    """
    if kind == "memory":
        pytest.skip("memory has no key")
    maker(KEY).save("token:a", RECORD)
    with pytest.raises(
        StoreError, match="is encrypted with AES-256-GCM; pass the key to the store"
    ):
        maker(None).load("token:a")


def test_another_key_does_not_open_records(kind: str, maker: Maker) -> None:
    """
    A record that cannot be opened is named, and nothing of it or of the key is shown.
    """
    if kind == "memory":
        pytest.skip("memory has no key")
    maker(KEY).save("token:a", RECORD)
    with pytest.raises(RecordUnreadableError, match="'token:a' cannot be opened") as caught:
        maker(os.urandom(32)).load("token:a")
    assert caught.value.__context__ is None
    assert "geheim" not in str(caught.value)


def test_a_store_shows_neither_records_nor_keys(kind: str, store: Store) -> None:
    """
    The repr of a store tells the place and whether records are sealed, nothing more.
    """
    store.save("token:a", RECORD)
    shown = f"{store!r} {vars(store)!r}" if kind != "memory" else repr(store)
    assert "geheim" not in shown
    assert repr(KEY) not in shown
    assert kind == "memory" or ("AES-256-GCM" in repr(store)) != ("plaintext" in repr(store))


def test_closing_twice_is_allowed(maker: Maker, kind: str) -> None:
    """
    A store can be closed twice, and says whether its calls wait.
    """
    store = maker(KEY)
    assert store.is_local == (kind == "memory")
    store.close()
    store.close()
