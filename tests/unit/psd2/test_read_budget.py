"""
The read budget: how many reads without the user a consent allows in 24 hours, as PSD2 limits them.
"""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit import (
    BERLIN,
    ArgumentError,
    AsyncReadBudget,
    BudgetExhaustedError,
    ConfigurationError,
    KontokitError,
    PayloadError,
    ReadBudget,
    RecordUnreadableError,
    StoreError,
    UnattendedReads,
)
from kontokit.core.clock import Moment
from kontokit.core.deadline import Deadline, deadline_scope
from kontokit.stores import MemoryStore, SqliteStore, SwapStore
from tests.support.times import DAY, HOUR, NOON, SECOND

SPRING = datetime(2040, 3, 25, 2, 59, 59, tzinfo=UTC)
"""A second before 5 o'clock on the day on which the clocks are set forward in Berlin."""
AUTUMN = datetime(2040, 10, 28, 0, 30, tzinfo=UTC)
"""The first half past two on the day on which the clocks are set back in Berlin."""


class FakeClock:
    """
    A clock that shows what it is set to.
    """

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> Moment:
        return Moment(time=self.time.astimezone(UTC), steady=0.0)


@pytest.mark.parametrize("start", [NOON, SPRING - 12 * HOUR, AUTUMN - 6 * HOUR])
def test_rate_limit_of_four_reads_a_day(start: datetime) -> None:
    """
    Four reads are allowed in any 24 real hours, also where a local day has 23 or 25.
    """
    start, reads = start.astimezone(UTC), UnattendedReads()
    for number in range(4):
        now = (start + number * HOUR).astimezone(BERLIN)
        assert reads.left(now) == 4 - number
        assert reads.not_before(now) == now
        reads = reads.note(now)
    assert reads.left(start + 4 * HOUR) == 0
    for now in (start + 4 * HOUR, (start + DAY - SECOND).astimezone(BERLIN)):
        assert reads.not_before(now) == start + DAY
    assert reads.left((start + DAY).astimezone(BERLIN)) == 1
    assert reads.left(start + DAY + HOUR) == 2
    assert reads.left(start + 3 * DAY) == 4


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 30 * 3600), max_size=40).map(sorted),
    st.integers(1, 5),
    st.sampled_from([NOON, SPRING, AUTUMN]),
)
def test_rate_limit_holds_in_every_24_hours(times: list[int], limit: int, start: datetime) -> None:
    """
    Whenever a program reads as often as it may, the limit holds; and not_before is exact.
    """
    reads, done = UnattendedReads(limit=limit), list[datetime]()
    for seconds in times:
        now = start.astimezone(UTC) + seconds * SECOND
        first = reads.not_before(now)
        assert (first == now) == (reads.left(now) > 0)
        assert reads.left(first) > 0
        assert first == now or reads.left(first - timedelta(microseconds=1)) == 0
        if first == now:
            reads = reads.note(now)
            done.append(now)
        assert UnattendedReads.from_json(reads.to_json(), limit=limit) == reads
        assert len(reads.reads) <= limit
    for index in range(limit, len(done)):
        assert done[index] - done[index - limit] >= DAY


def test_a_clock_set_back_blocks_for_a_day_at_most() -> None:
    """
    Reads noted with a clock that was a year ahead count from when they are looked at.
    """
    noon = NOON.astimezone(UTC)
    store, clock = MemoryStore(), FakeClock(noon + 365 * DAY)
    budget = ReadBudget(store, clock)
    for _ in range(4):
        budget.take("consent")
    clock.time = noon
    for _ in range(2):
        with pytest.raises(BudgetExhaustedError) as caught:
            budget.take("consent")
        assert caught.value.not_before == noon + DAY
        clock.time += HOUR
    clock.time = noon + DAY
    budget.take("consent")


