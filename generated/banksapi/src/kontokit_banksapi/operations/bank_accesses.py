# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bank accesses: The logins of a user at banks, with what was fetched through them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from kontokit import (
    UNSET,
    AsyncClient,
    AsyncListing,
    CallOptions,
    CallOptionsDict,
    Listing,
    Location,
    Secret,
    SyncClient,
)
from kontokit.operations import (
    BankRead,
    Body,
    Operation,
    Parameter,
    ResourceGroup,
    Result,
    map_entry,
)
from kontokit.serialization import UnsetType
from kontokit_banksapi import models


class BankAccessesGroup(ResourceGroup[SyncClient]):
    """The logins of a user at banks, with what was fetched through them."""

    def add(
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
        refresh: bool | None = None,
        query_tan_settings: bool | None = None,
        head_only: bool | None = None,
        payment_accounts_only: bool | None = None,
        max_transactions: models.MaxTransactions
        | Literal["none", "all", "paymentAccounts"]
        | str
        | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]:
        """
        Add bank accesses, or refresh them.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Connects a bank, or has fresh data fetched through an access that is there. The body is
        a map: you make the UUID of a new access yourself, so that you find it again even when
        the answer is lost. The relations `add_bankzugaenge` and `refresh_bankzugang` lead here.

        A regulated tenant sends the encrypted credentials and is answered with 201 once
        fetching has begun. Then read the access every two seconds until its status is
        VOLLSTAENDIG, and follow its relations where the bank asks for an SCA; there can be
        several. A tenant with REG/Protect sends an empty object per access and is answered with
        451 and the address of a web form.

        To refresh, send the id of the access with an empty object and `refresh=true`; that is
        answered with 201 too. Data of the last good refresh stay readable meanwhile. Stored
        accesses are refreshed up to four times a day by themselves. The same login cannot be
        added twice at a time, and banks lock a login after three failures: never repeat this
        call without the user.

        The provider calls it ``addBankAccess`` (``POST /customer/v2/bankzugaenge``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access: a UUID of your own making for a new one, the known
                one for a refresh.
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
            refresh: True to have everything fetched from the bank again, whatever the
                background refresh has done. The access must exist.
            query_tan_settings: True to have the bank list its procedures and media again,
                instead of using the ones the user chose the last time.
            head_only: True to fetch only which products there are, without balances and
                transactions, for example to let the user choose. `sync` must be false then, and
                `selected_bank_products` left out.
            payment_accounts_only: True to fetch current accounts only and pass over all others,
                which can spare the user some SCAs.
            max_transactions: Whether transactions older than 90 days are fetched too. That can
                cost the user up to three further SCAs, and some banks give 90 days at most
                anyway.

        Returns:
            Fetching has begun. The header names where to read the bank access.

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
            ADD_BANK_ACCESS,
            {
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "refresh": refresh,
                "query_tan_settings": query_tan_settings,
                "head_only": head_only,
                "payment_accounts_only": payment_accounts_only,
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
            ),
            options=options,
        )

    def list(
        self, *, max_items: int | None = None, options: CallOptions | CallOptionsDict | None = None
    ) -> Listing[models.BankAccess, models.ListOfBankAccesses]:
        """
        List all bank accesses.

        Lists all bank accesses of the user with their products, keyed by id. They come as they
        were last fetched successfully; the bank is not asked. What went wrong since stands in
        the issues of each access.

        The provider calls it ``getBankAccesses`` (``GET /customer/v2/bankzugaenge``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The bank accesses by their
                ids; an empty object when there are none.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(GET_BANK_ACCESSES, {}, max_items=max_items, options=options)

    def delete_all(
        self,
        *,
        customer_ip_address: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete all bank accesses.

        Removes every bank access of the user, with all that was fetched through them. It cannot
        be undone. The relation `delete_bankzugaenge` of the customer leads here; one access
        alone has `delete_bankzugang`.

        The provider calls it ``deleteBankAccesses`` (``DELETE /customer/v2/bankzugaenge``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.

        Returns:
            All bank accesses are gone. There is no body.

        Raises:
            AuthenticationError: 401. The Authorization header is missing, or its token or
                access data are not accepted. The body is not documented.
            PermissionDeniedError: 403. The token has ended, was revoked, or lacks a scope or
                the level that the operation wants. Create a new token; when that fails too, ask
                for the scope. The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(
            DELETE_BANK_ACCESSES, {"customer_ip_address": customer_ip_address}, options=options
        )

    def get(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankAccess:
        """
        Get one bank access.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Gives one bank access with its products, as they were last fetched successfully. After
        adding or refreshing, read it every two seconds until its status is VOLLSTAENDIG or its
        relations ask for a step of the user: `set_method`, `set_medium`, `authenticate`,
        `authenticate_decoupled` or `redirect_url`.

        VOLLSTAENDIG says that fetching has ended and not that it went well: look at the
        messages, and for `start_sca`, which means that the bank wants an SCA before it gives
        more.

        The provider calls it ``getBankAccess`` (``GET /customer/v2/bankzugaenge/{access-id}``);
        see https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.

        Returns:
            The bank access with what can be done next.

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
        return self._client.call(GET_BANK_ACCESS, {"access_id": access_id}, options=options)

    def delete(
        self,
        access_id: str | UUID,
        *,
        customer_ip_address: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete one bank access.

        Removes one bank access with its products and transactions. It cannot be undone. The
        relation `delete_bankzugang` leads here.

        The provider calls it ``deleteBankAccess`` (``DELETE
        /customer/v2/bankzugaenge/{access-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.

        Returns:
            The bank access is gone. There is no body.

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
        return self._client.call(
            DELETE_BANK_ACCESS,
            {"access_id": access_id, "customer_ip_address": customer_ip_address},
            options=options,
        )

    def get_issues(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankAccessIssues:
        """
        Get the issues of a bank access.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Tells what the last attempt to fetch data ran into. A bank access itself only changes
        when fetching went well; a refresh that was late or failed, for example because the user
        has a new PIN, shows here alone. Without trouble the list of messages is empty. The
        relation `get_issues` leads here.

        Ask from time to time for every stored access: sooner or later one is no longer
        refreshed.

        The provider calls it ``getBankAccessIssues`` (``GET
        /customer/v2/bankzugaenge/{access-id}/issues``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.

        Returns:
            What the last attempt ran into; the list of messages may be empty.

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
        return self._client.call(GET_BANK_ACCESS_ISSUES, {"access_id": access_id}, options=options)

    def get_challenge_pdf(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> bytes:
        """
        Get the PDF of the current challenge.

        Gives the document that the bank attached to the challenge of the running SCA; the user
        has to read it before answering. Most challenges have none, which is answered with 404.
        The relation `get_challenge_pdf` appears where there is one.

        The provider calls it ``getChallengePdf`` (``GET
        /customer/v2/bankzugaenge/{access-id}/challenge/pdf``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.

        Returns:
            The document.

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
        return self._client.call(GET_CHALLENGE_PDF, {"access_id": access_id}, options=options)

    def select_products(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Have the user choose the products again.

        Call it with ``client.sca.start``: the bank may ask for strong customer authentication,
        and the flow then does what is described below.

        Opens a web form in which the user of a tenant with REG/Protect chooses which products
        of the bank access are fetched. Nothing is sent; the choice is made in the form, whose
        address comes with 451. That is the only answer the document knows.

        The provider calls it ``selectBankProducts`` (``PUT
        /customer/v2/bankzugaenge/{access-id}/selectedbankproducts``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.

        Returns:
            Not documented. It stands here so that whatever a tenant without REG/Protect is
                answered does not fail.

        Raises:
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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(SELECT_BANK_PRODUCTS, {"access_id": access_id}, options=options)


class AsyncBankAccessesGroup(ResourceGroup[AsyncClient]):
    """The logins of a user at banks, with what was fetched through them."""

    async def add(
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
        refresh: bool | None = None,
        query_tan_settings: bool | None = None,
        head_only: bool | None = None,
        payment_accounts_only: bool | None = None,
        max_transactions: models.MaxTransactions
        | Literal["none", "all", "paymentAccounts"]
        | str
        | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]:
        """
        Add bank accesses, or refresh them.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``, ``provider_id``, ``credentials``, ``sync``,
        ``selected_bank_products``, ``ebics``, ``host_id``, ``host_url``,
        ``customer_ip_address``, ``callback_url``, ``refresh``, ``query_tan_settings``,
        ``head_only``, ``payment_accounts_only``, ``max_transactions``. The provider calls it
        ``addBankAccess`` (``POST /customer/v2/bankzugaenge``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`BankAccessesGroup.add`.
        """
        return await self._client.call(
            ADD_BANK_ACCESS,
            {
                "customer_ip_address": customer_ip_address,
                "callback_url": callback_url,
                "refresh": refresh,
                "query_tan_settings": query_tan_settings,
                "head_only": head_only,
                "payment_accounts_only": payment_accounts_only,
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
            ),
            options=options,
        )

    def list(
        self, *, max_items: int | None = None, options: CallOptions | CallOptionsDict | None = None
    ) -> AsyncListing[models.BankAccess, models.ListOfBankAccesses]:
        """
        List all bank accesses.

        Arguments: ``max_items``. The provider calls it ``getBankAccesses`` (``GET
        /customer/v2/bankzugaenge``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessesGroup.list`.
        """
        return self._client.list(GET_BANK_ACCESSES, {}, max_items=max_items, options=options)

    async def delete_all(
        self,
        *,
        customer_ip_address: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete all bank accesses.

        Arguments: ``customer_ip_address``. The provider calls it ``deleteBankAccesses``
        (``DELETE /customer/v2/bankzugaenge``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessesGroup.delete_all`.
        """
        return await self._client.call(
            DELETE_BANK_ACCESSES, {"customer_ip_address": customer_ip_address}, options=options
        )

    async def get(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankAccess:
        """
        Get one bank access.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``. The provider calls it ``getBankAccess`` (``GET
        /customer/v2/bankzugaenge/{access-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`BankAccessesGroup.get`.
        """
        return await self._client.call(GET_BANK_ACCESS, {"access_id": access_id}, options=options)

    async def delete(
        self,
        access_id: str | UUID,
        *,
        customer_ip_address: str | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Delete one bank access.

        Arguments: ``access_id``, ``customer_ip_address``. The provider calls it
        ``deleteBankAccess`` (``DELETE /customer/v2/bankzugaenge/{access-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`BankAccessesGroup.delete`.
        """
        return await self._client.call(
            DELETE_BANK_ACCESS,
            {"access_id": access_id, "customer_ip_address": customer_ip_address},
            options=options,
        )

    async def get_issues(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> models.BankAccessIssues:
        """
        Get the issues of a bank access.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``. The provider calls it ``getBankAccessIssues`` (``GET
        /customer/v2/bankzugaenge/{access-id}/issues``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessesGroup.get_issues`.
        """
        return await self._client.call(
            GET_BANK_ACCESS_ISSUES, {"access_id": access_id}, options=options
        )

    async def get_challenge_pdf(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> bytes:
        """
        Get the PDF of the current challenge.

        Arguments: ``access_id``. The provider calls it ``getChallengePdf`` (``GET
        /customer/v2/bankzugaenge/{access-id}/challenge/pdf``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessesGroup.get_challenge_pdf`.
        """
        return await self._client.call(GET_CHALLENGE_PDF, {"access_id": access_id}, options=options)

    async def select_products(
        self, access_id: str | UUID, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Have the user choose the products again.

        Call it with ``client.sca.start``, since the bank may ask for SCA.

        Arguments: ``access_id``. The provider calls it ``selectBankProducts`` (``PUT
        /customer/v2/bankzugaenge/{access-id}/selectedbankproducts``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessesGroup.select_products`.
        """
        return await self._client.call(
            SELECT_BANK_PRODUCTS, {"access_id": access_id}, options=options
        )


ADD_BANK_ACCESS: Operation[Location[models.BankAccess]] = Operation(
    id="addBankAccess",
    method="POST",
    path="/customer/v2/bankzugaenge",
    retry_class="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
        Parameter(name="callback_url", wire="callbackUrl", place="query", format="uri"),
        Parameter(name="refresh", wire="refresh", place="query", type="boolean"),
        Parameter(
            name="query_tan_settings", wire="queryTanSettings", place="query", type="boolean"
        ),
        Parameter(name="head_only", wire="headOnly", place="query", type="boolean"),
        Parameter(
            name="payment_accounts_only", wire="paymentAccountsOnly", place="query", type="boolean"
        ),
        Parameter(name="max_transactions", wire="maxTransactions", place="query"),
    ),
    body=Body(media_type="application/json", type=models.CreateBankAccess, required=True),
    results={201: Result(location=True)},
    other_statuses=(400, 401, 403, 451, 500, 504),
    read_timeout=300.0,
    sca=("relations", "webform"),
    bank_read=BankRead(keys=("*",)),
)
GET_BANK_ACCESSES: Operation[models.ListOfBankAccesses] = Operation(
    id="getBankAccesses",
    method="GET",
    path="/customer/v2/bankzugaenge",
    retry_class="read",
    security=(("userToken",),),
    results={200: Result(type=models.ListOfBankAccesses)},
    other_statuses=(401, 403, 500),
    rows="*",
)
DELETE_BANK_ACCESSES: Operation[None] = Operation(
    id="deleteBankAccesses",
    method="DELETE",
    path="/customer/v2/bankzugaenge",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
    ),
    results={200: Result()},
    other_statuses=(401, 403, 500),
    read_timeout=300.0,
)
GET_BANK_ACCESS: Operation[models.BankAccess] = Operation(
    id="getBankAccess",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result(type=models.BankAccess)},
    other_statuses=(401, 403, 404, 500, 504),
    read_timeout=300.0,
    sca=("relations",),
)
DELETE_BANK_ACCESS: Operation[None] = Operation(
    id="deleteBankAccess",
    method="DELETE",
    path="/customer/v2/bankzugaenge/{access-id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(
            name="customer_ip_address",
            wire="Customer-IP-Address",
            place="header",
            end_user="ip_address",
        ),
    ),
    results={200: Result()},
    other_statuses=(401, 403, 404, 500),
    read_timeout=300.0,
)
GET_BANK_ACCESS_ISSUES: Operation[models.BankAccessIssues] = Operation(
    id="getBankAccessIssues",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/issues",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result(type=models.BankAccessIssues)},
    other_statuses=(401, 403, 404, 500),
    sca=("relations",),
)
GET_CHALLENGE_PDF: Operation[bytes] = Operation(
    id="getChallengePdf",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/challenge/pdf",
    retry_class="read",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result(type=bytes, media_type="application/pdf")},
    other_statuses=(401, 403, 404, 500),
)
SELECT_BANK_PRODUCTS: Operation[None] = Operation(
    id="selectBankProducts",
    method="PUT",
    path="/customer/v2/bankzugaenge/{access-id}/selectedbankproducts",
    retry_class="create",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result()},
    other_statuses=(401, 403, 404, 451, 500),
    sca=("webform",),
)
