"""
A worker of a fleet: plain asyncio, everything shared in one table and one store.

It prints the processor time that it took to start.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import timedelta

from kontokit import AsyncReadBudget, ClientCredentials, Http
from kontokit.stores import Store
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_fleet import BankBreaker, ParquetSink, Refresher, Watermarks, WorkList, refresh_all
from tests.support.fleet_bank import secrets_of
from tests.support.fleet_worker import RUN

from .work_tables import opened, token_store

LEASE = timedelta(seconds=15)


async def work(kind: str, address: str, provider: str, folder: str, lanes: int) -> None:
    """
    Refresh what is due until nothing is open.
    """
    with token_store(kind, address, lanes) as tokens:
        await _work(kind, address, provider, folder, lanes, tokens)


async def _work(
    kind: str, address: str, provider: str, folder: str, lanes: int, tokens: Store
) -> None:
    async with (
        opened(kind, address) as (table, store),
        AsyncFinapiAccess(
            client_credentials=ClientCredentials("fleet", "secret-of-the-client"),
            base_url=provider,
            http=Http(max_connections=lanes, max_idle_connections=lanes),
            token_store=tokens,
            max_retries=0,
        ) as client,
    ):
        work_list = WorkList(table, lease=LEASE)
        refresher = Refresher(
            client,
            work=work_list,
            budget=AsyncReadBudget(store),
            sink=ParquetSink(folder, flush_seconds=0.5),
            secrets=secrets_of,
            breaker=BankBreaker(store),
            watermarks=Watermarks(store),
        )
        print(time.process_time(), flush=True)
        await refresh_all(RUN, work_list, refresher.run, lanes=lanes)


if __name__ == "__main__":
    where, address, provider, folder, lanes = sys.argv[1:]
    asyncio.run(work(where, address, provider, folder, int(lanes)))
