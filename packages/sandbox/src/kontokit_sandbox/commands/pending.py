"""
``kontokit-sandbox pending``: what waits for a person, and decisions in their place.
"""

from __future__ import annotations

from typing import Any

import click

from ..control.client import Control
from .groups import DefaultGroup
from .options import controlled, shown

__all__ = ["messages", "pending"]


@click.group(cls=DefaultGroup)
def pending() -> None:
    """List what waits for a person, and decide it."""


@pending.command("list")
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def _list(control: Control, *, as_json: bool) -> None:
    """List what waits for a person."""
    found = control.pending()["pending"]
    lines = [_line(one) for one in found]
    click.echo(shown(found) if as_json else "\n".join(lines) or "nothing waits for a person")


@pending.command("approve")
@click.argument("pending_id", metavar="ID")
@controlled
def _approve(control: Control, pending_id: str) -> None:
    """Approve it."""
    control.decide(pending_id, "approve")


@pending.command("decline")
@click.argument("pending_id", metavar="ID")
@controlled
def _decline(control: Control, pending_id: str) -> None:
    """Decline it."""
    control.decide(pending_id, "decline")


@pending.command("expire")
@click.argument("pending_id", metavar="ID")
@controlled
def _expire(control: Control, pending_id: str) -> None:
    """Let its time run out."""
    control.decide(pending_id, "expire")


@pending.command("wrong")
@click.argument("pending_id", metavar="ID")
@controlled
def _wrong(control: Control, pending_id: str) -> None:
    """Let the next TAN be wrong, whatever it is, or a form end after wrong credentials."""
    control.decide(pending_id, "wrong")


@click.command()
@click.argument("login", required=False)
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@controlled
def messages(control: Control, login: str | None, *, as_json: bool) -> None:
    """
    Show what banks have sent to phones.

    With a LOGIN, only to the phone of that one. TANs are shown.
    """
    found = control.messages(login)["messages"]
    lines = [
        f"{one['at'][:19]}  {one['kind']:<4}  {one['login']}  TAN {one['tan']}" for one in found
    ]
    click.echo(shown(found) if as_json else "\n".join(lines) or "no messages")


def _line(one: dict[str, Any]) -> str:
    order = one["order"]
    what = f"  {order['amount']} {order['currency']} to {order['name']}" if order else ""
    return f"{one['id']}  {one['kind']:<8}  {one['api']}  {one['login'] or '-'}{what}"
