# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Web Forms: Forms for importing bank connections and for payments: creating, watching, ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
from kontokit.operations import (
    Body,
    Operation,
    OrderFields,
    Paging,
    Parameter,
    ResourceGroup,
    Result,
    deprecated,
)
from kontokit.serialization import UnsetType
from kontokit_finapi_webform import models

if TYPE_CHECKING:
    from kontokit_finapi_webform import types


class WebFormsGroup(ResourceGroup[SyncClient]):
    """Forms for importing bank connections and for payments: creating, watching, ending."""

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.WebForm, models.WebFormsPage]:
        """
        List web forms.

        Lists the user's forms a page at a time, ended and expired ones included. Use it to find
        forms whose id or callback was lost. The bank is not contacted. A bad paging or sorting
        value is refused with 400.

        The provider calls it ``getWebForms`` (``GET /api/webForms``); see
        https://docs.finapi.io/.

        Args:
            order: Sorting as `createdAt`, optionally followed by a comma and `asc` or `desc`.
                Without it, the oldest comes first.
            page: Number of the page, from 1. At least 1. The list begins with this page.
            per_page: Number of entries on a page. 1 to 500.
            max_items: The most rows to give, over all pages.

        Returns:
            The rows of all pages. ``first_page()`` returns one page: A page of the user's
                forms.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_WEB_FORMS,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create_bank_connection_import(
        self,
        *,
        account_types: Sequence[models.AccountType | types.AccountType | str]
        | None
        | UnsetType = UNSET,
        allow_test_bank: bool | None | UnsetType = UNSET,
        allowed_interfaces: Sequence[
            models.BankingInterface | Literal["XS2A", "FINTS_SERVER", "WEB_SCRAPER"] | str
        ]
        | None
        | UnsetType = UNSET,
        bank: models.ImportBankDetails | types.ImportBankDetailsDict | None | UnsetType = UNSET,
        bank_connection_name: str | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        load_owner_data: bool | None | UnsetType = UNSET,
        max_days_for_download: int | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        skip_balances_download: bool | None | UnsetType = UNSET,
        skip_positions_download: bool | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for importing a bank connection.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Creates a form in which the user picks a bank, or finds it picked, signs in and lets
        finAPI import the accounts. Nothing is asked of the bank before the user opens `url`.
        When the form has ended, read `payload.bankConnectionId` and follow the download in
        finAPI Access. 422 means `BANK_NOT_SUPPORTED` (no usable bank for `bank`),
        `BANK_NOT_UNIQUE` (the search fits several), `MANDATOR_MISCONFIGURATION` or
        `INVALID_REDIRECT_URL`; 404 means an unknown profile.

        The provider calls it ``createForBankConnectionImport`` (``POST
        /api/webForms/bankConnectionImport``); see https://docs.finapi.io/.

        Args:
            account_types: Kinds of accounts to import. Without it, all are. Ask only for what
                you need, because the form goes through further interfaces of the bank to find
                every kind.
            allow_test_bank: Whether the search in the form also finds finAPI's test banks.
                Switch it off for real users. Example: ``false``.
            allowed_interfaces: Interfaces that the import may use; banks without any of them
                are not offered. Together with `account_types` it can rule out every account,
                which ends in `NO_ACCOUNTS_FOR_TYPE_LIST`. Without it, all are allowed.
            bank: Bank to import from. Without it, the user searches for the bank in the form.
            bank_connection_name: Name for the new bank connection in finAPI Access. 1 to 64
                characters. Example: ``Household account``.
            callbacks: Address that finAPI calls when the form has ended. Without it the form
                has to be polled.
            load_owner_data: True also loads data about the owners of the bank connection, where
                the interface supports it. Example: ``false``.
            max_days_for_download: Age in days up to which transactions are requested. 0 sets no
                limit; the bank and finAPI may deliver less. At most 3650. Example: ``90``.
            profile_id: Profile for the form. Without it, the default profile is used. An
                unknown id is answered with 404. Exactly 36 characters. Example:
                ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            redirect_url: Where the bank sends the user after login and SCA on the bank's pages.
                Mandators licensed as `FULLY_LICENSED` or `AISP` have to send it, others must
                not; else 422. It is not the address for the end of the form. 1 to 2048
                characters. Example: ``https://app.example.invalid/bank-return``.
            skip_balances_download: True leaves the balances out. It is allowed only together
                with `skip_positions_download`. Example: ``false``.
            skip_positions_download: True leaves transactions and securities out. Example:
                ``false``.

        Returns:
            The new form, not opened yet. Send the user to its `url`.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_FOR_BANK_CONNECTION_IMPORT,
            {},
            {
                "account_types": account_types,
                "allow_test_bank": allow_test_bank,
                "allowed_interfaces": allowed_interfaces,
                "bank": bank,
                "bank_connection_name": bank_connection_name,
                "callbacks": callbacks,
                "load_owner_data": load_owner_data,
                "max_days_for_download": max_days_for_download,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "skip_balances_download": skip_balances_download,
                "skip_positions_download": skip_positions_download,
            },
            options=options,
        )

    def create_direct_debit_with_account_id(
        self,
        *,
        direct_debit_type: models.DirectDebitType | Literal["B2B", "BASIC"] | str,
        execution_date: date,
        orders: Sequence[models.DirectDebitOrder | types.DirectDebitOrderDict],
        receiver: models.DirectDebitWithAccountReceiver | types.DirectDebitWithAccountReceiverDict,
        sequence_type: models.DirectDebitSequenceType
        | Literal["OOFF", "FRST", "RCUR", "FNAL"]
        | str,
        batch_booking_preferred: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a direct debit.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Creates a form in which the user approves a SEPA direct debit, single or collective, in
        favour of an imported account. No money moves before that. When the form has ended, read
        `payload.paymentId` and ask finAPI Access for the payment's status. 422 with
        `PAYMENT_NOT_SUPPORTED` means that the account cannot collect, that the currency does
        not fit, or that a BIC is missing; `MANDATOR_MISCONFIGURATION` and
        `INVALID_REDIRECT_URL` are possible too. 404 means something unknown, for example the
        profile.

        The provider calls it ``createForDirectDebitWithAccountId`` (``POST
        /api/webForms/directDebitWithAccountId``); see https://docs.finapi.io/.

        Args:
            direct_debit_type: SEPA scheme of the direct debit. The mandate has to be of the
                same scheme.
            execution_date: Day on which the bank shall collect the money. It must not lie in
                the past. Example: ``2024-05-23``.
            orders: The debits to collect. More than one make a collective direct debit, which
                not every account supports. 1 to 15000 items.
            receiver: The imported account that gets the money.
            sequence_type: Place of this direct debit among all that rest on the same mandate.
            batch_booking_preferred: With several orders, true asks the bank for one booking of
                the total and false for a booking per order. The bank may decide otherwise.
                Example: ``true``.
            callbacks: Address that finAPI calls when the form has ended. Without it the form
                has to be polled.
            profile_id: Profile for the form. Without it, the default profile is used. An
                unknown id is answered with 404. Exactly 36 characters. Example:
                ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            redirect_url: Where the bank sends the user after login and SCA on the bank's pages.
                Mandators licensed as `FULLY_LICENSED` or `PISP` have to send it, others must
                not; else 422. It is not the address for the end of the form. 1 to 2048
                characters. Example: ``https://app.example.invalid/bank-return``.

        Returns:
            The new form, not opened yet. Send the user to its `url`.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID,
            {},
            {
                "batch_booking_preferred": batch_booking_preferred,
                "callbacks": callbacks,
                "direct_debit_type": direct_debit_type,
                "execution_date": execution_date,
                "orders": orders,
                "profile_id": profile_id,
                "receiver": receiver,
                "redirect_url": redirect_url,
                "sequence_type": sequence_type,
            },
            options=options,
        )

    def create_payment_with_account_id(
        self,
        *,
        orders: Sequence[models.PaymentWithAccountOrder | types.PaymentWithAccountOrderDict],
        sender: models.PaymentWithAccountSender | types.PaymentWithAccountSenderDict,
        batch_booking_preferred: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        execution_date: date | None | UnsetType = UNSET,
        instant_payment: bool | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment from an imported account.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Creates a form in which the user approves one or more money transfers from an account
        that finAPI Access already holds. No money moves before that. When the form has ended,
        read `payload.paymentId` and ask finAPI Access for the payment's status. 422 with
        `PAYMENT_NOT_SUPPORTED` means that the account cannot pay, that the currency is not the
        account's, or that a BIC is missing; `MANDATOR_MISCONFIGURATION` and
        `INVALID_REDIRECT_URL` are possible too. 404 means something unknown, for example the
        profile.

        The provider calls it ``createForPaymentWithAccountId`` (``POST
        /api/webForms/paymentWithAccountId``); see https://docs.finapi.io/.

        Args:
            orders: The transfers to make. More than one make a collective transfer, which not
                every account supports. 1 to 15000 items.
            sender: The imported account that pays.
            batch_booking_preferred: With several orders, true asks the bank for one booking of
                the total and false for a booking per order. The bank may decide otherwise.
                Example: ``true``.
            callbacks: Address that finAPI calls when the form has ended. Without it the form
                has to be polled.
            execution_date: Day on which the bank shall carry out the transfers. Without it,
                today. It must not lie in the past, and not every bank takes a future one.
                Example: ``2024-05-23``.
            instant_payment: True asks for an instant transfer. It works with one order only,
                needs the support of the interface and both accounts, and may cost the user a
                fee. Example: ``false``.
            profile_id: Profile for the form. Without it, the default profile is used. An
                unknown id is answered with 404. Exactly 36 characters. Example:
                ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            redirect_url: Where the bank sends the user after login and SCA on the bank's pages.
                Mandators licensed as `FULLY_LICENSED` or `PISP` have to send it, others must
                not; else 422. It is not the address for the end of the form. 1 to 2048
                characters. Example: ``https://app.example.invalid/bank-return``.

        Returns:
            The new form, not opened yet. Send the user to its `url`.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID,
            {},
            {
                "batch_booking_preferred": batch_booking_preferred,
                "callbacks": callbacks,
                "execution_date": execution_date,
                "instant_payment": instant_payment,
                "orders": orders,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "sender": sender,
            },
            options=options,
        )

    def create_standalone_payment(
        self,
        *,
        orders: Sequence[models.StandalonePaymentOrder | types.StandalonePaymentOrderDict],
        allow_test_bank: bool | None | UnsetType = UNSET,
        batch_booking_preferred: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        execution_date: date | None | UnsetType = UNSET,
        instant_payment: bool | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        sender: models.Sender | types.SenderDict | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment without import.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Creates a form in which the user pays from any account, without importing it into finAPI
        Access; the account is given as `sender` or chosen in the form. No money moves before
        the user approves. When the form has ended, read `payload.paymentId` and ask finAPI
        Access for the payment's status. 422 means `BANK_NOT_SUPPORTED` (no usable bank for the
        sender's IBAN), `PAYMENT_NOT_SUPPORTED` (for example a currency other than EUR),
        `MANDATOR_MISCONFIGURATION` or `INVALID_REDIRECT_URL`; 404 means an unknown profile.

        The provider calls it ``createForStandalonePayment`` (``POST
        /api/webForms/standalonePayment``); see https://docs.finapi.io/.

        Args:
            orders: The transfers to make. More than one make a collective transfer, which not
                every account supports. 1 to 15000 items.
            allow_test_bank: Whether the search in the form also finds finAPI's test banks.
                Switch it off for real users. Example: ``false``.
            batch_booking_preferred: With several orders, true asks the bank for one booking of
                the total and false for a booking per order. The bank may decide otherwise.
                Example: ``true``.
            callbacks: Address that finAPI calls when the form has ended. Without it the form
                has to be polled.
            execution_date: Day on which the bank shall carry out the transfers. Without it,
                today. It must not lie in the past, and not every bank takes a future one.
                Example: ``2024-05-23``.
            instant_payment: True asks for an instant transfer. It works with one order only,
                needs the support of the interface and both accounts, and may cost the user a
                fee. Example: ``false``.
            profile_id: Profile for the form. Without it, the default profile is used. An
                unknown id is answered with 404. Exactly 36 characters. Example:
                ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            redirect_url: Where the bank sends the user after login and SCA on the bank's pages.
                Mandators licensed as `FULLY_LICENSED` or `PISP` have to send it, others must
                not; else 422. It is not the address for the end of the form. 1 to 2048
                characters. Example: ``https://app.example.invalid/bank-return``.
            sender: Account that pays. Without it, the user searches for the bank or enters the
                IBAN in the form.

        Returns:
            The new form, not opened yet. Send the user to its `url`.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_FOR_STANDALONE_PAYMENT,
            {},
            {
                "allow_test_bank": allow_test_bank,
                "batch_booking_preferred": batch_booking_preferred,
                "callbacks": callbacks,
                "execution_date": execution_date,
                "instant_payment": instant_payment,
                "orders": orders,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "sender": sender,
            },
            options=options,
        )

    def create_standing_order(
        self,
        *,
        amount: models.Amount | types.AmountDict,
        frequency: models.StandingOrderFrequency | types.StandingOrderFrequency | str,
        recipient: models.Recipient | types.RecipientDict,
        start_date: date,
        allow_test_bank: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        end_date: date | None | UnsetType = UNSET,
        end_to_end_id: str | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        purpose: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        sender: models.Sender | types.SenderDict | None | UnsetType = UNSET,
        sepa_purpose_code: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a standing order.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Creates a form in which the user sets up a standing order at the bank, from an account
        given as `sender` or chosen in the form. When the form has ended, read
        `payload.standingOrderId` and ask finAPI Access for the order's status. 422 means
        `BANK_NOT_SUPPORTED` (no usable bank for the sender's IBAN), `PAYMENT_NOT_SUPPORTED` (a
        currency other than EUR), `MANDATOR_MISCONFIGURATION` or `INVALID_REDIRECT_URL`; 404
        means an unknown profile.

        The provider calls it ``createForStandingOrder`` (``POST /api/webForms/standingOrder``);
        see https://docs.finapi.io/.

        Args:
            amount: Amount of every single transfer.
            frequency: How often a transfer is made.
            recipient: Who gets the money.
            start_date: Day of the first transfer. It must not lie in the past. Example:
                ``2024-06-01``.
            allow_test_bank: Whether the search in the form also finds finAPI's test banks.
                Switch it off for real users. Example: ``false``.
            callbacks: Address that finAPI calls when the form has ended. Without it the form
                has to be polled.
            end_date: Day by which the last transfer is made, later than `start_date`. Without
                it, the standing order has no end. Example: ``2025-06-01``.
            end_to_end_id: End-to-end id that the recipient gets too. 1 to 35 characters.
                Example: ``RENT-4711``.
            profile_id: Profile for the form. Without it, the default profile is used. An
                unknown id is answered with 404. Exactly 36 characters. Example:
                ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            purpose: Remittance text of every transfer. 1 to 2000 characters. Example: ``Rent
                Musterstraße 1``.
            redirect_url: Where the bank sends the user after login and SCA on the bank's pages.
                Mandators licensed as `FULLY_LICENSED` or `PISP` have to send it, others must
                not; else 422. It is not the address for the end of the form. 1 to 2048
                characters. Example: ``https://app.example.invalid/bank-return``.
            sender: Account that pays. Without it, the user searches for the bank or enters the
                IBAN in the form.
            sepa_purpose_code: ISO 20022 purpose code in four characters. Banks may ignore it.
                Example: ``OTHR``.

        Returns:
            The new form, not opened yet. Send the user to its `url`.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_FOR_STANDING_ORDER,
            {},
            {
                "allow_test_bank": allow_test_bank,
                "amount": amount,
                "callbacks": callbacks,
                "end_date": end_date,
                "end_to_end_id": end_to_end_id,
                "frequency": frequency,
                "profile_id": profile_id,
                "purpose": purpose,
                "recipient": recipient,
                "redirect_url": redirect_url,
                "sender": sender,
                "sepa_purpose_code": sepa_purpose_code,
                "start_date": start_date,
            },
            options=options,
        )

    def get(
        self, web_form_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.WebForm:
        """
        Get a web form.

        Reads the state of one form of the user; the bank is not contacted. This is what to poll
        without callbacks, and what to ask after a callback, which carries no payload: every few
        seconds, never more than once per second. Go on while the status is `NOT_YET_OPENED` or
        `IN_PROGRESS`; every other status is final. Then read `payload` for the resource made or
        the error code. An unknown id, or one of another user, is answered with 404.

        The provider calls it ``getWebForm`` (``GET /api/webForms/{id}``); see
        https://docs.finapi.io/.

        Args:
            web_form_id: Id of the form, from its creation, a task's `webForm` or a callback's
                `webFormId`.

        Returns:
            The form with its present status.

        Raises:
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_WEB_FORM, {"web_form_id": web_form_id}, options=options)

    def delete(
        self, web_form_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a web form.

        Removes one form of the user from the lists; read its `payload` before. To end a form
        that may still be open, cancel it instead. An unknown id is answered with 404, so a
        poller has to stop there.

        The provider calls it ``deleteWebForm`` (``DELETE /api/webForms/{id}``); see
        https://docs.finapi.io/.

        Args:
            web_form_id: Id of the form to delete.

        Returns:
            The form is deleted. There is no body.

        Raises:
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(DELETE_WEB_FORM, {"web_form_id": web_form_id}, options=options)

    @deprecated("createForBankConnectionUpdate is deprecated by the provider")
    def create_bank_connection_update(
        self,
        *,
        bank: models.UpdateBankDetails | types.UpdateBankDetailsDict,
        account_types: Sequence[models.AccountType | types.AccountType | str]
        | None
        | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | UnsetType = UNSET,
        edit_saved_settings: Sequence[
            models.ManageSavedSettings | Literal["CREDENTIALS", "DEFAULT_TWO_STEP_PROCEDURE"] | str
        ]
        | None
        | UnsetType = UNSET,
        import_new_accounts: bool | None | UnsetType = UNSET,
        load_owner_data: bool | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        skip_positions_download: bool | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for updating a bank connection.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Creates a form in which the user updates an imported bank connection. Deprecated in
        2.430 and gone in later versions; use `createBankConnectionUpdateTask`, which asks for a
        form only when one is needed. 404 means an unknown bank connection or profile; 422 means
        `BANK_NOT_SUPPORTED`, `MANDATOR_MISCONFIGURATION` or `INVALID_REDIRECT_URL`.

        The provider calls it ``createForBankConnectionUpdate`` (``POST
        /api/webForms/bankConnectionUpdate``); see https://docs.finapi.io/.

        Args:
            bank: The bank connection to update.
            account_types: Kinds of accounts to add. Without it, every new account is added. It
                has no effect unless `import_new_accounts` is true.
            callbacks: Address that finAPI calls when the form has ended. Without it the form
                has to be polled.
            edit_saved_settings: Stored settings that the user shall be able to change.
                `CREDENTIALS`, the login data of the bank, is the only one; sending it makes the
                user pass through the login view.
            import_new_accounts: True also adds accounts that the user has at the bank but not
                in finAPI yet. Example: ``false``.
            load_owner_data: True also loads data about the owners of the bank connection, where
                the interface supports it. Example: ``false``.
            profile_id: Profile for the form. Without it, the default profile is used. An
                unknown id is answered with 404. Exactly 36 characters. Example:
                ``7d444840-9dc0-41d1-b245-5ffdce74fad2``.
            skip_positions_download: True leaves transactions and securities out. Example:
                ``false``.

        Returns:
            The new form, not opened yet. Send the user to its `url`.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            InternalServerError: 500. The service has failed.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_FOR_BANK_CONNECTION_UPDATE,
            {},
            {
                "account_types": account_types,
                "bank": bank,
                "callbacks": callbacks,
                "edit_saved_settings": edit_saved_settings,
                "import_new_accounts": import_new_accounts,
                "load_owner_data": load_owner_data,
                "profile_id": profile_id,
                "skip_positions_download": skip_positions_download,
            },
            options=options,
        )

    def cancel(
        self, web_form_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.WebForm:
        """
        Cancel a web form.

        Ends a form at once; a user who still looks at it gets an error page. Best used when the
        user has left it already, for example by closing the window. No callback is sent, so act
        on the answer itself. The status becomes `CANCELLED`, or `COMPLETED` when an import has
        brought in at least one interface by then. Known from version 2.906.

        The provider calls it ``cancelWebForm`` (``POST /api/webForms/{id}/cancel``); see
        https://docs.finapi.io/.

        Args:
            web_form_id: Id of the form to cancel. Exactly 36 characters.

        Returns:
            The form with its final status.

        Raises:
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            NotFoundError: 404. Something that the request names does not exist, or not for this
                user.
            UnprocessableEntityError: 422. The request is understood but cannot be carried out;
                `code` of the error says why.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(CANCEL_WEB_FORM, {"web_form_id": web_form_id}, options=options)


class AsyncWebFormsGroup(ResourceGroup[AsyncClient]):
    """Forms for importing bank connections and for payments: creating, watching, ending."""

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.WebForm, models.WebFormsPage]:
        """
        List web forms.

        Arguments: ``order``, ``page``, ``per_page``, ``max_items``. The provider calls it
        ``getWebForms`` (``GET /api/webForms``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.list`.
        """
        return self._client.list(
            GET_WEB_FORMS,
            {"order": order, "page": page, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create_bank_connection_import(
        self,
        *,
        account_types: Sequence[models.AccountType | types.AccountType | str]
        | None
        | UnsetType = UNSET,
        allow_test_bank: bool | None | UnsetType = UNSET,
        allowed_interfaces: Sequence[
            models.BankingInterface | Literal["XS2A", "FINTS_SERVER", "WEB_SCRAPER"] | str
        ]
        | None
        | UnsetType = UNSET,
        bank: models.ImportBankDetails | types.ImportBankDetailsDict | None | UnsetType = UNSET,
        bank_connection_name: str | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        load_owner_data: bool | None | UnsetType = UNSET,
        max_days_for_download: int | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        skip_balances_download: bool | None | UnsetType = UNSET,
        skip_positions_download: bool | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for importing a bank connection.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``account_types``, ``allow_test_bank``, ``allowed_interfaces``, ``bank``,
        ``bank_connection_name``, ``callbacks``, ``load_owner_data``, ``max_days_for_download``,
        ``profile_id``, ``redirect_url``, ``skip_balances_download``,
        ``skip_positions_download``. The provider calls it ``createForBankConnectionImport``
        (``POST /api/webForms/bankConnectionImport``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.create_bank_connection_import`.
        """
        return await self._client.call(
            CREATE_FOR_BANK_CONNECTION_IMPORT,
            {},
            {
                "account_types": account_types,
                "allow_test_bank": allow_test_bank,
                "allowed_interfaces": allowed_interfaces,
                "bank": bank,
                "bank_connection_name": bank_connection_name,
                "callbacks": callbacks,
                "load_owner_data": load_owner_data,
                "max_days_for_download": max_days_for_download,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "skip_balances_download": skip_balances_download,
                "skip_positions_download": skip_positions_download,
            },
            options=options,
        )

    async def create_direct_debit_with_account_id(
        self,
        *,
        direct_debit_type: models.DirectDebitType | Literal["B2B", "BASIC"] | str,
        execution_date: date,
        orders: Sequence[models.DirectDebitOrder | types.DirectDebitOrderDict],
        receiver: models.DirectDebitWithAccountReceiver | types.DirectDebitWithAccountReceiverDict,
        sequence_type: models.DirectDebitSequenceType
        | Literal["OOFF", "FRST", "RCUR", "FNAL"]
        | str,
        batch_booking_preferred: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a direct debit.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``direct_debit_type``, ``execution_date``, ``orders``, ``receiver``,
        ``sequence_type``, ``batch_booking_preferred``, ``callbacks``, ``profile_id``,
        ``redirect_url``. The provider calls it ``createForDirectDebitWithAccountId`` (``POST
        /api/webForms/directDebitWithAccountId``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.create_direct_debit_with_account_id`.
        """
        return await self._client.call(
            CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID,
            {},
            {
                "batch_booking_preferred": batch_booking_preferred,
                "callbacks": callbacks,
                "direct_debit_type": direct_debit_type,
                "execution_date": execution_date,
                "orders": orders,
                "profile_id": profile_id,
                "receiver": receiver,
                "redirect_url": redirect_url,
                "sequence_type": sequence_type,
            },
            options=options,
        )

    async def create_payment_with_account_id(
        self,
        *,
        orders: Sequence[models.PaymentWithAccountOrder | types.PaymentWithAccountOrderDict],
        sender: models.PaymentWithAccountSender | types.PaymentWithAccountSenderDict,
        batch_booking_preferred: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        execution_date: date | None | UnsetType = UNSET,
        instant_payment: bool | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment from an imported account.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``orders``, ``sender``, ``batch_booking_preferred``, ``callbacks``,
        ``execution_date``, ``instant_payment``, ``profile_id``, ``redirect_url``. The provider
        calls it ``createForPaymentWithAccountId`` (``POST
        /api/webForms/paymentWithAccountId``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.create_payment_with_account_id`.
        """
        return await self._client.call(
            CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID,
            {},
            {
                "batch_booking_preferred": batch_booking_preferred,
                "callbacks": callbacks,
                "execution_date": execution_date,
                "instant_payment": instant_payment,
                "orders": orders,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "sender": sender,
            },
            options=options,
        )

    async def create_standalone_payment(
        self,
        *,
        orders: Sequence[models.StandalonePaymentOrder | types.StandalonePaymentOrderDict],
        allow_test_bank: bool | None | UnsetType = UNSET,
        batch_booking_preferred: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        execution_date: date | None | UnsetType = UNSET,
        instant_payment: bool | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        sender: models.Sender | types.SenderDict | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment without import.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``orders``, ``allow_test_bank``, ``batch_booking_preferred``, ``callbacks``,
        ``execution_date``, ``instant_payment``, ``profile_id``, ``redirect_url``, ``sender``.
        The provider calls it ``createForStandalonePayment`` (``POST
        /api/webForms/standalonePayment``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.create_standalone_payment`.
        """
        return await self._client.call(
            CREATE_FOR_STANDALONE_PAYMENT,
            {},
            {
                "allow_test_bank": allow_test_bank,
                "batch_booking_preferred": batch_booking_preferred,
                "callbacks": callbacks,
                "execution_date": execution_date,
                "instant_payment": instant_payment,
                "orders": orders,
                "profile_id": profile_id,
                "redirect_url": redirect_url,
                "sender": sender,
            },
            options=options,
        )

    async def create_standing_order(
        self,
        *,
        amount: models.Amount | types.AmountDict,
        frequency: models.StandingOrderFrequency | types.StandingOrderFrequency | str,
        recipient: models.Recipient | types.RecipientDict,
        start_date: date,
        allow_test_bank: bool | None | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | None | UnsetType = UNSET,
        end_date: date | None | UnsetType = UNSET,
        end_to_end_id: str | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        purpose: str | None | UnsetType = UNSET,
        redirect_url: str | None | UnsetType = UNSET,
        sender: models.Sender | types.SenderDict | None | UnsetType = UNSET,
        sepa_purpose_code: str | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for a standing order.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``amount``, ``frequency``, ``recipient``, ``start_date``,
        ``allow_test_bank``, ``callbacks``, ``end_date``, ``end_to_end_id``, ``profile_id``,
        ``purpose``, ``redirect_url``, ``sender``, ``sepa_purpose_code``. The provider calls it
        ``createForStandingOrder`` (``POST /api/webForms/standingOrder``); see
        https://docs.finapi.io/. See :meth:`WebFormsGroup.create_standing_order`.
        """
        return await self._client.call(
            CREATE_FOR_STANDING_ORDER,
            {},
            {
                "allow_test_bank": allow_test_bank,
                "amount": amount,
                "callbacks": callbacks,
                "end_date": end_date,
                "end_to_end_id": end_to_end_id,
                "frequency": frequency,
                "profile_id": profile_id,
                "purpose": purpose,
                "recipient": recipient,
                "redirect_url": redirect_url,
                "sender": sender,
                "sepa_purpose_code": sepa_purpose_code,
                "start_date": start_date,
            },
            options=options,
        )

    async def get(
        self, web_form_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.WebForm:
        """
        Get a web form.

        Arguments: ``web_form_id``. The provider calls it ``getWebForm`` (``GET
        /api/webForms/{id}``); see https://docs.finapi.io/. See :meth:`WebFormsGroup.get`.
        """
        return await self._client.call(GET_WEB_FORM, {"web_form_id": web_form_id}, options=options)

    async def delete(
        self, web_form_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Delete a web form.

        Arguments: ``web_form_id``. The provider calls it ``deleteWebForm`` (``DELETE
        /api/webForms/{id}``); see https://docs.finapi.io/. See :meth:`WebFormsGroup.delete`.
        """
        return await self._client.call(
            DELETE_WEB_FORM, {"web_form_id": web_form_id}, options=options
        )

    @deprecated("createForBankConnectionUpdate is deprecated by the provider")
    async def create_bank_connection_update(
        self,
        *,
        bank: models.UpdateBankDetails | types.UpdateBankDetailsDict,
        account_types: Sequence[models.AccountType | types.AccountType | str]
        | None
        | UnsetType = UNSET,
        callbacks: models.Callbacks | types.CallbacksDict | UnsetType = UNSET,
        edit_saved_settings: Sequence[
            models.ManageSavedSettings | Literal["CREDENTIALS", "DEFAULT_TWO_STEP_PROCEDURE"] | str
        ]
        | None
        | UnsetType = UNSET,
        import_new_accounts: bool | None | UnsetType = UNSET,
        load_owner_data: bool | None | UnsetType = UNSET,
        profile_id: str | None | UnsetType = UNSET,
        skip_positions_download: bool | None | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.WebForm:
        """
        Create a form for updating a bank connection.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``bank``, ``account_types``, ``callbacks``, ``edit_saved_settings``,
        ``import_new_accounts``, ``load_owner_data``, ``profile_id``,
        ``skip_positions_download``. The provider calls it ``createForBankConnectionUpdate``
        (``POST /api/webForms/bankConnectionUpdate``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.create_bank_connection_update`.
        """
        return await self._client.call(
            CREATE_FOR_BANK_CONNECTION_UPDATE,
            {},
            {
                "account_types": account_types,
                "bank": bank,
                "callbacks": callbacks,
                "edit_saved_settings": edit_saved_settings,
                "import_new_accounts": import_new_accounts,
                "load_owner_data": load_owner_data,
                "profile_id": profile_id,
                "skip_positions_download": skip_positions_download,
            },
            options=options,
        )

    async def cancel(
        self, web_form_id: str, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.WebForm:
        """
        Cancel a web form.

        Arguments: ``web_form_id``. The provider calls it ``cancelWebForm`` (``POST
        /api/webForms/{id}/cancel``); see https://docs.finapi.io/. See
        :meth:`WebFormsGroup.cancel`.
        """
        return await self._client.call(
            CANCEL_WEB_FORM, {"web_form_id": web_form_id}, options=options
        )


GET_WEB_FORMS: Operation[models.WebFormsPage] = Operation(
    id="getWebForms",
    method="GET",
    path="/api/webForms",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query"),
        Parameter(name="page", wire="page", place="query", type="integer"),
        Parameter(name="per_page", wire="perPage", place="query", type="integer"),
    ),
    results={200: Result(type=models.WebFormsPage)},
    errors={400: models.ValidationError, 401: models.Error, 403: models.Error},
    rows="items",
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
CREATE_FOR_BANK_CONNECTION_IMPORT: Operation[models.WebForm] = Operation(
    id="createForBankConnectionImport",
    method="POST",
    path="/api/webForms/bankConnectionImport",
    retry_class="create",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.BankConnectionImportDetails, required=True
    ),
    results={201: Result(type=models.WebForm)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        500: models.Error,
    },
    sca=("webform",),
)
CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID: Operation[models.WebForm] = Operation(
    id="createForDirectDebitWithAccountId",
    method="POST",
    path="/api/webForms/directDebitWithAccountId",
    retry_class="create",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.DirectDebitWithAccountDetails, required=True
    ),
    results={201: Result(type=models.WebForm)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        500: models.Error,
    },
    sca=("webform",),
    order=OrderFields(
        items=("orders",),
        debtor=("receiver.accountId",),
        payee=("payer.iban",),
        amount="amount.value",
        texts=("purpose", "mandateId"),
    ),
)
CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID: Operation[models.WebForm] = Operation(
    id="createForPaymentWithAccountId",
    method="POST",
    path="/api/webForms/paymentWithAccountId",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.PaymentWithAccountDetails, required=True),
    results={201: Result(type=models.WebForm)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        500: models.Error,
    },
    sca=("webform",),
    order=OrderFields(
        items=("orders",),
        debtor=("sender.accountId",),
        payee=("recipient.iban",),
        amount="amount.value",
        texts=("purpose", "structuredRemittanceInformation"),
    ),
)
CREATE_FOR_STANDALONE_PAYMENT: Operation[models.WebForm] = Operation(
    id="createForStandalonePayment",
    method="POST",
    path="/api/webForms/standalonePayment",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.StandalonePaymentDetails, required=True),
    results={201: Result(type=models.WebForm)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        500: models.Error,
    },
    sca=("webform",),
    order=OrderFields(
        items=("orders",),
        debtor=("sender.iban",),
        payee=("recipient.iban",),
        amount="amount.value",
        texts=("purpose", "structuredRemittanceInformation"),
    ),
)
CREATE_FOR_STANDING_ORDER: Operation[models.WebForm] = Operation(
    id="createForStandingOrder",
    method="POST",
    path="/api/webForms/standingOrder",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.StandingOrderDetails, required=True),
    results={201: Result(type=models.WebForm)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        500: models.Error,
    },
    sca=("webform",),
    order=OrderFields(
        debtor=("sender.iban",),
        payee=("recipient.iban",),
        amount="amount.value",
        texts=("purpose", "frequency", "startDate"),
    ),
)
GET_WEB_FORM: Operation[models.WebForm] = Operation(
    id="getWebForm",
    method="GET",
    path="/api/webForms/{id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="web_form_id", wire="id", place="path", required=True),),
    results={200: Result(type=models.WebForm)},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
DELETE_WEB_FORM: Operation[None] = Operation(
    id="deleteWebForm",
    method="DELETE",
    path="/api/webForms/{id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(Parameter(name="web_form_id", wire="id", place="path", required=True),),
    results={200: Result()},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
CREATE_FOR_BANK_CONNECTION_UPDATE: Operation[models.WebForm] = Operation(
    id="createForBankConnectionUpdate",
    method="POST",
    path="/api/webForms/bankConnectionUpdate",
    retry_class="create",
    security=(("userToken",),),
    body=Body(
        media_type="application/json", type=models.BankConnectionUpdateDetails, required=True
    ),
    results={201: Result(type=models.WebForm)},
    errors={
        400: models.ValidationError,
        401: models.Error,
        403: models.Error,
        404: models.Error,
        422: models.Error,
        500: models.Error,
    },
    sca=("webform",),
)
CANCEL_WEB_FORM: Operation[models.WebForm] = Operation(
    id="cancelWebForm",
    method="POST",
    path="/api/webForms/{id}/cancel",
    retry_class="write",
    security=(("userToken",),),
    parameters=(Parameter(name="web_form_id", wire="id", place="path", required=True),),
    results={200: Result(type=models.WebForm)},
    errors={401: models.Error, 403: models.Error, 404: models.Error, 422: models.Error},
)
