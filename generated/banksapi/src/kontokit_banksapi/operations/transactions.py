# Made from specs/banksapi by `python -m generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Transactions: The transactions of a product.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kontokit import AsyncClient, BerlinDateTime, CallOptions, SyncClient
from kontokit.operations import Body, Operation, Parameter, Result
from kontokit_banksapi import models

GET_TRANSACTIONS: Operation[list[models.Transaction]] = Operation(
    id="getTransactions",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze",
    retry="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(name="from_", wire="from", place="query", format="berlin-date-time"),
        Parameter(name="to", wire="to", place="query", format="berlin-date-time"),
        Parameter(name="tag", wire="tag", place="query"),
        Parameter(name="filter", wire="filter", place="query"),
    ),
    results={200: Result(type=list[models.Transaction])},
)
RECATEGORIZE_TRANSACTION: Operation[None] = Operation(
    id="recategorizeTransaction",
    method="PUT",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze/{transaction-id}",
    retry="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(name="transaction_id", wire="transaction-id", place="path", required=True),
        Parameter(name="change_existing", wire="changeExisting", place="query"),
        Parameter(name="create_rule", wire="createRule", place="query"),
    ),
    body=Body(media_type="application/json", type=models.WrappedTags, required=True),
    results={200: Result()},
    errors={400: models.ErrorMessage},
)


class Transactions:
    """The transactions of a product."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def list(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        from_: BerlinDateTime | None = None,
        to: BerlinDateTime | None = None,
        tag: models.TransactionTag | str | None = None,
        filter: str | None = None,
        options: CallOptions | None = None,
    ) -> builtins.list[models.Transaction]:
        """
        List transactions of a product.

        Lists the stored transactions of a product, all at once: there is no paging. Without a
        window they are those of the last 90 days. With `tag` each transaction also carries tags
        of that kind; the relations `get_kontoumsaetze_…` of a product are this call with such a
        tag.

        The provider calls it ``getTransactions``; source: document 001, lines 2464-2580; newer
        document for filter.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            from_: Only transactions booked after this local time (Europe/Berlin).
            to: Only transactions booked before this local time (Europe/Berlin).
            tag: The kind of tags to add to each transaction; `true` and `insurances` occur in
                samples too.
            filter: Only transactions whose field fits, written as field, predicate and value,
                such as `identifier.batchId=` and a UUID.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The transactions.

        Raises:
            BadRequest: 400. What was sent is malformed, incomplete or contradicts a rule of the
                operation. The caller has to be corrected; the same call fails again. The body
                is not documented.
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
        return self._client.call(
            GET_TRANSACTIONS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "from_": from_,
                "to": to,
                "tag": tag,
                "filter": filter,
            },
            options=options,
        )

    def recategorize(
        self,
        access_id: str | UUID,
        product_id: str,
        transaction_id: str | UUID,
        body: models.WrappedTags | Mapping[str, Any],
        *,
        change_existing: bool | None = None,
        create_rule: bool | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """
        Correct the category of a transaction.

        Puts a transaction under another item of a tag tree. It must have been categorised
        before. The item must name its tree; give both `systemName` and `systemId` of item and
        tree, everything else is ignored.

        The provider calls it ``recategorizeTransaction``; source: document 001, lines
        2583-2795.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            transaction_id: The id of the transaction.
            change_existing: Put all transactions of the same counterparty there too.
            create_rule: Put all future transactions of the same counterparty there too.
            body: The item the transaction belongs to. A dict uses the names on the wire.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The transaction is changed; the body is empty.

        Raises:
            BadRequest: 400. What was sent is malformed or names something that does not exist;
                the body tells what.
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
            RECATEGORIZE_TRANSACTION,
            {
                "access_id": access_id,
                "product_id": product_id,
                "transaction_id": transaction_id,
                "change_existing": change_existing,
                "create_rule": create_rule,
            },
            body,
            options=options,
        )


class AsyncTransactions:
    """The transactions of a product."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def list(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        from_: BerlinDateTime | None = None,
        to: BerlinDateTime | None = None,
        tag: models.TransactionTag | str | None = None,
        filter: str | None = None,
        options: CallOptions | None = None,
    ) -> builtins.list[models.Transaction]:
        """
        List transactions of a product.

        Lists the stored transactions of a product, all at once: there is no paging. Without a
        window they are those of the last 90 days. With `tag` each transaction also carries tags
        of that kind; the relations `get_kontoumsaetze_…` of a product are this call with such a
        tag.

        The provider calls it ``getTransactions``; source: document 001, lines 2464-2580; newer
        document for filter.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            from_: Only transactions booked after this local time (Europe/Berlin).
            to: Only transactions booked before this local time (Europe/Berlin).
            tag: The kind of tags to add to each transaction; `true` and `insurances` occur in
                samples too.
            filter: Only transactions whose field fits, written as field, predicate and value,
                such as `identifier.batchId=` and a UUID.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The transactions.

        Raises:
            BadRequest: 400. What was sent is malformed, incomplete or contradicts a rule of the
                operation. The caller has to be corrected; the same call fails again. The body
                is not documented.
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
        return await self._client.call(
            GET_TRANSACTIONS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "from_": from_,
                "to": to,
                "tag": tag,
                "filter": filter,
            },
            options=options,
        )

    async def recategorize(
        self,
        access_id: str | UUID,
        product_id: str,
        transaction_id: str | UUID,
        body: models.WrappedTags | Mapping[str, Any],
        *,
        change_existing: bool | None = None,
        create_rule: bool | None = None,
        options: CallOptions | None = None,
    ) -> None:
        """
        Correct the category of a transaction.

        Puts a transaction under another item of a tag tree. It must have been categorised
        before. The item must name its tree; give both `systemName` and `systemId` of item and
        tree, everything else is ignored.

        The provider calls it ``recategorizeTransaction``; source: document 001, lines
        2583-2795.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            transaction_id: The id of the transaction.
            change_existing: Put all transactions of the same counterparty there too.
            create_rule: Put all future transactions of the same counterparty there too.
            body: The item the transaction belongs to. A dict uses the names on the wire.
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The transaction is changed; the body is empty.

        Raises:
            BadRequest: 400. What was sent is malformed or names something that does not exist;
                the body tells what.
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
            RECATEGORIZE_TRANSACTION,
            {
                "access_id": access_id,
                "product_id": product_id,
                "transaction_id": transaction_id,
                "change_existing": change_existing,
                "create_rule": create_rule,
            },
            body,
            options=options,
        )
