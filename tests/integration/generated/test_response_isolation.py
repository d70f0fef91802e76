"""
Two users of one client: neither is given an answer that was meant for the other.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess


def _answer(name: str) -> bytes:
    body = json.dumps({"id": name, "password": "x", "isAutoUpdateEnabled": False}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\n\r\n".encode() + body


class Stutterer:
    """
    A server that answers each user by the name in the token, and the user ``alice`` twice.
    """

    def __init__(self) -> None:
        self.connections = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                self.connections += 1
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with connection, suppress(OSError):
            while head := connection.recv(65536):
                name = head.split(b"Bearer ")[1].split(b"\r\n")[0].decode()
                connection.sendall(_answer(name) * (2 if name == "alice" else 1))


@pytest.fixture
def server() -> Iterator[Stutterer]:
    """
    Such a server.
    """
    server = Stutterer()
    yield server
    server.close()


USERS = ["alice", "bob", "carol", "alice", "carol", "bob", "bob"]


def test_no_user_reads_the_account_of_another(server: Stutterer) -> None:
    """
    A second answer to one user is not the answer to the next one, though they share a client.
    """
    with FinapiAccess(base_url=server.url) as client:
        read = [client.with_options(user_token=name).users.get().id for name in USERS]
    assert read == USERS
    assert server.connections == 3


def test_no_user_reads_the_account_of_another_with_await(server: Stutterer) -> None:
    """
    The same with ``await``, one after another and all at once.
    """

    async def run() -> None:
        async with AsyncFinapiAccess(base_url=server.url) as client:

            async def read(name: str) -> str:
                return (await client.with_options(user_token=name).users.get()).id

            assert [await read(name) for name in USERS] == USERS
            assert server.connections == 3
            assert await asyncio.gather(*map(read, USERS * 10)) == USERS * 10

    asyncio.run(run())
