# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Transactions: The transactions of a product.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from kontokit import (
    AsyncClient,
    AsyncListing,
    BerlinDateTime,
    CallOptions,
    CallOptionsDict,
    Listing,
    SyncClient,
)
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit_banksapi import models

if TYPE_CHECKING:
    from kontokit_banksapi import types


class TransactionsGroup(ResourceGroup[SyncClient]):
    """The transactions of a product."""

    def list(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        from_: BerlinDateTime | None = None,
        to: BerlinDateTime | None = None,
        tag: models.TransactionTag | types.TransactionTag | str | None = None,
        booking_status: models.BookingStatus | Literal["booked", "pending"] | str | None = None,
        filter: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Transaction, builtins.list[models.Transaction]]:
        """
        List the transactions of a product.

        Lists the stored transactions of a product in one piece: there is no paging. Without
        `from_` and `to` those of the last 90 days come. The bank is not asked.

        With `tag` each transaction carries tags of that kind, so one call serves one kind. The
        relations whose names begin with `get_kontoumsaetze_` are this call with such a
        parameter in their address.

        The provider calls it ``getTransactions`` (``GET
        /customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            from_: Only transactions booked after this local time (Europe/Berlin). It is written
                with a T in the middle; a date without a time is answered with 404.
            to: Only transactions booked before this local time (Europe/Berlin); may stand
                beside `from_`.
            tag: Kind of the tags that each transaction shall carry. Other texts than the listed
                ones are sent as they are.
            booking_status: Whether booked transactions come, as without it, or pending ones,
                which only accesses over EBICS have. Neither document has it (see SOURCES.md;
                unverified).
            filter: Condition on one field, written as field, predicate and value without
                blanks. Only `identifier.batchId=` is documented; what is known of it comes from
                the newer document.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The transactions; the list
                may be empty.

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
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.list(
            GET_TRANSACTIONS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "from_": from_,
                "to": to,
                "tag": tag,
                "booking_status": booking_status,
                "filter": filter,
            },
            max_items=max_items,
            options=options,
        )

    def recategorize(
        self,
        access_id: str | UUID,
        product_id: str,
        transaction_id: str | UUID,
        *,
        tags: Sequence[models.WrappedTag | types.WrappedTagDict],
        change_existing: bool | None = None,
        create_rule: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Correct the category of a transaction.

        Puts a transaction under another item of a tag tree. It must have been categorised
        before, so list it with `tag` at least once.

        The item has to name its tree. Send `systemName` and `systemId` of both item and tree:
        today the names decide, later the ids may; everything else is ignored. A name that the
        tree does not have is answered with 400 and a body. `getTagTreeItems` lists the items.

        The provider calls it ``recategorizeTransaction`` (``PUT
        /customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze/{transaction-id}``);
        see https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            transaction_id: Id of the transaction, as it was listed.
            tags: The correction. It is a list, but one item is all that is documented.
            change_existing: True to put all stored transactions with the same counterparty
                there too.
            create_rule: True to make a rule for this user that puts every future transaction
                with the same counterparty there.

        Returns:
            The transaction is changed. There is no body.

        Raises:
            BadRequestError: 400. What was sent is malformed or names something that does not
                exist; the body tells what.
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
            RECATEGORIZE_TRANSACTION,
            {
                "access_id": access_id,
                "product_id": product_id,
                "transaction_id": transaction_id,
                "change_existing": change_existing,
                "create_rule": create_rule,
            },
            {"tags": tags},
            options=options,
        )


class AsyncTransactionsGroup(ResourceGroup[AsyncClient]):
    """The transactions of a product."""

    def list(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        from_: BerlinDateTime | None = None,
        to: BerlinDateTime | None = None,
        tag: models.TransactionTag | types.TransactionTag | str | None = None,
        booking_status: models.BookingStatus | Literal["booked", "pending"] | str | None = None,
        filter: str | None = None,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Transaction, builtins.list[models.Transaction]]:
        """
        List the transactions of a product.

        Arguments: ``access_id``, ``product_id``, ``from_``, ``to``, ``tag``,
        ``booking_status``, ``filter``, ``max_items``. The provider calls it ``getTransactions``
        (``GET /customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`TransactionsGroup.list`.
        """
        return self._client.list(
            GET_TRANSACTIONS,
            {
                "access_id": access_id,
                "product_id": product_id,
                "from_": from_,
                "to": to,
                "tag": tag,
                "booking_status": booking_status,
                "filter": filter,
            },
            max_items=max_items,
            options=options,
        )

    async def recategorize(
        self,
        access_id: str | UUID,
        product_id: str,
        transaction_id: str | UUID,
        *,
        tags: Sequence[models.WrappedTag | types.WrappedTagDict],
        change_existing: bool | None = None,
        create_rule: bool | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Correct the category of a transaction.

        Arguments: ``access_id``, ``product_id``, ``transaction_id``, ``tags``,
        ``change_existing``, ``create_rule``. The provider calls it ``recategorizeTransaction``
        (``PUT
        /customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze/{transaction-id}``);
        see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`TransactionsGroup.recategorize`.
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
            {"tags": tags},
            options=options,
        )


GET_TRANSACTIONS: Operation[list[models.Transaction]] = Operation(
    id="getTransactions",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(name="from_", wire="from", place="query", format="berlin-iso-date-time"),
        Parameter(name="to", wire="to", place="query", format="berlin-iso-date-time"),
        Parameter(name="tag", wire="tag", place="query"),
        Parameter(name="booking_status", wire="bookingStatus", place="query"),
        Parameter(name="filter", wire="filter", place="query"),
    ),
    results={200: Result(type=list[models.Transaction])},
    other_statuses=(400, 401, 403, 404, 500),
    max_body=268435456,
    rows="*",
)
RECATEGORIZE_TRANSACTION: Operation[None] = Operation(
    id="recategorizeTransaction",
    method="PUT",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze/{transaction-id}",
    retry_class="write",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
        Parameter(name="transaction_id", wire="transaction-id", place="path", required=True),
        Parameter(name="change_existing", wire="changeExisting", place="query", type="boolean"),
        Parameter(name="create_rule", wire="createRule", place="query", type="boolean"),
    ),
    body=Body(media_type="application/json", type=models.WrappedTags, required=True),
    results={200: Result()},
    errors={400: models.ErrorMessage},
    other_statuses=(401, 403, 404, 500),
)
