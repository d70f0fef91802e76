"""
A refresher: a unit from its claim to its rows, and what goes wrong on the way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kontokit.stores import MemoryStore
from kontokit_fleet import (
    BreakerChanged,
    ClaimLost,
    Done,
    Event,
    Gone,
    Later,
    NeedsUser,
    RefreshOptions,
    StepWritten,
    UnitEnded,
    UnitStarted,
    Unknown,
)
from kontokit_fleet.entry import Step
from tests.support.fleet_bank import BEGIN, ROWS, FleetBank, error
from tests.support.fleet_worker import RUN, Fleet, ListSink, units


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


class FullSink:
    async def write(self, *_: object) -> None:
        raise OSError("the disk is full")


async def left(fleet: Fleet, number: int = 1) -> int:
    return await fleet.budget.left(units(number)[-1].budget_key)


async def opened(fleet: Fleet) -> None:
    """
    Open the breaker of the bank, a second after now.
    """
    fleet.clock.step(seconds=1)
    assert [await fleet.breaker.failed(units(1)[0].bank) for _ in range(5)][-1]


def test_a_unit_is_read_once_and_done(bank: FleetBank) -> None:
    """
    One update, one token, each row once; afterwards it cannot be claimed again.
    """
    fleet, seen = Fleet(MemoryStore()), list[Event]()

    async def work() -> tuple[Any, Any, Any]:
        assert await fleet.work.plan(RUN, units(1)) == 1
        async with bank.client() as client:
            refresher = fleet.refresher(client, observers=(seen.append,))
            first, again = await refresher.run(units(1)[0]), await refresher.run(units(1)[0])
        return first, again, await fleet.work.counts(RUN)

    first, again, counts = asyncio.run(work())
    assert first == Done(ROWS)
    assert isinstance(again, Later)
    assert again.reason == "claimed"
    assert (counts.done, counts.total, counts.open) == (1, 1, 0)
    assert bank.updates == {"1": 1}
    assert bank.tokens == {"user-1": 1}
    assert len(set(fleet.sink.written)) == len(fleet.sink.written) == ROWS
    assert asyncio.run(left(fleet)) == 3
    steps = [one.step for one in seen if isinstance(one, StepWritten)]
    assert steps == ["taking", "sending", "sent"]
    assert isinstance(seen[0], UnitStarted)
    assert isinstance(seen[-1], UnitEnded)
    assert seen[-1].outcome == first


@pytest.mark.parametrize(
    ("answer", "outcome", "reads_left"),
    [
        (error(423, "LOCKED"), Later, 4),
        (error(429), Later, 4),
        (error(503), Later, 4),
        (error(500), Later, 3),
        (error(501, "UNSUPPORTED_BANK"), Gone, 4),
        (error(404, "UNKNOWN_ENTITY"), Gone, 4),
        (error(422, "BANK_SERVER_REJECTION"), NeedsUser, 3),
        (error(422, "MISSING_CREDENTIALS"), NeedsUser, 4),
        (error(510, "ADDITIONAL_AUTHENTICATION_REQUIRED"), NeedsUser, 3),
        (error(403, "FORBIDDEN"), Unknown, 3),
    ],
)
def test_a_refused_update_costs_a_read_only_if_a_bank_was_asked(
    bank: FleetBank, answer: Any, outcome: type[Any], reads_left: int
) -> None:
    """
    What surely reached no bank is given back.
    """
    bank.refuse = lambda path, _: answer if path.endswith("/update") else None
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        return await fleet.refresh(bank, units(1)[0])

    assert isinstance(asyncio.run(work()), outcome)
    assert asyncio.run(left(fleet)) == reads_left


def test_a_provider_that_is_down_is_left_alone_whatever_the_bank(bank: FleetBank) -> None:
    """
    After five failures no unit of any bank sends a request, none waits for an hour, and a step that
    was written is kept.
    """
    fleet, seen = Fleet(MemoryStore()), list[Event]()
    all_units = [unit for n in range(1, 13) for unit in units(1, bank=f"bank-{n}", first=n)]

    async def work() -> None:
        await fleet.work.plan(RUN, all_units)
        async with bank.client() as client:
            refresher = fleet.refresher(client, observers=(seen.append,))
            bank.polls_of_a_download = 100
            options = RefreshOptions(wait_seconds=1)
            await fleet.refresh(bank, all_units[11], options=options)
            bank.polls_of_a_download, bank.busy["12"] = 1, 0
            fleet.clock.step(minutes=6)
            bank.refuse = lambda path, _: None if path.endswith("/token") else error(503)
            found = [await refresher.run(unit) for unit in all_units[:6]]
            asked = bank.requests
            found.append(await refresher.run(all_units[11]))
            assert [one.reason for one in found if isinstance(one, Later)] == [
                *["unavailable"] * 5,
                *["provider_down"] * 2,
            ]
            assert bank.requests == asked
            latest = max(one.not_before for one in found if isinstance(one, Later))
            assert latest <= fleet.clock.time + timedelta(minutes=6)
            bank.refuse = lambda *_: None
            fleet.clock.time = latest
            assert [await refresher.run(unit) for unit in all_units] == [Done(ROWS)] * 12

    asyncio.run(work())
    assert set(bank.updates.values()) == {1}
    changes = [one for one in seen if isinstance(one, BreakerChanged)]
    assert changes == [
        BreakerChanged("provider:finapi_access", is_open=True),
        BreakerChanged("provider:finapi_access", is_open=False),
    ]


def test_a_locked_user_is_not_a_busy_connection(bank: FleetBank) -> None:
    """
    423 at the token endpoint waits for the user; then it goes on, and asks once.
    """
    bank.refuse = lambda path, _: error(423, "LOCKED") if path.endswith("/token") else None
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        assert await fleet.refresh(bank, units(1)[0]) == NeedsUser("user_locked", False)
        assert await fleet.work.due(RUN) == []
        bank.refuse = lambda *_: None
        assert await fleet.work.user_is_back(units(1)[0])
        assert not await fleet.work.user_is_back(units(1)[0])
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 1}


def test_a_busy_connection_is_waited_for_without_a_read(bank: FleetBank) -> None:
    """
    Somebody else has had the bank asked: its rows are ours too.
    """
    bank.busy["1"] = 3
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        return await fleet.refresh(bank, units(1)[0])

    assert asyncio.run(work()) == Done(ROWS)
    assert not bank.updates
    assert asyncio.run(left(fleet)) == 4


def test_a_slow_bank_is_not_asked_again(bank: FleetBank) -> None:
    """
    At the deadline the worker leaves; the next one waits on, without another read.
    """
    bank.polls_of_a_download = 100
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        options = RefreshOptions(wait_seconds=10)
        found = await fleet.refresh(bank, units(1)[0], options=options)
        assert isinstance(found, Later)
        assert found.reason == "not_ready"
        fleet.clock.time, bank.busy["1"] = found.not_before, 2
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 1}


def test_a_bank_that_fails_is_tried_later_with_another_read(bank: FleetBank) -> None:
    """
    It was asked, so the read is spent.
    """
    bank.failed.add("1")
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        found = await fleet.refresh(bank, units(1)[0])
        assert isinstance(found, Later)
        assert (found.reason, found.is_technical) == ("bank_failed", True)
        bank.failed.clear()
        fleet.clock.time = found.not_before
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 2}
    assert asyncio.run(left(fleet)) == 2


def test_a_bank_that_fails_while_the_connection_is_read_is_not_asked(bank: FleetBank) -> None:
    """
    Other units have found out that it is down. No read is counted.
    """
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        bank.refuse = lambda path, _: None if "token" in path else asyncio.run(opened(fleet))
        held = await fleet.refresh(bank, units(1)[0])
        assert isinstance(held, Later)
        assert (held.reason, held.reached_bank, held.is_try) == ("bank_down", False, False)
        assert await left(fleet) == 4
        bank.refuse = lambda _path, _connection: None
        fleet.clock.time = held.not_before
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 1}


@pytest.mark.parametrize(("name", "kept"), [("taking", 4), ("sending", 3)])
def test_a_unit_that_is_resumed_asks_no_bank_that_is_down(
    bank: FleetBank, name: Any, kept: int
) -> None:
    """
    A read that was surely not used is given back.
    """
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        claim = await fleet.work.claim(units(1)[0])
        assert claim is not None
        take = fleet.clock.time
        await claim.save(Step(name=name, take=take, before=BEGIN))
        await fleet.budget.take(units(1)[0].budget_key, at=take)
        await claim.release()
        fleet.clock.step(seconds=1)
        await opened(fleet)
        held = await fleet.refresh(bank, units(1)[0])
        assert isinstance(held, Later)
        assert held.reason == "bank_down"
        assert await left(fleet) == kept
        assert bank.updates == {}
        fleet.clock.time = held.not_before
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 1}
    assert asyncio.run(left(fleet)) == 3


def test_the_floor_leaves_a_read_for_the_morning(bank: FleetBank) -> None:
    """
    Three nights read, the fourth is refused until the first is a day old.
    """
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        for night in range(4):
            run = [unit.__class__(**{**unit.to_dict(), "run": str(night)}) for unit in units(1)]
            await fleet.work.plan(str(night), run)
            found = await fleet.refresh(bank, run[0])
            fleet.clock.step(hours=1)
        return found

    found = asyncio.run(work())
    assert isinstance(found, Later)
    assert found.reason == "budget"
    assert bank.updates == {"1": 3}
    assert asyncio.run(left(fleet)) == 1


def test_rows_are_read_again_only_as_far_as_the_overlap(bank: FleetBank) -> None:
    """
    The day moves when the unit is done.
    """
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        accounts = ["iban:DE00000000000000000001"]
        before = await fleet.watermarks.first_days(units(1)[0], accounts)
        await fleet.refresh(bank, units(1)[0])
        return before, await fleet.watermarks.first_days(units(1)[0], accounts)

    before, after = asyncio.run(work())
    assert before == {}
    assert [day.isoformat() for day in after.values()] == ["2026-11-08"]


def _without_a_day(rows: list[dict[str, Any]]) -> None:
    rows[1]["finapiBookingDate"] = rows[1]["bankBookingDate"] = rows[1]["valueDate"] = "no day"


def test_an_unreadable_row_is_told_and_read_again(bank: FleetBank) -> None:
    """
    The other rows are written, and the watermark stays where it was.
    """
    bank.sent = _without_a_day
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        outcome = await fleet.refresh(bank, units(1)[0])
        days = await fleet.watermarks.first_days(units(1)[0], ["iban:DE00000000000000000001"])
        return outcome, days, await fleet.work.counts(RUN)

    outcome, days, counts = asyncio.run(work())
    assert outcome == Done(ROWS - 1, unreadable=1)
    assert len(fleet.sink.written) == ROWS - 1
    assert days == {}
    assert (counts.done, counts.total, counts.open) == (1, 1, 0)
    assert counts.missing == {"unreadable_rows": 1}


def test_a_booking_ahead_of_time_hides_no_later_ones(bank: FleetBank) -> None:
    """
    Some banks book weeks ahead. What comes until then is read by the next run all the same.
    """
    bank.sent = lambda rows: rows[2].update(
        finapiBookingDate="2041-01-02", bankBookingDate="2041-01-02"
    )
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        await fleet.refresh(bank, units(1)[0])
        return await fleet.watermarks.first_days(units(1)[0], ["iban:DE00000000000000000001"])

    assert [day.isoformat() for day in asyncio.run(work()).values()] == ["2040-11-14"]


def test_an_account_that_was_not_read_whole_keeps_its_watermark(bank: FleetBank) -> None:
    """
    An account says whether everything could be downloaded.
    """
    bank.account_status = "DOWNLOAD_FAILED"
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        outcome = await fleet.refresh(bank, units(1)[0])
        days = await fleet.watermarks.first_days(units(1)[0], ["iban:DE00000000000000000001"])
        return outcome, days, (await fleet.work.counts(RUN)).missing

    assert asyncio.run(work()) == (Done(ROWS, incomplete=1), {}, {"incomplete": 1})


def test_a_sink_that_fails_is_tried_again_without_a_read(bank: FleetBank) -> None:
    """
    The bank's answer is at the provider still.
    """
    works, broken = ListSink(), FullSink()
    fleet = Fleet(MemoryStore(), sink=broken)

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        found = await fleet.refresh(bank, units(1)[0])
        assert isinstance(found, Later)
        assert found.reason == "store"
        fleet.sink = works
        fleet.clock.time = found.not_before
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 1}


def test_a_worker_that_stood_still_loses_its_claim(bank: FleetBank) -> None:
    """
    Another one has finished the unit; what the first one says is not taken.
    """
    fleet, seen = Fleet(MemoryStore()), list[Event]()

    async def overtaken(seconds: float) -> None:
        if seconds > 5:
            return
        fleet.clock.step(seconds=70)
        assert await fleet.refresh(bank, units(1)[0], sleep=fleet.clock.sleep) == Done(ROWS)

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        found = await fleet.refresh(bank, units(1)[0], observers=(seen.append,), sleep=overtaken)
        return found, await fleet.work.counts(RUN)

    found, counts = asyncio.run(work())
    assert isinstance(found, Later)
    assert isinstance(seen[-1], ClaimLost)
    assert counts.done == 1
    assert bank.updates == {"1": 1}
    assert len(set(fleet.sink.written)) == ROWS


def test_a_stopped_worker_gives_its_unit_back_at_once(bank: FleetBank) -> None:
    """
    The next one goes on at its step, and does not ask the bank again.
    """
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, units(1))
        is_waiting = asyncio.Event()

        async def sleep(_: float) -> None:
            is_waiting.set()
            await asyncio.sleep(60)

        task = asyncio.create_task(fleet.refresh(bank, units(1)[0], sleep=sleep))
        await is_waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await fleet.work.due(RUN) == units(1)
        assert await fleet.refresh(bank, units(1)[0]) == Done(ROWS)

    asyncio.run(work())
    assert bank.updates == {"1": 1}


def test_after_the_night_nothing_is_begun(bank: FleetBank) -> None:
    """
    The unit stays due.
    """
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        until = fleet.clock.time - timedelta(seconds=1)
        return await fleet.refresh(bank, units(1)[0], until=until), await fleet.work.due(RUN)

    found, due = asyncio.run(work())
    assert isinstance(found, Later)
    assert found.reason == "night_over"
    assert due == units(1)
    assert bank.requests == 0


def test_an_error_that_nobody_foresaw_ends_one_unit_only(bank: FleetBank) -> None:
    """
    A vault that fails is asked again later; anything else is for a person to look at.
    """
    fleet = Fleet(MemoryStore())

    async def no_secrets(_: str) -> Any:
        raise KeyError("no such user")

    async def work() -> list[Any]:
        await fleet.work.plan(RUN, units(2))
        async with bank.client() as client:
            refresher = fleet.refresher(client)
            refresher._secrets = no_secrets  # pyright: ignore[reportPrivateUsage]
            first = await refresher.run(units(2)[0])
        bank.refuse = lambda path, _: (200, {"no": "such"}, {}) if "Connections/" in path else None
        return [first, await fleet.refresh(bank, units(2)[1])]

    first, second = asyncio.run(work())
    assert isinstance(first, Later)
    assert first.reason == "secrets"
    assert second == Unknown("DecodeError")
