"""
Where the truth about a night is kept: a file for one process, Redis or PostgreSQL for many.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from kontokit.stores import (
    AsyncPostgresStore,
    AsyncRedisStore,
    AsyncSwapStore,
    PostgresStore,
    RedisStore,
    SqliteStore,
    Store,
    SwapStore,
)
from kontokit_fleet import (
    MemoryRateLimiter,
    PostgresTable,
    RateLimiter,
    RedisRateLimiter,
    RedisTable,
    StoreTable,
    WorkList,
    WorkTable,
)

from .settings import Settings


@dataclass(frozen=True)
class Storage:
    work: WorkList
    store: SwapStore | AsyncSwapStore
    """Budgets, breakers and watermarks."""
    tokens: Store
    limiter: RateLimiter
    prepare: Callable[[], Awaitable[None]]
    """Makes tables that are not there. Only one process does so: the one that plans the night."""


@asynccontextmanager
async def open_storage(settings: Settings) -> AsyncIterator[Storage]:
    kind = settings.store.partition("://")[0]
    opened = {"redis": _redis, "postgresql": _postgres}.get(kind, _file)
    async with opened(settings) as storage:
        yield storage


@asynccontextmanager
async def _file(settings: Settings) -> AsyncIterator[Storage]:
    store = SqliteStore(settings.folder / settings.store, key=settings.key)
    limiter = MemoryRateLimiter(settings.per_second)
    yield Storage(_list(StoreTable(store), settings), store, store, limiter, _nothing)


@asynccontextmanager
async def _redis(settings: Settings) -> AsyncIterator[Storage]:
    from redis import Redis
    from redis.asyncio import Redis as AsyncRedis

    with Redis.from_url(settings.store) as blocking:
        async with AsyncRedis.from_url(settings.store) as client:
            yield Storage(
                _list(RedisTable(client), settings),
                AsyncRedisStore(client, key=settings.key),
                RedisStore(blocking, key=settings.key),
                RedisRateLimiter(client, settings.per_second),
                _nothing,
            )


@asynccontextmanager
async def _postgres(settings: Settings) -> AsyncIterator[Storage]:
    from psycopg_pool import AsyncConnectionPool, ConnectionPool

    # The lock of a token holds a connection, and each lane may have one.
    most = settings.lanes + 4
    with ConnectionPool(settings.store, min_size=1, max_size=most, open=True) as blocking:
        async with AsyncConnectionPool(settings.store, min_size=1, max_size=8, open=False) as pool:
            table, store = PostgresTable(pool), AsyncPostgresStore(pool, key=settings.key)

            async def prepare() -> None:
                await table.create_table()
                await store.create_table()

            tokens = PostgresStore(blocking, key=settings.key)
            limiter = MemoryRateLimiter(settings.per_second / settings.workers)
            yield Storage(_list(table, settings), store, tokens, limiter, prepare)


def _list(table: WorkTable, settings: Settings) -> WorkList:
    return WorkList(table, lease=settings.lease)


async def _nothing() -> None:
    pass
