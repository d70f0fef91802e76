# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Tenants: The tenants that a client belongs to.
"""

from __future__ import annotations

import builtins

from kontokit import AsyncClient, AsyncListing, CallOptions, CallOptionsDict, Listing, SyncClient
from kontokit.operations import Operation, ResourceGroup, Result
from kontokit_banksapi import models


class TenantsGroup(ResourceGroup[SyncClient]):
    """The tenants that a client belongs to."""

    def list(
        self, *, max_items: int | None = None, options: CallOptions | CallOptionsDict | None = None
    ) -> Listing[models.Tenant, builtins.list[models.Tenant]]:
        """
        List the tenants of the token.

        Lists the tenants that the client may manage, as a rule just your own. The name of a
        tenant is a part of the URL of every user operation; it also stands in each token.

        The provider calls it ``getTenants`` (``GET /auth/mgmt/v1/tenants``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Args:
            max_items: The most rows to give; the response has all of them.

        Returns:
            The rows. ``first_page()`` returns the whole response: The tenants.

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
        return self._client.list(GET_TENANTS, {}, max_items=max_items, options=options)


class AsyncTenantsGroup(ResourceGroup[AsyncClient]):
    """The tenants that a client belongs to."""

    def list(
        self, *, max_items: int | None = None, options: CallOptions | CallOptionsDict | None = None
    ) -> AsyncListing[models.Tenant, builtins.list[models.Tenant]]:
        """
        List the tenants of the token.

        Arguments: ``max_items``. The provider calls it ``getTenants`` (``GET
        /auth/mgmt/v1/tenants``); see https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`TenantsGroup.list`.
        """
        return self._client.list(GET_TENANTS, {}, max_items=max_items, options=options)


GET_TENANTS: Operation[list[models.Tenant]] = Operation(
    id="getTenants",
    method="GET",
    path="/auth/mgmt/v1/tenants",
    retry_class="read",
    security=(("clientToken",),),
    results={200: Result(type=list[models.Tenant])},
    other_statuses=(401, 403, 500),
    rows="*",
)
