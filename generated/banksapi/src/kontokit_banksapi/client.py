# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The sync client of BANKSapi BANKS/Connect: ``Banksapi``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from kontokit import UNSET
from kontokit.operations import (
    Api,
    BasicScheme,
    EnvVariables,
    TokenScheme,
    TokenService,
    UserService,
)
from kontokit_banksapi.relations import RelationsClient, relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
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
        TokenCallable,
        Transport,
        UserCredentials,
    )
    from kontokit.operations.error_codes import ErrorCodes
    from kontokit.operations.sca import ScaConfig
    from kontokit.serialization import UnsetType
    from kontokit_banksapi.operations.bank_access_builder import BankAccessBuilderGroup
    from kontokit_banksapi.operations.bank_accesses import BankAccessesGroup
    from kontokit_banksapi.operations.categories import CategoriesGroup
    from kontokit_banksapi.operations.consents import ConsentsGroup
    from kontokit_banksapi.operations.customer import CustomerGroup
    from kontokit_banksapi.operations.depot_positions import DepotPositionsGroup
    from kontokit_banksapi.operations.encryption import EncryptionGroup
    from kontokit_banksapi.operations.payments import PaymentsGroup
    from kontokit_banksapi.operations.products import ProductsGroup
    from kontokit_banksapi.operations.providers import ProvidersGroup
    from kontokit_banksapi.operations.regprotect import RegprotectGroup
    from kontokit_banksapi.operations.service import ServiceGroup
    from kontokit_banksapi.operations.tenants import TenantsGroup
    from kontokit_banksapi.operations.tokens import TokensGroup
    from kontokit_banksapi.operations.transactions import TransactionsGroup
    from kontokit_banksapi.operations.transfers import TransfersGroup
    from kontokit_banksapi.operations.users import UsersGroup


def _token_service() -> TokenService:
    from kontokit_banksapi.operations import tokens

    return TokenService(
        create=tokens.CREATE_TOKEN, revoke=tokens.REVOKE_TOKEN, introspect=tokens.INTROSPECT_TOKEN
    )


def _user_service() -> UserService:
    from kontokit_banksapi.operations import users

    return UserService(
        create=users.CREATE_USER,
        username="username",
        password="password",
        remove=(users.DEACTIVATE_USER, users.DELETE_USER),
        arguments={"tenant-name": "{tenant}", "user-id": "{username}", "reftype": "username"},
    )


def _sca() -> ScaConfig:
    from kontokit_banksapi.sca import SCA

    return SCA


def _error_codes() -> ErrorCodes:
    from kontokit_banksapi.error_codes import ERROR_CODES

    return ERROR_CODES


API = Api(
    name="banksapi",
    environments={"production": "https://banksapi.io"},
    schemes={
        "clientCredentials": BasicScheme(),
        "clientToken": TokenScheme(
            grant="client_credentials",
            client="clientCredentials",
            sent="basic",
            url="/auth/oauth2/token",
            scoped=True,
            expiry="validTo",
        ),
        "userToken": TokenScheme(
            grant="password",
            client="clientCredentials",
            sent="basic",
            url="/auth/oauth2/token",
            scoped=True,
            expiry="validTo",
        ),
    },
    correlation_header="X-Correlation-ID",
    request_id_header="X-Correlation-ID",
    token_service=_token_service,
    user_service=_user_service,
    relations=relations,
    path_aliases={"/v2/customer": "/customer/v2", "/auth/tenants": "/auth/mgmt/v1/tenants"},
    sca=_sca,
    error_codes=_error_codes,
    variables=(
        EnvVariables(
            argument="client_credentials",
            names=("KONTOKIT_BANKSAPI_CLIENT_ID", "KONTOKIT_BANKSAPI_CLIENT_SECRET"),
            required=True,
        ),
        EnvVariables(argument="credential_key", names=("KONTOKIT_BANKSAPI_CREDENTIAL_KEY",)),
        EnvVariables(argument="environment", names=("KONTOKIT_BANKSAPI_ENVIRONMENT",)),
        EnvVariables(argument="base_url", names=("KONTOKIT_BANKSAPI_BASE_URL",)),
    ),
)
"""The servers, security schemes and relations of the API."""


