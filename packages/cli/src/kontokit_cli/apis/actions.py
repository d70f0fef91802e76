"""
The actions of an API: connect a bank, refresh, remove, pay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from kontokit import Secret
    from kontokit_banking import Account, Connection

__all__ = ["Actions", "Bank", "Call", "Login", "LoginField", "Order"]


@dataclass(frozen=True, kw_only=True)
class Bank:
    """
    A bank that can be connected.
    """

    id: str
    name: str
    bic: str | None = None
    bank_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class LoginField:
    """
    What a bank asks for at a login.
    """

    name: str
    """As the API calls it."""
    label: str
    """As the bank calls it."""
    is_secret: bool
    is_mandatory: bool = True


@dataclass(frozen=True, kw_only=True)
class Login:
    """
    How a person signs in to a bank.
    """

    bank: Bank
    fields: Sequence[LoginField]
    interface: str | None = None


@dataclass(frozen=True, kw_only=True)
class Order:
    """
    A transfer.
    """

    payee: str
    iban: str
    amount: Decimal
    currency: str
    purpose: str | None = None
    day: date | None = None
    is_instant: bool = False


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A method of a client with its arguments, for ``client.sca.start``.
    """

    method: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict[str, Any])
    may_need_sca: bool = True
    """Whether it is started as a flow. Otherwise it is a call like any other."""


class Actions(Protocol):
    """
    What an API can do beside reading.
    """

    pays: bool
    lists_banks: bool
    """Otherwise a bank is found by its id only."""
    has_connections: bool
    """Otherwise what is connected is an account."""
    form_api: str | None
    """The API whose pages take a login, where it is one of its own."""

    def banks(self, client: Any, query: str) -> list[Bank]:
        """
        Search banks by name, BIC, bank code or id.
        """
        ...

    def login(self, client: Any, bank_id: str) -> Login:
        """
        What a bank asks for.
        """
        ...

    def connect(
        self,
        client: Any,
        login: Login,
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
        is_kept: bool,
    ) -> Call:
        """
        The call that connects a bank.

        Args:
            return_url: Where the browser comes back to from a page of the bank.
            is_kept: Whether the provider keeps the secrets.
        """
        ...

    def login_of(self, client: Any, connection: Connection[Any]) -> Login:
        """
        What the bank of a connection asks for.
        """
        ...

    def refresh(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        The call that has the bank asked again, with the consent that there is.
        """
        ...

    def needs_renewal(self, refreshed: Any) -> bool:
        """
        Whether the bank gives no new data before the consent is renewed.

        Args:
            refreshed: The result of a refresh.
        """
        ...

    def renew(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        The call that renews the consent.
        """
        ...

    def remove(self, client: Any, connection: Connection[Any]) -> None:
        """
        Delete a connection with all its data.
        """
        ...

    def create_order(self, client: Any, account: Account[Any], order: Order) -> str | None:
        """
        Make an order at the provider, where that is a call of its own. The bank does not have it.

        Returns:
            Its id.
        """
        ...

    def login_of_account(self, client: Any, account: Account[Any]) -> Login:
        """
        What the bank of an account asks for before it takes an order.
        """
        ...

    def pay(
        self,
        client: Any,
        account: Account[Any],
        order: Order,
        order_id: str | None,
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        The call that gives an order to the bank.
        """
        ...

    def connect_demo(self, client: Any) -> None:
        """
        Connect a bank of the sandbox, so that there is something to see.
        """
        ...
