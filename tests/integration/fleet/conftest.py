"""
Fixtures: tables of every kind.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kontokit.stores import MemoryStore, SqliteStore
from kontokit_fleet import PostgresTable, RedisTable, StoreTable, WorkTable
from tests.support.fleet_worker import Clock
from tests.support.stores import connected

OnTable: TypeAlias = Callable[[Callable[[WorkTable, Clock], Awaitable[Any]]], Any]


@asynccontextmanager
async def redis_table(port: int) -> AsyncIterator[WorkTable]:
    from redis.asyncio import Redis

    client = Redis(port=port)
    try:
        yield RedisTable(client)
    finally:
        await client.aclose()


@asynccontextmanager
async def postgres_table(address: str) -> AsyncIterator[WorkTable]:
    from psycopg_pool import AsyncConnectionPool

    async with AsyncConnectionPool(address, min_size=1, max_size=8, open=False) as pool:
        table = PostgresTable(pool)
        await table.create_table()
        async with pool.connection() as connection:
            await connection.execute("TRUNCATE kontokit_work")
        yield table


@pytest.fixture(params=["memory", "sqlite", "redis", "postgres"])
def on_table(request: pytest.FixtureRequest, tmp_path: Path) -> OnTable:
    """
    Runs a test in a loop, with a table of each kind and a clock.
    """
    kind, clock = request.param, Clock()

    async def inside(work: Callable[[WorkTable, Clock], Awaitable[Any]]) -> Any:
        if kind == "redis":
            port = request.getfixturevalue("redis_port")
            with connected(port=port) as client:
                client.flushall()
            async with redis_table(port) as table:
                return await work(table, clock)
        if kind == "postgres":
            async with postgres_table(request.getfixturevalue("postgres_address")) as table:
                return await work(table, clock)
        store = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "work.db", key=None)
        return await work(StoreTable(store, clock=clock, in_bucket=4), clock)

    if kind in ("redis", "postgres"):
        request.getfixturevalue({"redis": "redis_port", "postgres": "postgres_address"}[kind])
    return lambda work: asyncio.run(inside(work))
