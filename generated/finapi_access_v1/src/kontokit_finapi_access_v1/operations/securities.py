# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Securities: Positions of securities accounts.
"""

from __future__ import annotations

from collections.abc import Sequence

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_access_v1 import models


class SecuritiesGroup(ResourceGroup[SyncClient]):
    """Positions of securities accounts."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Security, models.PageableSecurityList]:
        """
        Get and search securities.

        Lists the security positions stored for the security accounts of the user. All filters
        are combined; without any filter the list holds every position. The bank is not
        contacted. An update of a security account creates its positions again, so their
        identifiers change and should not be kept as references.

        The provider calls it ``getAndSearchAllSecurities`` (``GET /api/v1/securities``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/securities.html.

        Args:
            account_ids: Keeps only positions of these security accounts.
            ids: Keeps only positions with these identifiers. At most 1000 identifiers fit into
                one call.
            order: Sorting, as a field name followed by `,asc` or `,desc`; ascending when no
                direction is given. Fields are id, name, isin, wkn, quote, quantityNominal,
                marketValue and entryQuote. Repeat the parameter to sort by several fields; the
                default is by id, ascending.
            search: Text to find in the name, ISIN or WKN, in upper or lower case. When it holds
                several words, every one of them must be found.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: One page of securities
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
            GET_AND_SEARCH_ALL_SECURITIES,
            {
                "account_ids": account_ids,
                "ids": ids,
                "order": order,
                "search": search,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def get(
        self, security_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Security:
        """
        Get a security.

        Returns one stored security position of the user without contacting the bank. Each
        update of the security account gives its positions new identifiers, so an identifier
        from before the update gives 404.

        The provider calls it ``getSecurity`` (``GET /api/v1/securities/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/securities.html.

        Args:
            security_id: Identifier of the security position.

        Returns:
            The security position.

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
        return self._client.call(GET_SECURITY, {"security_id": security_id}, options=options)


class AsyncSecuritiesGroup(ResourceGroup[AsyncClient]):
    """Positions of securities accounts."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        order: Sequence[str] | None = None,
        search: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Security, models.PageableSecurityList]:
        """
        Get and search securities.

        Arguments: ``account_ids``, ``ids``, ``order``, ``search``, ``page``, ``per_page``,
        ``max_items``. The provider calls it ``getAndSearchAllSecurities`` (``GET
        /api/v1/securities``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/securities.html. See
        :meth:`SecuritiesGroup.list`.
        """
        return self._client.list(
            GET_AND_SEARCH_ALL_SECURITIES,
            {
                "account_ids": account_ids,
                "ids": ids,
                "order": order,
                "search": search,
                "page": page,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def get(
        self, security_id: int, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Security:
        """
        Get a security.

        Arguments: ``security_id``. The provider calls it ``getSecurity`` (``GET
        /api/v1/securities/{id}``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/securities.html. See
        :meth:`SecuritiesGroup.get`.
        """
        return await self._client.call(GET_SECURITY, {"security_id": security_id}, options=options)


GET_AND_SEARCH_ALL_SECURITIES: Operation[models.PageableSecurityList] = Operation(
    id="getAndSearchAllSecurities",
    method="GET",
    path="/api/v1/securities",
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
        Parameter(name="ids", wire="ids", place="query", explode=False, many=True, type="integer"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="search", wire="search", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableSecurityList)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="securities",
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
GET_SECURITY: Operation[models.Security] = Operation(
    id="getSecurity",
    method="GET",
    path="/api/v1/securities/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="security_id", wire="id", place="path", required=True, type="integer"),
    ),
    results={200: Result(type=models.Security)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
