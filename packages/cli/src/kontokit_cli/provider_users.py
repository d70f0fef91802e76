"""
Users of a provider, whom banks are connected for, made with a password that the keyring keeps.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import click

from .config_file import changed_config
from .failures import Misused, NotSetUp
from .options import Options
from .secret_sources import store_in_keyring, usable_keyring
from .session import Session, open_session

__all__ = ["USERS", "make_missing_user", "make_user"]

USERS: Final = "users"
"""The table of what this profile has made."""


def make_missing_user(options: Options) -> None:
    """
    Make a user where the profile has none and its API acts for users.

    Raises:
        NotSetUp: There is no keyring for its password.
    """
    if options.sandbox is not None:
        return
    with open_session(options) as session:
        lacks_user = session.lacks_user
    if lacks_user:
        with open_session(options, as_user=False) as session:
            make_user(session, None)


def make_user(session: Session, name: str | None) -> None:
    """
    Make a user, whom the profile has from now on.

    Args:
        name: A random one by default.

    Raises:
        Misused: The API has no users.
        NotSetUp: There is no keyring for the password.
    """
    from kontokit import UserCredentials

    client: Any = session.client
    if not hasattr(client, "create_user"):
        raise Misused(f"{session.provider.title} has no users")
    if not usable_keyring():
        raise NotSetUp(
            "there is no keyring for the password of the user",
            next_step="make a user with a password of your own:"
            f" kontokit call {session.provider.name} createUser --body FILE",
        )
    made = UserCredentials.generate()
    credentials = made if name is None else UserCredentials(name, made.password)
    # Before the call: a password that is lost cannot be read again.
    store_in_keyring(session.profile, "password", credentials.password)
    client.create_user(credentials)
    added = datetime.now(UTC).isoformat(timespec="seconds")
    session.state.note(USERS, credentials.username, {"added": added})
    with changed_config() as config:
        table = config.get("profiles", {}).get(session.profile)
        if table is not None:
            table["user"] = credentials.username
            table["password"] = {"keyring": True}
    click.echo(f"Added the user {credentials.username}", err=True)
