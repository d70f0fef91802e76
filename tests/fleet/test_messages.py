"""
Messages that a queue loses, doubles and reorders, and workers that stand still: a state machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kontokit.stores import MemoryStore
from kontokit_fleet import Claim, ClaimLostError, Done, Later, StoreTable, Unit, WorkList
from tests.support.fleet_worker import RUN, Clock, units

T = TypeVar("T")
HOLD, LEASE = timedelta(minutes=10), timedelta(minutes=1)


class Queue(RuleBasedStateMachine):
    """
    A pump, a queue that cannot be trusted, and workers that end, stop or stand still.
    """

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.clock = Clock()
        table = StoreTable(MemoryStore(), clock=self.clock, in_bucket=2)
        self.work = WorkList(table, clock=self.clock, lease=LEASE)
        self.queue: list[Unit] = []
        self.claims: list[Claim] = []
        self.finished: list[str] = []

    def run_in_loop(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @initialize(count=st.integers(1, 6))
    def plan(self, count: int) -> None:
        self.planned = units(count)
        assert self.run_in_loop(self.work.plan(RUN, self.planned)) == count

    @rule(room=st.integers(1, 4))
    def pump(self, room: int) -> None:
        self.queue += self.run_in_loop(self.work.due(RUN, room, hold=HOLD))

    @rule(data=st.data())
    def lose(self, data: st.DataObject) -> None:
        if self.queue:
            self.queue.pop(data.draw(st.integers(0, len(self.queue) - 1)))

    @rule(data=st.data())
    def double(self, data: st.DataObject) -> None:
        if self.queue:
            self.queue.append(data.draw(st.sampled_from(self.queue)))

    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        if not self.queue:
            return
        unit = self.queue.pop(data.draw(st.integers(0, len(self.queue) - 1)))
        claim = self.run_in_loop(self.work.claim(unit))
        if claim is not None:
            self.claims.append(claim)

    @rule(data=st.data(), is_done=st.booleans())
    def end(self, data: st.DataObject, *, is_done: bool) -> None:
        if not self.claims:
            return
        claim = self.claims.pop(data.draw(st.integers(0, len(self.claims) - 1)))
        outcome = Done(1) if is_done else Later(self.clock.time + LEASE, "busy")
        try:
            self.run_in_loop(claim.settle(outcome))
        except ClaimLostError:
            return
        if is_done:
            self.finished.append(claim.unit.connection)

    @rule()
    def kill(self) -> None:
        if self.claims:
            self.claims.pop()

    @rule(seconds=st.integers(1, 700))
    def wait(self, seconds: int) -> None:
        self.clock.step(seconds=seconds)

    @invariant()
    def nobody_finishes_a_unit_twice(self) -> None:
        assert len(set(self.finished)) == len(self.finished)

    @invariant()
    def no_unit_is_lost(self) -> None:
        counts = self.run_in_loop(self.work.counts(RUN))
        assert counts.total == len(getattr(self, "planned", ()))
        assert counts.done == len(self.finished)

    def teardown(self) -> None:
        # However the queue behaved, a pump and a worker that work finish the night.
        for _ in range(10 * len(getattr(self, "planned", ()))):
            self.clock.step(minutes=11)
            for unit in self.run_in_loop(self.work.due(RUN, 10)):
                claim = self.run_in_loop(self.work.claim(unit))
                assert claim is not None
                self.run_in_loop(claim.settle(Done(1)))
        assert not self.run_in_loop(self.work.counts(RUN)).open
        self.loop.close()


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
