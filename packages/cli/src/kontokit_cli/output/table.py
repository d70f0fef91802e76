"""
Draws a table on a terminal. Where it is narrow, columns are left out; no amount is cut.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..options import Options
from .columns import Column, Record
from .values import one_line, shown

__all__ = ["console", "draw"]


def console(options: Options) -> Console:
    """
    The terminal of the standard output.
    """
    is_plain = options.no_color or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Console(file=sys.stdout, no_color=is_plain, highlight=False, soft_wrap=False)


def draw(rows: Sequence[Record], columns: Sequence[Column], options: Options) -> None:
    """
    Write a table.
    """
    screen = console(options)
    cells = {one.field: [_shown(one, row) for row in rows] for one in columns}
    fitting = _fitting(columns, cells, screen.width)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for one in fitting:
        table.add_column(
            one.title,
            justify="right" if one.is_right else "left",
            no_wrap=True,
            # Amounts and IBANs keep their width: the terminal breaks a line that is too long.
            min_width=_width(one, cells) if one.rank == 0 else 4,
            overflow="ellipsis",
        )
    for at in range(len(rows)):
        # Text, never markup: a purpose may hold brackets that rich would take for commands.
        table.add_row(*(Text(cells[one.field][at]) for one in fitting))
    width = sum(_width(one, cells) + 2 for one in fitting if one.rank == 0)
    screen.print(table, width=max(screen.width, width))


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
