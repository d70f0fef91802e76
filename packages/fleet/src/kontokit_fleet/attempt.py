"""
One attempt at a unit: look, count the read, have the bank asked, wait, read, write.

Each step is written before it is acted on, so that another worker can go on where this one ended.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final

import attrs

from kontokit import (
    BERLIN,
    AsyncClient,
    AsyncReadBudget,
    BudgetExhaustedError,
    KontokitError,
    StoreError,
    TransportError,
)
from kontokit.operations import Unattended
from kontokit_banking import Account, ConnectionState, Transaction, Transactions, async_reading
from kontokit_banking.adapter import Adapter
from kontokit_banking.keys import of_connection

from .breaker import BankBreaker
from .claim import Claim
from .clock import Clock
from .connection_state import Seen, see
from .entry import Step, StepName
from .errors import ClaimLostError, NotReadyError
from .events import BreakerChanged, Observer, ReadCounted, StepWritten, tell
from .outcome import Done, Gone, Later, NeedsUser, Outcome
from .sinks import Sink
from .unit import Unit
from .verdict import problem, verdict
from .waiting import async_wait_until_ready
from .watermarks import Watermarks

_BANK_FAILED: Final = timedelta(hours=1)
_GIVEN_UP: Final = timedelta(hours=1)
"""How long a download is waited for, which nobody says has failed."""
_LOOKS: Final = 4
"""How often a connection is read that is ready and has nothing newer."""
_LONGEST: Final = timedelta(hours=6)
"""After a second failure: a third one would use up the reads of the day."""


@attrs.frozen(kw_only=True)
class RefreshOptions:
    """
    How units are refreshed.
    """

    floor: int = 1
    """How many unattended reads are left for the user's morning."""
    fresh_for: timedelta = timedelta(0)
    """
    A connection that was fetched so recently is only read: the bank is not asked again. So the rows
    of an SCA by the user are read although the next download would need the user again.
    """
    wait_seconds: float = 300.0
    """How long the bank is waited for before the worker takes another unit."""
    first_poll: float = 1.0
    """Seconds until the state is read for the first time; the pauses grow."""
    longest_poll: float = 5.0


@attrs.frozen(kw_only=True)
class Tools:
    """
    What all attempts of a refresher share.
    """

    budget: AsyncReadBudget
    sink: Sink
    breaker: BankBreaker | None
    watermarks: Watermarks | None
    observers: tuple[Observer, ...]
    clock: Clock
    sleep: Callable[[float], Awaitable[None]]
    options: RefreshOptions


