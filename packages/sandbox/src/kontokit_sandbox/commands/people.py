"""
Commands for people, their rows and their consents.
"""

from __future__ import annotations

import json
from typing import IO, Any

import click

from ..control.client import Control
from .groups import DefaultGroup
from .options import controlled, shown

__all__ = ["consents", "people"]

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
    """List people with their accounts, add and remove some."""


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


@people.command("remove")
@click.argument("person")
@controlled
def _remove(control: Control, person: str) -> None:
    """Remove a PERSON with accounts and rows, and what APIs have imported of them."""
    control.remove_person(person)


@people.command("rows")
@click.argument("person")
@click.argument("amount", required=False)
@click.option("--counterparty", metavar="NAME", default="", help="The other party.")
@click.option("--purpose", metavar="TEXT", default="", help="What it is for.")
@click.option("--day", default="0", metavar="DAY", help="YYYY-MM-DD, or days from today: -3.")
@click.option("--account", type=int, default=0, metavar="N", help="Number in the list, from 0.")
@click.option("--limit", type=int, default=20, help="How many rows to list; 20 by default.")
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def _rows(
    control: Control, person: str, amount: str | None, *, limit: int, as_json: bool, **row: Any
) -> None:
    """
    List the newest rows of a PERSON, or book one of an AMOUNT such as -19.99.

    Put -- before a negative amount. The rows are shown with their ids at each API.
    """
    if amount is None:
        found = control.rows(person, row["account"], limit)["rows"]
    else:
        found = control.add_rows(person, [{"amount": amount, **row}])["rows"]
    lines = [line for one in found for line in _row_lines(one)]
    click.echo(shown(found) if as_json else "\n".join(lines) or "there are no rows")


def _row_lines(row: dict[str, Any]) -> list[str]:
    texts = (row["counterparty"], row["purpose"], "" if row["is_booked"] else "(pending)")
    about = "  ".join(text for text in texts if text)
    ids = [f"    {_id_line(one)}" for one in row["ids"]]
    return [f"{row['day']}  {row['amount']:>12} EUR  {about}".rstrip(), *ids]


def _id_line(one: dict[str, Any]) -> str:
    who = f" of {one['user']}" if one["user"] else ""
    return f"{one['api']}{who}: {one['id']}{'' if one['is_seen'] else ' (not seen yet)'}"
