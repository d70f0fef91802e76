"""
The products of all logins of the demo provider, the same in every run of a day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from ...demo.money import Booking, bookings, cents, german_iban

__all__ = ["BANK_CODE", "BIC", "Product", "Transaction", "demo_products", "stored", "uuid_from"]

BANK_CODE = "12345678"
BIC = "DEMO1234"


def uuid_from(random: Random) -> str:
    """
    Make a UUID of version 4 that is the same for the same seed.
    """
    return str(UUID(int=random.getrandbits(128), version=4))


@dataclass(kw_only=True)
class Transaction:
    """
    One transaction of a product.
    """

    id: str
    hash: str
    data: dict[str, Any]
    """The fields of the transaction in the API, without id, hash and tags."""
    day: date
    category: str | None


@dataclass(kw_only=True)
class Product:
    """
    One product of a bank access.
    """

    id: str
    name: str
    category: str
    number: str
    iban: str | None
    opening: Decimal
    overdraft: Decimal | None = None
    transactions: list[Transaction] = field(default_factory=list[Transaction])
    positions: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    given: dict[str, Any] | None = None
    """The fields that the caller of a builder operation has sent."""

    @property
    def balance(self) -> Decimal:
        """
        The opening balance plus all transactions, or the value of all positions.
        """
        if self.positions:
            return sum((one["gesamtwert"] for one in self.positions), Decimal("0.00"))
        booked = (one.data["betrag"] for one in self.transactions)
        return self.opening + sum(booked, Decimal("0.00"))

    @property
    def can_pay(self) -> bool:
        """
        Whether it supports transfers and debits.
        """
        return self.category == "GIROKONTO"


@dataclass(frozen=True, kw_only=True)
class _AccountPlan:
    """
    One account that all users have at the demo provider. Amounts are in cents.
    """

    name: str
    category: str
    number: str
    opening: int
    count: int
    """The number of transactions."""
    overdraft: int | None = None


_ACCOUNTS = (
    _AccountPlan(
        name="Girokonto",
        category="GIROKONTO",
        number="9012345678",
        opening=214_578,
        count=420,
        overdraft=300_000,
    ),
    _AccountPlan(
        name="Tagesgeldkonto",
        category="TAGESGELDKONTO",
        number="9012345679",
        opening=2_736_556,
        count=24,
    ),
)


def demo_products(seed: str, today: date) -> list[Product]:
    """
    Make the four products of a login.

    Args:
        seed: The same seed creates the same products and transactions on the same day.
        today: The day of the newest transactions.

    Returns:
        A current account with 420 transactions, a savings account, a card and a depot.
    """
    accounts = [_account(seed, plan, today) for plan in _ACCOUNTS]
    return [*accounts, _card(seed, today), _depot(today)]


def stored(booking: Booking, random: Random) -> Transaction:
    """
    Convert a made-up booking to a transaction.
    """
    return Transaction(
        id=uuid_from(random),
        hash=uuid_from(random),
        day=booking.day,
        category=booking.category,
        data={
            "betrag": booking.amount,
            "verwendungszweck": booking.purpose,
            "buchungstext": booking.kind,
            "buchungsdatum": f"{booking.day.isoformat()} 00:00:00",
            "wertstellungsdatum": f"{booking.day.isoformat()} 00:00:00",
            "gegenkontoInhaber": booking.counterparty,
            "gegenkontoIban": booking.iban,
            "gegenkontoBic": booking.bic,
            "primanotaNummer": str(random.randrange(100_000, 999_999)),
            "waehrung": "EUR",
        },
    )


def _account(seed: str, plan: _AccountPlan, today: date) -> Product:
    iban = german_iban(BANK_CODE, plan.number)
    return Product(
        id=iban,
        name=plan.name,
        category=plan.category,
        number=plan.number,
        iban=iban,
        opening=cents(plan.opening),
        overdraft=None if plan.overdraft is None else cents(plan.overdraft),
        transactions=_transactions(f"{seed} {plan.category}", plan.count, today),
    )


def _card(seed: str, today: date) -> Product:
    return Product(
        id="KK-1234XXXXXXXX5678",
        name="Kreditkarte Gold",
        category="KREDITKARTE",
        number="1234XXXXXXXX5678",
        iban=None,
        opening=cents(-4_990),
        transactions=_transactions(f"{seed} KREDITKARTE", 60, today),
    )


def _depot(today: date) -> Product:
    return Product(
        id="DEPOT-9012345680",
        name="Depot für Wertpapiere",
        category="DEPOT",
        number="9012345680",
        iban=None,
        opening=cents(0),
        positions=[
            _position(*one, today - timedelta(days=1))
            for one in (
                ("Beispiel Welt Aktienfonds", "DE0001234567", "123456", "210.819609", "15.4117"),
                ("Muster Anleihen Öko", "DE0007654321", "765432", "1000", "98.125"),
            )
        ],
    )


def _position(name: str, isin: str, wkn: str, amount: str, price: str, day: date) -> dict[str, Any]:
    # Quantities and prices have more places than euros have.
    value = (Decimal(amount) * Decimal(price)).quantize(Decimal("0.01"))
    return {
        "name": name,
        "menge": Decimal(amount),
        "handelseinheit": "STUECK",
        "isin": isin,
        "wkn": wkn,
        "kurs": Decimal(price),
        "kursDatum": f"{day.isoformat()} 17:35:00",
        "waehrung": "EUR",
        "waehrungskurs": Decimal("1"),
        "handelsplatz": "XETRA",
        "gesamtwert": value,
    }


def _transactions(seed: str, count: int, today: date) -> list[Transaction]:
    random = Random(f"{seed} ids")  # noqa: S311 - it is meant to be the same every time
    return [stored(one, random) for one in bookings(seed, count, last=today, days=365)]


def refreshed(product: Product, seed: str, day: date) -> None:
    """
    Add one new transaction to a product that has any, as a refresh does.
    """
    if product.transactions:
        random = Random(f"{seed} {product.id} ids")  # noqa: S311
        for booking in bookings(f"{seed} {product.id}", 1, last=day, days=1):
            product.transactions.append(stored(booking, random))
