# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Pending Transactions: Transactions that the bank has announced and not yet booked.
"""

from __future__ import annotations

from collections.abc import Sequence

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_access import models


class PendingTransactionsGroup(ResourceGroup[SyncClient]):
    """Transactions that the bank has announced and not yet booked."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.PendingTransaction, models.PageablePendingTransactionResources]:
        """
        Get and search pending transactions.

        Lists stored transactions that the bank has announced but not booked yet. All filters
        are combined; without any filter the list holds every pending transaction of the user.
        The bank is not contacted. Booked transactions are listed by `GET /transactions` only.

        The provider calls it ``getAndSearchAllPendingTransactions`` (``GET
        /api/v2/pendingTransactions``); see https://docs.finapi.io/.

        Args:
            account_ids: Keeps only pending transactions of these accounts.
            ids: Keeps only pending transactions with these identifiers. At most 1000
                identifiers fit into one call.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are id, accountId, valueDate, bankBookingDate,
                importDate and amount. Repeat the parameter to sort by several fields; the
                default is by id, ascending.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of pending
                transactions that match.

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
            GET_AND_SEARCH_ALL_PENDING_TRANSACTIONS,
            {
                "account_ids": account_ids,
                "ids": ids,
                "order": order,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def get(
        self, pending_transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.PendingTransaction:
        """
        Get a pending transaction.

        Returns one stored pending transaction of the user without contacting the bank. An
        identifier that does not exist, no longer exists or belongs to another user gives 404.

        The provider calls it ``getPendingTransaction`` (``GET
        /api/v2/pendingTransactions/{id}``); see https://docs.finapi.io/.

        Args:
            pending_transaction_id: Identifier of the pending transaction.

        Returns:
            The pending transaction.

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
            GET_PENDING_TRANSACTION,
            {"pending_transaction_id": pending_transaction_id},
            options=options,
        )


class AsyncPendingTransactionsGroup(ResourceGroup[AsyncClient]):
    """Transactions that the bank has announced and not yet booked."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        order: Sequence[str] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.PendingTransaction, models.PageablePendingTransactionResources]:
        """
        Get and search pending transactions.

        Arguments: ``account_ids``, ``ids``, ``order``, ``page``, ``per_page``, ``max_items``.
        The provider calls it ``getAndSearchAllPendingTransactions`` (``GET
        /api/v2/pendingTransactions``); see https://docs.finapi.io/. See
        :meth:`PendingTransactionsGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_PENDING_TRANSACTIONS,
            {
                "account_ids": account_ids,
                "ids": ids,
                "order": order,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def get(
        self, pending_transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.PendingTransaction:
        """
        Get a pending transaction.

        Arguments: ``pending_transaction_id``. The provider calls it ``getPendingTransaction``
        (``GET /api/v2/pendingTransactions/{id}``); see https://docs.finapi.io/. See
        :meth:`PendingTransactionsGroup.get`.
        """
        return await self._client.call(
            GET_PENDING_TRANSACTION,
            {"pending_transaction_id": pending_transaction_id},
            options=options,
        )


GET_AND_SEARCH_ALL_PENDING_TRANSACTIONS: Operation[models.PageablePendingTransactionResources] = (
    Operation(
        id="getAndSearchAllPendingTransactions",
        method="GET",
        path="/api/v2/pendingTransactions",
        retry_class="read",
        security=(("userToken",),),
        parameters=(
            Parameter(
                name="account_ids",
                wire="accountIds",
                place="query",
                explode=False,
                many=True,
                type="integer",
            ),
            Parameter(
                name="ids", wire="ids", place="query", explode=False, many=True, type="integer"
            ),
            Parameter(name="order", wire="order", place="query", many=True),
            Parameter(name="page", wire="page", place="query", type="integer"),
            Parameter(name="per_page", wire="perPage", place="query", type="integer"),
        ),
        results={200: Result(type=models.PageablePendingTransactionResources)},
        errors={
            400: models.ErrorMessage,
            401: models.BadCredentialsError,
            403: models.ErrorMessage,
            500: models.ErrorMessage,
        },
        rows="pendingTransactions",
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
)
GET_PENDING_TRANSACTION: Operation[models.PendingTransaction] = Operation(
    id="getPendingTransaction",
    method="GET",
    path="/api/v2/pendingTransactions/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="pending_transaction_id", wire="id", place="path", required=True, type="integer"
        ),
    ),
    results={200: Result(type=models.PendingTransaction)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
