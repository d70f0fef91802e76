"""
What waits for a person: pages of banks, confirmations in an app, TANs and web forms; and the
messages that were sent to phones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

__all__ = ["Decision", "Message", "OrderSummary", "Pending", "PendingKind", "is_for", "summary"]

Decision = Literal["approve", "decline", "expire", "wrong"]
"""
``wrong``: the next TAN counts as a wrong one, whatever it is, and a form ends as after wrong
credentials.
"""
PendingKind = Literal["redirect", "app", "tan", "form"]


@dataclass(frozen=True, kw_only=True)
class OrderSummary:
    """
    What a bank shows of an order before it is approved.
    """

    amount: Decimal
    """The sum of all transfers or debits."""
    currency: str
    name: str
    """The payee, or the payer of a direct debit; of the first, if there are several."""
    iban: str
    purpose: str = ""
    count: int = 1
    """How many transfers or debits it consists of."""
    is_debit: bool = False


@dataclass(frozen=True, kw_only=True)
class Message:
    """
    A text message, or the text of a notification by an app.
    """

    login: str
    kind: Literal["sms", "push"]
    at: datetime
    bank: str
    tan: str
    order: OrderSummary | None = None


@dataclass(frozen=True, kw_only=True)
class Pending:
    """
    One thing that waits for a person.
    """

    id: str
    kind: PendingKind
    api: str
    bank: str
    login: str
    """The name with which the person has signed in at the bank; empty if they have not yet."""
    ends: datetime | None
    """None for a form that waits for ever."""
    order: OrderSummary | None
    decide: Callable[[Decision], None]
    """Decides in place of the person."""
    decisions: tuple[Decision, ...] = ("approve", "decline", "expire")
    """What can be decided; a right TAN has to come from the application."""
    flicker: str = ""
    """The flicker code that the bank has issued, as it sends it."""
    picture: bytes = b""
    """The PNG that the bank has issued."""
    tan: str = ""
    """The right TAN, which the reader shows."""
    url: str | None = None
    """The path of the page where the person decides."""


def is_for(login: str, pending: str) -> bool:
    """
    Whether something for one login is shown on the phone of another: what follows a plus sign does
    not count.
    """
    return login.partition("+")[0].casefold() == pending.partition("+")[0].casefold()


def summary(
    orders: Sequence[Mapping[str, Any]], *, name: str, iban: str, is_debit: bool = False
) -> OrderSummary:
    """
    Summarise the transfers or debits of an order.

    Args:
        orders: Objects with ``amount``, ``currency`` and ``purpose``; not empty.
        name: The field with the name of the other party.
        iban: The field with its IBAN.
    """
    first = orders[0]
    return OrderSummary(
        amount=sum((Decimal(one["amount"]) for one in orders), Decimal(0)),
        currency=first.get("currency") or "EUR",
        name=first.get(name) or "",
        iban=first.get(iban) or "",
        purpose=first.get("purpose") or "",
        count=len(orders),
        is_debit=is_debit,
    )
