# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Regprotect: Sessions of the web forms in which users of unregulated clients log in.
"""

from __future__ import annotations

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Operation, ResourceGroup, Result


class RegprotectGroup(ResourceGroup[SyncClient]):
    """Sessions of the web forms in which users of unregulated clients log in."""

    def delete_sessions(self, *, options: CallOptions | CallOptionsDict | None = None) -> None:
        """
        Invalidate all web form sessions.

        Ends every REG/Protect session of the user the token belongs to, so that the web form
        addresses of these sessions no longer work. The relation `delete_regprotect_sessions` of
        the customer leads here.

        The provider calls it ``deleteRegprotectSessions`` (``DELETE
        /customer/v2/regprotect/sessions``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Returns:
            No session is open any more. The body is empty.

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
        return self._client.call(DELETE_REGPROTECT_SESSIONS, {}, options=options)


class AsyncRegprotectGroup(ResourceGroup[AsyncClient]):
    """Sessions of the web forms in which users of unregulated clients log in."""

    async def delete_sessions(
        self, *, options: CallOptions | CallOptionsDict | None = None
    ) -> None:
        """
        Invalidate all web form sessions.

        The provider calls it ``deleteRegprotectSessions`` (``DELETE
        /customer/v2/regprotect/sessions``); see
        https://docs.banksapi.de/api/banks-connect.html. See
        :meth:`RegprotectGroup.delete_sessions`.
        """
        return await self._client.call(DELETE_REGPROTECT_SESSIONS, {}, options=options)


DELETE_REGPROTECT_SESSIONS: Operation[None] = Operation(
    id="deleteRegprotectSessions",
    method="DELETE",
    path="/customer/v2/regprotect/sessions",
    retry_class="write",
    security=(("userToken",),),
    results={200: Result()},
    other_statuses=(401, 403, 500),
)
