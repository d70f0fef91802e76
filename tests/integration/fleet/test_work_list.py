"""
The work list, in every table: nothing is lost, nothing is lent twice, and a stale claim writes
nothing.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from kontokit import ArgumentError, RecordUnreadableError
from kontokit_fleet import (
    ClaimLostError,
    Done,
    Gone,
    Later,
    NeedsUser,
    Outcome,
    PostgresTable,
    Row,
    Step,
    Unit,
    Unknown,
    WorkList,
    WorkTable,
)
from tests.integration.fleet.conftest import OnTable
from tests.support.fleet_worker import RUN, Clock, units

LEASE = timedelta(seconds=60)


def test_planning_again_adds_nothing(on_table: OnTable) -> None:
    """
    After a kill in the middle, the rest is added; what is done stays done.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_ = WorkList(table, clock=clock)
        assert await list_.plan(RUN, units(5)) == 5
        claim = await list_.claim(units(5)[0])
        assert claim is not None
        await claim.settle(Done(7))
        assert await list_.plan(RUN, units(9)) == 4
        counts = await list_.counts(RUN)
        assert (counts.done, counts.due, counts.total) == (1, 8, 9)
        assert units(5)[0] not in await list_.due(RUN)
        await list_.forget(RUN)
        assert (await list_.counts(RUN)).total == 0
        assert await list_.due(RUN) == []
        assert await list_.plan(RUN, units(2)) == 2

    on_table(work)


def test_a_unit_of_another_run_is_refused(on_table: OnTable) -> None:
    """
    It would never be found.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        with pytest.raises(ArgumentError, match="another run"):
            await WorkList(table, clock=clock).plan("tomorrow", units(1))

    on_table(work)


def test_of_many_workers_one_gets_a_unit(on_table: OnTable) -> None:
    """
    Also if they ask in the same moment, and until its claim ends.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        lists = [WorkList(table, clock=clock, lease=LEASE) for _ in range(8)]
        (unit,) = units(1)
        await lists[0].plan(RUN, [unit])
        claims = await asyncio.gather(*(one.claim(unit) for one in lists))
        assert len([one for one in claims if one is not None]) == 1
        assert await lists[0].due(RUN) == []
        clock.step(seconds=60)
        assert await lists[0].due(RUN) == [unit]
        assert await lists[0].claim(unit) is not None

    on_table(work)


def test_a_stale_claim_writes_nothing(on_table: OnTable) -> None:
    """
    Neither a step nor an outcome nor an extension, once another worker has the unit or has settled
    it.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (unit,) = WorkList(table, clock=clock, lease=LEASE), units(1)
        await list_.plan(RUN, [unit])
        stale = await list_.claim(unit)
        assert stale is not None
        await stale.save(Step(name="sending", take=clock.time))
        clock.step(seconds=61)
        fresh = await list_.claim(unit)
        assert fresh is not None
        assert fresh.step == Step(name="sending", take=clock.time - timedelta(seconds=61))
        for _ in range(2):
            with pytest.raises(ClaimLostError):
                await stale.save(None)
            with pytest.raises(ClaimLostError):
                await stale.extend()
            with pytest.raises(ClaimLostError):
                await stale.settle(Unknown("late"))
            if (await list_.counts(RUN)).running:
                await fresh.settle(Done(1))
        assert (await list_.counts(RUN)).done == 1

    on_table(work)


def test_an_extended_claim_goes_on(on_table: OnTable) -> None:
    """
    As long as its worker lives.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (unit,) = WorkList(table, clock=clock, lease=LEASE), units(1)
        await list_.plan(RUN, [unit])
        claim = await list_.claim(unit)
        assert claim is not None
        for _ in range(3):
            clock.step(seconds=50)
            await claim.extend()
            assert await list_.claim(unit) is None
        await claim.release()
        assert await list_.claim(unit) is not None

    on_table(work)


