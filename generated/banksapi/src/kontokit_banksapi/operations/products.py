# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Products: Accounts, cards, depots and other products of a bank access.
"""

from __future__ import annotations

from uuid import UUID

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Operation, Parameter, ResourceGroup, Result
from kontokit_banksapi import models


class ProductsGroup(ResourceGroup[SyncClient]):
    """Accounts, cards, depots and other products of a bank access."""

    def get(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Product:
        """
        Get one bank product.

        Gives one product of a bank access with its balance, as it was last fetched. Its
        relations tell what it can do: only a product with transactions has `get_kontoumsaetze`,
        only a depot `get_depotpositionen`, and only an account that can pay has those that
        begin with `initiate_`.

        The provider calls it ``getProduct`` (``GET
        /customer/v2/bankzugaenge/{access-id}/{product-id}``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.

        Returns:
            The product.

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
            GET_PRODUCT, {"access_id": access_id, "product_id": product_id}, options=options
        )


class AsyncProductsGroup(ResourceGroup[AsyncClient]):
    """Accounts, cards, depots and other products of a bank access."""

    async def get(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> models.Product:
        """
        Get one bank product.

        Arguments: ``access_id``, ``product_id``. The provider calls it ``getProduct`` (``GET
        /customer/v2/bankzugaenge/{access-id}/{product-id}``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ProductsGroup.get`.
        """
        return await self._client.call(
            GET_PRODUCT, {"access_id": access_id, "product_id": product_id}, options=options
        )


GET_PRODUCT: Operation[models.Product] = Operation(
    id="getProduct",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
    ),
    results={200: Result(type=models.Product)},
    other_statuses=(401, 403, 404, 500, 504),
    read_timeout=300.0,
)