def test_a_budget_is_counted_for_each_key() -> None:
    """
    The fifth read of one consent is refused with its moment; another consent has its own four.
    """
    store, clock = MemoryStore(), FakeClock(NOON)
    budget = ReadBudget(store, clock)
    for number in range(4):
        assert budget.left("DE-Konto ä") == 4 - number
        budget.take("DE-Konto ä")
        clock.time += HOUR
    with pytest.raises(BudgetExhaustedError, match="2040-03-25T11:00:00") as caught:
        budget.take("DE-Konto ä")
    assert caught.value.not_before == NOON.astimezone(UTC) + DAY
    assert isinstance(caught.value, KontokitError)
    assert (budget.left("DE-Konto ä"), budget.left("other")) == (0, 4)
    budget.take("other")
    clock.time = caught.value.not_before
    budget.take("DE-Konto ä")
    with pytest.raises(BudgetExhaustedError):
        budget.take("DE-Konto ä")
    assert repr(budget) == "ReadBudget(MemoryStore(), limit=4)"


def test_rate_limit_of_a_bank() -> None:
    """
    The limit is the caller's; the clock of the machine is taken where none is given.
    """
    budget = ReadBudget(MemoryStore(), limit=1)
    budget.take("x")
    with pytest.raises(BudgetExhaustedError) as caught:
        budget.take("x")
    assert DAY - HOUR < caught.value.not_before - datetime.now(UTC) <= DAY


def test_threads_take_no_more_than_there_is(tmp_path: Path) -> None:
    """
    Of forty threads at one moment exactly four may read.
    """
    for store in (MemoryStore(), SqliteStore(tmp_path / "records.db", key=bytes(32))):
        budget = ReadBudget(store, FakeClock(NOON))
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(lambda _, b=budget: may_read(b), range(40))) == 4


def may_read(budget: ReadBudget) -> bool:
    try:
        budget.take("consent")
    except BudgetExhaustedError:
        return False
    return True


PROCESS = """
import sys
from datetime import datetime
from kontokit import BudgetExhaustedError, ReadBudget
from kontokit.core.clock import Moment
from kontokit.core.deadline import Deadline, deadline_scope
from kontokit.stores import SqliteStore

class Clock:
    def now(self):
        return Moment(time=datetime.fromisoformat(sys.argv[2]), steady=0.0)

budget, taken = ReadBudget(SqliteStore(sys.argv[1], key=bytes(32)), Clock()), 0
print("ready", flush=True)
input()
for _ in range(10):
    try:
        budget.take("consent")
        taken += 1
    except BudgetExhaustedError as error:
        assert error.not_before.isoformat() == sys.argv[3]
print(taken)
"""


