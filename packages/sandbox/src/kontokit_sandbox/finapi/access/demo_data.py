"""
The data of all users of the test bank: accounts, transactions and securities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ...demo.money import Booking, bookings, cents, german_iban
from ...server.clock import BERLIN
from ..state.world import Record, User, World
from .categorization import categorise

__all__ = ["account_choices", "account_interface", "fill", "new_transaction", "renew"]

_HOLDER = "Erika Mustermann"
_DAYS = 720
_BLZ = "37040044"
_CAPABILITIES = [
    "DATA_DOWNLOAD",
    "SEPA_MONEY_TRANSFER",
    "SEPA_COLLECTIVE_MONEY_TRANSFER",
    "SEPA_BASIC_DIRECT_DEBIT",
    "SEPA_BASIC_COLLECTIVE_DIRECT_DEBIT",
    "IBAN_ONLY_SEPA_MONEY_TRANSFER",
    "IBAN_ONLY_SEPA_DIRECT_DEBIT",
]


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """
    One account that all users have at the test bank.
    """

    name: str
    kind: str
    number: str
    count: int
    """The number of bookings."""
    start: int
    """The balance before the first booking, in cents."""


_PLANS = (
    _Plan(name="Girokonto", kind="Checking", number="1700000001", count=450, start=812_345),
    _Plan(name="Gemeinschaftskonto", kind="Checking", number="1700000002", count=120, start=90_010),
    _Plan(name="Sparkonto", kind="Savings", number="1700000003", count=24, start=1_250_000),
)
_DEPOT = _Plan(name="Depot", kind="Security", number="1700000009", count=0, start=0)
_PAPERS = (
    ("DE0008404005", "840400", "Muster Versicherung AG", "12", "251.35", "198.40"),
    ("DE0007164600", "716460", "Beispiel Software SE", "30", "178.92", "121.05"),
    ("IE00B4L5Y983", "A0RPWH", "Weltindex ETF", "145.125", "92.4410", "71.1"),
)


def account_choices() -> list[tuple[str, str]]:
    """
    Return the IBANs and names of the accounts that every user has at the test banks.
    """
    return [(german_iban(_BLZ, plan.number), plan.name) for plan in _PLANS]


def fill(world: World, user: User, connection: Record, account_types: Sequence[str] | None) -> None:
    """
    Add the accounts and their data to a new bank connection.

    Args:
        connection: The ids of the accounts are added to it.
        account_types: The types to add. A depot is added only if it is named.
    """
    wanted = account_types or ["Checking", "Savings"]
    for plan in (*_PLANS, _DEPOT):
        if plan.kind in wanted:
            account = _account(world, connection, plan)
            user.accounts[account["id"]] = account
            connection["accountIds"].append(account["id"])
            _book(world, user, account, plan)


def renew(world: World, user: User, connection: Record) -> None:
    """
    Book pending transactions, add a new one to each current account, and update depots.
    """
    for number in connection["accountIds"]:
        account = user.accounts.get(number)
        if account is None:
            continue
        if account["accountType"] == "Checking":
            _book_announced(world, user, account)
            _happen(world, user, account, cents(-1299), "NEUER UMSATZ", "Supermarkt Lindner KG")
        _move_on(world, user, number)
        _replace_positions(world, user, account)
        for interface in account["interfaces"]:
            interface |= {"status": "UPDATED", **_updated(world)}


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


def _account(world: World, connection: Record, plan: _Plan) -> Record:
    interfaces = [
        account_interface(world, one["bankingInterface"], plan.kind)
        for one in connection["interfaces"]
    ]
    return {
        "id": world.next_id("account"),
        "bankConnectionId": connection["id"],
        "accountName": plan.name,
        "accountNumber": plan.number,
        "iban": german_iban(_BLZ, plan.number),
        "accountHolderName": _HOLDER,
        "accountCurrency": "EUR",
        "accountType": plan.kind,
        "balance": cents(plan.start),
        "availableFunds": cents(plan.start + (100_000 if plan.kind == "Checking" else 0)),
        "overdraftLimit": cents(100_000 if plan.kind == "Checking" else 0),
        "isNew": True,
        "isSeized": False,
        "interfaces": interfaces,
    }


def _book(world: World, user: User, account: Record, plan: _Plan) -> None:
    if plan.kind == "Security":
        _buy(world, user, account)
        return
    for booking in bookings(plan.number, plan.count, last=_today(world), days=_DAYS):
        # Nothing is spent from a savings account.
        amount = abs(booking.amount) if plan.kind == "Savings" else booking.amount
        _keep(world, user, account, booking, amount)
    if plan.kind == "Checking":
        _announce(world, user, account)


def _keep(world: World, user: User, account: Record, booking: Booking, amount: Decimal) -> None:
    row = _transaction(world, user, account["id"], amount, booking.day.isoformat())
    row |= {
        "purpose": booking.purpose,
        "counterpartName": booking.counterparty,
        "counterpartIban": booking.iban,
        "counterpartBic": booking.bic,
        "type": booking.kind,
        "isNew": False,
    }
    categorise(world, user, row, booking.category)
    account["balance"] += amount
    account["availableFunds"] += amount


def _transaction(world: World, user: User, account: int, amount: Decimal, day: str) -> Record:
    row: Record = {
        "id": world.next_id("transaction"),
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


def _announce(world: World, user: User, account: Record) -> None:
    row: Record = {
        "id": world.next_id("pending transaction"),
        "accountId": account["id"],
        "amount": cents(-4990),
        "currency": "EUR",
        "valueDate": (_today(world) + timedelta(days=1)).isoformat(),
        "importDate": world.instant(),
        "purpose": "VORGEMERKT KARTENZAHLUNG",
        "counterpartyName": "Möbelhaus Muster GmbH",
    }
    user.pending_transactions[row["id"]] = row


def _book_announced(world: World, user: User, account: Record) -> None:
    announced = [
        one for one in user.pending_transactions.values() if one["accountId"] == account["id"]
    ]
    for one in announced:
        del user.pending_transactions[one["id"]]
        _happen(world, user, account, one["amount"], one["purpose"], one["counterpartyName"])


def _happen(
    world: World, user: User, account: Record, amount: Decimal, purpose: str, who: str
) -> None:
    row = new_transaction(world, user, account, amount=amount, purpose=purpose, counterpart=who)
    categorise(world, user, row)


def _move_on(world: World, user: User, account: int) -> None:
    """
    Move future bookings to today, or to their day once it is reached.
    """
    for row in user.transactions.values():
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
