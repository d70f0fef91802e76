# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The two clients of finAPI Access v1: ``FinapiAccessV1`` and ``AsyncFinapiAccessV1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self, overload

from kontokit import (
    AsyncClient,
    AsyncTransport,
    ClientCredentials,
    NewUser,
    RefreshToken,
    Secret,
    Store,
    SyncClient,
    Timeouts,
    Transport,
    UserCredentials,
)
from kontokit.operations import Api, TokenScheme, TokenService, UserService

if TYPE_CHECKING:
    from kontokit.operations.sca import ScaConfig
    from kontokit_finapi_access_v1.operations.accounts import Accounts, AsyncAccounts
    from kontokit_finapi_access_v1.operations.authorization import AsyncAuthorization, Authorization
    from kontokit_finapi_access_v1.operations.bank_connections import (
        AsyncBankConnections,
        BankConnections,
    )
    from kontokit_finapi_access_v1.operations.banks import AsyncBanks, Banks
    from kontokit_finapi_access_v1.operations.categories import AsyncCategories, Categories
    from kontokit_finapi_access_v1.operations.client_configuration import (
        AsyncClientConfiguration,
        ClientConfiguration,
    )
    from kontokit_finapi_access_v1.operations.labels import AsyncLabels, Labels
    from kontokit_finapi_access_v1.operations.mandator_administration import (
        AsyncMandatorAdministration,
        MandatorAdministration,
    )
    from kontokit_finapi_access_v1.operations.mocks_and_tests import (
        AsyncMocksAndTests,
        MocksAndTests,
    )
    from kontokit_finapi_access_v1.operations.notification_rules import (
        AsyncNotificationRules,
        NotificationRules,
    )
    from kontokit_finapi_access_v1.operations.payments import AsyncPayments, Payments
    from kontokit_finapi_access_v1.operations.securities import AsyncSecurities, Securities
    from kontokit_finapi_access_v1.operations.standing_orders import (
        AsyncStandingOrders,
        StandingOrders,
    )
    from kontokit_finapi_access_v1.operations.tpp_certificates import (
        AsyncTPPCertificates,
        TPPCertificates,
    )
    from kontokit_finapi_access_v1.operations.tpp_credentials import (
        AsyncTPPCredentials,
        TPPCredentials,
    )
    from kontokit_finapi_access_v1.operations.transactions import AsyncTransactions, Transactions
    from kontokit_finapi_access_v1.operations.users import AsyncUsers, Users
    from kontokit_finapi_access_v1.operations.web_forms import AsyncWebForms, WebForms


def _token_service() -> TokenService:
    from kontokit_finapi_access_v1.operations import authorization

    return TokenService(create=authorization.GET_TOKEN, revoke=authorization.REVOKE_TOKEN)


def _user_service() -> UserService:
    from kontokit_finapi_access_v1.operations import users

    return UserService(
        create=users.CREATE_USER,
        username="id",
        password="password",
        remove=(users.DELETE_AUTHORIZED_USER,),
    )


def _sca() -> ScaConfig:
    from kontokit_finapi_access_v1.sca import SCA

    return SCA


API = Api(
    name="finapi_access_v1",
    environments={"production": "https://live.finapi.io", "sandbox": "https://sandbox.finapi.io"},
    schemes={
        "userToken": TokenScheme(
            grant="password",
            client="clientCredentials",
            sent="form",
            url="/oauth/token",
            refreshable=True,
        ),
        "clientToken": TokenScheme(
            grant="client_credentials", client="clientCredentials", sent="form", url="/oauth/token"
        ),
        "mandatorAdminToken": TokenScheme(
            grant="client_credentials",
            client="mandatorAdminCredentials",
            sent="form",
            url="/oauth/token",
        ),
    },
    correlation_header="X-Request-Id",
    request_id_header="X-Request-Id",
    token_service=_token_service,
    user_service=_user_service,
    sca=_sca,
)
"""The servers, security schemes and relations of the API."""


