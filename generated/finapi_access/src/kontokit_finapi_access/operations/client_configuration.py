# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Client Configuration: What finAPI has stored about your client.
"""

from __future__ import annotations

from typing import Literal

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Body, Operation, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access import models


class ClientConfigurationGroup(ResourceGroup[SyncClient]):
    """What finAPI has stored about your client."""

    def get(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.ClientConfiguration:
        """
        Get the client's configuration.

        Returns the settings of the client whose token is used: licence, enabled products, token
        lifetimes, callback addresses and restrictions. A few of them can be changed with `PATCH
        /clientConfiguration`; the others are set by finAPI only.

        The provider calls it ``getClientConfiguration`` (``GET /api/v2/clientConfiguration``);
        see https://docs.finapi.io/.

        Returns:
            The configuration of the client.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_CLIENT_CONFIGURATION, {}, options=options)

    def edit(
        self,
        *,
        beta_banks_enabled: bool | UnsetType = UNSET,
        client_access_tokens_validity_period: int | UnsetType = UNSET,
        fin_ts_product_registration_number: str | UnsetType = UNSET,
        preferred_consent_type: models.PreferredConsentType
        | Literal["ONETIME", "RECURRING"]
        | str
        | UnsetType = UNSET,
        refresh_tokens_validity_period: int | UnsetType = UNSET,
        user_access_tokens_validity_period: int | UnsetType = UNSET,
        user_notification_callback_url: str | UnsetType = UNSET,
        user_synchronization_callback_url: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.ClientConfiguration:
        """
        Edit the client's configuration.

        Changes those settings of the client that are contained in the body and leaves all
        others as they are. New token lifetimes apply to tokens issued afterwards; tokens that
        already exist keep theirs. A value outside the allowed range or a body without any
        setting is refused with 400.

        The provider calls it ``editClientConfiguration`` (``PATCH
        /api/v2/clientConfiguration``); see https://docs.finapi.io/.

        Args:
            beta_banks_enabled: Whether beta banks are listed and can be used. finAPI may remove
                such a bank at any time with all user data that belongs to it. Example:
                ``false``.
            client_access_tokens_validity_period: Lifetime in seconds of access tokens of the
                client that are issued from now on. It is 60 or more, or 0 for tokens that never
                expire. Example: ``3600``.
            fin_ts_product_registration_number: Registration number of the product for FinTS, in
                upper-case hexadecimal digits; an empty text removes it. Only clients with a
                licence of their own need one, the others use finAPI's number. At most 25
                characters. Example: ``1A2B3C4D5E6F7A8B9C0D1E2F3``.
            preferred_consent_type: Kind of consent that finAPI asks for at XS2A interfaces. A
                bank that does not offer it gets a request for the other kind.
            refresh_tokens_validity_period: Lifetime in seconds of refresh tokens that are
                issued from now on. It is 60 or more, or 0 for tokens that never expire.
                Example: ``2592000``.
            user_access_tokens_validity_period: Lifetime in seconds of access tokens of users
                that are issued from now on. It is 60 or more, or 0 for tokens that never
                expire. Example: ``3600``.
            user_notification_callback_url: Address to which finAPI posts the messages of the
                users' notification rules, at most 512 characters long. The live system accepts
                https only, the sandbox http as well; an empty text switches the messages off.
                Example: ``https://app.example.invalid/finapi/notifications``.
            user_synchronization_callback_url: Address to which finAPI posts a message whenever
                a user of the mandator is deleted, at most 512 characters long; it is meant for
                mandators with several clients, who share their users. The live system accepts
                https only, the sandbox http as well; an empty text switches the messages off.
                Example: ``https://app.example.invalid/finapi/users``.

        Returns:
            The whole configuration after the change.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EDIT_CLIENT_CONFIGURATION,
            {},
            {
                "beta_banks_enabled": beta_banks_enabled,
                "client_access_tokens_validity_period": client_access_tokens_validity_period,
                "fin_ts_product_registration_number": fin_ts_product_registration_number,
                "preferred_consent_type": preferred_consent_type,
                "refresh_tokens_validity_period": refresh_tokens_validity_period,
                "user_access_tokens_validity_period": user_access_tokens_validity_period,
                "user_notification_callback_url": user_notification_callback_url,
                "user_synchronization_callback_url": user_synchronization_callback_url,
            },
            options=options,
        )


class AsyncClientConfigurationGroup(ResourceGroup[AsyncClient]):
    """What finAPI has stored about your client."""

    async def get(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.ClientConfiguration:
        """
        Get the client's configuration.

        The provider calls it ``getClientConfiguration`` (``GET /api/v2/clientConfiguration``);
        see https://docs.finapi.io/. See :meth:`ClientConfigurationGroup.get`.
        """
        return await self._client.call(GET_CLIENT_CONFIGURATION, {}, options=options)

    async def edit(
        self,
        *,
        beta_banks_enabled: bool | UnsetType = UNSET,
        client_access_tokens_validity_period: int | UnsetType = UNSET,
        fin_ts_product_registration_number: str | UnsetType = UNSET,
        preferred_consent_type: models.PreferredConsentType
        | Literal["ONETIME", "RECURRING"]
        | str
        | UnsetType = UNSET,
        refresh_tokens_validity_period: int | UnsetType = UNSET,
        user_access_tokens_validity_period: int | UnsetType = UNSET,
        user_notification_callback_url: str | UnsetType = UNSET,
        user_synchronization_callback_url: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.ClientConfiguration:
        """
        Edit the client's configuration.

        Arguments: ``beta_banks_enabled``, ``client_access_tokens_validity_period``,
        ``fin_ts_product_registration_number``, ``preferred_consent_type``,
        ``refresh_tokens_validity_period``, ``user_access_tokens_validity_period``,
        ``user_notification_callback_url``, ``user_synchronization_callback_url``. The provider
        calls it ``editClientConfiguration`` (``PATCH /api/v2/clientConfiguration``); see
        https://docs.finapi.io/. See :meth:`ClientConfigurationGroup.edit`.
        """
        return await self._client.call(
            EDIT_CLIENT_CONFIGURATION,
            {},
            {
                "beta_banks_enabled": beta_banks_enabled,
                "client_access_tokens_validity_period": client_access_tokens_validity_period,
                "fin_ts_product_registration_number": fin_ts_product_registration_number,
                "preferred_consent_type": preferred_consent_type,
                "refresh_tokens_validity_period": refresh_tokens_validity_period,
                "user_access_tokens_validity_period": user_access_tokens_validity_period,
                "user_notification_callback_url": user_notification_callback_url,
                "user_synchronization_callback_url": user_synchronization_callback_url,
            },
            options=options,
        )


GET_CLIENT_CONFIGURATION: Operation[models.ClientConfiguration] = Operation(
    id="getClientConfiguration",
    method="GET",
    path="/api/v2/clientConfiguration",
    retry_class="read",
    security=(("clientToken",),),
    results={200: Result(type=models.ClientConfiguration)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_CLIENT_CONFIGURATION: Operation[models.ClientConfiguration] = Operation(
    id="editClientConfiguration",
    method="PATCH",
    path="/api/v2/clientConfiguration",
    retry_class="write",
    security=(("clientToken",),),
    body=Body(media_type="application/json", type=models.ClientConfigurationParams, required=True),
    results={200: Result(type=models.ClientConfiguration)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
