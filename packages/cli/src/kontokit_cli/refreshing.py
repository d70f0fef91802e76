"""
Has banks asked again, with or without a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import flow_notes
from .bank_login import actions_of, ask_credentials
from .dialog import return_url
from .failures import NotSetUp, NotThere
from .flow_runs import receiving, run_call
from .selection import connection_named
from .session import Session

if TYPE_CHECKING:
    from kontokit_banking import Connection

__all__ = ["refresh_connection", "refresh_connections"]


def refresh_connections(
    session: Session, name: str | None, *, login: str | None = None, asks: bool = False
) -> None:
    """
    Refresh one connection, or all.

    Args:
        name: Of one connection; None for all.
        login: What the bank knows the person by, where the provider has not kept it.
        asks: Whether the login is asked for.

    Raises:
        NotThere: There is no connection.
    """
    actions = actions_of(session)
    if not actions.has_connections:
        raise NotSetUp(
            f"{session.provider.title} has no connections: it fetches accounts by itself",
            next_step=f"its operations: kontokit call {session.provider.name}",
        )
    known = [connection_named(session, name)] if name else session.bank.connections()
    if not known:
        raise NotThere("there is no connection", next_step=f"{session.command} connect")
    for one in known:
        refresh_connection(session, one, login=login, asks=asks)


def refresh_connection(
    session: Session, connection: Connection[Any], *, login: str | None, asks: bool
) -> None:
    """
    Refresh a connection.
    """
    actions = actions_of(session)
    bank = connection.bank_name or connection.name or "the bank"
    asked = actions.login_of(session.client, connection) if asks or login else None
    fields = list(asked.fields) if asked else []
    credentials = ask_credentials(session, fields, bank, login)
    flow_id = flow_notes.new_id("refresh")
    flow_notes.begin(
        session, flow_id, "refresh", {"bank": bank, "connection": connection.id, "login": login}
    )
    with receiving(session) as receiver:
        call = actions.refresh(
            session.client,
            connection,
            credentials,
            return_url=return_url(session, receiver),
        )
        run_call(session, call, flow_id, receiver=receiver, fields=fields)
    if not session.options.quiet:
        click.echo(f"Refreshed: {bank}", err=True)
