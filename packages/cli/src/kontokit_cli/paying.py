"""
Gives an order to the bank, at most once under its id, whatever happens in between.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from . import flow_notes
from .apis.actions import Actions, Order
from .bank_login import actions_of, ask_credentials
from .dialog import return_url
from .failures import Interrupted, Misused, Refused
from .flow_runs import receiving, run_call
from .output.values import amount
from .selection import accounts_of, find_account
from .session import Session

if TYPE_CHECKING:
    from kontokit_banking import Account

__all__ = [
    "Checked",
    "check_order",
    "check_order_id",
    "check_typed_amount",
    "confirm",
    "described",
    "pay",
]

_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_RECENT: Final = timedelta(minutes=10)


def check_order_id(order_id: str | None) -> None:
    """
    Check that an id can be the id of a flow.

    Raises:
        Misused: It cannot.
    """
    if order_id is not None and not _ID.fullmatch(order_id):
        raise Misused("an order id has 1 to 100 letters, digits and . _ : -")


def described(order: Order, session: Session) -> str:
    """
    An order in one line.
    """
    value = amount(order.amount, order.currency, session.options)
    return f"{value} to {order.payee}, {order.iban}"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """
    An order that may be given to the bank.
    """

    actions: Actions
    account: Account[Any]
    is_known: bool
    """It was given before under its id: tell its state, and send nothing."""


def check_order(
    session: Session, order: Order, source: str, order_id: str, *, allow_duplicate: bool
) -> Checked:
    """
    Find the account of an order, and look whether it was given before.

    Args:
        source: Name or IBAN of the account.
        allow_duplicate: An equal recent order is meant.

    Raises:
        Misused: The API cannot pay, the id is taken, or the order looks like one given twice.
        NotThere: There is no such account.
    """
    actions = actions_of(session)
    if not actions.pays:
        raise Misused(f"{session.provider.title} makes no payments")
    account = find_account(session, accounts_of(session), source)
    known = _known_order(session, order_id, content_of(order, account))
    if known is None and not allow_duplicate:
        _refuse_duplicate(session, order_id, order)
    return Checked(actions=actions, account=account, is_known=known is not None)


def _known_order(session: Session, order_id: str, content: str) -> dict[str, Any] | None:
    """
    What is noted of an order that was given before under this id.

    Raises:
        Misused: It was another order.
    """
    note = flow_notes.notes(session).get(order_id)
    if note is None:
        return None
    if note.get("content") != content:
        raise Misused(f"the order id {order_id!r} is taken by another order; give a new one")
    return None if note["state"] == "starting" else note


def _refuse_duplicate(session: Session, order_id: str, order: Order) -> None:
    """
    Refuse what looks like the same order given twice.

    Raises:
        Misused: An equal one was given a few minutes ago.
    """
    now = datetime.now(UTC)
    for other, note in flow_notes.notes(session).items():
        if other == order_id or note.get("kind") != "pay" or note["state"] == "starting":
            continue
        is_recent = now - datetime.fromisoformat(note["started"]) < _RECENT
        if is_recent and note.get("alike") == _alike(order):
            raise Misused(
                f"an equal order was given a few minutes ago, as {other}",
                next_step="if both are meant, give --duplicate-ok",
            )


def confirm(session: Session, order: Order) -> None:
    """
    Have the person type the amount.

    Raises:
        Refused: Another amount was typed.
        Interrupted: Nothing was typed.
    """
    click.echo(f"Send {described(order, session)}?", err=True)
    click.echo("Type the amount to confirm: ", err=True, nl=False)
    typed = sys.stdin.readline()
    if not typed:
        raise Interrupted("interrupted; nothing was sent")
    check_typed_amount(typed, order)


def check_typed_amount(typed: str, order: Order) -> None:
    """
    Compare what a person has typed with the amount of an order.

    Raises:
        Refused: It is another amount.
    """
    text = typed.strip().replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d{1,2})?", text) or Decimal(text) != order.amount:
        raise Refused("the amounts differ; nothing was sent")


def content_of(order: Order, account: Account[Any]) -> str:
    """
    A hash of everything that makes an order this one.
    """
    parts = [account.key, *_parts(order), str(order.day), str(order.is_instant)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def pay(
    session: Session,
    checked: Checked,
    order: Order,
    *,
    order_id: str,
    login: str | None = None,
    allow_duplicate: bool = False,
) -> Any:
    """
    Give an order to the bank.

    Raises:
        PersonNeeded: Nobody may be asked.
        OutcomeNotKnown: The response was lost.
        NotFinishedError: The order was not carried out.
    """
    actions, account = checked.actions, checked.account
    facts = {
        "content": content_of(order, account),
        "alike": _alike(order),
        "payee": order.payee,
        "amount": format(order.amount, "f"),
        "currency": order.currency,
        "iban": order.iban,
        "login": login,
        "bank": account.bank_name,
    }
    flow_notes.begin(session, order_id, "pay", facts)
    asked = actions.login_of_account(session.client, account) if login else None
    fields = list(asked.fields) if asked else []
    credentials = ask_credentials(session, fields, account.bank_name or "the bank", login)
    made = _created(session, actions, account, order)
    session.state.note(flow_notes.TABLE, order_id, {"provider_id": made})
    with receiving(session) as receiver:
        call = actions.pay(
            session.client,
            account,
            order,
            made,
            credentials,
            return_url=return_url(session, receiver),
        )
        options = {"allow_duplicate": True} if allow_duplicate else None
        return run_call(session, call, order_id, receiver=receiver, fields=fields, options=options)


def _created(session: Session, actions: Actions, account: Account[Any], order: Order) -> str | None:
    from kontokit import TransportError

    session.options.only_reads = True  # what is lost here never reached the bank
    try:
        made = actions.create_order(session.client, account, order)
    except TransportError:
        click.echo("The order has not reached the bank.", err=True)
        raise
    session.options.only_reads = False
    return made


def _parts(order: Order) -> list[str]:
    value = format(order.amount.normalize(), "f")
    return [order.payee, order.iban, value, order.currency, order.purpose or ""]


def _alike(order: Order) -> str:
    return hashlib.sha256(json.dumps(_parts(order)).encode()).hexdigest()
