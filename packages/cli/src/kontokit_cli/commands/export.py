"""
``kontokit export``: transactions into a file of any format that kontokit-banking writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ..completion import complete_account
from ..failures import Misused
from ..groups import command
from ..inputs import DAY, FILE, LAST_DAY
from ..options import options_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["export"]

_EXAMPLES: Final = """\b
  kontokit --sandbox export --to rows.csv
  kontokit export girokonto --since 2026-01 --to excel.csv -o csv-excel
  kontokit export girokonto --to rows.jsonl --force
"""


@command("export", writes_files=True, help=f"Write transactions into a file.\n\n{_EXAMPLES}")
@click.argument("names", metavar="[ACCOUNT]...", nargs=-1, shell_complete=complete_account)
@click.option(
    "--to",
    "target",
    required=True,
    type=FILE,
    metavar="FILE",
    help="The file; its ending names the format, unless --output does.",
)
@click.option("--since", type=DAY, metavar="DAY", help="First day; all there is by default.")
@click.option("--until", type=LAST_DAY, metavar="DAY", help="Last day.")
@click.pass_context
def export(ctx: click.Context, /, names: tuple[str, ...], **asked: Any) -> int:
    """Write transactions into a file."""
    from ..exporting import write_transactions
    from ..transaction_reader import Query

    options = options_of(ctx)
    options.only_reads = True
    target: Path = asked["target"]
    form = options.output or _by_ending(target)
    options.out = target
    query = Query(names=names, since=asked["since"], until=asked["until"])
    return write_transactions(query, form, options)


def _by_ending(target: Path) -> str:
    from kontokit_banking.exports import FORMATS

    fitting = [one.name for one in FORMATS.values() if one.ending == target.suffix.lower()]
    if not fitting:
        known = ", ".join(f"{one.name} ({one.ending})" for one in FORMATS.values())
        raise Misused(f"{target.name} names no format; give --output: {known}")
    return fitting[0]
