# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Standing Orders: Orders that the bank carries out again and again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kontokit import AsyncClient, AsyncListing, CallOptions, Listing, SyncClient
from kontokit.operations import Body, Operation, Paging, Parameter, ResourceGroup, Result
from kontokit_finapi_access import models


class StandingOrdersGroup(ResourceGroup[SyncClient]):
    """Orders that the bank carries out again and again."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_amount: Decimal | None = None,
        min_amount: Decimal | None = None,
        order: Sequence[str] | None = None,
        status: Sequence[models.OrderInitiationStatus] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        options: CallOptions | None = None,
    ) -> models.PageableStandingOrderResources:
        """
        List standing orders.

        Lists the standing orders that the user created through finAPI, a page at a time.
        Filters are combined with AND; without any filter every standing order is listed. Only
        finAPI's stored data is read and the bank is not contacted. An invalid filter or page
        size is refused with 400.

        The provider calls it ``getStandingOrders``; see https://docs.finapi.io/.

        Args:
            account_ids: Keeps only standing orders of these accounts, given as finAPI's account
                identifiers. At most 1000 identifiers are accepted. Standing orders without an
                account in finAPI never match.
            ids: Keeps only standing orders with one of these identifiers. At most 1000 are
                accepted.
            max_amount: Keeps only standing orders whose amount per execution is at most this
                value.
            min_amount: Keeps only standing orders whose amount per execution is at least this
                value.
            order: Sort criteria, most important first, each a property name followed by a comma
                and `ASC` or `DESC`. Without it the standing orders are sorted by ascending
                `id`.
            status: Keeps only standing orders in one of these states of their setup at the
                bank.
            page: Number of the page, from 1. At least 1.
            per_page: Number of entries on a page. 1 to 500.

        Returns:
            The page of standing orders that match.

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
            GET_STANDING_ORDERS,
            {
                "account_ids": account_ids,
                "ids": ids,
                "max_amount": max_amount,
                "min_amount": min_amount,
                "order": order,
                "status": status,
                "page": page,
                "per_page": per_page,
            },
            options=options,
        )

    def iterate(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_amount: Decimal | None = None,
        min_amount: Decimal | None = None,
        order: Sequence[str] | None = None,
        status: Sequence[models.OrderInitiationStatus] | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> Listing[models.StandingOrder, models.PageableStandingOrderResources]:
        """
        List standing orders: row by row, over all pages.

        Takes the arguments of ``list`` except ``page``, and raises the same errors.

        The provider calls it ``getStandingOrders``; see https://docs.finapi.io/.

        Args:
            max_items: Stop after this many rows, over all pages; None returns all.

        Returns:
            The rows; pages are fetched as needed. ``.pages()`` returns whole pages.
        """
        return self._client.iterate(
            GET_STANDING_ORDERS,
            {
                "account_ids": account_ids,
                "ids": ids,
                "max_amount": max_amount,
                "min_amount": min_amount,
                "order": order,
                "status": status,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        body: models.CreateStandingOrderParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.StandingOrder:
        """
        Create a standing order.

        Stores a standing order, to be debited either from an imported account (`accountId`) or
        from one that finAPI does not hold. The bank is not contacted; the new standing order
        has the status `OPEN` and takes effect only after `POST /standingOrders/submit`. An
        unknown account is refused with 404, content that does not fit with 422, and 403 is
        returned when payments or standalone payments are not enabled for the client.

        The provider calls it ``createStandingOrder``; see https://docs.finapi.io/.

        Args:
            body: A standing order to be stored. A dict uses the names on the wire.

        Returns:
            The standing order is stored and waits for submission.

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
        return self._client.call(CREATE_STANDING_ORDER, {}, body, options=options)

    def submit(
        self,
        body: models.SubmitStandingOrderParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.StandingOrder:
        """
        Submit a standing order to the bank.

        Sends a stored standing order to the bank, which then carries it out on its own. When
        the bank asks for SCA the answer is 510 with the challenge in
        `errors[].multiStepAuthentication`; repeat the call with the whole previous body plus
        the answer in `multiStepAuthentication`, until 200 is returned. For a decoupled approval
        repeat about every five seconds. Send the headers about the user's device (`PSU-…`),
        which banks may require. 404 means an unknown standing order, 422 a rejection by the
        bank or missing or unfit credentials, and 501 that the interface does not support
        standing orders.

        The provider calls it ``submitStandingOrder``; see https://docs.finapi.io/.

        Args:
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.
            body: A stored standing order and the access to the bank for setting it up. A dict
                uses the names on the wire.

        Returns:
            The standing order was handed to the bank; its `status` and `bankMessage` tell the
                outcome.

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
            NotSupportedError: 501. The bank or the chosen interface does not support this.
            ScaRequiredError: 510. The bank asks for strong customer authentication.
                `multiStepAuthentication` of the first error says what is wanted; repeat the
                same call with the whole body and the answer.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            SUBMIT_STANDING_ORDER,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )


class AsyncStandingOrdersGroup(ResourceGroup[AsyncClient]):
    """Orders that the bank carries out again and again."""

    async def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_amount: Decimal | None = None,
        min_amount: Decimal | None = None,
        order: Sequence[str] | None = None,
        status: Sequence[models.OrderInitiationStatus] | None = None,
        page: int | None = None,
        per_page: int | None = None,
        options: CallOptions | None = None,
    ) -> models.PageableStandingOrderResources:
        """
        List standing orders.

        Arguments: ``account_ids``, ``ids``, ``max_amount``, ``min_amount``, ``order``,
        ``status``, ``page``, ``per_page``. See :meth:`StandingOrdersGroup.list`.
        """
        return await self._client.call(
            GET_STANDING_ORDERS,
            {
                "account_ids": account_ids,
                "ids": ids,
                "max_amount": max_amount,
                "min_amount": min_amount,
                "order": order,
                "status": status,
                "page": page,
                "per_page": per_page,
            },
            options=options,
        )

    def iterate(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_amount: Decimal | None = None,
        min_amount: Decimal | None = None,
        order: Sequence[str] | None = None,
        status: Sequence[models.OrderInitiationStatus] | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncListing[models.StandingOrder, models.PageableStandingOrderResources]:
        """
        List standing orders: row by row, over all pages.

        Arguments: ``account_ids``, ``ids``, ``max_amount``, ``min_amount``, ``order``,
        ``status``, ``per_page``, ``max_items``. See :meth:`StandingOrdersGroup.iterate`.
        """
        return self._client.iterate(
            GET_STANDING_ORDERS,
            {
                "account_ids": account_ids,
                "ids": ids,
                "max_amount": max_amount,
                "min_amount": min_amount,
                "order": order,
                "status": status,
                "per_page": per_page,
            },
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        body: models.CreateStandingOrderParams | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.StandingOrder:
        """
        Create a standing order.

        Arguments: ``body``. See :meth:`StandingOrdersGroup.create`.
        """
        return await self._client.call(CREATE_STANDING_ORDER, {}, body, options=options)

    async def submit(
        self,
        body: models.SubmitStandingOrderParams | Mapping[str, Any],
        *,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | None = None,
    ) -> models.StandingOrder:
        """
        Submit a standing order to the bank.

        Arguments: ``body``, ``psu_device_os``, ``psu_ip_address``, ``psu_user_agent``. See
        :meth:`StandingOrdersGroup.submit`.
        """
        return await self._client.call(
            SUBMIT_STANDING_ORDER,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            body,
            options=options,
        )


GET_STANDING_ORDERS: Operation[models.PageableStandingOrderResources] = Operation(
    id="getStandingOrders",
    method="GET",
    path="/api/v2/standingOrders",
    retry="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="account_ids", wire="accountIds", place="query", explode=False),
        Parameter(name="ids", wire="ids", place="query", explode=False),
        Parameter(name="max_amount", wire="maxAmount", place="query"),
        Parameter(name="min_amount", wire="minAmount", place="query"),
        Parameter(name="order", wire="order", place="query"),
        Parameter(name="status", wire="status", place="query", explode=False),
        Parameter(name="page", wire="page", place="query"),
        Parameter(name="per_page", wire="perPage", place="query"),
    ),
    results={200: Result(type=models.PageableStandingOrderResources)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    paging=Paging(
        items="standingOrders", page="page", limit="perPage", maximum=500, pages="paging.pageCount"
    ),
)
CREATE_STANDING_ORDER: Operation[models.StandingOrder] = Operation(
    id="createStandingOrder",
    method="POST",
    path="/api/v2/standingOrders",
    retry="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.CreateStandingOrderParams, required=True),
    results={201: Result(type=models.StandingOrder)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
)
SUBMIT_STANDING_ORDER: Operation[models.StandingOrder] = Operation(
    id="submitStandingOrder",
    method="POST",
    path="/api/v2/standingOrders/submit",
    retry="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="psu_device_os", wire="PSU-Device-OS", place="header"),
        Parameter(name="psu_ip_address", wire="PSU-IP-Address", place="header"),
        Parameter(name="psu_user_agent", wire="PSU-User-Agent", place="header"),
    ),
    body=Body(media_type="application/json", type=models.SubmitStandingOrderParams, required=True),
    results={200: Result(type=models.StandingOrder)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
        501: models.ErrorMessage,
        510: models.ErrorMessage,
    },
    read_timeout=300.0,
    sca=("repeat",),
)
