"""
The output of the demo: completed steps, accounts and bookings.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen
from rich.console import Console
from rich.markup import escape
from rich.table import Table

ROWS = 12
"""How many bookings of a list are shown."""

console = Console(highlight=False)


@frozen(kw_only=True)
class Account:
    """
    One line of a table of accounts.
    """

    cells: tuple[str | None, str | None, str | None]
    """Two columns of the provider's own, and the IBAN."""
    balance: Decimal | None
    currency: str = "EUR"


@frozen(kw_only=True)
class Booking:
    """
    One line of a table of bookings.
    """

    day: date | None
    partner: str | None
    purpose: str | None
    amount: Decimal | None


def show_accounts(name: str, columns: tuple[str, str], accounts: Iterable[Account]) -> None:
    """
    Print accounts.
    """
    table = Table(*columns, title=name, title_justify="left")
    table.add_column("IBAN", no_wrap=True)
    table.add_column("Saldo", justify="right", no_wrap=True)
    for each in accounts:
        balance = "" if each.balance is None else f"{german(each.balance)} {each.currency}"
        table.add_row(*(escape(cell or "") for cell in each.cells), balance)
    console.print(table)


def show_bookings(name: str, bookings: Iterable[Booking]) -> None:
    """
    Print the first bookings of a list.
    """
    table = Table(
        "Datum", "Auftraggeber / Empfänger", "Verwendungszweck", title=name, title_justify="left"
    )
    table.add_column("Betrag", justify="right", no_wrap=True)
    for each in list(bookings)[:ROWS]:
        day = f"{each.day:%d.%m.%Y}" if each.day else ""
        texts = (escape(each.partner or ""), escape(each.purpose or ""))
        table.add_row(day, *texts, german(each.amount))
    console.print(table)


def german(amount: Decimal | None) -> str:
    """
    Write an amount as Germans do: 1.234,50.
    """
    if amount is None:
        return ""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def title(text: str) -> None:
    """
    Print the name of a provider.
    """
    console.print()
    console.rule(f"[bold]{text}", align="left")


def done(what: str, detail: object = "") -> None:
    """
    Print a completed step.
    """
    console.print(
        f"[green]✓[/] {escape(what)}" + (f" [dim]({escape(str(detail))})[/]" if detail else "")
    )
