# Made from specs/banksapi by `python -m generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Customer: The entry to everything that is held for a user.
"""

from __future__ import annotations

from kontokit import AsyncClient, CallOptions, SyncClient
from kontokit.operations import Operation, Result
from kontokit_banksapi import models

GET_CUSTOMER: Operation[models.Customer] = Operation(
    id="getCustomer",
    method="GET",
    path="/customer/v2",
    retry="read",
    security=(("userToken",),),
    results={200: Result(type=models.Customer)},
)


class Customer:
    """The entry to everything that is held for a user."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get(self, *, options: CallOptions | None = None) -> models.Customer:
        """
        Get the customer.

        Gives the entry to everything that is held for the user of the token: all bank accesses
        and the relations that lead on. Derived data of AI/Connect is only linked from here.

        The provider calls it ``getCustomer``; source: document 001, lines 1845-1930.

        Args:
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The customer with its bank accesses and relations.

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
        return self._client.call(GET_CUSTOMER, {}, options=options)


class AsyncCustomer:
    """The entry to everything that is held for a user."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def get(self, *, options: CallOptions | None = None) -> models.Customer:
        """
        Get the customer.

        Gives the entry to everything that is held for the user of the token: all bank accesses
        and the relations that lead on. Derived data of AI/Connect is only linked from here.

        The provider calls it ``getCustomer``; source: document 001, lines 1845-1930.

        Args:
            options: Time limits, headers and correlation id of this one call.

        Returns:
            The customer with its bank accesses and relations.

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
        return await self._client.call(GET_CUSTOMER, {}, options=options)
