# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Web Forms: Forms for importing bank connections and for payments: creating, watching, ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit import AsyncClient, AsyncListing, CallOptions, Listing, SyncClient
from kontokit.operations import (
    Body,
    Operation,
    Paging,
    Parameter,
    ResourceGroup,
    Result,
    deprecated,
)
from kontokit_finapi_webform import models


class WebFormsGroup(ResourceGroup[SyncClient]):
    """Forms for importing bank connections and for payments: creating, watching, ending."""

    def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        options: CallOptions | None = None,
    ) -> models.WebFormsPage:
        """
        List web forms.

        Lists the user's forms a page at a time, ended and expired ones included. Use it to find
        forms whose id or callback was lost. The bank is not contacted. A bad paging or sorting
        value is refused with 400.

        The provider calls it ``getWebForms``; see https://docs.finapi.io/.

        Args:
            order: Sorting as `createdAt`, optionally followed by a comma and `asc` or `desc`.
                Without it, the oldest comes first.
            page: Number of the page, from 1. At least 1.
            per_page: Number of entries on a page. 1 to 500.

        Returns:
            A page of the user's forms.

        Raises:
            BadRequestError: 400. The request is not as documented; each faulty field is named.
            AuthenticationError: 401. The token is missing, unknown or expired.
            PermissionDeniedError: 403. The token has another role than the one needed, or the
                product is not enabled for the mandator.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_WEB_FORMS, {"order": order, "page": page, "per_page": per_page}, options=options
        )

    def iterate(
        self,
        *,
        order: str | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> Listing[models.WebForm, models.WebFormsPage]:
        """
        List web forms: row by row, over all pages.

        Takes the arguments of ``list`` except ``page``, and raises the same errors.

        The provider calls it ``getWebForms``; see https://docs.finapi.io/.

        Args:
            max_items: Stop after this many rows, over all pages; None returns all.

        Returns:
            The rows; pages are fetched as needed. ``.pages()`` returns whole pages.
        """
        return self._client.iterate(
            GET_WEB_FORMS,
            {"order": order, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    def create_bank_connection_import(
        self,
        body: models.BankConnectionImportDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for importing a bank connection.

        Creates a form in which the user picks a bank, or finds it picked, signs in and lets
        finAPI import the accounts. Nothing is asked of the bank before the user opens `url`.
        When the form has ended, read `payload.bankConnectionId` and follow the download in
        finAPI Access. 422 means `BANK_NOT_SUPPORTED` (no usable bank for `bank`),
        `BANK_NOT_UNIQUE` (the search fits several), `MANDATOR_MISCONFIGURATION` or
        `INVALID_REDIRECT_URL`; 404 means an unknown profile.

        The provider calls it ``createForBankConnectionImport``; see https://docs.finapi.io/.

        Args:
            body: What to import and how. A dict uses the names on the wire.

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
        return self._client.call(CREATE_FOR_BANK_CONNECTION_IMPORT, {}, body, options=options)

    def create_direct_debit_with_account_id(
        self,
        body: models.DirectDebitWithAccountDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a direct debit.

        Creates a form in which the user approves a SEPA direct debit, single or collective, in
        favour of an imported account. No money moves before that. When the form has ended, read
        `payload.paymentId` and ask finAPI Access for the payment's status. 422 with
        `PAYMENT_NOT_SUPPORTED` means that the account cannot collect, that the currency does
        not fit, or that a BIC is missing; `MANDATOR_MISCONFIGURATION` and
        `INVALID_REDIRECT_URL` are possible too. 404 means something unknown, for example the
        profile.

        The provider calls it ``createForDirectDebitWithAccountId``; see
        https://docs.finapi.io/.

        Args:
            body: A single or collective SEPA direct debit. A dict uses the names on the wire.

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
        return self._client.call(CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID, {}, body, options=options)

    def create_payment_with_account_id(
        self,
        body: models.PaymentWithAccountDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment from an imported account.

        Creates a form in which the user approves one or more money transfers from an account
        that finAPI Access already holds. No money moves before that. When the form has ended,
        read `payload.paymentId` and ask finAPI Access for the payment's status. 422 with
        `PAYMENT_NOT_SUPPORTED` means that the account cannot pay, that the currency is not the
        account's, or that a BIC is missing; `MANDATOR_MISCONFIGURATION` and
        `INVALID_REDIRECT_URL` are possible too. 404 means something unknown, for example the
        profile.

        The provider calls it ``createForPaymentWithAccountId``; see https://docs.finapi.io/.

        Args:
            body: One or more money transfers from an imported account. A dict uses the names on
                the wire.

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
        return self._client.call(CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID, {}, body, options=options)

    def create_standalone_payment(
        self,
        body: models.StandalonePaymentDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment without import.

        Creates a form in which the user pays from any account, without importing it into finAPI
        Access; the account is given as `sender` or chosen in the form. No money moves before
        the user approves. When the form has ended, read `payload.paymentId` and ask finAPI
        Access for the payment's status. 422 means `BANK_NOT_SUPPORTED` (no usable bank for the
        sender's IBAN), `PAYMENT_NOT_SUPPORTED` (for example a currency other than EUR),
        `MANDATOR_MISCONFIGURATION` or `INVALID_REDIRECT_URL`; 404 means an unknown profile.

        The provider calls it ``createForStandalonePayment``; see https://docs.finapi.io/.

        Args:
            body: One or more money transfers from an account that need not be imported. A dict
                uses the names on the wire.

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
        return self._client.call(CREATE_FOR_STANDALONE_PAYMENT, {}, body, options=options)

    def create_standing_order(
        self,
        body: models.StandingOrderDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a standing order.

        Creates a form in which the user sets up a standing order at the bank, from an account
        given as `sender` or chosen in the form. When the form has ended, read
        `payload.standingOrderId` and ask finAPI Access for the order's status. 422 means
        `BANK_NOT_SUPPORTED` (no usable bank for the sender's IBAN), `PAYMENT_NOT_SUPPORTED` (a
        currency other than EUR), `MANDATOR_MISCONFIGURATION` or `INVALID_REDIRECT_URL`; 404
        means an unknown profile.

        The provider calls it ``createForStandingOrder``; see https://docs.finapi.io/.

        Args:
            body: A standing order to set up at the bank. A dict uses the names on the wire.

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
        return self._client.call(CREATE_FOR_STANDING_ORDER, {}, body, options=options)

    def get(self, id: str, *, options: CallOptions | None = None) -> models.WebForm:
        """
        Get a web form.

        Reads the state of one form of the user; the bank is not contacted. This is what to poll
        without callbacks, and what to ask after a callback, which carries no payload: every few
        seconds, never more than once per second. Go on while the status is `NOT_YET_OPENED` or
        `IN_PROGRESS`; every other status is final. Then read `payload` for the resource made or
        the error code. An unknown id, or one of another user, is answered with 404.

        The provider calls it ``getWebForm``; see https://docs.finapi.io/.

        Args:
            id: Id of the form, from its creation, a task's `webForm` or a callback's
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
        return self._client.call(GET_WEB_FORM, {"id": id}, options=options)

    def delete(self, id: str, *, options: CallOptions | None = None) -> None:
        """
        Delete a web form.

        Removes one form of the user from the lists; read its `payload` before. To end a form
        that may still be open, cancel it instead. An unknown id is answered with 404, so a
        poller has to stop there.

        The provider calls it ``deleteWebForm``; see https://docs.finapi.io/.

        Args:
            id: Id of the form to delete.

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
        return self._client.call(DELETE_WEB_FORM, {"id": id}, options=options)

    @deprecated("createForBankConnectionUpdate is deprecated by the provider")
    def create_bank_connection_update(
        self,
        body: models.BankConnectionUpdateDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for updating a bank connection.

        Deprecated by the provider.

        Creates a form in which the user updates an imported bank connection. Deprecated in
        2.430 and gone in later versions; use `createBankConnectionUpdateTask`, which asks for a
        form only when one is needed. 404 means an unknown bank connection or profile; 422 means
        `BANK_NOT_SUPPORTED`, `MANDATOR_MISCONFIGURATION` or `INVALID_REDIRECT_URL`.

        The provider calls it ``createForBankConnectionUpdate``; see https://docs.finapi.io/.

        Args:
            body: Which bank connection to update in the deprecated form of version 2.430. A
                dict uses the names on the wire.

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
        return self._client.call(CREATE_FOR_BANK_CONNECTION_UPDATE, {}, body, options=options)

    def cancel(self, id: str, *, options: CallOptions | None = None) -> models.WebForm:
        """
        Cancel a web form.

        Ends a form at once; a user who still looks at it gets an error page. Best used when the
        user has left it already, for example by closing the window. No callback is sent, so act
        on the answer itself. The status becomes `CANCELLED`, or `COMPLETED` when an import has
        brought in at least one interface by then. Known from version 2.906.

        The provider calls it ``cancelWebForm``; see https://docs.finapi.io/.

        Args:
            id: Id of the form to cancel. Exactly 36 characters.

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
        return self._client.call(CANCEL_WEB_FORM, {"id": id}, options=options)


