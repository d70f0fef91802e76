"""
Runs a night: workers that are killed and started again, and samples of how far they have come.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Final

from kontokit import AsyncReadBudget, UserCredentials
from kontokit_banking import Transaction
from kontokit_fleet import (
    BankBreaker,
    MemoryRateLimiter,
    RateLimit,
    Refresher,
    Unit,
    WorkList,
    refresh_all,
)

from .client import SimulatedClient
from .provider import Provider
from .result import Result, Sample
from .scenario import MINUTE, Population, Scenario
from .stores import Server, Store, Table
from .virtual_time import BEGIN, VirtualClock, VirtualLoop, run
from .worker import KilledError, Life

RUN: Final = "night"
_KEY: Final = "client"


class CountingSink:
    """
    Counts how often the rows of a connection were written.
    """

    def __init__(self, users: int) -> None:
        self.written = bytearray(users + 1)

    async def write(self, unit: Unit, rows: Sequence[Transaction[Any]]) -> None:
        """
        Write rows.
        """
        del rows
        self.written[int(unit.user)] += 1


class Night:
    """
    The machines of a night.
    """

    def __init__(self, night: Scenario, loop: VirtualLoop) -> None:
        self.night = night
        self.loop = loop
        self.clock = VirtualClock(loop)
        self.people = Population(night)
        self.provider = Provider(night, self.people, loop)
        self.server = Server()
        self.sink = CountingSink(night.users)
        # One for all workers, as one in Redis is.
        limiter = MemoryRateLimiter(
            night.requests_per_second * night.wanted_share, clock=self.clock
        )
        self.limit = RateLimit(limiter, _KEY)
        self.until = BEGIN + timedelta(hours=night.hours)
        self.result = Result(
            users=night.users,
            workers=night.workers,
            lanes=night.lanes,
            requests_per_second=night.requests_per_second,
        )
        self.workers: dict[int, tuple[Life, asyncio.Task[None]]] = {}

    async def run(self, tell: Callable[[Sample], object]) -> Result:
        """
        Live through the night.
        """
        begun = time.process_time()
        self.loop.set_exception_handler(_unless_killed)
        work = WorkList(Table(self.server, Life()), clock=self.clock)
        await work.plan(RUN, (self._unit(user) for user in range(1, self.night.users + 1)))
        await self._use_up()
        gc.freeze()  # a million records are looked at no more
        self.server.commands.clear()
        others = [self._kill_often(), self._kill_all(), self._sample(tell)]
        running = [asyncio.create_task(one) for one in others]
        await asyncio.gather(*(self._machine(place) for place in range(self.night.workers)))
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.sleep(MINUTE)  # what is under way arrives
        self.result.commands = dict(self.server.commands)
        self.result.counts = await work.counts(RUN)
        self._audit()
        self.result.cpu_seconds = time.process_time() - begun
        return self.result

    async def _machine(self, place: int) -> None:
        """
        Start a worker again whenever it is killed.
        """
        while True:
            life = Life()
            task = asyncio.create_task(self._worker(life))
            self.workers[place] = life, task
            await asyncio.wait([task])
            if not life.is_over:
                del self.workers[place]
                return task.result()
            await asyncio.sleep(self.night.restart)

    async def _worker(self, life: Life) -> None:
        store = Store(self.server, life)
        work = WorkList(Table(self.server, life), clock=self.clock)
        client = SimulatedClient(self.provider, self.limit, life)
        refresher = Refresher(
            client,
            work=work,
            budget=AsyncReadBudget(store, self.clock),
            sink=self.sink,
            secrets=_secrets,
            breaker=BankBreaker(store, clock=self.clock),
            observers=(life.note,),
            until=self.until,
            clock=self.clock,
        )
        lanes = self.night.lanes
        await refresh_all(RUN, work, refresher.run, lanes=lanes, until=self.until, clock=self.clock)

    async def _kill_often(self) -> None:
        place = 0
        while True:
            await asyncio.sleep(self.night.kill_pause)
            self._kill(place % self.night.workers)
            place += 1

    async def _kill_all(self) -> None:
        await asyncio.sleep(self.night.all_killed)
        for place in range(self.night.workers):
            self._kill(place)

    def _kill(self, place: int) -> None:
        life, task = self.workers.get(place, (None, None))
        if life is None or task is None or life.is_over:
            return
        life.is_over = True
        task.cancel()
        self.result.kills += 1

    async def _sample(self, tell: Callable[[Sample], object]) -> None:
        while True:
            await asyncio.sleep(MINUTE)
            sample = self._look()
            self.result.samples.append(sample)
            tell(sample)

    def _look(self) -> Sample:
        minute = round(self.loop.time() / MINUTE)
        labels, past = self.server.labels, self.provider.minutes[minute - 1]
        return Sample(
            minute=minute,
            done=labels["done"],
            needs_user=sum(n for label, n in labels.items() if label.startswith("needs_user")),
            in_work=sum(life.in_work for life, _ in self.workers.values() if not life.is_over),
            at_banks=self.provider.at_banks,
            requests=past.requests,
            too_many=past.too_many,
            reads=past.reads,
            probes=past.probes,
        )

    async def _use_up(self) -> None:
        """
        Some users have let their bank be asked three times today.
        """
        budget = AsyncReadBudget(Store(self.server, Life()), self.clock)
        for user in range(1, self.night.users + 1):
            if self.people.kind(user) == "used_up":
                for _ in range(3):
                    await budget.take(self._unit(user).budget_key)

    def _audit(self) -> None:
        provider, result, users = self.provider, self.result, range(1, self.night.users + 1)
        result.operations = dict(provider.by_operation)
        result.statuses = dict(provider.by_status)
        result.probes_of = dict(provider.probes_of)
        result.asked = dict(Counter(provider.asked[user] for user in users))
        result.tokens = dict(Counter(provider.tokens[user] for user in users))
        result.rows_twice = sum(self.sink.written[user] > 1 for user in users)

    def _unit(self, user: int) -> Unit:
        bank, name = self.people.bank(user), str(user)
        return Unit(run=RUN, api="finapi_access", user=name, connection=name, bank=bank)


async def _secrets(user: str) -> UserCredentials:
    return UserCredentials(user, "its password")


def _unless_killed(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    if not isinstance(context.get("exception"), KilledError):
        loop.default_exception_handler(context)


def simulate(night: Scenario, tell: Callable[[Sample], object] = lambda _: None) -> Result:
    """
    Run a night, and tell of each minute.
    """
    random.seed(night.seed)  # of which the breaker draws its pauses
    loop = VirtualLoop()
    try:
        return run(Night(night, loop).run(tell), loop)
    finally:
        gc.unfreeze()
