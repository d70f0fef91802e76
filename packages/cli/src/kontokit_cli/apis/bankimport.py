"""
Bankimport.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Never

from ..failures import Misused, NotSetUp
from .actions import Bank, Call, Login, LoginField, Order

if TYPE_CHECKING:
    from kontokit import Secret
    from kontokit_banking import Account, Connection

__all__ = ["actions"]

_BANK_CODE: Final = re.compile("[0-9]{8}")
_FIELDS: Final = (
    LoginField(name="username", label="HBCI user name", is_secret=False),
    LoginField(name="secret", label="PIN", is_secret=True),
    LoginField(
        name="customer_number", label="Customer number", is_secret=False, is_mandatory=False
    ),
)


class BankimportActions:
    """
    Bankimport takes the HBCI login of an account. It has neither a list of banks nor connections.
    """

    pays = False
    lists_banks = False
    has_connections = False
    form_api = None

    def banks(self, client: Any, query: str) -> list[Bank]:
        """
        Refuse a search.
        """
        raise NotSetUp(
            "Bankimport has no list of banks",
            next_step="give the bank code of eight digits: kontokit connect --bank 12345678",
        )

    def login(self, client: Any, bank_id: str) -> Login:
        """
        What every bank asks for, by its bank code.
        """
        code = bank_id.replace(" ", "")
        if not _BANK_CODE.fullmatch(code):
            raise Misused(
                f"{bank_id!r} is no bank code; Bankimport finds a bank by its eight digits only"
            )
        return Login(bank=Bank(id=code, name=code, bank_code=code), fields=_FIELDS)

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
        A new account. Bankimport keeps the login itself.
        """
        if not credentials:
            raise Misused("Bankimport has no page for the login; leave --web-form out")
        keywords = {"hbci_bank_code": login.bank.id, **credentials}
        return Call(method=client.bank_accounts.add, keywords=keywords, may_need_sca=False)

    def login_of(self, client: Any, connection: Connection[Any]) -> Login:
        """
        Refuse it.
        """
        _refuse()

    def refresh(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        Refuse it.
        """
        _refuse()

    def renew(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        Refuse it.
        """
        _refuse()

    def needs_renewal(self, refreshed: Any) -> bool:
        """
        Refuse it.
        """
        _refuse()

    def remove(self, client: Any, connection: Connection[Any]) -> None:
        """
        Refuse it.
        """
        _refuse()

    def create_order(self, client: Any, account: Account[Any], order: Order) -> str | None:
        """
        Refuse it.
        """
        _refuse()

    def login_of_account(self, client: Any, account: Account[Any]) -> Login:
        """
        Refuse it.
        """
        _refuse()

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
        Refuse it.
        """
        _refuse()

    def connect_demo(self, client: Any) -> None:
        """
        Do nothing: the sandbox has accounts from the start.
        """


def _refuse() -> Never:
    raise NotSetUp("Bankimport has no connections, and takes no orders")


def actions(_name: str) -> BankimportActions:
    """
    What the commands do at Bankimport.
    """
    return BankimportActions()
