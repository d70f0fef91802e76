"""
The data of all users of the test bank: accounts, transactions and securities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from ...demo.money import cents
from ...ledger.ledger import Account as BankAccount
from ...ledger.ledger import Ledger
from ...ledger.people import PERSON, Kind
from ...server.clock import BERLIN
from ..state.transactions import OWN, ROWS, Imported, Update, pending_record
from ..state.world import Record, User, World

__all__ = [
    "account_choices",
    "account_interface",
    "download",
    "fill",
    "new_transaction",
    "own_id",
    "renew",
]

_CAPABILITIES = [
    "DATA_DOWNLOAD",
    "SEPA_MONEY_TRANSFER",
    "SEPA_COLLECTIVE_MONEY_TRANSFER",
    "SEPA_BASIC_DIRECT_DEBIT",
    "SEPA_BASIC_COLLECTIVE_DIRECT_DEBIT",
    "IBAN_ONLY_SEPA_MONEY_TRANSFER",
    "IBAN_ONLY_SEPA_DIRECT_DEBIT",
]


_KINDS: Mapping[Kind, str] = {"checking": "Checking", "savings": "Savings", "card": "CreditCard"}
_PURCHASES = 1
"""How many purchases are booked when the user asks for fresh data."""
_PAPERS = (
    ("DE0008404005", "840400", "Muster Versicherung AG", "12", "251.35", "198.40"),
    ("DE0007164600", "716460", "Beispiel Software SE", "30", "178.92", "121.05"),
    ("IE00B4L5Y983", "A0RPWH", "Weltindex ETF", "145.125", "92.4410", "71.1"),
)


def account_choices(ledger: Ledger) -> list[tuple[str, str]]:
    """
    Return the IBANs and names of the accounts that every user has at the test banks.
    """
    usual = [one for one in ledger.accounts_of(PERSON) if one.kind != "card"]
    return [(account.iban, account.name) for account in usual]


def fill(
    world: World,
    user: User,
    connection: Record,
    account_types: Sequence[str] | None,
    login: str = "",
) -> None:
    """
    Add the accounts and their data to a new bank connection.

    Args:
        connection: The ids of the accounts are added to it.
        account_types: The types to add. A card and a depot are added only if they are named.
        login: The user name at the bank, which decides whose accounts they are.
    """
    wanted, person = account_types or ["Checking", "Savings"], world.ledger.person_of(login)
    for found in world.ledger.accounts_of(person):
        if _KINDS[found.kind] in wanted:
            account = _account(world, connection, found)
            _keep(user, connection, account)
            imported = Imported(id=account["id"], no=found.no)
            user.transactions.imported[account["id"]] = imported
            _read(world, user, account)
    if person == PERSON and "Security" in wanted:
        account = _depot(world, connection)
        _keep(user, connection, account)
        _buy(world, user, account)


def renew(world: World, user: User, connection: Record) -> None:
    """
    Let the bank book what is pending and a purchase on each current account, then download
    everything.
    """
    for number in connection["accountIds"]:
        account, imported = user.accounts.get(number), user.transactions.imported.get(number)
        if account is not None and imported is not None and account["accountType"] == "Checking":
            world.ledger.update(imported.no, _PURCHASES)
    download(world, user, connection)


def download(world: World, user: User, connection: Record) -> None:
    """
    Download what has happened on the accounts of a bank connection.
    """
    for number in connection["accountIds"]:
        account = user.accounts.get(number)
        if account is None:
            continue
        if number in user.transactions.imported:
            _read(world, user, account)
        _move_on(world, user, number)
        _replace_positions(world, user, account)
        for interface in account["interfaces"]:
            interface |= {"status": "UPDATED", **_updated(world)}


def _read(world: World, user: User, account: Record) -> None:
    """
    Download balance and transactions of one account.
    """
    imported, now = user.transactions.imported[account["id"]], world.clock.now()
    imported.updates.append(Update(now, world.rules(user)))
    balance = world.ledger.balance(imported.no, now)
    # The difference, because mock updates change the balance as well.
    account["balance"] += balance - imported.balance
    account["availableFunds"] += balance - imported.balance
    imported.balance = balance
    pending = user.pending_transactions
    for key in [key for key, row in pending.items() if row["accountId"] == account["id"]]:
        del pending[key]
    for row in world.ledger.pending(imported.no, now):
        record = pending_record(imported, row)
        pending[record["id"]] = record


def new_transaction(
    world: World,
    user: User,
    account: Record,
    *,
    amount: Decimal,
    purpose: str | None,
    counterpart: str | None,
    day: date | None = None,
) -> Record:
    """
    Book a transaction today or on another day, and update the balance.
    """
    booked = (day or _today(world)).isoformat()
    row = _transaction(world, user, account["id"], amount, booked)
    # finAPI moves bookings of the future to today.
    row["finapiBookingDate"] = min(booked, _today(world).isoformat())
    row |= {"purpose": purpose} if purpose else {}
    row |= {"counterpartName": counterpart} if counterpart else {}
    account["balance"] += amount
    account["availableFunds"] += amount
    return row


def account_interface(world: World, name: str, kind: str) -> Record:
    """
    Make the interface of an account.
    """
    return {
        "bankingInterface": name,
        "status": "UPDATED",
        "capabilities": _CAPABILITIES if kind == "Checking" else ["DATA_DOWNLOAD"],
        "paymentCapabilities": dict.fromkeys(
            (
                "domesticMoneyTransfer", "domesticCollectiveMoneyTransfer",
                "domesticFutureMoneyTransfer", "domesticFutureCollectiveMoneyTransfer",
                "sepaInstantMoneyTransfer", "sepaFutureMoneyTransfer",
                "sepaFutureCollectiveMoneyTransfer",
            ),
            False,
        ),
        **_updated(world),
    }  # fmt: skip


def _keep(user: User, connection: Record, account: Record) -> None:
    user.accounts[account["id"]] = account
    connection["accountIds"].append(account["id"])


def _account(world: World, connection: Record, found: BankAccount) -> Record:
    return {
        **_new_account(world, connection, found.name, found.number, _KINDS[found.kind]),
        "iban": found.iban,
        "accountHolderName": found.holder,
        "balance": cents(0),
        "availableFunds": cents(found.overdraft),
        "overdraftLimit": cents(found.overdraft),
    }


def _depot(world: World, connection: Record) -> Record:
    return {
        **_new_account(world, connection, "Depot", "9012345680", "Security"),
        "accountHolderName": world.ledger.accounts_of(PERSON)[0].holder,
        "balance": cents(0),
        "availableFunds": cents(0),
        "overdraftLimit": cents(0),
    }


def _new_account(world: World, connection: Record, name: str, number: str, kind: str) -> Record:
    interfaces = [
        account_interface(world, one["bankingInterface"], kind) for one in connection["interfaces"]
    ]
    return {
        "id": world.next_id("account"),
        "bankConnectionId": connection["id"],
        "accountName": name,
        "accountNumber": number,
        "accountCurrency": "EUR",
        "accountType": kind,
        "isNew": True,
        "isSeized": False,
        "interfaces": interfaces,
    }


def _transaction(world: World, user: User, account: int, amount: Decimal, day: str) -> Record:
    row: Record = {
        "id": own_id(world, account),
        "accountId": account,
        "amount": amount,
        "currency": "EUR",
        "bankBookingDate": day,
        "finapiBookingDate": day,
        "valueDate": day,
        "importDate": world.instant(),
        "labels": [],
        "isAdjustingEntry": False,
        "isNew": True,
        "isPotentialDuplicate": False,
    }
    user.transactions[row["id"]] = row
    return row


def _move_on(world: World, user: User, account: int) -> None:
    """
    Move future bookings to today, or to their day once it is reached.
    """
    for row in user.transactions.changed.values():
        is_early = row["bankBookingDate"] > row["importDate"][:10]
        if row["accountId"] == account and is_early:
            row["finapiBookingDate"] = min(row["bankBookingDate"], _today(world).isoformat())


def _replace_positions(world: World, user: User, account: Record) -> None:
    """
    Replace the positions of a depot, which get new ids with each update.
    """
    known = [row for row in user.securities.values() if row["accountId"] == account["id"]]
    for row in known:
        del user.securities[row["id"]]
        account["balance"] -= row["marketValue"]
    if known:
        _buy(world, user, account)


def _buy(world: World, user: User, account: Record) -> None:
    for isin, wkn, name, nominal, quote, entry in _PAPERS:
        value = (Decimal(nominal) * Decimal(quote)).quantize(Decimal("0.01"))
        cost = (Decimal(nominal) * Decimal(entry)).quantize(Decimal("0.01"))
        row: Record = {
            "id": world.next_id("security"),
            "accountId": account["id"],
            "isin": isin,
            "wkn": wkn,
            "name": name,
            "quote": Decimal(quote),
            "quoteCurrency": "EUR",
            "quoteType": "ACTU",
            "quoteDate": world.instant(),
            "quantityNominal": Decimal(nominal),
            "quantityNominalType": "UNIT",
            "marketValue": value,
            "marketValueCurrency": "EUR",
            "entryQuote": Decimal(entry),
            "entryQuoteCurrency": "EUR",
            "profitOrLoss": value - cost,
        }
        user.securities[row["id"]] = row
        account["balance"] += value


def _updated(world: World) -> Record:
    return {"lastSuccessfulUpdate": world.instant(), "lastUpdateAttempt": world.instant()}


def _today(world: World) -> date:
    return world.clock.now().astimezone(BERLIN).date()


def own_id(world: World, account: int) -> int:
    """
    Return an id for a transaction that the bank does not know.
    """
    return account * ROWS + OWN + world.next_id("transaction")
