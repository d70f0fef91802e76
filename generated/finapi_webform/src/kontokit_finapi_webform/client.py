# Made from specs/finapi_webform by `python -m generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The two clients of finAPI Web Form 2.0: ``FinapiWebform`` and ``AsyncFinapiWebform``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from kontokit import AsyncClient, AsyncTransport, Secret, SyncClient, Timeouts, Transport
from kontokit.operations import Api, BearerScheme

if TYPE_CHECKING:
    from kontokit_finapi_webform.operations.profiles import AsyncProfiles, Profiles
    from kontokit_finapi_webform.operations.tasks import AsyncTasks, Tasks
    from kontokit_finapi_webform.operations.translations import AsyncTranslations, Translations
    from kontokit_finapi_webform.operations.web_forms import AsyncWebForms, WebForms


API = Api(
    name="finapi_webform",
    environments={
        "production": "https://webform-live.finapi.io",
        "sandbox": "https://webform-sandbox.finapi.io",
    },
    schemes={"userToken": BearerScheme(), "mandatorAdminToken": BearerScheme()},
    correlation_header="X-Request-Id",
    request_id_header="X-Request-Id",
)
"""Where the API is, how it is called and which links its answers hold."""


class FinapiWebform(SyncClient):
    """
    A client of finAPI Web Form 2.0.
    """

    def __init__(
        self,
        *,
        user_token: str | Secret | None = None,
        mandator_admin_token: str | Secret | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            user_token: The access token of one user, made by finAPI Access with the grant
                `password` or `refresh_token`. Web forms and tasks belong to this user.
            mandator_admin_token: The access token of the mandator-admin client, made by finAPI
                Access with the grant `client_credentials`. Profiles and translations belong to
                the mandator.
            environment: Where to call: ``production`` is https://webform-live.finapi.io,
                ``sandbox`` is https://webform-sandbox.finapi.io.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            timeouts: Time limits of every call, in seconds.
            headers: Headers to send with every call.
            transport: Your own transport instead of the default one.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        super().__init__(
            API,
            {"userToken": user_token, "mandatorAdminToken": mandator_admin_token},
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @cached_property
    def web_forms(self) -> WebForms:
        """
        Forms for importing bank connections and for payments: creating, watching, ending.
        """
        from kontokit_finapi_webform.operations.web_forms import WebForms

        return WebForms(self)

    @cached_property
    def tasks(self) -> Tasks:
        """
        Work in the background that asks for a form only where it must: updating bank
        connections.
        """
        from kontokit_finapi_webform.operations.tasks import Tasks

        return Tasks(self)

    @cached_property
    def profiles(self) -> Profiles:
        """How forms look and behave."""
        from kontokit_finapi_webform.operations.profiles import Profiles

        return Profiles(self)

    @cached_property
    def translations(self) -> Translations:
        """Words of your own in the forms. A beta feature."""
        from kontokit_finapi_webform.operations.translations import Translations

        return Translations(self)


class AsyncFinapiWebform(AsyncClient):
    """
    A client of finAPI Web Form 2.0 for asyncio.
    """

    def __init__(
        self,
        *,
        user_token: str | Secret | None = None,
        mandator_admin_token: str | Secret | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent yet.

        Args:
            user_token: The access token of one user, made by finAPI Access with the grant
                `password` or `refresh_token`. Web forms and tasks belong to this user.
            mandator_admin_token: The access token of the mandator-admin client, made by finAPI
                Access with the grant `client_credentials`. Profiles and translations belong to
                the mandator.
            environment: Where to call: ``production`` is https://webform-live.finapi.io,
                ``sandbox`` is https://webform-sandbox.finapi.io.
            base_url: Another base URL, such as that of a sandbox; http only for loopback.
            timeouts: Time limits of every call, in seconds.
            headers: Headers to send with every call.
            transport: Your own transport instead of the default one.

        Raises:
            ConfigurationError: A value is missing, empty or not usable.
        """
        super().__init__(
            API,
            {"userToken": user_token, "mandatorAdminToken": mandator_admin_token},
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
            transport=transport,
        )

    @cached_property
    def web_forms(self) -> AsyncWebForms:
        """
        Forms for importing bank connections and for payments: creating, watching, ending.
        """
        from kontokit_finapi_webform.operations.web_forms import AsyncWebForms

        return AsyncWebForms(self)

    @cached_property
    def tasks(self) -> AsyncTasks:
        """
        Work in the background that asks for a form only where it must: updating bank
        connections.
        """
        from kontokit_finapi_webform.operations.tasks import AsyncTasks

        return AsyncTasks(self)

    @cached_property
    def profiles(self) -> AsyncProfiles:
        """How forms look and behave."""
        from kontokit_finapi_webform.operations.profiles import AsyncProfiles

        return AsyncProfiles(self)

    @cached_property
    def translations(self) -> AsyncTranslations:
        """Words of your own in the forms. A beta feature."""
        from kontokit_finapi_webform.operations.translations import AsyncTranslations

        return AsyncTranslations(self)
