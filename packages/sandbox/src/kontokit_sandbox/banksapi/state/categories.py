"""
The tree of categories: a small part of the provider's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

__all__ = ["CATEGORIES", "TREE", "CategoryRule", "tag_instance", "tree_items"]

TREE = "CATEGORIES"
"""The name of the only tree, which has the id 1."""

CATEGORIES = {
    "BANKFINANCE_CASHWITHDRAWAL": "Barauszahlung",
    "BILLS_ENERGY": "Energiekosten",
    "BILLS_TELECOMMUNICATIONS": "Internet und Telekommunikation",
    "HEALTH_CONSUMABLES": "Arznei und Heilmittel",
    "HOUSING_FURNISHING": "Möbel und Haushaltsgeräte",
    "HOUSING_RENT": "Miete/Wohngeld",
    "HOUSING_SERVICES": "Haushaltsdienstleistungen",
    "INCOME_BUSINESS": "Geschäftseinnahmen",
    "INCOME_TAXES": "Steuerrückzahlungen und -erstattungen",
    "INSURANCE_LIABILITY": "Haftpflichtversicherung",
    "INSURANCE_LIFE": "Lebensversicherung",
    "LIVING_GROCERIES": "Lebensmittel",
    "MOBILITY_PUBLICTRANSPORT": "ÖPNV",
    "BANKFINANCE_FEES": "Bankgebühren",
    "BANKFINANCE_OTHER": "Zinsen",
    "TRANSFER_OTHER": "Sparen und Umbuchungen",
    "BUSINESS_SALARY": "Löhne und Gehälter",
    "INCOME_OTHER": "Sonstige Einnahmen",
    "INCOME_SALARY": "Gehalt",
    "RECREATION_OTHER": "Sonstige Freizeit",
    "RECREATION_SPORTS": "Sport",
    "LIVING_OTHER": "Sonstiger Lebensbedarf",
    "MOBILITY_PARKING": "Parken",
    "TRAVEL_ACCOMMODATION": "Reisen",
}
"""Display names of the categories by system name."""


@dataclass(frozen=True, kw_only=True)
class CategoryRule:
    """
    The category of the transactions with one other side, from a moment on.
    """

    category: str
    since: datetime


_IDS = {name: index for index, name in enumerate(CATEGORIES, start=101)}
_NAMESPACE = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")


def tree_items(base: str) -> list[dict[str, Any]]:
    """
    Write all items of the tree.
    """
    return [_item(name, base) for name in CATEGORIES]


def tag_instance(transaction_id: str, name: str, base: str) -> dict[str, Any]:
    """
    Write the tag of a transaction.
    """
    return {
        # Derived from the names: the same transaction has the same tag id in every run.
        "id": str(uuid5(_NAMESPACE, f"{transaction_id} {name}")),
        "entity": {
            "id": transaction_id,
            "displayName": "Umsatz",
            "entityClass": "TRANSACTION",
        },
        "tagTreeItem": _item(name, base),
        "relations": [],
    }


def _item(name: str, base: str) -> dict[str, Any]:
    tree = f"{base}/tags/v1/tag-trees/1"
    return {
        "systemId": _IDS[name],
        "systemName": name,
        "systemNameParent": name.partition("_")[0],
        "displayName": CATEGORIES[name],
        "tagTree": {"systemId": 1, "systemName": TREE, "displayName": "Kategorien"},
        "relations": [
            {"rel": "tag_tree", "href": f"{tree}/"},
            {"rel": "tag_tree_item", "href": f"{tree}/items/{_IDS[name]}/"},
        ],
    }
