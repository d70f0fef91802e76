"""
What the banks know whichever API asks: locked logins, and the orders they have taken.
"""

from __future__ import annotations

from .order_book import OrderBook

__all__ = ["BankState"]


class BankState:
    """
    Shared by the providers of a sandbox.
    """

    def __init__(self) -> None:
        self.locked: set[str] = set()
        """Names of logins that were locked by too many wrong TANs."""
        self.trouble = ""
        """The kind of fault that the bank has during the request that is being handled."""
        self.orders = OrderBook()

    def reset(self) -> None:
        """
        Restore the initial state.
        """
        self.locked = set()
        self.trouble = ""
        self.orders.reset()
