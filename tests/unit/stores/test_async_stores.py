"""
Async stores: the same records as their blocking twins, without blocking the loop.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from kontokit import ArgumentError, ConfigurationError, RecordUnreadableError, StoreError
from kontokit.stores import (
    AsyncPostgresStore,
    AsyncRedisStore,
    AsyncSwapStore,
    MemoryStore,
    PostgresStore,
    RedisStore,
    SqliteStore,
    SwapStore,
    async_store,
)
from tests.support.postgres_server import PoolOfEachProcess
from tests.support.stores import KEY, connected

T = TypeVar("T")
NAME, RECORD, NEXT = "work:a", b'{"n": 1}', b'{"n": 2}'
Run = Callable[[Callable[[AsyncSwapStore], Awaitable[Any]]], Any]


async def closed(client: Any) -> None:
    """
    Close a client of Redis, which redis-py 5.0.0 called ``close``.
    """
    await getattr(client, "aclose", client.close)()


@asynccontextmanager
async def redis_store(port: int, key: bytes | None) -> AsyncIterator[AsyncSwapStore]:
    from redis.asyncio import Redis

    client = Redis(port=port)
    try:
        yield AsyncRedisStore(client, key=key, prefix="async:")
    finally:
        await closed(client)


@asynccontextmanager
async def postgres_store(address: str, key: bytes | None) -> AsyncIterator[AsyncSwapStore]:
    from psycopg_pool import AsyncConnectionPool

    async with AsyncConnectionPool(address, min_size=1, max_size=8, open=False) as pool:
        store = AsyncPostgresStore(pool, key=key, table="async_records")
        await store.create_table()
        yield store


@pytest.fixture(params=["memory", "sqlite", "redis", "postgres"])
def run(request: pytest.FixtureRequest, tmp_path: Any) -> Run:
    """
    Runs a test in a loop, with a store of every kind.
    """
    kind = request.param
    if kind == "redis":
        port = request.getfixturevalue("redis_port")
        with connected(port=port) as client:
            client.flushall()
    if kind == "postgres":
        address = request.getfixturevalue("postgres_address")
        with PoolOfEachProcess(address) as pool, pool.connection() as connection:
            connection.execute("DROP TABLE IF EXISTS async_records")

    async def inside(work: Callable[[AsyncSwapStore], Awaitable[T]]) -> T:
        if kind == "redis":
            async with redis_store(port, KEY) as store:
                return await work(store)
        if kind == "postgres":
            async with postgres_store(address, KEY) as store:
                return await work(store)
        blocking: SwapStore = (
            MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "records.db", key=KEY)
        )
        return await work(async_store(blocking))

    return lambda work: asyncio.run(inside(work))


def test_processes_may_create_a_table_at_once(request: pytest.FixtureRequest) -> None:
    """
    PostgreSQL itself refuses that, although nothing is created that is there.
    """
    from psycopg_pool import AsyncConnectionPool

    address = request.getfixturevalue("postgres_address")

    async def work() -> None:
        async with AsyncConnectionPool(address, min_size=12, max_size=12, open=False) as pool:
            store = AsyncPostgresStore(pool, key=KEY, table="created_at_once")
            for _ in range(5):
                async with pool.connection() as connection:
                    await connection.execute("DROP TABLE IF EXISTS created_at_once")
                await asyncio.gather(*(store.create_table() for _ in range(12)))

    asyncio.run(work())


def test_a_record_is_saved_and_deleted(run: Run) -> None:
    """
    And ends when it should.
    """

    async def work(store: AsyncSwapStore) -> None:
        assert await store.load(NAME) is None
        await store.save(NAME, RECORD)
        assert await store.load(NAME) == RECORD
        await store.delete(NAME)
        assert await store.load(NAME) is None
        await store.save(NAME, RECORD, ends=datetime.now(UTC) - timedelta(seconds=1))
        assert await store.load(NAME) is None
        assert await store.swap(NAME, None, NEXT)
        assert await store.load(NAME) == NEXT
        with pytest.raises(ArgumentError):
            await store.save(NAME, RECORD, ends=datetime(2026, 1, 1))
        await store.close()

    run(work)


def test_a_swap_needs_the_expected_record(run: Run) -> None:
    """
    Another one, or none, is refused.
    """

    async def work(store: AsyncSwapStore) -> None:
        assert not await store.swap(NAME, RECORD, NEXT)
        assert await store.swap(NAME, None, RECORD)
        assert not await store.swap(NAME, None, NEXT)
        assert not await store.swap(NAME, NEXT, NEXT)
        assert await store.swap(NAME, RECORD, NEXT)

    run(work)


def test_coroutines_lose_no_swap(run: Run) -> None:
    """
    Twenty coroutines that count together count to the end.
    """

    async def work(store: AsyncSwapStore) -> int:
        async def count() -> None:
            while True:
                old = await store.load(NAME)
                if await store.swap(NAME, old, b"%d" % (int(old or b"0") + 1)):
                    return

        await asyncio.gather(*(count() for _ in range(20)))
        return int(await store.load(NAME) or b"0")

    assert run(work) == 20


@pytest.mark.parametrize("kind", ["redis", "postgres"])
def test_the_twins_share_their_records(kind: str, request: pytest.FixtureRequest) -> None:
    """
    What one writes, the other reads, swaps and cannot open with another key.
    """

    async def work(store: AsyncSwapStore, blocking: SwapStore) -> None:
        await store.save(NAME, RECORD)
        assert blocking.load(NAME) == RECORD
        assert blocking.swap(NAME, RECORD, NEXT)
        assert await store.load(NAME) == NEXT

    async def in_redis(port: int) -> None:
        with connected(port=port) as client:
            async with redis_store(port, KEY) as store:
                await work(store, RedisStore(client, key=KEY, prefix="async:"))
            async with redis_store(port, bytes(32)) as store:
                with pytest.raises(RecordUnreadableError):
                    await store.load(NAME)

    async def in_postgres(address: str) -> None:
        with PoolOfEachProcess(address) as pool:
            async with postgres_store(address, KEY) as store:
                await work(store, PostgresStore(pool, key=KEY, table="async_records"))
            async with postgres_store(address, bytes(32)) as store:
                with pytest.raises(RecordUnreadableError):
                    await store.swap(NAME, NEXT, RECORD)

    if kind == "redis":
        asyncio.run(in_redis(request.getfixturevalue("redis_port")))
    else:
        asyncio.run(in_postgres(request.getfixturevalue("postgres_address")))


def test_a_server_that_is_not_there_is_a_store_error() -> None:
    """
    Said without the address, and soon.
    """
    from psycopg_pool import AsyncConnectionPool
    from redis.asyncio import Redis

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed_port = probe.getsockname()[1]

    async def work() -> None:
        client = Redis(port=closed_port)
        with pytest.raises(StoreError, match="cannot be reached"):
            await AsyncRedisStore(client, key=None).load(NAME)
        await closed(client)
        address = f"host=127.0.0.1 port={closed_port} dbname=geheim"
        async with AsyncConnectionPool(address, min_size=0, max_size=1, open=False) as pool:
            with pytest.raises(StoreError, match=r"timed out|cannot be reached") as caught:
                await AsyncPostgresStore(pool, key=None, timeout=0.3).load(NAME)
        assert "geheim" not in str(caught.value)

    asyncio.run(work())


@pytest.mark.parametrize("table", ["", "Records", "a b", "a;drop", "a" * 64, 5])
def test_a_table_has_a_plain_name(table: Any) -> None:
    """
    It becomes part of statements.
    """
    with pytest.raises(ConfigurationError, match="lower-case letters"):
        AsyncPostgresStore(PoolOfEachProcess(""), key=None, table=table)


@pytest.mark.parametrize("kind", [AsyncRedisStore, AsyncPostgresStore, async_store])
def test_anything_else_than_a_client_or_store_is_refused(kind: Any) -> None:
    """
    When the store is made, not at its first use.
    """
    named = {} if kind is async_store else {"key": None}
    for wrong in (object(), None, MemoryStore):
        with pytest.raises(ConfigurationError):
            kind(wrong, **named)
