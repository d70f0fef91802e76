"""
A server on loopback that answers every GET with the same JSON, as fast as Python can.

It is a program: it reads the JSON from its standard input, and prints its port.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

_END: Final = b"\r\n\r\n"


class _Answering(asyncio.Protocol):
    """
    One connection. Requests have no bodies, so each ends with an empty line.
    """

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._rest = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """
        Keep the transport to answer on.
        """
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """
        Answer each request that is complete.
        """
        data = self._rest + data
        count = data.count(_END)
        self._rest = data[data.rfind(_END) + len(_END) :] if count else data
        if count and self._transport is not None:
            self._transport.write(self._answer * count)


async def _serve(body: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    answer = head % len(body) + body
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(answer), "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def answering(body: bytes) -> Generator[str]:
    """
    Run the server, and end it.

    Args:
        body: What it answers.
    """
    command = [sys.executable, "-m", "scripts.benchmarks.answering"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        if server.stdin is None or server.stdout is None:
            raise RuntimeError("the server has no pipes")
        try:
            server.stdin.write(body)
            server.stdin.close()
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()


if __name__ == "__main__":
    asyncio.run(_serve(sys.stdin.buffer.read()))
