"""
Refreshes units: one refresher for each event loop, whatever engine brings the units.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from kontokit import AsyncClient, AsyncReadBudget, KontokitError, UserCredentials
from kontokit_banking.reading import find_adapter

from .attempt import Attempt, RefreshOptions, Tools
from .breaker import BankBreaker
from .claim import Claim
from .clock import Clock, SystemClock, pause
from .errors import ClaimLostError
from .events import ClaimLost, Observer, UnitEnded, UnitStarted, log_event, tell
from .outcome import Done, Later, Outcome, Unknown
from .sinks import Sink
from .unit import Unit
from .verdict import unattended
from .watermarks import Watermarks
from .work_list import WorkList

_DEFAULTS: Final = RefreshOptions()
_SECRETS: Final = timedelta(minutes=1)


class Refresher:
    """
    Claims a unit, has its bank asked once, writes its rows and settles it.

    Make one for each event loop of a worker and keep it: the client holds connections and tokens.
    """

    def __init__(
        self,
        client: AsyncClient,
        *,
        work: WorkList,
        budget: AsyncReadBudget,
        sink: Sink,
        secrets: Callable[[str], Awaitable[UserCredentials]] | None = None,
        breaker: BankBreaker | None = None,
        watermarks: Watermarks | None = None,
        observers: Sequence[Observer] = (log_event,),
        options: RefreshOptions = _DEFAULTS,
        until: datetime | None = None,
        clock: Clock | None = None,
        sleep: Callable[[float], Awaitable[None]] = pause,
    ) -> None:
        """
        Nothing is sent yet.

        Args:
            client: An async client, with ``RateLimit`` among its middleware where the provider has
                a limit. Do not give it a ``read_budget``: reads would be counted twice.
            work: The units.
            budget: Counts the unattended reads of each connection.
            sink: Takes the rows.
            secrets: Fetches the credentials of the user that a unit names; None for an API without
                users. Nothing of them is kept in a queue or a work list.
            breaker: Leaves a bank alone that fails.
            watermarks: Up to which day accounts are read; without it, they are read whole.
            observers: Called with each event.
            options: How units are refreshed.
            until: When the night is over: no unit is begun after it.
            clock: A clock of your own, for tests.
            sleep: How to wait, for tests.

        Raises:
            NoBankingAdapterError: The API has no accounts.
        """
        self._client = client
        self._work = work
        self._secrets = secrets
        self._until = until
        self._api = unattended(client)
        self._adapter = find_adapter(client)
        self._tools = Tools(
            budget=budget,
            sink=sink,
            breaker=breaker,
            watermarks=watermarks,
            observers=tuple(observers),
            clock=clock or SystemClock(),
            sleep=sleep,
            options=options,
        )

    async def run(self, unit: Unit) -> Outcome:
        """
        Refresh a unit, if it is due and nobody else has it.

        Acknowledge its message afterwards, whatever the outcome: when a unit is tried again, the
        work list decides.

        Returns:
            How it ended. ``Later`` with the reason ``claimed`` if it is not due, done, or another
            worker has it.

        Raises:
            StoreError: The work list did not work. Its claim ends by itself.
        """
        now = self._now()
        if self._until is not None and now >= self._until:
            return Later(now, "night_over", reached_bank=False)
        claim = await self._work.claim(unit)
        if claim is None:
            return Later(now + self._work.lease, "claimed", reached_bank=False)
        return await self._run(claim)

    async def _run(self, claim: Claim) -> Outcome:
        begun, step = self._tools.clock.now(), claim.step
        tell(self._tools.observers, UnitStarted(claim.unit, step.name if step else None))
        try:
            async with claim.extending():
                outcome, waited = await self._attempt(claim)
        except ClaimLostError:
            tell(self._tools.observers, ClaimLost(claim.unit))
            return Later(begun.time + self._work.lease, "claimed")
        except asyncio.CancelledError:
            # The worker is stopped: another one goes on at the step, at once.
            with suppress(KontokitError):
                await asyncio.shield(claim.release())
            raise
        seconds = self._tools.clock.now().steady - begun.steady
        tell(self._tools.observers, UnitEnded(claim.unit, outcome, seconds, waited))
        return outcome

    async def _attempt(self, claim: Claim) -> tuple[Outcome, float]:
        try:
            client = await self._client_of(claim.unit)
        except Exception:  # of a vault or a database; its text may hold a secret
            outcome: Outcome = Later(self._now() + _SECRETS, "secrets", reached_bank=False)
            await claim.settle(outcome, keeps_step=True)
            return outcome, 0.0
        attempt = Attempt(self._tools, claim, client, self._api, self._adapter)
        try:
            outcome = await attempt.run()
        except KontokitError:
            raise
        except Exception as error:  # one unit that nobody foresaw must not stop the others
            outcome = Unknown(type(error).__name__)
        await claim.settle(outcome, keeps_step=attempt.keeps_step)
        if isinstance(outcome, Done) and self._tools.watermarks is not None:
            # After the unit is settled: a day that does not move only means a longer overlap.
            with suppress(KontokitError):
                await self._tools.watermarks.move(claim.unit, attempt.newest)
        return outcome, attempt.bank_seconds

    def _now(self) -> datetime:
        return self._tools.clock.now().time

    async def _client_of(self, unit: Unit) -> AsyncClient:
        if self._secrets is None:
            return self._client
        of_user: Any = self._client
        found: AsyncClient = of_user.as_user(await self._secrets(unit.user))
        return found

    def __repr__(self) -> str:
        return f"Refresher({self._client!r})"
