# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Banks: The banks that finAPI knows and what their interfaces can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_access import models

if TYPE_CHECKING:
    from kontokit_finapi_access import types


class BanksGroup(ResourceGroup[SyncClient]):
    """The banks that finAPI knows and what their interfaces can do."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        is_test_bank: bool | None = None,
        location: Sequence[models.CountryCode | types.CountryCode | str] | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        supported_banking_interfaces: Sequence[
            models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str
        ]
        | None = None,
        tpp_authentication_group_ids: Sequence[int] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Bank, models.PageableBankList]:
        """
        Search banks.

        Gives the banks that finAPI knows, or those that match every criterion. Look at the
        interfaces of a bank to see how an import has to be made. The list changes seldom, but
        the health of interfaces does.

        The provider calls it ``getAndSearchAllBanks`` (``GET /api/v2/banks``); see
        https://docs.finapi.io/.

        Args:
            ids: Only the banks with these ids.
            is_test_bank: True for test banks only, false for real banks only.
            location: Only banks of these countries, as two-letter codes.
            order: What the banks are sorted by: a field such as `id`, `name`, `blz`, `bic` or
                `popularity`, with `,asc` or `,desc` behind it. Several are used one after the
                other.
            search: Only banks in whose name, BIC, BLZ or city each of these words occurs, in
                any case. Words are parted by blanks.
            supported_banking_interfaces: Only banks that support at least one of these
                interfaces.
            tpp_authentication_group_ids: Only banks with an interface that belongs to one of
                these TPP authentication groups.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of the banks that
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
            GET_AND_SEARCH_ALL_BANKS,
            {
                "ids": ids,
                "is_test_bank": is_test_bank,
                "location": location,
                "order": order,
                "search": search,
                "supported_banking_interfaces": supported_banking_interfaces,
                "tpp_authentication_group_ids": tpp_authentication_group_ids,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def get(
        self, bank_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Bank:
        """
        Get a bank.

        Gives one bank with its interfaces. Ask before an import, because login fields and
        properties of an interface may change.

        The provider calls it ``getBank`` (``GET /api/v2/banks/{id}``); see
        https://docs.finapi.io/.

        Args:
            bank_id: Id of the bank.

        Returns:
            The bank.

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
        return self._client.call(GET_BANK, {"bank_id": bank_id}, options=options)


class AsyncBanksGroup(ResourceGroup[AsyncClient]):
    """The banks that finAPI knows and what their interfaces can do."""

    def list(
        self,
        *,
        ids: Sequence[int] | None = None,
        is_test_bank: bool | None = None,
        location: Sequence[models.CountryCode | types.CountryCode | str] | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        supported_banking_interfaces: Sequence[
            models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str
        ]
        | None = None,
        tpp_authentication_group_ids: Sequence[int] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Bank, models.PageableBankList]:
        """
        Search banks.

        Arguments: ``ids``, ``is_test_bank``, ``location``, ``order``, ``search``,
        ``supported_banking_interfaces``, ``tpp_authentication_group_ids``, ``page``,
        ``per_page``, ``max_items``. The provider calls it ``getAndSearchAllBanks`` (``GET
        /api/v2/banks``); see https://docs.finapi.io/. See :meth:`BanksGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_BANKS,
            {
                "ids": ids,
                "is_test_bank": is_test_bank,
                "location": location,
                "order": order,
                "search": search,
                "supported_banking_interfaces": supported_banking_interfaces,
                "tpp_authentication_group_ids": tpp_authentication_group_ids,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def get(
        self, bank_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Bank:
        """
        Get a bank.

        Arguments: ``bank_id``. The provider calls it ``getBank`` (``GET /api/v2/banks/{id}``);
        see https://docs.finapi.io/. See :meth:`BanksGroup.get`.
        """
        return await self._client.call(GET_BANK, {"bank_id": bank_id}, options=options)


GET_AND_SEARCH_ALL_BANKS: Operation[models.PageableBankList] = Operation(
    id="getAndSearchAllBanks",
    method="GET",
    path="/api/v2/banks",
    retry_class="read",
    security=(("userToken",), ("clientToken",)),
    parameters=(
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="is_test_bank", wire="isTestBank", place="query", type="boolean"),
        Parameter(name="location", wire="location", place="query", explode=False, many=True),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="search", wire="search", place="query"),
        Parameter(
            name="supported_banking_interfaces",
            wire="supportedBankingInterfaces",
            place="query",
            explode=False,
            many=True,
        ),
        Parameter(
            name="tpp_authentication_group_ids",
            wire="tppAuthenticationGroupIds",
            place="query",
            explode=False,
            many=True,
            type="integer",
        ),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableBankList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="banks",
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
GET_BANK: Operation[models.Bank] = Operation(
    id="getBank",
    method="GET",
    path="/api/v2/banks/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="bank_id", wire="id", place="path", required=True, type="integer"),),
    results={200: Result(type=models.Bank)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
