"""
A server on loopback that gives numbered pages of transactions; run as a process of its own.
"""

from __future__ import annotations

import argparse
import re
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from .payloads import pages

_MARK: Final = 10**9
"""Ids of the template begin here, so that all ids have the same length."""
_PAGE: Final = re.compile(rb"GET [^ ]*[?&]page=(\d+)")


class Pages:
    """
    The pages of a long list, each made of one template.
    """

    def __init__(self, rows: int, size: int) -> None:
        self._rows, self._size = rows, size
        template = pages(size, first=_MARK, page_count=-(-rows // size), total=rows)
        self._pieces = re.split(rb'(?<="id": )1\d{9}', template)

    def response(self, number: int) -> bytes:
        """
        The response for a page, with its headers.

        Args:
            number: Which page, from 1.
        """
        first = _MARK + (number - 1) * self._size
        parts = [self._pieces[0]]
        for row, piece in enumerate(self._pieces[1:], first):
            parts += (b"%d" % row, piece)
        body = b"".join(parts)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        return head % len(body) + body


@contextmanager
def serving(rows: int, *, size: int, delay: float = 0.0) -> Generator[str]:
    """
    Run a server.

    Args:
        rows: The number of rows of the list, a multiple of the size.
        size: The number of rows of a page.
        delay: Seconds that each response takes longer.

    Returns:
        Its address.
    """
    command = [sys.executable, "-m", __name__, str(rows), str(size), str(delay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.kill()


def main() -> None:
    """
    Serve until killed.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("size", type=int)
    parser.add_argument("delay", type=float)
    options = parser.parse_args()
    made = Pages(options.rows, options.size)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sys.stdout.write(f"http://127.0.0.1:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            connection = listener.accept()[0]
            threading.Thread(
                target=_serve, args=(connection, made, options.delay), daemon=True
            ).start()


def _serve(connection: socket.socket, made: Pages, delay: float) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    buffer, next_page, ready = b"", 1, made.response(1)
    while received := connection.recv(65_536):
        buffer += received
        if not buffer.endswith(b"\r\n\r\n"):
            continue
        found = _PAGE.match(buffer)
        number, buffer = int(found[1]) if found else 1, b""
        if delay:
            time.sleep(delay)
        connection.sendall(ready if number == next_page else made.response(number))
        # The next page is made while the client is busy with this one.
        if not select.select([connection], [], [], 0)[0]:
            next_page, ready = number + 1, made.response(number + 1)


if __name__ == "__main__":
    main()
