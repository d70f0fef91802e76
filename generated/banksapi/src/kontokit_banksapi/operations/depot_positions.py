# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Depot positions: The securities in a depot.
"""

from __future__ import annotations

import builtins
from uuid import UUID

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, Parameter, ResourceGroup, Result
from kontokit_banksapi import models


class DepotPositionsGroup(ResourceGroup[SyncClient]):
    """The securities in a depot."""

    def list(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> Listing[models.Investment, builtins.list[models.Investment]]:
        """
        List the positions of a depot.

        Lists the securities in a product of the category DEPOT, with the prices of the last
        refresh. The relation `get_depotpositionen` appears when there are any.

        The provider calls it ``getDepotPositions`` (``GET
        /customer/v2/bankzugaenge/{access-id}/{product-id}/depotpositionen``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            access_id: Id of the bank access. You choose it yourself, as a fresh UUID, when you
                add the access.
            product_id: Id of the bank product within its access. It often is the IBAN, but do
                not rely on that.
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The positions; the list may
                be empty.

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
        return self._client.list(
            GET_DEPOT_POSITIONS,
            {"access_id": access_id, "product_id": product_id},
            max_items=max_items,
            options=options,
        )


class AsyncDepotPositionsGroup(ResourceGroup[AsyncClient]):
    """The securities in a depot."""

    def list(
        self,
        access_id: str | UUID,
        product_id: str,
        *,
        max_items: int | None = None,
        options: CallOptions | CallOptionsDict | None = None,
    ) -> AsyncListing[models.Investment, builtins.list[models.Investment]]:
        """
        List the positions of a depot.

        Arguments: ``access_id``, ``product_id``, ``max_items``. The provider calls it
        ``getDepotPositions`` (``GET
        /customer/v2/bankzugaenge/{access-id}/{product-id}/depotpositionen``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`DepotPositionsGroup.list`.
        """
        return self._client.list(
            GET_DEPOT_POSITIONS,
            {"access_id": access_id, "product_id": product_id},
            max_items=max_items,
            options=options,
        )


GET_DEPOT_POSITIONS: Operation[list[models.Investment]] = Operation(
    id="getDepotPositions",
    method="GET",
    path="/customer/v2/bankzugaenge/{access-id}/{product-id}/depotpositionen",
    retry_class="read",
    security=(("userToken",),),
    parameters=(
        Parameter(name="access_id", wire="access-id", place="path", required=True),
        Parameter(name="product_id", wire="product-id", place="path", required=True),
    ),
    results={200: Result(type=list[models.Investment])},
    other_statuses=(401, 403, 404, 500),
    rows="*",
)
