"""
Bank accesses: retrieval, refresh and SCA.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from ...ledger.ledger import Ledger
from .demo_logins import Login
from .products import Product, products_of
from .sca import Sca

__all__ = ["Access"]

Status = Literal["SAMMELN", "INTERAKTION", "VOLLSTAENDIG", "PASSKEY"]

_PURCHASES = 1
"""How many purchases are booked when the user asks for fresh data."""
_CONSENT = timedelta(days=180)
"""How long a consent lasts; article 10a of the delegated regulation (EU) 2018/389."""
_SLOW_LOOKS = 2
"""How many requests it takes until the access of a slow login is complete."""


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
    """The error codes of the last refresh."""
    needs_renewal: bool = False
    """Whether its consent has expired, so that fresh data needs an SCA."""
    form: str | None = None
    """The session of the web form that the user has to complete."""
    consent_since: datetime | None = None
    """When the user has consented last."""
    looks_left: int = 0

    @property
    def status(self) -> Status:
        """
        The state of the retrieval.
        """
        if self.is_undocumented:
            return "PASSKEY"
        if self.form is not None or (self.sca is not None and self.sca.is_open):
            return "INTERAKTION"
        return "SAMMELN" if self.looks_left else "VOLLSTAENDIG"

    @property
    def is_undocumented(self) -> bool:
        """
        Whether it has a status that the specification does not have.
        """
        return self.sca is not None and self.sca.step == "unknown"

    @property
    def wants_renewal(self) -> bool:
        """
        Whether the user has to start an SCA, because the last one failed or the consent expired.
        """
        has_failed = self.sca is not None and self.sca.step == "failed"
        return has_failed or (self.needs_renewal and self.status == "VOLLSTAENDIG")

    def begin(self, sca: Sca | None, error: str | None, ledger: Ledger) -> None:
        """
        Start a retrieval. For most logins it completes immediately.

        Args:
            sca: The SCA that is needed first, if any.
            error: The code of the error that prevents it, if any.
        """
        self.errors = [] if error is None else [error]
        self.sca = sca
        self.form = None
        self.looks_left = 0
        if sca is not None or error is not None:
            return
        if self.login.behaviour.is_slow:
            self.looks_left = _SLOW_LOOKS
        else:
            self.complete(ledger)

    def look(self, ledger: Ledger) -> None:
        """
        Advance the retrieval. Each request for the access counts as one step.
        """
        if self.sca is not None:
            self.sca.expire(ledger.clock.now())
        if self.looks_left:
            self.looks_left -= 1
            if not self.looks_left:
                self.complete(ledger)

    def settle_sca(self, ledger: Ledger) -> None:
        """
        Continue after a completed SCA: with the next one, or with the retrieval.
        """
        if self.sca is not None and self.sca.step == "done":
            self.sca = self.sca.then
            if self.sca is None:
                self.complete(ledger)
                self.needs_renewal = self.login.behaviour.fails_quietly

    def complete(self, ledger: Ledger) -> None:
        """
        Complete the retrieval: all products the first time, new transactions later.
        """
        self.looks_left = 0
        self.needs_renewal = False
        self.consent_since = ledger.clock.now()
        # Only the first retrieval chooses products; later ones add transactions.
        if self.products:
            for product in self.products:
                if product.account is not None and product.can_pay:
                    ledger.update(product.account, _PURCHASES)
        else:
            made = products_of(ledger, ledger.person_of(self.login.user))
            self.products = [one for one in made if self._is_wanted(one)]
        for product in self.products:
            product.has_transactions = not self.head_only
        self.read(ledger)

    def read(self, ledger: Ledger) -> None:
        """
        Retrieve what has happened at the bank.
        """
        self.updated_at = ledger.clock.now()
        for product in self.products:
            product.read(ledger)

    def night(self, ledger: Ledger, moment: datetime, obstacle: str | None) -> None:
        """
        Retrieve in the night what needs no user, and notice that the consent has ended.

        Args:
            obstacle: The code with which the bank refuses the stored credentials, if it does.
        """
        if self.kind == "BUILDER" or not self.products:
            return
        if self.consent_since is not None and moment >= self.consent_since + _CONSENT:
            self.needs_renewal = True
        needs_user = self.wants_renewal or self.login.behaviour.reading_needs_sca
        if not self.sync or self.status != "VOLLSTAENDIG" or needs_user:
            return
        self.errors = [] if obstacle is None else [obstacle]
        if obstacle is None:
            self.read(ledger)

    def product(self, product_id: str) -> Product | None:
        """
        Find a product.
        """
        return next((one for one in self.products if one.id == product_id), None)

    def place(self, product: Product) -> str:
        """
        Name a product of this access, as the ids of its transactions do.
        """
        return f"{self.id} {product.id}"

    def _is_wanted(self, product: Product) -> bool:
        if self.payment_accounts_only and not product.can_pay:
            return False
        return not self.selected or product.id in self.selected
