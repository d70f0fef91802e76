# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The sync client of finAPI Access: ``FinapiAccess``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from kontokit import UNSET, SyncClient
from kontokit.operations import Api, EnvVariables, TokenScheme, TokenService, UserService

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
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
        TokenCallable,
        Transport,
        UserCredentials,
    )
    from kontokit.operations.error_codes import ErrorCodes
    from kontokit.operations.sca import ScaConfig
    from kontokit.serialization import UnsetType
    from kontokit_finapi_access.operations.accounts import AccountsGroup
    from kontokit_finapi_access.operations.bank_connections import BankConnectionsGroup
    from kontokit_finapi_access.operations.banks import BanksGroup
    from kontokit_finapi_access.operations.categories import CategoriesGroup
    from kontokit_finapi_access.operations.client_configuration import ClientConfigurationGroup
    from kontokit_finapi_access.operations.labels import LabelsGroup
    from kontokit_finapi_access.operations.mandator_administration import (
        MandatorAdministrationGroup,
    )
    from kontokit_finapi_access.operations.mocks_and_tests import MocksAndTestsGroup
    from kontokit_finapi_access.operations.notification_rules import NotificationRulesGroup
    from kontokit_finapi_access.operations.payments import PaymentsGroup
    from kontokit_finapi_access.operations.pending_transactions import PendingTransactionsGroup
    from kontokit_finapi_access.operations.securities import SecuritiesGroup
    from kontokit_finapi_access.operations.standing_orders import StandingOrdersGroup
    from kontokit_finapi_access.operations.tokens import TokensGroup
    from kontokit_finapi_access.operations.tpp_certificates import TppCertificatesGroup
    from kontokit_finapi_access.operations.tpp_credentials import TppCredentialsGroup
    from kontokit_finapi_access.operations.transactions import TransactionsGroup
    from kontokit_finapi_access.operations.users import UsersGroup


def _token_service() -> TokenService:
    from kontokit_finapi_access.operations import tokens

    return TokenService(create=tokens.GET_TOKEN, revoke=tokens.REVOKE_TOKEN)


def _user_service() -> UserService:
    from kontokit_finapi_access.operations import users

    return UserService(
        create=users.CREATE_USER,
        username="id",
        password="password",
        remove=(users.DELETE_AUTHORIZED_USER,),
    )


def _sca() -> ScaConfig:
    from kontokit_finapi_access.sca import SCA

    return SCA


def _error_codes() -> ErrorCodes:
    from kontokit_finapi_access.error_codes import ERROR_CODES

    return ERROR_CODES


API = Api(
    name="finapi_access",
    environments={"production": "https://live.finapi.io", "sandbox": "https://sandbox.finapi.io"},
    schemes={
        "userToken": TokenScheme(
            grant="password",
            client="clientCredentials",
            sent="form",
            url="/api/v2/oauth/token",
            refreshable=True,
        ),
        "clientToken": TokenScheme(
            grant="client_credentials",
            client="clientCredentials",
            sent="form",
            url="/api/v2/oauth/token",
        ),
        "mandatorAdminToken": TokenScheme(
            grant="client_credentials",
            client="mandatorAdminCredentials",
            sent="form",
            url="/api/v2/oauth/token",
        ),
    },
    correlation_header="X-Request-Id",
    request_id_header="X-Request-Id",
    token_service=_token_service,
    user_service=_user_service,
    sca=_sca,
    error_codes=_error_codes,
    variables=(
        EnvVariables(
            argument="client_credentials",
            names=("KONTOKIT_FINAPI_CLIENT_ID", "KONTOKIT_FINAPI_CLIENT_SECRET"),
            required=True,
        ),
        EnvVariables(
            argument="mandator_admin_credentials",
            names=(
                "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_ID",
                "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_SECRET",
            ),
        ),
        EnvVariables(argument="environment", names=("KONTOKIT_FINAPI_ENVIRONMENT",)),
        EnvVariables(argument="base_url", names=("KONTOKIT_FINAPI_BASE_URL",)),
    ),
)
"""The servers, security schemes and relations of the API."""


