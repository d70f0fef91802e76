"""
Rules that categorise transactions: of the user, of the mandator, and of finAPI.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .categories import category_for, find_category
from .record import Record

__all__ = ["Rules", "features_of"]

_FEATURES = {
    "iban": ("counterpartIban",),
    "number": ("counterpartAccountNumber",),
    "name": ("counterpartName", "counterpart"),
    "purpose": ("purpose",),
}
"""The features by which transactions are compared, best first, and their field names."""
_HINTS = {
    "miete": "HOUSING",
    "möbel": "HOUSING",
    "reinigung": "HOUSING",
    "strom": "BILLS_ENERGY",
    "stadtwerke": "BILLS_ENERGY",
    "mobilfunk": "BILLS",
    "lindner": "LIVING",
    "bäckerei": "LIVING",
    "bahn": "MOBILITY",
    "versicherung": "INSURANCE",
    "apotheke": "HEALTH",
    "geldautomat": "BANKFINANCE",
}


@dataclass(frozen=True)
class Rules:
    """
    All rules as they were at a time.
    """

    learned: tuple[Record, ...] = ()
    """What the user has taught, newest last."""
    by_iban: tuple[Record, ...] = ()
    by_keyword: tuple[Record, ...] = ()

    def category(
        self, own: Mapping[int, Record], row: Mapping[str, Any], word: str | None = None
    ) -> Record | None:
        """
        Find the category of a transaction.

        Args:
            own: The user's own categories.
            word: The kind of booking, if known; otherwise it is derived from the texts.
        """
        # The first suggestion is the best; the others are never computed.
        for category in self._suggested(own, row):
            return category
        if word is None:
            text = _text(row)
            word = next((kind for hint, kind in _HINTS.items() if hint in text), "")
        return category_for(Decimal(row["amount"]), word)

    def _suggested(self, own: Mapping[int, Record], row: Mapping[str, Any]) -> Iterator[Record]:
        """
        Yield the categories that rules suggest, best first.
        """
        if not (self.learned or self.by_iban or self.by_keyword):
            return
        features, is_income = features_of(row), row["amount"] >= 0
        for rule in reversed(self.learned):
            category = find_category(own, rule["categoryId"])
            if category and rule["isIncome"] == is_income and _is_like(rule["features"], features):
                yield category
        direction = "Income" if is_income else "Spending"
        for rule in self.by_iban:
            if rule["direction"] == direction and _plain(rule["iban"]) == features.get("iban"):
                yield rule["category"]
        text = _text(row)
        for rule in self.by_keyword:
            every = all if rule["allKeywordsMustMatch"] else any
            if rule["direction"] == direction and every(
                one.casefold() in text for one in rule["keywords"]
            ):
                yield rule["category"]


def _is_like(sample: Mapping[str, str], features: Mapping[str, str]) -> bool:
    """
    Compare the best feature that both have. A purpose has to contain all words of the sample.
    """
    for name in _FEATURES:
        if name in sample and name in features:
            if name == "purpose":
                return all(word in features[name] for word in sample[name].split())
            return sample[name] == features[name]
    return False


def features_of(row: Mapping[str, Any]) -> dict[str, str]:
    """
    Return the features by which transactions are compared.
    """
    return {
        feature: _plain(row[name]) if feature in ("iban", "number") else row[name].casefold()
        for feature, names in _FEATURES.items()
        for name in names
        if row.get(name)
    }


def _plain(number: str) -> str:
    return number.replace(" ", "").casefold()


def _text(row: Mapping[str, Any]) -> str:
    names = ("purpose", "counterpart", "counterpartName", "counterpartIban")
    return " ".join(str(row.get(name, "")) for name in names).casefold()
