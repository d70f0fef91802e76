# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Transactions: Searching the transactions that were imported.
"""

from __future__ import annotations

from decimal import Decimal

from kontokit import AsyncClient, AsyncListing, CallOptions, Listing, SyncClient
from kontokit.operations import Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_bankimport import models


class TransactionsGroup(ResourceGroup[SyncClient]):
    """Searching the transactions that were imported."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        options: CallOptions | None = None,
    ) -> models.TransactionPage:
        """
        Search the transactions of all accounts.

        Gives one page of the transactions that match every criterion, at most 1000. The answer
        is said to tell about paging, but not how: the last page is the one with fewer rows than
        the limit.

        A page is cut from what is there at the moment of the call. With `imported_at` as order,
        transactions imported meanwhile come last and shift no page.

        The provider calls it ``listTransactions``; see
        https://www.bankimport.com/docs/rest_api.

        Args:
            page: The page to give, counted from 1, which is also the default. At least 1.
            limit: The most transactions on a page. The default of 1000 is also the most there
                can be; what the service does with more is not documented. At least 1.
            order_by: What the transactions are sorted by; by default the accounting date,
                oldest first.
            status: Only transactions in this state; any by default.
            amount_min: Only transactions of at least this amount. Money that leaves the account
                is negative.
            amount: Only transactions of exactly this amount.
            amount_max: Only transactions of at most this amount.
            purpose: Only transactions whose purpose contains this text of at least three
                characters. At least 3 characters.

        Returns:
            One page of transactions.

        Raises:
            AuthenticationError: 401. The token is missing or unknown. The body is not
                documented.
            PermissionDeniedError: 403. The token may not do this. The body is not documented.
            UnprocessableEntityError: 422. A value that was sent is not accepted. The body is
                not documented.
            InternalServerError: 500. Something went wrong at Bankimport. The body is not
                documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            LIST_TRANSACTIONS,
            {
                "page": page,
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            options=options,
        )

    def iterate(
        self,
        *,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> Listing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of all accounts: row by row, over all pages.

        Takes the arguments of ``list`` except ``page``, and raises the same errors.

        The provider calls it ``listTransactions``; see
        https://www.bankimport.com/docs/rest_api.

        Args:
            max_items: Stop after this many rows, over all pages; None returns all.

        Returns:
            The rows; pages are fetched as needed. ``.pages()`` returns whole pages.
        """
        return self._client.iterate(
            LIST_TRANSACTIONS,
            {
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            max_items=max_items,
            options=options,
        )

    def list_for_account(
        self,
        id: int,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        options: CallOptions | None = None,
    ) -> models.TransactionPage:
        """
        Search the transactions of one account.

        The same as the search over all accounts, with the same criteria and paging, but within
        one bank account.

        The provider calls it ``listBankAccountTransactions``; see
        https://www.bankimport.com/docs/rest_api.

        Args:
            id: Bankimport's own id of the bank account, as in the list of accounts.
            page: The page to give, counted from 1, which is also the default. At least 1.
            limit: The most transactions on a page. The default of 1000 is also the most there
                can be; what the service does with more is not documented. At least 1.
            order_by: What the transactions are sorted by; by default the accounting date,
                oldest first.
            status: Only transactions in this state; any by default.
            amount_min: Only transactions of at least this amount. Money that leaves the account
                is negative.
            amount: Only transactions of exactly this amount.
            amount_max: Only transactions of at most this amount.
            purpose: Only transactions whose purpose contains this text of at least three
                characters. At least 3 characters.

        Returns:
            One page of transactions.

        Raises:
            AuthenticationError: 401. The token is missing or unknown. The body is not
                documented.
            PermissionDeniedError: 403. The token may not do this. The body is not documented.
            NotFoundError: 404. There is no such bank account among those of the token. The body
                is not documented.
            UnprocessableEntityError: 422. A value that was sent is not accepted. The body is
                not documented.
            InternalServerError: 500. Something went wrong at Bankimport. The body is not
                documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            LIST_BANK_ACCOUNT_TRANSACTIONS,
            {
                "id": id,
                "page": page,
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            options=options,
        )

    def iterate_for_account(
        self,
        id: int,
        *,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> Listing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of one account: row by row, over all pages.

        Takes the arguments of ``list_for_account`` except ``page``, and raises the same errors.

        The provider calls it ``listBankAccountTransactions``; see
        https://www.bankimport.com/docs/rest_api.

        Args:
            max_items: Stop after this many rows, over all pages; None returns all.

        Returns:
            The rows; pages are fetched as needed. ``.pages()`` returns whole pages.
        """
        return self._client.iterate(
            LIST_BANK_ACCOUNT_TRANSACTIONS,
            {
                "id": id,
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            max_items=max_items,
            options=options,
        )


class AsyncTransactionsGroup(ResourceGroup[AsyncClient]):
    """Searching the transactions that were imported."""

    async def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        options: CallOptions | None = None,
    ) -> models.TransactionPage:
        """
        Search the transactions of all accounts.

        Arguments: ``page``, ``limit``, ``order_by``, ``status``, ``amount_min``, ``amount``,
        ``amount_max``, ``purpose``. See :meth:`TransactionsGroup.list`.
        """
        return await self._client.call(
            LIST_TRANSACTIONS,
            {
                "page": page,
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            options=options,
        )

    def iterate(
        self,
        *,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncListing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of all accounts: row by row, over all pages.

        Arguments: ``limit``, ``order_by``, ``status``, ``amount_min``, ``amount``,
        ``amount_max``, ``purpose``, ``max_items``. See :meth:`TransactionsGroup.iterate`.
        """
        return self._client.iterate(
            LIST_TRANSACTIONS,
            {
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            max_items=max_items,
            options=options,
        )

    async def list_for_account(
        self,
        id: int,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        options: CallOptions | None = None,
    ) -> models.TransactionPage:
        """
        Search the transactions of one account.

        Arguments: ``id``, ``page``, ``limit``, ``order_by``, ``status``, ``amount_min``,
        ``amount``, ``amount_max``, ``purpose``. See :meth:`TransactionsGroup.list_for_account`.
        """
        return await self._client.call(
            LIST_BANK_ACCOUNT_TRANSACTIONS,
            {
                "id": id,
                "page": page,
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            options=options,
        )

    def iterate_for_account(
        self,
        id: int,
        *,
        limit: int | None = None,
        order_by: models.TransactionOrder | str | None = None,
        status: models.TransactionStatusFilter | str | None = None,
        amount_min: Decimal | None = None,
        amount: Decimal | None = None,
        amount_max: Decimal | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncListing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of one account: row by row, over all pages.

        Arguments: ``id``, ``limit``, ``order_by``, ``status``, ``amount_min``, ``amount``,
        ``amount_max``, ``purpose``, ``max_items``. See
        :meth:`TransactionsGroup.iterate_for_account`.
        """
        return self._client.iterate(
            LIST_BANK_ACCOUNT_TRANSACTIONS,
            {
                "id": id,
                "limit": limit,
                "order_by": order_by,
                "status": status,
                "amount_min": amount_min,
                "amount": amount,
                "amount_max": amount_max,
                "purpose": purpose,
            },
            max_items=max_items,
            options=options,
        )


LIST_TRANSACTIONS: Operation[models.TransactionPage] = Operation(
    id="listTransactions",
    method="GET",
    path="/transactions",
    retry="read",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="page", wire="page", place="query"),
        Parameter(name="limit", wire="limit", place="query"),
        Parameter(name="order_by", wire="order_by", place="query"),
        Parameter(name="status", wire="status", place="query"),
        Parameter(name="amount_min", wire="amount_min", place="query"),
        Parameter(name="amount", wire="amount", place="query"),
        Parameter(name="amount_max", wire="amount_max", place="query"),
        Parameter(name="purpose", wire="purpose", place="query"),
    ),
    results={200: Result(type=models.TransactionPage)},
    alternatives={"application/xml": ".xml"},
    paging=Paging(items="transactions", page="page", limit="limit", maximum=1000),
)
LIST_BANK_ACCOUNT_TRANSACTIONS: Operation[models.TransactionPage] = Operation(
    id="listBankAccountTransactions",
    method="GET",
    path="/bank-account/{id}/transactions",
    retry="read",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="id", wire="id", place="path", required=True),
        Parameter(name="page", wire="page", place="query"),
        Parameter(name="limit", wire="limit", place="query"),
        Parameter(name="order_by", wire="order_by", place="query"),
        Parameter(name="status", wire="status", place="query"),
        Parameter(name="amount_min", wire="amount_min", place="query"),
        Parameter(name="amount", wire="amount", place="query"),
        Parameter(name="amount_max", wire="amount_max", place="query"),
        Parameter(name="purpose", wire="purpose", place="query"),
    ),
    results={200: Result(type=models.TransactionPage)},
    alternatives={"application/xml": ".xml"},
    paging=Paging(items="transactions", page="page", limit="limit", maximum=1000),
)
