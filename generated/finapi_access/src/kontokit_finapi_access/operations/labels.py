# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Labels: Words that a user puts on transactions.
"""

from __future__ import annotations

from collections.abc import Sequence

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_access import models


class LabelsGroup(ResourceGroup[SyncClient]):
    """Words that a user puts on transactions."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Label, models.PageableLabelList]:
        """
        Get and search labels.

        Lists the labels that the user has created, a page at a time. Filters are combined;
        without any filter every label is listed. The transactions that carry a label are found
        with `labelIds` of `GET /transactions`. The call is refused with 403 when
        `pfmServicesEnabled` is off for the client.

        The provider calls it ``getAndSearchAllLabels`` (``GET /api/v2/labels``); see
        https://docs.finapi.io/.

        Args:
            ids: Keeps only labels with these identifiers. At most 1000 are accepted.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are id and name; the default is by id, ascending.
            search: Text to find in the name, in upper or lower case. When it holds several
                words, every one of them must be found.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of labels that
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
            GET_AND_SEARCH_ALL_LABELS,
            {"ids": ids, "order": order, "search": search, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create(
        self, *, name: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Label:
        """
        Create a label.

        Creates a label of the user's own. Attach it to transactions by editing them. Unlike a
        category, of which a transaction has only one and which finAPI can assign, any number of
        labels can be attached, and only on request. Names of labels are unique, so a name that
        is already in use is refused with 422.

        The provider calls it ``createLabel`` (``POST /api/v2/labels``); see
        https://docs.finapi.io/.

        Args:
            name: Name of the label, which no other label of the user may have. 1 to 288
                characters. Example: ``Urlaub``.

        Returns:
            The new label.

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
        return self._client.call(CREATE_LABEL, {}, {"name": name}, options=options)

    def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all labels.

        Deletes all labels of the user and takes them off all transactions. The transactions
        themselves stay.

        The provider calls it ``deleteAllLabels`` (``DELETE /api/v2/labels``); see
        https://docs.finapi.io/.

        Returns:
            The identifiers of the deleted labels.

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
        return self._client.call(DELETE_ALL_LABELS, {}, options=options)

    def get(
        self, label_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Label:
        """
        Get a label.

        Returns one label of the user. A label that does not exist or belongs to another user is
        refused with 404.

        The provider calls it ``getLabel`` (``GET /api/v2/labels/{id}``); see
        https://docs.finapi.io/.

        Args:
            label_id: Identifier of the label.

        Returns:
            The label.

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
        return self._client.call(GET_LABEL, {"label_id": label_id}, options=options)

    def edit(
        self, label_id: int, *, name: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Label:
        """
        Rename a label.

        Changes the name of a label; transactions that carry it then show the new name. An
        unknown label is refused with 404, a name that is already in use with 422.

        The provider calls it ``editLabel`` (``PATCH /api/v2/labels/{id}``); see
        https://docs.finapi.io/.

        Args:
            label_id: Identifier of the label.
            name: Name of the label, which no other label of the user may have. 1 to 288
                characters. Example: ``Urlaub``.

        Returns:
            The label with its new name.

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
            EDIT_LABEL, {"label_id": label_id}, {"name": name}, options=options
        )

    def delete(
        self, label_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a label.

        Deletes one label and takes it off all transactions that carry it. The transactions
        themselves stay. An unknown label is refused with 404.

        The provider calls it ``deleteLabel`` (``DELETE /api/v2/labels/{id}``); see
        https://docs.finapi.io/.

        Args:
            label_id: Identifier of the label.

        Returns:
            The label is deleted. There is no body.

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
        return self._client.call(DELETE_LABEL, {"label_id": label_id}, options=options)


class AsyncLabelsGroup(ResourceGroup[AsyncClient]):
    """Words that a user puts on transactions."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Label, models.PageableLabelList]:
        """
        Get and search labels.

        Arguments: ``ids``, ``order``, ``search``, ``page``, ``per_page``, ``max_items``. The
        provider calls it ``getAndSearchAllLabels`` (``GET /api/v2/labels``); see
        https://docs.finapi.io/. See :meth:`LabelsGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_LABELS,
            {"ids": ids, "order": order, "search": search, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create(
        self, *, name: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Label:
        """
        Create a label.

        Arguments: ``name``. The provider calls it ``createLabel`` (``POST /api/v2/labels``);
        see https://docs.finapi.io/. See :meth:`LabelsGroup.create`.
        """
        return await self._client.call(CREATE_LABEL, {}, {"name": name}, options=options)

    async def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all labels.

        The provider calls it ``deleteAllLabels`` (``DELETE /api/v2/labels``); see
        https://docs.finapi.io/. See :meth:`LabelsGroup.delete_all`.
        """
        return await self._client.call(DELETE_ALL_LABELS, {}, options=options)

    async def get(
        self, label_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Label:
        """
        Get a label.

        Arguments: ``label_id``. The provider calls it ``getLabel`` (``GET
        /api/v2/labels/{id}``); see https://docs.finapi.io/. See :meth:`LabelsGroup.get`.
        """
        return await self._client.call(GET_LABEL, {"label_id": label_id}, options=options)

    async def edit(
        self, label_id: int, *, name: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Label:
        """
        Rename a label.

        Arguments: ``label_id``, ``name``. The provider calls it ``editLabel`` (``PATCH
        /api/v2/labels/{id}``); see https://docs.finapi.io/. See :meth:`LabelsGroup.edit`.
        """
        return await self._client.call(
            EDIT_LABEL, {"label_id": label_id}, {"name": name}, options=options
        )

    async def delete(
        self, label_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a label.

        Arguments: ``label_id``. The provider calls it ``deleteLabel`` (``DELETE
        /api/v2/labels/{id}``); see https://docs.finapi.io/. See :meth:`LabelsGroup.delete`.
        """
        return await self._client.call(DELETE_LABEL, {"label_id": label_id}, options=options)


GET_AND_SEARCH_ALL_LABELS: Operation[models.PageableLabelList] = Operation(
    id="getAndSearchAllLabels",
    method="GET",
    path="/api/v2/labels",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="search", wire="search", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableLabelList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="labels",
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
CREATE_LABEL: Operation[models.Label] = Operation(
    id="createLabel",
    method="POST",
    path="/api/v2/labels",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.LabelParams, required=True),
    results={201: Result(type=models.Label)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ALL_LABELS: Operation[models.IdentifierList] = Operation(
    id="deleteAllLabels",
    method="DELETE",
    path="/api/v2/labels",
    retry_class="write",
    security=(("userToken",),),
    results={200: Result(type=models.IdentifierList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_LABEL: Operation[models.Label] = Operation(
    id="getLabel",
    method="GET",
    path="/api/v2/labels/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="label_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Label)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_LABEL: Operation[models.Label] = Operation(
    id="editLabel",
    method="PATCH",
    path="/api/v2/labels/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="label_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.LabelParams, required=True),
    results={200: Result(type=models.Label)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_LABEL: Operation[None] = Operation(
    id="deleteLabel",
    method="DELETE",
    path="/api/v2/labels/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="label_id", wire="id", place="path", required=True, type="integer"),
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
