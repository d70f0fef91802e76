# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Customer: The entry to everything that is held for a user.
"""

from __future__ import annotations

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Operation, ResourceGroup, Result
from kontokit_banksapi import models


class CustomerGroup(ResourceGroup[SyncClient]):
    """The entry to everything that is held for a user."""

    def get(self, *, options: CallOptions | CallOptionsDict | None = None) -> models.Customer:
        """
        Read what is held for the user.

        Gives everything that is held for the user of the token: the bank accesses, and the
        relations to all that can be done. It is the one address of the Customer part that has
        to be known; the others are found from here.

        The relations to derived data (contracts, cash flow, life events and others) belong to
        AI/Connect and appear only where it is booked.

        The provider calls it ``getCustomer`` (``GET /customer/v2``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Returns:
            The bank accesses of the user and what can be done next.

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
        return self._client.call(GET_CUSTOMER, {}, options=options)


class AsyncCustomerGroup(ResourceGroup[AsyncClient]):
    """The entry to everything that is held for a user."""

    async def get(self, *, options: CallOptions | CallOptionsDict | None = None) -> models.Customer:
        """
        Read what is held for the user.

        The provider calls it ``getCustomer`` (``GET /customer/v2``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`CustomerGroup.get`.
        """
        return await self._client.call(GET_CUSTOMER, {}, options=options)


GET_CUSTOMER: Operation[models.Customer] = Operation(
    id="getCustomer",
    method="GET",
    path="/customer/v2",
    retry_class="read",
    security=(("userToken",),),
    results={200: Result(type=models.Customer)},
    other_statuses=(401, 403, 500),
)
