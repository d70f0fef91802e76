"""
``kontokit connect``: connects a bank.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from ..completion import complete_bank
from ..failures import Interrupted, Misused, NotThere, PersonNeeded
from ..groups import command
from ..options import Options, options_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontokit_banking import Account

    from ..apis.actions import Actions, Bank, Login
    from ..output.columns import Record
    from ..session import Session

__all__ = ["connect"]

FIELDS: Final = ("provider", "provider_id", "bank", "accounts")
_EXAMPLES: Final = """\b
  kontokit --sandbox connect --bank 280001 --login sms
  kontokit connect --bank "Sparkasse Musterstadt"
  kontokit connect --bank 12345678 --store-at-provider
"""


@command("connect", help=f"Connect a bank: its login, and SCA.\n\n{_EXAMPLES}")
@click.option(
    "--bank",
    metavar="ID|TEXT",
    shell_complete=complete_bank,
    help="Id, name, BIC or bank code of the bank.",
)
@click.option("--login", metavar="NAME", help="What the bank knows you by; the PIN is asked for.")
@click.option("--web-form", is_flag=True, help="Give the login on a page of the provider.")
@click.option(
    "--redirect-url",
    metavar="URL",
    help="Where banks send you from a form of finAPI, if its mandator has a licence of its own.",
)
@click.option("--store-at-provider", is_flag=True, help="Let the provider keep the PIN.")
@click.pass_context
def connect(ctx: click.Context, /, bank: str | None, login: str | None, **asked: Any) -> None:
    """Connect a bank."""
    from ..bank_login import actions_of
    from ..provider_users import make_missing_user
    from ..session import open_session

    options = options_of(ctx)
    make_missing_user(options)
    with open_session(options) as session:
        actions = actions_of(session)
        if asked["web_form"] and actions.form_api is not None:
            chosen = None if bank is None else _chosen(session, actions, bank)
            redirect_url = asked["redirect_url"] or session.table.get("redirect_url")
            made_id = _connect_by_form(session, actions.form_api, chosen, redirect_url)
        elif asked["redirect_url"] is not None:
            raise Misused("--redirect-url is for web forms of finAPI: give --web-form, too")
        else:
            chosen = _chosen(session, actions, bank)
            wanted = actions.login(session.client, chosen.id)
            made_id = str(_connect(session, actions, wanted, login, asked).id)
        _tell(session, actions, made_id, options)


def _connect(
    session: Session, actions: Actions, wanted: Login, login: str | None, asked: dict[str, Any]
) -> Any:
    from .. import flow_notes
    from ..bank_login import ask_credentials
    from ..dialog import return_url
    from ..flow_runs import receiving, run_call

    fields = [] if asked["web_form"] else list(wanted.fields)
    credentials = ask_credentials(session, fields, wanted.bank.name, login)
    with receiving(session) as receiver:
        call = actions.connect(
            session.client,
            wanted,
            credentials,
            return_url=return_url(session, receiver),
            is_kept=asked["store_at_provider"],
        )
        if not call.may_need_sca:
            return call.method(*call.arguments, **call.keywords)
        flow_id = flow_notes.new_id("connect")
        flow_notes.begin(session, flow_id, "connect", {"bank": wanted.bank.name, "login": login})
        return run_call(session, call, flow_id, receiver=receiver, fields=fields)


def _connect_by_form(
    session: Session, form_api: str, bank: Bank | None, redirect_url: str | None
) -> str:
    """
    Let the person choose a bank, and sign in, in a form of the provider.

    Returns:
        The id of the connection.
    """
    from .. import flow_notes
    from ..apis.finapi import form_call, wait_until_ready
    from ..flow_runs import receiving, run_call
    from ..web_forms import form_session

    if not session.options.may_ask:
        # The address of a form is shown once only: nobody could open it later.
        raise PersonNeeded(
            "a person is needed, who fills in the form", next_step="run it at a terminal"
        )
    with form_session(session, form_api) as forms, receiving(forms) as receiver:
        flow_id = flow_notes.new_id("connect")
        flow_notes.begin(forms, flow_id, "connect", {"bank": None if bank is None else bank.name})
        call = form_call(forms.client, bank, redirect_url)
        form = run_call(forms, call, flow_id, receiver=receiver, fields=[])
    connection_id: int = form.payload.bank_connection_id
    wait_until_ready(session.client, connection_id)
    return str(connection_id)


def _chosen(session: Session, actions: Actions, query: str | None) -> Bank:
    if query is None:
        by = "name, BIC or bank code" if actions.lists_banks else "bank code"
        query = _ask(session, f"Bank ({by}): ")
    if not actions.lists_banks:
        return actions.login(session.client, query).bank
    found = actions.banks(session.client, query)
    exact = [one for one in found if query in (one.id, one.name, one.bic, one.bank_code)]
    fitting = exact if len(exact) == 1 else found
    if not fitting:
        raise NotThere(f"there is no bank {query!r}")
    if len(fitting) == 1:
        return fitting[0]
    if not session.options.may_ask:
        names = ", ".join(f"{one.id} ({one.name})" for one in fitting[:5])
        raise Misused(f"{query!r} fits {len(fitting)} banks: {names}; give the id with --bank")
    for number, one in enumerate(fitting, 1):
        click.echo(f"{number:3}. {one.name} {one.bic or ''}".rstrip(), err=True)
    while True:
        typed = _ask(session, "Number: ")
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(fitting):
            return fitting[int(typed) - 1]


def _ask(session: Session, prompt: str) -> str:
    if not session.options.may_ask:
        raise Misused("which bank? give --bank")
    click.echo(prompt, err=True, nl=False)
    typed = sys.stdin.readline()
    if not typed:
        raise Interrupted("interrupted")
    return typed.strip()


def _tell(session: Session, actions: Actions, made_id: str, options: Options) -> None:
    from ..output.columns import Column, Shape
    from ..output.writer import hint, write_one

    known = session.bank.accounts()
    if actions.has_connections:
        accounts = [one for one in known if one.connection_id == made_id]
    else:
        accounts = [one for one in known if one.id == made_id]
    bank = next((one.bank_name for one in accounts if one.bank_name), None)
    values = (session.provider.name, made_id, bank, len(accounts))
    record: Record = dict(zip(FIELDS, values, strict=True))
    title = "CONNECTION" if actions.has_connections else "ACCOUNT"
    columns = [Column(title=name.upper(), field=name) for name in ("bank", "accounts")]
    write_one(
        record,
        Shape(
            fields=FIELDS,
            columns=[Column(title=title, field="provider_id"), *columns],
        ),
        options,
    )
    _warn_of_others(session, accounts, known)
    hint(f"next: {session.command} transactions", options)


def _warn_of_others(
    session: Session, accounts: Sequence[Account[Any]], known: Sequence[Account[Any]]
) -> None:
    """
    Say which accounts are connected already: each is listed, and counted in sums, once more.
    """
    own, ibans = {one.id for one in accounts}, {one.iban for one in accounts if one.iban}
    others = [one for one in known if one.iban in ibans and one.id not in own]
    if not others or session.options.quiet:
        return
    number = len({one.iban for one in others})
    said = "1 account was" if number == 1 else f"{number} accounts were"
    click.echo(f"{said} connected before, so sums count the money twice.", err=True)
    if ids := sorted({one.connection_id for one in others if one.connection_id}):
        click.echo(f"  {session.command} connections remove {ids[0]}", err=True)
