"""
A server on loopback that has an account of Bankimport with a long history; run as a process of its
own.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Final

from .loopback_server import response, running, serve

_ASKED: Final = re.compile(rb"GET ([^ ?]*)\??([^ ]*)")
_NEWEST: Final = date(2026, 11, 30)
_DAYS: Final = 3_650
_MARK: Final = 10**9
"""Ids begin here, so that all have the same length."""
_ACCOUNT: Final = {
    "id": 7,
    "account_number": "0532013000",
    "bank_code": "37040044",
    "iban": "DE89370400440532013000",
    "currency": "EUR",
    "balance": 100.5,
    "account_type": "Kontokorrentkonto",
    "last_update_at": "2026-11-30T12:00:00+01:00",
}
_ROW: Final = (
    b'{"id": %d, "bank_account_id": 7, "account_date": "%s", "status": "completed",'
    b' "imported_at": "2026-11-30T12:00:00+01:00", "amount": -%d.%02d, "currency": "EUR",'
    b' "purpose": "EREF+RE-%d SVWZ+Rechnung %d vom Mai", "counterparty_name": "Muster %d GmbH",'
    b' "counterparty_iban": "DE02120300000000202051"}'
)


class History:
    """
    Rows of ten years, as many on each day.
    """

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._each = max(1, -(-rows // _DAYS))

    def answer(self, request: bytes) -> bytes:
        """
        The response to a request, with its headers.
        """
        found = _ASKED.match(request)
        path, query = (found[1], found[2]) if found else (b"", b"")
        if path.endswith(b"/bank-accounts"):
            return response(json.dumps({"bank_accounts": [_ACCOUNT]}).encode())
        parts = (one.partition(b"=") for one in query.split(b"&"))
        words = {name: value for name, _, value in parts}
        if words.get(b"status") == b"pending":
            return response(b'{"transactions": []}')
        size, page = int(words.get(b"limit", 1000)), int(words.get(b"page", 1))
        numbers = range((page - 1) * size, min(page * size, self._rows))
        is_newest_first = words.get(b"order_by") == b"account_date_desc"
        places = (self._rows - 1 - one if is_newest_first else one for one in numbers)
        return response(b'{"transactions": [%b]}' % b",".join(map(self._row, places)))

    def _row(self, place: int) -> bytes:
        back = (self._rows - 1 - place) // self._each
        day = (_NEWEST - timedelta(days=back)).isoformat().encode()
        return _ROW % (_MARK + place, day, place % 999, place % 100, place, place, place % 1000)


def serving(rows: int) -> AbstractContextManager[str]:
    """
    Run a server.

    Args:
        rows: How many the account has.

    Returns:
        Its address.
    """
    return running(__name__, str(rows))


def main() -> None:
    """
    Serve until killed.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    history = History(parser.parse_args().rows)
    serve(lambda connection: _serve(connection, history))


def _serve(connection: socket.socket, history: History) -> None:
    buffer = b""
    while received := connection.recv(65_536):
        buffer += received
        if buffer.endswith(b"\r\n\r\n"):
            connection.sendall(history.answer(buffer))
            buffer = b""


if __name__ == "__main__":
    main()
