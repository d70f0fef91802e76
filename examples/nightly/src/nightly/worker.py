"""
What a worker of any form has: a refresher with one client, and the storage.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache

from kontokit import AsyncReadBudget, Http
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_fleet import BankBreaker, ParquetSink, RateLimit, Refresher, Unit, Watermarks

from .connections import Vault, units
from .settings import Settings
from .storage import Storage, open_storage


async def plan(settings: Settings, storage: Storage) -> None:
    """
    Put tonight's connections on the list, first those that were left last night. What is there
    already stays as it is.
    """
    await storage.prepare()
    left = await storage.work.carry_over(settings.night_before, settings.run)
    added = await storage.work.plan(settings.run, units(settings.run, settings.folder))
    logging.info("%s: %s left over, %s added", settings.run, left, added)


@asynccontextmanager
async def open_refresher(settings: Settings, storage: Storage) -> AsyncIterator[Refresher]:
    """
    Make a client and a refresher, which one worker keeps.
    """
    parts = settings.folder / "parts"
    parts.mkdir(exist_ok=True)
    async with AsyncFinapiAccess.from_env(
        http=Http(max_connections=settings.lanes, max_idle_connections=settings.lanes),
        middleware=[RateLimit(storage.limiter, key="finapi")],
        token_store=storage.tokens,
    ) as client:
        yield Refresher(
            client,
            work=storage.work,
            budget=AsyncReadBudget(storage.store),
            sink=ParquetSink(parts),
            secrets=Vault(settings.folder).secrets,
            breaker=BankBreaker(storage.store),
            watermarks=Watermarks(storage.store),
        )


async def refresh(settings: Settings, message: dict[str, str]) -> None:
    """
    Refresh the unit in a message of a queue. Acknowledge it afterwards, whatever came of it.

    Call it in one loop only, which lasts as long as the worker: the first call opens the storage
    and makes the client, and all others use them.
    """
    refresher = await _of_this_worker(settings)
    await refresher.run(Unit.from_dict(message))


@cache
def _of_this_worker(settings: Settings) -> asyncio.Task[Refresher]:
    return asyncio.ensure_future(_open(settings))


async def _open(settings: Settings) -> Refresher:
    storage = await _OPEN.enter_async_context(open_storage(settings))
    return await _OPEN.enter_async_context(open_refresher(settings, storage))


_OPEN = AsyncExitStack()
"""Until the process ends."""
