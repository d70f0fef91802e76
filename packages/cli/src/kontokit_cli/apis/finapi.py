"""
finAPI Access, both versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import sleep
from typing import TYPE_CHECKING, Any, Final

from ..failures import NotThere
from .actions import Bank, Call, Login, LoginField, Order

if TYPE_CHECKING:
    from kontokit import Secret
    from kontokit_banking import Account, Connection

__all__ = ["actions", "form_call", "wait_until_ready"]

_INTERFACES: Final = ("XS2A", "FINTS_SERVER", "WEB_SCRAPER")
"""In the order in which they are chosen."""
_MOST_BANKS: Final = 50
_DEMO_BANK: Final = "280001"
_DEMO_LOGIN: Final = "no-sca"
_MOST_POLLS: Final = 60


class FinapiActions:
    """
    finAPI keeps connections to banks, and takes payments in two calls.
    """

    pays = True
    lists_banks = True
    has_connections = True

    def __init__(self, interface_argument: str, *, form_api: str | None) -> None:
        """
        Take what differs between the versions.

        Args:
            interface_argument: What they call the interface.
            form_api: The API whose pages take a login; None where finAPI Access has them.
        """
        self.form_api = form_api
        self._interface = interface_argument

    def banks(self, client: Any, query: str) -> list[Bank]:
        """
        Search banks.
        """
        if query.isdigit() and len(query) < 8:
            return [_bank(client.banks.get(int(query)))]
        rows = client.banks.list(search=query, max_items=_MOST_BANKS)
        return [_bank(one) for one in rows]

    def login(self, client: Any, bank_id: str) -> Login:
        """
        What a bank asks for.
        """
        return _login(client.banks.get(int(bank_id)))

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
        The import of a bank connection.
        """
        keywords = {
            "bank_id": int(login.bank.id),
            **self._bank_words(login, credentials, return_url),
            **({"store_secrets": True} if is_kept else {}),
        }
        return Call(method=client.bank_connections.import_bank_connection, keywords=keywords)

    def login_of(self, client: Any, connection: Connection[Any]) -> Login:
        """
        What the bank of a connection asks for.
        """
        bank = connection.raw.bank
        if bank is None:
            raise NotThere(f"the bank of the connection {connection.id} is not known")
        return _login(client.banks.get(bank.id))

    def refresh(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        The update of a bank connection.
        """
        login = self.login_of(client, connection)
        keywords = {
            "bank_connection_id": int(connection.id),
            **self._bank_words(login, credentials, return_url),
        }
        return Call(method=client.bank_connections.update, keywords=keywords)

    def renew(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        The update of a bank connection: finAPI renews the consent with it.
        """
        return self.refresh(client, connection, credentials, return_url=return_url)

    def needs_renewal(self, refreshed: Any) -> bool:
        """
        Never: an update asks for SCA by itself.
        """
        return False

    def remove(self, client: Any, connection: Connection[Any]) -> None:
        """
        Delete a connection.
        """
        client.bank_connections.delete(int(connection.id))

    def create_order(self, client: Any, account: Account[Any], order: Order) -> str | None:
        """
        Make a payment at finAPI, which is submitted by another call.
        """
        transfer: dict[str, Any] = {
            "amount": order.amount,
            "counterpart_name": order.payee,
            "counterpart_iban": order.iban,
        }
        if order.purpose:
            transfer["purpose"] = order.purpose
        more: dict[str, Any] = {"instant_payment": True} if order.is_instant else {}
        if order.day is not None:
            more["execution_date"] = order.day
        made = client.payments.create_money_transfer(
            account_id=int(account.id),
            money_transfers=[transfer],
            # The notes of this machine tell equal orders apart, and the bank has none of it yet.
            options={"allow_duplicate": True},
            **more,
        )
        return str(made.id)

    def login_of_account(self, client: Any, account: Account[Any]) -> Login:
        """
        What the bank of an account asks for.
        """
        connection = client.bank_connections.get(int(account.connection_id or 0))
        return _login(client.banks.get(connection.bank.id))

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
        The submission of a payment.
        """
        login = self.login_of_account(client, account)
        keywords = {
            "payment_id": int(order_id or 0),
            **self._bank_words(login, credentials, return_url),
        }
        return Call(method=client.payments.submit, keywords=keywords)

    def connect_demo(self, client: Any) -> None:
        """
        Connect the bank of Erika Mustermann.
        """
        login = self.login(client, _DEMO_BANK)
        credentials = {one.name: _DEMO_LOGIN for one in login.fields}
        call = self.connect(client, login, credentials, return_url=None, is_kept=True)
        made = call.method(**call.keywords)
        wait_until_ready(client, made.id, seconds=0.1)

    def _bank_words(
        self, login: Login, credentials: Mapping[str, str | Secret], return_url: str | None
    ) -> dict[str, Any]:
        words: dict[str, Any] = {self._interface: login.interface}
        if credentials:
            words["login_credentials"] = dict(credentials)
        if return_url is not None and not login.fields:
            words["redirect_url"] = return_url
        return words


def form_call(client: Any, bank: Bank | None, redirect_url: str | None) -> Call:
    """
    The call that makes a form of finAPI Web Form 2.0 for connecting a bank.

    Args:
        client: Of the web form.
        bank: Without it, the person searches for a bank in the form.
        redirect_url: Where banks send the person, at mandators with a licence of their own.
    """
    keywords: dict[str, Any] = {} if bank is None else {"bank": {"id": int(bank.id)}}
    if redirect_url is not None:
        keywords["redirect_url"] = redirect_url
    return Call(method=client.web_forms.create_bank_connection_import, keywords=keywords)


def wait_until_ready(client: Any, connection_id: int, *, seconds: float = 2.0) -> None:
    """
    Wait until the accounts of a new connection are there, or finAPI has been asked often enough.

    Args:
        seconds: Between two questions.
    """
    for _ in range(_MOST_POLLS):
        if client.bank_connections.get(connection_id).update_status.value == "READY":
            return
        sleep(seconds)


def _bank(bank: Any) -> Bank:
    return Bank(id=str(bank.id), name=bank.name or "", bic=bank.bic, bank_code=bank.blz)


def _login(bank: Any) -> Login:
    known: list[Any] = bank.interfaces or []
    offered = {one.banking_interface.value: one for one in known}
    interface = next((offered[name] for name in _INTERFACES if name in offered), None)
    if interface is None:
        raise NotThere(f"{bank.name} offers nothing that kontokit can use")
    fields = [
        LoginField(name=one.label, label=one.label, is_secret=one.is_secret)
        for one in interface.login_credentials
        if one.is_mandatory is not False
    ]
    return Login(bank=_bank(bank), fields=fields, interface=interface.banking_interface.value)


def actions(name: str) -> FinapiActions:
    """
    The actions of a version.
    """
    if name.endswith("_v1"):
        return FinapiActions("interface", form_api=None)
    return FinapiActions("banking_interface", form_api="finapi_webform")
