"""
A server on loopback that gives numbered pages of transactions; run as a process of its own.
"""

from __future__ import annotations

import argparse
import re
import select
import socket
import time
from contextlib import AbstractContextManager
from typing import Final

from .loopback_server import response, running, serve
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
        return response(b"".join(parts))


def serving(rows: int, *, size: int, delay: float = 0.0) -> AbstractContextManager[str]:
    """
    Run a server.

    Args:
        rows: The number of rows of the list, a multiple of the size.
        size: The number of rows of a page.
        delay: Seconds that each response takes longer.

    Returns:
        Its address.
    """
    return running(__name__, str(rows), str(size), str(delay))


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
    serve(lambda connection: _serve(connection, made, options.delay))


def _serve(connection: socket.socket, made: Pages, delay: float) -> None:
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