@pytest.mark.parametrize("outcome", [Done(1), NeedsUser("sca"), "later"])
def test_nothing_is_written_after_the_outcome(on_table: OnTable, outcome: Outcome | str) -> None:
    """
    The claim may be extended, or given back since the worker stops, while it is being settled.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_ = WorkList(table, clock=clock, lease=LEASE)
        await list_.plan(RUN, units(1))
        claim = await list_.claim(units(1)[0])
        assert claim is not None
        ends = clock.time + timedelta(hours=1)
        await claim.settle(Later(ends, "bank_down") if isinstance(outcome, str) else outcome)
        before = await list_.counts(RUN)
        assert before.earliest == (ends if isinstance(outcome, str) else None)
        late = (claim.extend, claim.release, lambda: claim.save(Step(name="taking")))
        for write in late:
            with pytest.raises(ClaimLostError):
                await write()
        assert await list_.counts(RUN) == before
        clock.step(seconds=600)
        assert await list_.due(RUN) == []

    on_table(work)


def test_outcomes_are_counted_by_their_reasons(on_table: OnTable) -> None:
    """
    What is later comes back at its time, with its step if that is kept; the rest is over.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_ = WorkList(table, clock=clock, lease=LEASE)
        await list_.plan(RUN, units(5))
        soon = clock.time + timedelta(minutes=5)
        outcomes: list[Outcome] = [
            Later(soon, "busy"),
            NeedsUser("sca"),
            Gone("deleted"),
            Unknown("X"),
            Done(3),
        ]
        for unit, outcome in zip(units(5), outcomes, strict=True):
            claim = await list_.claim(unit)
            assert claim is not None
            await claim.save(Step(name="sent"))
            await claim.settle(outcome, keeps_step=True)
        counts = await list_.counts(RUN)
        assert counts.later == {"busy": 1}
        assert counts.needs_user == {"sca": 1}
        assert (counts.gone, counts.unknown) == ({"deleted": 1}, {"X": 1})
        assert (counts.done, counts.open, counts.total) == (1, 1, 5)
        assert counts.earliest == soon
        assert await list_.due(RUN) == []
        clock.time = soon
        (unit,) = await list_.due(RUN)
        claim = await list_.claim(unit)
        assert claim is not None
        assert claim.step == Step(name="sent")

    on_table(work)


def test_a_unit_that_is_in_a_queue_is_not_offered_again(on_table: OnTable) -> None:
    """
    Until so much time has passed that its message must be lost. It can be claimed all the while.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_ = WorkList(table, clock=clock, lease=LEASE)
        await list_.plan(RUN, units(3))
        hold = timedelta(minutes=10)
        first = await list_.due(RUN, 2, hold=hold)
        assert len(first) == 2
        rest = await list_.due(RUN, 10, hold=hold)
        assert {*first, *rest} == {*units(3)}
        assert len(rest) == 1
        assert await list_.due(RUN, 10) == []
        claim = await list_.claim(first[0])
        assert claim is not None
        await claim.settle(Done(1))
        clock.step(minutes=11)
        assert {*await list_.due(RUN, 10)} == {*units(3)} - {first[0]}

    on_table(work)


def test_several_pumps_share_what_is_due(on_table: OnTable) -> None:
    """
    What another one has held in between is made up for: each gets as much as it has asked for.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        pumps = [WorkList(table, clock=clock, lease=LEASE) for _ in range(4)]
        await pumps[0].plan(RUN, units(60))
        hold = timedelta(minutes=10)
        offered = await asyncio.gather(*(one.due(RUN, 15, hold=hold) for one in pumps))
        assert [len(one) for one in offered] == [15] * 4
        assert {unit for some in offered for unit in some} == {*units(60)}

    on_table(work)


def test_the_first_time_is_known_without_counting(on_table: OnTable) -> None:
    """
    That of a unit which can go on without the user; none if there is no such unit.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (one, other) = WorkList(table, clock=clock, lease=LEASE), units(2)
        assert await list_.earliest(RUN) is None
        await list_.plan(RUN, [one, other])
        assert await list_.earliest(RUN) == clock.time
        soon = clock.time + timedelta(minutes=5)
        for unit, outcome in ((one, NeedsUser("sca")), (other, Later(soon, "busy"))):
            claim = await list_.claim(unit)
            assert claim is not None
            await claim.settle(outcome)
        assert await list_.earliest(RUN) == soon
        clock.time = soon
        claim = await list_.claim(other)
        assert claim is not None
        assert await list_.earliest(RUN) == soon + LEASE
        await claim.settle(Done(1))
        assert await list_.earliest(RUN) is None

    on_table(work)


def test_a_unit_is_not_tried_without_end(on_table: OnTable) -> None:
    """
    After so many claims, it is for a person to look at.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (unit,) = WorkList(table, clock=clock, most_claims=3), units(1)
        await list_.plan(RUN, [unit])
        for _ in range(3):
            claim = await list_.claim(unit)
            assert claim is not None
            await claim.settle(Later(clock.time, "busy"))
        assert (await list_.counts(RUN)).unknown == {"too_many_attempts": 1}
        assert await list_.claim(unit) is None

    on_table(work)


def test_a_unit_that_kills_its_workers_is_not_tried_without_end(on_table: OnTable) -> None:
    """
    Nobody settles it, so it ends when it would be claimed once more.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (unit,) = WorkList(table, clock=clock, lease=LEASE, most_claims=3), units(1)
        await list_.plan(RUN, [unit])
        for _ in range(3):
            assert await list_.claim(unit) is not None
            assert await list_.claim(unit) is None
            clock.step(seconds=61)
        assert await list_.claim(unit) is None
        assert (await list_.counts(RUN)).unknown == {"too_many_attempts": 1}

    on_table(work)


def test_being_put_off_is_no_try(on_table: OnTable) -> None:
    """
    A bank that is down for a night, or a worker that is stopped, does not end a unit.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (unit,) = WorkList(table, clock=clock, most_claims=2), units(1)
        await list_.plan(RUN, [unit])
        for number in range(6):
            claim = await list_.claim(unit)
            assert claim is not None
            if number % 2:
                await claim.release()
            else:
                await claim.settle(Later(clock.time, "bank_down", is_try=False))
        assert (await list_.counts(RUN)).open == 1

    on_table(work)


