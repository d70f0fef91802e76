# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Standing Orders: Orders that the bank carries out again and again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    Secret,
    SyncClient,
)
from kontokit.operations import (
    Body,
    Operation,
    OrderFields,
    Paging,
    Parameter,
    ResourceGroup,
    Result,
)
from kontokit.serialization import UnsetType
from kontokit_finapi_access import models

if TYPE_CHECKING:
    from kontokit_finapi_access import types


class StandingOrdersGroup(ResourceGroup[SyncClient]):
    """Orders that the bank carries out again and again."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_amount: Decimal | int | str | None = None,
        min_amount: Decimal | int | str | None = None,
        order: Sequence[str] | None = None,
        status: Sequence[models.OrderInitiationStatus | types.OrderInitiationStatus | str]
        | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.StandingOrder, models.PageableStandingOrderResources]:
        """
        List standing orders.

        Lists the standing orders that the user created through finAPI, a page at a time.
        Filters are combined with AND; without any filter every standing order is listed. Only
        finAPI's stored data is read and the bank is not contacted. An invalid filter or page
        size is refused with 400.

        The provider calls it ``getStandingOrders`` (``GET /api/v2/standingOrders``); see
        https://docs.finapi.io/.

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
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of standing
                orders that match.

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
            max_items=max_items,
            options=options,
        )

    def create(
        self,
        *,
        amount: Decimal | int | str,
        counterpart_iban: str,
        counterpart_name: str,
        currency: models.Currency | types.Currency | str,
        frequency: models.StandingOrderFrequency | types.StandingOrderFrequency | str,
        start_date: date,
        account_id: int | UnsetType = UNSET,
        bank_id: int | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        end_to_end_id: str | UnsetType = UNSET,
        iban: str | UnsetType = UNSET,
        purpose: str | UnsetType = UNSET,
        sepa_purpose_code: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.StandingOrder:
        """
        Create a standing order.

        Stores a standing order, to be debited either from an imported account (`account_id`) or
        from one that finAPI does not hold. The bank is not contacted; the new standing order
        has the status `OPEN` and takes effect only after `POST /standingOrders/submit`. An
        unknown account is refused with 404, content that does not fit with 422, and 403 is
        returned when payments or standalone payments are not enabled for the client.

        The provider calls it ``createStandingOrder`` (``POST /api/v2/standingOrders``); see
        https://docs.finapi.io/.

        Args:
            amount: Amount of each execution, positive, with at most two decimals.
            counterpart_iban: IBAN of the recipient's account. Example:
                ``DE02120300000000202051``.
            counterpart_name: Name of the recipient. 1 to 70 characters. Example: ``Erika
                Mustermann``.
            currency: Currency of `amount`.
            frequency: Interval between two executions.
            start_date: Day of the first execution. Example: ``2024-06-01``.
            account_id: Identifier of the imported account to debit. Leave it out for an account
                that finAPI does not hold. Example: ``2``.
            bank_id: Identifier of the payer's bank when the account is not imported. It is not
                needed together with `account_id`. Example: ``280001``.
            end_date: Day after which the bank makes no more executions. Without it the order
                runs until it is ended at the bank. Example: ``2025-06-01``.
            end_to_end_id: End-to-end id, the payer's own reference, which travels unchanged to
                the recipient with each execution. 1 to 35 characters. Example: ``RENT-12A``.
            iban: IBAN of the account to debit when it is not imported. Leave it out when
                `account_id` is given. Example: ``DE89370400440532013000``.
            purpose: Remittance text shown to the recipient with each execution. The bank can
                accept fewer characters than finAPI. 1 to 2000 characters. Example: ``Rent flat
                12a``.
            sepa_purpose_code: SEPA purpose code (ISO 20022), four letters or digits, such as
                `RENT` for a rent. Example: ``RENT``.

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
        return self._client.call(
            CREATE_STANDING_ORDER,
            {},
            {
                "account_id": account_id,
                "amount": amount,
                "bank_id": bank_id,
                "counterpart_iban": counterpart_iban,
                "counterpart_name": counterpart_name,
                "currency": currency,
                "end_date": end_date,
                "end_to_end_id": end_to_end_id,
                "frequency": frequency,
                "iban": iban,
                "purpose": purpose,
                "sepa_purpose_code": sepa_purpose_code,
                "start_date": start_date,
            },
            options=options,
        )

    def submit(
        self,
        *,
        banking_interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str,
        standing_order_id: int,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.StandingOrder:
        """
        Submit a standing order to the bank.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Sends a stored standing order to the bank, which then carries it out on its own. When
        the bank asks for SCA the answer is 510 with the challenge in
        `errors[].multiStepAuthentication`; repeat the call with the whole previous body plus
        the answer in `multi_step_authentication`, until 200 is returned. For a decoupled
        approval repeat about every five seconds. Send the headers about the user's device
        (`PSU-…`), which banks may require. 404 means an unknown standing order, 422 a rejection
        by the bank or missing or unfit credentials, and 501 that the interface does not support
        standing orders.

        The provider calls it ``submitStandingOrder`` (``POST /api/v2/standingOrders/submit``);
        see https://docs.finapi.io/.

        Args:
            banking_interface: Interface over which the order is sent. The bank must support
                standing orders on it.
            standing_order_id: Identifier of the standing order, from its creation. Example:
                ``7``.
            login_credentials: Values for the login fields of the chosen interface, matched by
                `label`. Fields whose values are stored with the bank connection can be left
                out; a missing value is refused with `MISSING_CREDENTIALS`, unknown labels with
                `LOGIN_FIELDS_MISMATCH`.
            multi_step_authentication: Answer to the challenge of the previous 510. It is left
                out in the first call.
            redirect_url: Address of your application to which the bank sends the user back
                after authentication. It is needed when the interface has the property
                `REDIRECT_APPROACH`, and left out otherwise. 1 to 2048 characters. Example:
                ``https://app.example.invalid/callback``.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

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
            {
                "banking_interface": banking_interface,
                "login_credentials": login_credentials,
                "multi_step_authentication": multi_step_authentication,
                "redirect_url": redirect_url,
                "standing_order_id": standing_order_id,
            },
            options=options,
        )


