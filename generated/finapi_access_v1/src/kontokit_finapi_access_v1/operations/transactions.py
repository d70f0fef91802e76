# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Transactions: Booked transactions: searching, labelling, splitting and deleting.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    SyncClient,
)
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_finapi_access_v1 import models

if TYPE_CHECKING:
    from kontokit_finapi_access_v1 import types


class TransactionsGroup(ResourceGroup[SyncClient]):
    """Booked transactions: searching, labelling, splitting and deleting."""

    def list(
        self,
        *,
        view: models.TransactionView | Literal["bankView", "userView"] | str,
        account_ids: Sequence[int] | None = None,
        category_ids: Sequence[int] | None = None,
        counterpart: str | None = None,
        direction: models.TransactionDirectionFilter
        | Literal["all", "income", "spending"]
        | str
        | None = None,
        ids: Sequence[int] | None = None,
        include_child_categories: bool | None = None,
        is_adjusting_entry: bool | None = None,
        is_new: bool | None = None,
        is_potential_duplicate: bool | None = None,
        label_ids: Sequence[int] | None = None,
        max_amount: Decimal | int | str | None = None,
        max_bank_booking_date: date | None = None,
        max_finapi_booking_date: date | None = None,
        max_import_date: date | None = None,
        min_amount: Decimal | int | str | None = None,
        min_bank_booking_date: date | None = None,
        min_finapi_booking_date: date | None = None,
        min_import_date: date | None = None,
        order: Sequence[str] | None = None,
        purpose: str | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Transaction, models.PageableTransactionList]:
        """
        Get and search transactions.

        Lists the booked transactions that finAPI has stored for the user. All filters are
        combined; `view` is required and decides how split transactions are shown. The totals in
        the answer cover all pages. The bank is not contacted; update the bank connection first
        and wait for its `updateStatus` READY to see new transactions, and for its
        `categorizationStatus` READY to see their categories.

        The provider calls it ``getAndSearchAllTransactions`` (``GET /api/v1/transactions``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            view: How transactions that the user has split are shown; it makes no difference for
                all others.
            account_ids: Keeps only transactions of these accounts.
            category_ids: Keeps only transactions of these categories and, depending on
                `include_child_categories`, of their sub-categories. The value 0 stands for
                transactions without a category. A client that is restricted to certain
                categories may name only those, and gets only those when the parameter is
                absent.
            counterpart: Text to find in any of the counterpart fields (name, account number,
                IBAN, BLZ, BIC, mandate reference, customer reference, creditor id, debitor id),
                in upper or lower case. When it holds several words, every one of them must be
                found.
            direction: Keeps only money received or only money spent; `all`, also when absent,
                is both.
            ids: Keeps only transactions with these identifiers. At most 1000 identifiers fit
                into one call.
            include_child_categories: Whether sub-categories of the categories in `category_ids`
                match as well; true when absent. It also applies to the categories a client is
                restricted to.
            is_adjusting_entry: Keeps only adjusting entries added by finAPI (true) or only
                transactions from the bank (false).
            is_new: Keeps only transactions whose `is_new` flag has this value.
            is_potential_duplicate: Keeps only transactions whose `is_potential_duplicate` flag
                has this value.
            label_ids: Keeps only transactions that carry at least one of these labels.
            max_amount: Highest amount that still matches, inclusive. It is compared with its
                sign, so spending is negative.
            max_bank_booking_date: Latest booking date of the bank, inclusive, as YYYY-MM-DD.
            max_finapi_booking_date: Latest booking date of finAPI, inclusive, as YYYY-MM-DD;
                see `finapiBookingDate` of the transaction.
            max_import_date: Latest day of import into finAPI, inclusive, as YYYY-MM-DD.
            min_amount: Lowest amount that still matches, inclusive. It is compared with its
                sign, so spending is negative.
            min_bank_booking_date: Earliest booking date of the bank, inclusive, as YYYY-MM-DD.
            min_finapi_booking_date: Earliest booking date of finAPI, inclusive, as YYYY-MM-DD;
                see `finapiBookingDate` of the transaction.
            min_import_date: Earliest day of import into finAPI, inclusive, as YYYY-MM-DD. It is
                handy for fetching only what has arrived since the last call.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are id, parentId, accountId, valueDate,
                bankBookingDate, finapiBookingDate, amount, purpose, counterpartName,
                counterpartAccountNumber, counterpartIban, counterpartBlz, counterpartBic, type,
                primanota, category.id, category.name, isPotentialDuplicate, isNew and
                importDate. Repeat the parameter to sort by several fields; the default is by
                id, ascending.
            purpose: Text to find in the purpose, in upper or lower case. When it holds several
                words, every one of them must be found.
            search: Text to find in the purpose, the end-to-end reference or any of the
                counterpart fields, in upper or lower case. When it holds several words, every
                one of them must be found.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of transactions
                that match, with totals over all pages.

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
            GET_AND_SEARCH_ALL_TRANSACTIONS,
            {
                "account_ids": account_ids,
                "category_ids": category_ids,
                "counterpart": counterpart,
                "direction": direction,
                "ids": ids,
                "include_child_categories": include_child_categories,
                "is_adjusting_entry": is_adjusting_entry,
                "is_new": is_new,
                "is_potential_duplicate": is_potential_duplicate,
                "label_ids": label_ids,
                "max_amount": max_amount,
                "max_bank_booking_date": max_bank_booking_date,
                "max_finapi_booking_date": max_finapi_booking_date,
                "max_import_date": max_import_date,
                "min_amount": min_amount,
                "min_bank_booking_date": min_bank_booking_date,
                "min_finapi_booking_date": min_finapi_booking_date,
                "min_import_date": min_import_date,
                "order": order,
                "purpose": purpose,
                "search": search,
                "view": view,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def edit_multiple(
        self,
        *,
        account_ids: Sequence[int] | UnsetType = UNSET,
        category_id: int | UnsetType = UNSET,
        ids: Sequence[int] | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        is_potential_duplicate: bool | UnsetType = UNSET,
        label_ids: Sequence[int] | UnsetType = UNSET,
        train_categorization: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IdentifierList:
        """
        Edit multiple transactions.

        Sets flags, category or labels of several transactions in one call; fields that are left
        out keep their value. `ids` picks single transactions and is required when `category_id`
        or `label_ids` is given; without it, the flags are set for all transactions, or for all
        of the accounts in `account_ids`. The bank is not contacted. `is_potential_duplicate`
        can only be set to false.

        The provider calls it ``editMultipleTransactions`` (``PATCH /api/v1/transactions``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            account_ids: Changes only transactions of these accounts.
            category_id: Category for all chosen transactions; 0 removes the category. It
                requires `ids`. Example: ``41``.
            ids: Transactions to change. Without it all transactions of the user, or of
                `account_ids`, are changed, and neither category nor labels may be set.
            is_new: New value of the flag that marks transactions not seen yet. Example:
                ``false``.
            is_potential_duplicate: Only false is accepted; it confirms that the transactions
                are no duplicates. Only finAPI itself sets the flag. Example: ``false``.
            label_ids: Labels that replace those the transactions carry; an empty list removes
                all. It requires `ids`.
            train_categorization: Whether finAPI learns from the category given here and uses it
                for similar transactions of the user. Example: ``true``.

        Returns:
            The identifiers of those transactions that the call has really changed.

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
            EDIT_MULTIPLE_TRANSACTIONS,
            {},
            {
                "account_ids": account_ids,
                "category_id": category_id,
                "ids": ids,
                "is_new": is_new,
                "is_potential_duplicate": is_potential_duplicate,
                "label_ids": label_ids,
                "train_categorization": train_categorization,
            },
            options=options,
        )

    def delete_all(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        max_deletion_date: date | None = None,
        min_import_date: date | None = None,
        remember_deletion: bool | None = None,
        safe_mode: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IdentifierList:
        """
        Delete all or a set of transactions.

        Deletes stored transactions of the user; the parameters narrow down which ones. In safe
        mode, the default, only transactions of test banks, potential duplicates and adjusting
        entries are deleted. Without safe mode ordinary transactions go as well, which leaves
        gaps that finAPI may have to close with adjusting entries. The next update may import
        deleted transactions again, unless `remember_deletion` is true. The accounts themselves
        stay, and the bank is not contacted.

        The provider calls it ``deleteAllTransactions`` (``DELETE /api/v1/transactions``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            account_ids: Deletes only transactions of these accounts. At most 1000 identifiers
                fit into one call.
            max_deletion_date: Deletes only transactions whose `finapiBookingDate` is this day
                or earlier, as YYYY-MM-DD. The day must not lie in the future; without it there
                is no limit.
            min_import_date: Deletes only transactions that were imported on this day or later,
                as YYYY-MM-DD, so that wrong data from the bank can be fetched again. The day
                must not lie in the future; the parameter needs `safe_mode` false and
                `remember_deletion` unset or false, and excludes `max_deletion_date`.
            remember_deletion: With true, the deleted transactions are not imported again by
                later updates. With false, the default, they may come back.
            safe_mode: With true, the default, only transactions of test banks, potential
                duplicates and adjusting entries are deleted. With false, any transaction may be
                deleted.

        Returns:
            The transactions are deleted; the answer lists their identifiers.

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
            DELETE_ALL_TRANSACTIONS,
            {
                "account_ids": account_ids,
                "max_deletion_date": max_deletion_date,
                "min_import_date": min_import_date,
                "remember_deletion": remember_deletion,
                "safe_mode": safe_mode,
            },
            options=options,
        )

    def trigger_categorization(
        self,
        *,
        bank_connection_ids: Sequence[int] | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Trigger categorization of transactions.

        Starts the categorization of all transactions without a category, for the given bank
        connections or for all. Imports and updates do this on their own for new transactions,
        so the call serves to repeat it for older ones, for example after new rules or training.
        It returns at once; the connections then have `categorizationStatus` PENDING, and READY
        marks the end. When one of the connections is being updated or already waits for
        categorization, nothing is started and the answer is 422.

        The provider calls it ``triggerCategorization`` (``POST
        /api/v1/transactions/triggerCategorization``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            bank_connection_ids: Bank connections to categorize; all of the user when absent.

        Returns:
            The categorization is scheduled. There is no body.

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
            TRIGGER_CATEGORIZATION,
            {},
            {"bank_connection_ids": bank_connection_ids},
            options=options,
        )

    def get(
        self, transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Transaction:
        """
        Get a transaction.

        Returns one stored transaction of the user, be it an original, a split original or a
        sub-transaction. The bank is not contacted. An identifier that does not exist or belongs
        to another user gives 404.

        The provider calls it ``getTransaction`` (``GET /api/v1/transactions/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            transaction_id: Identifier of the transaction.

        Returns:
            The transaction.

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
            GET_TRANSACTION, {"transaction_id": transaction_id}, options=options
        )

    def edit(
        self,
        transaction_id: int,
        *,
        category_id: int | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        is_potential_duplicate: bool | UnsetType = UNSET,
        label_ids: Sequence[int] | UnsetType = UNSET,
        train_categorization: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Transaction:
        """
        Edit a transaction.

        Changes the new flag, the category or the labels of one transaction, or clears its
        duplicate flag; fields that are left out keep their value. By default finAPI learns from
        a category set here and applies it to similar transactions of the user later. The bank
        is not contacted.

        The provider calls it ``editTransaction`` (``PATCH /api/v1/transactions/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            transaction_id: Identifier of the transaction to change.
            category_id: New category of the transaction; 0 removes the category. Example:
                ``41``.
            is_new: New value of the flag that marks transactions not seen yet. Example:
                ``false``.
            is_potential_duplicate: Only false is accepted; it confirms that the transaction is
                no duplicate. Only finAPI itself sets the flag. Example: ``false``.
            label_ids: Labels that replace those the transaction carries; an empty list removes
                all.
            train_categorization: Whether finAPI learns from the category given here and uses it
                for similar transactions of the user. Example: ``true``.

        Returns:
            The transaction with its new values.

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
            EDIT_TRANSACTION,
            {"transaction_id": transaction_id},
            {
                "category_id": category_id,
                "is_new": is_new,
                "is_potential_duplicate": is_potential_duplicate,
                "label_ids": label_ids,
                "train_categorization": train_categorization,
            },
            options=options,
        )

    def delete(
        self, transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a transaction.

        Deletes one stored transaction; the bank is not contacted. Only a transaction of a test
        bank, a potential duplicate or an adjusting entry can be deleted this way, any other is
        refused with 422. `DELETE /transactions` with `safeMode` false can delete the others.

        The provider calls it ``deleteTransaction`` (``DELETE /api/v1/transactions/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            transaction_id: Identifier of the transaction to delete.

        Returns:
            The transaction is deleted. There is no body.

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
            DELETE_TRANSACTION, {"transaction_id": transaction_id}, options=options
        )

    def restore(
        self, transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Transaction:
        """
        Restore a split transaction.

        Undoes a split. All sub-transactions of the transaction are deleted along with their
        categories and labels, and the original is shown again in the user view. Pass the
        identifier of the original, not of a sub-transaction. The bank is not contacted.

        The provider calls it ``restoreTransaction`` (``POST
        /api/v1/transactions/{id}/restore``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            transaction_id: Identifier of the original transaction that was split.

        Returns:
            The restored transaction, now without sub-transactions.

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
            RESTORE_TRANSACTION, {"transaction_id": transaction_id}, options=options
        )

    def split(
        self,
        transaction_id: int,
        *,
        sub_transactions: Sequence[models.SubTransactionParams | types.SubTransactionParamsDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Transaction:
        """
        Split a transaction.

        Divides one transaction into sub-transactions with their own amount, purpose, category
        and labels, for instance to categorize a purchase in parts. Choose amounts that add up
        to the amount of the original. If the transaction is already split, its present
        sub-transactions are deleted first. The original stays stored and is brought back by
        `POST /transactions/{id}/restore`.

        The provider calls it ``splitTransaction`` (``POST /api/v1/transactions/{id}/split``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html.

        Args:
            transaction_id: Identifier of the transaction to split.
            sub_transactions: Sub-transactions to create. They replace the sub-transactions of
                an earlier split.

        Returns:
            The original transaction, with the identifiers of its sub-transactions in
                `children`.

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
            SPLIT_TRANSACTION,
            {"transaction_id": transaction_id},
            {"sub_transactions": sub_transactions},
            options=options,
        )


class AsyncTransactionsGroup(ResourceGroup[AsyncClient]):
    """Booked transactions: searching, labelling, splitting and deleting."""

    def list(
        self,
        *,
        view: models.TransactionView | Literal["bankView", "userView"] | str,
        account_ids: Sequence[int] | None = None,
        category_ids: Sequence[int] | None = None,
        counterpart: str | None = None,
        direction: models.TransactionDirectionFilter
        | Literal["all", "income", "spending"]
        | str
        | None = None,
        ids: Sequence[int] | None = None,
        include_child_categories: bool | None = None,
        is_adjusting_entry: bool | None = None,
        is_new: bool | None = None,
        is_potential_duplicate: bool | None = None,
        label_ids: Sequence[int] | None = None,
        max_amount: Decimal | int | str | None = None,
        max_bank_booking_date: date | None = None,
        max_finapi_booking_date: date | None = None,
        max_import_date: date | None = None,
        min_amount: Decimal | int | str | None = None,
        min_bank_booking_date: date | None = None,
        min_finapi_booking_date: date | None = None,
        min_import_date: date | None = None,
        order: Sequence[str] | None = None,
        purpose: str | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Transaction, models.PageableTransactionList]:
        """
        Get and search transactions.

        Arguments: ``view``, ``account_ids``, ``category_ids``, ``counterpart``, ``direction``,
        ``ids``, ``include_child_categories``, ``is_adjusting_entry``, ``is_new``,
        ``is_potential_duplicate``, ``label_ids``, ``max_amount``, ``max_bank_booking_date``,
        ``max_finapi_booking_date``, ``max_import_date``, ``min_amount``,
        ``min_bank_booking_date``, ``min_finapi_booking_date``, ``min_import_date``, ``order``,
        ``purpose``, ``search``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getAndSearchAllTransactions`` (``GET /api/v1/transactions``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_TRANSACTIONS,
            {
                "account_ids": account_ids,
                "category_ids": category_ids,
                "counterpart": counterpart,
                "direction": direction,
                "ids": ids,
                "include_child_categories": include_child_categories,
                "is_adjusting_entry": is_adjusting_entry,
                "is_new": is_new,
                "is_potential_duplicate": is_potential_duplicate,
                "label_ids": label_ids,
                "max_amount": max_amount,
                "max_bank_booking_date": max_bank_booking_date,
                "max_finapi_booking_date": max_finapi_booking_date,
                "max_import_date": max_import_date,
                "min_amount": min_amount,
                "min_bank_booking_date": min_bank_booking_date,
                "min_finapi_booking_date": min_finapi_booking_date,
                "min_import_date": min_import_date,
                "order": order,
                "purpose": purpose,
                "search": search,
                "view": view,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def edit_multiple(
        self,
        *,
        account_ids: Sequence[int] | UnsetType = UNSET,
        category_id: int | UnsetType = UNSET,
        ids: Sequence[int] | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        is_potential_duplicate: bool | UnsetType = UNSET,
        label_ids: Sequence[int] | UnsetType = UNSET,
        train_categorization: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IdentifierList:
        """
        Edit multiple transactions.

        Arguments: ``account_ids``, ``category_id``, ``ids``, ``is_new``,
        ``is_potential_duplicate``, ``label_ids``, ``train_categorization``. The provider calls
        it ``editMultipleTransactions`` (``PATCH /api/v1/transactions``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.edit_multiple`.
        """
        return await self._client.call(
            EDIT_MULTIPLE_TRANSACTIONS,
            {},
            {
                "account_ids": account_ids,
                "category_id": category_id,
                "ids": ids,
                "is_new": is_new,
                "is_potential_duplicate": is_potential_duplicate,
                "label_ids": label_ids,
                "train_categorization": train_categorization,
            },
            options=options,
        )

    async def delete_all(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        max_deletion_date: date | None = None,
        min_import_date: date | None = None,
        remember_deletion: bool | None = None,
        safe_mode: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IdentifierList:
        """
        Delete all or a set of transactions.

        Arguments: ``account_ids``, ``max_deletion_date``, ``min_import_date``,
        ``remember_deletion``, ``safe_mode``. The provider calls it ``deleteAllTransactions``
        (``DELETE /api/v1/transactions``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.delete_all`.
        """
        return await self._client.call(
            DELETE_ALL_TRANSACTIONS,
            {
                "account_ids": account_ids,
                "max_deletion_date": max_deletion_date,
                "min_import_date": min_import_date,
                "remember_deletion": remember_deletion,
                "safe_mode": safe_mode,
            },
            options=options,
        )

    async def trigger_categorization(
        self,
        *,
        bank_connection_ids: Sequence[int] | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Trigger categorization of transactions.

        Arguments: ``bank_connection_ids``. The provider calls it ``triggerCategorization``
        (``POST /api/v1/transactions/triggerCategorization``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.trigger_categorization`.
        """
        return await self._client.call(
            TRIGGER_CATEGORIZATION,
            {},
            {"bank_connection_ids": bank_connection_ids},
            options=options,
        )

    async def get(
        self, transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Transaction:
        """
        Get a transaction.

        Arguments: ``transaction_id``. The provider calls it ``getTransaction`` (``GET
        /api/v1/transactions/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.get`.
        """
        return await self._client.call(
            GET_TRANSACTION, {"transaction_id": transaction_id}, options=options
        )

    async def edit(
        self,
        transaction_id: int,
        *,
        category_id: int | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        is_potential_duplicate: bool | UnsetType = UNSET,
        label_ids: Sequence[int] | UnsetType = UNSET,
        train_categorization: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Transaction:
        """
        Edit a transaction.

        Arguments: ``transaction_id``, ``category_id``, ``is_new``, ``is_potential_duplicate``,
        ``label_ids``, ``train_categorization``. The provider calls it ``editTransaction``
        (``PATCH /api/v1/transactions/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.edit`.
        """
        return await self._client.call(
            EDIT_TRANSACTION,
            {"transaction_id": transaction_id},
            {
                "category_id": category_id,
                "is_new": is_new,
                "is_potential_duplicate": is_potential_duplicate,
                "label_ids": label_ids,
                "train_categorization": train_categorization,
            },
            options=options,
        )

    async def delete(
        self, transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a transaction.

        Arguments: ``transaction_id``. The provider calls it ``deleteTransaction`` (``DELETE
        /api/v1/transactions/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.delete`.
        """
        return await self._client.call(
            DELETE_TRANSACTION, {"transaction_id": transaction_id}, options=options
        )

    async def restore(
        self, transaction_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Transaction:
        """
        Restore a split transaction.

        Arguments: ``transaction_id``. The provider calls it ``restoreTransaction`` (``POST
        /api/v1/transactions/{id}/restore``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.restore`.
        """
        return await self._client.call(
            RESTORE_TRANSACTION, {"transaction_id": transaction_id}, options=options
        )

    async def split(
        self,
        transaction_id: int,
        *,
        sub_transactions: Sequence[models.SubTransactionParams | types.SubTransactionParamsDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Transaction:
        """
        Split a transaction.

        Arguments: ``transaction_id``, ``sub_transactions``. The provider calls it
        ``splitTransaction`` (``POST /api/v1/transactions/{id}/split``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/transactions.html. See
        :meth:`TransactionsGroup.split`.
        """
        return await self._client.call(
            SPLIT_TRANSACTION,
            {"transaction_id": transaction_id},
            {"sub_transactions": sub_transactions},
            options=options,
        )


GET_AND_SEARCH_ALL_TRANSACTIONS: Operation[models.PageableTransactionList] = Operation(
    id="getAndSearchAllTransactions",
    method="GET",
    path="/api/v1/transactions",
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
            name="category_ids",
            wire="categoryIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(name="counterpart", wire="counterpart", place="query", format="iban-or-text"),
        Parameter(name="direction", wire="direction", place="query"),
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(
            name="include_child_categories",
            wire="includeChildCategories",
            place="query",
            type="boolean",
        ),
        Parameter(
            name="is_adjusting_entry", wire="isAdjustingEntry", place="query", type="boolean"
        ),
        Parameter(name="is_new", wire="isNew", place="query", type="boolean"),
        Parameter(
            name="is_potential_duplicate",
            wire="isPotentialDuplicate",
            place="query",
            type="boolean",
        ),
        Parameter(
            name="label_ids",
            wire="labelIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(name="max_amount", wire="maxAmount", place="query", type="number"),
        Parameter(
            name="max_bank_booking_date", wire="maxBankBookingDate", place="query", format="date"
        ),
        Parameter(
            name="max_finapi_booking_date",
            wire="maxFinapiBookingDate",
            place="query",
            format="date",
        ),
        Parameter(name="max_import_date", wire="maxImportDate", place="query", format="date"),
        Parameter(name="min_amount", wire="minAmount", place="query", type="number"),
        Parameter(
            name="min_bank_booking_date", wire="minBankBookingDate", place="query", format="date"
        ),
        Parameter(
            name="min_finapi_booking_date",
            wire="minFinapiBookingDate",
            place="query",
            format="date",
        ),
        Parameter(name="min_import_date", wire="minImportDate", place="query", format="date"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="purpose", wire="purpose", place="query"),
        Parameter(name="search", wire="search", place="query"),
        Parameter(name="view", wire="view", place="query", required=True),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableTransactionList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="transactions",
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
EDIT_MULTIPLE_TRANSACTIONS: Operation[models.IdentifierList] = Operation(
    id="editMultipleTransactions",
    method="PATCH",
    path="/api/v1/transactions",
    retry_class="write",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.UpdateMultipleTransactionsParams, required=True
    ),
    results={200: Result(type=models.IdentifierList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ALL_TRANSACTIONS: Operation[models.IdentifierList] = Operation(
    id="deleteAllTransactions",
    method="DELETE",
    path="/api/v1/transactions",
    retry_class="write",
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
        Parameter(name="max_deletion_date", wire="maxDeletionDate", place="query", format="date"),
        Parameter(name="min_import_date", wire="minImportDate", place="query", format="date"),
        Parameter(name="remember_deletion", wire="rememberDeletion", place="query", type="boolean"),
        Parameter(name="safe_mode", wire="safeMode", place="query", type="boolean"),
    ),
    results={200: Result(type=models.IdentifierList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
TRIGGER_CATEGORIZATION: Operation[None] = Operation(
    id="triggerCategorization",
    method="POST",
    path="/api/v1/transactions/triggerCategorization",
    retry_class="write",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.TriggerCategorizationParams, required=True
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_TRANSACTION: Operation[models.Transaction] = Operation(
    id="getTransaction",
    method="GET",
    path="/api/v1/transactions/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="transaction_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Transaction)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_TRANSACTION: Operation[models.Transaction] = Operation(
    id="editTransaction",
    method="PATCH",
    path="/api/v1/transactions/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="transaction_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.UpdateTransactionsParams, required=True),
    results={200: Result(type=models.Transaction)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_TRANSACTION: Operation[None] = Operation(
    id="deleteTransaction",
    method="DELETE",
    path="/api/v1/transactions/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="transaction_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
RESTORE_TRANSACTION: Operation[models.Transaction] = Operation(
    id="restoreTransaction",
    method="POST",
    path="/api/v1/transactions/{id}/restore",
    retry_class="create",
    security=(("userToken",),),
    parameters=(
        Parameter(name="transaction_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Transaction)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
SPLIT_TRANSACTION: Operation[models.Transaction] = Operation(
    id="splitTransaction",
    method="POST",
    path="/api/v1/transactions/{id}/split",
    retry_class="create",
    security=(("userToken",),),
    parameters=(
        Parameter(name="transaction_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.SplitTransactionsParams, required=True),
    results={200: Result(type=models.Transaction)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
