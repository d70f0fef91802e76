"""
``kontokit connections``: the connections to banks.
"""

from __future__ import annotations

from typing import Any, Final

import click

from ..completion import complete_connection
from ..failures import Misused, Refused
from ..groups import group
from ..options import options_of

__all__ = ["connections"]

_EXAMPLES: Final = (
    "kontokit --sandbox connections",
    "kontokit connections refresh --no-input",
    "kontokit connections name 4711 house-bank",
)
_NAME: Final = click.argument("name", metavar="NAME", shell_complete=complete_connection)


@group("connections", examples=_EXAMPLES)
def connections() -> None:
    """List, refresh, renew and remove connections to banks."""


@connections.command_of("list", "List the connections.", examples=_EXAMPLES)
@click.pass_context
def _list(ctx: click.Context) -> None:
    from ..output.writer import hint, write_rows
    from ..records import connection_record, connection_shape
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options) as session:
        rows = [connection_record(one, session) for one in session.bank.connections()]
        names = [str(row["bank"]) for row in rows if row["bank"]]
        session.state.note("names", "connections", {"names": names})
        write_rows(rows, connection_shape(options), options)
        if not rows:
            hint(f"next: {session.command} connect", options)


@connections.command_of(
    "refresh",
    "Have the bank asked again, of all or of one connection.",
    examples=(
        "kontokit --sandbox connections refresh",
        "kontokit connections refresh house-bank --login erika",
    ),
)
@click.argument("name", metavar="[NAME]", required=False, shell_complete=complete_connection)
@click.option("--login", metavar="NAME", help="Give the login again; the PIN is asked for.")
@click.pass_context
def _refresh(ctx: click.Context, /, name: str | None, login: str | None) -> int:
    from ..refreshing import refresh_connections
    from ..session import open_session

    with open_session(options_of(ctx)) as session:
        return refresh_connections(session, name, login=login)


@connections.command_of(
    "renew",
    "Renew the consent, with login and SCA.",
    examples=("kontokit connections renew house-bank --login erika",),
)
@_NAME
@click.option("--login", metavar="NAME", help="What the bank knows you by.")
@click.pass_context
def _renew(ctx: click.Context, /, name: str, login: str | None) -> None:
    from ..refreshing import refresh_connections
    from ..session import open_session

    with open_session(options_of(ctx)) as session:
        refresh_connections(session, name, login=login, renews=True)


@connections.command_of(
    "remove",
    "Delete a connection with all its data at the provider.",
    examples=("kontokit connections remove house-bank", "kontokit connections remove 4711 --yes"),
)
@_NAME
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_context
def _remove(ctx: click.Context, /, name: str, **flags: bool) -> None:
    from ..bank_login import actions_of
    from ..dialog import confirmed
    from ..selection import connection_named
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options) as session:
        found = connection_named(session, name)
        if not flags["yes"]:
            if not options.may_ask:
                raise Misused("give --yes to delete it")
            if not confirmed(f"Delete {found.bank_name or found.id} with all its data? [y/N] "):
                raise Refused("not deleted")
        actions_of(session).remove(session.client, found)
        click.echo(f"Deleted: {found.bank_name or found.id}", err=True)


@connections.command_of(
    "unlock",
    """Let a PIN or TAN be sent again that the bank has refused.

    It is sent once only, since most banks lock a login after three wrong ones.""",
    examples=("kontokit --sandbox connections unlock --yes",),
)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_context
def _unlock(ctx: click.Context, /, **flags: bool) -> None:
    from ..dialog import confirmed, sca_client
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options) as session:
        if not flags["yes"]:
            if not options.may_ask:
                raise Misused("give --yes to let it be sent again")
            if not confirmed("Does the bank still take your login? [y/N] "):
                raise Refused("nothing changed; ask your bank to unlock the login first")
        sca_client(session, None).unlock()
        click.echo("What was refused may be sent again.", err=True)


@connections.command_of(
    "name",
    "Give a connection an alias.",
    examples=("kontokit connections name 4711 house-bank",),
)
@_NAME
@click.argument("alias")
@click.pass_context
def _alias(ctx: click.Context, /, name: str, alias: str) -> None:
    from ..selection import connection_named
    from ..session import open_session

    with open_session(options_of(ctx)) as session:
        found: Any = connection_named(session, name)
        session.state.note("aliases", alias, {"id": found.id})
        click.echo(f"{found.bank_name or found.id} is {alias} from now on", err=True)
