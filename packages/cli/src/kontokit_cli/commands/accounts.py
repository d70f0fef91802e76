"""
``kontokit accounts``: accounts with their balances.
"""

from __future__ import annotations

from typing import Final

import click

from ..completion import complete_connection
from ..groups import command
from ..options import options_of

__all__ = ["accounts"]

_EXAMPLES: Final = """\b
  kontokit --sandbox accounts
  kontokit accounts --json --fields iban,balance,currency
  kontokit accounts --connection musterbank --refresh
"""


@command("accounts", help=f"List the accounts with their balances.\n\n{_EXAMPLES}")
@click.option(
    "--connection", metavar="NAME", shell_complete=complete_connection, help="Of one connection."
)
@click.option("--refresh", is_flag=True, help="Have the bank asked first.")
@click.pass_context
def accounts(ctx: click.Context, *, connection: str | None, refresh: bool) -> None:
    """List the accounts."""
    from ..output.writer import hint, write_rows
    from ..progress import progress
    from ..records import account_record, account_shape, totals
    from ..selection import accounts_of, remember_accounts
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = not refresh
    with open_session(options) as session:
        if refresh:
            from ..refreshing import refresh_connections

            refresh_connections(session, connection)
        with progress(options) as say:
            say("Reading accounts")
            found = accounts_of(session, connection)
        remember_accounts(session, found)
        bank = session.bank
        rows = [account_record(one, bank, session.provider.name) for one in found]
        noun = "account" if len(rows) == 1 else "accounts"
        summary = f"{len(rows)} {noun}, {totals(rows, options)}" if rows else None
        write_rows(rows, account_shape(options), options, summary=summary)
        following = "transactions" if rows else "connect"
        hint(f"next: {session.command} {following}", options)