class FinapiAccessV1(SyncClient):
    """
    A client of finAPI Access v1.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        mandator_admin_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | RefreshToken | None = None,
        user_token: str | Secret | None = None,
        client_token: str | Secret | None = None,
        mandator_admin_token: str | Secret | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            client_credentials: Id and secret of your client. Its tokens (``client_token``) and
                those of its users (``user_token``) are obtained with them, cached and
                refreshed.
            mandator_admin_credentials: Id and secret of your mandator admin client. Its tokens
                (``mandator_admin_token``) are obtained with them, cached and refreshed.
            user_credentials: The user to act for: name and password, or a refresh token from
                before.
            user_token: The access token of one user, made with the grant `password` or
                `refresh_token`. It reaches what belongs to this user. Pass it only if you
                obtain tokens yourself; it is not refreshed.
            client_token: The access token of your client, made with the grant
                `client_credentials`. It manages users and the configuration, and reaches no
                bank data. Pass it only if you obtain tokens yourself; it is not refreshed.
            mandator_admin_token: The access token of the mandator-admin client, made with the
                grant `client_credentials` and that client's own credentials. It reaches the
                data of the mandator: all its clients, users and rules. Pass it only if you
                obtain tokens yourself; it is not refreshed.
            token_store: Where tokens are cached, such as a ``FileStore`` of
                ``kontokit.stores``; in memory by default.
            environment: The server: ``production`` is https://live.finapi.io, ``sandbox`` is
                https://sandbox.finapi.io.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            timeouts: In seconds, for every call.
            headers: Sent with every call.
            transport: Replaces the default one, such as in tests.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
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
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @overload
    def as_user(self, user: str, password: str | Secret) -> Self: ...

    @overload
    def as_user(self, user: UserCredentials | RefreshToken) -> Self: ...

    def as_user(
        self, user: str | UserCredentials | RefreshToken, password: str | Secret | None = None
    ) -> Self:
        """
        Make a client for one user; nothing is sent yet.

        It shares the connections and the cached tokens of this client.

        Args:
            user: The name of the user, its credentials, or a refresh token.
            password: The password, if ``user`` is a name.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        return self._as_user(user, password)

    def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        details: Mapping[str, Any] | None = None,
    ) -> NewUser[Self]:
        """
        Create a user at the provider, and a client for it.

        Name and password are generated unless you pass credentials. The provider calls it
        ``createUser``.

        Args:
            credentials: Name and password of the new user.
            details: Further fields of ``createUser``, by their names on the wire.

        Returns:
            A client for the user (``client``) and its credentials (``credentials``). Store the
            credentials: they cannot be retrieved later.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
            ArgumentError: The details cannot be sent; nothing was sent.
            StatusError: The provider refuses.
            TransportError: No complete response arrived.
        """
        return self._create_user(credentials, details)

    def delete_user(self) -> None:
        """
        Delete the user that this client acts for; this cannot be undone.

        Call it on a client that acts for a user, such as one from ``as_user`` or
        ``create_user``. The provider calls it ``deleteAuthorizedUser``; its notes on the user's
        data apply here too.

        Raises:
            ConfigurationError: This client acts for no user, or the user's name is not known.
            StatusError: The provider refuses.
            TransportError: No complete response arrived.
        """
        self._delete_user()

    @cached_property
    def authorization(self) -> Authorization:
        """Getting and revoking tokens."""
        from kontokit_finapi_access_v1.operations.authorization import Authorization

        return Authorization(self)

    @cached_property
    def users(self) -> Users:
        """The users of a client: their lives, names and passwords."""
        from kontokit_finapi_access_v1.operations.users import Users

        return Users(self)

    @cached_property
    def client_configuration(self) -> ClientConfiguration:
        """What finAPI has stored about your client."""
        from kontokit_finapi_access_v1.operations.client_configuration import ClientConfiguration

        return ClientConfiguration(self)

    @cached_property
    def mandator_administration(self) -> MandatorAdministration:
        """
        All clients and users of a mandator: users, categorisation rules and credentials.
        """
        from kontokit_finapi_access_v1.operations.mandator_administration import (
            MandatorAdministration,
        )

        return MandatorAdministration(self)

    @cached_property
    def banks(self) -> Banks:
        """The banks that finAPI knows and what their interfaces can do."""
        from kontokit_finapi_access_v1.operations.banks import Banks

        return Banks(self)

    @cached_property
    def bank_connections(self) -> BankConnections:
        """Importing, updating and removing what a user has at one bank."""
        from kontokit_finapi_access_v1.operations.bank_connections import BankConnections

        return BankConnections(self)

    @cached_property
    def accounts(self) -> Accounts:
        """
        The accounts of imported bank connections, their balances, and deprecated orders.
        """
        from kontokit_finapi_access_v1.operations.accounts import Accounts

        return Accounts(self)

    @cached_property
    def transactions(self) -> Transactions:
        """Booked transactions: searching, labelling, splitting and deleting."""
        from kontokit_finapi_access_v1.operations.transactions import Transactions

        return Transactions(self)

    @cached_property
    def securities(self) -> Securities:
        """Positions of securities accounts."""
        from kontokit_finapi_access_v1.operations.securities import Securities

        return Securities(self)

    @cached_property
    def payments(self) -> Payments:
        """Money transfers and direct debits."""
        from kontokit_finapi_access_v1.operations.payments import Payments

        return Payments(self)

    @cached_property
    def standing_orders(self) -> StandingOrders:
        """Orders that the bank carries out again and again."""
        from kontokit_finapi_access_v1.operations.standing_orders import StandingOrders

        return StandingOrders(self)

    @cached_property
    def categories(self) -> Categories:
        """Categories of transactions, global ones and those of a user."""
        from kontokit_finapi_access_v1.operations.categories import Categories

        return Categories(self)

    @cached_property
    def labels(self) -> Labels:
        """Words that a user puts on transactions."""
        from kontokit_finapi_access_v1.operations.labels import Labels

        return Labels(self)

    @cached_property
    def notification_rules(self) -> NotificationRules:
        """What a user is notified of."""
        from kontokit_finapi_access_v1.operations.notification_rules import NotificationRules

        return NotificationRules(self)

    @cached_property
    def web_forms(self) -> WebForms:
        """Forms in which a user gives what a client without licence may not see."""
        from kontokit_finapi_access_v1.operations.web_forms import WebForms

        return WebForms(self)

    @cached_property
    def mocks_and_tests(self) -> MocksAndTests:
        """Trying categorisation and updates, mostly on the sandbox."""
        from kontokit_finapi_access_v1.operations.mocks_and_tests import MocksAndTests

        return MocksAndTests(self)

    @cached_property
    def tpp_certificates(self) -> TPPCertificates:
        """Certificates of a licensed mandator."""
        from kontokit_finapi_access_v1.operations.tpp_certificates import TPPCertificates

        return TPPCertificates(self)

    @cached_property
    def tpp_credentials(self) -> TPPCredentials:
        """Credentials of a licensed mandator at banks that ask for them."""
        from kontokit_finapi_access_v1.operations.tpp_credentials import TPPCredentials

        return TPPCredentials(self)


