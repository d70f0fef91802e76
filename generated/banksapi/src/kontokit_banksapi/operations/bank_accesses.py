# Made from specs/banksapi by `python -m generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bank accesses: The logins of a user at banks, with what was fetched through them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kontokit import AsyncClient, CallOptions, Location, SyncClient
from kontokit.operations import Body, Operation, Parameter, Result
from kontokit_banksapi import models

ADD_BANK_ACCESS: Operation[Location] = Operation(
    id="addBankAccess",
    method="POST",
    path="/customer/v2/bankzugaenge",
    retry="bank",
    security=(("userToken",),),
    parameters=(
        Parameter(name="customer_ip_address", wire="Customer-IP-Address", place="header"),
        Parameter(name="callback_url", wire="callbackUrl", place="query"),
        Parameter(name="refresh", wire="refresh", place="query"),
        Parameter(name="query_tan_settings", wire="queryTanSettings", place="query"),
        Parameter(name="head_only", wire="headOnly", place="query"),
        Parameter(name="payment_accounts_only", wire="paymentAccountsOnly", place="query"),
        Parameter(name="max_transactions", wire="maxTransactions", place="query"),
    ),
    body=Body(media_type="application/json", type=models.CreateBankAccess, required=True),
    results={201: Result(location=True)},
    read_timeout=300.0,
    sca=("relations", "webform"),
)
GET_BANK_ACCESSES: Operation[models.ListOfBankAccesses] = Operation(
    id="getBankAccesses",
    method="GET",
    path="/customer/v2/bankzugaenge",
    retry="read",
    security=(("userToken",),),
    results={200: Result(type=models.ListOfBankAccesses)},
)
DELETE_BANK_ACCESSES: Operation[None] = Operation(
    id="deleteBankAccesses",
    method="DELETE",
    path="/customer/v2/bankzugaenge",
    retry="write",
    security=(("userToken",),),
    parameters=(Parameter(name="customer_ip_address", wire="Customer-IP-Address", place="header"),),
    results={200: Result()},
)
GET_BANK_ACCESS: Operation[models.BankAccess] = Operation(
    id="getBankAccess",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result(type=models.BankAccess)},
    read_timeout=300.0,
    sca=("relations",),
)
DELETE_BANK_ACCESS: Operation[None] = Operation(
    id="deleteBankAccess",
    method="DELETE",
    path="/customer/v2/bankzugaenge/{access-id}",
    retry="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="customer_ip_address", wire="Customer-IP-Address", place="header"),
    ),
    results={200: Result()},
)
GET_BANK_ACCESS_ISSUES: Operation[models.BankAccessIssues] = Operation(
    id="getBankAccessIssues",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/issues",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result(type=models.BankAccessIssues)},
    sca=("relations",),
)
GET_CHALLENGE_PDF: Operation[bytes] = Operation(
    id="getChallengePdf",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/challenge/pdf",
    retry="read",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result(type=bytes, media_type="application/pdf")},
)
SELECT_BANK_PRODUCTS: Operation[None] = Operation(
    id="selectBankProducts",
    method="PUT",
    path="/customer/v2/bankzugaenge/{access-id}/selectedbankproducts",
    retry="create",
    security=(("userToken",),),
    parameters=(Parameter(name="access_id", wire="access-id", place="path", required=True),),
    results={200: Result()},
    sca=("webform",),
)


