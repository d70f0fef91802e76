# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The two clients of finAPI Web Form 2.0: ``FinapiWebForm`` and ``AsyncFinapiWebForm``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self, overload

from kontokit import (
    AsyncClient,
    AsyncTransport,
    ClientCredentials,
    RefreshToken,
    Secret,
    Store,
    SyncClient,
    Timeouts,
    Transport,
    UserCredentials,
)
from kontokit.operations import Api, TokenScheme

if TYPE_CHECKING:
    from kontokit.operations.sca import ScaConfig
    from kontokit_finapi_webform.operations.profiles import AsyncProfilesGroup, ProfilesGroup
    from kontokit_finapi_webform.operations.tasks import AsyncTasksGroup, TasksGroup
    from kontokit_finapi_webform.operations.translations import (
        AsyncTranslationsGroup,
        TranslationsGroup,
    )
    from kontokit_finapi_webform.operations.web_forms import AsyncWebFormsGroup, WebFormsGroup


def _sca() -> ScaConfig:
    from kontokit_finapi_webform.sca import SCA

    return SCA


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
        user_token: str | Secret | None = None,
        mandator_admin_token: str | Secret | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        token_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
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
                only if you obtain tokens yourself; it is not refreshed.
            mandator_admin_token: The access token of the mandator-admin client, made by finAPI
                Access with the grant `client_credentials`. Profiles and translations belong to
                the mandator. Pass it only if you obtain tokens yourself; it is not refreshed.
            token_store: Where tokens are cached, such as a ``FileStore`` of
                ``kontokit.stores``; in memory by default.
            environment: The server: ``production`` is https://webform-live.finapi.io,
                ``sandbox`` is https://webform-sandbox.finapi.io.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            token_url: Another token endpoint, as a whole URL; required together with a
                base_url.
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
                "mandatorAdminToken": mandator_admin_token,
            },
            token_store=token_store,
            token_url=token_url,
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


class AsyncFinapiWebForm(AsyncClient):
    """
    A client of finAPI Web Form 2.0 for asyncio.
    """

    def __init__(
        self,
        *,
        client_credentials: ClientCredentials | None = None,
        mandator_admin_credentials: ClientCredentials | None = None,
        user_credentials: UserCredentials | RefreshToken | None = None,
        user_token: str | Secret | None = None,
        mandator_admin_token: str | Secret | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        token_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet. See :class:`FinapiWebForm` for the arguments.
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

        Arguments: ``user``, ``password``. See :meth:`FinapiWebForm.as_user`.
        """
        return self._as_user(user, password)

    @cached_property
    def web_forms(self) -> AsyncWebFormsGroup:
        """
        Forms for importing bank connections and for payments: creating, watching, ending.
        """
        from kontokit_finapi_webform.operations.web_forms import AsyncWebFormsGroup

        return AsyncWebFormsGroup(self)

    @cached_property
    def tasks(self) -> AsyncTasksGroup:
        """
        Work in the background that asks for a form only where it must: updating bank
        connections.
        """
        from kontokit_finapi_webform.operations.tasks import AsyncTasksGroup

        return AsyncTasksGroup(self)

    @cached_property
    def profiles(self) -> AsyncProfilesGroup:
        """How forms look and behave."""
        from kontokit_finapi_webform.operations.profiles import AsyncProfilesGroup

        return AsyncProfilesGroup(self)

    @cached_property
    def translations(self) -> AsyncTranslationsGroup:
        """Words of your own in the forms. A beta feature."""
        from kontokit_finapi_webform.operations.translations import AsyncTranslationsGroup

        return AsyncTranslationsGroup(self)