class AsyncFinapiAccessV1(AsyncClient):
    """
    A client of finAPI Access v1 for asyncio.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        mandator_admin_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | RefreshToken | None = None,
        user_token: str | Secret | None = None,
        client_token: str | Secret | None = None,
        mandator_admin_token: str | Secret | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet. See :class:`FinapiAccessV1` for the arguments.
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
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @overload
    def as_user(self, user: str, password: str | Secret) -> Self: ...

    @overload
    def as_user(self, user: UserCredentials | RefreshToken) -> Self: ...

    def as_user(
        self, user: str | UserCredentials | RefreshToken, password: str | Secret | None = None
    ) -> Self:
        """
        Make a client for one user; nothing is sent yet.

        Arguments: ``user``, ``password``. See :meth:`FinapiAccessV1.as_user`.
        """
        return self._as_user(user, password)

    async def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        details: Mapping[str, Any] | None = None,
    ) -> NewUser[Self]:
        """
        Create a user at the provider, and a client for it.

        Arguments: ``credentials``, ``details``. See :meth:`FinapiAccessV1.create_user`.
        """
        return await self._create_user(credentials, details)

    async def delete_user(self) -> None:
        """
        Delete the user that this client acts for; this cannot be undone.

         See :meth:`FinapiAccessV1.delete_user`.
        """
        await self._delete_user()

    @cached_property
    def authorization(self) -> AsyncAuthorization:
        """Getting and revoking tokens."""
        from kontokit_finapi_access_v1.operations.authorization import AsyncAuthorization

        return AsyncAuthorization(self)

    @cached_property
    def users(self) -> AsyncUsers:
        """The users of a client: their lives, names and passwords."""
        from kontokit_finapi_access_v1.operations.users import AsyncUsers

        return AsyncUsers(self)

    @cached_property
    def client_configuration(self) -> AsyncClientConfiguration:
        """What finAPI has stored about your client."""
        from kontokit_finapi_access_v1.operations.client_configuration import (
            AsyncClientConfiguration,
        )

        return AsyncClientConfiguration(self)

    @cached_property
    def mandator_administration(self) -> AsyncMandatorAdministration:
        """
        All clients and users of a mandator: users, categorisation rules and credentials.
        """
        from kontokit_finapi_access_v1.operations.mandator_administration import (
            AsyncMandatorAdministration,
        )

        return AsyncMandatorAdministration(self)

    @cached_property
    def banks(self) -> AsyncBanks:
        """The banks that finAPI knows and what their interfaces can do."""
        from kontokit_finapi_access_v1.operations.banks import AsyncBanks

        return AsyncBanks(self)

    @cached_property
    def bank_connections(self) -> AsyncBankConnections:
        """Importing, updating and removing what a user has at one bank."""
        from kontokit_finapi_access_v1.operations.bank_connections import AsyncBankConnections

        return AsyncBankConnections(self)

    @cached_property
    def accounts(self) -> AsyncAccounts:
        """
        The accounts of imported bank connections, their balances, and deprecated orders.
        """
        from kontokit_finapi_access_v1.operations.accounts import AsyncAccounts

        return AsyncAccounts(self)

    @cached_property
    def transactions(self) -> AsyncTransactions:
        """Booked transactions: searching, labelling, splitting and deleting."""
        from kontokit_finapi_access_v1.operations.transactions import AsyncTransactions

        return AsyncTransactions(self)

    @cached_property
    def securities(self) -> AsyncSecurities:
        """Positions of securities accounts."""
        from kontokit_finapi_access_v1.operations.securities import AsyncSecurities

        return AsyncSecurities(self)

    @cached_property
    def payments(self) -> AsyncPayments:
        """Money transfers and direct debits."""
        from kontokit_finapi_access_v1.operations.payments import AsyncPayments

        return AsyncPayments(self)

    @cached_property
    def standing_orders(self) -> AsyncStandingOrders:
        """Orders that the bank carries out again and again."""
        from kontokit_finapi_access_v1.operations.standing_orders import AsyncStandingOrders

        return AsyncStandingOrders(self)

    @cached_property
    def categories(self) -> AsyncCategories:
        """Categories of transactions, global ones and those of a user."""
        from kontokit_finapi_access_v1.operations.categories import AsyncCategories

        return AsyncCategories(self)

    @cached_property
    def labels(self) -> AsyncLabels:
        """Words that a user puts on transactions."""
        from kontokit_finapi_access_v1.operations.labels import AsyncLabels

        return AsyncLabels(self)

    @cached_property
    def notification_rules(self) -> AsyncNotificationRules:
        """What a user is notified of."""
        from kontokit_finapi_access_v1.operations.notification_rules import AsyncNotificationRules

        return AsyncNotificationRules(self)

    @cached_property
    def web_forms(self) -> AsyncWebForms:
        """Forms in which a user gives what a client without licence may not see."""
        from kontokit_finapi_access_v1.operations.web_forms import AsyncWebForms

        return AsyncWebForms(self)

    @cached_property
    def mocks_and_tests(self) -> AsyncMocksAndTests:
        """Trying categorisation and updates, mostly on the sandbox."""
        from kontokit_finapi_access_v1.operations.mocks_and_tests import AsyncMocksAndTests

        return AsyncMocksAndTests(self)

    @cached_property
    def tpp_certificates(self) -> AsyncTPPCertificates:
        """Certificates of a licensed mandator."""
        from kontokit_finapi_access_v1.operations.tpp_certificates import AsyncTPPCertificates

        return AsyncTPPCertificates(self)

    @cached_property
    def tpp_credentials(self) -> AsyncTPPCredentials:
        """Credentials of a licensed mandator at banks that ask for them."""
        from kontokit_finapi_access_v1.operations.tpp_credentials import AsyncTPPCredentials

        return AsyncTPPCredentials(self)
