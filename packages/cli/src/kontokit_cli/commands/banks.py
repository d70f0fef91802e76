"""
``kontokit banks``: searches banks.
"""

from __future__ import annotations

from typing import Final

import click

from ..groups import command
from ..options import options_of

__all__ = ["banks"]

FIELDS: Final = ("id", "name", "bic", "bank_code")
_EXAMPLES: Final = """\b
  kontokit --sandbox banks Test
  kontokit banks 12345678
  kontokit banks Sparkasse --json
"""


@command("banks", help=f"Search banks by name, BIC, bank code or id.\n\n{_EXAMPLES}")
@click.argument("query")
@click.pass_context
def banks(ctx: click.Context, /, query: str) -> None:
    """Search banks."""
    from ..bank_login import actions_of
    from ..output.columns import Column, Shape
    from ..output.writer import hint, write_rows
    from ..progress import progress
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options) as session:
        with progress(options) as say:
            say("Searching banks")
            found = actions_of(session).banks(session.client, query)
        session.state.note("names", "banks", {"found": {one.id: one.name for one in found}})
        rows = [
            {"id": one.id, "name": one.name, "bic": one.bic, "bank_code": one.bank_code}
            for one in found
        ]
        columns = (
            Column(title="ID", field="id"),
            Column(title="NAME", field="name", rank=1),
            Column(title="BIC", field="bic", rank=2),
            Column(title="BANK CODE", field="bank_code", rank=3),
        )
        write_rows(rows, Shape(fields=FIELDS, columns=columns), options)
        if rows:
            hint(f"next: {session.command} connect --bank ID", options)
        elif not options.quiet:
            click.echo(f"No bank fits {query!r}.", err=True)
