"""
Payments: orders of the current operations and transfers of the older ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from ...openapi.decimal_json import is_array
from ...orders.fate import Fate, fate_of
from ...orders.order_book import OrderBook, TakenOrder
from ...orders.payment import Payment
from ...pending import OrderSummary, summary
from .demo_logins import Login
from .sca import Sca

__all__ = ["Kind", "Order", "Transfer", "amount_of"]

Kind = Literal["single-transfer", "bulk-transfer", "single-debit", "bulk-debit"]

_DONE = {
    "single-transfer": "BA1111",
    "bulk-transfer": "BA1112",
    "single-debit": "BA1212",
    "bulk-debit": "BA1212",
}
_REFUSED = {"": "BA1104", "by the bank": "BA1104", "balance": "BA1100"}
_REFUSED_DEBITS = {"": "BA1204", "by the bank": "BA1204", "balance": "BA1200"}


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
    login: Login
    fate: Fate
    sca: Sca
    taken: TakenOrder | None = None
    """What the bank makes of it, once it was handed in."""
    before: Sca | None = None
    """The SCA before the order was handed in."""

    def begin_step(self) -> None:
        """
        Remember the SCA, which the bank may go on showing after the order was handed in.
        """
        if self.taken is None:
            self.before = copy(self.sca)

    def settle(self, book: OrderBook, now: datetime) -> bool:
        """
        Continue after a completed SCA: with the next one, or hand the order in.

        Returns:
            Whether it was handed in now.
        """
        if self.sca.step != "done" or self.taken is not None:
            return False
        if self.sca.then is not None:
            self.sca = self.sca.then
            return False
        self.taken = TakenOrder(
            id=f"banksapi {self.kind} {self.id}",
            kind="debit" if self.is_debit else "transfer",
            amount=amount_of(self.details),
            payer=self.product,
            details=self.details,
            payments=_payments(self.details),
            taken=now,
            fate=self.fate,
        )
        if not self.fate.refused:
            book.take(self.taken)
        return True

    def shown(self, now: datetime) -> Sca:
        """
        The SCA as the provider shows it.
        """
        is_open = self.taken is not None and self.taken.state(now) == "open"
        return self.before if is_open and self.before is not None else self.sca

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

    def outcome(self, now: datetime) -> str | None:
        """
        The code of the message about the outcome; None while there is none.
        """
        if self.taken is None:
            return None
        match self.taken.state(now):
            case "executed" if not self.login.behaviour.forgets_result:
                return _DONE[self.kind]
            case "refused":
                return (_REFUSED_DEBITS if self.is_debit else _REFUSED)[self.fate.refused]
            # Only submitted, as far as the provider tells.
            case "executed" | "pending":
                return "BA1212" if self.is_debit else "BA1112"
            case "open":
                return None


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
    login: Login
    details: Mapping[str, Any]
    """The body of the request without credentials."""
    timeout: datetime
    sca: Sca
    taken: TakenOrder | None = None
    """What the bank makes of it, once it was handed in."""

    def is_shown_open(self, now: datetime) -> bool:
        """
        Whether it was handed in, though the provider still asks for the TAN.
        """
        return self.taken is not None and self.taken.fate.looks_open and self.timeout >= now

    def hand_in(self, book: OrderBook, now: datetime) -> TakenOrder:
        """
        Hand it in, once.
        """
        if self.taken is None:
            amount = amount_of(self.details)
            fate = fate_of(amount, self.login.order_fate)
            self.taken = TakenOrder(
                id=f"banksapi transfer {self.id}",
                kind="transfer",
                amount=amount,
                payer=self.product,
                details=self.details,
                payments=_payments(self.details),
                taken=now,
                fate=fate,
            )
            if not fate.refused:
                book.take(self.taken)
        return self.taken


def amount_of(details: Mapping[str, Any]) -> Decimal:
    """
    Add up the amounts of an order, of either kind of operation.
    """
    return sum((Decimal(_amount(one)) for one in _parts(details)), Decimal(0))


def _payments(details: Mapping[str, Any]) -> list[Payment]:
    """
    Return what an order consists of, of either kind of operation.
    """
    return [
        Payment(
            amount=Decimal(_amount(part)),
            name=_first(part, "recipient", "debtorName", "empfaenger") or "",
            iban=_first(part, "iban", "debtorIban") or "",
            bic=_first(part, "bic", "debtorBic"),
            purpose=_first(part, "purpose", "verwendungszweck"),
            end_to_end_id=part.get("endToEndId"),
            mandate_id=part.get("mandateIdentification"),
        )
        for part in _parts(details)
    ]


def _parts(details: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = (details.get(name) for name in ("transferDetails", "debitDetails", "payments"))
    parts: Any = next((one for one in found if one), details)
    return list(parts) if is_array(parts) else [parts]


def _first(part: Mapping[str, Any], *names: str) -> str | None:
    return next((str(part[name]) for name in names if part.get(name)), None)


def _amount(row: Mapping[str, Any]) -> Any:
    return row.get("amount", row.get("betrag", 0)) or 0
