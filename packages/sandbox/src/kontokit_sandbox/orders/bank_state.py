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
        self.pins: dict[str, str] = {}
        """PINs that banks have changed, by login or by the person behind its plus sign: the only
        right ones there."""
        self.trouble = ""
        """The kind of fault that the bank has during the request that is being handled."""
        self.orders = OrderBook()

    def changed_pin(self, login: str) -> str | None:
        """
        Return the only right PIN of a login; None if its bank has changed none.
        """
        return self.pins.get(login, self.pins.get(login.partition("+")[2]))

    def refuses(self, login: str, pin: str | None) -> bool:
        """
        Whether banks refuse a PIN since they have changed it.
        """
        return self.changed_pin(login) not in (None, pin)

    def reset(self) -> None:
        """
        Restore the initial state.
        """
        self.locked = set()
        self.pins = {}
        self.trouble = ""
        self.orders.reset()
