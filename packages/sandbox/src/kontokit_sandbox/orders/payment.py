"""
One transfer or one direct debit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Payment"]


@dataclass(frozen=True, kw_only=True)
class Payment:
    """
    One transfer, or one direct debit that an account collects.
    """

    amount: Decimal
    """Positive."""
    name: str
    """The payee, or the payer of a direct debit."""
    iban: str
    bic: str | None = None
    purpose: str | None = None
    end_to_end_id: str | None = None
    mandate_id: str | None = None
    is_instant: bool = False
