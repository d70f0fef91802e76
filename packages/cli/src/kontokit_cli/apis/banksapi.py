"""
BANKSapi BANKS/Connect.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..failures import Misused, NotThere
from .actions import Bank, Call, Login, LoginField, Order

if TYPE_CHECKING:
    from kontokit import Secret
    from kontokit_banking import Account, Connection

__all__ = ["actions"]

_START_SCA: Final = "start_sca"
_DEMO_LOGIN: Final = {"userid": "no-sca", "pin": "no-sca"}


class BanksapiActions:
    """
    BANKSapi keeps bank accesses under ids that the caller chooses.
    """

    pays = True
    lists_banks = True
    has_connections = True
    form_api = None

    def banks(self, client: Any, query: str) -> list[Bank]:
        """
        Search banks.
        """
        wanted = query.casefold()
        known = [_bank(one) for one in client.providers.list()]
        return [
            one
            for one in known
            if wanted in one.name.casefold() or query in (one.id, one.bic, one.bank_code)
        ]

    def login(self, client: Any, bank_id: str) -> Login:
        """
        What a bank asks for.
        """
        found = client.providers.get(bank_id)
        fields = [
            LoginField(name=one.fieldkey, label=one.label, is_secret=one.secret)
            for one in found.authentication_info.fields
        ]
        return Login(bank=_bank(found), fields=fields)

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
        A new bank access. BANKSapi keeps the credentials itself.
        """
        keywords = {
            "provider_id": login.bank.id,
            **_bank_words(credentials, return_url),
        }
        # The access keeps its id where the same login is connected again by hand.
        access_id = str(uuid.uuid4())
        return Call(method=client.bank_accesses.add, arguments=(access_id,), keywords=keywords)

    def login_of(self, client: Any, connection: Connection[Any]) -> Login:
        """
        What the bank of an access asks for.
        """
        provider_id = connection.raw.provider_id
        if not provider_id:
            raise NotThere(f"the bank of the connection {connection.id} is not known")
        return self.login(client, str(provider_id))

    def refresh(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        A refresh of the access with the stored login. A new login is given with a new consent.
        """
        if credentials:
            return self.renew(client, connection, credentials, return_url=return_url)
        keywords = {"refresh": True, **_bank_words(credentials, return_url)}
        return Call(method=client.bank_accesses.add, arguments=(connection.id,), keywords=keywords)

    def needs_renewal(self, refreshed: Any) -> bool:
        """
        Whether the access leads to an SCA.
        """
        return any(one.rel == _START_SCA for one in refreshed.relations or ())

    def renew(
        self,
        client: Any,
        connection: Connection[Any],
        credentials: Mapping[str, str | Secret],
        *,
        return_url: str | None,
    ) -> Call:
        """
        A new consent for the access, with which the bank is asked.
        """
        keywords = _bank_words(credentials, return_url)
        return Call(method=client.consents.start, arguments=(connection.id,), keywords=keywords)

    def remove(self, client: Any, connection: Connection[Any]) -> None:
        """
        Delete an access.
        """
        client.bank_accesses.delete(connection.id)

    def create_order(self, client: Any, account: Account[Any], order: Order) -> str | None:
        """
        Orders are made and given in one call.
        """
        return None

    def login_of_account(self, client: Any, account: Account[Any]) -> Login:
        """
        What the bank of an account asks for.
        """
        access = client.bank_accesses.get(account.connection_id)
        return self.login(client, str(access.provider_id))

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
        A single transfer.
        """
        if order.day is not None or order.is_instant:
            raise Misused("BANKSapi takes transfers for today only, and no instant ones")
        login = self.login_of_account(client, account)
        details = {
            "recipient": order.payee,
            "iban": order.iban,
            "amount": order.amount,
            "currency": order.currency,
            "purpose": order.purpose or "",
        }
        keywords = {
            "provider": login.bank.id,
            "product": account.id,
            "transfer_details": details,
            **_bank_words(credentials, return_url),
        }
        return Call(method=client.payments.initiate_single_transfer, keywords=keywords)

    def connect_demo(self, client: Any) -> None:
        """
        Connect the bank of Erika Mustermann.
        """
        demo = next(iter(client.providers.list()))
        client.bank_accesses.add(
            str(uuid.uuid4()), provider_id=demo.id, credentials=dict(_DEMO_LOGIN)
        )


def _bank_words(credentials: Mapping[str, str | Secret], return_url: str | None) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if credentials:
        words["credentials"] = dict(credentials)
    if return_url is not None:
        words["callback_url"] = return_url
    return words


def _bank(provider: Any) -> Bank:
    return Bank(
        id=str(provider.id),
        name=provider.name or "",
        bic=provider.bic,
        bank_code=provider.blz,
    )


def actions(_name: str) -> BanksapiActions:
    """
    What the commands do at BANKSapi.
    """
    return BanksapiActions()
