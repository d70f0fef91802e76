"""
The tables of work lists, each with a server of its own.
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

import attrs

from kontokit.stores import (
    AsyncPostgresStore,
    AsyncRedisStore,
    PostgresStore,
    RedisStore,
    SqliteStore,
    Store,
)
from kontokit_fleet import PostgresTable, RedisTable, StoreTable
from tests.support.postgres_server import POSTGRES, running_postgres
from tests.support.redis_server import REDIS, running_redis

from .processor_time import children_of

Kept: TypeAlias = tuple[Any, Any]
"""A table, and a store for all else."""


@attrs.frozen
class Place:
    """
    Where a fleet keeps what it has to know.
    """

    kind: str
    address: str
    server: int | None = None
    """The id of its process."""


@contextmanager
def sqlite() -> Generator[Place]:
    """
    A file in a folder of its own.
    """
    with TemporaryDirectory() as folder:
        yield Place("sqlite", str(Path(folder) / "fleet.db"))


@contextmanager
def redis() -> Generator[Place]:
    """
    A Redis that keeps nothing on the disk.
    """
    with TemporaryDirectory() as folder, running_redis(Path(folder)) as port:
        (server,) = children_of(os.getpid(), "redis-server")
        yield Place("redis", str(port), server)


@contextmanager
def postgres() -> Generator[Place]:
    """
    A PostgreSQL without ``fsync``.
    """
    with running_postgres() as address:
        (server,) = children_of(os.getpid(), "postgres")
        yield Place("postgres", address, server)


PLACES: Final[Mapping[str, Callable[[], AbstractContextManager[Place]]]] = {
    "StoreTable(SqliteStore)": sqlite,
    **({"RedisTable": redis} if REDIS else {}),
    **({"PostgresTable": postgres} if POSTGRES else {}),
}
"""What is installed here."""


@contextmanager
def token_store(kind: str, address: str, lanes: int) -> Generator[Store]:
    """
    Where all workers keep the tokens of users, so that the next one need not ask for them again.

    Args:
        lanes: How many units may hold the lock of a token at once, each in a connection.
    """
    if kind == "redis":
        from redis import Redis

        with Redis(port=int(address)) as client:
            yield RedisStore(client, key=None)
    elif kind == "postgres":
        from psycopg_pool import ConnectionPool

        pool: Any = ConnectionPool(address, min_size=1, max_size=lanes + 4, open=True)
        with pool:
            yield PostgresStore(pool, key=None)
    else:
        yield SqliteStore(address, key=None)


@asynccontextmanager
async def opened(kind: str, address: str) -> AsyncGenerator[Kept]:
    """
    A table and a store, for the event loop that is running.
    """
    if kind == "redis":
        from redis.asyncio import Redis

        client = Redis(port=int(address))
        yield RedisTable(client), AsyncRedisStore(client, key=None)
        await client.aclose()
    elif kind == "postgres":
        from psycopg_pool import AsyncConnectionPool

        pool: Any = AsyncConnectionPool(address, min_size=1, max_size=10, open=False)
        async with pool:
            table, store = PostgresTable(pool), AsyncPostgresStore(pool, key=None)
            await table.create_table()
            await store.create_table()
            yield table, store
    else:
        file = SqliteStore(address, key=None)
        yield StoreTable(file), file
