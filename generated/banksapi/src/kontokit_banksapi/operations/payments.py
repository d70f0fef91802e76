# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Payments: Transfers and debits, single and bulk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, Secret, SyncClient
from kontokit.operations import Body, Operation, OrderFields, Parameter, ResourceGroup, Result
from kontokit.serialization import UnsetType
from kontokit_banksapi import models

if TYPE_CHECKING:
    from kontokit_banksapi import types


class PaymentsGroup(ResourceGroup[SyncClient]):
    """Transfers and debits, single and bulk."""

    def initiate_single_transfer_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        transfer_details: models.TransferDetailsInput
        | models.TransferDetails
        | types.TransferDetailsDict,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleTransferResult:
        """
        Transfer with stored credentials.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders a credit transfer from one product of a bank access, with credentials that
        BANKSapi keeps for the bank access (`sync: true`), so that none are sent. The relation
        `initiate_single_transfer_with_saved_credentials` of a product leads here. Without
        stored credentials the answer is 404.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. Never repeat the call after a lost answer, or the
        order may be placed twice.

        The provider calls it ``initiateSingleTransferWithSavedCredentials`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/single-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            transfer_details: The transfer.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

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
            INITIATE_SINGLE_TRANSFER_WITH_SAVED_CREDENTIALS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {"transfer_details": transfer_details},
            options=options,
        )

    def initiate_bulk_transfer_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        transfer_details: Sequence[
            models.TransferDetailsInput | models.TransferDetails | types.TransferDetailsDict
        ],
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkTransferResult:
        """
        Bulk transfer with stored credentials.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders several credit transfers from one product of a bank access, authorised together,
        with credentials that BANKSapi keeps for the bank access (`sync: true`), so that none
        are sent. The relation `initiate_bulk_transfer_with_saved_credentials` of a product
        leads here. Without stored credentials the answer is 404.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. Never repeat the call after a lost answer, or the
        order may be placed twice.

        The provider calls it ``initiateBulkTransferWithSavedCredentials`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/bulk-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            transfer_details: The transfers, authorised together.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

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
            INITIATE_BULK_TRANSFER_WITH_SAVED_CREDENTIALS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {"transfer_details": transfer_details},
            options=options,
        )

    def initiate_single_debit_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        creditor_scheme_identification: str,
        requested_collection_date: date,
        debit_details: models.DebitDetailsInput | models.DebitDetails | types.DebitDetailsDict,
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleDebitResult:
        """
        Direct debit with stored credentials.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders a direct debit to one product of a bank access, with credentials that BANKSapi
        keeps for the bank access (`sync: true`), so that none are sent. Without stored
        credentials the answer is 404.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. Never repeat the call after a lost answer, or the
        order may be placed twice.

        The provider calls it ``initiateSingleDebitWithSavedCredentials`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/single-debit``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            creditor_scheme_identification: Creditor identifier of the collecting party.
                Example: ``DE98ZZZ09999999999``.
            requested_collection_date: Day on which the money is to be collected. Example:
                ``2024-02-22``.
            debit_details: The debit.
            business: True for the SEPA business-to-business scheme, false for the core scheme.
                Set it here or in every item of `debit_details`, never in both places. Example:
                ``false``.
            sequence_type: Sequence of the collections. Set it together with `business`, in the
                same place.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

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
            INITIATE_SINGLE_DEBIT_WITH_SAVED_CREDENTIALS,
            {"access_id": access_id, "product_id": product_id},
            {
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    def initiate_bulk_debit_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        creditor_scheme_identification: str,
        requested_collection_date: date,
        debit_details: Sequence[
            models.DebitDetailsInput | models.DebitDetails | types.DebitDetailsDict
        ],
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkDebitResult:
        """
        Bulk debit with stored credentials.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders several direct debits to one product of a bank access, authorised together, with
        credentials that BANKSapi keeps for the bank access (`sync: true`), so that none are
        sent. Without stored credentials the answer is 404.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. Never repeat the call after a lost answer, or the
        order may be placed twice.

        The provider calls it ``initiateBulkDebitWithSavedCredentials`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/bulk-debit``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            creditor_scheme_identification: Creditor identifier of the collecting party.
                Example: ``DE98ZZZ09999999999``.
            requested_collection_date: Day on which the money is to be collected. Example:
                ``2024-02-22``.
            debit_details: The debits, authorised together.
            business: True for the SEPA business-to-business scheme, false for the core scheme.
                Set it here or in every item of `debit_details`, never in both places. Example:
                ``false``.
            sequence_type: Sequence of the collections. Set it together with `business`, in the
                same place.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

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
            INITIATE_BULK_DEBIT_WITH_SAVED_CREDENTIALS,
            {"access_id": access_id, "product_id": product_id},
            {
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    def initiate_single_transfer(
        self,
        *,
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        transfer_details: models.TransferDetailsInput
        | models.TransferDetails
        | types.TransferDetailsDict
        | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleTransferResult:
        """
        Initiate a transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders one credit transfer. The relation `initiate_single_transfer` of a product leads
        here.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. A tenant with REG/Protect is answered with 451
        instead and sends the user to the web form; the body may be empty then, or hold what is
        known already. Never repeat the call after a lost answer, or the order may be placed
        twice.

        The provider calls it ``initiateSingleTransfer`` (``POST
        /customer/v2/payment/single-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider: Provider that keeps the user's account. Example:
                ``00000000-0000-0000-0000-000000000000``.
            credentials: Encrypted credentials of the user at this provider.
            product: Id of the user's bank product, for payment accounts the IBAN. Example:
                ``DE00123456789012345679``.
            transfer_details: The transfer. Needed unless the user fills it in on the web form.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.
            query_tan_settings: Set to true to have the bank list its procedures and media
                again, instead of using the ones the user chose the last time.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            WebFormRequiredError: 451. No error, but the usual outcome for a tenant with
                REG/Protect: the user has to go on in the web form of BANKSapi. Append the
                parameter `callbackUrl`, URL-encoded, and open the address in the user's
                browser. It works once and must not be fetched by your program. Document 001
                shows no body; the newer document and an integration have one (unverified).
                Flows ask after the order by its relation `self`.
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
            INITIATE_SINGLE_TRANSFER,
            {
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "query_tan_settings": query_tan_settings,
            },
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "transfer_details": transfer_details,
            },
            options=options,
        )

    def get_single_transfer(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.SingleTransferResult:
        """
        Get a transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Tells how far an order has come. This is how the outcome of an order is found out when
        an answer was lost, before anything is sent again. The relation `get_single_transfer` of
        a consent leads here, and so does `self` of the order.

        The provider calls it ``getSingleTransfer`` (``GET
        /customer/v2/payment/single-transfer/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            payment_id: Id that BANKSapi gave to the payment.

        Returns:
            The order and the present state of its SCA.

        Raises:
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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_SINGLE_TRANSFER, {"payment_id": payment_id}, options=options)

    def initiate_bulk_transfer(
        self,
        *,
        transfer_details: Sequence[
            models.TransferDetailsInput | models.TransferDetails | types.TransferDetailsDict
        ],
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkTransferResult:
        """
        Initiate a bulk transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders several credit transfers from one account, authorised together. The relation
        `initiate_bulk_transfer` of a product leads here.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. A tenant with REG/Protect is answered with 451
        instead and sends the user to the web form; the items have to be given here all the
        same. Never repeat the call after a lost answer, or the order may be placed twice.

        The provider calls it ``initiateBulkTransfer`` (``POST
        /customer/v2/payment/bulk-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            transfer_details: The transfers.
            provider: Provider that keeps the user's account. Example:
                ``00000000-0000-0000-0000-000000000000``.
            credentials: Encrypted credentials of the user at this provider.
            product: Id of the user's bank product, for payment accounts the IBAN. Example:
                ``DE00123456789012345679``.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.
            query_tan_settings: Set to true to have the bank list its procedures and media
                again, instead of using the ones the user chose the last time.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            WebFormRequiredError: 451. No error, but the usual outcome for a tenant with
                REG/Protect: the user has to go on in the web form of BANKSapi. Append the
                parameter `callbackUrl`, URL-encoded, and open the address in the user's
                browser. It works once and must not be fetched by your program. Document 001
                shows no body; the newer document and an integration have one (unverified).
                Flows ask after the order by its relation `self`.
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
            INITIATE_BULK_TRANSFER,
            {
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "query_tan_settings": query_tan_settings,
            },
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "transfer_details": transfer_details,
            },
            options=options,
        )

    def get_bulk_transfer(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BulkTransferResult:
        """
        Get a bulk transfer.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Tells how far an order has come. This is how the outcome of an order is found out when
        an answer was lost, before anything is sent again. The relation `get_bulk_transfer` of a
        consent leads here, and so does `self` of the order. The newer document has an empty 200
        here, which tells nothing.

        The provider calls it ``getBulkTransfer`` (``GET
        /customer/v2/payment/bulk-transfer/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            payment_id: Id that BANKSapi gave to the payment.

        Returns:
            The order and the present state of its SCA.

        Raises:
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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_BULK_TRANSFER, {"payment_id": payment_id}, options=options)

    def initiate_single_debit(
        self,
        *,
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        creditor_scheme_identification: str | UnsetType = UNSET,
        requested_collection_date: date | UnsetType = UNSET,
        debit_details: models.DebitDetailsInput
        | models.DebitDetails
        | types.DebitDetailsDict
        | UnsetType = UNSET,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleDebitResult:
        """
        Initiate a direct debit.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders one SEPA direct debit. The account holder needs a creditor identifier and a
        mandate of the debtor.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. A tenant with REG/Protect is answered with 451
        instead and sends the user to the web form; the body may be empty then, or hold what is
        known already. Never repeat the call after a lost answer, or the order may be placed
        twice.

        The provider calls it ``initiateSingleDebit`` (``POST
        /customer/v2/payment/single-debit``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            provider: Provider that keeps the user's account. Example:
                ``00000000-0000-0000-0000-000000000000``.
            credentials: Encrypted credentials of the user at this provider.
            product: Id of the user's bank product, for payment accounts the IBAN. Example:
                ``DE00123456789012345679``.
            business: True for the SEPA business-to-business scheme, false for the core scheme.
                Set it here or in every item of `debit_details`, never in both places. Example:
                ``false``.
            sequence_type: Sequence of the collections. Set it together with `business`, in the
                same place.
            creditor_scheme_identification: Creditor identifier of the collecting party.
                Example: ``DE98ZZZ09999999999``.
            requested_collection_date: Day on which the money is to be collected. Example:
                ``2024-02-22``.
            debit_details: The debit. Needed unless the user fills it in on the web form.
            query_tan_settings: Set to true to have the bank list its procedures and media
                again, instead of using the ones the user chose the last time.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            WebFormRequiredError: 451. No error, but the usual outcome for a tenant with
                REG/Protect: the user has to go on in the web form of BANKSapi. Append the
                parameter `callbackUrl`, URL-encoded, and open the address in the user's
                browser. It works once and must not be fetched by your program. Document 001
                shows no body; the newer document and an integration have one (unverified).
                Flows ask after the order by its relation `self`.
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
            INITIATE_SINGLE_DEBIT,
            {"query_tan_settings": query_tan_settings},
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    def get_single_debit(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.SingleDebitResult:
        """
        Get a direct debit.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Tells how far an order has come. This is how the outcome of an order is found out when
        an answer was lost, before anything is sent again. The relation `get_single_debit` of a
        consent leads here, and so does `self` of the order.

        The provider calls it ``getSingleDebit`` (``GET
        /customer/v2/payment/single-debit/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            payment_id: Id that BANKSapi gave to the payment.

        Returns:
            The order and the present state of its SCA.

        Raises:
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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_SINGLE_DEBIT, {"payment_id": payment_id}, options=options)

    def initiate_bulk_debit(
        self,
        *,
        creditor_scheme_identification: str,
        requested_collection_date: date,
        debit_details: Sequence[
            models.DebitDetailsInput | models.DebitDetails | types.DebitDetailsDict
        ],
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkDebitResult:
        """
        Initiate a bulk debit.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Orders several SEPA direct debits to one account, authorised together. The account
        holder needs a creditor identifier and a mandate of each debtor.

        The call contacts the bank. The answer starts an SCA as a rule: follow its relations,
        which lead to the consent operations. A tenant with REG/Protect is answered with 451
        instead and sends the user to the web form; the items have to be given here all the
        same. Never repeat the call after a lost answer, or the order may be placed twice.

        The provider calls it ``initiateBulkDebit`` (``POST /customer/v2/payment/bulk-debit``);
        see https://docs.banksapi.de/api/banks-connect.html.

        Args:
            creditor_scheme_identification: Creditor identifier of the collecting party.
                Example: ``DE98ZZZ09999999999``.
            requested_collection_date: Day on which the money is to be collected. Example:
                ``2024-02-22``.
            debit_details: The debits.
            provider: Provider that keeps the user's account. Example:
                ``00000000-0000-0000-0000-000000000000``.
            credentials: Encrypted credentials of the user at this provider.
            product: Id of the user's bank product, for payment accounts the IBAN. Example:
                ``DE00123456789012345679``.
            business: True for the SEPA business-to-business scheme, false for the core scheme.
                Set it here or in every item of `debit_details`, never in both places. Example:
                ``false``.
            sequence_type: Sequence of the collections. Set it together with `business`, in the
                same place.
            query_tan_settings: Set to true to have the bank list its procedures and media
                again, instead of using the ones the user chose the last time.

        Returns:
            The order and the state of its SCA. Its relations lead to the next step.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            WebFormRequiredError: 451. No error, but the usual outcome for a tenant with
                REG/Protect: the user has to go on in the web form of BANKSapi. Append the
                parameter `callbackUrl`, URL-encoded, and open the address in the user's
                browser. It works once and must not be fetched by your program. Document 001
                shows no body; the newer document and an integration have one (unverified).
                Flows ask after the order by its relation `self`.
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
            INITIATE_BULK_DEBIT,
            {"query_tan_settings": query_tan_settings},
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    def get_bulk_debit(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BulkDebitResult:
        """
        Get a bulk debit.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Tells how far an order has come. This is how the outcome of an order is found out when
        an answer was lost, before anything is sent again. The relation `get_bulk_debit` of a
        consent leads here, and so does `self` of the order.

        The provider calls it ``getBulkDebit`` (``GET
        /customer/v2/payment/bulk-debit/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            payment_id: Id that BANKSapi gave to the payment.

        Returns:
            The order and the present state of its SCA.

        Raises:
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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(GET_BULK_DEBIT, {"payment_id": payment_id}, options=options)


class AsyncPaymentsGroup(ResourceGroup[AsyncClient]):
    """Transfers and debits, single and bulk."""

    async def initiate_single_transfer_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        transfer_details: models.TransferDetailsInput
        | models.TransferDetails
        | types.TransferDetailsDict,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleTransferResult:
        """
        Transfer with stored credentials.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``product_id``, ``transfer_details``, ``customer_ip_address``,
        ``callback_url``. The provider calls it ``initiateSingleTransferWithSavedCredentials``
        (``POST /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/single-transfer``);
        see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_single_transfer_with_saved_credentials`.
        """
        return await self._client.call(
            INITIATE_SINGLE_TRANSFER_WITH_SAVED_CREDENTIALS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {"transfer_details": transfer_details},
            options=options,
        )

    async def initiate_bulk_transfer_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        transfer_details: Sequence[
            models.TransferDetailsInput | models.TransferDetails | types.TransferDetailsDict
        ],
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkTransferResult:
        """
        Bulk transfer with stored credentials.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``product_id``, ``transfer_details``, ``customer_ip_address``,
        ``callback_url``. The provider calls it ``initiateBulkTransferWithSavedCredentials``
        (``POST /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/bulk-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_bulk_transfer_with_saved_credentials`.
        """
        return await self._client.call(
            INITIATE_BULK_TRANSFER_WITH_SAVED_CREDENTIALS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
            },
            {"transfer_details": transfer_details},
            options=options,
        )

    async def initiate_single_debit_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        creditor_scheme_identification: str,
        requested_collection_date: date,
        debit_details: models.DebitDetailsInput | models.DebitDetails | types.DebitDetailsDict,
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleDebitResult:
        """
        Direct debit with stored credentials.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``product_id``, ``creditor_scheme_identification``,
        ``requested_collection_date``, ``debit_details``, ``business``, ``sequence_type``. The
        provider calls it ``initiateSingleDebitWithSavedCredentials`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/single-debit``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_single_debit_with_saved_credentials`.
        """
        return await self._client.call(
            INITIATE_SINGLE_DEBIT_WITH_SAVED_CREDENTIALS,
            {"access_id": access_id, "product_id": product_id},
            {
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    async def initiate_bulk_debit_with_saved_credentials(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        creditor_scheme_identification: str,
        requested_collection_date: date,
        debit_details: Sequence[
            models.DebitDetailsInput | models.DebitDetails | types.DebitDetailsDict
        ],
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkDebitResult:
        """
        Bulk debit with stored credentials.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``product_id``, ``creditor_scheme_identification``,
        ``requested_collection_date``, ``debit_details``, ``business``, ``sequence_type``. The
        provider calls it ``initiateBulkDebitWithSavedCredentials`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/payment/bulk-debit``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_bulk_debit_with_saved_credentials`.
        """
        return await self._client.call(
            INITIATE_BULK_DEBIT_WITH_SAVED_CREDENTIALS,
            {"access_id": access_id, "product_id": product_id},
            {
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    async def initiate_single_transfer(
        self,
        *,
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        transfer_details: models.TransferDetailsInput
        | models.TransferDetails
        | types.TransferDetailsDict
        | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleTransferResult:
        """
        Initiate a transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``provider``, ``credentials``, ``product``, ``transfer_details``,
        ``customer_ip_address``, ``callback_url``, ``query_tan_settings``. The provider calls it
        ``initiateSingleTransfer`` (``POST /customer/v2/payment/single-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_single_transfer`.
        """
        return await self._client.call(
            INITIATE_SINGLE_TRANSFER,
            {
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "query_tan_settings": query_tan_settings,
            },
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "transfer_details": transfer_details,
            },
            options=options,
        )

    async def get_single_transfer(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.SingleTransferResult:
        """
        Get a transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``payment_id``. The provider calls it ``getSingleTransfer`` (``GET
        /customer/v2/payment/single-transfer/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.get_single_transfer`.
        """
        return await self._client.call(
            GET_SINGLE_TRANSFER, {"payment_id": payment_id}, options=options
        )

    async def initiate_bulk_transfer(
        self,
        *,
        transfer_details: Sequence[
            models.TransferDetailsInput | models.TransferDetails | types.TransferDetailsDict
        ],
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkTransferResult:
        """
        Initiate a bulk transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``transfer_details``, ``provider``, ``credentials``, ``product``,
        ``customer_ip_address``, ``callback_url``, ``query_tan_settings``. The provider calls it
        ``initiateBulkTransfer`` (``POST /customer/v2/payment/bulk-transfer``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_bulk_transfer`.
        """
        return await self._client.call(
            INITIATE_BULK_TRANSFER,
            {
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "query_tan_settings": query_tan_settings,
            },
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "transfer_details": transfer_details,
            },
            options=options,
        )

    async def get_bulk_transfer(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BulkTransferResult:
        """
        Get a bulk transfer.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``payment_id``. The provider calls it ``getBulkTransfer`` (``GET
        /customer/v2/payment/bulk-transfer/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.get_bulk_transfer`.
        """
        return await self._client.call(
            GET_BULK_TRANSFER, {"payment_id": payment_id}, options=options
        )

    async def initiate_single_debit(
        self,
        *,
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        creditor_scheme_identification: str | UnsetType = UNSET,
        requested_collection_date: date | UnsetType = UNSET,
        debit_details: models.DebitDetailsInput
        | models.DebitDetails
        | types.DebitDetailsDict
        | UnsetType = UNSET,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.SingleDebitResult:
        """
        Initiate a direct debit.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``provider``, ``credentials``, ``product``, ``business``, ``sequence_type``,
        ``creditor_scheme_identification``, ``requested_collection_date``, ``debit_details``,
        ``query_tan_settings``. The provider calls it ``initiateSingleDebit`` (``POST
        /customer/v2/payment/single-debit``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_single_debit`.
        """
        return await self._client.call(
            INITIATE_SINGLE_DEBIT,
            {"query_tan_settings": query_tan_settings},
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    async def get_single_debit(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.SingleDebitResult:
        """
        Get a direct debit.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``payment_id``. The provider calls it ``getSingleDebit`` (``GET
        /customer/v2/payment/single-debit/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.get_single_debit`.
        """
        return await self._client.call(
            GET_SINGLE_DEBIT, {"payment_id": payment_id}, options=options
        )

    async def initiate_bulk_debit(
        self,
        *,
        creditor_scheme_identification: str,
        requested_collection_date: date,
        debit_details: Sequence[
            models.DebitDetailsInput | models.DebitDetails | types.DebitDetailsDict
        ],
        provider: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        product: str | UnsetType = UNSET,
        business: bool | UnsetType = UNSET,
        sequence_type: models.DebitSequenceType
        | Literal["FRST", "RCUR", "FNAL", "OOFF"]
        | str
        | UnsetType = UNSET,
        query_tan_settings: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BulkDebitResult:
        """
        Initiate a bulk debit.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``creditor_scheme_identification``, ``requested_collection_date``,
        ``debit_details``, ``provider``, ``credentials``, ``product``, ``business``,
        ``sequence_type``, ``query_tan_settings``. The provider calls it ``initiateBulkDebit``
        (``POST /customer/v2/payment/bulk-debit``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.initiate_bulk_debit`.
        """
        return await self._client.call(
            INITIATE_BULK_DEBIT,
            {"query_tan_settings": query_tan_settings},
            {
                "provider": provider,
                "credentials": credentials,
                "product": product,
                "business": business,
                "sequence_type": sequence_type,
                "creditor_scheme_identification": creditor_scheme_identification,
                "requested_collection_date": requested_collection_date,
                "debit_details": debit_details,
            },
            options=options,
        )

    async def get_bulk_debit(
        self, payment_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BulkDebitResult:
        """
        Get a bulk debit.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``payment_id``. The provider calls it ``getBulkDebit`` (``GET
        /customer/v2/payment/bulk-debit/{payment-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`PaymentsGroup.get_bulk_debit`.
        """
        return await self._client.call(GET_BULK_DEBIT, {"payment_id": payment_id}, options=options)


INITIATE_SINGLE_TRANSFER_WITH_SAVED_CREDENTIALS: Operation[models.SingleTransferResult] = Operation(
    id="initiateSingleTransferWithSavedCredentials",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/payment/single-transfer",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
    ),
    body=Body(
        media_type="application/json", type=models.SingleTransferDataBankAccess, required=True
    ),
    results={200: Result(type=models.SingleTransferResult)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
    order=OrderFields(
        items=("transferDetails",), payee=("iban",), amount="amount", texts=("purpose",)
    ),
)
INITIATE_BULK_TRANSFER_WITH_SAVED_CREDENTIALS: Operation[models.BulkTransferResult] = Operation(
    id="initiateBulkTransferWithSavedCredentials",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/payment/bulk-transfer",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
    ),
    body=Body(media_type="application/json", type=models.BulkTransferDataBankAccess, required=True),
    results={200: Result(type=models.BulkTransferResult)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
    order=OrderFields(
        items=("transferDetails",), payee=("iban",), amount="amount", texts=("purpose",)
    ),
)
INITIATE_SINGLE_DEBIT_WITH_SAVED_CREDENTIALS: Operation[models.SingleDebitResult] = Operation(
    id="initiateSingleDebitWithSavedCredentials",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/payment/single-debit",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
    ),
    body=Body(media_type="application/json", type=models.SingleDebitDataBankAccess, required=True),
    results={200: Result(type=models.SingleDebitResult)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
    order=OrderFields(
        items=("debitDetails",),
        payee=("debtorIban", "debtorAccountNumber", "debtorBankCode"),
        amount="amount",
        texts=("purpose",),
    ),
)
INITIATE_BULK_DEBIT_WITH_SAVED_CREDENTIALS: Operation[models.BulkDebitResult] = Operation(
    id="initiateBulkDebitWithSavedCredentials",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/payment/bulk-debit",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
    ),
    body=Body(media_type="application/json", type=models.BulkDebitDataBankAccess, required=True),
    results={200: Result(type=models.BulkDebitResult)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
    order=OrderFields(
        items=("debitDetails",),
        payee=("debtorIban", "debtorAccountNumber", "debtorBankCode"),
        amount="amount",
        texts=("purpose",),
    ),
)
INITIATE_SINGLE_TRANSFER: Operation[models.SingleTransferResult] = Operation(
    id="initiateSingleTransfer",
    method="POST",
    path="/customer/v2/payment/single-transfer",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
        Parameter(
            name="query_tan_settings", wire="queryTanSettings", place="query", type="boolean"
        ),
    ),
    body=Body(media_type="application/json", type=models.SingleTransferData, required=True),
    results={200: Result(type=models.SingleTransferResult)},
    errors={451: models.PaymentForm},
    other_statuses=(400, 401, 403, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    order=OrderFields(
        items=("transferDetails",),
        debtor=("provider", "product"),
        payee=("iban",),
        amount="amount",
        texts=("purpose",),
    ),
)
GET_SINGLE_TRANSFER: Operation[models.SingleTransferResult] = Operation(
    id="getSingleTransfer",
    method="GET",
    path="/customer/v2/payment/single-transfer/{payment-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="payment_id", wire="payment-id", place="path", required=True),),
    results={200: Result(type=models.SingleTransferResult)},
    other_statuses=(401, 403, 404, 500),
    sca=("relations",),
)
INITIATE_BULK_TRANSFER: Operation[models.BulkTransferResult] = Operation(
    id="initiateBulkTransfer",
    method="POST",
    path="/customer/v2/payment/bulk-transfer",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
        Parameter(
            name="query_tan_settings", wire="queryTanSettings", place="query", type="boolean"
        ),
    ),
    body=Body(media_type="application/json", type=models.BulkTransferData, required=True),
    results={200: Result(type=models.BulkTransferResult)},
    errors={451: models.PaymentForm},
    other_statuses=(400, 401, 403, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    order=OrderFields(
        items=("transferDetails",),
        debtor=("provider", "product"),
        payee=("iban",),
        amount="amount",
        texts=("purpose",),
    ),
)
GET_BULK_TRANSFER: Operation[models.BulkTransferResult] = Operation(
    id="getBulkTransfer",
    method="GET",
    path="/customer/v2/payment/bulk-transfer/{payment-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="payment_id", wire="payment-id", place="path", required=True),),
    results={200: Result(type=models.BulkTransferResult)},
    other_statuses=(401, 403, 404, 500),
    sca=("relations",),
)
INITIATE_SINGLE_DEBIT: Operation[models.SingleDebitResult] = Operation(
    id="initiateSingleDebit",
    method="POST",
    path="/customer/v2/payment/single-debit",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="query_tan_settings", wire="queryTanSettings", place="query", type="boolean"
        ),
    ),
    body=Body(media_type="application/json", type=models.SingleDebitData, required=True),
    results={200: Result(type=models.SingleDebitResult)},
    errors={451: models.PaymentForm},
    other_statuses=(400, 401, 403, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    order=OrderFields(
        items=("debitDetails",),
        debtor=("provider", "product"),
        payee=("debtorIban", "debtorAccountNumber", "debtorBankCode"),
        amount="amount",
        texts=("purpose",),
    ),
)
GET_SINGLE_DEBIT: Operation[models.SingleDebitResult] = Operation(
    id="getSingleDebit",
    method="GET",
    path="/customer/v2/payment/single-debit/{payment-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="payment_id", wire="payment-id", place="path", required=True),),
    results={200: Result(type=models.SingleDebitResult)},
    other_statuses=(401, 403, 404, 500),
    sca=("relations",),
)
INITIATE_BULK_DEBIT: Operation[models.BulkDebitResult] = Operation(
    id="initiateBulkDebit",
    method="POST",
    path="/customer/v2/payment/bulk-debit",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="query_tan_settings", wire="queryTanSettings", place="query", type="boolean"
        ),
    ),
    body=Body(media_type="application/json", type=models.BulkDebitData, required=True),
    results={200: Result(type=models.BulkDebitResult)},
    errors={451: models.PaymentForm},
    other_statuses=(400, 401, 403, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    order=OrderFields(
        items=("debitDetails",),
        debtor=("provider", "product"),
        payee=("debtorIban", "debtorAccountNumber", "debtorBankCode"),
        amount="amount",
        texts=("purpose",),
    ),
)
GET_BULK_DEBIT: Operation[models.BulkDebitResult] = Operation(
    id="getBulkDebit",
    method="GET",
    path="/customer/v2/payment/bulk-debit/{payment-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="payment_id", wire="payment-id", place="path", required=True),),
    results={200: Result(type=models.BulkDebitResult)},
    other_statuses=(401, 403, 404, 500),
    sca=("relations",),
)
