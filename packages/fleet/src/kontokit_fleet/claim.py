"""
A unit that a worker has claimed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

from kontokit import StoreError

from .clock import Clock
from .entry import Entry, Step
from .errors import ClaimLostError
from .outcome import Later, Outcome
from .table import Row, WorkTable
from .unit import Unit

_TRIES: Final = 20


class Claim:
    """
    A unit that this worker has, until it settles it or does not extend it in time. Then each method
    raises ``ClaimLostError``, and nothing is written.
    """

    def __init__(
        self, table: WorkTable, entry: Entry, clock: Clock, lease: timedelta, most_claims: int
    ) -> None:
        self._table = table
        self._entry = entry
        self._clock = clock
        self._lease = lease
        self._most_claims = most_claims
        self._one = asyncio.Lock()

    @property
    def unit(self) -> Unit:
        """
        What is to be refreshed, as it was planned.
        """
        return self._entry.unit

    @property
    def step(self) -> Step | None:
        """
        The step of this worker, or that of one before it.
        """
        return self._entry.step

    @property
    def failures(self) -> int:
        """
        How often the bank failed in this run.
        """
        return self._entry.failures

    async def save(self, step: Step | None) -> None:
        """
        Write a step, before it is acted on.

        Raises:
            ClaimLostError: Another worker has the unit.
            StoreError: The table did not work. The step may have been written.
        """
        await self._change(lambda entry: entry.stepped(step))

    async def extend(self) -> None:
        """
        Let the claim end a lease from now.

        Raises:
            ClaimLostError: Another worker has the unit.
            StoreError: The table did not work.
        """
        await self._change(lambda entry: entry.extended(self._clock.now().time, self._lease))

    async def settle(self, outcome: Outcome, *, keeps_step: bool = False) -> None:
        """
        End the claim with an outcome.

        Args:
            keeps_step: Whether the next worker goes on at the step, after ``Later``.

        Raises:
            ClaimLostError: Another worker has the unit; its outcome counts.
            StoreError: The table did not work. The outcome may have been written.
        """
        most = self._most_claims
        await self._change(
            lambda entry: entry.settled(outcome, keeps_step=keeps_step, most_claims=most)
        )

    @asynccontextmanager
    async def extending(self) -> AsyncGenerator[None]:
        """
        Extend the claim while a block runs. A claim that is lost shows at the next step.
        """
        beat = asyncio.create_task(self._extend_often())
        try:
            yield
        finally:
            beat.cancel()
            with suppress(asyncio.CancelledError):
                await beat

    async def release(self) -> None:
        """
        Give the unit back as it is, so that another worker goes on at its step at once.

        Raises:
            ClaimLostError: Another worker has it already.
            StoreError: The table did not work. The claim ends by itself.
        """
        now = self._clock.now().time
        outcome = Later(now, "stopped", reached_bank=False, is_try=False)
        await self.settle(outcome, keeps_step=True)

    async def _extend_often(self) -> None:
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            try:
                await self.extend()
            except ClaimLostError:
                return
            except StoreError:
                continue  # the next one may come in time

    async def _change(self, change: Callable[[Entry], Entry]) -> None:
        async with self._one:
            if self._entry.owner is None:  # an outcome stays as it is, whatever comes late
                raise ClaimLostError("the claim of this unit has ended; stop working on it")
            for _ in range(_TRIES):
                after = change(self._entry)
                if await self._table.swap(self.unit.run, Row.of(self._entry), Row.of(after)):
                    self._entry = after
                    return
                await self._read_again()
        raise StoreError("other processes kept changing the record of a unit; try again")

    async def _read_again(self) -> None:
        record = await self._table.load(self.unit.run, self.unit.id)
        found = None if record is None else Entry.decode(record)
        # An earlier write may have arrived although its answer was lost.
        if found is None or found.owner != self._entry.owner or found.owner is None:
            raise ClaimLostError("another worker has this unit; stop working on it")
        self._entry = found

    def __repr__(self) -> str:
        return f"Claim({self._entry.unit.id}, {self._entry.label})"
