# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Categories: Categories of transactions, global ones and those of a user.
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


class CategoriesGroup(ResourceGroup[SyncClient]):
    """Categories of transactions, global ones and those of a user."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        is_custom: bool | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Category, models.PageableCategoryList]:
        """
        Get and search categories.

        Lists the categories that a user's transactions can have, a page at a time: those that
        finAPI provides for everyone and the user's own. Filters are combined; without any
        filter every category is listed. Categories form a tree of two levels, which `parentId`
        and `children` describe. The call is refused with 403 when `pfmServicesEnabled` is off
        for the client.

        The provider calls it ``getAndSearchAllCategories`` (``GET /api/v1/categories``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            ids: Keeps only categories with these identifiers. At most 1000 are accepted.
            is_custom: Keeps only the user's own categories (true) or only those that finAPI
                provides (false); both when absent.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are id, name and isCustom. Repeat the parameter to
                sort by several fields; the default is by id, ascending.
            search: Text to find in the name, in upper or lower case. When it holds several
                words, every one of them must be found.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of categories
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
            GET_AND_SEARCH_ALL_CATEGORIES,
            {
                "ids": ids,
                "is_custom": is_custom,
                "order": order,
                "search": search,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        name: str,
        parent_id: int | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Category:
        """
        Create a category.

        Creates a category of the user's own, as a main category or below an existing one. It
        can then be set for transactions, and finAPI's automatic categorization uses it too,
        once there is something from which to learn. An unknown parent is refused with 404, a
        category that cannot be created as given with 422.

        The provider calls it ``createCategory`` (``POST /api/v1/categories``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            name: Name of the category. Example: ``Fahrrad``.
            parent_id: Identifier of the main category below which the new one is placed. Leave
                it out for a main category; a sub-category cannot have further ones below it.
                Example: ``40``.

        Returns:
            The new category.

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
            CREATE_CATEGORY, {}, {"name": name, "parent_id": parent_id}, options=options
        )

    def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all custom categories.

        Deletes all categories that the user has created, main and sub-categories alike.
        Categories provided by finAPI stay, and no transaction is deleted.

        The provider calls it ``deleteAllCategories`` (``DELETE /api/v1/categories``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Returns:
            The identifiers of the deleted categories.

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
        return self._client.call(DELETE_ALL_CATEGORIES, {}, options=options)

    def get_cash_flows(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        category_ids: Sequence[int] | None = None,
        counterpart: str | None = None,
        direction: models.TransactionDirectionFilter
        | Literal["all", "income", "spending"]
        | str
        | None = None,
        include_sub_cash_flows: bool | None = None,
        is_new: bool | None = None,
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
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.CashFlowList:
        """
        Get cash flows of categories.

        Adds up income and spending for each category over the transactions that match the
        filters. Without `category_ids` the answer has one entry for each category with at least
        one matching transaction, and one for transactions without a category; with it, exactly
        the given categories, with zeros where nothing matches. Nothing is converted between
        currencies, so limit the call to accounts of one currency. An unknown identifier in a
        filter is refused with 404, and 403 is returned when `pfmServicesEnabled` is off for the
        client.

        The provider calls it ``getCashFlows`` (``GET /api/v1/categories/cashFlows``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            account_ids: Counts only transactions of these accounts; all accounts when absent.
            category_ids: Categories for which cash flows are wanted. The value 0 stands for
                transactions without a category. A category that is named here is always part of
                the answer, even without a matching transaction.
            counterpart: Counts only transactions with this text in the name, account number,
                IBAN, BIC or BLZ of the counterpart, in upper or lower case.
            direction: Counts only money received or only money spent; `all`, also when absent,
                is both.
            include_sub_cash_flows: Whether the figures of a main category include the
                transactions of its sub-categories (true, also when absent) or only those that
                carry the main category itself (false).
            is_new: Counts only transactions whose `is_new` flag has this value.
            label_ids: Counts only transactions that carry at least one of these labels.
            max_amount: Highest amount that still counts, inclusive, with at most two decimals.
                It is compared with its sign, so spending is negative.
            max_bank_booking_date: Latest booking date of the bank, inclusive, as YYYY-MM-DD.
            max_finapi_booking_date: Latest booking date of finAPI, inclusive, as YYYY-MM-DD;
                see `finapiBookingDate` of the transaction.
            max_import_date: Latest day of import into finAPI, inclusive, as YYYY-MM-DD.
            min_amount: Lowest amount that still counts, inclusive, with at most two decimals.
                It is compared with its sign, so spending is negative.
            min_bank_booking_date: Earliest booking date of the bank, inclusive, as YYYY-MM-DD.
            min_finapi_booking_date: Earliest booking date of finAPI, inclusive, as YYYY-MM-DD;
                see `finapiBookingDate` of the transaction.
            min_import_date: Earliest day of import into finAPI, inclusive, as YYYY-MM-DD.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are income, spending, balance, category.id and
                category.name. Spending is negative, so the highest spending comes first in
                ascending order. Repeat the parameter to sort by several fields; the default is
                by category.id, ascending.
            purpose: Counts only transactions with this text in the purpose, in upper or lower
                case. When it holds several words, every one of them must be found.
            search: Counts only transactions with this text in the purpose or in one of the
                counterpart fields, in upper or lower case.

        Returns:
            The cash flows by category, and their totals.

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
            GET_CASH_FLOWS,
            {
                "account_ids": account_ids,
                "category_ids": category_ids,
                "counterpart": counterpart,
                "direction": direction,
                "include_sub_cash_flows": include_sub_cash_flows,
                "is_new": is_new,
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
            },
            options=options,
        )

    def train_categorization(
        self,
        *,
        category_id: int,
        transaction_data: Sequence[
            models.TrainCategorizationTransactionData | types.TrainCategorizationTransactionDataDict
        ],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Train the categorization.

        Teaches finAPI that transactions like the given ones belong to a category, for this user
        only. It has the same effect as setting the category of existing transactions, but needs
        no imported transaction. Transactions that already exist are not changed; new ones
        follow the rule when they are categorized. An unknown category is refused with 404, data
        from which no rule can be made with 422.

        The provider calls it ``trainCategorization`` (``POST
        /api/v1/categories/trainCategorization``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            category_id: Identifier of the category to which the samples belong. Example:
                ``41``.
            transaction_data: The sample transactions. At most 100 are accepted in one call.

        Returns:
            The user's rules are trained. There is no body.

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
            TRAIN_CATEGORIZATION,
            {},
            {"category_id": category_id, "transaction_data": transaction_data},
            options=options,
        )

    def get(
        self, category_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Category:
        """
        Get a category.

        Returns one category, either provided by finAPI or created by the user. A category that
        does not exist or belongs to another user is refused with 404.

        The provider calls it ``getCategory`` (``GET /api/v1/categories/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            category_id: Identifier of the category.

        Returns:
            The category.

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
        return self._client.call(GET_CATEGORY, {"category_id": category_id}, options=options)

    def edit(
        self, category_id: int, *, name: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Category:
        """
        Rename a category.

        Changes the name of a category that the user has created; its place in the tree stays.
        Categories provided by finAPI cannot be changed. An unknown category is refused with
        404, a name that cannot be used with 422.

        The provider calls it ``editCategory`` (``PATCH /api/v1/categories/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            category_id: Identifier of the custom category.
            name: New name of the category. Example: ``Fahrrad und Zubehör``.

        Returns:
            The category with its new name.

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
            EDIT_CATEGORY, {"category_id": category_id}, {"name": name}, options=options
        )

    def delete(
        self, category_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a category.

        Deletes a category that the user has created, along with all of its sub-categories.
        Categories provided by finAPI (`isCustom` is false) cannot be deleted. No transaction is
        deleted. An unknown category is refused with 404, one that cannot be deleted with 422.

        The provider calls it ``deleteCategory`` (``DELETE /api/v1/categories/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html.

        Args:
            category_id: Identifier of the custom category.

        Returns:
            The category and its sub-categories are deleted. There is no body.

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
        return self._client.call(DELETE_CATEGORY, {"category_id": category_id}, options=options)


class AsyncCategoriesGroup(ResourceGroup[AsyncClient]):
    """Categories of transactions, global ones and those of a user."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        is_custom: bool | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Category, models.PageableCategoryList]:
        """
        Get and search categories.

        Arguments: ``ids``, ``is_custom``, ``order``, ``search``, ``page``, ``per_page``,
        ``max_items``. The provider calls it ``getAndSearchAllCategories`` (``GET
        /api/v1/categories``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_CATEGORIES,
            {
                "ids": ids,
                "is_custom": is_custom,
                "order": order,
                "search": search,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        name: str,
        parent_id: int | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Category:
        """
        Create a category.

        Arguments: ``name``, ``parent_id``. The provider calls it ``createCategory`` (``POST
        /api/v1/categories``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.create`.
        """
        return await self._client.call(
            CREATE_CATEGORY, {}, {"name": name, "parent_id": parent_id}, options=options
        )

    async def delete_all(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.IdentifierList:
        """
        Delete all custom categories.

        The provider calls it ``deleteAllCategories`` (``DELETE /api/v1/categories``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.delete_all`.
        """
        return await self._client.call(DELETE_ALL_CATEGORIES, {}, options=options)

    async def get_cash_flows(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        category_ids: Sequence[int] | None = None,
        counterpart: str | None = None,
        direction: models.TransactionDirectionFilter
        | Literal["all", "income", "spending"]
        | str
        | None = None,
        include_sub_cash_flows: bool | None = None,
        is_new: bool | None = None,
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
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.CashFlowList:
        """
        Get cash flows of categories.

        Arguments: ``account_ids``, ``category_ids``, ``counterpart``, ``direction``,
        ``include_sub_cash_flows``, ``is_new``, ``label_ids``, ``max_amount``,
        ``max_bank_booking_date``, ``max_finapi_booking_date``, ``max_import_date``,
        ``min_amount``, ``min_bank_booking_date``, ``min_finapi_booking_date``,
        ``min_import_date``, ``order``, ``purpose``, ``search``. The provider calls it
        ``getCashFlows`` (``GET /api/v1/categories/cashFlows``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.get_cash_flows`.
        """
        return await self._client.call(
            GET_CASH_FLOWS,
            {
                "account_ids": account_ids,
                "category_ids": category_ids,
                "counterpart": counterpart,
                "direction": direction,
                "include_sub_cash_flows": include_sub_cash_flows,
                "is_new": is_new,
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
            },
            options=options,
        )

    async def train_categorization(
        self,
        *,
        category_id: int,
        transaction_data: Sequence[
            models.TrainCategorizationTransactionData | types.TrainCategorizationTransactionDataDict
        ],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Train the categorization.

        Arguments: ``category_id``, ``transaction_data``. The provider calls it
        ``trainCategorization`` (``POST /api/v1/categories/trainCategorization``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.train_categorization`.
        """
        return await self._client.call(
            TRAIN_CATEGORIZATION,
            {},
            {"category_id": category_id, "transaction_data": transaction_data},
            options=options,
        )

    async def get(
        self, category_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Category:
        """
        Get a category.

        Arguments: ``category_id``. The provider calls it ``getCategory`` (``GET
        /api/v1/categories/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.get`.
        """
        return await self._client.call(GET_CATEGORY, {"category_id": category_id}, options=options)

    async def edit(
        self, category_id: int, *, name: str, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Category:
        """
        Rename a category.

        Arguments: ``category_id``, ``name``. The provider calls it ``editCategory`` (``PATCH
        /api/v1/categories/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.edit`.
        """
        return await self._client.call(
            EDIT_CATEGORY, {"category_id": category_id}, {"name": name}, options=options
        )

    async def delete(
        self, category_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a category.

        Arguments: ``category_id``. The provider calls it ``deleteCategory`` (``DELETE
        /api/v1/categories/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/categories.html. See
        :meth:`CategoriesGroup.delete`.
        """
        return await self._client.call(
            DELETE_CATEGORY, {"category_id": category_id}, options=options
        )


GET_AND_SEARCH_ALL_CATEGORIES: Operation[models.PageableCategoryList] = Operation(
    id="getAndSearchAllCategories",
    method="GET",
    path="/api/v1/categories",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="is_custom", wire="isCustom", place="query", type="boolean"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="search", wire="search", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableCategoryList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="categories",
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
CREATE_CATEGORY: Operation[models.Category] = Operation(
    id="createCategory",
    method="POST",
    path="/api/v1/categories",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.CategoryParams, required=True),
    results={201: Result(type=models.Category)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ALL_CATEGORIES: Operation[models.IdentifierList] = Operation(
    id="deleteAllCategories",
    method="DELETE",
    path="/api/v1/categories",
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
GET_CASH_FLOWS: Operation[models.CashFlowList] = Operation(
    id="getCashFlows",
    method="GET",
    path="/api/v1/categories/cashFlows",
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
        Parameter(
            name="include_sub_cash_flows", wire="includeSubCashFlows", place="query", type="boolean"
        ),
        Parameter(name="is_new", wire="isNew", place="query", type="boolean"),
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
    ),
    results={200: Result(type=models.CashFlowList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
TRAIN_CATEGORIZATION: Operation[None] = Operation(
    id="trainCategorization",
    method="POST",
    path="/api/v1/categories/trainCategorization",
    retry_class="write",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.TrainCategorizationData, required=True),
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
GET_CATEGORY: Operation[models.Category] = Operation(
    id="getCategory",
    method="GET",
    path="/api/v1/categories/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="category_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Category)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_CATEGORY: Operation[models.Category] = Operation(
    id="editCategory",
    method="PATCH",
    path="/api/v1/categories/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="category_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.EditCategoryParams, required=True),
    results={200: Result(type=models.Category)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_CATEGORY: Operation[None] = Operation(
    id="deleteCategory",
    method="DELETE",
    path="/api/v1/categories/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="category_id", wire="id", place="path", required=True, type="integer"),
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
