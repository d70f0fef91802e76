# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Service: Whether the server answers.
"""

from __future__ import annotations

from typing import Any

from kontokit import AsyncClient, CallOptions, CallOptionsDict, SyncClient
from kontokit.operations import Operation, ResourceGroup, Result


class ServiceGroup(ResourceGroup[SyncClient]):
    """Whether the server answers."""

    def say_hello(self, *, options: CallOptions | CallOptionsDict | None = None) -> object:
        """
        Find out whether BANKSapi can be reached.

        The call that the documentation shows first. It needs no token and does nothing, which
        makes it a test of network, proxy and TLS. The answer is JSON of an undocumented form.

        The provider calls it ``sayHello`` (``GET /hello/``); see
        https://docs.banksapi.de/api/banks-connect.html.

        Returns:
            BANKSapi can be reached.

        Raises:
            InternalServerError: 500. Something failed at BANKSapi. A token with a blank behind
                it is known to end here too. The body is not documented.
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            TransportError: No complete response arrived.
            UnexpectedResponseError: The response does not match the API's documentation.
        """
        return self._client.call(SAY_HELLO, {}, options=options)


class AsyncServiceGroup(ResourceGroup[AsyncClient]):
    """Whether the server answers."""

    async def say_hello(self, *, options: CallOptions | CallOptionsDict | None = None) -> object:
        """
        Find out whether BANKSapi can be reached.

        The provider calls it ``sayHello`` (``GET /hello/``); see
        https://docs.banksapi.de/api/banks-connect.html. See :meth:`ServiceGroup.say_hello`.
        """
        return await self._client.call(SAY_HELLO, {}, options=options)


SAY_HELLO: Operation[object] = Operation(
    id="sayHello",
    method="GET",
    path="/hello/",
    retry_class="read",
    security=(),
    results={200: Result(type=Any)},
    other_statuses=(500,),
)
