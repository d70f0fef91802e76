"""
Rows of the ledger in the words of BANKSapi.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid3, uuid5

from ...ledger.rows import Row

__all__ = ["Transaction", "transaction_id", "transaction_of"]


@dataclass(kw_only=True)
class Transaction:
    """
    One transaction of a product.
    """

    id: str
    hash: str
    data: dict[str, Any]
    """The fields of the transaction in the API, without id, hash and tags."""
    category: str | None
    position: int = 0
    """The position of the row in the ledger."""


def transaction_id(place: str, position: int) -> str:
    """
    Return the id of a row.

    Args:
        place: The access and the product.
        position: That of the row in its account.
    """
    return str(uuid5(NAMESPACE_URL, f"{place} {position}"))


def transaction_of(row: Row, place: str, category: str | None) -> Transaction:
    """
    Make the transaction of a row.

    Args:
        place: The access and the product; the id follows from them and from the row, and the hash
            from what the row says, as the one documented sample suggests.
        category: The category that the user has chosen, if any.
    """
    content = f"{row.day} {row.amount} {row.iban} {row.purpose}"
    data: dict[str, Any] = {
        "betrag": row.amount,
        "verwendungszweck": row.purpose,
        "buchungstext": row.kind,
        "buchungsdatum": f"{row.day.isoformat()} 00:00:00",
        "wertstellungsdatum": f"{row.value_day.isoformat()} 00:00:00",
        "gegenkontoInhaber": row.counterparty,
        "gegenkontoIban": row.iban,
        "gegenkontoBic": row.bic,
        "primanotaNummer": str(100_000 + row.position % 900_000),
        "waehrung": "EUR",
        "gvCode": row.codes.gvc,
    }
    if (identifier := _identifier(row)) is not None:
        data["identifier"] = identifier
    return Transaction(
        id=transaction_id(place, row.position),
        hash=str(uuid3(NAMESPACE_URL, content)),
        data=data,
        category=category or row.category or None,
        position=row.position,
    )


def _identifier(row: Row) -> dict[str, str] | None:
    names = {"eref": "endToEndId", "mref": "mandateId"}
    return {names[key]: row.refs[key] for key in names if key in row.refs} or None
