"""
Where flows about SCA begin: ``client.sca``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar, overload

from ..auth.effects import Step
from ..core.tracebacks import ScrubsTracebacks
from ..pipeline.capture import capture_call, capture_call_async
from ..serialization.response_parser import Location
from ..stores.safe_calls import in_thread
from .base_client import BaseScaClient, SharedScaState, Source, id_of
from .flow.async_flow import AsyncFlow
from .flow.base_flow import store_key
from .flow.sync_flow import Flow
from .records.secret_slots import Credentials

__all__ = ["AsyncScaClient", "ScaClient", "SharedScaState"]

P = ParamSpec("P")
T = TypeVar("T")


class ScaClient(BaseScaClient[Callable[[Step], Any]], ScrubsTracebacks):
    """
    Begins and resumes flows about strong customer authentication, blocking.
    """

    @overload
    def start(
        self, method: Callable[P, Location], /, *args: P.args, **kwargs: P.kwargs
    ) -> Flow[Any]: ...

    @overload
    def start(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Flow[T]: ...

    def start(self, method: Callable[P, Any], /, *args: P.args, **kwargs: P.kwargs) -> Flow[Any]:
        """
        Call a method that may need SCA.

        Args:
            method: A method of this client, such as ``client.payments.submit``.
            *args: Its arguments.
            **kwargs: Its arguments by name.

        Returns:
            The flow. Where the bank wants nothing, it is finished already. Where the
            method gives a ``Location``, the result is what is there.

        Raises:
            ArgumentError: An argument or the body cannot be sent; nothing was.
            ConfigurationError: The method asks for no SCA, or no credential fits.
            CredentialsRefused: The bank has refused these credentials before; nothing was sent.
            InteractionRequired: The user is needed, and ``interaction`` is ``"never"``.
            KontokitError: Nothing could be sent.
        """
        try:
            call = capture_call(self._client, partial(method, *args, **kwargs))
        finally:
            del args, kwargs
        flow: Flow[Any] = Flow(*self._opened(call), self._execute)
        flow.begin()
        return flow

    def resume(self, source: Source, *, credentials: Credentials | None = None) -> Flow[Any]:
        """
        Carry a flow on, after a restart or in another process.

        Args:
            source: A record of ``flow.record()``, or the id of one that the store keeps.
            credentials: What the call needs besides the record, as name → value, or a function
                that gives this; the names are those of the login fields.

        Returns:
            The flow where it stands now, be it further than the record.

        Raises:
            RecordRefused: It cannot be carried on here.
            ConfigurationError: A credential is missing; the message names it.
            ScaConflict: Another worker is taking it on at this very moment.
            StoreError: The store does not work.
        """
        kept = self._options.store.load(store_key(id_of(source)))
        flow: Flow[Any] = Flow(*self._reopened(source, kept, credentials), self._execute)
        flow.take_over(kept)
        return flow


class AsyncScaClient(BaseScaClient[Callable[[Step], Awaitable[Any]]], ScrubsTracebacks):
    """
    Starts and resumes flows of strong customer authentication, with ``await``. See
    :class:`ScaClient`.
    """

    @overload
    async def start(
        self, method: Callable[P, Awaitable[Location]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncFlow[Any]: ...

    @overload
    async def start(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncFlow[T]: ...

    async def start(
        self, method: Callable[P, Awaitable[Any]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncFlow[Any]:
        """
        Call a method that may need SCA. See :meth:`ScaClient.start`.
        """
        try:
            call = await capture_call_async(self._client, partial(method, *args, **kwargs))
        finally:
            del args, kwargs
        flow: AsyncFlow[Any] = AsyncFlow(*self._opened(call), self._execute)
        await flow.begin()
        return flow

    async def resume(
        self, source: Source, *, credentials: Credentials | None = None
    ) -> AsyncFlow[Any]:
        """
        Resume a flow, after a restart or in another process. See :meth:`ScaClient.resume`.
        """
        store = self._options.store
        kept = await in_thread(store, partial(store.load, store_key(id_of(source))))
        flow: AsyncFlow[Any] = AsyncFlow(*self._reopened(source, kept, credentials), self._execute)
        await flow.take_over(kept)
        return flow
