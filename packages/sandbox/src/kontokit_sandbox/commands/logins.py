"""
``kontokit-sandbox logins``: what happens to logins at banks.
"""

from __future__ import annotations

import sys

import click

from ..control.client import Control
from .options import controlled

__all__ = ["login_required", "logins"]


@click.group()
def logins() -> None:
    """Let banks lock a login, want it again, or change its PIN."""


@logins.command("change-pin")
@click.argument("login")
@click.option("--pin-stdin", is_flag=True, help="Read the new PIN from standard input.")
@controlled
def _change_pin(control: Control, login: str, *, pin_stdin: bool) -> None:
    """
    Let the bank change the PIN of a LOGIN, and show the new one.

    With the name of a person, that of all logins that lead to them. Any other PIN is refused
    afterwards, also one that an API has stored.
    """
    pin = sys.stdin.readline().rstrip("\r\n") if pin_stdin else None
    click.echo(control.change_pin(login, pin)["pin"])


@logins.command("lock")
@click.argument("login")
@controlled
def _lock(control: Control, login: str) -> None:
    """Let banks refuse a LOGIN, as after too many wrong TANs."""
    control.lock_login(login)


@logins.command("unlock")
@click.argument("login")
@controlled
def _unlock(control: Control, login: str) -> None:
    """Let banks accept a LOGIN again."""
    control.unlock_login(login)


@logins.command("require")
@click.argument("login")
@controlled
def _require(control: Control, login: str) -> None:
    """The same as login-required."""
    control.require_login(login)


@click.command("login-required")
@click.argument("login")
@controlled
def login_required(control: Control, login: str) -> None:
    """
    Let banks want the credentials of a user again.

    LOGIN is the name of a user, or a login at a bank of theirs.
    """
    control.require_login(login)