class FinapiAccess(SyncClient):
    """
    A client of finAPI Access.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        mandator_admin_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | RefreshToken | None = None,
        user_token: str | Secret | TokenCallable | None = None,
        client_token: str | Secret | TokenCallable | None = None,
        mandator_admin_token: str | Secret | TokenCallable | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        end_user: EndUser | None = None,
        http: Http | None = None,
        engine: Literal["httpcore2", "httpx2", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
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
                obtain tokens yourself; it is not refreshed. Or pass a function that returns it,
                which is asked when a token is needed.
            client_token: The access token of your client, made with the grant
                `client_credentials`. It manages users and the configuration, and reaches no
                bank data. Pass it only if you obtain tokens yourself; it is not refreshed. Or
                pass a function that returns it, which is asked when a token is needed.
            mandator_admin_token: The access token of the mandator-admin client, made with the
                grant `client_credentials` and that client's own credentials. It reaches the
                data of the mandator: all its clients, users and rules. Pass it only if you
                obtain tokens yourself; it is not refreshed. Or pass a function that returns it,
                which is asked when a token is needed.
            token_store: Where tokens are cached, such as a ``FileStore`` of
                ``kontokit.stores``; in memory by default.
            environment: The provider's server: ``production`` is https://live.finapi.io,
                ``sandbox`` is https://sandbox.finapi.io.
            base_url: Another base URL, such as that of ``kontokit-sandbox`` on your machine;
                http only for loopback.
            timeout: Seconds for a whole call, from its start to the last byte of the response,
                or ``Timeouts``. Calls that are known to be slow get more time, unless the call
                has a timeout of its own.
            headers: Sent with every call.
            end_user: The user who is present, for calls that reach a bank. Arguments of a call
                come first.
            http: TLS, proxy, client certificate and pool sizes.
            engine: The HTTP library below: ``httpcore2`` by default, or ``httpx2`` or
                ``httptools``, which the extras ``kontokit[httpx2]`` and ``kontokit[httptools]``
                install; async clients know ``aiohttp`` too, of the extra ``kontokit[aiohttp]``.
            max_retries: The most repetitions of a call that failed, or ``Retries``; by default
                2, and 0 turns them off. Only calls that read are repeated after they were sent.
            middleware: Called for each call and attempt, such as
                ``kontokit.telemetry.OpenTelemetry()``.
            limits: How large responses may be: bytes, depth and digits.
            read_budget: Counts calls that have a bank asked while no user is present, and
                refuses them when the day's number is used up.
            keep_unknown: Keep fields that the document does not know, in ``extra`` of each
                model. Responses are parsed twice then.
            allow_invalid_iban: Send IBANs without looking at their check digits. By default, a
                wrong one of the other party of an order is refused, and any other is logged.
            drift: Notes in what responses differ from the document of the API, in a file
                without any value of them.
            on_deviation: Takes values that do not fit the document, and rows that cannot be
                read, which are left out then: a function, or ``"collect"``. Without it, such a
                row is a ``DecodeError``.
            strict: Raise ``DecodeError`` at the first value that does not fit.
            transport: Replaces the one that is made of both, such as in tests.

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
        engine: Literal["httpcore2", "httpx2", "httptools"] | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware] | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: Transport | None = None,
    ) -> Self:
        """
        Set up a client from environment variables; nothing is sent yet.

        These are read, and go into arguments of the constructor:

        - ``KONTOKIT_FINAPI_CLIENT_ID`` and ``KONTOKIT_FINAPI_CLIENT_SECRET``:
          ``client_credentials``, required
        - ``KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_ID`` and
          ``KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_SECRET``: ``mandator_admin_credentials``
        - ``KONTOKIT_FINAPI_ENVIRONMENT``: ``environment``
        - ``KONTOKIT_FINAPI_BASE_URL``: ``base_url``

        An empty variable counts as not set. The arguments are those of the constructor.

        Raises:
            ConfigurationError: A variable is missing or not usable; the message names it or its
                argument.
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
        user_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
        client_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
        mandator_admin_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
        timeout: float | Timeouts | None | UnsetType = UNSET,
        headers: Mapping[str, str] | None | UnsetType = UNSET,
        end_user: EndUser | None | UnsetType = UNSET,
        max_retries: int | Retries | None | UnsetType = UNSET,
        middleware: Sequence[Middleware] | None | UnsetType = UNSET,
        limits: Limits | None | UnsetType = UNSET,
        read_budget: ReadBudget | None | UnsetType = UNSET,
        keep_unknown: bool | UnsetType = UNSET,
        allow_invalid_iban: bool | UnsetType = UNSET,
        drift: DriftLog | None | UnsetType = UNSET,
        on_deviation: OnDeviation | None | UnsetType = UNSET,
        strict: bool | UnsetType = UNSET,
    ) -> Self:
        """
        Make a client with other options; those not given stay.

        It shares the connections and the cached tokens of this client, which stays as it is.
        Closing it closes no connections. Requests for tokens keep the timeouts, headers,
        ``max_retries`` and ``middleware`` of the first client.

        The options are those of the constructor. ``headers`` are added to the present ones.
        None removes a credential, all headers, the middleware, the user, or sets the default
        timeouts, repetitions or limits. A user token and user credentials replace each other.

        Raises:
            ConfigurationError: A value is empty or not usable.
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

        It shares the connections and the cached tokens of this client.

        Args:
            user: The name of the user, its credentials, or a refresh token.
            password: The password, if ``user`` is a name.
            end_user: The user who is present, for calls that reach a bank. Arguments of a call
                come first.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        return self._as_user(user, password, end_user)

    def create_user(
        self,
        credentials: UserCredentials | None = None,
        *,
        email: str | UnsetType = UNSET,
        is_auto_update_enabled: bool | UnsetType = UNSET,
        phone: str | UnsetType = UNSET,
    ) -> NewUser[Self]:
        """
        Create a user at the provider, and a client for it.

        Name and password are generated unless you pass credentials. The provider calls it
        ``createUser``.

        Args:
            credentials: Name and password of the new user.
            email: E-mail address. finAPI sends no messages to it; it is returned encrypted when
                a password change is requested. 1 to 320 characters. Example:
                ``erika.mustermann@example.invalid``.
            is_auto_update_enabled: Whether the user's bank connections take part in the
                automatic update, provided that the client has it enabled. Example: ``false``.
            phone: Phone number, in any notation. 1 to 50 characters. Example: ``+49 30
                1234567``.

        Returns:
            A client for the user (``client``) and its credentials (``credentials``). Store the
            credentials: they cannot be retrieved later.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
            ArgumentError: A field cannot be sent; nothing was sent.
            StatusError: The provider refuses.
            TransportError: No complete response arrived.
        """
        return self._create_user(
            credentials,
            {"email": email, "is_auto_update_enabled": is_auto_update_enabled, "phone": phone},
        )

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
    def tokens(self) -> TokensGroup:
        """Getting and revoking tokens."""
        from kontokit_finapi_access.operations.tokens import TokensGroup

        return TokensGroup(self)

    @cached_property
    def users(self) -> UsersGroup:
        """The users of a client: their lives, names and passwords."""
        from kontokit_finapi_access.operations.users import UsersGroup

        return UsersGroup(self)

    @cached_property
    def client_configuration(self) -> ClientConfigurationGroup:
        """What finAPI has stored about your client."""
        from kontokit_finapi_access.operations.client_configuration import ClientConfigurationGroup

        return ClientConfigurationGroup(self)

    @cached_property
    def mandator_administration(self) -> MandatorAdministrationGroup:
        """
        All clients and users of a mandator: users, categorisation rules and credentials.
        """
        from kontokit_finapi_access.operations.mandator_administration import (
            MandatorAdministrationGroup,
        )

        return MandatorAdministrationGroup(self)

    @cached_property
    def banks(self) -> BanksGroup:
        """The banks that finAPI knows and what their interfaces can do."""
        from kontokit_finapi_access.operations.banks import BanksGroup

        return BanksGroup(self)

    @cached_property
    def bank_connections(self) -> BankConnectionsGroup:
        """Importing, updating and removing what a user has at one bank."""
        from kontokit_finapi_access.operations.bank_connections import BankConnectionsGroup

        return BankConnectionsGroup(self)

    @cached_property
    def accounts(self) -> AccountsGroup:
        """The accounts of imported bank connections and their balances."""
        from kontokit_finapi_access.operations.accounts import AccountsGroup

        return AccountsGroup(self)

    @cached_property
    def transactions(self) -> TransactionsGroup:
        """Booked transactions: searching, labelling, splitting and deleting."""
        from kontokit_finapi_access.operations.transactions import TransactionsGroup

        return TransactionsGroup(self)

    @cached_property
    def pending_transactions(self) -> PendingTransactionsGroup:
        """Transactions that the bank has announced and not yet booked."""
        from kontokit_finapi_access.operations.pending_transactions import PendingTransactionsGroup

        return PendingTransactionsGroup(self)

    @cached_property
    def securities(self) -> SecuritiesGroup:
        """Positions of securities accounts."""
        from kontokit_finapi_access.operations.securities import SecuritiesGroup

        return SecuritiesGroup(self)

    @cached_property
    def payments(self) -> PaymentsGroup:
        """Money transfers and direct debits."""
        from kontokit_finapi_access.operations.payments import PaymentsGroup

        return PaymentsGroup(self)

    @cached_property
    def standing_orders(self) -> StandingOrdersGroup:
        """Orders that the bank carries out again and again."""
        from kontokit_finapi_access.operations.standing_orders import StandingOrdersGroup

        return StandingOrdersGroup(self)

    @cached_property
    def categories(self) -> CategoriesGroup:
        """Categories of transactions, global ones and those of a user."""
        from kontokit_finapi_access.operations.categories import CategoriesGroup

        return CategoriesGroup(self)

    @cached_property
    def labels(self) -> LabelsGroup:
        """Words that a user puts on transactions."""
        from kontokit_finapi_access.operations.labels import LabelsGroup

        return LabelsGroup(self)

    @cached_property
    def notification_rules(self) -> NotificationRulesGroup:
        """What a user is notified of."""
        from kontokit_finapi_access.operations.notification_rules import NotificationRulesGroup

        return NotificationRulesGroup(self)

    @cached_property
    def mocks_and_tests(self) -> MocksAndTestsGroup:
        """Trying categorisation and updates, mostly on the sandbox."""
        from kontokit_finapi_access.operations.mocks_and_tests import MocksAndTestsGroup

        return MocksAndTestsGroup(self)

    @cached_property
    def tpp_certificates(self) -> TppCertificatesGroup:
        """Certificates of a licensed mandator."""
        from kontokit_finapi_access.operations.tpp_certificates import TppCertificatesGroup

        return TppCertificatesGroup(self)

    @cached_property
    def tpp_credentials(self) -> TppCredentialsGroup:
        """Credentials of a licensed mandator at banks that ask for them."""
        from kontokit_finapi_access.operations.tpp_credentials import TppCredentialsGroup

        return TppCredentialsGroup(self)
