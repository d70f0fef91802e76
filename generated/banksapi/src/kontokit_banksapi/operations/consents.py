# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Consents: The steps of strong customer authentication.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from kontokit import UNSET, AsyncClient, CallOptions, CallOptionsDict, Location, Secret, SyncClient
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result, map_entry
from kontokit.serialization import UnsetType
from kontokit_banksapi import models


class ConsentsGroup(ResourceGroup[SyncClient]):
    """The steps of strong customer authentication."""

    def start(
        self,
        access_id: str | UUID,
        *,
        provider_id: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        sync: bool | UnsetType = UNSET,
        selected_bank_products: Sequence[str] | UnsetType = UNSET,
        ebics: bool | UnsetType = UNSET,
        host_id: str | UnsetType = UNSET,
        host_url: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        query_tan_settings: bool | None = None,
        max_transactions: models.MaxTransactions
        | Literal["none", "all", "paymentAccounts"]
        | str
        | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]:
        """
        Start an SCA for a bank access.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Tells the bank that the user is present and ready to renew the consent of this bank
        access. The relation `start_sca` of a bank access leads here: it appears when a refresh
        could not be completed without the user, and until then the data of the last good
        refresh stay readable.

        Send an empty object when BANKSapi keeps the credentials (`sync: true`); otherwise send
        the credentials, keyed by the id of the bank access. The answer only points to the bank
        access: read it again, and follow its relations until its status is VOLLSTAENDIG.
        Several SCAs can follow one another. A tenant with REG/Protect is answered with 451
        instead and sends the user to the web form.

        The provider calls it ``startScaConsent`` (``POST
        /customer/v2/bankzugaenge/{access-id}/consent``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            provider_id: Id of the bank or service provider, as in the list of providers.
                Example: ``00000000-0000-0000-0000-000000000000``.
            credentials: The encrypted login data.
            sync: Whether BANKSapi keeps the credentials and refreshes the access in the
                background, up to four times a day and less often when the user is inactive.
                With REG/Protect it is always true, which may be left out. Example: ``true``.
            selected_bank_products: Ids of the products to fetch; all of them when left out.
            ebics: Whether the credentials are for EBICS. Example: ``false``.
            host_id: Name of the bank's EBICS server, as given by the bank. Example:
                ``HOSTIDXY``.
            host_url: Address of the bank's EBICS server, as given by the bank. Example:
                ``https://ebics.example.com/ebics``.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.
            query_tan_settings: Set to true to have the bank list its procedures and media
                again, instead of using the ones the user chose the last time.
            max_transactions: How far back transactions are fetched once the SCA is done.
                Anything but `none` may cost the user up to three further SCAs.

        Returns:
            The SCA has started. The header names the bank access to read next.

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
            START_SCA_CONSENT,
            {
                "access_id": access_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "query_tan_settings": query_tan_settings,
                "max_transactions": max_transactions,
            },
            map_entry(
                "access_id",
                access_id,
                {
                    "provider_id": provider_id,
                    "credentials": credentials,
                    "sync": sync,
                    "selected_bank_products": selected_bank_products,
                    "ebics": ebics,
                    "host_id": host_id,
                    "host_url": host_url,
                },
                optional=True,
            ),
            options=options,
        )

    def submit_for_access(
        self,
        access_id: str | UUID,
        consent_id: str | UUID,
        *,
        chosen_sca_method_id: str | UnsetType = UNSET,
        chosen_sca_media: str | UnsetType = UNSET,
        sca_authentication_data: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccess:
        """
        Answer an SCA step of a bank access.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Hands in the chosen procedure, the chosen medium or the TAN for the SCA that a bank
        access waits for. The relations `set_method`, `set_medium` and `authenticate` of the
        bank access lead here and decide which property of the body is wanted.

        The answer is the bank access after the step. It may ask for the next step, or for
        another SCA altogether. Never send the same TAN twice: after a lost answer read the bank
        access instead.

        The provider calls it ``submitAccessConsent`` (``POST
        /customer/v2/bankzugaenge/{access-id}/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            consent_id: Id of the running SCA. It is known only from the address of a relation.
            chosen_sca_method_id: Code of the chosen procedure as text, although the offers
                carry it as a number (`kodierung`, `code`). Only codes of the latest offer are
                accepted. Example: ``942``.
            chosen_sca_media: Name of the chosen medium, exactly as it was offered. Example:
                ``Handy Eins``.
            sca_authentication_data: The answer to the challenge, as a rule the TAN. A tenant
                that hosts the return page of a redirect itself sends the whole query string it
                was called with, question mark included.

        Returns:
            The bank access after this step, with the relations for the next.

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
            SUBMIT_ACCESS_CONSENT,
            {"access_id": access_id, "consent_id": consent_id},
            {
                "chosen_sca_method_id": chosen_sca_method_id,
                "chosen_sca_media": chosen_sca_media,
                "sca_authentication_data": sca_authentication_data,
            },
            options=options,
        )

    def get_for_access(
        self,
        access_id: str | UUID,
        consent_id: str | UUID,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccess:
        """
        Poll a decoupled SCA of a bank access.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Asks the bank whether the user has confirmed a decoupled SCA meanwhile. The relation
        `authenticate_decoupled` of a bank access leads here. As long as the confirmation is
        missing, the answer carries the same relations again.

        No interval is documented; leave a few seconds between two calls.

        The provider calls it ``getAccessConsent`` (``GET
        /customer/v2/bankzugaenge/{access-id}/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            consent_id: Id of the running SCA. It is known only from the address of a relation.

        Returns:
            The bank access as it stands now.

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
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            GET_ACCESS_CONSENT, {"access_id": access_id, "consent_id": consent_id}, options=options
        )

    def cancel_for_access(
        self,
        access_id: str | UUID,
        consent_id: str | UUID,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccess:
        """
        Cancel a redirect SCA of a bank access.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Gives up an SCA that takes place on the bank's site and stops the synchronisation it
        belongs to. Only an SCA by redirect can be cancelled; the relation `cancel` tells when
        it is allowed.

        The answer carries the error BA3040 and a relation `start_sca` to start again. Data
        fetched earlier remain.

        The provider calls it ``cancelAccessConsent`` (``POST
        /customer/v2/bankzugaenge/{access-id}/consent/{consent-id}/cancel``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            consent_id: Id of the running SCA. It is known only from the address of a relation.

        Returns:
            The bank access after the cancellation.

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
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            CANCEL_ACCESS_CONSENT,
            {"access_id": access_id, "consent_id": consent_id},
            options=options,
        )

    def get(
        self, consent_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Consent:
        """
        Get a consent.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Reads where the SCA of a payment stands, as far as BANKSapi knows; the bank is not asked
        (that is `pollConsent`). Safe to call as often as needed, also to find out what became
        of a step whose answer was lost.

        The relation to the payment itself (`get_single_transfer`, `get_bulk_transfer`,
        `get_single_debit`, `get_bulk_debit`) is in the answer.

        The provider calls it ``getConsent`` (``GET /customer/v2/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            consent_id: Id of the running SCA. It is known only from the address of a relation.

        Returns:
            The consent as it stands now.

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
        return self._client.call(GET_CONSENT, {"consent_id": consent_id}, options=options)

    def submit(
        self,
        consent_id: str | UUID,
        *,
        chosen_sca_method_id: str | UnsetType = UNSET,
        chosen_sca_media: str | UnsetType = UNSET,
        sca_authentication_data: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Consent:
        """
        Answer an SCA step of a payment.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Hands in the chosen procedure, the chosen medium or the TAN for the SCA of a payment.
        The relations `set_method`, `set_medium` and `authenticate` of a payment or consent lead
        here and decide which property of the body is wanted.

        With the right TAN the order is carried out. Never send the same TAN twice: after a lost
        answer read the consent or the payment instead.

        The provider calls it ``submitConsent`` (``POST /customer/v2/consent/{consent-id}``);
        see https://docs.banksapi.de/api/banks-connect.html.

        Args:
            consent_id: Id of the running SCA. It is known only from the address of a relation.
            chosen_sca_method_id: Code of the chosen procedure as text, although the offers
                carry it as a number (`kodierung`, `code`). Only codes of the latest offer are
                accepted. Example: ``942``.
            chosen_sca_media: Name of the chosen medium, exactly as it was offered. Example:
                ``Handy Eins``.
            sca_authentication_data: The answer to the challenge, as a rule the TAN. A tenant
                that hosts the return page of a redirect itself sends the whole query string it
                was called with, question mark included.

        Returns:
            The consent after this step, with the relations for the next.

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
            SUBMIT_CONSENT,
            {"consent_id": consent_id},
            {
                "chosen_sca_method_id": chosen_sca_method_id,
                "chosen_sca_media": chosen_sca_media,
                "sca_authentication_data": sca_authentication_data,
            },
            options=options,
        )

    def poll(
        self, consent_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Consent:
        """
        Poll a decoupled SCA of a payment.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Asks the bank whether the user has confirmed a decoupled SCA meanwhile. The relation
        `authenticate_decoupled` leads here. As long as the confirmation is missing, the answer
        carries the same relations again; with it the order is carried out.

        No interval is documented; leave a few seconds between two calls.

        The provider calls it ``pollConsent`` (``GET /customer/v2/consent/{consent-id}/poll``);
        see https://docs.banksapi.de/api/banks-connect.html.

        Args:
            consent_id: Id of the running SCA. It is known only from the address of a relation.

        Returns:
            The consent as the bank sees it now.

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
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(POLL_CONSENT, {"consent_id": consent_id}, options=options)

    def cancel(
        self, consent_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Consent:
        """
        Cancel a redirect SCA of a payment.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Gives up an SCA that takes place on the bank's site. Only an SCA by redirect can be
        cancelled; the relation `cancel` tells when it is allowed. The answer carries the error
        BA3040, as a rule without relations.

        The provider calls it ``cancelConsent`` (``POST
        /customer/v2/consent/{consent-id}/cancel``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            consent_id: Id of the running SCA. It is known only from the address of a relation.

        Returns:
            The consent after the cancellation.

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
            GatewayTimeoutError: 504. The bank did not answer in time. What was started may
                still be running there: read the resource before you repeat anything that is
                more than a read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(CANCEL_CONSENT, {"consent_id": consent_id}, options=options)


class AsyncConsentsGroup(ResourceGroup[AsyncClient]):
    """The steps of strong customer authentication."""

    async def start(
        self,
        access_id: str | UUID,
        *,
        provider_id: str | UUID | UnsetType = UNSET,
        credentials: Mapping[str, Secret | str] | UnsetType = UNSET,
        sync: bool | UnsetType = UNSET,
        selected_bank_products: Sequence[str] | UnsetType = UNSET,
        ebics: bool | UnsetType = UNSET,
        host_id: str | UnsetType = UNSET,
        host_url: str | UnsetType = UNSET,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        query_tan_settings: bool | None = None,
        max_transactions: models.MaxTransactions
        | Literal["none", "all", "paymentAccounts"]
        | str
        | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]:
        """
        Start an SCA for a bank access.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``provider_id``, ``credentials``, ``sync``,
        ``selected_bank_products``, ``ebics``, ``host_id``, ``host_url``,
        ``customer_ip_address``, ``callback_url``, ``query_tan_settings``, ``max_transactions``.
        The provider calls it ``startScaConsent`` (``POST
        /customer/v2/bankzugaenge/{access-id}/consent``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ConsentsGroup.start`.
        """
        return await self._client.call(
            START_SCA_CONSENT,
            {
                "access_id": access_id,
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "query_tan_settings": query_tan_settings,
                "max_transactions": max_transactions,
            },
            map_entry(
                "access_id",
                access_id,
                {
                    "provider_id": provider_id,
                    "credentials": credentials,
                    "sync": sync,
                    "selected_bank_products": selected_bank_products,
                    "ebics": ebics,
                    "host_id": host_id,
                    "host_url": host_url,
                },
                optional=True,
            ),
            options=options,
        )

    async def submit_for_access(
        self,
        access_id: str | UUID,
        consent_id: str | UUID,
        *,
        chosen_sca_method_id: str | UnsetType = UNSET,
        chosen_sca_media: str | UnsetType = UNSET,
        sca_authentication_data: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccess:
        """
        Answer an SCA step of a bank access.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``consent_id``, ``chosen_sca_method_id``,
        ``chosen_sca_media``, ``sca_authentication_data``. The provider calls it
        ``submitAccessConsent`` (``POST
        /customer/v2/bankzugaenge/{access-id}/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ConsentsGroup.submit_for_access`.
        """
        return await self._client.call(
            SUBMIT_ACCESS_CONSENT,
            {"access_id": access_id, "consent_id": consent_id},
            {
                "chosen_sca_method_id": chosen_sca_method_id,
                "chosen_sca_media": chosen_sca_media,
                "sca_authentication_data": sca_authentication_data,
            },
            options=options,
        )

    async def get_for_access(
        self,
        access_id: str | UUID,
        consent_id: str | UUID,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccess:
        """
        Poll a decoupled SCA of a bank access.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``consent_id``. The provider calls it ``getAccessConsent``
        (``GET /customer/v2/bankzugaenge/{access-id}/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ConsentsGroup.get_for_access`.
        """
        return await self._client.call(
            GET_ACCESS_CONSENT, {"access_id": access_id, "consent_id": consent_id}, options=options
        )

    async def cancel_for_access(
        self,
        access_id: str | UUID,
        consent_id: str | UUID,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.BankAccess:
        """
        Cancel a redirect SCA of a bank access.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``consent_id``. The provider calls it ``cancelAccessConsent``
        (``POST /customer/v2/bankzugaenge/{access-id}/consent/{consent-id}/cancel``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`ConsentsGroup.cancel_for_access`.
        """
        return await self._client.call(
            CANCEL_ACCESS_CONSENT,
            {"access_id": access_id, "consent_id": consent_id},
            options=options,
        )

    async def get(
        self, consent_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Consent:
        """
        Get a consent.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``consent_id``. The provider calls it ``getConsent`` (``GET
        /customer/v2/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ConsentsGroup.get`.
        """
        return await self._client.call(GET_CONSENT, {"consent_id": consent_id}, options=options)

    async def submit(
        self,
        consent_id: str | UUID,
        *,
        chosen_sca_method_id: str | UnsetType = UNSET,
        chosen_sca_media: str | UnsetType = UNSET,
        sca_authentication_data: Secret | str | UnsetType = UNSET,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Consent:
        """
        Answer an SCA step of a payment.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``consent_id``, ``chosen_sca_method_id``, ``chosen_sca_media``,
        ``sca_authentication_data``. The provider calls it ``submitConsent`` (``POST
        /customer/v2/consent/{consent-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ConsentsGroup.submit`.
        """
        return await self._client.call(
            SUBMIT_CONSENT,
            {"consent_id": consent_id},
            {
                "chosen_sca_method_id": chosen_sca_method_id,
                "chosen_sca_media": chosen_sca_media,
                "sca_authentication_data": sca_authentication_data,
            },
            options=options,
        )

    async def poll(
        self, consent_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Consent:
        """
        Poll a decoupled SCA of a payment.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``consent_id``. The provider calls it ``pollConsent`` (``GET
        /customer/v2/consent/{consent-id}/poll``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ConsentsGroup.poll`.
        """
        return await self._client.call(POLL_CONSENT, {"consent_id": consent_id}, options=options)

    async def cancel(
        self, consent_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.Consent:
        """
        Cancel a redirect SCA of a payment.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``consent_id``. The provider calls it ``cancelConsent`` (``POST
        /customer/v2/consent/{consent-id}/cancel``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ConsentsGroup.cancel`.
        """
        return await self._client.call(CANCEL_CONSENT, {"consent_id": consent_id}, options=options)


START_SCA_CONSENT: Operation[Location[models.BankAccess]] = Operation(
    id="startScaConsent",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/consent",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
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
        Parameter(name="max_transactions", wire="maxTransactions", place="query"),
    ),
    body=Body(
        media_type="application/json", type=dict[str, models.CreateBankAccessData], required=True
    ),
    results={201: Result(location=True)},
    other_statuses=(400, 401, 403, 404, 451, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
)
SUBMIT_ACCESS_CONSENT: Operation[models.BankAccess] = Operation(
    id="submitAccessConsent",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/consent/{consent-id}",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="consent_id", wire="consent-id", place="path", required=True),
    ),
    body=Body(media_type="application/json", type=models.SubmitScaData, required=True),
    results={200: Result(type=models.BankAccess)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
GET_ACCESS_CONSENT: Operation[models.BankAccess] = Operation(
    id="getAccessConsent",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/consent/{consent-id}",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="consent_id", wire="consent-id", place="path", required=True),
    ),
    results={200: Result(type=models.BankAccess)},
    other_statuses=(401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
CANCEL_ACCESS_CONSENT: Operation[models.BankAccess] = Operation(
    id="cancelAccessConsent",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/consent/{consent-id}/cancel",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="consent_id", wire="consent-id", place="path", required=True),
    ),
    results={200: Result(type=models.BankAccess)},
    other_statuses=(401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
GET_CONSENT: Operation[models.Consent] = Operation(
    id="getConsent",
    method="GET",
    path="/customer/v2/consent/{consent-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="consent_id", wire="consent-id", place="path", required=True),),
    results={200: Result(type=models.Consent)},
    other_statuses=(401, 403, 404, 500),
    sca=("relations",),
)
SUBMIT_CONSENT: Operation[models.Consent] = Operation(
    id="submitConsent",
    method="POST",
    path="/customer/v2/consent/{consent-id}",
    retry_class="payment",
    security=(("userToken",),),
    parameters=(Parameter(name="consent_id", wire="consent-id", place="path", required=True),),
    body=Body(media_type="application/json", type=models.SubmitScaData, required=True),
    results={200: Result(type=models.Consent)},
    other_statuses=(400, 401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
POLL_CONSENT: Operation[models.Consent] = Operation(
    id="pollConsent",
    method="GET",
    path="/customer/v2/consent/{consent-id}/poll",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(Parameter(name="consent_id", wire="consent-id", place="path", required=True),),
    results={200: Result(type=models.Consent)},
    other_statuses=(401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
CANCEL_CONSENT: Operation[models.Consent] = Operation(
    id="cancelConsent",
    method="POST",
    path="/customer/v2/consent/{consent-id}/cancel",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(Parameter(name="consent_id", wire="consent-id", place="path", required=True),),
    results={200: Result(type=models.Consent)},
    other_statuses=(401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
