"""
What waits at the page of a bank, whichever API has sent its user there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..banksapi.credentials import TENANT
from ..banksapi.state.bank import BANK_NAME, Bank
from ..banksapi.state.bank_accesses import Access
from ..banksapi.state.pending import open_redirect as open_banksapi_redirect
from ..banksapi.state.pending import send_back as send_back_from_banksapi
from ..banksapi.state.products import products_of
from ..banksapi.state.sca import Sca
from ..finapi.access.demo_data import account_choices
from ..finapi.sca.demo_logins import behaviour_of
from ..finapi.sca.pending import open_redirect, send_back
from ..finapi.state.banks import BANKS
from ..finapi.state.world import Redirect, World
from ..ledger.ledger import Ledger
from ..pending import OrderSummary

__all__ = ["Authorisation", "find_authorisation"]

AccountChoice = tuple[str, str, str]
"""An id, a name, and more words about it."""


class Authorisation(Protocol):
    """
    A request for access to accounts, or for an order, that its user decides.
    """

    @property
    def bank(self) -> str:
        """
        The name of the bank.
        """
        ...

    @property
    def application(self) -> str:
        """
        The name of the application that asks.
        """
        ...

    @property
    def order(self) -> OrderSummary | None:
        """
        The order; None for access to accounts.
        """
        ...

    @property
    def accounts(self) -> Sequence[AccountChoice]:
        """
        The accounts to choose from.
        """
        ...

    @property
    def login(self) -> str:
        """
        Who has signed in; empty before.
        """
        ...

    def sign_in(self, login: str) -> None:
        """
        Sign the user in.
        """
        ...

    def approve(self, accounts: Sequence[str]) -> str | None:
        """
        Approve, and return the URL to go back to, if there is one.
        """
        ...

    def decline(self) -> str | None:
        """
        Decline, and return the URL to go back to, if there is one.
        """
        ...

    def leave(self) -> str | None:
        """
        Return the URL to go back to without a decision.
        """
        ...


def find_authorisation(
    world: World, bank: Bank, bank_id: str, query: dict[str, str]
) -> Authorisation | None:
    """
    Find what waits at the page of a bank; None if there is nothing, or it has ended.

    Args:
        bank_id: The id of a bank of finAPI, or ``demo``.
        query: The query of the page.
    """
    if bank_id == "demo":
        found = open_banksapi_redirect(bank, query.get("consent", ""))
        return None if found is None else _OfBanksapi(bank, *found)
    state = query.get("state", "")
    redirect = open_redirect(world, state)
    if redirect is None or str(redirect.bank_id) != bank_id:
        return None
    return _OfFinapi(world.ledger, redirect, state)


@dataclass(frozen=True)
class _OfFinapi:
    ledger: Ledger
    redirect: Redirect
    state: str

    @property
    def bank(self) -> str:
        return str(BANKS[self.redirect.bank_id]["name"])

    @property
    def application(self) -> str:
        return self.redirect.application

    @property
    def order(self) -> OrderSummary | None:
        return self.redirect.order

    @property
    def accounts(self) -> Sequence[AccountChoice]:
        return [(iban, name, iban) for iban, name in account_choices(self.ledger)]

    @property
    def login(self) -> str:
        return self.redirect.login

    def sign_in(self, login: str) -> None:
        self.redirect.login = login

    def approve(self, accounts: Sequence[str]) -> str | None:
        if self.order is None:
            self.redirect.ibans = tuple(accounts)
        return send_back(self.redirect, self.state, denied=False)

    def decline(self) -> str | None:
        self.redirect.is_denied = behaviour_of(self.login).page == "declined-unseen"
        return send_back(self.redirect, self.state, denied=not self.redirect.is_denied)

    def leave(self) -> str | None:
        self.redirect.is_left = True
        back = self.redirect.back
        return f"{back}{'&' if '?' in back else '?'}state={self.state}"


@dataclass(frozen=True)
class _OfBanksapi:
    state: Bank
    sca: Sca
    access: Access | None

    @property
    def bank(self) -> str:
        return BANK_NAME

    @property
    def application(self) -> str:
        return TENANT

    @property
    def order(self) -> OrderSummary | None:
        return self.sca.order

    @property
    def accounts(self) -> Sequence[AccountChoice]:
        found = products_of(self.state.ledger, self.state.ledger.person_of(self.sca.login))
        return [(one.id, one.name, one.id) for one in found]

    @property
    def login(self) -> str:
        return self.sca.login if self.sca.is_signed_in else ""

    def sign_in(self, login: str) -> None:
        self.sca.login = login
        self.sca.is_signed_in = True

    def approve(self, accounts: Sequence[str]) -> str | None:
        if self.access is not None:
            self.access.selected = list(accounts)
        return send_back_from_banksapi(self.state, self.sca, denied=False)

    def decline(self) -> str | None:
        return send_back_from_banksapi(self.state, self.sca, denied=True)

    def leave(self) -> str | None:
        return self.sca.callback_url
