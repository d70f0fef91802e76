"""
Payments: orders of the current operations and transfers of the older ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ...pending import OrderSummary, summary
from .sca import Sca

__all__ = ["Kind", "Order", "Transfer"]

Kind = Literal["single-transfer", "bulk-transfer", "single-debit", "bulk-debit"]

_DONE = {
    "single-transfer": "BA1111",
    "bulk-transfer": "BA1112",
    "single-debit": "BA1212",
    "bulk-debit": "BA1212",
}


@dataclass(kw_only=True)
class Order:
    """
    One payment and its SCA.
    """

    id: str
    user_id: str
    kind: Kind
    provider: str
    product: str
    details: Mapping[str, Any]
    """The body of the request without provider, credentials and product."""
    fails: bool
    sca: Sca

    def settle_sca(self) -> None:
        """
        Continue with the next SCA after a completed one.
        """
        if self.sca.step == "done" and self.sca.then is not None:
            self.sca = self.sca.then

    @property
    def is_debit(self) -> bool:
        """
        Whether it is a direct debit.
        """
        return self.kind.endswith("debit")

    @property
    def summary(self) -> OrderSummary:
        """
        What the bank shows of it before it is approved.
        """
        name, iban = ("debtorName", "debtorIban") if self.is_debit else ("recipient", "iban")
        given: Any = self.details["debitDetails" if self.is_debit else "transferDetails"]
        orders: list[Any] = list(given) if self.kind.startswith("bulk") else [given]
        return summary(orders, name=name, iban=iban, is_debit=self.is_debit)

    @property
    def outcome(self) -> str | None:
        """
        The code of the message about the outcome; None while it is open.
        """
        if self.sca.step != "done":
            return None
        if self.fails:
            return "BA1204" if self.is_debit else "BA1104"
        return _DONE[self.kind]


@dataclass(kw_only=True)
class Transfer:
    """
    A transfer of the older operations.
    """

    id: str
    user_id: str
    provider: str
    product: str
    bulk: bool
    fails: bool
    timeout: datetime
    sca: Sca
