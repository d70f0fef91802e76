"""
Bank accesses: how one is filled, refreshed, and held up by an SCA.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ...server.clock import BERLIN
from .demo_data import Product, demo_products, refreshed
from .demo_logins import Login
from .sca import Sca

__all__ = ["Access"]

Status = Literal["SAMMELN", "INTERAKTION", "VOLLSTAENDIG", "PASSKEY"]

_SLOW_LOOKS = 2
"""The look at an access of a slow login that finds it complete."""


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
    needs_renewal: bool = False
    """Whether its consent has ended, so that only an SCA brings fresh data."""
    form: str | None = None
    """The session of the web form that the user has to go to."""
    looks_left: int = 0
    refreshes: int = 0

    @property
    def status(self) -> Status:
        """
        How far the retrieval is.
        """
        if self.is_undocumented:
            return "PASSKEY"
        if self.form is not None or (self.sca is not None and self.sca.is_open):
            return "INTERAKTION"
        return "SAMMELN" if self.looks_left else "VOLLSTAENDIG"

    @property
    def is_undocumented(self) -> bool:
        """
        Whether it waits for something that no document knows yet.
        """
        return self.sca is not None and self.sca.step == "unknown"

    @property
    def wants_renewal(self) -> bool:
        """
        Whether the user has to begin an SCA, because the last one has failed or is too long ago.
        """
        has_failed = self.sca is not None and self.sca.step == "failed"
        return has_failed or (self.needs_renewal and self.status == "VOLLSTAENDIG")

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
        self.form = None
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
        if self.sca is not None:
            self.sca.expire(now)
        if self.looks_left:
            self.looks_left -= 1
            if not self.looks_left:
                self.complete(now)

    def settle_sca(self, now: datetime) -> None:
        """
        Draw the conclusion from an SCA that has ended: another one follows, or everything is there.
        """
        if self.sca is not None and self.sca.step == "done":
            self.sca = self.sca.then
            if self.sca is None:
                self.complete(now)

    def complete(self, now: datetime) -> None:
        """
        Fetch everything: at first all products, later what is new.
        """
        self.looks_left = 0
        self.needs_renewal = False
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
