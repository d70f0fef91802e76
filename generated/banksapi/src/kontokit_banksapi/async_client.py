# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The async client of BANKSapi BANKS/Connect: ``AsyncBanksapi``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from kontokit import UNSET
from kontokit_banksapi.async_relations import AsyncRelationsClient
from kontokit_banksapi.client import API

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
        AsyncMiddleware,
        AsyncTokenCallable,
        AsyncTransport,
        ClientCredentials,
        CredentialCipher,
        DriftLog,
        EndUser,
        Http,
        Limits,
        Middleware,
        NewUser,
        OnDeviation,
        ReadBudget,
        Retries,
        Secret,
        Store,
        Timeouts,
        UserCredentials,
    )
    from kontokit.serialization import UnsetType
    from kontokit_banksapi.operations.bank_access_builder import AsyncBankAccessBuilderGroup
    from kontokit_banksapi.operations.bank_accesses import AsyncBankAccessesGroup
    from kontokit_banksapi.operations.categories import AsyncCategoriesGroup
    from kontokit_banksapi.operations.consents import AsyncConsentsGroup
    from kontokit_banksapi.operations.customer import AsyncCustomerGroup
    from kontokit_banksapi.operations.depot_positions import AsyncDepotPositionsGroup
    from kontokit_banksapi.operations.encryption import AsyncEncryptionGroup
    from kontokit_banksapi.operations.payments import AsyncPaymentsGroup
    from kontokit_banksapi.operations.products import AsyncProductsGroup
    from kontokit_banksapi.operations.providers import AsyncProvidersGroup
    from kontokit_banksapi.operations.regprotect import AsyncRegprotectGroup
    from kontokit_banksapi.operations.service import AsyncServiceGroup
    from kontokit_banksapi.operations.tenants import AsyncTenantsGroup
    from kontokit_banksapi.operations.tokens import AsyncTokensGroup
    from kontokit_banksapi.operations.transactions import AsyncTransactionsGroup
    from kontokit_banksapi.operations.transfers import AsyncTransfersGroup
    from kontokit_banksapi.operations.users import AsyncUsersGroup