class AsyncWebFormsGroup(ResourceGroup[AsyncClient]):
    """Forms for importing bank connections and for payments: creating, watching, ending."""

    async def list(
        self,
        *,
        order: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        options: CallOptions | None = None,
    ) -> models.WebFormsPage:
        """
        List web forms.

        Arguments: ``order``, ``page``, ``per_page``. See :meth:`WebFormsGroup.list`.
        """
        return await self._client.call(
            GET_WEB_FORMS, {"order": order, "page": page, "per_page": per_page}, options=options
        )

    def iterate(
        self,
        *,
        order: str | None = None,
        per_page: int | None = None,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncListing[models.WebForm, models.WebFormsPage]:
        """
        List web forms: row by row, over all pages.

        Arguments: ``order``, ``per_page``, ``max_items``. See :meth:`WebFormsGroup.iterate`.
        """
        return self._client.iterate(
            GET_WEB_FORMS,
            {"order": order, "per_page": per_page},
            max_items=max_items,
            options=options,
        )

    async def create_bank_connection_import(
        self,
        body: models.BankConnectionImportDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for importing a bank connection.

        Arguments: ``body``. See :meth:`WebFormsGroup.create_bank_connection_import`.
        """
        return await self._client.call(CREATE_FOR_BANK_CONNECTION_IMPORT, {}, body, options=options)

    async def create_direct_debit_with_account_id(
        self,
        body: models.DirectDebitWithAccountDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a direct debit.

        Arguments: ``body``. See :meth:`WebFormsGroup.create_direct_debit_with_account_id`.
        """
        return await self._client.call(
            CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID, {}, body, options=options
        )

    async def create_payment_with_account_id(
        self,
        body: models.PaymentWithAccountDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment from an imported account.

        Arguments: ``body``. See :meth:`WebFormsGroup.create_payment_with_account_id`.
        """
        return await self._client.call(
            CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID, {}, body, options=options
        )

    async def create_standalone_payment(
        self,
        body: models.StandalonePaymentDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a payment without import.

        Arguments: ``body``. See :meth:`WebFormsGroup.create_standalone_payment`.
        """
        return await self._client.call(CREATE_FOR_STANDALONE_PAYMENT, {}, body, options=options)

    async def create_standing_order(
        self,
        body: models.StandingOrderDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for a standing order.

        Arguments: ``body``. See :meth:`WebFormsGroup.create_standing_order`.
        """
        return await self._client.call(CREATE_FOR_STANDING_ORDER, {}, body, options=options)

    async def get(self, id: str, *, options: CallOptions | None = None) -> models.WebForm:
        """
        Get a web form.

        Arguments: ``id``. See :meth:`WebFormsGroup.get`.
        """
        return await self._client.call(GET_WEB_FORM, {"id": id}, options=options)

    async def delete(self, id: str, *, options: CallOptions | None = None) -> None:
        """
        Delete a web form.

        Arguments: ``id``. See :meth:`WebFormsGroup.delete`.
        """
        return await self._client.call(DELETE_WEB_FORM, {"id": id}, options=options)

    @deprecated("createForBankConnectionUpdate is deprecated by the provider")
    async def create_bank_connection_update(
        self,
        body: models.BankConnectionUpdateDetails | Mapping[str, Any],
        *,
        options: CallOptions | None = None,
    ) -> models.WebForm:
        """
        Create a form for updating a bank connection.

        Arguments: ``body``. See :meth:`WebFormsGroup.create_bank_connection_update`.
        """
        return await self._client.call(CREATE_FOR_BANK_CONNECTION_UPDATE, {}, body, options=options)

    async def cancel(self, id: str, *, options: CallOptions | None = None) -> models.WebForm:
        """
        Cancel a web form.

        Arguments: ``id``. See :meth:`WebFormsGroup.cancel`.
        """
        return await self._client.call(CANCEL_WEB_FORM, {"id": id}, options=options)


GET_WEB_FORMS: Operation[models.WebFormsPage] = Operation(
    id="getWebForms",
    method="GET",
    path="/api/webForms",
    retry="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="order", wire="order", place="query"),
        Parameter(name="page", wire="page", place="query"),
        Parameter(name="per_page", wire="perPage", place="query"),
    ),
    results={200: Result(type=models.WebFormsPage)},
    errors={400: models.ValidationError, 401: models.Error, 403: models.Error},
    paging=Paging(
        items="items", page="page", limit="perPage", maximum=500, pages="paging.pageCount"
    ),
)
CREATE_FOR_BANK_CONNECTION_IMPORT: Operation[models.WebForm] = Operation(
    id="createForBankConnectionImport",
    method="POST",
    path="/api/webForms/bankConnectionImport",
    retry="create",
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
    retry="create",
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
)
CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID: Operation[models.WebForm] = Operation(
    id="createForPaymentWithAccountId",
    method="POST",
    path="/api/webForms/paymentWithAccountId",
    retry="create",
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
)
CREATE_FOR_STANDALONE_PAYMENT: Operation[models.WebForm] = Operation(
    id="createForStandalonePayment",
    method="POST",
    path="/api/webForms/standalonePayment",
    retry="create",
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
)
CREATE_FOR_STANDING_ORDER: Operation[models.WebForm] = Operation(
    id="createForStandingOrder",
    method="POST",
    path="/api/webForms/standingOrder",
    retry="create",
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
)
GET_WEB_FORM: Operation[models.WebForm] = Operation(
    id="getWebForm",
    method="GET",
    path="/api/webForms/{id}",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
    results={200: Result(type=models.WebForm)},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
DELETE_WEB_FORM: Operation[None] = Operation(
    id="deleteWebForm",
    method="DELETE",
    path="/api/webForms/{id}",
    retry="write",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
    results={200: Result()},
    errors={401: models.Error, 403: models.Error, 404: models.Error},
)
CREATE_FOR_BANK_CONNECTION_UPDATE: Operation[models.WebForm] = Operation(
    id="createForBankConnectionUpdate",
    method="POST",
    path="/api/webForms/bankConnectionUpdate",
    retry="create",
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
    retry="write",
    security=(("userToken",),),
    parameters=(Parameter(name="id", wire="id", place="path", required=True),),
    results={200: Result(type=models.WebForm)},
    errors={401: models.Error, 403: models.Error, 404: models.Error, 422: models.Error},
)
