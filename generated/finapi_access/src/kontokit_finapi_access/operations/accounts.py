# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Accounts: The accounts of imported bank connections and their balances.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

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
from kontokit_finapi_access import models

if TYPE_CHECKING:
    from kontokit_finapi_access import types


class AccountsGroup(ResourceGroup[SyncClient]):
    """The accounts of imported bank connections and their balances."""

    def list(
        self,
        *,
        account_types: Sequence[models.AccountType | types.AccountType | str] | None = None,
        bank_connection_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_balance: Decimal | int | str | None = None,
        max_last_successful_update: date | None = None,
        min_balance: Decimal | int | str | None = None,
        min_last_successful_update: date | None = None,
        search: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Account, models.AccountList]:
        """
        Get and search accounts.

        Lists the accounts that finAPI has stored for the user. All filters are combined;
        without any filter the list holds every account. The answer is not paged. The bank is
        not contacted, so balances are those of the last import or update of the bank
        connection; see the status of each interface of the account before you rely on them.

        The provider calls it ``getAndSearchAllAccounts`` (``GET /api/v2/accounts``); see
        https://docs.finapi.io/.

        Args:
            account_types: Keeps only accounts of these types. Allowed are Checking, Savings,
                CreditCard, Security, Loan, Membership and Bausparen.
            bank_connection_ids: Keeps only accounts that belong to these bank connections.
            ids: Keeps only accounts with these identifiers. At most 1000 identifiers fit into
                one call.
            max_balance: Highest balance that still matches, inclusive. The value may be
                negative and has at most two decimal places.
            max_last_successful_update: Latest day, inclusive, as YYYY-MM-DD. An account matches
                when at least one of its interfaces had its last successful update on or before
                this day.
            min_balance: Lowest balance that still matches, inclusive. The value may be negative
                and has at most two decimal places.
            min_last_successful_update: Earliest day, inclusive, as YYYY-MM-DD. An account
                matches when at least one of its interfaces had its last successful update on or
                after this day.
            search: Text to find in the account name, IBAN, account number or sub-account
                number, in upper or lower case. When it holds several words, every one of them
                must be found.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The accounts that match,
                possibly none.

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
            GET_AND_SEARCH_ALL_ACCOUNTS,
            {
                "account_types": account_types,
                "bank_connection_ids": bank_connection_ids,
                "ids": ids,
                "max_balance": max_balance,
                "max_last_successful_update": max_last_successful_update,
                "min_balance": min_balance,
                "min_last_successful_update": min_last_successful_update,
                "search": search,
            },
            max_items=max_items,
            options=options,
        )

    def delete_all(
        self,
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IdentifierList:
        """
        Delete all accounts.

        Deletes every account of the user with all balances and transactions. All bank
        connections of the user disappear with them, and so do the notification rules that name
        particular accounts. Consents stored for the connections are deleted too; finAPI asks
        the bank to revoke them, but a bank that does not support this or answers with an error
        does not make the call fail. When at least one bank connection is importing, updating or
        categorizing, nothing is deleted and the answer is 423.

        The provider calls it ``deleteAllAccounts`` (``DELETE /api/v2/accounts``); see
        https://docs.finapi.io/.

        Args:
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

        Returns:
            The accounts are deleted; the answer lists their identifiers.

        Raises:
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
            DELETE_ALL_ACCOUNTS,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )

    def list_daily_balances(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        end_date: date | None = None,
        order: Sequence[str] | None = None,
        start_date: date | None = None,
        with_projection: bool | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.DailyBalance, models.DailyBalanceList]:
        """
        Get daily balances.

        Computes one balance per day for a period of at most one year, summed over the chosen
        accounts. finAPI starts from the stored current balances and goes back through the
        stored transactions; the bank is not contacted. Currencies are not converted, so
        accounts with transactions in a foreign currency give wrong figures. Figures are also
        unreliable when an import or update skipped the download of balances or positions.

        The provider calls it ``getDailyBalances`` (``GET /api/v2/accounts/dailyBalances``); see
        https://docs.finapi.io/.

        Args:
            account_ids: Accounts whose balances are summed. Security accounts are not allowed;
                without this parameter all other accounts count.
            end_date: Last day of the period, as YYYY-MM-DD; today when absent. The whole period
                must not be longer than one year.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are date, balance, income and spending. Repeat the
                parameter to sort by several fields; the default is by date, ascending.
            start_date: First day of the period, as YYYY-MM-DD; one month before `end_date` when
                absent.
            with_projection: With true, the default, every day of the period is listed; days
                before the first or after the last known balance repeat that balance. With
                false, such days are left out, so the list may be empty.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of daily
                balances.

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
        return self._client.list(
            GET_DAILY_BALANCES,
            {
                "account_ids": account_ids,
                "end_date": end_date,
                "order": order,
                "start_date": start_date,
                "with_projection": with_projection,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def get(
        self, account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Account:
        """
        Get an account.

        Returns one stored account of the user. The bank is not contacted; to get newer data,
        update the bank connection first. An identifier that does not exist or belongs to
        another user gives 404.

        The provider calls it ``getAccount`` (``GET /api/v2/accounts/{id}``); see
        https://docs.finapi.io/.

        Args:
            account_id: Identifier of the account.

        Returns:
            The account.

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
        return self._client.call(GET_ACCOUNT, {"account_id": account_id}, options=options)

    def edit(
        self,
        account_id: int,
        *,
        account_name: str | UnsetType = UNSET,
        account_type: models.AccountType | types.AccountType | str | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Account:
        """
        Edit an account.

        Changes the name, the type or the new flag of one account; fields that are left out keep
        their value. The change lives in finAPI only and the bank never learns of it. A type
        that was set here stays as it is, even if the bank later reports another one. The answer
        is 423 while the account is locked, for example by a running update.

        The provider calls it ``editAccount`` (``PATCH /api/v2/accounts/{id}``); see
        https://docs.finapi.io/.

        Args:
            account_id: Identifier of the account to change.
            account_name: New name of the account within finAPI. 1 to 512 characters. Example:
                ``Haushaltskonto``.
            account_type: New type of the account. Later updates keep it even if the bank
                reports another type.
            is_new: New value of the flag that marks accounts not seen yet. Example: ``false``.

        Returns:
            The account with its new values.

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
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            EDIT_ACCOUNT,
            {"account_id": account_id},
            {"account_name": account_name, "account_type": account_type, "is_new": is_new},
            options=options,
        )

    def delete(
        self,
        account_id: int,
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete an account.

        Deletes one account with its balances and transactions. Interfaces that only this
        account used are removed from the bank connection, and with the last account the bank
        connection itself goes, including its consents; finAPI asks the bank to revoke them, but
        failures on the bank's side are ignored. Notification rules lose this account from their
        list and are deleted when it was the only one. The call is refused with 423 while the
        bank connection is importing, updating or categorizing.

        The provider calls it ``deleteAccount`` (``DELETE /api/v2/accounts/{id}``); see
        https://docs.finapi.io/.

        Args:
            account_id: Identifier of the account to delete.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

        Returns:
            The account is deleted. There is no body.

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
            LockedError: 423. What the call wants to change is busy, such as a bank connection
                during an update; or the user is locked.
            InternalServerError: 500. The service has failed, or the bank's server has answered
                in an unexpected way.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            DELETE_ACCOUNT,
            {
                "account_id": account_id,
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )


class AsyncAccountsGroup(ResourceGroup[AsyncClient]):
    """The accounts of imported bank connections and their balances."""

    def list(
        self,
        *,
        account_types: Sequence[models.AccountType | types.AccountType | str] | None = None,
        bank_connection_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_balance: Decimal | int | str | None = None,
        max_last_successful_update: date | None = None,
        min_balance: Decimal | int | str | None = None,
        min_last_successful_update: date | None = None,
        search: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Account, models.AccountList]:
        """
        Get and search accounts.

        Arguments: ``account_types``, ``bank_connection_ids``, ``ids``, ``max_balance``,
        ``max_last_successful_update``, ``min_balance``, ``min_last_successful_update``,
        ``search``, ``max_items``. The provider calls it ``getAndSearchAllAccounts`` (``GET
        /api/v2/accounts``); see https://docs.finapi.io/. See :meth:`AccountsGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_ACCOUNTS,
            {
                "account_types": account_types,
                "bank_connection_ids": bank_connection_ids,
                "ids": ids,
                "max_balance": max_balance,
                "max_last_successful_update": max_last_successful_update,
                "min_balance": min_balance,
                "min_last_successful_update": min_last_successful_update,
                "search": search,
            },
            max_items=max_items,
            options=options,
        )

    async def delete_all(
        self,
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.IdentifierList:
        """
        Delete all accounts.

        Arguments: ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``. The provider calls
        it ``deleteAllAccounts`` (``DELETE /api/v2/accounts``); see https://docs.finapi.io/. See
        :meth:`AccountsGroup.delete_all`.
        """
        return await self._client.call(
            DELETE_ALL_ACCOUNTS,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )

    def list_daily_balances(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        end_date: date | None = None,
        order: Sequence[str] | None = None,
        start_date: date | None = None,
        with_projection: bool | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.DailyBalance, models.DailyBalanceList]:
        """
        Get daily balances.

        Arguments: ``account_ids``, ``end_date``, ``order``, ``start_date``,
        ``with_projection``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getDailyBalances`` (``GET /api/v2/accounts/dailyBalances``); see
        https://docs.finapi.io/. See :meth:`AccountsGroup.list_daily_balances`.
        """
        return self._client.list(
            GET_DAILY_BALANCES,
            {
                "account_ids": account_ids,
                "end_date": end_date,
                "order": order,
                "start_date": start_date,
                "with_projection": with_projection,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def get(
        self, account_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Account:
        """
        Get an account.

        Arguments: ``account_id``. The provider calls it ``getAccount`` (``GET
        /api/v2/accounts/{id}``); see https://docs.finapi.io/. See :meth:`AccountsGroup.get`.
        """
        return await self._client.call(GET_ACCOUNT, {"account_id": account_id}, options=options)

    async def edit(
        self,
        account_id: int,
        *,
        account_name: str | UnsetType = UNSET,
        account_type: models.AccountType | types.AccountType | str | UnsetType = UNSET,
        is_new: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Account:
        """
        Edit an account.

        Arguments: ``account_id``, ``account_name``, ``account_type``, ``is_new``. The provider
        calls it ``editAccount`` (``PATCH /api/v2/accounts/{id}``); see https://docs.finapi.io/.
        See :meth:`AccountsGroup.edit`.
        """
        return await self._client.call(
            EDIT_ACCOUNT,
            {"account_id": account_id},
            {"account_name": account_name, "account_type": account_type, "is_new": is_new},
            options=options,
        )

    async def delete(
        self,
        account_id: int,
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete an account.

        Arguments: ``account_id``, ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``.
        The provider calls it ``deleteAccount`` (``DELETE /api/v2/accounts/{id}``); see
        https://docs.finapi.io/. See :meth:`AccountsGroup.delete`.
        """
        return await self._client.call(
            DELETE_ACCOUNT,
            {
                "account_id": account_id,
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            options=options,
        )


GET_AND_SEARCH_ALL_ACCOUNTS: Operation[models.AccountList] = Operation(
    id="getAndSearchAllAccounts",
    method="GET",
    path="/api/v2/accounts",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="account_types", wire="accountTypes", place="query", explode=False, many=True
        ),
        Parameter(
            name="bank_connection_ids",
            wire="bankConnectionIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="max_balance", wire="maxBalance", place="query", type="number"),
        Parameter(
            name="max_last_successful_update",
            wire="maxLastSuccessfulUpdate",
            place="query",
            format="date",
        ),
        Parameter(name="min_balance", wire="minBalance", place="query", type="number"),
        Parameter(
            name="min_last_successful_update",
            wire="minLastSuccessfulUpdate",
            place="query",
            format="date",
        ),
        Parameter(name="search", wire="search", place="query", format="iban-or-text"),
    ),
    results={200: Result(type=models.AccountList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="accounts",
)
DELETE_ALL_ACCOUNTS: Operation[models.IdentifierList] = Operation(
    id="deleteAllAccounts",
    method="DELETE",
    path="/api/v2/accounts",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header", end_user="device_os"),
        Parameter(
            name="psu_ip_address", wire="PSU-IP-Address", place="header", end_user="ip_address"
        ),
        Parameter(
            name="psu_user_agent", wire="PSU-User-Agent", place="header", end_user="user_agent"
        ),
    ),
    results={200: Result(type=models.IdentifierList)},
    errors={
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
GET_DAILY_BALANCES: Operation[models.DailyBalanceList] = Operation(
    id="getDailyBalances",
    method="GET",
    path="/api/v2/accounts/dailyBalances",
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
        Parameter(name="end_date", wire="endDate", place="query", format="date"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="start_date", wire="startDate", place="query", format="date"),
        Parameter(name="with_projection", wire="withProjection", place="query", type="boolean"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.DailyBalanceList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="dailyBalances",
    paging=Paging(
        page="page",
        limit="perPage",
        maximum=500,
        pages="paging.pageCount",
        total="paging.totalCount",
        number="paging.page",
        id="date",
    ),
)
GET_ACCOUNT: Operation[models.Account] = Operation(
    id="getAccount",
    method="GET",
    path="/api/v2/accounts/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Account)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
EDIT_ACCOUNT: Operation[models.Account] = Operation(
    id="editAccount",
    method="PATCH",
    path="/api/v2/accounts/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_id", wire="id", place="path", required=True, type="integer"),
    ),
    body=Body(media_type="application/json", type=models.AccountParams, required=True),
    results={200: Result(type=models.Account)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
DELETE_ACCOUNT: Operation[None] = Operation(
    id="deleteAccount",
    method="DELETE",
    path="/api/v2/accounts/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_id", wire="id", place="path", required=True, type="integer"),
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header", end_user="device_os"),
        Parameter(
            name="psu_ip_address", wire="PSU-IP-Address", place="header", end_user="ip_address"
        ),
        Parameter(
            name="psu_user_agent", wire="PSU-User-Agent", place="header", end_user="user_agent"
        ),
    ),
    results={200: Result()},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        423: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
