"""
Asks for what a bank wants to know at a login, with the bank's own labels.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from .apis.actions import Actions, LoginField
from .failures import Interrupted, NotSetUp
from .session import Session

if TYPE_CHECKING:
    from kontokit import Secret

__all__ = ["actions_of", "ask_credentials"]

_PIN: Final = "KONTOKIT_BANK_PIN"


def actions_of(session: Session) -> Actions:
    """
    What the API of a session can do beside reading.

    Raises:
        NotSetUp: It is an API that kontokit only reads and calls, or there is no user.
    """
    session.need_user()
    from .apis import find_actions

    found = find_actions(session.provider.name)
    if found is None:
        raise NotSetUp(
            f"kontokit cannot do this with {session.provider.title}",
            next_step=f"see its operations: kontokit call {session.provider.name}",
        )
    return found


def ask_credentials(
    session: Session, fields: Sequence[LoginField], bank: str, login: str | None
) -> Mapping[str, str | Secret]:
    """
    Ask for the fields of a login.

    Args:
        bank: Its name, for the question.
        login: The value of the first field that is no secret, if it is known already.

    Raises:
        NotSetUp: A value is missing, and nobody may be asked.
    """
    found: dict[str, str | Secret] = {}
    for one in fields:
        if one.is_secret:
            found[one.name] = session.secrets.find(
                one.name, variable=_PIN, source=None, prompt=f"{bank}: {one.label}"
            )
        elif login is not None and one.is_mandatory:
            found[one.name], login = login, None
        elif value := session.secrets.typed(one.name) or _ask(session, bank, one):
            found[one.name] = value
    return found


def _ask(session: Session, bank: str, field: LoginField) -> str:
    if not session.options.may_ask:
        if not field.is_mandatory:
            return ""
        raise NotSetUp(f"{bank}: {field.label} is missing", next_step="give it with --login")
    more = "" if field.is_mandatory else " (if the bank wants one)"
    click.echo(f"{bank}: {field.label}{more}: ", err=True, nl=False)
    typed = sys.stdin.readline()
    if not typed:
        raise Interrupted("interrupted")
    return typed.strip()


def noted(fields: Sequence[LoginField]) -> list[dict[str, Any]]:
    """
    Fields as a note of a flow has them, without any value.
    """
    return [{"name": one.name, "label": one.label, "is_secret": one.is_secret} for one in fields]
