"""
Bank accesses: how one is filled, refreshed, and held up by an SCA.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ..clock import BERLIN
from .demo import Product, demo_products, refreshed
from .sca import Sca

__all__ = ["WRONG_PIN", "Access", "Login"]

WRONG_PIN = "falsch"
"""The PIN that the demo provider refuses."""

Status = Literal["SAMMELN", "INTERAKTION", "VOLLSTAENDIG"]

_SLOW_LOOKS = 2
"""The look at an access of a slow login that finds it complete."""


@dataclass(frozen=True, kw_only=True)
class Login:
    """
    What the credentials are when decrypted.
    """

    user: str = "demo1"
    """The user name without what follows a plus sign."""
    pin: str = ""

    @property
    def is_slow(self) -> bool:
        """
        Whether fetching goes on after the call that began it.
        """
        return self.user == "demo_slow"

    @property
    def wants_sca(self) -> bool:
        """
        Whether each refresh needs an SCA.
        """
        return self.user.startswith("test_sca_method")

    @property
    def wants_medium(self) -> bool:
        """
        Whether the SCA asks for a medium as well.
        """
        return self.user == "test_sca_method_media"

    @property
    def payments_fail(self) -> bool:
        """
        Whether the bank refuses payments.
        """
        return self.user == "test_failing_payment"


@dataclass(kw_only=True)
class Access:
    """
    One bank access of a user.
    """

    id: str
    user_id: str
    provider_id: str
    login: Login = field(default_factory=Login)
    sync: bool = True
    kind: Literal["DEFAULT", "EBICS", "BUILDER"] = "DEFAULT"
    by_web_form: bool = False
    selected: list[str] = field(default_factory=list[str])
    head_only: bool = False
    payment_accounts_only: bool = False
    updated_at: datetime
    products: list[Product] = field(default_factory=list[Product])
    sca: Sca | None = None
    errors: list[str] = field(default_factory=list[str])
    """The codes of what went wrong in the last refresh."""
    looks_left: int = 0
    refreshes: int = 0

    @property
    def status(self) -> Status:
        """
        How far the retrieval is.
        """
        if self.sca is not None and self.sca.is_open:
            return "INTERAKTION"
        return "SAMMELN" if self.looks_left else "VOLLSTAENDIG"

    def begin(self, sca: Sca | None, error: str | None, now: datetime) -> None:
        """
        Start to fetch; most logins are finished at once.

        Args:
            sca: What the user has to do before, if anything.
            error: The code of what stops it at once, if anything.
            now: The time.
        """
        self.errors = [] if error is None else [error]
        self.sca = sca
        self.looks_left = 0
        if sca is not None or error is not None:
            return
        if self.login.is_slow:
            self.looks_left = _SLOW_LOOKS
        else:
            self.complete(now)

    def look(self, now: datetime) -> None:
        """
        Go on with the retrieval: each look at the access is a bit of time for the bank.
        """
        if self.looks_left:
            self.looks_left -= 1
            if not self.looks_left:
                self.complete(now)

    def settle_sca(self, now: datetime) -> None:
        """
        Draw the conclusion from an SCA that has ended.
        """
        if self.sca is not None and self.sca.step == "done":
            self.sca = None
            self.complete(now)

    def complete(self, now: datetime) -> None:
        """
        Fetch everything: at first all products, later what is new.
        """
        self.looks_left = 0
        self.updated_at = now
        self.refreshes += 1
        if self.products:
            for product in self.products:
                refreshed(product, f"refresh {self.refreshes}", now.astimezone(BERLIN).date())
        else:
            self.products = [one for one in demo_products("banksapi") if self._is_wanted(one)]
        if self.head_only:
            for product in self.products:
                product.transactions = []

    def product(self, product_id: str) -> Product | None:
        """
        Find a product.
        """
        return next((one for one in self.products if one.id == product_id), None)

    def _is_wanted(self, product: Product) -> bool:
        if self.payment_accounts_only and not product.can_pay:
            return False
        return not self.selected or product.id in self.selected
