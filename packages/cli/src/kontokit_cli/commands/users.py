"""
``kontokit users``: users of the provider that a profile has made.
"""

from __future__ import annotations

from typing import Any, Final

import click

from ..failures import Misused, Refused
from ..groups import group
from ..options import options_of

__all__ = ["users"]

FIELDS: Final = ("user", "added")
_EXAMPLES: Final = (
    "kontokit users",
    "kontokit --profile work users add",
    "kontokit --profile work users remove --yes",
)


@group("users", examples=_EXAMPLES)
def users() -> None:
    """
    List, add and remove users of the provider.

    Banks are connected for a user; the first 'kontokit connect' makes one where there is none.
    """


@users.command_of("list", "List the users that this profile has made.", examples=_EXAMPLES)
@click.pass_context
def _list(ctx: click.Context) -> None:
    from ..output.columns import Column, Shape
    from ..output.writer import write_rows
    from ..provider_users import USERS
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options, as_user=False) as session:
        found = session.state.read(USERS)
        rows = [{"user": name, "added": note["added"]} for name, note in found.items()]
        columns = [Column(title=name.upper(), field=name) for name in FIELDS]
        write_rows(rows, Shape(fields=FIELDS, columns=columns), options)


@users.command_of(
    "add",
    "Make a user with a random password, kept in the keyring.",
    examples=("kontokit --profile work users add", "kontokit -p work users add erika"),
)
@click.argument("name", required=False)
@click.pass_context
def _add(ctx: click.Context, /, name: str | None) -> None:
    from ..provider_users import make_user
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options, as_user=False) as session:
        if session.sandbox_url is not None:
            raise Misused("the sandbox has its user already")
        make_user(session, name)


@users.command_of(
    "remove",
    "Delete the user of the profile with all data at the provider.",
    examples=("kontokit --profile work users remove --yes",),
)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_context
def _remove(ctx: click.Context, /, **flags: bool) -> None:
    from ..dialog import confirmed
    from ..provider_users import USERS
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options) as session:
        client: Any = session.client
        if not hasattr(client, "delete_user"):
            raise Misused(f"{session.provider.title} has no users")
        if not flags["yes"]:
            if not options.may_ask:
                raise Misused("give --yes to delete the user")
            if not confirmed("Delete the user with all connections and accounts? [y/N] "):
                raise Refused("not deleted")
        client.delete_user()
        name = str(session.table.get("user", ""))
        session.state.change(USERS, lambda table: table.pop(name, None))
        click.echo("Deleted.", err=True)
