"""
A program knows what a consent allows before the bank has to tell it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit import (
    BERLIN,
    ArgumentError,
    BudgetExhausted,
    Consent,
    ConsentExpired,
    KontokitError,
    Moment,
    NotAPublicAddress,
    PayloadError,
    ReadBudget,
    RecordUnreadable,
    StoreError,
    UnattendedReads,
    attended_ip,
)
from kontokit.stores import MemoryStore, SqliteStore, SwapStore

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
NOON = datetime(2040, 3, 24, 12, tzinfo=BERLIN)
SPRING = datetime(2040, 3, 25, 2, 59, 59, tzinfo=UTC)
"""A second before 5 o'clock on the day on which the clocks are set forward in Berlin."""
AUTUMN = datetime(2040, 10, 28, 0, 30, tzinfo=UTC)
"""The first half past two on the day on which the clocks are set back in Berlin."""
NAIVE = datetime(2040, 1, 1)


class FakeClock:
    """
    A clock that shows what it is told to.
    """

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> Moment:
        return Moment(time=self.time.astimezone(UTC), steady=0.0)


def berlin(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize("days", [1, 90, 180, 365])
def test_a_consent_lasts_its_days(days: int) -> None:
    """
    Without a change of clocks in between it is over to the second; before, it is not.
    """
    start = datetime(2040, 4, 2, 12, tzinfo=UTC) if days < 200 else datetime(2040, 1, 1, tzinfo=UTC)
    consent = Consent.lasting(start, days=days)
    assert consent.given == start
    assert consent.ends == start + days * DAY
    assert not consent.is_over(consent.ends - SECOND)
    assert consent.is_over(consent.ends)
    assert consent.days_left(start) == days
    assert consent.days_left(consent.ends - SECOND) == 0
    assert consent.days_left(consent.ends + 9 * DAY) == 0


@pytest.mark.parametrize(
    ("start", "days", "ends"),
    [
        (berlin(2040, 3, 1, 12), 90, berlin(2040, 5, 30, 12)),  # an hour less than 90 x 24
        (berlin(2040, 9, 1, 12), 90, berlin(2040, 11, 30, 11)),  # 90 x 24, local noon is later
        (berlin(2040, 3, 24, 2, 30), 1, datetime(2040, 3, 25, 0, 30, tzinfo=UTC)),  # no 2:30
        (berlin(2040, 10, 27, 2, 30), 1, datetime(2040, 10, 28, 0, 30, tzinfo=UTC)),  # two 2:30
        (berlin(2040, 1, 31, 12), 180, berlin(2040, 7, 29, 12)),
    ],
)
def test_a_consent_never_seems_to_last_longer(start: datetime, days: int, ends: datetime) -> None:
    """
    Across a change of clocks it ends at the earliest moment that could be meant.
    """
    assert Consent.lasting(start, days=days).ends == ends.astimezone(UTC)


@pytest.mark.parametrize("ends", [berlin(2040, 3, 30, 12), berlin(2040, 11, 2, 12), NOON])
def test_warnings_come_14_7_and_1_days_before(ends: datetime) -> None:
    """
    Each warning is due from the same time of day on, whatever the clocks do in between.
    """
    consent = Consent(ends=ends)
    for step, before in ((14, None), (7, 14), (1, 7)):
        due = ends - timedelta(days=step)  # in local time
        assert consent.days_left(due) == step
        assert consent.warning(due) == step
        assert consent.warning(due.astimezone(UTC) - SECOND) == before
        assert consent.days_left(due.astimezone(UTC) + SECOND) == step - 1
    assert consent.warning(ends.astimezone(UTC) - SECOND) == 1
    assert consent.warning(ends) is None
    assert consent.warning(ends + 20 * DAY) is None


def test_an_api_may_tell_the_end() -> None:
    """
    The API's own end is taken as it is, even the end of the calendar.
    """
    consent = Consent(ends=datetime.max.replace(tzinfo=UTC))
    assert consent.given is None
    assert not consent.is_over(NOON)
    assert consent.days_left(NOON) > 2_900_000
    assert consent.warning(NOON) is None
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        consent.given = NOON  # type: ignore[misc]


def test_a_consent_that_has_ended_is_not_used() -> None:
    """
    Until its very end nothing happens; then the error tells when it was.
    """
    consent = Consent(ends=NOON)
    consent.check(NOON - SECOND)
    with pytest.raises(ConsentExpired, match="renew it") as caught:
        consent.check(NOON)
    assert caught.value.ended == NOON


def test_a_moment_needs_a_zone_and_a_consent_a_day() -> None:
    """
    A time without a zone, no days and days beyond the calendar are refused with their place.
    """
    consent, reads = Consent(ends=NOON), UnattendedReads()
    wrongs: list[tuple[str, Callable[[], object]]] = [
        ("ends", lambda: Consent(ends=NAIVE)),
        ("given", lambda: Consent(ends=NOON, given=NAIVE)),
        ("given", lambda: Consent.lasting(NAIVE)),
        ("days", lambda: Consent.lasting(NOON, days=0)),
        ("days", lambda: Consent.lasting(NOON, days=10**7)),
        ("days", lambda: Consent.lasting(NOON, days=10**12)),
        ("now", lambda: consent.is_over(NAIVE)),
        ("now", lambda: consent.days_left(NAIVE)),
        ("now", lambda: consent.warning(NAIVE)),
        ("now", lambda: reads.left(NAIVE)),
        ("now", lambda: reads.not_before(NAIVE)),
        ("reads", lambda: reads.note(NAIVE)),
        ("limit", lambda: UnattendedReads(limit=0)),
        ("limit", lambda: UnattendedReads.from_json("{}", limit=0)),
        ("limit", lambda: ReadBudget(MemoryStore(), limit=0)),
    ]
    for place, wrong in wrongs:
        with pytest.raises(ArgumentError) as caught:
            wrong()
        assert caught.value.place == place


@pytest.mark.parametrize("start", [NOON, SPRING - 12 * HOUR, AUTUMN - 6 * HOUR])
def test_the_fifth_read_of_a_day_has_to_wait(start: datetime) -> None:
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
def test_no_24_hours_have_more_reads_than_allowed(
    times: list[int], limit: int, start: datetime
) -> None:
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
        with pytest.raises(BudgetExhausted) as caught:
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
    with pytest.raises(BudgetExhausted, match="2040-03-25T11:00:00") as caught:
        budget.take("DE-Konto ä")
    assert caught.value.not_before == NOON.astimezone(UTC) + DAY
    assert isinstance(caught.value, KontokitError)
    assert (budget.left("DE-Konto ä"), budget.left("other")) == (0, 4)
    budget.take("other")
    clock.time = caught.value.not_before
    budget.take("DE-Konto ä")
    with pytest.raises(BudgetExhausted):
        budget.take("DE-Konto ä")
    assert repr(budget) == "ReadBudget(MemoryStore(), limit=4)"


def test_a_bank_may_allow_another_number() -> None:
    """
    The limit is the caller's; the clock of the machine is taken where none is given.
    """
    budget = ReadBudget(MemoryStore(), limit=1)
    budget.take("x")
    with pytest.raises(BudgetExhausted) as caught:
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
    except BudgetExhausted:
        return False
    return True


PROCESS = """
import sys
from datetime import datetime
from kontokit import BudgetExhausted, Moment, ReadBudget
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
    except BudgetExhausted as error:
        assert error.not_before.isoformat() == sys.argv[3]
print(taken)
"""


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
    A store in which somebody else is faster several times.
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
def test_a_lost_swap_is_tried_again(others: int) -> None:
    """
    Whoever was faster is counted first; whether a read is left is looked at anew.
    """
    budget = ReadBudget(Contested(others), FakeClock(NOON))
    assert may_read(budget) == (others < 4)
    assert budget.left("consent") == max(0, 3 - others)


def test_a_record_that_is_not_ours_is_refused() -> None:
    """
    A damaged record and a store that fails stop the read, because nobody knows what is left.
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
        with pytest.raises(RecordUnreadable):
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


@pytest.mark.parametrize(
    ("ip", "shortest"),
    [
        ("8.8.8.8", "8.8.8.8"),
        ("100.63.255.255", "100.63.255.255"),
        ("100.128.0.0", "100.128.0.0"),
        ("172.32.0.1", "172.32.0.1"),
        ("223.255.255.254", "223.255.255.254"),
        ("2003:00E9:0::1", "2003:e9::1"),
        ("2a00:1450:4001::200e", "2a00:1450:4001::200e"),
        ("::ffff:8.8.8.8", "8.8.8.8"),
    ],
)
def test_a_public_address_passes(ip: str, shortest: str) -> None:
    """
    Addresses that users have in the Internet pass, in their shortest form.
    """
    assert attended_ip(ip) == shortest


@pytest.mark.parametrize(
    ("kind", "ips"),
    [
        ("unspecified", "0.0.0.0 0.1.2.3 ::"),
        ("loopback", "127.0.0.1 127.255.255.255 ::1 ::ffff:127.0.0.1"),
        ("link-local", "169.254.169.254 fe80::1 fe80::1%eth0 2003::1%eth0"),
        ("private", "10.0.0.1 172.16.0.1 172.31.255.255 192.168.178.1 fd00::1 fec0::1"),
        ("private", "::ffff:10.0.0.1 ::ffff:c0a8:1"),
        ("of a carrier's NAT (CGNAT)", "100.64.0.0 100.127.255.255"),
        ("documentation", "192.0.2.1 198.51.100.7 203.0.113.255 2001:db8::1 3fff:0:1::"),
        ("multicast", "224.0.0.1 239.255.255.255 ff02::1"),
        ("reserved", "192.0.0.8 198.18.0.1 240.0.0.1 255.255.255.255 192.88.99.1"),
        ("reserved", "2002:808:808::1 2001::1 64:ff9b::808:808 100::1 4000::1 ::8.8.8.8"),
        ("malformed", "8.8.8 8.8.8.8.8 08.8.8.8 256.1.1.1 8.8.8.8/32 8.8.8.8:80 [2003::1] x ä"),
    ],
)
def test_no_other_address_can_be_a_users(kind: str, ips: str) -> None:
    """
    An address that is nobody's in the Internet is refused, and the error says what it is.
    """
    for ip in ips.split():
        with pytest.raises(NotAPublicAddress) as caught:
            attended_ip(ip, place="psu_ip")
        assert caught.value.kind == kind
        assert caught.value.place == "psu_ip"
        assert kind in str(caught.value)
        assert ip not in str(caught.value)


@pytest.mark.parametrize("ip", ["", " 8.8.8.8", "8.8.8.8\n", "8.8.8.8, 10.0.0.1", "８.8.8.8"])
def test_an_address_is_only_an_address(ip: str) -> None:
    """
    Blanks, lists and digits of other scripts are not read as an address.
    """
    with pytest.raises(NotAPublicAddress, match="malformed"):
        attended_ip(ip)
