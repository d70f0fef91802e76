# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Bank access builder: Bank accesses that you fill yourself instead of a bank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from kontokit import AsyncClient, CallOptions, CallOptionsDict, Location, SyncClient
from kontokit.operations import Body, Operation, Parameter, ResourceGroup, Result
from kontokit_banksapi import models

if TYPE_CHECKING:
    from kontokit_banksapi import types


class BankAccessBuilderGroup(ResourceGroup[SyncClient]):
    """Bank accesses that you fill yourself instead of a bank."""

    def add_transactions(
        self,
        access_id: str | UUID,
        product_id: str,
        transactions: Sequence[models.TransactionData | types.TransactionDataDict],
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Push transactions into a builder access.

        Adds transactions of your own to a product of a bank access that was made by the
        builder. Nothing says that they are compared with those that are there: pushed twice
        they have to be expected twice.

        The provider calls it ``addTransactions`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            transactions: The transactions to add.

        Returns:
            The transactions are added. There is no body.

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
        return self._client.call(
            ADD_TRANSACTIONS,
            {"access_id": access_id, "product_id": product_id},
            transactions,
            options=options,
        )

    def create(
        self,
        *,
        id: str | UUID,
        provider_id: str | UUID,
        bankprodukte: Sequence[models.SimpleProduct | types.SimpleProductDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]:
        """
        Create a bank access of your own making.

        Makes a bank access whose products and transactions you supply yourself, so that data
        from elsewhere can be read and analysed like fetched ones. You choose its id; its type
        is BUILDER. Push transactions afterwards.

        What happens to an access that already has this id is not documented.

        The provider calls it ``createBuilderAccess`` (``PUT
        /customer/v2/bankzugaenge/builder``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            id: Id of the new access, a UUID of your own making. Example:
                ``815251d6-c062-4f61-bec0-182bc14a48fb``.
            provider_id: Id of the bank or service provider that the data come from. Example:
                ``00000000-0000-0000-0000-000000000000``.
            bankprodukte: The products of the access.

        Returns:
            The bank access is made. The header names where to read it.

        Raises:
            BadRequestError: 400. What was sent is malformed, incomplete or contradicts a rule
                of the operation. The caller has to be corrected; the same call fails again. The
                body is not documented.
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
            CREATE_BUILDER_ACCESS,
            {},
            {"id": id, "provider_id": provider_id, "bankprodukte": bankprodukte},
            options=options,
        )


class AsyncBankAccessBuilderGroup(ResourceGroup[AsyncClient]):
    """Bank accesses that you fill yourself instead of a bank."""

    async def add_transactions(
        self,
        access_id: str | UUID,
        product_id: str,
        transactions: Sequence[models.TransactionData | types.TransactionDataDict],
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> None:
        """
        Push transactions into a builder access.

        Arguments: ``access_id``, ``product_id``, ``transactions``. The provider calls it
        ``addTransactions`` (``POST
        /customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessBuilderGroup.add_transactions`.
        """
        return await self._client.call(
            ADD_TRANSACTIONS,
            {"access_id": access_id, "product_id": product_id},
            transactions,
            options=options,
        )

    async def create(
        self,
        *,
        id: str | UUID,
        provider_id: str | UUID,
        bankprodukte: Sequence[models.SimpleProduct | types.SimpleProductDict],
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Location[models.BankAccess]:
        """
        Create a bank access of your own making.

        Arguments: ``id``, ``provider_id``, ``bankprodukte``. The provider calls it
        ``createBuilderAccess`` (``PUT /customer/v2/bankzugaenge/builder``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`BankAccessBuilderGroup.create`.
        """
        return await self._client.call(
            CREATE_BUILDER_ACCESS,
            {},
            {"id": id, "provider_id": provider_id, "bankprodukte": bankprodukte},
            options=options,
        )


ADD_TRANSACTIONS: Operation[None] = Operation(
    id="addTransactions",
    method="POST",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/kontoumsaetze",
    retry_class="create",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
    ),
    body=Body(
        media_type="application/json",
        type=list[models.TransactionData],
        required=True,
        argument="transactions",
    ),
    results={201: Result()},
    other_statuses=(400, 401, 403, 404, 500),
)
CREATE_BUILDER_ACCESS: Operation[Location[models.BankAccess]] = Operation(
    id="createBuilderAccess",
    method="PUT",
    path="/customer/v2/bankzugaenge/builder",
    retry_class="create",
    security=(("userToken",),),
    body=Body(media_type="application/json", type=models.CreateBankAccessBuilder, required=True),
    results={201: Result(location=True)},
    other_statuses=(400, 401, 403, 500),
)
