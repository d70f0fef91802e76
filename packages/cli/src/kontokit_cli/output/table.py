"""
Draws a table on a terminal. Where it is narrow, columns are left out; no amount is cut.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..options import Options
from .columns import ROWS_AT_ONCE, Column, Record
from .values import one_line, shown

__all__ = ["console", "draw"]


def console(options: Options) -> Console:
    """
    The terminal of the standard output.
    """
    is_plain = options.no_color or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Console(file=sys.stdout, no_color=is_plain, highlight=False, soft_wrap=False)


def draw(rows: Iterable[Record], columns: Sequence[Column], options: Options) -> None:
    """
    Write a table, some hundred rows at a time: those of the first ones decide which columns fit.
    """
    screen, left = console(options), iter(rows)
    some = list(islice(left, ROWS_AT_ONCE))
    cells = _cells(some, columns)
    fitting = _fitting(columns, cells, screen.width)
    widths = {one.field: _width(one, cells) for one in fitting}
    _draw(cells, fitting, widths, screen, has_header=True)
    while some := list(islice(left, ROWS_AT_ONCE)):
        cells = _cells(some, fitting)
        widths = {one.field: max(widths[one.field], _width(one, cells)) for one in fitting}
        _draw(cells, fitting, widths, screen, has_header=False)


def _draw(
    cells: dict[str, list[str]],
    fitting: Sequence[Column],
    widths: dict[str, int],
    screen: Console,
    *,
    has_header: bool,
) -> None:
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
        show_header=has_header,
    )
    for one in fitting:
        table.add_column(
            one.title,
            justify="right" if one.is_right else "left",
            no_wrap=True,
            # Amounts and IBANs keep their width: the terminal breaks a line that is too long.
            min_width=widths[one.field] if one.rank == 0 else 4,
            overflow="ellipsis",
        )
    for row in zip(*(cells[one.field] for one in fitting), strict=True):
        # Text, never markup: a purpose may hold brackets that rich would take for commands.
        table.add_row(*map(Text, row))
    width = sum(widths[one.field] + 2 for one in fitting if one.rank == 0)
    screen.print(table, width=max(screen.width, width))


def _cells(rows: Sequence[Record], columns: Sequence[Column]) -> dict[str, list[str]]:
    return {one.field: [_shown(one, row) for row in rows] for one in columns}


def _shown(column: Column, row: Record) -> str:
    return one_line(column.show(row)) if column.show is not None else shown(row.get(column.field))


def _width(column: Column, cells: dict[str, list[str]]) -> int:
    return max(len(column.title), *(len(one) for one in cells[column.field] or [""]))


def _fitting(columns: Sequence[Column], cells: dict[str, list[str]], width: int) -> list[Column]:
    left = list(columns)
    while sum(_width(one, cells) + 2 for one in left) > width:
        droppable = [one for one in left if one.rank > 1]
        if not droppable:
            break
        left.remove(max(droppable, key=lambda one: one.rank))
    return left
