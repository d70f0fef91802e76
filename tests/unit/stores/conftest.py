"""
Fixtures: every store, and children that can be killed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kontokit.encryption import RecordCipher
from kontokit.stores import FileStore, MemoryStore, RedisStore, SqliteStore, SwapStore

KEY = bytes(range(32))
Maker: TypeAlias = Callable[[bytes | None], SwapStore]


@contextmanager
def connected(**settings: Any) -> Iterator[Any]:
    """
    A client of Redis that leaves nothing open, as older versions of the library do.
    """
    import redis

    client = redis.Redis(**settings)
    try:
        yield client
    finally:
        client.close()
        client.connection_pool.disconnect()


@pytest.fixture(params=["memory", "file", "sqlite", "redis"])
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


class Child:
    """
    Another Python process. It runs a program that has ``store``, and says when it is there.
    """

    def __init__(self, making: str, program: str) -> None:
        setup = (
            f"import sys\nfrom kontokit.stores import *\nKEY = bytes(range(32))\nstore = {making}\n"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{setup}{program}\nprint('there', flush=True)\ninput()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def until_there(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "there\n"

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> None:
        self._process.communicate("\n")


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
    }[kind]
    if kind == "redis":
        making = making.format(port=request.getfixturevalue("redis_port"))
    return lambda program: Child(making, program)


def in_child(work: Callable[[], object]) -> int:
    """
    Do something in a forked child; give its exit status, 0 if all went well.
    """
    process = os.fork()
    if process == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def in_children(count: int, work: Callable[[int], object]) -> list[int]:
    """
    Do something in some forked children that begin together; give their exit statuses.
    """
    start, go = os.pipe()
    children: list[int] = []
    for number in range(count):
        process = os.fork()
        if process == 0:
            status = 1
            try:
                os.close(go)
                os.read(start, 1)
                work(number)
                status = 0
            finally:
                os._exit(status)
        children.append(process)
    os.close(start)
    os.close(go)
    return [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in children]
