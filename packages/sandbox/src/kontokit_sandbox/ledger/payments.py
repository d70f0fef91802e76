"""
Orders that a bank carries out: rows on the account, and on that of the other side if it is here.
"""

from __future__ import annotations

from datetime import datetime

from ..orders.order_book import TakenOrder
from ..orders.payment import Payment
from ..server.timeline import BERLIN
from .ledger import Ledger
from .rows import Draft

__all__ = ["book_order", "carry_out"]


def book_order(ledger: Ledger, order: TakenOrder) -> None:
    """
    Book an order that a bank has taken, when it decides. Orders of accounts that nobody has, and
    those that are refused, move no money. Standing orders pay later.
    """
    account = ledger.account_with(order.payer_iban or order.payer)
    pays_once = order.kind != "standing order" and order.fate.is_executed
    if account is None or order.due is None or not pays_once:
        return
    for payment in order.payments:
        carry_out(ledger, account.no, payment, order.due, is_debit=order.kind == "debit")


def carry_out(
    ledger: Ledger,
    no: int,
    payment: Payment,
    at: datetime,
    *,
    is_debit: bool = False,
    kind: str | None = None,
) -> None:
    """
    Book a payment on an account, now or later.

    Args:
        no: The number of the account.
        at: When it is booked.
        is_debit: Whether the account collects the money.
        kind: The bank's words for it on the account; those for a payment of its kind if None.
    """
    account, iban = ledger.accounts[no], payment.iban.replace(" ", "").upper()
    other = ledger.account_with(iban)
    draft = _draft(payment, at, payment.name, iban, payment.bic)
    signed = draft.cents if is_debit else -draft.cents
    words = kind or _kind(payment, is_debit=is_debit, incoming=is_debit)
    ledger.book(no, draft._replace(cents=signed, kind=words))
    if other is not None and other.no != no:
        draft = _draft(payment, at, account.holder, account.iban, account.bic)
        words = _kind(payment, is_debit=is_debit, incoming=not is_debit)
        ledger.book(other.no, draft._replace(cents=-signed, kind=words))


def _draft(payment: Payment, at: datetime, who: str, iban: str, bic: str | None) -> Draft:
    given = {
        "eref": payment.end_to_end_id,
        "mref": payment.mandate_id,
        "iban": iban,
        "bic": bic,
    }
    return Draft(
        day=at.astimezone(BERLIN).date(),
        cents=int(payment.amount.scaleb(2)),
        kind="",
        who=who,
        purpose=payment.purpose or "",
        category="",
        appeared_at=at.timestamp(),
        refs={name: value for name, value in given.items() if value},
    )


def _kind(payment: Payment, *, is_debit: bool, incoming: bool) -> str:
    if is_debit:
        return "LASTSCHRIFTEINZUG" if incoming else "LASTSCHRIFT"
    if payment.is_instant:
        return "ECHTZEITGUTSCHRIFT" if incoming else "ECHTZEITÜBERWEISUNG"
    return "GUTSCHRIFT" if incoming else "ÜBERWEISUNG"
