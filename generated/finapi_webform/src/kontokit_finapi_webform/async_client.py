# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The async client of finAPI Web Form 2.0: ``AsyncFinapiWebForm``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from kontokit import UNSET, AsyncClient
from kontokit_finapi_webform.client import API

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal, Self

    from kontokit import (
        AsyncMiddleware,
        AsyncTokenCallable,
        AsyncTransport,
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
        UserCredentials,
    )
    from kontokit.serialization import UnsetType
    from kontokit_finapi_webform.operations.profiles import AsyncProfilesGroup
    from kontokit_finapi_webform.operations.tasks import AsyncTasksGroup
    from kontokit_finapi_webform.operations.translations import AsyncTranslationsGroup
    from kontokit_finapi_webform.operations.web_forms import AsyncWebFormsGroup


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
        user_token: str | Secret | AsyncTokenCallable | None = None,
        mandator_admin_token: str | Secret | AsyncTokenCallable | None = None,
        token_store: Store | None = None,
        environment: Literal["production", "sandbox"] = "production",
        base_url: str | None = None,
        token_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
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
        :meth:`FinapiWebForm.from_env`.
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
        user_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        mandator_admin_token: str | Secret | AsyncTokenCallable | None | UnsetType = UNSET,
        timeout: float | Timeouts | None | UnsetType = UNSET,
        headers: Mapping[str, str] | None | UnsetType = UNSET,
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
        :meth:`FinapiWebForm.with_options`.
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
