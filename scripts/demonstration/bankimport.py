"""
Bankimport: all accounts and all pages of transactions.
"""

from __future__ import annotations

from decimal import Decimal

from kontokit import NotFoundError
from kontokit_bankimport import Bankimport, models
from kontokit_sandbox import Sandbox

from .screen import Account, Booking, done, german, show_accounts, show_bookings, title


def walk_bankimport(sandbox: Sandbox) -> None:
    """
    All accounts and all pages of transactions.
    """
    title("Bankimport")
    token, url = sandbox.credentials.bankimport_token, sandbox.url("bankimport")
    with Bankimport(api_token=token, base_url=url) as client:
        accounts = list(client.bank_accounts.list())
        done(f"{len(accounts)} bank accounts")
        show_bank_accounts(accounts)
        transactions = list(client.transactions.list(order_by="account_date_desc"))
        pages = -(-len(transactions) // 1000)
        done(f"{len(transactions)} transactions of all accounts", f"in {pages} pages")
        show_transactions(transactions)
        total = sum((each.amount or Decimal() for each in transactions), Decimal())
        done("their exact sum", f"{german(total)} EUR")
        show_error(client)


def show_bank_accounts(accounts: list[models.BankAccount]) -> None:
    """
    Print bank accounts.
    """
    show_accounts(
        "Bankkonten",
        ("Bank", "Konto"),
        [
            Account(
                cells=(each.bank_name, each.account_type, each.iban),
                balance=each.balance,
                currency=each.currency or "",
            )
            for each in accounts
        ],
    )


def show_transactions(transactions: list[models.Transaction]) -> None:
    """
    Print the first transactions of a list.
    """
    show_bookings(
        "Umsätze",
        [
            Booking(
                day=each.account_date,
                partner=each.counterparty_name,
                purpose=each.purpose,
                amount=each.amount,
            )
            for each in transactions
        ],
    )


def show_error(client: Bankimport) -> None:
    """
    Show an error.
    """
    try:
        client.bank_accounts.get(1)
    except NotFoundError as error:
        done("an account that does not exist", str(error))
