# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Client Configuration: What finAPI has stored about your client.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit import AsyncClient, CallOptions, SyncClient
from kontokit.operations import Body, Operation, ResourceGroup, Result
from kontokit_finapi_access import models


class ClientConfigurationGroup(ResourceGroup[SyncClient]):
    """What finAPI has stored about your client."""

    def get(self, *, options: CallOptions | None = None) -> models.ClientConfiguration:
        """
        Get the client's configuration.

        Returns the settings of the client whose token is used: licence, enabled products, token
        lifetimes, callback addresses and restrictions. A few of them can be changed with `PATCH
        /clientConfiguration`; the others are set by finAPI only.

        The provider calls it ``getClientConfiguration``; see https://docs.finapi.io/.

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
        body: models.ClientConfigurationParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.ClientConfiguration:
        """
        Edit the client's configuration.

        Changes those settings of the client that are contained in the body and leaves all
        others as they are. New token lifetimes apply to tokens issued afterwards; tokens that
        already exist keep theirs. A value outside the allowed range or a body without any
        setting is refused with 400.

        The provider calls it ``editClientConfiguration``; see https://docs.finapi.io/.

        Args:
            body: Settings of the client that can be changed. A dict uses the names on the wire.

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
        return self._client.call(EDIT_CLIENT_CONFIGURATION, {}, body, options=options)


class AsyncClientConfigurationGroup(ResourceGroup[AsyncClient]):
    """What finAPI has stored about your client."""

    async def get(self, *, options: CallOptions | None = None) -> models.ClientConfiguration:
        """
        Get the client's configuration.

        See :meth:`ClientConfigurationGroup.get`.
        """
        return await self._client.call(GET_CLIENT_CONFIGURATION, {}, options=options)

    async def edit(
        self,
        body: models.ClientConfigurationParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.ClientConfiguration:
        """
        Edit the client's configuration.

        Arguments: ``body``. See :meth:`ClientConfigurationGroup.edit`.
        """
        return await self._client.call(EDIT_CLIENT_CONFIGURATION, {}, body, options=options)


GET_CLIENT_CONFIGURATION: Operation[models.ClientConfiguration] = Operation(
    id="getClientConfiguration",
    method="GET",
    path="/api/v2/clientConfiguration",
    retry="read",
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
    retry="write",
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
