# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The two clients of Bankimport: ``Bankimport`` and ``AsyncBankimport``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from kontokit import AsyncClient, AsyncTransport, Secret, SyncClient, Timeouts, Transport
from kontokit.operations import Api, HeaderScheme

if TYPE_CHECKING:
    from kontokit_bankimport.operations.bank_accounts import (
        AsyncBankAccountsGroup,
        BankAccountsGroup,
    )
    from kontokit_bankimport.operations.transactions import (
        AsyncTransactionsGroup,
        TransactionsGroup,
    )


API = Api(
    name="bankimport",
    environments={"production": "https://www.bankimport.com/api/v1"},
    schemes={"apiToken": HeaderScheme(header="Authorization", prefix="Token token=")},
)
"""The servers, security schemes and relations of the API."""


class Bankimport(SyncClient):
    """
    A client of Bankimport.
    """

    def __init__(
        self,
        *,
        api_token: str | Secret | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            api_token: The access token made in the web settings under "API Access tokens". On
                the wire the header reads `Authorization: Token token=…`; give the token alone.
            environment: The server: ``production`` is https://www.bankimport.com/api/v1.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            timeouts: In seconds, for every call.
            headers: Sent with every call.
            transport: Replaces the default one, such as in tests.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        super().__init__(
            API,
            {"apiToken": api_token},
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @cached_property
    def bank_accounts(self) -> BankAccountsGroup:
        """
        Linking bank accounts by their HBCI login, looking at them, and fetching new
        transactions.
        """
        from kontokit_bankimport.operations.bank_accounts import BankAccountsGroup

        return BankAccountsGroup(self)

    @cached_property
    def transactions(self) -> TransactionsGroup:
        """Searching the transactions that were imported."""
        from kontokit_bankimport.operations.transactions import TransactionsGroup

        return TransactionsGroup(self)


class AsyncBankimport(AsyncClient):
    """
    A client of Bankimport for asyncio.
    """

    def __init__(
        self,
        *,
        api_token: str | Secret | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet. See :class:`Bankimport` for the arguments.
        """
        super().__init__(
            API,
            {"apiToken": api_token},
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @cached_property
    def bank_accounts(self) -> AsyncBankAccountsGroup:
        """
        Linking bank accounts by their HBCI login, looking at them, and fetching new
        transactions.
        """
        from kontokit_bankimport.operations.bank_accounts import AsyncBankAccountsGroup

        return AsyncBankAccountsGroup(self)

    @cached_property
    def transactions(self) -> AsyncTransactionsGroup:
        """Searching the transactions that were imported."""
        from kontokit_bankimport.operations.transactions import AsyncTransactionsGroup

        return AsyncTransactionsGroup(self)
