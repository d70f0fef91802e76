# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Payments: Money transfers and direct debits.
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
from kontokit_finapi_access_v1 import models

if TYPE_CHECKING:
    from kontokit_finapi_access_v1 import types


class PaymentsGroup(ResourceGroup[SyncClient]):
    """Money transfers and direct debits."""

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
    ) -> Listing[models.Payment, models.PageablePaymentResources]:
        """
        List payments.

        Lists the user's payments, both money transfers and direct debits, a page at a time.
        Filters are combined with AND; without any filter every payment is listed. Only finAPI's
        stored data is read and the bank is not contacted, so a status does not change by
        calling this. An invalid filter or page size is refused with 400.

        The provider calls it ``getPayments`` (``GET /api/v1/payments``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html.

        Args:
            account_ids: Keeps only payments of these accounts, given as finAPI's account
                identifiers. At most 1000 identifiers are accepted. Payments without an account
                in finAPI (standalone payments) never match.
            ids: Keeps only payments with one of these identifiers. At most 1000 are accepted.
            max_amount: Keeps only payments whose total amount is at most this value. Compare
                with the positive `amount` of the payment.
            min_amount: Keeps only payments whose total amount is at least this value. Compare
                with the positive `amount` of the payment.
            order: Sort criteria, most important first, each a property name followed by a comma
                and `ASC` or `DESC`. Without it the payments are sorted by ascending `id`.
            status: Keeps only payments in one of these states. The values are those of
                `OrderInitiationStatus`, for example `OPEN` for payments that are created but
                not yet submitted.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: The page of payments that
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
            GET_PAYMENTS,
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

    def create_direct_debit(
        self,
        *,
        account_id: int,
        direct_debit_type: models.DirectDebitType | Literal["B2B", "BASIC"] | str,
        direct_debits: Sequence[models.DirectDebitOrderParams | types.DirectDebitOrderParamsDict],
        execution_date: date,
        sequence_type: models.DirectDebitSequenceType
        | Literal["OOFF", "FRST", "RCUR", "FNAL"]
        | str,
        single_booking: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Payment:
        """
        Create a direct debit.

        Stores a single or collective SEPA direct debit that credits an imported account. The
        bank is not contacted and no money moves; the new payment has the status `OPEN` until it
        is sent with `POST /payments/submit`. All orders share the same type, sequence type and
        execution date. An unknown account is refused with 404, content that does not fit the
        account or the order with 422, and 403 is returned when the client is not allowed to
        make payments.

        The provider calls it ``createDirectDebit`` (``POST /api/v1/payments/directDebits``);
        see https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html.

        Args:
            account_id: Identifier of the imported account that receives the money. Direct
                debits need an imported account; there is no standalone form. Example: ``2``.
            direct_debit_type: Direct debit scheme of all orders. The account must support it.
            direct_debits: The orders. More than one makes a collective direct debit, which the
                account must support. 1 to 15000 items.
            execution_date: Day on which the bank is to collect the money. It must not be in the
                past, and banks require some days in advance. Example: ``2024-05-24``.
            sequence_type: Position of this collection within the mandates of the orders.
            single_booking: With several orders, `true` asks the bank to book each of them
                separately, `false` to book their total in one entry. The bank decides whether
                it follows; with one order it has no effect. Example: ``false``.

        Returns:
            The direct debit is stored and waits for submission.

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
            CREATE_DIRECT_DEBIT,
            {},
            {
                "account_id": account_id,
                "direct_debit_type": direct_debit_type,
                "direct_debits": direct_debits,
                "execution_date": execution_date,
                "sequence_type": sequence_type,
                "single_booking": single_booking,
            },
            options=options,
        )

    def create_money_transfer(
        self,
        *,
        money_transfers: Sequence[
            models.MoneyTransferOrderParams | types.MoneyTransferOrderParamsDict
        ],
        account_id: int | UnsetType = UNSET,
        execution_date: date | UnsetType = UNSET,
        iban: str | UnsetType = UNSET,
        instant_payment: bool | UnsetType = UNSET,
        single_booking: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Payment:
        """
        Create a money transfer.

        Stores a money transfer with one or more orders, to be debited either from an imported
        account (`account_id`) or from one that finAPI does not hold (a standalone payment). The
        bank is not contacted and no money moves; the new payment has the status `OPEN` until it
        is sent with `POST /payments/submit`. An unknown account is refused with 404, content
        that does not fit the account or the order with 422, and 403 is returned when payments
        or standalone payments are not enabled for the client.

        The provider calls it ``createMoneyTransfer`` (``POST
        /api/v1/payments/moneyTransfers``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html.

        Args:
            money_transfers: The orders. More than one makes a collective transfer; where that
                is not supported it is refused with `COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED`. 1
                to 15000 items.
            account_id: Identifier of the imported account to debit. Leave it out for a
                standalone payment. Example: ``2``.
            execution_date: Day on which the bank is to execute the transfer, today or later.
                Without it the bank executes it as soon as possible. A future day works only
                where the bank supports future-dated transfers. Example: ``2024-05-17``.
            iban: IBAN of the account to debit in a standalone payment. Leave it out when
                `account_id` is given. Example: ``DE89370400440532013000``.
            instant_payment: Whether to send a SEPA instant credit transfer. Set it only when
                the payment capabilities of the bank or account include instant transfers.
                Example: ``false``.
            single_booking: With several orders, `true` asks the bank to book each of them
                separately, `false` to book their total in one entry. The bank decides whether
                it follows; with one order it has no effect. Example: ``false``.

        Returns:
            The money transfer is stored and waits for submission.

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
            CREATE_MONEY_TRANSFER,
            {},
            {
                "account_id": account_id,
                "execution_date": execution_date,
                "iban": iban,
                "instant_payment": instant_payment,
                "money_transfers": money_transfers,
                "single_booking": single_booking,
            },
            options=options,
        )

    def submit(
        self,
        *,
        interface: models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str,
        payment_id: int,
        force_web_form: bool | UnsetType = UNSET,
        hide_transaction_details_in_web_form: bool | UnsetType = UNSET,
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
    ) -> models.Payment:
        """
        Submit a payment to the bank.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Sends a stored payment to the bank over the chosen interface. When the bank asks for SCA
        the answer is 510 with the challenge in `errors[].multiStepAuthentication`; repeat the
        call with the whole previous body plus the answer in `multi_step_authentication`, until
        200 is returned. When the user has to continue in finAPI's web form, the answer is 451
        and the `Location` header holds the address of the form. 404 means an unknown payment,
        422 a rejection by the bank or missing or unfit credentials, and 501 that the interface
        cannot carry out the order.

        The provider calls it ``submitPayment`` (``POST /api/v1/payments/submit``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html.

        Args:
            interface: Interface over which the payment is sent. The bank must support payments
                on it.
            payment_id: Identifier of the payment, from its creation. Example: ``5``.
            force_web_form: Whether finAPI's web form is used even where the call could do
                without it. The answer is then 451. Example: ``false``.
            hide_transaction_details_in_web_form: Whether the web form conceals the details of
                the payment while it asks the user for the second factor. Example: ``false``.
            login_credentials: Values for the login fields of the chosen interface, matched by
                `label`. Fields whose values are stored with the bank connection can be left
                out; a missing value is refused with `MISSING_CREDENTIALS`, unknown labels with
                `LOGIN_FIELDS_MISMATCH`.
            multi_step_authentication: Answer to the challenge of the previous 510. It is left
                out in the first call.
            redirect_url: Address of your application to which the bank sends the user back
                after authentication. It is needed when the interface has the property
                `REDIRECT_APPROACH`, and left out otherwise. Example:
                ``https://app.example.invalid/callback``.
            psu_device_os: The operating system of your user's device. Send it together with the
                address.
            psu_ip_address: The IPv4 address from which your user acts right now. With the
                user's metadata the bank counts the access as attended; without, it counts
                against the four unattended accesses a day that a consent allows.
            psu_user_agent: The browser or app of your user. Send it together with the address.

        Returns:
            The payment was handed to the bank; its `status` and `bankMessage` tell the outcome.

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
            WebFormRequiredError: 451. The user has to fill in a web form at the address in
                `Location`; follow its status with the web form's id.
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
            SUBMIT_PAYMENT,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            {
                "force_web_form": force_web_form,
                "hide_transaction_details_in_web_form": hide_transaction_details_in_web_form,
                "interface": interface,
                "login_credentials": login_credentials,
                "multi_step_authentication": multi_step_authentication,
                "payment_id": payment_id,
                "redirect_url": redirect_url,
            },
            options=options,
        )


class AsyncPaymentsGroup(ResourceGroup[AsyncClient]):
    """Money transfers and direct debits."""

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
    ) -> AsyncListing[models.Payment, models.PageablePaymentResources]:
        """
        List payments.

        Arguments: ``account_ids``, ``ids``, ``max_amount``, ``min_amount``, ``order``,
        ``status``, ``page``, ``per_page``, ``max_items``. The provider calls it ``getPayments``
        (``GET /api/v1/payments``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html. See
        :meth:`PaymentsGroup.list`.
        """
        return self._client.list(
            GET_PAYMENTS,
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

    async def create_direct_debit(
        self,
        *,
        account_id: int,
        direct_debit_type: models.DirectDebitType | Literal["B2B", "BASIC"] | str,
        direct_debits: Sequence[models.DirectDebitOrderParams | types.DirectDebitOrderParamsDict],
        execution_date: date,
        sequence_type: models.DirectDebitSequenceType
        | Literal["OOFF", "FRST", "RCUR", "FNAL"]
        | str,
        single_booking: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Payment:
        """
        Create a direct debit.

        Arguments: ``account_id``, ``direct_debit_type``, ``direct_debits``, ``execution_date``,
        ``sequence_type``, ``single_booking``. The provider calls it ``createDirectDebit``
        (``POST /api/v1/payments/directDebits``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html. See
        :meth:`PaymentsGroup.create_direct_debit`.
        """
        return await self._client.call(
            CREATE_DIRECT_DEBIT,
            {},
            {
                "account_id": account_id,
                "direct_debit_type": direct_debit_type,
                "direct_debits": direct_debits,
                "execution_date": execution_date,
                "sequence_type": sequence_type,
                "single_booking": single_booking,
            },
            options=options,
        )

    async def create_money_transfer(
        self,
        *,
        money_transfers: Sequence[
            models.MoneyTransferOrderParams | types.MoneyTransferOrderParamsDict
        ],
        account_id: int | UnsetType = UNSET,
        execution_date: date | UnsetType = UNSET,
        iban: str | UnsetType = UNSET,
        instant_payment: bool | UnsetType = UNSET,
        single_booking: bool | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Payment:
        """
        Create a money transfer.

        Arguments: ``money_transfers``, ``account_id``, ``execution_date``, ``iban``,
        ``instant_payment``, ``single_booking``. The provider calls it ``createMoneyTransfer``
        (``POST /api/v1/payments/moneyTransfers``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html. See
        :meth:`PaymentsGroup.create_money_transfer`.
        """
        return await self._client.call(
            CREATE_MONEY_TRANSFER,
            {},
            {
                "account_id": account_id,
                "execution_date": execution_date,
                "iban": iban,
                "instant_payment": instant_payment,
                "money_transfers": money_transfers,
                "single_booking": single_booking,
            },
            options=options,
        )

    async def submit(
        self,
        *,
        interface: models.BankingInterface | Literal["WEB_SCRAPER", "FINTS_SERVER", "XS2A"] | str,
        payment_id: int,
        force_web_form: bool | UnsetType = UNSET,
        hide_transaction_details_in_web_form: bool | UnsetType = UNSET,
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
    ) -> models.Payment:
        """
        Submit a payment to the bank.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``interface``, ``payment_id``, ``force_web_form``,
        ``hide_transaction_details_in_web_form``, ``login_credentials``,
        ``multi_step_authentication``, ``redirect_url``, ``psu_device_os``, ``psu_ip_address``,
        ``psu_user_agent``. The provider calls it ``submitPayment`` (``POST
        /api/v1/payments/submit``); see
        https://docs.kontokit.invalid/finapi_access_v1/operations/payments.html. See
        :meth:`PaymentsGroup.submit`.
        """
        return await self._client.call(
            SUBMIT_PAYMENT,
            {
                "psu_device_os": psu_device_os,
                "psu_ip_address": psu_ip_address,
                "psu_user_agent": psu_user_agent,
            },
            {
                "force_web_form": force_web_form,
                "hide_transaction_details_in_web_form": hide_transaction_details_in_web_form,
                "interface": interface,
                "login_credentials": login_credentials,
                "multi_step_authentication": multi_step_authentication,
                "payment_id": payment_id,
                "redirect_url": redirect_url,
            },
            options=options,
        )


GET_PAYMENTS: Operation[models.PageablePaymentResources] = Operation(
    id="getPayments",
    method="GET",
    path="/api/v1/payments",
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
    results={200: Result(type=models.PageablePaymentResources)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    rows="payments",
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
CREATE_DIRECT_DEBIT: Operation[models.Payment] = Operation(
    id="createDirectDebit",
    method="POST",
    path="/api/v1/payments/directDebits",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.CreateDirectDebitParams, required=True),
    results={201: Result(type=models.Payment)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    order=OrderFields(
        items=("directDebits",),
        debtor=("accountId",),
        payee=("counterpartIban",),
        amount="amount",
        texts=("purpose", "mandateId"),
    ),
)
CREATE_MONEY_TRANSFER: Operation[models.Payment] = Operation(
    id="createMoneyTransfer",
    method="POST",
    path="/api/v1/payments/moneyTransfers",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.CreateMoneyTransferParams, required=True),
    results={201: Result(type=models.Payment)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        500: models.ErrorMessage,
    },
    order=OrderFields(
        items=("moneyTransfers",),
        debtor=("accountId", "iban"),
        payee=("counterpartIban",),
        amount="amount",
        texts=("purpose",),
    ),
)
SUBMIT_PAYMENT: Operation[models.Payment] = Operation(
    id="submitPayment",
    method="POST",
    path="/api/v1/payments/submit",
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
    body=Body(media_type="application/json", type=models.SubmitPaymentParams, required=True),
    results={200: Result(type=models.Payment)},
    errors={
        400: models.ErrorMessage,
        401: models.BadCredentialsError,
        403: models.ErrorMessage,
        404: models.ErrorMessage,
        422: models.ErrorMessage,
        451: models.ErrorMessage,
        500: models.ErrorMessage,
        501: models.ErrorMessage,
        510: models.ErrorMessage,
    },
    read_timeout=300.0,
    sca=("repeat", "webform"),
)
