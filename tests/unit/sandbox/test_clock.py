"""
The clock of the sandbox: where it starts, how it moves, and what it carries out on its way.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from kontokit_sandbox.server.clock import BERLIN, Clock
from kontokit_sandbox.server.timeline import night_after

NOON = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)


def test_a_clock_starts_at_the_real_time() -> None:
    """
    The default.
    """
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_clock_runs_on_from_a_time_or_stands_still() -> None:
    """
    A time without a zone is one in Berlin.
    """
    running, frozen = Clock("2026-03-28T12:00"), Clock("frozen:2026-03-28T12:00+01:00")
    before, steady = running.now(), frozen.steady()
    time.sleep(0.01)
    assert NOON <= before < running.now() < NOON + timedelta(minutes=1)
    assert frozen.now() == NOON
    assert frozen.steady() > steady


def test_a_frozen_clock_runs_on_from_where_it_stood() -> None:
    """
    And the other way round.
    """
    clock = Clock("frozen:2026-03-28T12:00")
    clock.run()
    assert NOON <= clock.now() < NOON + timedelta(minutes=1)
    clock.freeze()
    assert clock.is_frozen
    assert clock.now() == clock.now()


@pytest.mark.parametrize("start", ["", "tomorrow", "frozen:", "frozen", "2026-02-30"])
def test_a_clock_cannot_start_at_what_is_no_time(start: str) -> None:
    """
    The message says what would be one.
    """
    with pytest.raises(ValueError, match="frozen:TIME"):
        Clock(start)


def test_a_clock_moves_only_forward_and_ten_years_at_once() -> None:
    """
    A reset is the only way back.
    """
    clock = Clock("frozen:2026-03-28T12:00")
    for by in (timedelta(seconds=-1), timedelta(days=3654)):
        with pytest.raises(ValueError, match=r"clock (only )?moves"):
            clock.advance(by)
    with pytest.raises(ValueError, match="forward"):
        clock.set(NOON - timedelta(seconds=1))
    with pytest.raises(ValueError, match="zone"):
        clock.set(datetime(2027, 1, 1))
    clock.set(NOON + timedelta(days=3653))
    clock.reset()
    assert clock.now() == NOON


def test_nights_are_at_three_in_berlin_also_when_the_clocks_change() -> None:
    """
    The clock shows each night's time while it is carried out.
    """
    clock = Clock("frozen:2026-03-28T12:00")
    seen: list[tuple[datetime, datetime]] = []
    clock.timeline.on_night(lambda night: seen.append((night, clock.now())))
    clock.advance(timedelta(days=365))
    assert len(seen) == 365
    assert all(night == now for night, now in seen)
    assert {night.astimezone(BERLIN).hour for night, _ in seen} == {3}
    assert len({night.astimezone(BERLIN).date() for night, _ in seen}) == 365
    assert clock.now() == NOON + timedelta(days=365)


def test_a_night_is_carried_out_once() -> None:
    """
    However often the clock moves past it.
    """
    clock = Clock("frozen:2026-03-28T12:00")
    seen: list[datetime] = []
    clock.timeline.on_night(seen.append)
    for _ in range(30):
        clock.advance(timedelta(hours=1))
        clock.catch_up()
    assert seen == [datetime(2026, 3, 29, 1, 0, tzinfo=UTC)]


def test_the_moment_of_a_night_is_followed_by_the_next_night() -> None:
    """
    A night is later than itself.
    """
    night = night_after(NOON)
    assert night_after(night) - night == timedelta(days=1)


def test_sources_are_carried_out_in_order_of_time() -> None:
    """
    Two sources and the nights, with what comes before each event.
    """
    clock = Clock("frozen:2026-03-28T12:00")
    seen: list[tuple[str, datetime]] = []

    class Every:
        def __init__(self, name: str, step: timedelta) -> None:
            self.name, self.step = name, step

        def due(self, after: datetime) -> datetime:
            return NOON + self.step * ((after - NOON) // self.step + 1)

        def carry_out(self, moment: datetime) -> None:
            seen.append((self.name, moment))

    clock.timeline.add(Every("long", timedelta(hours=9)))
    clock.timeline.add(Every("short", timedelta(hours=4, minutes=30)))
    clock.timeline.on_night(lambda night: seen.append(("night", night)))
    filled: list[datetime] = []
    clock.timeline.before_events(filled.append)
    clock.advance(timedelta(hours=20))
    order = ["short", "long", "short", "short", "night", "long", "short"]
    assert [name for name, _ in seen] == order
    assert [moment for _, moment in seen] == sorted(moment for _, moment in seen)
    assert filled == [*dict.fromkeys(moment for _, moment in seen), clock.now()]


def test_a_clock_goes_on_as_another_did() -> None:
    """
    What has fallen due since is carried out.
    """
    first, second = Clock("frozen:2026-03-28T12:00"), Clock()
    first.advance(timedelta(hours=1))
    second.restore(first.state)
    assert second.now() == first.now()
    seen: list[datetime] = []
    second.timeline.on_night(seen.append)
    second.advance(timedelta(days=1))
    assert len(seen) == 1
