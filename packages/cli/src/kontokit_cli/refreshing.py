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
from .error_report import report
from .exit_codes import exit_code, worst
from .failures import CommandFailed, Interrupted, NotSetUp, NotThere, PersonNeeded
from .flow_runs import receiving, run_call
from .selection import connection_named
from .session import Session

if TYPE_CHECKING:
    from kontokit_banking import Connection

__all__ = ["refresh_connections"]


def refresh_connections(
    session: Session, name: str | None, *, login: str | None = None, renews: bool = False
) -> int:
    """
    Refresh one connection, or all. What one of several refuses does not stop the others.

    Args:
        name: Of one connection; None for all.
        login: What the bank knows the person by, where the provider has not kept it.
        renews: Whether the consent is renewed, with the login.

    Returns:
        The exit code of the worst error of a connection; 0 where there was none.

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
    if len(known) == 1:
        _refresh(session, known[0], login=login, renews=renews)
        return 0
    failed = {
        _label(one): code
        for one in known
        if (code := _code_of_refresh(session, one, login=login, renews=renews))
    }
    if failed and not session.options.is_for_programs:
        number = len(known) - len(failed)
        text = f"Refreshed {number} of {len(known)}; failed: {', '.join(failed)}"
        click.echo(text, err=True)
    return worst(failed.values())


def _code_of_refresh(session: Session, connection: Connection[Any], **asked: Any) -> int:
    """
    Refresh one of several connections, and report an error at once.

    Raises:
        Interrupted: The person goes on with none.
    """
    from kontokit import KontokitError

    options = session.options
    try:
        _refresh(session, connection, **asked)
    except Interrupted:
        raise
    except (CommandFailed, KontokitError) as error:
        report(error, options, about=_label(connection))
        return exit_code(error, only_reads=options.only_reads)
    return 0


def _label(connection: Connection[Any]) -> str:
    name = connection.bank_name or connection.name
    return f"{name} ({connection.id})" if name else f"connection {connection.id}"


def _refresh(
    session: Session, connection: Connection[Any], *, login: str | None, renews: bool
) -> None:
    actions = actions_of(session)
    asked = actions.login_of(session.client, connection) if renews or login else None
    fields = list(asked.fields) if asked else []
    action = actions.renew if renews else actions.refresh
    result = _run(session, connection, action, fields, login)
    if not renews and actions.needs_renewal(result):
        if not session.options.may_ask:
            raise PersonNeeded(
                "a person is needed, who renews the consent",
                next_step=f"{session.command} connections renew {connection.id}",
            )
        # The provider has kept the login, or it could not have refreshed.
        _run(session, connection, actions.renew, [], None)
    if not session.options.quiet:
        click.echo(f"Refreshed: {_label(connection)}", err=True)


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
