"""
BANKSapi from a client's credentials to a user's transactions.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from decimal import Decimal
from time import sleep
from uuid import uuid4

from kontokit import ClientCredentials
from kontokit.stores import MemoryStore
from kontokit_banksapi import AsyncBanksapi, BankAccessStatus, Banksapi, models
from kontokit_sandbox import Sandbox

from .screen import Account, Booking, done, german, show_accounts, show_bookings, title

DEMO_LOGIN = {"userid": "demo1", "pin": "demo"}
"""The login of the demo bank."""


def walk_banksapi(sandbox: Sandbox) -> None:
    """
    From a client's credentials to a user's transactions.
    """
    title("BANKSapi BANKS/Connect")
    url, known = sandbox.url("banksapi"), sandbox.credentials
    credentials = ClientCredentials(known.banksapi_client, known.banksapi_client_secret)
    store = MemoryStore()
    with Banksapi(
        client_credentials=credentials,
        token_store=store,
        credential_key=known.banksapi_certificate,
        base_url=url,
    ) as client:
        done(f"client {credentials!r}", "it requests tokens when they are needed")
        new = client.create_user()
        user = new.client
        done(f"user {new.credentials.username}", f"password {new.credentials.password}")
        access = connected_bank(user, known.banksapi_demo_provider)
        show_products(access)
        giro = next(each for each in access.bankprodukte or [] if each.kategorie == "GIROKONTO")
        transactions = user.follow(giro, "get_kontoumsaetze")
        done(f"{len(transactions)} transactions of {giro.iban}")
        show_transactions(transactions)
        check_balance(giro, transactions)
        again = AsyncBanksapi(
            client_credentials=credentials,
            user_credentials=new.credentials,
            token_store=store,
            base_url=url,
        )
        asyncio.run(count_again(again, giro))
        done(
            f"{sandbox.token_requests('banksapi')} token requests",
            "one for the client, one for the user",
        )


def connected_bank(user: Banksapi, provider: str) -> models.BankAccess:
    """
    Connect the demo bank and wait until its data has arrived.
    """
    access_id = str(uuid4())
    # the login is encrypted before it is sent
    created = user.bank_accesses.add(access_id, provider_id=provider, credentials=DEMO_LOGIN)
    done("bank access added", f"id {created.id}")
    access = user.follow(created)
    while access.status != BankAccessStatus.VOLLSTAENDIG:
        sleep(0.2)
        access = user.bank_accesses.get(access_id)
    updated = access.aktualisierungszeitpunkt
    done(f"bank access is {access.status}", f"{updated:%d.%m.%Y %H:%M %Z}" if updated else "")
    return access


async def count_again(again: AsyncBanksapi, product: models.Product) -> None:
    """
    Request the same transactions with the async client.
    """
    async with again:
        transactions = await again.follow(product, "get_kontoumsaetze")
        done(f"{len(transactions)} transactions again, with asyncio")


def show_products(access: models.BankAccess) -> None:
    """
    Print the products of a bank access.
    """
    show_accounts(
        "Bankprodukte",
        ("Produkt", "Inhaber"),
        [
            Account(
                cells=(each.bezeichnung, each.inhaber, each.iban or each.kontonummer),
                balance=each.saldo,
                currency=each.waehrung or "",
            )
            for each in access.bankprodukte or []
        ],
    )


def show_transactions(transactions: Iterable[models.Transaction]) -> None:
    """
    Print the newest transactions of a product.
    """
    newest = sorted(transactions, key=lambda each: str(each.buchungsdatum), reverse=True)
    show_bookings(
        "Kontoumsätze",
        [
            Booking(
                day=each.buchungsdatum,
                partner=each.gegenkonto_inhaber,
                purpose=each.verwendungszweck,
                amount=each.betrag,
            )
            for each in newest
        ],
    )


def check_balance(product: models.Product, transactions: Iterable[models.Transaction]) -> None:
    """
    Add up what was received and paid, to the cent.
    """
    amounts = [each.betrag for each in transactions]
    paid_in = sum((amount for amount in amounts if amount > 0), Decimal())
    paid_out = sum((amount for amount in amounts if amount < 0), Decimal())
    done(
        "exact sums",
        f"in {german(paid_in)}, out {german(paid_out)}, balance {german(product.saldo)}",
    )
