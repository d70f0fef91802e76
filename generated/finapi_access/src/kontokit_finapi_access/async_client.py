# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The async client of finAPI Access: ``AsyncFinapiAccess``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from kontokit import UNSET, AsyncClient
from kontokit_finapi_access.client import API

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
        AsyncMiddleware,
        AsyncTokenCallable,
        AsyncTransport,
        ClientCredentials,
        DriftLog,
        EndUser,
        Http,
        Limits,
        Middleware,
        NewUser,
        OnDeviation,
        ReadBudget,
        RefreshToken,
        Retries,
        Secret,
        Store,
        Timeouts,
        UserCredentials,
    )
    from kontokit.serialization import UnsetType
    from kontokit_finapi_access.operations.accounts import AsyncAccountsGroup
    from kontokit_finapi_access.operations.bank_connections import AsyncBankConnectionsGroup
    from kontokit_finapi_access.operations.banks import AsyncBanksGroup
    from kontokit_finapi_access.operations.categories import AsyncCategoriesGroup
    from kontokit_finapi_access.operations.client_configuration import AsyncClientConfigurationGroup
    from kontokit_finapi_access.operations.labels import AsyncLabelsGroup
    from kontokit_finapi_access.operations.mandator_administration import (
        AsyncMandatorAdministrationGroup,
    )
    from kontokit_finapi_access.operations.mocks_and_tests import AsyncMocksAndTestsGroup
    from kontokit_finapi_access.operations.notification_rules import AsyncNotificationRulesGroup
    from kontokit_finapi_access.operations.payments import AsyncPaymentsGroup
    from kontokit_finapi_access.operations.pending_transactions import AsyncPendingTransactionsGroup
    from kontokit_finapi_access.operations.securities import AsyncSecuritiesGroup
    from kontokit_finapi_access.operations.standing_orders import AsyncStandingOrdersGroup
    from kontokit_finapi_access.operations.tokens import AsyncTokensGroup
    from kontokit_finapi_access.operations.tpp_certificates import AsyncTppCertificatesGroup
    from kontokit_finapi_access.operations.tpp_credentials import AsyncTppCredentialsGroup
    from kontokit_finapi_access.operations.transactions import AsyncTransactionsGroup
    from kontokit_finapi_access.operations.users import AsyncUsersGroup


