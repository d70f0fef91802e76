# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Transactions: Searching the transactions that were imported.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_bankimport import models


class TransactionsGroup(ResourceGroup[SyncClient]):
    """Searching the transactions that were imported."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder
        | Literal["account_date", "account_date_desc", "imported_at", "imported_at_desc"]
        | str
        | None = None,
        status: models.TransactionStatusFilter
        | Literal["any", "pending", "completed"]
        | str
        | None = None,
        amount_min: Decimal | int | str | None = None,
        amount: Decimal | int | str | None = None,
        amount_max: Decimal | int | str | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of all accounts.

        Gives the transactions that match every criterion, in pages of at most 1000. The answer
        is said to tell about paging, but not how: an empty page is behind the last one.

        A page is cut from what is there at the moment of the call. With `imported_at` as order,
        transactions imported meanwhile come last and shift no page.

        The provider calls it ``listTransactions`` (``GET /transactions``); see
        https://www.bankimport.com/docs/rest_api.

        Args:
            page: The page to give, counted from 1, which is also the default. At least 1. The
                list begins with this page.
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
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of transactions.

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
        return self._client.list(
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
            max_items=max_items,
            options=options,
        )

    def list_for_account(
        self,
        bank_account_id: int,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder
        | Literal["account_date", "account_date_desc", "imported_at", "imported_at_desc"]
        | str
        | None = None,
        status: models.TransactionStatusFilter
        | Literal["any", "pending", "completed"]
        | str
        | None = None,
        amount_min: Decimal | int | str | None = None,
        amount: Decimal | int | str | None = None,
        amount_max: Decimal | int | str | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of one account.

        The same as the search over all accounts, with the same criteria and paging, but within
        one bank account.

        The provider calls it ``listBankAccountTransactions`` (``GET
        /bank-account/{id}/transactions``); see https://www.bankimport.com/docs/rest_api.

        Args:
            bank_account_id: Bankimport's own id of the bank account, as in the list of
                accounts.
            page: The page to give, counted from 1, which is also the default. At least 1. The
                list begins with this page.
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
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of transactions.

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
        return self._client.list(
            LIST_BANK_ACCOUNT_TRANSACTIONS,
            {
                "bank_account_id": bank_account_id,
                "page": page,
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

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder
        | Literal["account_date", "account_date_desc", "imported_at", "imported_at_desc"]
        | str
        | None = None,
        status: models.TransactionStatusFilter
        | Literal["any", "pending", "completed"]
        | str
        | None = None,
        amount_min: Decimal | int | str | None = None,
        amount: Decimal | int | str | None = None,
        amount_max: Decimal | int | str | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of all accounts.

        Arguments: ``page``, ``limit``, ``order_by``, ``status``, ``amount_min``, ``amount``,
        ``amount_max``, ``purpose``, ``max_items``. The provider calls it ``listTransactions``
        (``GET /transactions``); see https://www.bankimport.com/docs/rest_api. See
        :meth:`TransactionsGroup.list`.
        """
        return self._client.list(
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
            max_items=max_items,
            options=options,
        )

    def list_for_account(
        self,
        bank_account_id: int,
        *,
        page: int | None = None,
        limit: int | None = None,
        order_by: models.TransactionOrder
        | Literal["account_date", "account_date_desc", "imported_at", "imported_at_desc"]
        | str
        | None = None,
        status: models.TransactionStatusFilter
        | Literal["any", "pending", "completed"]
        | str
        | None = None,
        amount_min: Decimal | int | str | None = None,
        amount: Decimal | int | str | None = None,
        amount_max: Decimal | int | str | None = None,
        purpose: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Transaction, models.TransactionPage]:
        """
        Search the transactions of one account.

        Arguments: ``bank_account_id``, ``page``, ``limit``, ``order_by``, ``status``,
        ``amount_min``, ``amount``, ``amount_max``, ``purpose``, ``max_items``. The provider
        calls it ``listBankAccountTransactions`` (``GET /bank-account/{id}/transactions``); see
        https://www.bankimport.com/docs/rest_api. See
        :meth:`TransactionsGroup.list_for_account`.
        """
        return self._client.list(
            LIST_BANK_ACCOUNT_TRANSACTIONS,
            {
                "bank_account_id": bank_account_id,
                "page": page,
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
    retry_class="read",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="limit", wire="limit", place="query", type="integer"),
        Parameter(name="order_by", wire="order_by", place="query"),
        Parameter(name="status", wire="status", place="query"),
        Parameter(name="amount_min", wire="amount_min", place="query", type="number"),
        Parameter(name="amount", wire="amount", place="query", type="number"),
        Parameter(name="amount_max", wire="amount_max", place="query", type="number"),
        Parameter(name="purpose", wire="purpose", place="query"),
    ),
    results={200: Result(type=models.TransactionPage)},
    other_statuses=(401, 403, 422, 500),
    alternatives={"application/xml": ".xml"},
    rows="transactions",
    paging=Paging(page="page", limit="limit", maximum=1000, id="id"),
)
LIST_BANK_ACCOUNT_TRANSACTIONS: Operation[models.TransactionPage] = Operation(
    id="listBankAccountTransactions",
    method="GET",
    path="/bank-account/{id}/transactions",
    retry_class="read",
    security=(("apiToken",),),
    parameters=(
        Parameter(name="bank_account_id", wire="id", place="path", required=True, type="integer"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="limit", wire="limit", place="query", type="integer"),
        Parameter(name="order_by", wire="order_by", place="query"),
        Parameter(name="status", wire="status", place="query"),
        Parameter(name="amount_min", wire="amount_min", place="query", type="number"),
        Parameter(name="amount", wire="amount", place="query", type="number"),
        Parameter(name="amount_max", wire="amount_max", place="query", type="number"),
        Parameter(name="purpose", wire="purpose", place="query"),
    ),
    results={200: Result(type=models.TransactionPage)},
    other_statuses=(401, 403, 404, 422, 500),
    alternatives={"application/xml": ".xml"},
    rows="transactions",
    paging=Paging(page="page", limit="limit", maximum=1000, id="id"),
)
