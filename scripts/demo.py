"""
The main job from end to end, against the bank in a box.

Run by `scripts/demo`, which has made the clients from the specifications just before.
"""

from __future__ import annotations

import asyncio
import sys
from base64 import b64encode
from collections.abc import Iterable
from decimal import Decimal
from time import sleep
from uuid import uuid4

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kontokit import BasicCredentials, NotFound, Secret
from kontokit_bankimport import Bankimport
from kontokit_bankimport import models as bankimport_models
from kontokit_banksapi import (
    AsyncBanksapi,
    BankAccessStatus,
    Banksapi,
    CreateToken,
    CreateUser,
    GrantType,
)
from kontokit_banksapi import models as banksapi_models
from kontokit_sandbox import Sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.banksapi import CLIENT_NAME, CLIENT_PASSWORD, DEMO_PROVIDER

ROWS = 12
"""How many transactions of a list are shown."""

DEMO_LOGIN = {"userid": "demo1", "pin": "demo"}
"""What the demo bank asks for."""

console = Console(highlight=False)


def main() -> int:
    """
    Walk both providers and tell how it went.
    """
    with Sandbox() as sandbox:
        done("the bank in a box is open", f"{sandbox.url('banksapi')}, {sandbox.url('bankimport')}")
        walk_banksapi(sandbox.url("banksapi"))
        walk_bankimport(sandbox.url("bankimport"))
        sandbox.check()
    console.print("\ndemo: [bold green]ok[/]")
    return 0


def walk_banksapi(url: str) -> None:
    """
    From a client's token to a user's transactions.
    """
    title("BANKSapi BANKS/Connect")
    credentials = BasicCredentials(username=CLIENT_NAME, password=Secret(CLIENT_PASSWORD))
    with Banksapi(client_credentials=credentials, base_url=url) as client:
        user, token = signed_in_user(client)
        access = connected_bank(user)
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


def connected_bank(user: Banksapi) -> banksapi_models.BankAccess:
    """
    Connect the demo bank and wait until its data is there.
    """
    access_id = str(uuid4())
    login = {key: encrypted(user, value) for key, value in DEMO_LOGIN.items()}
    created = user.bank_accesses.add(
        {access_id: {"providerId": DEMO_PROVIDER, "credentials": login}}
    )
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


async def count_again(url: str, token: Secret, product: banksapi_models.Product) -> None:
    """
    Ask for the same transactions with the asynchronous client.
    """
    async with AsyncBanksapi(user_token=token, base_url=url) as client:
        transactions = await client.follow(product, "get_kontoumsaetze")
        done(f"{len(transactions)} transactions again, by asyncio")


def walk_bankimport(url: str) -> None:
    """
    All accounts and all pages of transactions.
    """
    title("Bankimport")
    with Bankimport(api_token=TOKEN, base_url=url) as client:
        accounts = client.bank_accounts.list().bank_accounts
        done(f"{len(accounts)} bank accounts")
        show_accounts(accounts)
        transactions = list(client.transactions.iterate(order_by="account_date_desc"))
        pages = -(-len(transactions) // 1000)
        done(f"{len(transactions)} transactions of all accounts", f"in {pages} pages")
        show_booked(transactions)
        total = sum((each.amount or Decimal() for each in transactions), Decimal())
        done("their exact sum", f"{german(total)} EUR")
        show_error(client)


def show_error(client: Bankimport) -> None:
    """
    Show what an error says.
    """
    try:
        client.bank_accounts.get(1)
    except NotFound as error:
        done("an account that is not there", str(error))


def show_products(access: banksapi_models.BankAccess) -> None:
    """
    Print the products of a bank access.
    """
    table = account_table("Bankprodukte", "Produkt", "Inhaber")
    for product in access.bankprodukte or []:
        balance = f"{german(product.saldo)} {product.waehrung}" if product.saldo is not None else ""
        cells = [product.bezeichnung, product.inhaber, product.iban or product.kontonummer]
        table.add_row(*(escape(str(cell or "")) for cell in cells), balance)
    console.print(table)


def show_transactions(transactions: Iterable[banksapi_models.Transaction]) -> None:
    """
    Print the newest transactions of a product.
    """
    table = booking_table("Kontoumsätze")
    newest = sorted(transactions, key=lambda each: str(each.buchungsdatum), reverse=True)[:ROWS]
    for each in newest:
        day = f"{each.buchungsdatum:%d.%m.%Y}" if each.buchungsdatum else ""
        partner = each.gegenkonto_inhaber or ""
        table.add_row(
            day, escape(partner), escape(each.verwendungszweck or ""), german(each.betrag)
        )
    console.print(table)


def show_accounts(accounts: Iterable[bankimport_models.BankAccount]) -> None:
    """
    Print bank accounts.
    """
    table = account_table("Bankkonten", "Bank", "Konto")
    for each in accounts:
        cells = [each.bank_name, each.account_type, each.iban]
        balance = f"{german(each.balance)} {each.currency}"
        table.add_row(*(escape(str(cell or "")) for cell in cells), balance)
    console.print(table)


def show_booked(transactions: Iterable[bankimport_models.Transaction]) -> None:
    """
    Print the first transactions of a list.
    """
    table = booking_table("Umsätze")
    for each in list(transactions)[:ROWS]:
        day = f"{each.account_date:%d.%m.%Y}" if each.account_date else ""
        table.add_row(
            day,
            escape(each.counterparty_name or ""),
            escape(each.purpose or ""),
            german(each.amount),
        )
    console.print(table)


def account_table(name: str, *columns: str) -> Table:
    """
    Make an empty table of accounts.
    """
    table = Table(*columns, title=name, title_justify="left")
    table.add_column("IBAN", no_wrap=True)
    table.add_column("Saldo", justify="right", no_wrap=True)
    return table


def booking_table(name: str) -> Table:
    """
    Make an empty table of transactions.
    """
    table = Table(
        "Datum", "Auftraggeber / Empfänger", "Verwendungszweck", title=name, title_justify="left"
    )
    table.add_column("Betrag", justify="right", no_wrap=True)
    return table


def check_balance(
    product: banksapi_models.Product, transactions: Iterable[banksapi_models.Transaction]
) -> None:
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
    Print a step that is done.
    """
    console.print(
        f"[green]✓[/] {escape(what)}" + (f" [dim]({escape(str(detail))})[/]" if detail else "")
    )


if __name__ == "__main__":
    sys.exit(main())
