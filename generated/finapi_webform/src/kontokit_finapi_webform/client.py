# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The sync client of finAPI Web Form 2.0: ``FinapiWebForm``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from kontokit import UNSET, SyncClient
from kontokit.operations import Api, EnvVariables, TokenScheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
        ClientCredentials,
        DriftLog,
        Http,
        Limits,
        Middleware,
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
    from kontokit_finapi_webform.operations.profiles import ProfilesGroup
    from kontokit_finapi_webform.operations.tasks import TasksGroup
    from kontokit_finapi_webform.operations.translations import TranslationsGroup
    from kontokit_finapi_webform.operations.web_forms import WebFormsGroup


def _sca() -> ScaConfig:
    from kontokit_finapi_webform.sca import SCA

    return SCA


def _error_codes() -> ErrorCodes:
    from kontokit_finapi_webform.error_codes import ERROR_CODES

    return ERROR_CODES


API = Api(
    name="finapi_webform",
    environments={
        "production": "https://webform-live.finapi.io",
        "sandbox": "https://webform-sandbox.finapi.io",
    },
    schemes={
        "userToken": TokenScheme(
            grant="password",
            client="clientCredentials",
            sent="form",
            url="https://live.finapi.io/api/v2/oauth/token",
            urls={
                "production": "https://live.finapi.io/api/v2/oauth/token",
                "sandbox": "https://sandbox.finapi.io/api/v2/oauth/token",
            },
            refreshable=True,
        ),
        "mandatorAdminToken": TokenScheme(
            grant="client_credentials",
            client="mandatorAdminCredentials",
            sent="form",
            url="https://live.finapi.io/api/v2/oauth/token",
            urls={
                "production": "https://live.finapi.io/api/v2/oauth/token",
                "sandbox": "https://sandbox.finapi.io/api/v2/oauth/token",
            },
        ),
    },
    correlation_header="X-Request-Id",
    request_id_header="X-Request-Id",
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
        EnvVariables(argument="base_url", names=("KONTOKIT_FINAPI_WEBFORM_BASE_URL",)),
        EnvVariables(argument="token_url", names=("KONTOKIT_FINAPI_WEBFORM_TOKEN_URL",)),
    ),
)
"""The servers, security schemes and relations of the API."""


class FinapiWebForm(SyncClient):
    """
    A client of finAPI Web Form 2.0.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        mandator_admin_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | RefreshToken | None = None,
        user_token: str | Secret | TokenCallable | None = None,
        mandator_admin_token: str | Secret | TokenCallable | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        token_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
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
            client_credentials: Id and secret of your client. The tokens of its users
                (``user_token``) are obtained with them, cached and refreshed.
            mandator_admin_credentials: Id and secret of your mandator admin client. Its tokens
                (``mandator_admin_token``) are obtained with them, cached and refreshed.
            user_credentials: The user to act for: name and password, or a refresh token from
                before.
            user_token: The access token of one user, made by finAPI Access with the grant
                `password` or `refresh_token`. Web forms and tasks belong to this user. Pass it
                only if you obtain tokens yourself; it is not refreshed. Or pass a function that
                returns it, which is asked when a token is needed.
            mandator_admin_token: The access token of the mandator-admin client, made by finAPI
                Access with the grant `client_credentials`. Profiles and translations belong to
                the mandator. Pass it only if you obtain tokens yourself; it is not refreshed.
                Or pass a function that returns it, which is asked when a token is needed.
            token_store: Where tokens are cached, such as a ``FileStore`` of
                ``kontokit.stores``; in memory by default.
            environment: The provider's server: ``production`` is
                https://webform-live.finapi.io, ``sandbox`` is
                https://webform-sandbox.finapi.io.
            base_url: Another base URL, such as that of ``kontokit-sandbox`` on your machine;
                http only for loopback.
            token_url: Another token endpoint, as a whole URL; required together with a
                base_url.
            timeout: Seconds for a whole call, from its start to the last byte of the response,
                or ``Timeouts``. Calls that are known to be slow get more time, unless the call
                has a timeout of its own.
            headers: Sent with every call.
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
                "mandatorAdminToken": mandator_admin_token,
            },
            token_store=token_store,
            token_url=token_url,
            environment=environment,
            base_url=base_url,
            timeout=timeout,
            headers=headers,
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
        - ``KONTOKIT_FINAPI_WEBFORM_BASE_URL``: ``base_url``
        - ``KONTOKIT_FINAPI_WEBFORM_TOKEN_URL``: ``token_url``

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
        mandator_admin_token: str | Secret | TokenCallable | None | UnsetType = UNSET,
        timeout: float | Timeouts | None | UnsetType = UNSET,
        headers: Mapping[str, str] | None | UnsetType = UNSET,
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
        None removes a credential, all headers, the middleware, or sets the default timeouts,
        repetitions or limits. A user token and user credentials replace each other.

        Raises:
            ConfigurationError: A value is empty or not usable.
        """
        return super().with_options(
            client_credentials=client_credentials,
            mandator_admin_credentials=mandator_admin_credentials,
            user_credentials=user_credentials,
            user_token=user_token,
            mandator_admin_token=mandator_admin_token,
            timeout=timeout,
            headers=headers,
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

    @cached_property
    def web_forms(self) -> WebFormsGroup:
        """
        Forms for importing bank connections and for payments: creating, watching, ending.
        """
        from kontokit_finapi_webform.operations.web_forms import WebFormsGroup

        return WebFormsGroup(self)

    @cached_property
    def tasks(self) -> TasksGroup:
        """
        Work in the background that asks for a form only where it must: updating bank
        connections.
        """
        from kontokit_finapi_webform.operations.tasks import TasksGroup

        return TasksGroup(self)

    @cached_property
    def profiles(self) -> ProfilesGroup:
        """How forms look and behave."""
        from kontokit_finapi_webform.operations.profiles import ProfilesGroup

        return ProfilesGroup(self)

    @cached_property
    def translations(self) -> TranslationsGroup:
        """Words of your own in the forms. A beta feature."""
        from kontokit_finapi_webform.operations.translations import TranslationsGroup

        return TranslationsGroup(self)