class AsyncFinapiAccess(AsyncClient):
    """
    A client of finAPI Access for asyncio.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        mandator_admin_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | RefreshToken | None = None,
        user_token: str | Secret | AsyncTokenCallable | None = None,
        client_token: str | Secret | AsyncTokenCallable | None = None,
        mandator_admin_token: str | Secret | AsyncTokenCallable | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
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
        """
        Set up a client; nothing is sent yet. See :class:`FinapiAccess` for the arguments.
        """
        super().__init__(
            API,
            {
                "clientCredentials": client_credentials,
                "mandatorAdminCredentials": mandator_admin_credentials,
                "userCredentials": user_credentials,
                "userToken": user_token,
                "clientToken": client_token,
                "mandatorAdminToken": mandator_admin_token,
            },
            token_store=token_store,
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
        :meth:`FinapiAccess.from_env`.
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
        mandator_admin_credentials: ClientCredentials | None | UnsetType = UNSET,
        user_credentials: UserCredentials | RefreshToken | None | UnsetType = UNSET,
        user_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        client_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        mandator_admin_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
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
        :meth:`FinapiAccess.with_options`.
        """
        return super().with_options(
            client_credentials=client_credentials,
            mandator_admin_credentials=mandator_admin_credentials,
            user_credentials=user_credentials,
            user_token=user_token,
            client_token=client_token,
            mandator_admin_token=mandator_admin_token,
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
    def as_user(
        self, user: UserCredentials | RefreshToken, *, end_user: EndUser | None = None
    ) -> Self: ...

    def as_user(
        self,
        user: str | UserCredentials | RefreshToken,
        password: str | Secret | None = None,
        *,
        end_user: EndUser | None = None,
    ) -> Self:
        """
        Make a client for one user; nothing is sent yet.

        Arguments: ``user``, ``password``, ``end_user``. See :meth:`FinapiAccess.as_user`.
        """
        return self._as_user(user, password, end_user)

    async def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        email: str | UnsetType = UNSET,
        is_auto_update_enabled: bool | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
    ) -> NewUser[Self]:
        """
        Create a user at the provider, and a client for it.

        Arguments: ``credentials``, ``email``, ``is_auto_update_enabled``, ``phone``. See
        :meth:`FinapiAccess.create_user`.
        """
        return await self._create_user(
            credentials,
            {"email": email, "is_auto_update_enabled": is_auto_update_enabled, "phone": phone},
        )

    async def delete_user(self) -> None:
        """
        Delete the user that this client acts for; this cannot be undone.

         See :meth:`FinapiAccess.delete_user`.
        """
        await self._delete_user()

    @cached_property
    def tokens(self) -> AsyncTokensGroup:
        """Getting and revoking tokens."""
        from kontokit_finapi_access.operations.tokens import AsyncTokensGroup

        return AsyncTokensGroup(self)

    @cached_property
    def users(self) -> AsyncUsersGroup:
        """The users of a client: their lives, names and passwords."""
        from kontokit_finapi_access.operations.users import AsyncUsersGroup

        return AsyncUsersGroup(self)

    @cached_property
    def client_configuration(self) -> AsyncClientConfigurationGroup:
        """What finAPI has stored about your client."""
        from kontokit_finapi_access.operations.client_configuration import (
            AsyncClientConfigurationGroup,
        )

        return AsyncClientConfigurationGroup(self)

    @cached_property
    def mandator_administration(self) -> AsyncMandatorAdministrationGroup:
        """
        All clients and users of a mandator: users, categorisation rules and credentials.
        """
        from kontokit_finapi_access.operations.mandator_administration import (
            AsyncMandatorAdministrationGroup,
        )

        return AsyncMandatorAdministrationGroup(self)

    @cached_property
    def banks(self) -> AsyncBanksGroup:
        """The banks that finAPI knows and what their interfaces can do."""
        from kontokit_finapi_access.operations.banks import AsyncBanksGroup

        return AsyncBanksGroup(self)

    @cached_property
    def bank_connections(self) -> AsyncBankConnectionsGroup:
        """Importing, updating and removing what a user has at one bank."""
        from kontokit_finapi_access.operations.bank_connections import AsyncBankConnectionsGroup

        return AsyncBankConnectionsGroup(self)

    @cached_property
    def accounts(self) -> AsyncAccountsGroup:
        """The accounts of imported bank connections and their balances."""
        from kontokit_finapi_access.operations.accounts import AsyncAccountsGroup

        return AsyncAccountsGroup(self)

    @cached_property
    def transactions(self) -> AsyncTransactionsGroup:
        """Booked transactions: searching, labelling, splitting and deleting."""
        from kontokit_finapi_access.operations.transactions import AsyncTransactionsGroup

        return AsyncTransactionsGroup(self)

    @cached_property
    def pending_transactions(self) -> AsyncPendingTransactionsGroup:
        """Transactions that the bank has announced and not yet booked."""
        from kontokit_finapi_access.operations.pending_transactions import (
            AsyncPendingTransactionsGroup,
        )

        return AsyncPendingTransactionsGroup(self)

    @cached_property
    def securities(self) -> AsyncSecuritiesGroup:
        """Positions of securities accounts."""
        from kontokit_finapi_access.operations.securities import AsyncSecuritiesGroup

        return AsyncSecuritiesGroup(self)

    @cached_property
    def payments(self) -> AsyncPaymentsGroup:
        """Money transfers and direct debits."""
        from kontokit_finapi_access.operations.payments import AsyncPaymentsGroup

        return AsyncPaymentsGroup(self)

    @cached_property
    def standing_orders(self) -> AsyncStandingOrdersGroup:
        """Orders that the bank carries out again and again."""
        from kontokit_finapi_access.operations.standing_orders import AsyncStandingOrdersGroup

        return AsyncStandingOrdersGroup(self)

    @cached_property
    def categories(self) -> AsyncCategoriesGroup:
        """Categories of transactions, global ones and those of a user."""
        from kontokit_finapi_access.operations.categories import AsyncCategoriesGroup

        return AsyncCategoriesGroup(self)

    @cached_property
    def labels(self) -> AsyncLabelsGroup:
        """Words that a user puts on transactions."""
        from kontokit_finapi_access.operations.labels import AsyncLabelsGroup

        return AsyncLabelsGroup(self)

    @cached_property
    def notification_rules(self) -> AsyncNotificationRulesGroup:
        """What a user is notified of."""
        from kontokit_finapi_access.operations.notification_rules import AsyncNotificationRulesGroup

        return AsyncNotificationRulesGroup(self)

    @cached_property
    def mocks_and_tests(self) -> AsyncMocksAndTestsGroup:
        """Trying categorisation and updates, mostly on the sandbox."""
        from kontokit_finapi_access.operations.mocks_and_tests import AsyncMocksAndTestsGroup

        return AsyncMocksAndTestsGroup(self)

    @cached_property
    def tpp_certificates(self) -> AsyncTppCertificatesGroup:
        """Certificates of a licensed mandator."""
        from kontokit_finapi_access.operations.tpp_certificates import AsyncTppCertificatesGroup

        return AsyncTppCertificatesGroup(self)

    @cached_property
    def tpp_credentials(self) -> AsyncTppCredentialsGroup:
        """Credentials of a licensed mandator at banks that ask for them."""
        from kontokit_finapi_access.operations.tpp_credentials import AsyncTppCredentialsGroup

        return AsyncTppCredentialsGroup(self)
