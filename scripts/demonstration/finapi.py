"""
finAPI: a user, a bank connection, every page of its transactions; then the same through a web form.
"""

from __future__ import annotations

import asyncio
from decimal import Decimal
from time import sleep
from typing import TypedDict

from kontokit import ClientCredentials, StatusError, UserCredentials
from kontokit.sca import Redirect
from kontokit.stores import MemoryStore
from kontokit_finapi_access import (
    AsyncFinapiAccess,
    BankConnectionUpdateStatus,
    FinapiAccess,
    models,
)
from kontokit_finapi_webform import FinapiWebForm
from kontokit_sandbox import Sandbox

from .screen import Account, Booking, done, german, show_accounts, show_bookings, title

LOGIN = {"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"}
"""A login of the test bank without strong customer authentication."""
PAGE = 200
"""Transactions of one page; the API allows 500."""


class Keys(TypedDict):
    """
    The arguments that all clients of one user share.
    """

    client_credentials: ClientCredentials
    user_credentials: UserCredentials
    token_store: MemoryStore


def walk_finapi(sandbox: Sandbox) -> None:
    """
    Import a bank without a form, then with one.
    """
    title("finAPI Access")
    known, url, store = sandbox.credentials, sandbox.url("finapi_access"), MemoryStore()
    client = ClientCredentials(known.finapi_client, known.finapi_client_secret)
    with FinapiAccess(client_credentials=client, token_store=store, base_url=url) as access:
        new = access.create_user()
        user = new.client
        done(f"user {new.credentials.username}", f"password {new.credentials.password}")
        keys: Keys = {
            "client_credentials": client,
            "user_credentials": new.credentials,
            "token_store": store,
        }
        imported_connection(user)
        show_bank_accounts(list(user.accounts.list()))
        show_all_pages(user)
        asyncio.run(count_again(AsyncFinapiAccess(base_url=url, **keys)))
        show_error(user)
        forms = FinapiWebForm(
            base_url=sandbox.url("finapi_webform"), token_url=f"{url}/api/v2/oauth/token", **keys
        )
        walk_web_form(sandbox, forms, user)
        done("bank connections of the user", len(list(user.bank_connections.list())))
        done(
            f"{sandbox.token_requests('finapi_access')} token requests",
            "one for the client, one for the user; three clients share a store",
        )
        user.delete_user()
        done("the user is deleted", "with all their data")


def imported_connection(user: FinapiAccess) -> models.BankConnection:
    """
    Import the test bank and wait until the download is done.
    """
    found = user.banks.list(search="finAPI Test Bank", order=["popularity,desc"], max_items=1)
    bank = next(iter(found))
    done(f"bank {bank.name}", f"BLZ {bank.blz}, id {bank.id}")
    connection = user.bank_connections.import_bank_connection(
        bank_id=bank.id, banking_interface="FINTS_SERVER", login_credentials=LOGIN
    )
    done(f"bank connection {connection.id}", f"download {connection.update_status}")
    while connection.update_status != BankConnectionUpdateStatus.READY:
        sleep(0.2)
        connection = user.bank_connections.get(connection.id)
    done(f"bank connection {connection.id} is {connection.update_status}")
    return connection


def show_bank_accounts(accounts: list[models.Account]) -> None:
    """
    Print accounts.
    """
    show_accounts(
        "Konten",
        ("Konto", "Art"),
        [
            Account(
                cells=(each.account_name, each.account_type, each.iban),
                balance=each.balance,
                currency=each.account_currency or "EUR",
            )
            for each in accounts
        ],
    )


def show_all_pages(user: FinapiAccess) -> None:
    """
    Walk every page of transactions, and compare their sum with the page's.
    """
    listing = user.transactions.list(
        view=models.TransactionView.USER_VIEW, order=["bankBookingDate,desc"], per_page=PAGE
    )
    transactions = list(listing)
    done(f"{len(transactions)} transactions of all accounts", f"{PAGE} per page")
    show_bookings(
        "Umsätze",
        [
            Booking(
                day=each.bank_booking_date,
                partner=each.counterpart_name,
                purpose=each.purpose,
                amount=each.amount,
            )
            for each in transactions
        ],
    )
    total = sum((each.amount for each in transactions), Decimal())
    first = listing.first_page()
    done("exact sums", f"ours {german(total)}, finAPI's {german(first.balance)} EUR")


async def count_again(client: AsyncFinapiAccess) -> None:
    """
    Walk the newest transactions with the async client.
    """
    async with client:
        rows = client.transactions.list(view=models.TransactionView.BANK_VIEW, max_items=250)
        done(f"{len([row async for row in rows])} of them again, with asyncio")


def show_error(user: FinapiAccess) -> None:
    """
    Show an error.
    """
    try:
        user.accounts.get(999999)
    except StatusError as error:
        done(f"an account that does not exist: {error.code}", str(error))


def walk_web_form(sandbox: Sandbox, client: FinapiWebForm, user: FinapiAccess) -> None:
    """
    Let the user import a bank in a web form, and follow it to its end.
    """
    title("finAPI Web Form 2.0")
    with client:
        flow = client.sca.start(
            client.web_forms.create_bank_connection_import,
            bank_connection_name="Mit Formular",
        )
        while not flow.done:
            step = flow.step
            if isinstance(step, Redirect) and step.url is not None:
                done("web form for the user's browser", f"open until {step.ends:%H:%M:%S %Z}")
                # Does what a user would do in the browser: sign in and confirm.
                sandbox.visit(step.url, action="complete")
            flow.wait()
        form = flow.result
        done(f"web form {form.id}", form.status)
    connection = user.bank_connections.get(form.payload.bank_connection_id or 0)
    done(f"bank connection {connection.id}", f"{connection.name} at {connection.bank.name}")