class AsyncStandingOrdersGroup(ResourceGroup[AsyncClient]):
    """Orders that the bank carries out again and again."""

    def list(
        self,
        *,
        account_ids: Sequence[int] | None = None,
        ids: Sequence[int] | None = None,
        max_amount: Decimal | int | str | None = None,
        min_amount: Decimal | int | str | None = None,
        order: Sequence[str] | None = None,
        status: Sequence[models.OrderInitiationStatus | types.OrderInitiationStatus | str]
        | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.StandingOrder, models.PageableStandingOrderResources]:
        """
        List standing orders.

        Arguments: ``account_ids``, ``ids``, ``max_amount``, ``min_amount``, ``order``,
        ``status``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getStandingOrders`` (``GET /api/v2/standingOrders``); see https://docs.finapi.io/. See
        :meth:`StandingOrdersGroup.list`.
        """
        return self._client.list(
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
            max_items=max_items,
            options=options,
        )

    async def create(
        self,
        *,
        amount: Decimal | int | str,
        counterpart_iban: str,
        counterpart_name: str,
        currency: models.Currency | types.Currency | str,
        frequency: models.StandingOrderFrequency | types.StandingOrderFrequency | str,
        start_date: date,
        account_id: int | UnsetType = UNSET,
        bank_id: int | UnsetType = UNSET,
        end_date: date | UnsetType = UNSET,
        end_to_end_id: str | UnsetType = UNSET,
        iban: str | UnsetType = UNSET,
        purpose: str | UnsetType = UNSET,
        sepa_purpose_code: str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.StandingOrder:
        """
        Create a standing order.

        Arguments: ``amount``, ``counterpart_iban``, ``counterpart_name``, ``currency``,
        ``frequency``, ``start_date``, ``account_id``, ``bank_id``, ``end_date``,
        ``end_to_end_id``, ``iban``, ``purpose``, ``sepa_purpose_code``. The provider calls it
        ``createStandingOrder`` (``POST /api/v2/standingOrders``); see https://docs.finapi.io/.
        See :meth:`StandingOrdersGroup.create`.
        """
        return await self._client.call(
            CREATE_STANDING_ORDER,
            {},
            {
                "account_id": account_id,
                "amount": amount,
                "bank_id": bank_id,
                "counterpart_iban": counterpart_iban,
                "counterpart_name": counterpart_name,
                "currency": currency,
                "end_date": end_date,
                "end_to_end_id": end_to_end_id,
                "frequency": frequency,
                "iban": iban,
                "purpose": purpose,
                "sepa_purpose_code": sepa_purpose_code,
                "start_date": start_date,
            },
            options=options,
        )

    async def submit(
        self,
        *,
        banking_interface: models.BankingInterface
        | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"]
        | str,
        standing_order_id: int,
        login_credentials: Sequence[models.LoginCredential | types.LoginCredentialDict]
        | Mapping[str, Secret | str]
        | UnsetType = UNSET,
        multi_step_authentication: models.MultiStepAuthenticationCallback
        | types.MultiStepAuthenticationCallbackDict
        | UnsetType = UNSET,
        redirect_url: str | UnsetType = UNSET,
        psu_device_os: str | None = None,
        psu_ip_address: str | None = None,
        psu_user_agent: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.StandingOrder:
        """
        Submit a standing order to the bank.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``banking_interface``, ``standing_order_id``, ``login_credentials``,
        ``multi_step_authentication``, ``redirect_url``, ``psu_device_os``, ``psu_ip_address``,
        ``psu_user_agent``. The provider calls it ``submitStandingOrder`` (``POST
        /api/v2/standingOrders/submit``); see https://docs.finapi.io/. See
        :meth:`StandingOrdersGroup.submit`.
        """
        return await self._client.call(
            SUBMIT_STANDING_ORDER,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            {
                "banking_interface": banking_interface,
                "login_credentials": login_credentials,
                "multi_step_authentication": multi_step_authentication,
                "redirect_url": redirect_url,
                "standing_order_id": standing_order_id,
            },
            options=options,
        )


GET_STANDING_ORDERS: Operation[models.PageableStandingOrderResources] = Operation(
    id="getStandingOrders",
    method="GET",
    path="/api/v2/standingOrders",
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
        Parameter(name="max_amount", wire="maxAmount", place="query", type="number"),
        Parameter(name="min_amount", wire="minAmount", place="query", type="number"),
        Parameter(name="order", wire="order", place="query", many=True),
        Parameter(name="status", wire="status", place="query", explode=False, many=True),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.PageableStandingOrderResources)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="standingOrders",
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
CREATE_STANDING_ORDER: Operation[models.StandingOrder] = Operation(
    id="createStandingOrder",
    method="POST",
    path="/api/v2/standingOrders",
    retry_class="create",
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
    order=OrderFields(
        debtor=("accountId", "iban"),
        payee=("counterpartIban",),
        amount="amount",
        texts=("purpose", "frequency", "startDate"),
    ),
)
SUBMIT_STANDING_ORDER: Operation[models.StandingOrder] = Operation(
    id="submitStandingOrder",
    method="POST",
    path="/api/v2/standingOrders/submit",
    retry_class="payment",
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
