"""
Deadlines, and what waits until one.
"""

from __future__ import annotations

import threading
import time

import pytest

from kontokit.core.deadline import Deadline, StillRunning, current_deadline, running_until
from kontokit.core.keyed_lock import KeyedLock
from kontokit.core.threads import KeyedWorkers, result_in_time


def test_the_earlier_deadline() -> None:
    """
    None means no deadline.
    """
    soon, late = Deadline.after(1), Deadline.after(5)
    assert Deadline.earlier(late, None, soon) is soon
    assert Deadline.earlier(None, late) is late
    assert Deadline.earlier(None, None) is None


def test_the_deadline_of_the_call_that_runs() -> None:
    """
    It is known within, and gone after it; calls may stand within calls.
    """
    outer, inner = Deadline.after(5), Deadline.after(1)
    assert current_deadline() is None
    with running_until(outer):
        with running_until(inner):
            assert current_deadline() is inner
        assert current_deadline() is outer
    assert current_deadline() is None


def test_a_lock_that_is_not_freed_in_time() -> None:
    """
    Waiting ends with the deadline, and leaves nothing behind.
    """
    locks = KeyedLock()
    with locks.hold("a"):
        begun = time.monotonic()
        with pytest.raises(TimeoutError), locks.hold("a", Deadline.after(0.1)):
            raise AssertionError("it was held")
        assert 0.1 <= time.monotonic() - begun < 1
        with locks.hold("b", Deadline.after(0)):
            pass
    with locks.hold("a", Deadline.after(0)):
        pass
    assert locks._entries == {}


def test_work_that_outlives_the_one_who_waits() -> None:
    """
    It runs once for all who wait, goes on when one gives up, and is started anew after its end.
    """
    workers: KeyedWorkers[int] = KeyedWorkers()
    gate, runs = threading.Event(), list[int]()

    def work() -> int:
        gate.wait()
        runs.append(1)
        return len(runs)

    first, is_mine = workers.join("a", work)
    again, is_mine_too = workers.join("a", work)
    assert (is_mine, is_mine_too) == (True, False)
    assert first is again
    with pytest.raises(StillRunning):
        result_in_time(first, Deadline.after(0.05))
    gate.set()
    assert result_in_time(first, Deadline.after(5)) == 1
    later, is_mine = workers.join("a", work)
    assert is_mine
    assert result_in_time(later, Deadline.after(5)) == 2


def test_work_that_fails() -> None:
    """
    Its error is that of everyone who waits, also one that looks like a deadline.
    """
    workers: KeyedWorkers[int] = KeyedWorkers()

    def work() -> int:
        raise TimeoutError("of the work itself")

    future, _ = workers.join("a", work)
    with pytest.raises(TimeoutError, match="of the work itself"):
        result_in_time(future, Deadline.after(5))
