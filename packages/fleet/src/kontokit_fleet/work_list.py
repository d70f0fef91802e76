"""
The truth about a run: which units are due, claimed, done, or wait for something.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sized
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from msgspec import Struct

from kontokit import ArgumentError

from .claim import Claim
from .clock import Clock, SystemClock
from .entry import TOO_MANY, Entry
from .outcome import Unknown
from .table import Row, WorkTable
from .unit import Unit

_LEASE: Final = timedelta(seconds=60)
_BATCH: Final = 500
_SORTED: Final = 20_000
"""How many units of a generator are sorted at once; a list is sorted whole."""
_MOST_CLAIMS: Final = 50
_FOREVER: Final = datetime(9000, 1, 1, tzinfo=UTC)
_AHEAD: Final = timedelta(minutes=1)
"""So that what was left open stands before what is planned a moment later."""
_TRIES: Final = 20
_ROUNDS: Final = 200
"""Each round that is lost is won by another pump, which may go on for as many units as it wants."""


class Counts(Struct, frozen=True, kw_only=True):
    """
    How far a run has come.
    """

    due: int = 0
    """Never tried, or the user is back."""
    running: int = 0
    done: int = 0
    """With everything, or with something missing."""
    missing: Mapping[str, int] = {}
    """What is missing → number of units that are done."""
    later: Mapping[str, int] = {}
    """Reason → number of units that are tried again."""
    needs_user: Mapping[str, int] = {}
    gone: Mapping[str, int] = {}
    unknown: Mapping[str, int] = {}
    carried: int = 0
    """Left open by this run, and part of a later one."""
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
        return self.open + self.done + self.carried + sum(rest)


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

    async def carry_over(self, before: str, run: str) -> int:
        """
        Begin a run with what an earlier one has left open, so that it comes first: call it before
        ``plan``. Steps go along, so that no bank is asked twice. Units that a worker has are left
        out; after a kill, call it again.

        Args:
            before: The earlier run, such as that of yesterday.

        Returns:
            How many units were carried over.

        Raises:
            StoreError: The table did not work; some may have been carried over.
        """
        carried, now = 0, self._now()
        while records := await self._table.due(before, _FOREVER, _BATCH):
            entries = [Entry.decode(one) for one in records]
            free = [one for one in entries if not one.is_claimed(now)]
            again = [one.planned_again(run, now - _AHEAD) for one in free]
            await self._table.add(run, [Row.of(one) for one in again])
            moved = [await self._carry(one) for one in free]
            if not any(moved):
                break
            carried += sum(moved)
        return carried

    async def _carry(self, entry: Entry) -> bool:
        after = entry.carried()
        return await self._table.swap(entry.unit.run, Row.of(entry), Row.of(after))

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
        for _ in range(_ROUNDS):
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
            if await self._is_poison(before):
                return None
            after = before.claimed(owner, self._now(), self._lease)
            if after is None:
                return None
            if await self._table.swap(unit.run, Row.of(before), Row.of(after)):
                return Claim(self._table, after, self._clock, self._lease, self._most_claims)
        return None

    async def _is_poison(self, entry: Entry) -> bool:
        """
        Put an end to a unit whose workers never came to an end with it, such as by its size.
        """
        if entry.claims < self._most_claims or not entry.is_claimable(self._now()):
            return False
        after = entry.settled(Unknown(TOO_MANY), keeps_step=False, most_claims=0)
        return await self._table.swap(entry.unit.run, Row.of(entry), Row.of(after))

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
        missing = reasons.get("done", {})
        named = {state: reasons.get(state, {}) for state in _WITH_REASON}
        return Counts(
            due=plain.get("due", 0),
            running=plain.get("running", 0),
            done=plain.get("done", 0) + sum(missing.values()),
            missing=missing,
            carried=plain.get("carried", 0),
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


def _batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """
    Units in the order of their ids, so that neighbours in a table are written together.
    """
    most, left = max(_SORTED, len(units) if isinstance(units, Sized) else 0), iter(units)
    while some := sorted(islice(left, most), key=lambda unit: unit.id):
        yield from (some[begin : begin + _BATCH] for begin in range(0, len(some), _BATCH))
