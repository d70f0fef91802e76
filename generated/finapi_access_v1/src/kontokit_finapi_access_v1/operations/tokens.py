# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Tokens: Getting and revoking tokens.
"""

from __future__ import annotations

from typing import Literal

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, Secret, SyncClient
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access_v1 import models


class TokensGroup(ResourceGroup[SyncClient]):
    """Getting and revoking tokens."""

    def revoke(
        self,
        *,
        token: Secret | str,
        token_type_hint: models.TokenTypeHint
        | Literal["access_token", "refresh_token"]
        | str
        | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Revoke a token.

        Makes an access token or a refresh token useless before it expires, for example when the
        user logs out. The hint decides how far this goes: an access token alone, a refresh
        token with every access token of its grant, or (without a hint) all tokens of the grant.
        The token to be revoked is sent as a query parameter, so keep request lines out of logs.
        An unknown or expired token is not an error.

        The provider calls it ``revokeToken`` (``POST /oauth/revoke``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/tokens.html.

        Args:
            token: The access token or refresh token that is to be revoked.
            token_type_hint: Kind of `token`, which also decides what is revoked. Without it all
                tokens of the grant are revoked.

        Returns:
            The token is no longer valid; the same answer is given for a token that was not
                valid before. There is no body.

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
            REVOKE_TOKEN, {"token": token, "token_type_hint": token_type_hint}, options=options
        )

    def create(
        self,
        *,
        client_id: str,
        client_secret: Secret | str,
        grant_type: models.GrantType
        | Literal["password", "client_credentials", "refresh_token"]
        | str,
        username: str | UnsetType = UNSET,
        password: Secret | str | UnsetType = UNSET,
        refresh_token: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.AccessToken:
        """
        Get an access token.

        Issues an OAuth 2 access token for the client itself (`client_credentials`) or for one
        of its users (`password`), or renews that of a user (`refresh_token`). The request is a
        form (`application/x-www-form-urlencoded`) and the client's credentials are fields of
        it, not an `Authorization` header. The same token is returned for the same credentials
        until it expires, so keep it instead of asking for each call. Wrong credentials are
        refused with 401, a user that is not verified yet with 403 and a locked user with 423; a
        missing or unsuitable field gives 400.

        The provider calls it ``getToken`` (``POST /oauth/token``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/tokens.html.

        Args:
            client_id: Identifier of your client. Example:
                ``0c1b2a39-4857-4665-8473-829180716253``.
            client_secret: The client's secret.
            grant_type: How the token is asked for.
            username: The user's id; only with the grant `password`. Example: ``username``.
            password: The user's password; only with the grant `password`.
            refresh_token: The refresh token of an earlier answer; only with the grant
                `refresh_token`.

        Returns:
            The token, its lifetime and, for a user, the refresh token.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_TOKEN,
            {},
            {
                "client_id": client_id,
                "client_secret": client_secret,
                "grant_type": grant_type,
                "username": username,
                "password": password,
                "refresh_token": refresh_token,
            },
            options=options,
        )


class AsyncTokensGroup(ResourceGroup[AsyncClient]):
    """Getting and revoking tokens."""

    async def revoke(
        self,
        *,
        token: Secret | str,
        token_type_hint: models.TokenTypeHint
        | Literal["access_token", "refresh_token"]
        | str
        | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Revoke a token.

        Arguments: ``token``, ``token_type_hint``. The provider calls it ``revokeToken`` (``POST
        /oauth/revoke``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/tokens.html. See
        :meth:`TokensGroup.revoke`.
        """
        return await self._client.call(
            REVOKE_TOKEN, {"token": token, "token_type_hint": token_type_hint}, options=options
        )

    async def create(
        self,
        *,
        client_id: str,
        client_secret: Secret | str,
        grant_type: models.GrantType
        | Literal["password", "client_credentials", "refresh_token"]
        | str,
        username: str | UnsetType = UNSET,
        password: Secret | str | UnsetType = UNSET,
        refresh_token: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.AccessToken:
        """
        Get an access token.

        Arguments: ``client_id``, ``client_secret``, ``grant_type``, ``username``, ``password``,
        ``refresh_token``. The provider calls it ``getToken`` (``POST /oauth/token``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/tokens.html. See
        :meth:`TokensGroup.create`.
        """
        return await self._client.call(
            GET_TOKEN,
            {},
            {
                "client_id": client_id,
                "client_secret": client_secret,
                "grant_type": grant_type,
                "username": username,
                "password": password,
                "refresh_token": refresh_token,
            },
            options=options,
        )


REVOKE_TOKEN: Operation[None] = Operation(
    id="revokeToken",
    method="POST",
    path="/oauth/revoke",
    retry_class="write",
    security=(("clientToken",),),
    parameters=(
        Parameter(name="token", wire="token", place="query", required=True, secret=True),
        Parameter(name="token_type_hint", wire="token_type_hint", place="query"),
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_TOKEN: Operation[models.AccessToken] = Operation(
    id="getToken",
    method="POST",
    path="/oauth/token",
    retry_class="token",
    security=(),
    body=Body(
        media_type="application/x-www-form-urlencoded", type=models.GetTokenParams, required=True
    ),
    results={200: Result(type=models.AccessToken)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
