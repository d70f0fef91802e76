"""
Commands for people, their logins and their consents.
"""

from __future__ import annotations

import json
from typing import IO, Any

import click

from ..control.client import Control
from .groups import DefaultGroup
from .options import controlled, shown

__all__ = ["consents", "login_required", "people"]

_APIS = ("banksapi", "finapi_access")


@click.group()
def consents() -> None:
    """End consents, as after 180 days."""


@consents.command("end")
@click.argument("api", type=click.Choice(_APIS), required=False)
@click.option("--person", metavar="USER", help="Only those of one user.")
@controlled
def _end(control: Control, api: str | None, person: str | None) -> None:
    """End all consents, or those at one API."""
    for one in _APIS if api is None else (api,):
        control.end_consents(one, person)


@click.group(cls=DefaultGroup)
def people() -> None:
    """List people with their accounts, and add some."""


@people.command("list")
@controlled
def _list(control: Control) -> None:
    """List people with their accounts and balances."""
    for person in control.people()["people"]:
        found = control.person(person)
        for account in found["accounts"]:
            line = f"{person:<12}{account['iban']}  {account['balance']:>12} EUR  {account['name']}"
            click.echo(line)


@people.command("show")
@click.argument("person")
@controlled
def _show(control: Control, person: str) -> None:
    """Show a PERSON as JSON."""
    click.echo(shown(control.person(person)))


@people.command("add")
@click.argument("person")
@click.argument("file", type=click.File(encoding="utf-8"), required=False)
@controlled
def _add(control: Control, person: str, file: IO[str] | None) -> None:
    """
    Add a PERSON with the name, accounts and rows of a JSON FILE; - is standard input.

    Without a file, the person has one empty account. Logins such as sms+PERSON lead to it.
    """
    try:
        given: dict[str, Any] = {} if file is None else json.load(file)
    except ValueError as error:
        raise click.ClickException(f"the file is no JSON: {error}") from None
    click.echo(shown(control.add_person(person, given)))


@people.command("rows")
@click.argument("person")
@click.argument("amount")
@click.option("--counterparty", metavar="NAME", default="", help="The other party.")
@click.option("--purpose", metavar="TEXT", default="", help="What it is for.")
@click.option("--day", default="0", metavar="DAY", help="YYYY-MM-DD, or days from today: -3.")
@click.option("--account", type=int, default=0, metavar="N", help="Number in the list, from 0.")
@controlled
def _rows(control: Control, person: str, amount: str, **row: str | int) -> None:
    """Book a row of an AMOUNT such as -19.99; put -- before a negative one."""
    control.add_rows(person, [{"amount": amount, **row}])


@click.command("login-required")
@click.argument("login")
@controlled
def login_required(control: Control, login: str) -> None:
    """
    Let banks want the credentials of a user again.

    LOGIN is the name of a user, or a login at a bank of theirs.
    """
    control.require_login(login)
