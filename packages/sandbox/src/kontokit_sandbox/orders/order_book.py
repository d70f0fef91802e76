"""
The orders that the banks have taken, and how often one was carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from ..server.limits import remember
from .fate import AT_ONCE, Fate
from .payment import Payment

__all__ = ["OrderBook", "OrderState", "TakenOrder"]

OrderState = Literal["open", "pending", "executed", "refused"]


@dataclass(frozen=True, kw_only=True)
class TakenOrder:
    """
    An order that a bank has taken.
    """

    id: str
    """Names the order at its API, such as ``finapi payment 3``. The same order, taken twice, is
    here twice."""
    kind: Literal["transfer", "debit", "standing order"]
    amount: Decimal
    payer: str
    """The account that pays: its IBAN or id, as the caller has named it."""
    payer_iban: str = ""
    """The IBAN of that account, where the caller has named an id."""
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The order in the words of its API."""
    payments: Sequence[Payment] = ()
    """What it consists of."""
    taken: datetime
    fate: Fate = AT_ONCE

    @property
    def due(self) -> datetime | None:
        """
        When the bank decides; None if it never does.
        """
        return None if self.fate.takes is None else self.taken + self.fate.takes

    def state(self, now: datetime) -> OrderState:
        """
        What has become of it.
        """
        if self.due is None or now < self.due:
            return "open" if self.fate.looks_open else "pending"
        return "executed" if self.fate.is_executed else "refused"


class OrderBook:
    """
    All orders that were taken since the last reset, the newest 10,000.
    """

    def __init__(self) -> None:
        self.orders: list[TakenOrder] = []
        self._when_taken: list[Callable[[TakenOrder], None]] = []

    def on_taken(self, callback: Callable[[TakenOrder], None]) -> None:
        """
        Call a function with each order that is taken.
        """
        self._when_taken.append(callback)

    def take(self, order: TakenOrder) -> TakenOrder:
        """
        Take an order.
        """
        remember(self.orders, order)
        for callback in self._when_taken:
            callback(order)
        return order

    def executed(self, now: datetime) -> list[TakenOrder]:
        """
        The orders that were carried out, the oldest first. An order that was carried out twice is
        there twice. Standing orders only begin to pay, so they are not among them.
        """
        return [
            one
            for one in self.orders
            if one.kind != "standing order" and one.state(now) == "executed"
        ]

    def reset(self) -> None:
        """
        Forget everything.
        """
        self.orders = []
