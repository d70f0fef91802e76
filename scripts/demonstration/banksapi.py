"""
BANKSapi from a client's token to a user's transactions.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Iterable
from decimal import Decimal
from time import sleep
from uuid import uuid4

from kontokit import ClientCredentials, Secret
from kontokit_banksapi import (
    AsyncBanksapi,
    BankAccessStatus,
    Banksapi,
    CreateToken,
    CreateUser,
    GrantType,
    models,
)
from kontokit_sandbox import Sandbox

from .screen import Account, Booking, done, german, show_accounts, show_bookings, title

DEMO_LOGIN = {"userid": "demo1", "pin": "demo"}
"""What the demo bank asks for."""


def walk_banksapi(sandbox: Sandbox) -> None:
    """
    From a client's token to a user's transactions.
    """
    title("BANKSapi BANKS/Connect")
    url, known = sandbox.url("banksapi"), sandbox.credentials
    credentials = ClientCredentials(
        id=known.banksapi_client, secret=Secret(known.banksapi_client_secret)
    )
    with Banksapi(client_credentials=credentials, base_url=url) as client:
        user, token = signed_in_user(client)
        access = connected_bank(user, known.banksapi_demo_provider)
        show_products(access)
        giro = next(each for each in access.bankprodukte or [] if each.kategorie == "GIROKONTO")
        transactions = user.follow(giro, "get_kontoumsaetze")
        done(f"{len(transactions)} transactions of {giro.iban}")
        show_transactions(transactions)
        check_balance(giro, transactions)
        asyncio.run(count_again(url, token, giro))


def signed_in_user(client: Banksapi) -> tuple[Banksapi, Secret]:
    """
    Create a user and give a client that acts for it.
    """
    token = client.tokens.create(CreateToken(grant_type=GrantType.CLIENT_CREDENTIALS))
    done(f"token of the client {token.client}", f"valid until {token.valid_to:%d.%m.%Y %H:%M %Z}")
    manager = client.with_auth(client_token=token.access_token)
    name, password = f"demo-{uuid4().hex[:8]}", Secret("Beispiel-Wort-42")
    created = manager.users.create(str(token.tenant), CreateUser(username=name, password=password))
    done(f"user {name}", f"id {created.id}")
    own = client.tokens.create(
        CreateToken(grant_type=GrantType.PASSWORD, username=name, password=password)
    )
    done("token of the user", f"as it prints: {own.access_token}")
    return client.with_auth(user_token=own.access_token), own.access_token


def connected_bank(user: Banksapi, provider: str) -> models.BankAccess:
    """
    Connect the demo bank and wait until its data is there.
    """
    access_id = str(uuid4())
    login = {key: encrypted(user, value) for key, value in DEMO_LOGIN.items()}
    created = user.bank_accesses.add({access_id: {"providerId": provider, "credentials": login}})
    done("bank access added", f"id {created.id}")
    access = user.bank_accesses.get(access_id)
    while access.status != BankAccessStatus.VOLLSTAENDIG:
        sleep(0.2)
        access = user.bank_accesses.get(access_id)
    updated = access.aktualisierungszeitpunkt
    done(f"bank access is {access.status}", f"{updated:%d.%m.%Y %H:%M %Z}" if updated else "")
    return access


def encrypted(user: Banksapi, text: str) -> str:
    """
    Have a value encrypted by the server; set-ups with the public key do that themselves.
    """
    return user.encryption.encrypt(b64encode(text.encode()).decode())


async def count_again(url: str, token: Secret, product: models.Product) -> None:
    """
    Ask for the same transactions with the asynchronous client.
    """
    async with AsyncBanksapi(user_token=token, base_url=url) as client:
        transactions = await client.follow(product, "get_kontoumsaetze")
        done(f"{len(transactions)} transactions again, by asyncio")


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
    Add up what came in and went out, to the cent.
    """
    amounts = [each.betrag for each in transactions]
    paid_in = sum((amount for amount in amounts if amount > 0), Decimal())
    paid_out = sum((amount for amount in amounts if amount < 0), Decimal())
    done(
        "exact sums",
        f"in {german(paid_in)}, out {german(paid_out)}, balance {german(product.saldo)}",
    )
