"""
Reconciles open invoices with the payments that have come in at Bankimport.

README.md says how to run it.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from ledger import Ledger
from matching import Match, Payment, match

from kontokit_bankimport import Bankimport
from kontokit_banking import Account, Bank, Transaction, reading

IBAN = "DE65123456780532013000"  # where customers pay
FIRST_DAY = date(2026, 5, 26)  # nothing older pays one of these invoices


def main() -> None:
    with closing(Ledger("ledger.db")) as ledger, Bankimport.from_env() as client:
        ledger.add_invoices(Path("invoices.csv"))
        bank = reading(client)
        for account in bank.accounts():
            if account.iban == IBAN:
                read(bank, account, ledger)
        for payment, found in reconcile(ledger):
            print(line(payment, found))
        print("\nopen:")
        for invoice in ledger.open_invoices():
            print(f"{invoice.due} {invoice.open:>9} {invoice.number}  {invoice.customer}")


def read(bank: Bank[Any, Any, Any, Any], account: Account[Any], ledger: Ledger) -> None:
    """Takes over what has changed since the last time."""
    changes = bank.sync(account, since=ledger.cursor(account.key))
    gone = [one.key for one in changes.removed] + [one.before_key for one in changes.changed]
    rows = [*changes.added, *(one.now for one in changes.changed)]
    payments = [to_payment(row, day) for row in rows if (day := came_in(row))]
    ledger.store(account.key, changes.cursor, gone, payments)


def came_in(row: Transaction[Any]) -> date | None:
    """The day of an incoming payment in euros that may pay an invoice."""
    day = row.booking_date
    is_payment = row.amount > 0 and row.currency == "EUR"
    return day if is_payment and day is not None and day >= FIRST_DAY else None


def to_payment(row: Transaction[Any], day: date) -> Payment:
    texts = (row.remittance.text, row.remittance.structured, row.end_to_end_id)
    return Payment(
        key=row.key,
        day=day,
        amount=row.amount,
        payer=row.counterparty.name or "",
        purpose=" ".join(text for text in texts if text),
    )


def reconcile(ledger: Ledger) -> Iterator[tuple[Payment, Match]]:
    """One payment after another, since each changes what is open for the next."""
    for payment in ledger.unallocated():
        found = match(payment, ledger.open_invoices())
        ledger.allocate(payment, found)
        yield payment, found


def line(payment: Payment, found: Match) -> str:
    said = [
        f"{invoice.number} {'paid' if amount == invoice.open else f'{amount} of {invoice.open}'}"
        for invoice, amount in found.paid
    ]
    if found.paid and found.rest:
        said.append(f"{found.rest} too much")
    text = f"{', '.join(said)} ({found.reason})" if said else found.reason
    return f"{payment.day} {payment.amount:>9} {payment.payer[:22]:22}  {text}"


if __name__ == "__main__":
    main()
