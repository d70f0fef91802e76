# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Tokens: Access tokens of clients and users.
"""

from __future__ import annotations

from typing import Literal

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, Secret, SyncClient
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_banksapi import models


class TokensGroup(ResourceGroup[SyncClient]):
    """Access tokens of clients and users."""

    def create(
        self,
        *,
        grant_type: models.GrantType
        | Literal["client_credentials", "password", "refresh_token"]
        | str,
        username: str | UnsetType = UNSET,
        password: Secret | str | UnsetType = UNSET,
        scope: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Token:
        """
        Create a client token or a user token.

        Exchanges the access data of your client for a bearer token.
        `grant_type=client_credentials` gives a client token, which manages users and reads
        providers; `grant_type=password` with the name and password of a user gives a user
        token, without which no bank access can be added or read.

        A token lives for about 24 hours; `validTo` tells its end. There is no way to prolong
        it: create another one. Asking for fewer scopes than you have makes a token that can do
        less. Send every form field encoded once, and the token later without a blank behind it.

        The provider calls it ``createToken`` (``POST /auth/oauth2/token``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            grant_type: Which kind of token is wanted.
            username: Name of the user; needed for a user token only. Example:
                ``erika.beispiel``.
            password: Password of the user; needed for a user token only.
            scope: Scopes that the token shall have, separated by blanks; all that the client
                has when left out. Which ones there are depends on your contract. Example:
                ``http://banksapi.io/provider/read http://banksapi.io/customer/read``.

        Returns:
            The token and what it is good for.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_TOKEN,
            {},
            {"grant_type": grant_type, "username": username, "password": password, "scope": scope},
            options=options,
        )

    def revoke(
        self, *, token: Secret | str, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Revoke a token before its end.

        Makes a token worthless at once, for example when a user signs out. Tokens that are not
        revoked end by themselves at their `validTo`.

        The call is made with the access data of the client, not with the token to be revoked.
        What happens to a token that is unknown or has ended is not documented.

        The provider calls it ``revokeToken`` (``POST /auth/oauth2/revoke``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            token: The token that shall end, as it came from the token endpoint.

        Returns:
            The token is revoked. There is no body.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(REVOKE_TOKEN, {}, {"token": token}, options=options)

    def introspect(
        self, *, token: Secret | str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Token:
        """
        Look up what a token is good for.

        Tells owner, scopes and end of a token that you hold. A token that has ended, was
        revoked or never existed is answered by 403, a call without the parameter by 400.

        The token stands in the URL, so keep URLs of this operation out of logs.

        The provider calls it ``introspectToken`` (``GET /auth/oauth2/introspect``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            token: The token to look up, as it came from the token endpoint.

        Returns:
            The token is valid; this is what is known about it.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(INTROSPECT_TOKEN, {"token": token}, options=options)


class AsyncTokensGroup(ResourceGroup[AsyncClient]):
    """Access tokens of clients and users."""

    async def create(
        self,
        *,
        grant_type: models.GrantType
        | Literal["client_credentials", "password", "refresh_token"]
        | str,
        username: str | UnsetType = UNSET,
        password: Secret | str | UnsetType = UNSET,
        scope: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Token:
        """
        Create a client token or a user token.

        Arguments: ``grant_type``, ``username``, ``password``, ``scope``. The provider calls it
        ``createToken`` (``POST /auth/oauth2/token``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`TokensGroup.create`.
        """
        return await self._client.call(
            CREATE_TOKEN,
            {},
            {"grant_type": grant_type, "username": username, "password": password, "scope": scope},
            options=options,
        )

    async def revoke(
        self, *, token: Secret | str, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Revoke a token before its end.

        Arguments: ``token``. The provider calls it ``revokeToken`` (``POST
        /auth/oauth2/revoke``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`TokensGroup.revoke`.
        """
        return await self._client.call(REVOKE_TOKEN, {}, {"token": token}, options=options)

    async def introspect(
        self, *, token: Secret | str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Token:
        """
        Look up what a token is good for.

        Arguments: ``token``. The provider calls it ``introspectToken`` (``GET
        /auth/oauth2/introspect``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`TokensGroup.introspect`.
        """
        return await self._client.call(INTROSPECT_TOKEN, {"token": token}, options=options)


CREATE_TOKEN: Operation[models.Token] = Operation(
    id="createToken",
    method="POST",
    path="/auth/oauth2/token",
    retry_class="token",
    security=(("clientCredentials",),),
    body=Body(
        media_type="application/x-www-form-urlencoded", type=models.CreateToken, required=True
    ),
    results={200: Result(type=models.Token)},
    other_statuses=(400, 401, 500),
)
REVOKE_TOKEN: Operation[None] = Operation(
    id="revokeToken",
    method="POST",
    path="/auth/oauth2/revoke",
    retry_class="write",
    security=(("clientCredentials",),),
    body=Body(
        media_type="application/x-www-form-urlencoded", type=models.RevokeToken, required=True
    ),
    results={200: Result()},
    other_statuses=(400, 401, 500),
)
INTROSPECT_TOKEN: Operation[models.Token] = Operation(
    id="introspectToken",
    method="GET",
    path="/auth/oauth2/introspect",
    retry_class="read",
    security=(("clientCredentials",),),
    parameters=(Parameter(name="token", wire="token", place="query", required=True, secret=True),),
    results={200: Result(type=models.Token)},
    other_statuses=(400, 401, 403, 500),
)
