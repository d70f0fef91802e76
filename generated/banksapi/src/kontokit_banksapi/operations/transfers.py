# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Transfers: The older way to start transfers, with a TAN in a second call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, Secret, SyncClient
from kontokit.operations import (
    Body,
    Operation,
    OrderFields,
    Parameter,
    ResourceGroup,
    Result,
    deprecated,
)
from kontokit.serialization import UnsetType
from kontokit_banksapi import models

if TYPE_CHECKING:
    from kontokit_banksapi import types


class TransfersGroup(ResourceGroup[SyncClient]):
    """The older way to start transfers, with a TAN in a second call."""

    @deprecated("createTransfer is deprecated by the provider")
    def create(
        self,
        provider_id: str | UUID,
        product_id: str,
        *,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        empfaenger: str | UnsetType = UNSET,
        verwendungszweck: str | UnsetType = UNSET,
        iban: str | UnsetType = UNSET,
        bic: str | UnsetType = UNSET,
        waehrung: str | UnsetType = UNSET,
        betrag: Decimal | int | str | UnsetType = UNSET,
        sicherheitsverfahren_kodierung: int | UnsetType = UNSET,
        ausfuehrungsdatum: date | UnsetType = UNSET,
        tan_medium_name: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TransferInteraction:
        """
        Create a transfer (older operation).

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Orders one credit transfer in the older way; for new code there is
        `initiateSingleTransfer`. The relation `start_ueberweisung` of a product leads here.

        The answer asks for a procedure or medium (`set_method`, `set_medium`) unless both were
        sent along, and then for the TAN (`submit_text_tan`). A tenant with REG/Protect may send
        an empty object, is answered with 451 and sends the user to the web form. Never repeat
        the call after a lost answer, or the order may be placed twice.

        The provider calls it ``createTransfer`` (``POST
        /customer/v2/ueberweisung/{provider-id}/{product-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider_id: Id of the bank or service provider, as in the list of providers.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            credentials: Encrypted credentials of the user at the provider.
            empfaenger: Name of the payee. Example: ``Muster GmbH``.
            verwendungszweck: Remittance information for the payee. Example: ``Rechnung
                2024-0815``.
            iban: IBAN of the payee. Example: ``DE89370400440532013000``.
            bic: BIC of the payee's bank. Example: ``COBADEFFXXX``.
            waehrung: Currency as ISO 4217 letters. Example: ``EUR``.
            betrag: Amount to transfer, in units of `waehrung`.
            sicherheitsverfahren_kodierung: Code of the procedure to authorise with, as the bank
                access lists it. Sent along, it saves the step `set_method`. Example: ``942``.
            ausfuehrungsdatum: Day of execution, for a scheduled transfer. Example:
                ``2024-12-24``.
            tan_medium_name: Name of the TAN medium to authorise with. Sent along, it saves the
                step `set_medium`. Example: ``Mobil``.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.

        Returns:
            The order, with what the user may choose from and the relation to the next step.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            WebFormRequiredError: 451. No error, but the usual outcome for a tenant with
                REG/Protect: the user has to go on in the web form of BANKSapi. Append the
                parameter `callbackUrl`, URL-encoded, and open the address in the user's
                browser. It works once and must not be fetched by your program. There is no
                body.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_TRANSFER,
            {
                "provider_id": provider_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {
                "credentials": credentials,
                "empfaenger": empfaenger,
                "verwendungszweck": verwendungszweck,
                "iban": iban,
                "bic": bic,
                "waehrung": waehrung,
                "betrag": betrag,
                "sicherheitsverfahren_kodierung": sicherheitsverfahren_kodierung,
                "ausfuehrungsdatum": ausfuehrungsdatum,
                "tan_medium_name": tan_medium_name,
            },
            options=options,
        )

    @deprecated("createBulkTransfer is deprecated by the provider")
    def create_bulk(
        self,
        provider_id: str | UUID,
        product_id: str,
        *,
        payments: Sequence[
            models.UeberweisungDetailsInput
            | models.UeberweisungDetails
            | types.UeberweisungDetailsDict
        ],
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        sicherheitsverfahren_kodierung: int | UnsetType = UNSET,
        ausfuehrungsdatum: date | UnsetType = UNSET,
        tan_medium_name: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TransferInteraction:
        """
        Create a bulk transfer (older operation).

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Orders several credit transfers in the older way, authorised together; for new code
        there is `initiateBulkTransfer`.

        The answer asks for a procedure or medium (`set_method`, `set_medium`) unless both were
        sent along, and then for the TAN (`submit_text_tan`). A tenant with REG/Protect is
        answered with 451 and sends the user to the web form; the transfers have to be given
        here all the same. Never repeat the call after a lost answer, or the order may be placed
        twice.

        The provider calls it ``createBulkTransfer`` (``POST
        /customer/v2/ueberweisung/bulk/{provider-id}/{product-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider_id: Id of the bank or service provider, as in the list of providers.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            payments: The transfers.
            credentials: Encrypted credentials of the user at the provider.
            sicherheitsverfahren_kodierung: Code of the procedure to authorise with, as the bank
                access lists it. Sent along, it saves the step `set_method`. Example: ``942``.
            ausfuehrungsdatum: Day of execution, for scheduled transfers. Example:
                ``2024-12-24``.
            tan_medium_name: Name of the TAN medium to authorise with. Sent along, it saves the
                step `set_medium`. Example: ``Mobil``.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.

        Returns:
            The orders, with what the user may choose from and the relation to the next step.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            WebFormRequiredError: 451. No error, but the usual outcome for a tenant with
                REG/Protect: the user has to go on in the web form of BANKSapi. Append the
                parameter `callbackUrl`, URL-encoded, and open the address in the user's
                browser. It works once and must not be fetched by your program. There is no
                body.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CREATE_BULK_TRANSFER,
            {
                "provider_id": provider_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {
                "credentials": credentials,
                "payments": payments,
                "sicherheitsverfahren_kodierung": sicherheitsverfahren_kodierung,
                "ausfuehrungsdatum": ausfuehrungsdatum,
                "tan_medium_name": tan_medium_name,
            },
            options=options,
        )

    @deprecated("submitTransferTan is deprecated by the provider")
    def submit_tan(
        self,
        provider_id: str | UUID,
        product_id: str,
        payment_id: str | UUID,
        *,
        tan: Secret | str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Interaction:
        """
        Submit the TAN of a transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Hands in the TAN for a transfer that was created with `createTransfer`. The relation
        `submit_text_tan` leads here.

        When the TAN was wrong, the answer still holds `timeout` and `submit_text_tan`, and the
        hint has changed; when it was right both are gone. Although the method is PUT, never
        repeat the call with the same TAN: after a lost answer the transfer may have been
        carried out.

        The provider calls it ``submitTransferTan`` (``PUT
        /customer/v2/ueberweisung/{provider-id}/{product-id}/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider_id: Id of the bank or service provider, as in the list of providers.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            payment_id: Id that BANKSapi gave to the payment.
            tan: The TAN as the user typed it. Leading zeros count.

        Returns:
            The outcome, or the request for another TAN.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            SUBMIT_TRANSFER_TAN,
            {"provider_id": provider_id, "product_id": product_id, "payment_id": payment_id},
            {"tan": tan},
            options=options,
        )

    @deprecated("submitBulkTransferTan is deprecated by the provider")
    def submit_bulk_tan(
        self,
        provider_id: str | UUID,
        product_id: str,
        payment_id: str | UUID,
        *,
        tan: Secret | str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Interaction:
        """
        Submit the TAN of a bulk transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Deprecated by the provider.

        Hands in the TAN for a bulk transfer that was created with `createBulkTransfer`. The
        relation `submit_text_tan` leads here.

        When the TAN was wrong, the answer still holds `timeout` and `submit_text_tan`, and the
        hint has changed; when it was right both are gone. Although the method is PUT, never
        repeat the call with the same TAN: after a lost answer the transfer may have been
        carried out.

        The provider calls it ``submitBulkTransferTan`` (``PUT
        /customer/v2/ueberweisung/bulk/{provider-id}/{product-id}/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider_id: Id of the bank or service provider, as in the list of providers.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            payment_id: Id that BANKSapi gave to the payment.
            tan: The TAN as the user typed it. Leading zeros count.

        Returns:
            The outcome, or the request for another TAN.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            NotFoundError: 404. The address leads to nothing, or to nothing of this user.
                Relations may be out of date: read the resource again and follow its new ones.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            SUBMIT_BULK_TRANSFER_TAN,
            {"provider_id": provider_id, "product_id": product_id, "payment_id": payment_id},
            {"tan": tan},
            options=options,
        )


class AsyncTransfersGroup(ResourceGroup[AsyncClient]):
    """The older way to start transfers, with a TAN in a second call."""

    @deprecated("createTransfer is deprecated by the provider")
    async def create(
        self,
        provider_id: str | UUID,
        product_id: str,
        *,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        empfaenger: str | UnsetType = UNSET,
        verwendungszweck: str | UnsetType = UNSET,
        iban: str | UnsetType = UNSET,
        bic: str | UnsetType = UNSET,
        waehrung: str | UnsetType = UNSET,
        betrag: Decimal | int | str | UnsetType = UNSET,
        sicherheitsverfahren_kodierung: int | UnsetType = UNSET,
        ausfuehrungsdatum: date | UnsetType = UNSET,
        tan_medium_name: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TransferInteraction:
        """
        Create a transfer (older operation).

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``provider_id``, ``product_id``, ``credentials``, ``empfaenger``,
        ``verwendungszweck``, ``iban``, ``bic``, ``waehrung``, ``betrag``,
        ``sicherheitsverfahren_kodierung``, ``ausfuehrungsdatum``, ``tan_medium_name``,
        ``customer_ip_address``, ``callback_url``. The provider calls it ``createTransfer``
        (``POST /customer/v2/ueberweisung/{provider-id}/{product-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`TransfersGroup.create`.
        """
        return await self._client.call(
            CREATE_TRANSFER,
            {
                "provider_id": provider_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {
                "credentials": credentials,
                "empfaenger": empfaenger,
                "verwendungszweck": verwendungszweck,
                "iban": iban,
                "bic": bic,
                "waehrung": waehrung,
                "betrag": betrag,
                "sicherheitsverfahren_kodierung": sicherheitsverfahren_kodierung,
                "ausfuehrungsdatum": ausfuehrungsdatum,
                "tan_medium_name": tan_medium_name,
            },
            options=options,
        )

    @deprecated("createBulkTransfer is deprecated by the provider")
    async def create_bulk(
        self,
        provider_id: str | UUID,
        product_id: str,
        *,
        payments: Sequence[
            models.UeberweisungDetailsInput
            | models.UeberweisungDetails
            | types.UeberweisungDetailsDict
        ],
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        sicherheitsverfahren_kodierung: int | UnsetType = UNSET,
        ausfuehrungsdatum: date | UnsetType = UNSET,
        tan_medium_name: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.TransferInteraction:
        """
        Create a bulk transfer (older operation).

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``provider_id``, ``product_id``, ``payments``, ``credentials``,
        ``sicherheitsverfahren_kodierung``, ``ausfuehrungsdatum``, ``tan_medium_name``,
        ``customer_ip_address``, ``callback_url``. The provider calls it ``createBulkTransfer``
        (``POST /customer/v2/ueberweisung/bulk/{provider-id}/{product-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`TransfersGroup.create_bulk`.
        """
        return await self._client.call(
            CREATE_BULK_TRANSFER,
            {
                "provider_id": provider_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {
                "credentials": credentials,
                "payments": payments,
                "sicherheitsverfahren_kodierung": sicherheitsverfahren_kodierung,
                "ausfuehrungsdatum": ausfuehrungsdatum,
                "tan_medium_name": tan_medium_name,
            },
            options=options,
        )

    @deprecated("submitTransferTan is deprecated by the provider")
    async def submit_tan(
        self,
        provider_id: str | UUID,
        product_id: str,
        payment_id: str | UUID,
        *,
        tan: Secret | str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Interaction:
        """
        Submit the TAN of a transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``provider_id``, ``product_id``, ``payment_id``, ``tan``. The provider calls
        it ``submitTransferTan`` (``PUT
        /customer/v2/ueberweisung/{provider-id}/{product-id}/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`TransfersGroup.submit_tan`.
        """
        return await self._client.call(
            SUBMIT_TRANSFER_TAN,
            {"provider_id": provider_id, "product_id": product_id, "payment_id": payment_id},
            {"tan": tan},
            options=options,
        )

    @deprecated("submitBulkTransferTan is deprecated by the provider")
    async def submit_bulk_tan(
        self,
        provider_id: str | UUID,
        product_id: str,
        payment_id: str | UUID,
        *,
        tan: Secret | str,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Interaction:
        """
        Submit the TAN of a bulk transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``provider_id``, ``product_id``, ``payment_id``, ``tan``. The provider calls
        it ``submitBulkTransferTan`` (``PUT
        /customer/v2/ueberweisung/bulk/{provider-id}/{product-id}/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`TransfersGroup.submit_bulk_tan`.
        """
        return await self._client.call(
            SUBMIT_BULK_TRANSFER_TAN,
            {"provider_id": provider_id, "product_id": product_id, "payment_id": payment_id},
            {"tan": tan},
            options=options,
        )


CREATE_TRANSFER: Operation[models.TransferInteraction] = Operation(
    id="createTransfer",
    method="POST",
    path="/customer/v2/ueberweisung/{provider-id}/{product-id}",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="provider_id", wire="provider-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
    ),
    body=Body(media_type="application/json", type=models.CreateTransfer, required=True),
    results={200: Result(type=models.TransferInteraction)},
    other_statuses=(400, 401, 403, 404, 451, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    order=OrderFields(payee=("iban",), amount="betrag", texts=("verwendungszweck",)),
)
CREATE_BULK_TRANSFER: Operation[models.TransferInteraction] = Operation(
    id="createBulkTransfer",
    method="POST",
    path="/customer/v2/ueberweisung/bulk/{provider-id}/{product-id}",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="provider_id", wire="provider-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
    ),
    body=Body(media_type="application/json", type=models.CreateBulkTransferLegacy, required=True),
    results={200: Result(type=models.TransferInteraction)},
    other_statuses=(400, 401, 403, 404, 451, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    order=OrderFields(
        items=("payments",), payee=("iban",), amount="betrag", texts=("verwendungszweck",)
    ),
)
SUBMIT_TRANSFER_TAN: Operation[models.Interaction] = Operation(
    id="submitTransferTan",
    method="PUT",
    path="/customer/v2/ueberweisung/{provider-id}/{product-id}/{payment-id}",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="provider_id", wire="provider-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(name="payment_id", wire="payment-id", place="path", required=True),
    ),
    body=Body(media_type="application/json", type=models.CreateTextTan, required=True),
    results={200: Result(type=models.Interaction)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
SUBMIT_BULK_TRANSFER_TAN: Operation[models.Interaction] = Operation(
    id="submitBulkTransferTan",
    method="PUT",
    path="/customer/v2/ueberweisung/bulk/{provider-id}/{product-id}/{payment-id}",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="provider_id", wire="provider-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(name="payment_id", wire="payment-id", place="path", required=True),
    ),
    body=Body(media_type="application/json", type=models.CreateTextTan, required=True),
    results={200: Result(type=models.Interaction)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