class AsyncBanksapi(AsyncRelationsClient):
    """
    A client of BANKSapi BANKS/Connect for asyncio.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | None = None,
        client_token: str | Secret | AsyncTokenCallable | None = None,
        user_token: str | Secret | AsyncTokenCallable | None = None,
        token_store: Store | None = None,
        credential_key: str | bytes | CredentialCipher | None = None,
        environment: Literal["production"] = "production",
        base_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        end_user: EndUser | None = None,
        http: Http | None = None,
        engine: Literal["httpcore2", "httpx2", "aiohttp", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware | AsyncMiddleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: AsyncTransport | None = None,
    ) -> None:
        """Set up a client; nothing is sent yet. See :class:`Banksapi` for the arguments."""
        super().__init__(
            API,
            {
                "clientCredentials": client_credentials,
                "userCredentials": user_credentials,
                "clientToken": client_token,
                "userToken": user_token,
            },
            token_store=token_store,
            credential_key=credential_key,
            environment=environment,
            base_url=base_url,
            timeout=timeout,
            headers=headers,
            end_user=end_user,
            http=http,
            engine=engine,
            max_retries=max_retries,
            middleware=middleware,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
            transport=transport,
        )

    @classmethod
    def from_env(
        cls,
        *,
        token_store: Store | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        end_user: EndUser | None = None,
        http: Http | None = None,
        engine: Literal["httpcore2", "httpx2", "aiohttp", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware | AsyncMiddleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: AsyncTransport | None = None,
    ) -> Self:
        """
        Set up a client from environment variables; nothing is sent yet. See
        :meth:`Banksapi.from_env`.
        """
        return cls._from_env(
            API,
            token_store=token_store,
            timeout=timeout,
            headers=headers,
            end_user=end_user,
            http=http,
            engine=engine,
            max_retries=max_retries,
            middleware=middleware,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
            transport=transport,
        )

    def with_options(
        self,
        *,
        client_credentials: ClientCredentials | None | UnsetType = UNSET,
        user_credentials: UserCredentials | None | UnsetType = UNSET,
        client_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        user_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        timeout: float | Timeouts | None | UnsetType = UNSET,
        headers: Mapping[str, str] | None | UnsetType = UNSET,
        end_user: EndUser | None | UnsetType = UNSET,
        max_retries: int | Retries | None | UnsetType = UNSET,
        middleware: Sequence[Middleware | AsyncMiddleware] | None | UnsetType = UNSET,
        limits: Limits | None | UnsetType = UNSET,
        read_budget: ReadBudget | None | UnsetType = UNSET,
        keep_unknown: bool | UnsetType = UNSET,
        allow_invalid_iban: bool | UnsetType = UNSET,
        drift: DriftLog | None | UnsetType = UNSET,
        on_deviation: OnDeviation | None | UnsetType = UNSET,
        strict: bool | UnsetType = UNSET,
    ) -> Self:
        """
        Make a client with other options; those not given stay. See
        :meth:`Banksapi.with_options`.
        """
        return super().with_options(
            client_credentials=client_credentials,
            user_credentials=user_credentials,
            client_token=client_token,
            user_token=user_token,
            timeout=timeout,
            headers=headers,
            end_user=end_user,
            max_retries=max_retries,
            middleware=middleware,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
        )

    @overload
    def as_user(
        self, user: str, password: str | Secret, *, end_user: EndUser | None = None
    ) -> Self: ...

    @overload
    def as_user(self, user: UserCredentials, *, end_user: EndUser | None = None) -> Self: ...

    def as_user(
        self,
        user: str | UserCredentials,
        password: str | Secret | None = None,
        *,
        end_user: EndUser | None = None,
    ) -> Self:
        """
        Make a client for one user; nothing is sent yet.

        Arguments: ``user``, ``password``, ``end_user``. See :meth:`Banksapi.as_user`.
        """
        return self._as_user(user, password, end_user)

    async def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
    ) -> NewUser[Self]:
        """
        Create a user at the provider, and a client for it.

        Arguments: ``credentials``, ``firstname``, ``lastname``. See
        :meth:`Banksapi.create_user`.
        """
        return await self._create_user(credentials, {"firstname": firstname, "lastname": lastname})

    async def delete_user(self) -> None:
        """
        Delete the user that this client acts for; this cannot be undone.

         See :meth:`Banksapi.delete_user`.
        """
        await self._delete_user()

    @cached_property
    def tokens(self) -> AsyncTokensGroup:
        """Access tokens of clients and users."""
        from kontokit_banksapi.operations.tokens import AsyncTokensGroup

        return AsyncTokensGroup(self)

    @cached_property
    def users(self) -> AsyncUsersGroup:
        """The users of a tenant, each of whom holds bank accesses."""
        from kontokit_banksapi.operations.users import AsyncUsersGroup

        return AsyncUsersGroup(self)

    @cached_property
    def tenants(self) -> AsyncTenantsGroup:
        """The tenants that a client belongs to."""
        from kontokit_banksapi.operations.tenants import AsyncTenantsGroup

        return AsyncTenantsGroup(self)

    @cached_property
    def encryption(self) -> AsyncEncryptionGroup:
        """Encryption of credentials by the server, for set-ups without the public key."""
        from kontokit_banksapi.operations.encryption import AsyncEncryptionGroup

        return AsyncEncryptionGroup(self)

    @cached_property
    def providers(self) -> AsyncProvidersGroup:
        """The banks and other providers that can be connected, and how one logs in there."""
        from kontokit_banksapi.operations.providers import AsyncProvidersGroup

        return AsyncProvidersGroup(self)

    @cached_property
    def customer(self) -> AsyncCustomerGroup:
        """The entry to everything that is held for a user."""
        from kontokit_banksapi.operations.customer import AsyncCustomerGroup

        return AsyncCustomerGroup(self)

    @cached_property
    def bank_accesses(self) -> AsyncBankAccessesGroup:
        """The logins of a user at banks, with what was fetched through them."""
        from kontokit_banksapi.operations.bank_accesses import AsyncBankAccessesGroup

        return AsyncBankAccessesGroup(self)

    @cached_property
    def products(self) -> AsyncProductsGroup:
        """Accounts, cards, depots and other products of a bank access."""
        from kontokit_banksapi.operations.products import AsyncProductsGroup

        return AsyncProductsGroup(self)

    @cached_property
    def transactions(self) -> AsyncTransactionsGroup:
        """The transactions of a product."""
        from kontokit_banksapi.operations.transactions import AsyncTransactionsGroup

        return AsyncTransactionsGroup(self)

    @cached_property
    def depot_positions(self) -> AsyncDepotPositionsGroup:
        """The securities in a depot."""
        from kontokit_banksapi.operations.depot_positions import AsyncDepotPositionsGroup

        return AsyncDepotPositionsGroup(self)

    @cached_property
    def bank_access_builder(self) -> AsyncBankAccessBuilderGroup:
        """Bank accesses that you fill yourself instead of a bank."""
        from kontokit_banksapi.operations.bank_access_builder import AsyncBankAccessBuilderGroup

        return AsyncBankAccessBuilderGroup(self)

    @cached_property
    def consents(self) -> AsyncConsentsGroup:
        """The steps of strong customer authentication."""
        from kontokit_banksapi.operations.consents import AsyncConsentsGroup

        return AsyncConsentsGroup(self)

    @cached_property
    def payments(self) -> AsyncPaymentsGroup:
        """Transfers and debits, single and bulk."""
        from kontokit_banksapi.operations.payments import AsyncPaymentsGroup

        return AsyncPaymentsGroup(self)

    @cached_property
    def transfers(self) -> AsyncTransfersGroup:
        """The older way to start transfers, with a TAN in a second call."""
        from kontokit_banksapi.operations.transfers import AsyncTransfersGroup

        return AsyncTransfersGroup(self)

    @cached_property
    def regprotect(self) -> AsyncRegprotectGroup:
        """Sessions of the web forms in which users of unregulated clients log in."""
        from kontokit_banksapi.operations.regprotect import AsyncRegprotectGroup

        return AsyncRegprotectGroup(self)

    @cached_property
    def categories(self) -> AsyncCategoriesGroup:
        """The trees of tags by which transactions are categorised."""
        from kontokit_banksapi.operations.categories import AsyncCategoriesGroup

        return AsyncCategoriesGroup(self)

    @cached_property
    def service(self) -> AsyncServiceGroup:
        """Whether the server answers."""
        from kontokit_banksapi.operations.service import AsyncServiceGroup

        return AsyncServiceGroup(self)
