"""
Lists transactions of several accounts, the newest first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice

import click

from .exit_codes import worst
from .options import Options
from .output.columns import ROWS_AT_ONCE, Record
from .session import open_session
from .transaction_reader import Query, TransactionReader

__all__ = ["list_transactions"]


def list_transactions(query: Query, options: Options) -> int:
    """
    Write the transactions.

    Returns:
        The code of the worst error of an account; 0 where there was none.
    """
    from .output.writer import hint, write_rows
    from .records import transaction_record, transaction_shape

    if _is_long(query.limit) and options.out is None and sys.stdout.isatty():
        options.no_progress = True  # rows on the screen say it themselves
    with open_session(options) as session:
        reader = TransactionReader(session, query)
        api = session.provider.name
        found = reader.newest_first()
        rows = (transaction_record(row, account, api) for account, row in found)
        counted = _Limited(rows, query.limit)
        write_rows(counted, transaction_shape(options), options)
        reader.remember()
        if counted.left:
            hint(f"… {counted.left} more: --all", options)
        if not counted.number and not reader.codes and not options.quiet:
            since = "" if query.since is None else f" since {query.since:%d.%m.%Y}"
            click.echo(f"No transactions{since}.", err=True)
        hint(f"next: {session.command} export --to rows.csv", options)
        return worst(reader.codes)


def _is_long(limit: int | None) -> bool:
    return limit is None or limit > ROWS_AT_ONCE


class _Limited:
    """
    The first rows, and the number of all others.
    """

    def __init__(self, rows: Iterator[Record], limit: int | None) -> None:
        self._rows = rows
        self._limit = limit
        self.number = 0
        self.left = 0

    def __iter__(self) -> Iterator[Record]:
        for row in islice(self._rows, self._limit):
            self.number += 1
            yield row
        # They are read to the end: an account that fails is told, and --new remembers them all.
        self.left = sum(1 for _ in self._rows)