def test_the_next_run_begins_with_what_was_left(on_table: OnTable) -> None:
    """
    Open units go along with their steps and come first; those that are over, or that a worker has,
    stay.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, planned = WorkList(table, clock=clock, lease=LEASE), units(6)
        await list_.plan(RUN, planned)
        claims = [await list_.claim(unit) for unit in planned[:4]]
        later = Later(clock.time + timedelta(days=1), "budget")
        outcomes: list[Outcome] = [Done(1), NeedsUser("sca"), later]
        step = Step(name="sent", take=clock.time)
        for claim, outcome in zip(claims, outcomes, strict=False):
            assert claim is not None
            await claim.save(step)
            await claim.settle(outcome, keeps_step=isinstance(outcome, Later))
        assert await list_.carry_over(RUN, "next") == 3
        counts = await list_.counts(RUN)
        assert (counts.done, counts.carried, counts.running, counts.open) == (1, 3, 1, 1)
        assert counts.total == 6
        clock.step(seconds=61)
        assert await list_.carry_over(RUN, "next") == 1
        assert await list_.carry_over(RUN, "next") == 0
        tomorrow = [Unit(**{**unit.to_dict(), "run": "next"}) for unit in units(9)]
        assert await list_.plan("next", tomorrow) == 5
        again = await list_.claim(tomorrow[2])
        assert again is not None
        assert again.step == step
        first = await list_.claim(tomorrow[0])
        assert first is not None
        assert first.step is None

    on_table(work)


def test_a_lost_answer_of_the_table_does_no_harm(on_table: OnTable) -> None:
    """
    A swap that has arrived is known as one's own.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_, (unit,) = WorkList(table, clock=clock, lease=LEASE), units(1)
        await list_.plan(RUN, [unit])
        claim = await list_.claim(unit)
        assert claim is not None
        record = await table.load(RUN, unit.id)
        assert record is not None
        before = claim._entry  # pyright: ignore[reportPrivateUsage]
        after = before.stepped(Step(name="sent"))
        assert await table.swap(RUN, Row.of(before), Row.of(after))
        assert await table.swap(RUN, Row.of(before), Row.of(after))
        await claim.save(Step(name="giving_back"))
        await claim.settle(Done(1))
        assert (await list_.counts(RUN)).done == 1

    on_table(work)


def test_a_damaged_record_is_named_and_nobody_else_harmed(on_table: OnTable) -> None:
    """
    The error says nothing of its contents.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_ = WorkList(table, clock=clock)
        (unit,) = units(1)
        when = clock.time + timedelta(days=1)
        await table.add(RUN, [Row(unit.id, b'{"unit": "geheim"}', "due", when)])
        with pytest.raises(RecordUnreadableError) as caught:
            await list_.claim(unit)
        assert "geheim" not in str(caught.value)
        assert await list_.claim(Unit(**{**unit.to_dict(), "connection": "other"})) is None

    on_table(work)


def test_every_unit_comes_once(on_table: OnTable) -> None:
    """
    Sixty units, taken by eight workers: each is settled once, in the end none is open.
    """

    async def work(table: WorkTable, clock: Clock) -> None:
        list_ = WorkList(table, clock=clock, lease=LEASE)
        await list_.plan(RUN, units(60))
        settled: list[str] = []

        async def lane() -> None:
            while found := await list_.due(RUN, 20):
                for unit in found:
                    claim = await list_.claim(unit)
                    if claim is not None:
                        await claim.settle(Done(1))
                        settled.append(unit.connection)

        await asyncio.gather(*(lane() for _ in range(8)))
        assert sorted(settled, key=int) == [unit.connection for unit in units(60)]
        counts = await list_.counts(RUN)
        assert (counts.done, counts.open) == (60, 0)

    on_table(work)


def test_processes_may_create_the_table_at_once(request: pytest.FixtureRequest) -> None:
    """
    And its index; PostgreSQL itself refuses that.
    """
    from psycopg_pool import AsyncConnectionPool

    address = request.getfixturevalue("postgres_address")

    async def work() -> None:
        async with AsyncConnectionPool(address, min_size=12, max_size=12, open=False) as pool:
            table = PostgresTable(pool, table="work_created_at_once")
            for _ in range(3):
                async with pool.connection() as connection:
                    await connection.execute("DROP TABLE IF EXISTS work_created_at_once")
                await asyncio.gather(*(table.create_table() for _ in range(12)))

    asyncio.run(work())