@attrs.define
class Attempt:
    """
    The attempt of one worker.
    """

    tools: Tools
    claim: Claim
    client: AsyncClient
    api: Unattended
    adapter: Adapter[Any, Any, Any, Any]
    keeps_step: bool = False
    """Whether the next worker goes on at the step that is written."""
    bank_seconds: float = 0.0
    begun: datetime | None = None
    """When the breaker of the bank has let the unit begin."""
    asked_at: datetime | None = None
    """When the bank was asked for what this attempt waits for."""
    has_answered: bool = False
    """Whether what it has waited for is over."""
    resource: Any = None
    """The connection, as it was read last."""
    newest: dict[str, date] = attrs.field(factory=dict[str, date])
    """Account key → the newest booking day that is written, of accounts that were read whole."""
    unreadable: int = 0
    incomplete: int = 0

    async def run(self) -> Outcome:
        """
        Refresh the unit.

        Raises:
            ClaimLostError: Another worker has it.
        """
        try:
            outcome = await self._refresh()
        except ClaimLostError:
            raise
        except KontokitError as error:
            outcome = await self._failed(error)
        return await self._told(outcome)

    async def _refresh(self) -> Outcome:
        step = self.claim.step
        closed = await self._closed_until(_provider(self.claim.unit))
        if closed is not None:
            self.keeps_step = True
            return Later(closed, "provider_down", reached_bank=False, is_try=False)
        if step is not None and step.name == "giving_back":
            await self._give_back(step)
            step = None
        if self.api.update is None:  # the provider asks banks by itself
            return await self._read()
        if step is None:
            return await self._begin()
        if step.name == "taking":
            return await self._held(step) or await self._take(step)
        if step.name == "sending":
            return await self._look_first(step)
        return await self._wait(step)

    async def _begin(self) -> Outcome:
        # First of all: while a bank is down, its units cost the provider no request either.
        closed = await self._may_begin()
        if closed is not None:
            return _left_alone(closed)
        seen = await self._see()
        if self._is_fresh(seen):
            return await self._read()
        if seen.state is ConnectionState.NEEDS_USER:
            return NeedsUser("connection", reached_bank=False)
        if seen.state is ConnectionState.BUSY:
            # Somebody else has had the bank asked: that read is as good as ours.
            return await self._wait(await self._write("sent"))
        if seen.state is ConnectionState.FAILED:
            known = problem(self.resource, self.api, now=self._now(), reached_bank=False)
            if isinstance(known, NeedsUser | Gone):
                return known  # asking again with a wrong PIN would lock the login
        if held := await self._held():
            return held
        step = await self._write("taking", take=self._now(), before=seen.fetched_at)
        return await self._take(step)

    async def _take(self, step: Step) -> Outcome:
        if self.resource is None:  # it goes on where another worker has ended
            await self._see()
        budget, key = self.tools.budget, self.claim.unit.budget_key
        floor = self.tools.options.floor
        try:
            await budget.take(key, at=step.take, floor=floor, fetched_at=step.before)
        finally:
            with suppress(StoreError):  # it is only told
                left = await budget.left(key)
                tell(self.tools.observers, ReadCounted(self.claim.unit, left))
        return await self._send(step)

    async def _look_first(self, step: Step) -> Outcome:
        """
        Go on with what a worker before has sent, or was about to send.
        """
        seen = await self._see()
        if seen.state is ConnectionState.BUSY or seen.has_changed(step.before):
            return await self._wait(await self._write("sent", step.take, step.before))
        return await self._held(step) or await self._send(step)

    async def _may_begin(self) -> datetime | None:
        self.begun = self._now()
        return await self._closed_until(self.claim.unit.bank)

    async def _held(self, step: Step | None = None) -> Later | None:
        """
        Find out whether the bank is left alone, at the last moment before a read is counted or the
        bank is asked. A read that is counted and surely was not used is given back.
        """
        breaker, bank = self.tools.breaker, self.claim.unit.bank
        if breaker is None:
            return None
        # Where another worker has ended, this one has to begin as well.
        closed = await self._may_begin() if self.begun is None else None
        if closed is None:
            closed = await breaker.before_asking(bank, begun=self.begun or self._now())
        if closed is None:
            return None
        self.keeps_step = True
        if step is not None and step.name == "taking":
            await self._give_back(await self._write("giving_back", step.take, step.before))
        return _left_alone(closed)

    async def _send(self, step: Step) -> Outcome:
        if step.name != "sending":
            step = await self._write("sending", step.take, step.before)
        assert self.api.update is not None  # noqa: S101  # for type checkers
        self.asked_at = self._now()
        await self.api.update.start_call(self.client, self.claim.unit.connection, self.resource)
        return await self._wait(await self._write("sent", step.take, step.before))

    async def _wait(self, step: Step) -> Outcome:
        begun, options = self.tools.clock.now().steady, self.tools.options
        looks = count()
        seen = await async_wait_until_ready(
            self._see,
            ready=lambda seen: self._is_over(seen, step, next(looks)),
            first=options.first_poll,
            most=options.longest_poll,
            deadline=options.wait_seconds,
            sleep=self.tools.sleep,
        )
        self.bank_seconds = self.tools.clock.now().steady - begun
        self.has_answered = True
        self.asked_at = self.asked_at or step.take or self.begun
        if seen.state is ConnectionState.NEEDS_USER:
            return NeedsUser("connection")
        if seen.state is ConnectionState.FAILED:
            known = problem(self.resource, self.api, now=self._now())
            return known or self._bank_failed()
        if seen.fetched_at is not None and not seen.has_changed(step.before):
            # The provider has not asked the bank, though it was told to.
            return NeedsUser("not_updated")
        return await self._read()

    def _bank_failed(self) -> Later:
        return Later(self._now() + _BANK_FAILED, "bank_failed", is_technical=True)

    async def _read(self) -> Outcome:
        rows = await self._rows()
        try:
            await self.tools.sink.write(self.claim.unit, rows)
        except Exception as error:  # of any database
            problem = StoreError(f"the sink raised {type(error).__name__}")
        else:
            return Done(len(rows), self.unreadable, self.incomplete)
        raise problem

    async def _rows(self) -> list[Transaction[Any]]:
        bank, unit, found = async_reading(self.client), self.claim.unit, list[Transaction[Any]]()
        accounts = of_connection(await bank.accounts(), unit.connection)
        since = dict[str, date]()
        if self.tools.watermarks is not None:
            since = await self.tools.watermarks.first_days(unit, [one.key for one in accounts])
        for account in accounts:
            rows = await bank.transactions(
                account, since=since.get(account.key), unreadable="collect"
            )
            found += rows.rows
            self._note_newest(account, rows)
        return found

    def _note_newest(self, account: Account[Any], rows: Transactions[Any]) -> None:
        self.unreadable += len(rows.unreadable)
        self.incomplete += account.complete is False
        if rows.unreadable or account.complete is False:
            return  # what is missing now is read by the next run
        today = self._now().astimezone(BERLIN).date()
        days = [min(row.booking_date, today) for row in rows if row.booking_date]
        if days:  # none of them ahead: some banks book weeks before
            self.newest[account.key] = max(days)

    async def _failed(self, error: KontokitError) -> Outcome:
        """
        Say what an error means, and what becomes of the step and of the read that was counted.
        """
        found: Outcome = verdict(error, now=self._now(), api=self.api)
        step = self.claim.step
        if isinstance(error, NotReadyError) and step is not None and self._is_given_up(step):
            return self._bank_failed()
        if step is None or isinstance(error, BudgetExhaustedError):
            return found
        is_open = step.name == "sending" and isinstance(error, TransportError) and error.maybe_sent
        if step.name in ("taking", "sent") or is_open or isinstance(error, StoreError):
            self.keeps_step = isinstance(found, Later)
            return found
        if not isinstance(found, Done) and not found.reached_bank:
            await self._give_back(await self._write("giving_back", step.take, step.before))
        return found

    async def _give_back(self, step: Step) -> None:
        if step.take is not None:
            await self.tools.budget.give_back(self.claim.unit.budget_key, step.take)
        await self.claim.save(None)

    async def _told(self, outcome: Outcome) -> Outcome:
        """
        Tell the breakers, and let a unit whose bank fails stand back for others.
        """
        failed = outcome if isinstance(outcome, Later) and outcome.is_technical else None
        bank_failed = failed is not None and failed.reached_bank
        provider, bank = _provider(self.claim.unit), self.claim.unit.bank
        # Without its store the breaker is blind, and the unit ends all the same.
        with suppress(StoreError):
            if failed is not None and not bank_failed:
                await self._note(provider, works=False)
            elif self.resource is not None:
                await self._note(provider, works=True)
            if bank_failed or self._bank_has_worked(outcome):
                await self._note(bank, works=not bank_failed, asked_at=self.asked_at)
        if failed is not None and bank_failed:
            return _standing_back(failed, self._now(), self.claim.failures)
        return outcome

    async def _note(self, name: str, *, works: bool, asked_at: datetime | None = None) -> None:
        breaker = self.tools.breaker
        if breaker is None:
            return
        if works:
            has_changed = await breaker.worked(name, asked_at=asked_at)
        else:
            has_changed = await breaker.failed(name)
        if has_changed:
            tell(self.tools.observers, BreakerChanged(name, is_open=not works))

    def _bank_has_worked(self, outcome: Outcome) -> bool:
        is_wanted = isinstance(outcome, NeedsUser) and outcome.reached_bank
        return is_wanted or (self.has_answered and not isinstance(outcome, Later))

    async def _see(self) -> Seen:
        assert self.api.update is not None  # noqa: S101  # for type checkers
        connection = self.claim.unit.connection
        self.resource = await self.api.update.get_call(self.client, connection)
        return see(self.resource, connection, self.api, self.adapter)

    def _is_over(self, seen: Seen, step: Step, looks: int) -> bool:
        if seen.state is ConnectionState.BUSY:
            return False
        if seen.has_changed(step.before) or seen.state is not ConnectionState.READY:
            return True
        # Where no status says that the bank is asked, only a later download does; where one does,
        # it may begin a little late.
        return bool(self.api.statuses) and looks >= _LOOKS

    def _is_given_up(self, step: Step) -> bool:
        return step.take is not None and self._now() - step.take >= _GIVEN_UP

    def _is_fresh(self, seen: Seen) -> bool:
        if seen.state not in (ConnectionState.READY, ConnectionState.NEEDS_USER):
            return False
        fresh = self.tools.options.fresh_for
        return seen.fetched_at is not None and self._now() - seen.fetched_at < fresh

    async def _closed_until(self, name: str) -> datetime | None:
        if self.tools.breaker is None:
            return None
        return await self.tools.breaker.not_before(name)

    async def _write(
        self, name: StepName, take: datetime | None = None, before: datetime | None = None
    ) -> Step:
        step = Step(name=name, take=take, before=before)
        await self.claim.save(step)
        tell(self.tools.observers, StepWritten(self.claim.unit, name))
        return step

    def _now(self) -> datetime:
        return self.tools.clock.now().time


def _provider(unit: Unit) -> str:
    """
    What the provider is called among the banks.
    """
    return f"provider:{unit.api}"


def _left_alone(until: datetime) -> Later:
    return Later(until, "bank_down", reached_bank=False, is_try=False)


def _standing_back(outcome: Later, now: datetime, failures: int) -> Later:
    """
    A later moment for a unit that has met failures before, so that others probe the bank.
    """
    wait = _LONGEST if failures else _BANK_FAILED
    return Later(max(outcome.not_before, now + wait), outcome.reason, is_technical=True)
