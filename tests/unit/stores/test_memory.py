"""
The store in memory: ended records leave it, and it forgets when it is closed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kontokit.stores import MemoryStore


def test_memory_does_not_fill_with_ended_records() -> None:
    """
    Records whose end has come leave the memory, without a look at all of them at each save.
    """
    store = MemoryStore()
    past = datetime.now(UTC) - timedelta(hours=1)
    for number in range(1000):
        store.save(f"token:{number}", b"x", ends=past)
    assert len(vars(store)["_records"]) <= 100


def test_closed_memory_forgets() -> None:
    """
    Closing a store in memory forgets its records.
    """
    store = MemoryStore()
    store.save("token:a", b"geheim")
    store.close()
    assert store.load("token:a") is None
