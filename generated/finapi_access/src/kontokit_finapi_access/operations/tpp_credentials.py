# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
TPP Credentials: Credentials of a licensed mandator at banks that ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Secret,
    SyncClient,
)
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access import models


class TppCredentialsGroup(ResourceGroup[SyncClient]):
    """Credentials of a licensed mandator at banks that ask for them."""

    def list(
        self,
        *,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.TppCredentials, models.PageableTppCredentialResources]:
        """
        List TPP credentials.

        Lists the sets of credentials that the mandator has uploaded for TPP authentication
        groups, a page at a time. Secrets are not part of the answer.

        The provider calls it ``getAllTppCredentials`` (``GET /api/v2/tppCredentials``); see
        https://docs.finapi.io/.

        Args:
            order: Sorting, as `label` followed by `,asc` or `,desc`. The only field is label,
                and the default is ascending.
            search: Keeps only credentials for banks with this text in their name, BLZ or BIC,
                in upper or lower case. When it holds several words, every one of them must be
                found. An IBAN without spaces stands for its bank.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of credentials
                that match.

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
        return self._client.list(
            GET_ALL_TPP_CREDENTIALS,
            {"order": order, "search": search, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        label: str,
        tpp_authentication_group_id: int,
        tpp_api_key: Secret | str | UnsetType = UNSET,
        tpp_client_id: str | UnsetType = UNSET,
        tpp_client_secret: Secret | str | UnsetType = UNSET,
        tpp_name: str | UnsetType = UNSET,
        valid_from_date: date | UnsetType = UNSET,
        valid_until_date: date | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TppCredentials:
        """
        Upload TPP credentials.

        Uploads the credentials that a bank or group of banks has issued to the mandator at
        registration and that finAPI needs for their interfaces. Find the group with `GET
        /tppCredentials/tppAuthenticationGroups` first; what has to be filled in depends on the
        bank. Credentials that cannot be stored as given are refused with 422.

        The provider calls it ``createTppCredential`` (``POST /api/v2/tppCredentials``); see
        https://docs.finapi.io/.

        Args:
            label: Own name by which to recognize the credentials. At most 256 characters.
                Example: ``Credentials of finAPI Test Bank``.
            tpp_authentication_group_id: Identifier of the group of banks where the credentials
                are valid. Example: ``1``.
            tpp_api_key: API key that the bank has issued at registration. At most 256
                characters.
            tpp_client_id: Client identifier that the bank has issued at registration. At most
                256 characters. Example: ``example-tpp-client``.
            tpp_client_secret: Client secret that the bank has issued at registration. At most
                256 characters.
            tpp_name: Name of the mandator as a third party provider (TPP). At most 256
                characters. Example: ``Muster Finanz GmbH``.
            valid_from_date: First day on which the credentials are to be used; today when
                absent. Example: ``2024-01-15``.
            valid_until_date: Day on which the credentials expire; without it they do not
                expire. Example: ``2026-01-14``.

        Returns:
            The stored credentials, without their secrets.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_TPP_CREDENTIAL,
            {},
            {
                "label": label,
                "tpp_api_key": tpp_api_key,
                "tpp_authentication_group_id": tpp_authentication_group_id,
                "tpp_client_id": tpp_client_id,
                "tpp_client_secret": tpp_client_secret,
                "tpp_name": tpp_name,
                "valid_from_date": valid_from_date,
                "valid_until_date": valid_until_date,
            },
            options=options,
        )

    def list_authentication_groups(
        self,
        *,
        bank_blz: str | None = None,
        bank_name: str | None = None,
        ids: Sequence[int] | None = None,
        name: str | None = None,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.TppAuthenticationGroup, models.PageableTppAuthenticationGroupResources]:
        """
        Get and search TPP authentication groups.

        Lists the groups of banks that accept the same TPP credentials, a page at a time,
        whether or not the mandator has credentials for them. Filters are combined; without any
        filter every group is listed. The interfaces of a bank name their group in
        `tppAuthenticationGroup`.

        The provider calls it ``getAndSearchTppAuthenticationGroups`` (``GET
        /api/v2/tppCredentials/tppAuthenticationGroups``); see https://docs.finapi.io/.

        Args:
            bank_blz: Keeps only groups that contain a bank with this BLZ.
            bank_name: Keeps only groups that contain a bank with this name.
            ids: Keeps only groups with these identifiers. At most 1000 are accepted.
            name: Keeps only groups with this name.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are id and name; the default is by id, ascending.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of groups that
                match.

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
        return self._client.list(
            GET_AND_SEARCH_TPP_AUTHENTICATION_GROUPS,
            {
                "bank_blz": bank_blz,
                "bank_name": bank_name,
                "ids": ids,
                "name": name,
                "order": order,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def get(
        self, tpp_credential_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.TppCredentials:
        """
        Get TPP credentials.

        Returns label, group and validity of one set of credentials, never the secrets. An
        unknown identifier is refused with 404.

        The provider calls it ``getTppCredential`` (``GET /api/v2/tppCredentials/{id}``); see
        https://docs.finapi.io/.

        Args:
            tpp_credential_id: Identifier of the set of credentials.

        Returns:
            The credentials, without their secrets.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_TPP_CREDENTIAL, {"tpp_credential_id": tpp_credential_id}, options=options
        )

    def edit(
        self,
        tpp_credential_id: int,
        *,
        label: str | UnsetType = UNSET,
        tpp_api_key: Secret | str | UnsetType = UNSET,
        tpp_authentication_group_id: int | UnsetType = UNSET,
        tpp_client_id: str | UnsetType = UNSET,
        tpp_client_secret: Secret | str | UnsetType = UNSET,
        tpp_name: str | UnsetType = UNSET,
        valid_from_date: date | UnsetType = UNSET,
        valid_until_date: date | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TppCredentials:
        """
        Edit TPP credentials.

        Changes one set of credentials, for instance after the bank has issued a new secret. An
        unknown identifier is refused with 404, values that cannot be stored with 422.

        The provider calls it ``editTppCredential`` (``PATCH /api/v2/tppCredentials/{id}``); see
        https://docs.finapi.io/.

        Args:
            tpp_credential_id: Identifier of the set of credentials.
            label: New name of the credentials. 1 to 256 characters. Example: ``Credentials of
                finAPI Test Bank (new)``.
            tpp_api_key: New API key issued by the bank. 1 to 256 characters.
            tpp_authentication_group_id: Identifier of the group of banks where the credentials
                are valid. Example: ``1``.
            tpp_client_id: New client identifier issued by the bank. 1 to 256 characters.
                Example: ``example-tpp-client``.
            tpp_client_secret: New client secret issued by the bank. 1 to 256 characters.
            tpp_name: New name of the mandator as a third party provider (TPP). 1 to 256
                characters. Example: ``Muster Finanz GmbH``.
            valid_from_date: New first day of use. Example: ``2024-06-01``.
            valid_until_date: New day of expiry. Example: ``2026-05-31``.

        Returns:
            The credentials after the change, without their secrets.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out,
                or the bank has refused it; then the message is the bank's own.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EDIT_TPP_CREDENTIAL,
            {"tpp_credential_id": tpp_credential_id},
            {
                "label": label,
                "tpp_api_key": tpp_api_key,
                "tpp_authentication_group_id": tpp_authentication_group_id,
                "tpp_client_id": tpp_client_id,
                "tpp_client_secret": tpp_client_secret,
                "tpp_name": tpp_name,
                "valid_from_date": valid_from_date,
                "valid_until_date": valid_until_date,
            },
            options=options,
        )

    def delete(
        self, tpp_credential_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete TPP credentials.

        Deletes one set of credentials from finAPI; the bank is not notified. Interfaces that
        need them cannot be used any more, for which the error code is
        NO_TPP_CLIENT_CREDENTIALS. An unknown identifier is refused with 404.

        The provider calls it ``deleteTppCredential`` (``DELETE /api/v2/tppCredentials/{id}``);
        see https://docs.finapi.io/.

        Args:
            tpp_credential_id: Identifier of the set of credentials.

        Returns:
            The credentials are deleted. There is no body.

        Raises:
            BadRequestError: 400. The request is not as documented; `code` of the error says
                what is wrong with it.
            AuthenticationError: 401. The token is missing, unknown or expired, or the
                credentials for a token are wrong.
            PermissionDeniedError: 403. The token has another role than the one needed, the user
                is not verified, or the mandator lacks the licence, the product or the API
                version.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            DELETE_TPP_CREDENTIAL, {"tpp_credential_id": tpp_credential_id}, options=options
        )


class AsyncTppCredentialsGroup(ResourceGroup[AsyncClient]):
    """Credentials of a licensed mandator at banks that ask for them."""

    def list(
        self,
        *,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.TppCredentials, models.PageableTppCredentialResources]:
        """
        List TPP credentials.

        Arguments: ``order``, ``search``, ``page``, ``per_page``, ``max_items``. The provider
        calls it ``getAllTppCredentials`` (``GET /api/v2/tppCredentials``); see
        https://docs.finapi.io/. See :meth:`TppCredentialsGroup.list`.
        """
        return self._client.list(
            GET_ALL_TPP_CREDENTIALS,
            {"order": order, "search": search, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        label: str,
        tpp_authentication_group_id: int,
        tpp_api_key: Secret | str | UnsetType = UNSET,
        tpp_client_id: str | UnsetType = UNSET,
        tpp_client_secret: Secret | str | UnsetType = UNSET,
        tpp_name: str | UnsetType = UNSET,
        valid_from_date: date | UnsetType = UNSET,
        valid_until_date: date | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TppCredentials:
        """
        Upload TPP credentials.

        Arguments: ``label``, ``tpp_authentication_group_id``, ``tpp_api_key``,
        ``tpp_client_id``, ``tpp_client_secret``, ``tpp_name``, ``valid_from_date``,
        ``valid_until_date``. The provider calls it ``createTppCredential`` (``POST
        /api/v2/tppCredentials``); see https://docs.finapi.io/. See
        :meth:`TppCredentialsGroup.create`.
        """
        return await self._client.call(
            CREATE_TPP_CREDENTIAL,
            {},
            {
                "label": label,
                "tpp_api_key": tpp_api_key,
                "tpp_authentication_group_id": tpp_authentication_group_id,
                "tpp_client_id": tpp_client_id,
                "tpp_client_secret": tpp_client_secret,
                "tpp_name": tpp_name,
                "valid_from_date": valid_from_date,
                "valid_until_date": valid_until_date,
            },
            options=options,
        )

    def list_authentication_groups(
        self,
        *,
        bank_blz: str | None = None,
        bank_name: str | None = None,
        ids: Sequence[int] | None = None,
        name: str | None = None,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[
        models.TppAuthenticationGroup, models.PageableTppAuthenticationGroupResources
    ]:
        """
        Get and search TPP authentication groups.

        Arguments: ``bank_blz``, ``bank_name``, ``ids``, ``name``, ``order``, ``page``,
        ``per_page``, ``max_items``. The provider calls it
        ``getAndSearchTppAuthenticationGroups`` (``GET
        /api/v2/tppCredentials/tppAuthenticationGroups``); see https://docs.finapi.io/. See
        :meth:`TppCredentialsGroup.list_authentication_groups`.
        """
        return self._client.list(
            GET_AND_SEARCH_TPP_AUTHENTICATION_GROUPS,
            {
                "bank_blz": bank_blz,
                "bank_name": bank_name,
                "ids": ids,
                "name": name,
                "order": order,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def get(
        self, tpp_credential_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.TppCredentials:
        """
        Get TPP credentials.

        Arguments: ``tpp_credential_id``. The provider calls it ``getTppCredential`` (``GET
        /api/v2/tppCredentials/{id}``); see https://docs.finapi.io/. See
        :meth:`TppCredentialsGroup.get`.
        """
        return await self._client.call(
            GET_TPP_CREDENTIAL, {"tpp_credential_id": tpp_credential_id}, options=options
        )

    async def edit(
        self,
        tpp_credential_id: int,
        *,
        label: str | UnsetType = UNSET,
        tpp_api_key: Secret | str | UnsetType = UNSET,
        tpp_authentication_group_id: int | UnsetType = UNSET,
        tpp_client_id: str | UnsetType = UNSET,
        tpp_client_secret: Secret | str | UnsetType = UNSET,
        tpp_name: str | UnsetType = UNSET,
        valid_from_date: date | UnsetType = UNSET,
        valid_until_date: date | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TppCredentials:
        """
        Edit TPP credentials.

        Arguments: ``tpp_credential_id``, ``label``, ``tpp_api_key``,
        ``tpp_authentication_group_id``, ``tpp_client_id``, ``tpp_client_secret``, ``tpp_name``,
        ``valid_from_date``, ``valid_until_date``. The provider calls it ``editTppCredential``
        (``PATCH /api/v2/tppCredentials/{id}``); see https://docs.finapi.io/. See
        :meth:`TppCredentialsGroup.edit`.
        """
        return await self._client.call(
            EDIT_TPP_CREDENTIAL,
            {"tpp_credential_id": tpp_credential_id},
            {
                "label": label,
                "tpp_api_key": tpp_api_key,
                "tpp_authentication_group_id": tpp_authentication_group_id,
                "tpp_client_id": tpp_client_id,
                "tpp_client_secret": tpp_client_secret,
                "tpp_name": tpp_name,
                "valid_from_date": valid_from_date,
                "valid_until_date": valid_until_date,
            },
            options=options,
        )

    async def delete(
        self, tpp_credential_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete TPP credentials.

        Arguments: ``tpp_credential_id``. The provider calls it ``deleteTppCredential``
        (``DELETE /api/v2/tppCredentials/{id}``); see https://docs.finapi.io/. See
        :meth:`TppCredentialsGroup.delete`.
        """
        return await self._client.call(
            DELETE_TPP_CREDENTIAL, {"tpp_credential_id": tpp_credential_id}, options=options
        )


GET_ALL_TPP_CREDENTIALS: Operation[models.PageableTppCredentialResources] = Operation(
    id="getAllTppCredentials",
    method="GET",
    path="/api/v2/tppCredentials",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="search", wire="search", place="query", format="iban-or-text"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableTppCredentialResources)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="tppCredentials",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="id",
    ),
)
CREATE_TPP_CREDENTIAL: Operation[models.TppCredentials] = Operation(
    id="createTppCredential",
    method="POST",
    path="/api/v2/tppCredentials",
    retry_class="create",
    security=(("mandatorAdminToken",),),
    body=Body(media_type="application/json", type=models.TppCredentialsParams, required=True),
    results={201: Result(type=models.TppCredentials)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_AND_SEARCH_TPP_AUTHENTICATION_GROUPS: Operation[
    models.PageableTppAuthenticationGroupResources
] = Operation(
    id="getAndSearchTppAuthenticationGroups",
    method="GET",
    path="/api/v2/tppCredentials/tppAuthenticationGroups",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="bank_blz", wire="bankBlz", place="query"),
        Parameter(name="bank_name", wire="bankName", place="query"),
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="name", wire="name", place="query"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableTppAuthenticationGroupResources)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="tppAuthenticationGroups",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="id",
    ),
)
GET_TPP_CREDENTIAL: Operation[models.TppCredentials] = Operation(
    id="getTppCredential",
    method="GET",
    path="/api/v2/tppCredentials/{id}",
    retry_class="read",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="tpp_credential_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.TppCredentials)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_TPP_CREDENTIAL: Operation[models.TppCredentials] = Operation(
    id="editTppCredential",
    method="PATCH",
    path="/api/v2/tppCredentials/{id}",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="tpp_credential_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.EditTppCredentialParams, required=True),
    results={200: Result(type=models.TppCredentials)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_TPP_CREDENTIAL: Operation[None] = Operation(
    id="deleteTppCredential",
    method="DELETE",
    path="/api/v2/tppCredentials/{id}",
    retry_class="write",
    security=(("mandatorAdminToken",),),
    parameters=(
        Parameter(name="tpp_credential_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
