"""
``kontokit users``: users of the provider that a profile has made.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import click

from ..failures import Misused, NotSetUp, Refused
from ..groups import group
from ..options import options_of

__all__ = ["users"]

FIELDS: Final = ("user", "added")
_EXAMPLES: Final = """\b
  kontokit users
  kontokit --profile work users add
  kontokit --profile work users remove --yes
"""


@group("users")
def users() -> None:
    """List, add and remove users of the provider, whom banks are connected for."""


@users.command_of("list", help=f"List the users that this profile has made.\n\n{_EXAMPLES}")
@click.pass_context
def _list(ctx: click.Context) -> None:
    from ..output.columns import Column, Shape
    from ..output.writer import write_rows
    from ..session import open_session

    options = options_of(ctx)
    options.only_reads = True
    with open_session(options, as_user=False) as session:
        found = session.state.read("users")
        rows = [{"user": name, "added": note["added"]} for name, note in found.items()]
        columns = [Column(title=name.upper(), field=name) for name in FIELDS]
        write_rows(rows, Shape(fields=FIELDS, columns=columns), options)


@users.command_of("add", help="Make a user with a random password, kept in the keyring.")
@click.argument("name", required=False)
@click.pass_context
def _add(ctx: click.Context, /, name: str | None) -> None:
    from ..session import open_session

    options = options_of(ctx)
    with open_session(options, as_user=False) as session:
        if session.sandbox_url is not None:
            raise Misused("the sandbox has its user already")
        _make(session, name)


def _make(session: Any, name: str | None) -> None:
    from kontokit import UserCredentials

    from ..config_file import changed_config
    from ..secret_sources import store_in_keyring, usable_keyring

    if not hasattr(session.client, "create_user"):
        raise Misused(f"{session.provider.title} has no users")
    if not usable_keyring():
        raise NotSetUp(
            "there is no keyring for the password of the user",
            next_step="make the user with a password of your own: kontokit call",
        )
    made = UserCredentials.generate()
    credentials = made if name is None else UserCredentials(name, made.password)
    # Before the call: a password that is lost cannot be read again.
    store_in_keyring(session.profile, "password", credentials.password)
    session.client.create_user(credentials)
    added = datetime.now(UTC).isoformat(timespec="seconds")
    session.state.note("users", credentials.username, {"added": added})
    with changed_config() as config:
        table = config.get("profiles", {}).get(session.profile)
        if table is not None:
            table["user"] = credentials.username
            table["password"] = {"keyring": True}
    click.echo(f"Added: {credentials.username}", err=True)


@users.command_of("remove", help="Delete the user of the profile with all data at the provider.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.pass_context
def _remove(ctx: click.Context, /, **flags: bool) -> None:
    from ..dialog import confirmed
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
        session.state.change("users", lambda table: table.pop(name, None))
        click.echo("Deleted.", err=True)
