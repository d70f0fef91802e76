"""
Has banks asked again, with or without a person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from . import flow_notes
from .apis.actions import Call, LoginField
from .bank_login import actions_of, ask_credentials
from .dialog import return_url
from .failures import NotSetUp, NotThere, PersonNeeded
from .flow_runs import receiving, run_call
from .selection import connection_named
from .session import Session

if TYPE_CHECKING:
    from kontokit_banking import Connection

__all__ = ["refresh_connections"]


def refresh_connections(
    session: Session, name: str | None, *, login: str | None = None, renews: bool = False
) -> None:
    """
    Refresh one connection, or all.

    Args:
        name: Of one connection; None for all.
        login: What the bank knows the person by, where the provider has not kept it.
        renews: Whether the consent is renewed, with the login.

    Raises:
        NotThere: There is no connection.
        NotSetUp: The API has no connections.
        PersonNeeded: The bank wants a new consent, and nobody may be asked.
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
        _refresh(session, one, login=login, renews=renews)


def _refresh(
    session: Session, connection: Connection[Any], *, login: str | None, renews: bool
) -> None:
    actions = actions_of(session)
    bank = connection.bank_name or connection.name or "the bank"
    asked = actions.login_of(session.client, connection) if renews or login else None
    fields = list(asked.fields) if asked else []
    action = actions.renew if renews else actions.refresh
    result = _run(session, connection, action, fields, login)
    if not renews and actions.needs_renewal(result):
        if not session.options.may_ask:
            raise PersonNeeded(
                f"{bank}: a person is needed, who renews the consent",
                next_step=f"{session.command} connections renew {connection.id}",
            )
        # The provider has kept the login, or it could not have refreshed.
        _run(session, connection, actions.renew, [], None)
    if not session.options.quiet:
        click.echo(f"Refreshed: {bank}", err=True)


def _run(
    session: Session,
    connection: Connection[Any],
    action: Callable[..., Call],
    fields: list[LoginField],
    login: str | None,
) -> Any:
    bank = connection.bank_name or connection.name or "the bank"
    credentials = ask_credentials(session, fields, bank, login)
    flow_id = flow_notes.new_id("refresh")
    flow_notes.begin(
        session, flow_id, "refresh", {"bank": bank, "connection": connection.id, "login": login}
    )
    with receiving(session) as receiver:
        call = action(
            session.client,
            connection,
            credentials,
            return_url=return_url(session, receiver),
        )
        return run_call(session, call, flow_id, receiver=receiver, fields=fields)
