"""
The categories that all users have, and those that fit a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from .record import Record

__all__ = ["GLOBAL", "category_for", "find_category"]

GLOBAL: dict[int, Record] = {
    number: {"id": number, "name": name, "isCustom": False, **more}
    for number, name, more in (
        (40, "Freizeit", {"children": [41]}),
        (41, "Sport", {"parentId": 40, "parentName": "Freizeit"}),
        (100, "Einnahmen", {"children": [101, 102]}),
        (101, "Gehalt", {"parentId": 100, "parentName": "Einnahmen"}),
        (102, "Sonstige Einnahmen", {"parentId": 100, "parentName": "Einnahmen"}),
        (200, "Lebenshaltung", {"children": [201, 202, 203]}),
        (201, "Lebensmittel", {"parentId": 200, "parentName": "Lebenshaltung"}),
        (202, "Gesundheit", {"parentId": 200, "parentName": "Lebenshaltung"}),
        (203, "Bargeld", {"parentId": 200, "parentName": "Lebenshaltung"}),
        (300, "Wohnen", {"children": [301, 302]}),
        (301, "Energie", {"parentId": 300, "parentName": "Wohnen"}),
        (302, "Telekommunikation", {"parentId": 300, "parentName": "Wohnen"}),
        (400, "Mobilität", {}),
        (500, "Versicherungen", {}),
    )
}
# BILLS_ENERGY has to come before BILLS, because the first prefix that fits is taken.
_WORDS = {"LIVING": 201, "HEALTH": 202, "BANKFINANCE_CASH": 203, "BILLS_ENERGY": 301, "BILLS": 302,
          "MOBILITY": 400, "INSURANCE": 500, "HOUSING": 300, "TRAVEL": 400,
          "RECREATION_SPORTS": 41, "RECREATION": 40}  # fmt: skip


def category_for(amount: Decimal, word: str) -> Record | None:
    """
    Return the category of a made-up booking, if one fits.
    """
    if amount > 0:
        return GLOBAL[101 if word == "INCOME_SALARY" else 102]
    number = next((found for key, found in _WORDS.items() if word.startswith(key)), None)
    return None if number is None else GLOBAL[number]


def find_category(own: Mapping[int, Record], number: int) -> Record | None:
    """
    Find a category, global or one of a user's own.
    """
    return GLOBAL.get(number) or own.get(number)
