"""
Fixtures: every store, and children that can be killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kontokit.encryption import RecordCipher
from kontokit.stores import (
    FileStore,
    MemoryStore,
    PostgresStore,
    RedisStore,
    SqliteStore,
    SwapStore,
)
from tests.support.postgres_server import PoolOfEachProcess
from tests.support.processes import Child
from tests.support.stores import KEY, Maker, connected


@pytest.fixture(params=["memory", "file", "sqlite", "redis", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """
    Each kind of store, one after the other.
    """
    return str(request.param)


@pytest.fixture(params=["sealed", "plaintext"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    """
    A key, then none.
    """
    return KEY if request.param == "sealed" else None


@pytest.fixture
def maker(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Maker]:
    """
    Makes stores of one kind on one place; called twice, both see the same records.
    """
    if kind == "postgres":
        with PoolOfEachProcess(request.getfixturevalue("postgres_address")) as pool:
            PostgresStore(pool, key=None).create_table()
            with pool.connection() as connection:
                connection.execute("TRUNCATE kontokit_records")
            yield lambda key: PostgresStore(pool, key=key)
        return
    if kind != "redis":
        memory = MemoryStore()
        makers: dict[str, Maker] = {
            "memory": lambda key: memory,
            "file": lambda key: FileStore(tmp_path / "records.json", key=key),
            "sqlite": lambda key: SqliteStore(tmp_path / "records.db", key=key),
        }
        yield makers[kind]
        return
    port: int = request.getfixturevalue("redis_port")
    with connected(port=port) as client:
        client.flushall()
        yield lambda key: RedisStore(client, key=key)


@pytest.fixture
def store(maker: Maker, key: bytes | None) -> SwapStore:
    """
    A store of every kind, sealed and not.
    """
    return maker(key)


@pytest.fixture
def cipher() -> RecordCipher:
    """
    A cipher with the key of these tests.
    """
    return RecordCipher(KEY)


@pytest.fixture
def child(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Child]:
    """
    Starts children with a store on the same place as ours.
    """
    if kind == "memory":
        pytest.skip("no other process sees the memory of this one")
    making = {
        "file": f"FileStore({str(tmp_path / 'records.json')!r}, key=KEY)",
        "sqlite": f"SqliteStore({str(tmp_path / 'records.db')!r}, key=KEY)",
        "redis": "RedisStore(__import__('redis').Redis(port={port}), key=KEY)",
        "postgres": "PostgresStore(__import__('psycopg_pool')"
        ".ConnectionPool({address!r}, open=True), key=KEY)",
    }[kind]
    if kind == "postgres":
        making = making.format(address=request.getfixturevalue("postgres_address"))
    if kind == "redis":
        making = making.format(port=request.getfixturevalue("redis_port"))
    return lambda program: Child(making, program)