class BankAccesses:
    """The logins of a user at banks, with what was fetched through them."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def add(
        self,
        body: models.CreateBankAccess | Mapping[str, Any],
        *,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        refresh: bool | None = None,
        query_tan_settings: bool | None = None,
        head_only: bool | None = None,
        payment_accounts_only: bool | None = None,
        max_transactions: models.MaxTransactions | str | None = None,
        options: CallOptions | None = None,
    ) -> Location:
        """
        Add or refresh bank accesses.

        Connects a bank for the user, or fetches new data for an access that is there already.
        The body is a map: you choose the UUID of the access yourself, so that you can find it
        again even when the answer is lost.

        With credentials (regulated tenants) the bank is asked at once; the call takes long.
        Read the access afterwards until its status is VOLLSTAENDIG, and follow its relations
        where the bank demands an SCA. Tenants with REG/Protect, and every refresh, send an
        empty object instead of data; REG/Protect is answered with 451 and the address of a web
        form. Append `callbackUrl` to that address and open it in the user's browser once.

        Three wrong logins lock the user out at the bank, so never repeat a refused login
        unasked.

        The provider calls it ``addBankAccess``; source: document 001, lines 1932-1999; guide
        387-425, 640-675, 812-845.

        Args:
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.
            refresh: Fetch everything from the bank again although the access exists.
            query_tan_settings: Have the bank list its TAN procedures and media again instead of
                using the stored choice.
            head_only: Fetch only what accounts there are, without balances and transactions.
                `sync` must be false then, and no products may be selected.
            payment_accounts_only: Fetch payment accounts only.
            max_transactions: How far back transactions are wanted; more than 90 days may need
                up to three more SCAs.
            body: The accesses by the UUIDs you chose; an empty object for REG/Protect and for a
                refresh. A dict uses the names on the wire.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The access is there; read it at the address given.

        Raises:
            BadRequest: 400. What was sent is malformed, incomplete or contradicts a rule of the
                operation. The caller has to be corrected; the same call fails again. The body
                is not documented.
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            WebFormRequired: 451. No error, but the usual outcome for a tenant with REG/Protect:
                the user has to go on in the web form of BANKSapi. Append the parameter
                `callbackUrl`, URL-encoded, and open the address in the user's browser. It works
                once and must not be fetched by your program. There is no body.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeout: 504. The bank did not answer in time. What was started may still be
                running there: read the resource before you repeat anything that is more than a
                read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
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
            body,
            options=options,
        )

    def list(self, *, options: CallOptions | None = None) -> models.ListOfBankAccesses:
        """
        List bank accesses.

        Lists all bank accesses of the user by their ids, with products and balances as they
        were last fetched. The bank is not contacted.

        The provider calls it ``getBankAccesses``; source: document 001, lines 2001-2140.

        Args:
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The accesses by their ids.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(GET_BANK_ACCESSES, {}, options=options)

    def delete_all(
        self, *, customer_ip_address: str | None = None, options: CallOptions | None = None
    ) -> None:
        """
        Delete all bank accesses.

        Removes every bank access of the user with all that was fetched through them. It cannot
        be undone.

        The provider calls it ``deleteBankAccesses``; source: document 001, lines 2142-2165.

        Args:
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            They are gone; the body is empty.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(
            DELETE_BANK_ACCESSES, {"customer_ip_address": customer_ip_address}, options=options
        )

    def get(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> models.BankAccess:
        """
        Get one bank access.

        Gives one access with its products. Poll it every two seconds after adding or refreshing
        until its status is VOLLSTAENDIG, or until its relations ask the user for something.
        Data of the last good refresh stays readable meanwhile.

        The provider calls it ``getBankAccess``; source: document 001, lines 2166-2240.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The access.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeout: 504. The bank did not answer in time. What was started may still be
                running there: read the resource before you repeat anything that is more than a
                read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(GET_BANK_ACCESS, {"access_id": access_id}, options=options)

    def delete(
        self,
        access_id: str | UUID,
        *,
        customer_ip_address: str | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """
        Delete one bank access.

        Removes one bank access with all that was fetched through it. It cannot be undone.

        The provider calls it ``deleteBankAccess``; source: document 001, lines 2242-2268.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            It is gone; the body is empty.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(
            DELETE_BANK_ACCESS,
            {"access_id": access_id, "customer_ip_address": customer_ip_address},
            options=options,
        )

    def get_issues(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> models.BankAccessIssues:
        """
        Get the issues of a bank access.

        Tells why the last refresh of an access was delayed or failed, including errors that the
        access itself does not show. Its relations lead to the step that is waited for.

        The provider calls it ``getBankAccessIssues``; source: document 001, lines 2270-2358;
        guide 676-706.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The last known issues.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(GET_BANK_ACCESS_ISSUES, {"access_id": access_id}, options=options)

    def get_challenge_pdf(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> bytes:
        """
        Get the challenge of an SCA as PDF.

        Gives the file that the bank sent as the challenge of the current SCA, where it sent
        one.

        The provider calls it ``getChallengePdf``; source: document 001, lines 2360-2388.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The PDF file.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(GET_CHALLENGE_PDF, {"access_id": access_id}, options=options)

    def select_products(self, access_id: str | UUID, *, options: CallOptions | None = None) -> None:
        """
        Have the user select bank products again.

        Lets the user of a REG/Protect tenant choose anew which products of an access are
        fetched. The only documented answer is 451 with the address of the web form in which the
        user chooses.

        The provider calls it ``selectBankProducts``; source: document 001, lines 5487-5516.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            Not documented, but the only other answer that makes sense; the body is taken to be
                empty.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            WebFormRequired: 451. No error, but the usual outcome for a tenant with REG/Protect:
                the user has to go on in the web form of BANKSapi. Append the parameter
                `callbackUrl`, URL-encoded, and open the address in the user's browser. It works
                once and must not be fetched by your program. There is no body.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return self._client.call(SELECT_BANK_PRODUCTS, {"access_id": access_id}, options=options)


class AsyncBankAccesses:
    """The logins of a user at banks, with what was fetched through them."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def add(
        self,
        body: models.CreateBankAccess | Mapping[str, Any],
        *,
        customer_ip_address: str | None = None,
        callback_url: str | None = None,
        refresh: bool | None = None,
        query_tan_settings: bool | None = None,
        head_only: bool | None = None,
        payment_accounts_only: bool | None = None,
        max_transactions: models.MaxTransactions | str | None = None,
        options: CallOptions | None = None,
    ) -> Location:
        """
        Add or refresh bank accesses.

        Connects a bank for the user, or fetches new data for an access that is there already.
        The body is a map: you choose the UUID of the access yourself, so that you can find it
        again even when the answer is lost.

        With credentials (regulated tenants) the bank is asked at once; the call takes long.
        Read the access afterwards until its status is VOLLSTAENDIG, and follow its relations
        where the bank demands an SCA. Tenants with REG/Protect, and every refresh, send an
        empty object instead of data; REG/Protect is answered with 451 and the address of a web
        form. Append `callbackUrl` to that address and open it in the user's browser once.

        Three wrong logins lock the user out at the bank, so never repeat a refused login
        unasked.

        The provider calls it ``addBankAccess``; source: document 001, lines 1932-1999; guide
        387-425, 640-675, 812-845.

        Args:
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            callback_url: Page of yours to which the user's browser comes back after a redirect
                to the bank. Its own query string is kept and `baReentry` added. Whether it is
                needed depends on the kind of tenant; with REG/Protect it is appended to the
                address of the web form instead.
            refresh: Fetch everything from the bank again although the access exists.
            query_tan_settings: Have the bank list its TAN procedures and media again instead of
                using the stored choice.
            head_only: Fetch only what accounts there are, without balances and transactions.
                `sync` must be false then, and no products may be selected.
            payment_accounts_only: Fetch payment accounts only.
            max_transactions: How far back transactions are wanted; more than 90 days may need
                up to three more SCAs.
            body: The accesses by the UUIDs you chose; an empty object for REG/Protect and for a
                refresh. A dict uses the names on the wire.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The access is there; read it at the address given.

        Raises:
            BadRequest: 400. What was sent is malformed, incomplete or contradicts a rule of the
                operation. The caller has to be corrected; the same call fails again. The body
                is not documented.
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            WebFormRequired: 451. No error, but the usual outcome for a tenant with REG/Protect:
                the user has to go on in the web form of BANKSapi. Append the parameter
                `callbackUrl`, URL-encoded, and open the address in the user's browser. It works
                once and must not be fetched by your program. There is no body.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeout: 504. The bank did not answer in time. What was started may still be
                running there: read the resource before you repeat anything that is more than a
                read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
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
            body,
            options=options,
        )

    async def list(self, *, options: CallOptions | None = None) -> models.ListOfBankAccesses:
        """
        List bank accesses.

        Lists all bank accesses of the user by their ids, with products and balances as they
        were last fetched. The bank is not contacted.

        The provider calls it ``getBankAccesses``; source: document 001, lines 2001-2140.

        Args:
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The accesses by their ids.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(GET_BANK_ACCESSES, {}, options=options)

    async def delete_all(
        self, *, customer_ip_address: str | None = None, options: CallOptions | None = None
    ) -> None:
        """
        Delete all bank accesses.

        Removes every bank access of the user with all that was fetched through them. It cannot
        be undone.

        The provider calls it ``deleteBankAccesses``; source: document 001, lines 2142-2165.

        Args:
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            They are gone; the body is empty.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(
            DELETE_BANK_ACCESSES, {"customer_ip_address": customer_ip_address}, options=options
        )

    async def get(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> models.BankAccess:
        """
        Get one bank access.

        Gives one access with its products. Poll it every two seconds after adding or refreshing
        until its status is VOLLSTAENDIG, or until its relations ask the user for something.
        Data of the last good refresh stays readable meanwhile.

        The provider calls it ``getBankAccess``; source: document 001, lines 2166-2240.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The access.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            GatewayTimeout: 504. The bank did not answer in time. What was started may still be
                running there: read the resource before you repeat anything that is more than a
                read. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(GET_BANK_ACCESS, {"access_id": access_id}, options=options)

    async def delete(
        self,
        access_id: str | UUID,
        *,
        customer_ip_address: str | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """
        Delete one bank access.

        Removes one bank access with all that was fetched through it. It cannot be undone.

        The provider calls it ``deleteBankAccess``; source: document 001, lines 2242-2268.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            customer_ip_address: Address from which the user calls you, IPv4 if you can; the
                bank takes the call as made in the user's presence. It must be a public address:
                127.0.0.1 is refused.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            It is gone; the body is empty.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(
            DELETE_BANK_ACCESS,
            {"access_id": access_id, "customer_ip_address": customer_ip_address},
            options=options,
        )

    async def get_issues(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> models.BankAccessIssues:
        """
        Get the issues of a bank access.

        Tells why the last refresh of an access was delayed or failed, including errors that the
        access itself does not show. Its relations lead to the step that is waited for.

        The provider calls it ``getBankAccessIssues``; source: document 001, lines 2270-2358;
        guide 676-706.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The last known issues.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(
            GET_BANK_ACCESS_ISSUES, {"access_id": access_id}, options=options
        )

    async def get_challenge_pdf(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> bytes:
        """
        Get the challenge of an SCA as PDF.

        Gives the file that the bank sent as the challenge of the current SCA, where it sent
        one.

        The provider calls it ``getChallengePdf``; source: document 001, lines 2360-2388.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The PDF file.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(GET_CHALLENGE_PDF, {"access_id": access_id}, options=options)

    async def select_products(
        self, access_id: str | UUID, *, options: CallOptions | None = None
    ) -> None:
        """
        Have the user select bank products again.

        Lets the user of a REG/Protect tenant choose anew which products of an access are
        fetched. The only documented answer is 451 with the address of the web form in which the
        user chooses.

        The provider calls it ``selectBankProducts``; source: document 001, lines 5487-5516.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            Not documented, but the only other answer that makes sense; the body is taken to be
                empty.

        Raises:
            Unauthorized: 401. The Authorization header is missing, or its token or access data
                are not accepted. The body is not documented.
            Forbidden: 403. The token has ended, was revoked, or lacks a scope or the level that
                the operation wants. Create a new token; when that fails too, ask for the scope.
                The body is not documented.
            NotFound: 404. The address leads to nothing, or to nothing of this user. Relations
                may be out of date: read the resource again and follow its new ones. The body is
                not documented.
            WebFormRequired: 451. No error, but the usual outcome for a tenant with REG/Protect:
                the user has to go on in the web form of BANKSapi. Append the parameter
                `callbackUrl`, URL-encoded, and open the address in the user's browser. It works
                once and must not be fetched by your program. There is no body.
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete answer came.
            UnexpectedResponse: The answer is not what the document promises.
        """
        return await self._client.call(
            SELECT_BANK_PRODUCTS, {"access_id": access_id}, options=options
        )
