"""
The truth about a run: which units are due, claimed, done, or wait for something.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sized
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from msgspec import Struct

from kontokit import ArgumentError, StoreError

from .clock import Clock, SystemClock
from .entry import Entry, Step
from .errors import ClaimLostError
from .outcome import Later, Outcome
from .table import Row, WorkTable
from .unit import Unit

_LEASE: Final = timedelta(seconds=60)
_BATCH: Final = 500
_SORTED: Final = 20_000
"""How many units of a generator are sorted at once; a list is sorted whole."""
_MOST_CLAIMS: Final = 50
_TRIES: Final = 20


class Counts(Struct, frozen=True, kw_only=True):
    """
    How far a run has come.
    """

    due: int = 0
    """Never tried, or the user is back."""
    running: int = 0
    done: int = 0
    later: Mapping[str, int] = {}
    """Reason → number of units that are tried again."""
    needs_user: Mapping[str, int] = {}
    gone: Mapping[str, int] = {}
    unknown: Mapping[str, int] = {}
    earliest: datetime | None = None
    """When the first unit is or was due; long ago means that the workers are behind."""

    @property
    def open(self) -> int:
        """
        How many units can still go on without the user.
        """
        return self.due + self.running + sum(self.later.values())

    @property
    def total(self) -> int:
        """
        How many units there are.
        """
        rest = (*self.needs_user.values(), *self.gone.values(), *self.unknown.values())
        return self.open + self.done + sum(rest)


class WorkList:
    """
    Plans runs, and lends their units to workers. All processes that share a table share it.

    The clocks of machines have to agree within a third of a lease.
    """

    def __init__(
        self,
        table: WorkTable,
        *,
        clock: Clock | None = None,
        lease: timedelta = _LEASE,
        most_claims: int = _MOST_CLAIMS,
    ) -> None:
        """
        Nothing is read yet.

        Args:
            table: Where the records are: ``StoreTable``, ``RedisTable`` or ``PostgresTable``.
            clock: A clock of your own, for tests.
            lease: How long a claim lasts that is not extended, such as that of a killed worker.
            most_claims: How often a unit is tried in a run.

        Raises:
            ArgumentError: The lease is not above zero.
        """
        if lease <= timedelta():
            raise ArgumentError("it must be above zero", place="lease")
        self._table = table
        self._clock = clock or SystemClock()
        self._lease = lease
        self._most_claims = most_claims

    @property
    def lease(self) -> timedelta:
        """
        How long a claim lasts that is not extended.
        """
        return self._lease

    async def plan(
        self, run: str, units: Iterable[Unit], *, not_before: datetime | None = None
    ) -> int:
        """
        Add units to a run. Those that are there already stay as they are, so planning again after
        a kill does no harm.

        Args:
            units: A list, or a generator if there are too many for the memory; a ``StoreTable``
                writes a list faster.
            not_before: When they are due; by default now.

        Returns:
            How many were added.

        Raises:
            ArgumentError: A unit is of another run.
            StoreError: The table did not work; some may have been added.
        """
        added, due = 0, not_before or self._now()
        expected = len(units) if isinstance(units, Sized) else 0
        for batch in _batches(units):
            if any(unit.run != run for unit in batch):
                raise ArgumentError("a unit is of another run", place="units")
            rows = [Row.of(Entry(unit=unit, due=due)) for unit in batch]
            added += await self._table.add(run, rows, expected=expected)
        return added

    async def due(self, run: str, limit: int = 100, *, hold: timedelta | None = None) -> list[Unit]:
        """
        List units that may be claimed: due ones, and those whose worker did not extend its claim.

        Args:
            limit: The most units.
            hold: How long they are not listed again, for a queue that carries them. A message that
                is lost is only a delay: after this time the unit is listed once more.

        Raises:
            StoreError: The table did not work.
        """
        if hold is None:
            return [one.unit for one in await self._found(run, limit)]
        held: list[Unit] = []
        for _ in range(_TRIES):
            found = await self._found(run, limit - len(held))
            mine = [one.unit for one in found if await self._hold(one, hold)]
            held += mine
            # What others have held in between is made up for, as long as there is more.
            if len(mine) == len(found):
                break
        return held

    async def claim(self, unit: Unit) -> Claim | None:
        """
        Claim a unit for this worker.

        Returns:
            None if it is not due, not planned, done, or claimed by another worker.

        Raises:
            StoreError: The table did not work. If it was claimed, the claim ends by itself.
        """
        owner = secrets.token_hex(8)
        for _ in range(_TRIES):
            record = await self._table.load(unit.run, unit.id)
            if record is None:
                return None
            before = Entry.decode(record)
            after = before.claimed(owner, self._now(), self._lease)
            if after is None:
                return None
            if await self._table.swap(unit.run, Row.of(before), Row.of(after)):
                return Claim(self._table, after, self._clock, self._lease, self._most_claims)
        return None

    async def user_is_back(self, unit: Unit) -> bool:
        """
        Let a unit that waited for the user be due now.

        Returns:
            Whether it waited.

        Raises:
            StoreError: The table did not work.
        """
        for _ in range(_TRIES):
            record = await self._table.load(unit.run, unit.id)
            before = None if record is None else Entry.decode(record)
            after = None if before is None else before.back_with_user(self._now())
            if before is None or after is None:
                return False
            if await self._table.swap(unit.run, Row.of(before), Row.of(after)):
                return True
        return False

    async def counts(self, run: str) -> Counts:
        """
        Count the units of a run. It is over when ``open`` is 0, whatever an engine says.

        Raises:
            StoreError: The table did not work.
        """
        plain: dict[str, int] = {}
        reasons: dict[str, dict[str, int]] = {}
        for label, number in (await self._table.labels(run)).items():
            state, _, reason = label.partition(":")
            if number and reason:
                reasons.setdefault(state, {})[reason] = number
            elif number:
                plain[state] = number
        earliest = await self._table.earliest(run)
        named = {state: reasons.get(state, {}) for state in _WITH_REASON}
        return Counts(
            due=plain.get("due", 0),
            running=plain.get("running", 0),
            done=plain.get("done", 0),
            earliest=earliest,
            **named,
        )

    async def forget(self, run: str) -> None:
        """
        Delete a run.

        Raises:
            StoreError: The table did not work.
        """
        await self._table.forget(run)

    async def earliest(self, run: str) -> datetime | None:
        """
        When the first unit is or was due, which costs less than to count them.

        Returns:
            None if no unit can go on without the user.

        Raises:
            StoreError: The table did not work.
        """
        return await self._table.earliest(run)

    async def _found(self, run: str, limit: int) -> list[Entry]:
        return [Entry.decode(one) for one in await self._table.due(run, self._now(), limit)]

    async def _hold(self, entry: Entry, hold: timedelta) -> bool:
        # A record of its own: a table takes the same record of another pump for its own.
        own = timedelta(microseconds=secrets.randbelow(1_000_000))
        held = entry.offered_until(self._now() + hold + own)
        return await self._table.swap(entry.unit.run, Row.of(entry), Row.of(held))

    def _now(self) -> datetime:
        return self._clock.now().time

    def __repr__(self) -> str:
        return f"WorkList({self._table!r})"


_WITH_REASON: Final = ("later", "needs_user", "gone", "unknown")


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
        How often the bank or the provider failed in this run.
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
        await self.settle(Later(now, "stopped", reached_bank=False), keeps_step=True)

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
                raise ClaimLostError("the claim has ended")
            for _ in range(_TRIES):
                after = change(self._entry)
                if await self._table.swap(self.unit.run, Row.of(self._entry), Row.of(after)):
                    self._entry = after
                    return
                await self._read_again()
        raise StoreError("others change the record of a unit all the time")

    async def _read_again(self) -> None:
        record = await self._table.load(self.unit.run, self.unit.id)
        found = None if record is None else Entry.decode(record)
        # An earlier write may have arrived although its answer was lost.
        if found is None or found.owner != self._entry.owner or found.owner is None:
            raise ClaimLostError("another worker has the unit")
        self._entry = found

    def __repr__(self) -> str:
        return f"Claim({self._entry.unit.id}, {self._entry.label})"


def _batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """
    Units in the order of their ids, so that neighbours in a table are written together.
    """
    most, left = max(_SORTED, len(units) if isinstance(units, Sized) else 0), iter(units)
    while some := sorted(islice(left, most), key=lambda unit: unit.id):
        yield from (some[begin : begin + _BATCH] for begin in range(0, len(some), _BATCH))