class Banksapi(RelationsClient):
    """
    A client of BANKSapi BANKS/Connect.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | None = None,
        client_token: str | Secret | TokenCallable | None = None,
        user_token: str | Secret | TokenCallable | None = None,
        token_store: Store | None = None,
        credential_key: str | bytes | CredentialCipher | None = None,
        environment: Literal["production"] = "production",
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
                refreshed. Basic authentication with the access data of your client, used only
                to create, revoke and look up tokens. The user name, or id, is
                `tenant/clientName`, with the slash in it; the password is the secret. The
                documentation also calls this pair the refresh token; it is valid for a long
                time.
            user_credentials: The user to act for: name and password.
            client_token: An access token at management level, made with the grant
                `client_credentials`. It manages users and reads providers, but cannot reach
                anybody's bank accesses. Pass it only if you obtain tokens yourself; it is not
                refreshed. Or pass a function that returns it, which is asked when a token is
                needed.
            user_token: An access token of one user, made with the grant `password`. It reaches
                the bank accesses, products and payments of that user only. Pass it only if you
                obtain tokens yourself; it is not refreshed. Or pass a function that returns it,
                which is asked when a token is needed.
            token_store: Where tokens are cached, such as a ``FileStore`` of
                ``kontokit.stores``; in memory by default.
            credential_key: The public key of your contract, PEM or DER, that bank credentials
                are encrypted with, or a cipher made of it. Without it, only credentials that
                you have encrypted are accepted.
            environment: The provider's server: ``production`` is https://banksapi.io.
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

        - ``KONTOKIT_BANKSAPI_CLIENT_ID`` and ``KONTOKIT_BANKSAPI_CLIENT_SECRET``:
          ``client_credentials``, required
        - ``KONTOKIT_BANKSAPI_CREDENTIAL_KEY``: ``credential_key``
        - ``KONTOKIT_BANKSAPI_ENVIRONMENT``: ``environment``
        - ``KONTOKIT_BANKSAPI_BASE_URL``: ``base_url``

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
        user_credentials: UserCredentials | None | UnsetType = UNSET,
        client_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
        user_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
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

        It shares the connections and the cached tokens of this client.

        Args:
            user: The name of the user, or its credentials.
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
        firstname: str | UnsetType = UNSET,
        lastname: str | UnsetType = UNSET,
    ) -> NewUser[Self]:
        """
        Create a user at the provider, and a client for it.

        Name and password are generated unless you pass credentials. The provider calls it
        ``createUser``.

        Args:
            credentials: Name and password of the new user.
            firstname: First name of the person. Example: ``Erika``.
            lastname: Last name of the person. Example: ``Beispiel``.

        Returns:
            A client for the user (``client``) and its credentials (``credentials``). Store the
            credentials: they cannot be retrieved later.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
            ArgumentError: A field cannot be sent; nothing was sent.
            StatusError: The provider refuses.
            TransportError: No complete response arrived.
        """
        return self._create_user(credentials, {"firstname": firstname, "lastname": lastname})

    def delete_user(self) -> None:
        """
        Delete the user that this client acts for; this cannot be undone.

        Call it on a client that acts for a user, such as one from ``as_user`` or
        ``create_user``. The provider calls it ``deactivateUser``, then ``deleteUser``; its
        notes on the user's data apply here too.

        Raises:
            ConfigurationError: This client acts for no user, or the user's name is not known.
            StatusError: The provider refuses.
            TransportError: No complete response arrived.
        """
        self._delete_user()

    @cached_property
    def tokens(self) -> TokensGroup:
        """Access tokens of clients and users."""
        from kontokit_banksapi.operations.tokens import TokensGroup

        return TokensGroup(self)

    @cached_property
    def users(self) -> UsersGroup:
        """The users of a tenant, each of whom holds bank accesses."""
        from kontokit_banksapi.operations.users import UsersGroup

        return UsersGroup(self)

    @cached_property
    def tenants(self) -> TenantsGroup:
        """The tenants that a client belongs to."""
        from kontokit_banksapi.operations.tenants import TenantsGroup

        return TenantsGroup(self)

    @cached_property
    def encryption(self) -> EncryptionGroup:
        """Encryption of credentials by the server, for set-ups without the public key."""
        from kontokit_banksapi.operations.encryption import EncryptionGroup

        return EncryptionGroup(self)

    @cached_property
    def providers(self) -> ProvidersGroup:
        """The banks and other providers that can be connected, and how one logs in there."""
        from kontokit_banksapi.operations.providers import ProvidersGroup

        return ProvidersGroup(self)

    @cached_property
    def customer(self) -> CustomerGroup:
        """The entry to everything that is held for a user."""
        from kontokit_banksapi.operations.customer import CustomerGroup

        return CustomerGroup(self)

    @cached_property
    def bank_accesses(self) -> BankAccessesGroup:
        """The logins of a user at banks, with what was fetched through them."""
        from kontokit_banksapi.operations.bank_accesses import BankAccessesGroup

        return BankAccessesGroup(self)

    @cached_property
    def products(self) -> ProductsGroup:
        """Accounts, cards, depots and other products of a bank access."""
        from kontokit_banksapi.operations.products import ProductsGroup

        return ProductsGroup(self)

    @cached_property
    def transactions(self) -> TransactionsGroup:
        """The transactions of a product."""
        from kontokit_banksapi.operations.transactions import TransactionsGroup

        return TransactionsGroup(self)

    @cached_property
    def depot_positions(self) -> DepotPositionsGroup:
        """The securities in a depot."""
        from kontokit_banksapi.operations.depot_positions import DepotPositionsGroup

        return DepotPositionsGroup(self)

    @cached_property
    def bank_access_builder(self) -> BankAccessBuilderGroup:
        """Bank accesses that you fill yourself instead of a bank."""
        from kontokit_banksapi.operations.bank_access_builder import BankAccessBuilderGroup

        return BankAccessBuilderGroup(self)

    @cached_property
    def consents(self) -> ConsentsGroup:
        """The steps of strong customer authentication."""
        from kontokit_banksapi.operations.consents import ConsentsGroup

        return ConsentsGroup(self)

    @cached_property
    def payments(self) -> PaymentsGroup:
        """Transfers and debits, single and bulk."""
        from kontokit_banksapi.operations.payments import PaymentsGroup

        return PaymentsGroup(self)

    @cached_property
    def transfers(self) -> TransfersGroup:
        """The older way to start transfers, with a TAN in a second call."""
        from kontokit_banksapi.operations.transfers import TransfersGroup

        return TransfersGroup(self)

    @cached_property
    def regprotect(self) -> RegprotectGroup:
        """Sessions of the web forms in which users of unregulated clients log in."""
        from kontokit_banksapi.operations.regprotect import RegprotectGroup

        return RegprotectGroup(self)

    @cached_property
    def categories(self) -> CategoriesGroup:
        """The trees of tags by which transactions are categorised."""
        from kontokit_banksapi.operations.categories import CategoriesGroup

        return CategoriesGroup(self)

    @cached_property
    def service(self) -> ServiceGroup:
        """Whether the server answers."""
        from kontokit_banksapi.operations.service import ServiceGroup

        return ServiceGroup(self)
