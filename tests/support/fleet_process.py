"""
A worker of a fleet in a process of its own, with everything in Redis.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from redis import Redis as BlockingRedis
from redis.asyncio import Redis

from kontokit import AsyncReadBudget, ClientCredentials
from kontokit.stores import AsyncRedisStore, RedisStore
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_fleet import (
    BankBreaker,
    ParquetSink,
    RateLimit,
    RedisRateLimiter,
    RedisTable,
    Refresher,
    WorkList,
    refresh_all,
)
from tests.support.fleet_bank import secrets_of
from tests.support.fleet_worker import RUN

LEASE = timedelta(seconds=3)
KEY = b"k" * 32


async def work(port: int, url: str, folder: Path) -> None:
    redis = Redis(port=port)
    store = AsyncRedisStore(redis, key=None)
    work_list = WorkList(RedisTable(redis), lease=LEASE)
    limit = RateLimit(RedisRateLimiter(redis, 500, burst=20), "client")
    credentials = ClientCredentials("fleet", "secret-of-the-client")
    tokens = RedisStore(BlockingRedis(port=port), key=KEY)
    async with AsyncFinapiAccess(
        client_credentials=credentials,
        base_url=url,
        middleware=(limit,),
        token_store=tokens,
        max_retries=0,
    ) as client:
        refresher = Refresher(
            client,
            work=work_list,
            budget=AsyncReadBudget(store),
            sink=ParquetSink(folder, flush_seconds=0.2),
            secrets=secrets_of,
            breaker=BankBreaker(store),
        )
        await refresh_all(RUN, work_list, refresher.run, lanes=8)
    await redis.aclose()


if __name__ == "__main__":
    asyncio.run(work(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
