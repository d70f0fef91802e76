"""
``kontokit transactions``: what was booked, and what is pending.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import click

from ..completion import complete_account
from ..groups import command
from ..inputs import AMOUNT, DAY, LAST_DAY
from ..options import FILE_FORMATS, options_of

__all__ = ["transactions"]

_EXAMPLES: Final = """\b
  kontokit --sandbox transactions --since 30d
  kontokit transactions girokonto --since 2026-11 --csv
  kontokit transactions --new -o csv-excel --out new.csv
"""


@command(
    "transactions",
    writes_files=True,
    help=f"List the transactions, the newest first.\n\n{_EXAMPLES}",
)
@click.argument("names", metavar="[ACCOUNT]...", nargs=-1, shell_complete=complete_account)
@click.option("--since", type=DAY, metavar="DAY", help="First day; 30 days ago by default.")
@click.option("--until", type=LAST_DAY, metavar="DAY", help="Last day.")
@click.option(
    "--status",
    type=click.Choice(["booked", "pending", "any"]),
    default="booked",
    show_default=True,
    help="Which transactions.",
)
@click.option("--search", metavar="TEXT", help="In the other side and the purpose.")
@click.option("--min", "at_least", type=AMOUNT, metavar="AMOUNT", help="Smallest amount.")
@click.option("--max", "at_most", type=AMOUNT, metavar="AMOUNT", help="Largest amount.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="Most rows in a table; programs get all.",
)
@click.option("--all", "is_whole", is_flag=True, help="All rows, and all days unless --since.")
@click.option("--new", "is_new", is_flag=True, help="Only what came since the last run with --new.")
@click.pass_context
def transactions(ctx: click.Context, /, **asked: Any) -> int:
    """List the transactions."""
    from ..exporting import write_transactions
    from ..listing import list_transactions
    from ..transaction_reader import Query

    options = options_of(ctx)
    options.only_reads = True
    query = Query(
        names=asked["names"],
        since=_since(asked["since"], is_whole=asked["is_whole"]),
        until=asked["until"],
        status=asked["status"],
        search=asked["search"],
        at_least=asked["at_least"],
        at_most=asked["at_most"],
        limit=None if asked["is_whole"] or options.is_for_programs else asked["limit"],
        is_new=asked["is_new"],
    )
    if options.format in FILE_FORMATS:
        return write_transactions(query, options.format, options)
    return list_transactions(query, options)


def _since(given: date | None, *, is_whole: bool) -> date | None:
    from ..inputs import today

    if given is not None or is_whole:
        return given
    return today() - timedelta(days=30)