@pytest.mark.slow
def test_processes_share_a_budget(tmp_path: Path) -> None:
    """
    Two processes on one database have four reads between them, through the night of a change.
    """
    path, evening = tmp_path / "records.db", datetime(2040, 10, 27, 18, tzinfo=UTC)
    for now, expected in ((evening, 4), (evening + 24 * HOUR - SECOND, 0), (evening + DAY, 4)):
        first = evening if expected == 0 else now
        arguments = [str(path), now.isoformat(), (first + DAY).isoformat()]
        workers = [
            subprocess.Popen(
                [sys.executable, "-c", PROCESS, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        assert sum(int(worker.communicate()[0]) for worker in workers) == expected


class Contested(MemoryStore):
    """
    A store in which another process is faster several times.
    """

    def __init__(self, others: int) -> None:
        super().__init__()
        self.others = others

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        if self.others:
            self.others -= 1
            kept = super().load(key)
            other = UnattendedReads() if kept is None else UnattendedReads.from_json(kept)
            super().swap(key, kept, other.note(NOON).to_json().encode(), ends=ends)
        return super().swap(key, expected, record, ends=ends)


@pytest.mark.parametrize("others", range(5))
def test_retry_of_a_lost_swap(others: int) -> None:
    """
    The faster process is counted first; whether a read is left is checked again.
    """
    budget = ReadBudget(Contested(others), FakeClock(NOON))
    assert may_read(budget) == (others < 4)
    assert budget.left("consent") == max(0, 3 - others)


class ReadOnly(MemoryStore):
    """
    A store that never swaps, such as a copy that cannot be written.
    """

    swaps = 0

    def swap(self, *_: Any, **__: Any) -> bool:
        self.swaps += 1
        return False


def _run(use: Callable[[str], Coroutine[Any, Any, None]], key: str) -> None:
    asyncio.run(use(key))


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("method", ["take", "give_back"])
@pytest.mark.parametrize(("seconds", "most"), [(None, 50), (0, 1)])
def test_a_store_that_never_swaps_is_not_asked_forever(
    method: str, seconds: float | None, most: int, *, is_async: bool
) -> None:
    """
    Nor beyond the end of the call.
    """
    store = ReadOnly()
    store.save(f"reads-{hashlib.sha256(b'consent').hexdigest()}", b'{"reads": []}')
    use = getattr(ReadBudget(store, FakeClock(NOON)), method)
    if is_async:
        use = partial(_run, getattr(AsyncReadBudget(store, FakeClock(NOON)), method))
    with (
        deadline_scope(None if seconds is None else Deadline.after(seconds)),
        pytest.raises(StoreError, match="other processes kept changing the record of reads"),
    ):
        use("consent")
    assert store.swaps == most


def test_a_record_that_is_not_ours_is_refused() -> None:
    """
    A damaged record and a store that fails stop the read, because no one knows what is left.
    """
    damaged = ["", "[]", "{}", '{"reads":["x"]}', '{"reads":[1]}', '{"reads":null}', "[" * 100_000]
    moments = ["2040-01-01", "2040-01-01T00:00:00", "0001-01-01T00:00:00+14:00"]
    for text in damaged + [f'{{"reads":["{moment}"]}}' for moment in moments]:
        with pytest.raises(PayloadError):
            UnattendedReads.from_json(text)
    store = MemoryStore()
    budget = ReadBudget(store, FakeClock(NOON))
    budget.take("consent")
    (place,) = store._records
    assert "consent" not in place
    store.save(place, b"\xff")
    for use in (budget.take, budget.left):
        with pytest.raises(RecordUnreadableError):
            use("consent")

    class Broken(MemoryStore):
        def load(self, key: str, /) -> bytes | None:
            raise StoreError("the disk is gone")

    broken: SwapStore = Broken()
    with pytest.raises(StoreError):
        ReadBudget(broken).take("consent")


def test_a_record_is_small_and_ends() -> None:
    """
    What is kept is a short text with four moments, which a store may drop when they are over.
    """
    reads = UnattendedReads()
    for _ in range(100):
        reads = reads.note(NOON)
    assert reads.to_json() == '{"reads": [' + ", ".join(['"2040-03-24T11:00:00Z"'] * 4) + "]}"
    assert all(one <= other for one, other in pairwise(UnattendedReads([SPRING, NOON]).reads))

    class Watched(MemoryStore):
        def swap(
            self,
            key: str,
            expected: bytes | None,
            record: bytes,
            /,
            *,
            ends: datetime | None = None,
        ) -> bool:
            assert ends == NOON.astimezone(UTC) + 2 * DAY
            return super().swap(key, expected, record, ends=ends)

    ReadBudget(Watched(), FakeClock(NOON)).take("consent")


def test_a_read_is_given_back() -> None:
    """
    Only the latest one of that key, and never more than were taken.
    """
    start = NOON.astimezone(UTC)
    clock = FakeClock(start)
    budget = ReadBudget(MemoryStore(), clock, limit=2)
    budget.give_back("consent")
    budget.take("consent")
    clock.time = start + HOUR
    budget.take("consent")
    budget.take("other")
    budget.give_back("consent")
    assert (budget.left("consent"), budget.left("other")) == (1, 1)
    clock.time = start + DAY - SECOND
    assert budget.left("consent") == 1
    clock.time = start + DAY
    assert budget.left("consent") == 2
    for _ in range(2):
        budget.give_back("consent")
    assert budget.left("consent") == 2


@pytest.mark.parametrize("kind", [ReadBudget, AsyncReadBudget])
@pytest.mark.parametrize(
    "store", [5, None, MemoryStore, object()], ids=lambda one: type(one).__name__
)
def test_a_budget_needs_a_store_that_can_compare_and_swap(kind: Any, store: Any) -> None:
    """
    Said when it is made, not at the first read.
    """
    with pytest.raises(ConfigurationError, match="the store of a ReadBudget needs swap"):
        kind(store)


def test_the_limit_of_a_budget_is_no_bool() -> None:
    """
    True is not one read.
    """
    with pytest.raises(ArgumentError, match="limit"):
        ReadBudget(MemoryStore(), limit=True)


def test_a_read_that_is_counted_under_its_time_counts_once() -> None:
    """
    A worker that was killed between counting and noting counts again, and another one does.
    """
    store, clock = MemoryStore(), FakeClock(NOON)
    at = clock.now().time
    clock.time += 40 * SECOND
    for budget in (ReadBudget(store, clock), ReadBudget(store, clock)):
        assert budget.take("a", at=at) == at
        assert budget.left("a") == 3
    budget.give_back("a", at)
    budget.give_back("a", at)
    assert budget.left("a") == 4


def test_reads_at_one_moment_are_told_apart() -> None:
    """
    Each can be given back without another one.
    """
    budget = ReadBudget(MemoryStore(), FakeClock(NOON))
    first, second = budget.take("a"), budget.take("a")
    assert first != second
    budget.give_back("a", first)
    assert budget.left("a") == 3
    assert budget.take("a", at=second) == second
    assert budget.left("a") == 3


def test_a_floor_leaves_reads_for_others() -> None:
    """
    With a floor of one, the fourth read is refused until enough are a day old.
    """
    clock = FakeClock(NOON)
    budget, begin = ReadBudget(MemoryStore(), clock), clock.now().time
    for _ in range(3):
        budget.take("a", floor=1)
        clock.time += 60 * SECOND
    with pytest.raises(BudgetExhaustedError) as caught:
        budget.take("a", floor=1)
    assert caught.value.not_before == begin + timedelta(days=1)
    budget.take("a")
    with pytest.raises(BudgetExhaustedError) as caught:
        budget.take("a", floor=1)
    assert caught.value.not_before == begin + timedelta(days=1, seconds=60)


@pytest.mark.parametrize("is_async", [False, True])
def test_a_store_that_knows_nothing_lets_one_read_through(*, is_async: bool) -> None:
    """
    If the provider has fetched within the day: the store may have lost its data. The floor does not
    count then, and there is no other read until that day is over.
    """
    store, clock = MemoryStore(), FakeClock(NOON)
    fetched = clock.now().time - timedelta(hours=3)

    def take(key: str, fetched_at: datetime) -> datetime:
        if is_async:
            budget = AsyncReadBudget(store, clock)
            return asyncio.run(budget.take(key, floor=1, fetched_at=fetched_at))
        return ReadBudget(store, clock).take(key, floor=1, fetched_at=fetched_at)

    moment = take("forgotten", fetched)
    with pytest.raises(BudgetExhaustedError) as caught:
        take("forgotten", moment)
    assert caught.value.not_before == fetched + timedelta(days=1)
    clock.time += 22 * HOUR  # the clocks change that night
    take("forgotten", moment)
    for _ in range(3):
        take("quiet for a day", fetched - timedelta(days=1))
    for _ in range(2):
        take("known", fetched - timedelta(days=1))
        fetched = clock.now().time
    assert ReadBudget(store, clock).left("known") == 2


def test_no_read_is_allowed_with_a_floor_of_all() -> None:
    """
    Then there is no earlier time than a day from now.
    """
    clock = FakeClock(NOON)
    with pytest.raises(BudgetExhaustedError) as caught:
        ReadBudget(MemoryStore(), clock).take("a", floor=4)
    assert caught.value.not_before == clock.now().time + timedelta(days=1)


@pytest.mark.parametrize("method", ["take", "give_back"])
def test_a_time_without_a_zone_is_refused(method: str) -> None:
    """
    It could be any of two.
    """
    with pytest.raises(ArgumentError):
        getattr(ReadBudget(MemoryStore()), method)("a", at=datetime(2026, 1, 1))
