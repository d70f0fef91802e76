"""
The products of a bank access: accounts of the ledger, and a depot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from ...ledger.ledger import Account, Ledger
from ...ledger.people import PERSON
from ...server.clock import BERLIN
from .transactions import Transaction

__all__ = ["Product", "products_of", "uuid_from"]


def uuid_from(random: Random) -> str:
    """
    Make a UUID of version 4 that is the same for the same seed.
    """
    return str(UUID(int=random.getrandbits(128), version=4))


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
    balance: Decimal = Decimal("0.00")
    """As of the last retrieval."""
    owner: str = ""
    bank_code: str = ""
    bic: str = ""
    overdraft: Decimal | None = None
    account: int | None = None
    """The number of its account in the ledger."""
    has_transactions: bool = True
    """Whether its transactions are retrieved."""
    categories: dict[int, str] = field(default_factory=dict[int, str])
    """The categories that the user has chosen, by the position of the row."""
    positions: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    given: dict[str, Any] | None = None
    """The fields that the caller of a builder operation has sent."""
    given_transactions: list[Transaction] = field(default_factory=list[Transaction])
    """Those that the caller of a builder operation has sent."""

    @property
    def can_pay(self) -> bool:
        """
        Whether it supports transfers and debits.
        """
        return self.category == "GIROKONTO"

    def read(self, ledger: Ledger) -> None:
        """
        Retrieve the balance.
        """
        if self.account is not None:
            self.balance = ledger.balance(self.account, ledger.clock.now())


_CATEGORIES = {"checking": "GIROKONTO", "savings": "TAGESGELDKONTO", "card": "KREDITKARTE"}
_CARD = "1234XXXXXXXX5678"


def products_of(ledger: Ledger, person: str) -> list[Product]:
    """
    Make the products that a person has at the demo provider.

    Returns:
        The accounts of the ledger; for the private person a current account, a savings account, a
        card and a depot. The demo provider does not support joint accounts.
    """
    accounts = [one for one in ledger.accounts_of(person) if one.profile != "joint"]
    made = [_product(account) for account in accounts]
    if person == PERSON:
        made.append(_depot(accounts[0], ledger.clock.now().astimezone(BERLIN).date()))
    return made


def _product(account: Account) -> Product:
    is_card = account.kind == "card"
    return Product(
        id=f"KK-{_CARD}" if is_card else account.iban,
        name=account.name,
        category=_CATEGORIES[account.kind],
        number=_CARD if is_card else account.number,
        iban=None if is_card else account.iban,
        owner=account.holder,
        bank_code=account.bank_code,
        bic=account.bic,
        overdraft=Decimal(account.overdraft).scaleb(-2) if account.overdraft else None,
        account=account.no,
    )


def _depot(account: Account, today: date) -> Product:
    day = today - timedelta(days=1)
    positions = [
        _position("Beispiel Welt Aktienfonds", "DE0001234567", "123456", "210.819609", "15.4117",
                  day),
        _position("Muster Anleihen Öko", "DE0007654321", "765432", "1000", "98.125", day),
    ]  # fmt: skip
    return Product(
        id="DEPOT-9012345680",
        name="Depot für Wertpapiere",
        category="DEPOT",
        number="9012345680",
        iban=None,
        balance=sum((one["gesamtwert"] for one in positions), Decimal("0.00")),
        owner=account.holder,
        bank_code=account.bank_code,
        bic=account.bic,
        positions=positions,
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
