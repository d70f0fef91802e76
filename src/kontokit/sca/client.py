"""
The SCA clients, ``client.sca``: they start and resume flows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

from ..auth.effects import Step
from ..core.secret import Secret
from ..operations import Operation
from ..pipeline.capture import capture_call, capture_call_async, checked_method
from ..pipeline.paginator import Listing
from ..serialization.response_parser import Location
from ..stores.safe_calls import in_thread
from .base_client import BaseScaClient, SharedScaState, Source
from .flow.async_flow import AsyncFlow
from .flow.sync_flow import Flow
from .records.references import GivenReference
from .records.secret_slots import Credentials

__all__ = ["AsyncScaClient", "ScaClient", "SharedScaState"]

P = ParamSpec("P")
T = TypeVar("T")


class ScaClient(BaseScaClient[Callable[[Step], Any]]):
    """
    Starts and resumes flows of strong customer authentication, blocking.
    """

    @overload
    def start(
        self,
        method: Callable[Concatenate[Operation[Location[T]], P], object],
        operation: Operation[Location[T]],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Flow[T]: ...

    @overload
    def start(
        self, method: Callable[P, Location[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Flow[T]: ...

    @overload
    def start(
        self, method: Callable[P, Listing[Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Flow[T]: ...

    @overload
    def start(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Flow[T]: ...

    def start(self, method: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Flow[Any]:
        """
        Call a method that may need SCA.

        Args:
            method: A method of this client, such as ``client.payments.submit``, or
                ``client.follow`` with a resource and a relation.
            *args: Passed on to the method.
            **kwargs: Passed on to the method.

        Returns:
            The flow. If the bank asks for nothing, it is finished already. If the method
            returns a ``Location``, the result of the flow is the resource there. If it returns a
            list, the result is the first page.

        Raises:
            ArgumentError: An argument or the body is invalid. Nothing was sent.
            ConfigurationError: The method never needs SCA, or no configured credential fits.
            CredentialsRefusedError: The bank refused these credentials before. Nothing was sent.
            InteractionRequiredError: The user is needed, and ``interaction`` is ``"never"``.
            KontokitError: The request could not be sent.
        """
        try:
            call = capture_call(self._client, partial(checked_method(method), *args, **kwargs))
        finally:
            args, kwargs = (), {}
        flow: Flow[Any] = Flow(*self._new_flow(call), self._execute)
        flow.begin()
        return flow

    def resume(
        self,
        source: Source | None = None,
        *,
        reference: GivenReference | None = None,
        reference_kind: str | None = None,
        credentials: Credentials | None = None,
    ) -> Flow[Any]:
        """
        Resume a flow, after a restart or in another process.

        Args:
            source: A record from ``flow.record()``, or the id of a flow in the store.
            reference: Instead, an id that a callback of the provider names: of a web form or task,
                a payment, a consent or a bank access. The store must have the flow. A callback is
                only a hint: ``refresh()`` the flow, and check who may see it yourself.
            reference_kind: What the reference is the id of, such as ``"payment_id"`` or
                ``"standing_order_id"``, where a payment and a standing order may have
                the same number. Without it a flow of either is found.
            credentials: The secrets of the call, which no record holds: a dict of login field
                name → value, or a function that returns one.

        Returns:
            The flow in its newest state, which may be later than that of the record.

        Raises:
            ArgumentError: Not one of source and reference is passed, or one is no such thing.
            RecordRefusedError: The record cannot be resumed here, or the store has none.
            ConfigurationError: A credential is missing; the message names it.
            ScaConflictError: Another worker is working on the flow right now.
            StoreError: The store does not work.
        """
        found, stored = self._found(source, reference, reference_kind)
        flow: Flow[Any] = Flow(*self._restored_flow(found, stored, credentials), self._execute)
        flow.take_over(stored)
        return flow

    def unlock(self, credentials: Mapping[str, str | Secret] | None = None) -> None:
        """
        Allow credentials and TANs to be sent again although a bank has refused them.

        Ask the user first: three wrong PINs or TANs lock most users out.

        Args:
            credentials: Login field → value: allows these credentials, and TANs of calls with
                them. By default everything that was refused of the client's user is allowed. A
                client with a token does so for all users who sign in by token.
        """
        self._guard(self._options.clock).unlock(credentials)


class AsyncScaClient(BaseScaClient[Callable[[Step], Awaitable[Any]]]):
    """
    Starts and resumes flows of strong customer authentication, with ``await``. See
    :class:`ScaClient`.
    """

    @overload
    async def start(
        self,
        method: Callable[Concatenate[Operation[Location[T]], P], Awaitable[object]],
        operation: Operation[Location[T]],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> AsyncFlow[T]: ...

    @overload
    async def start(
        self, method: Callable[P, Awaitable[Location[T]]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncFlow[T]: ...

    @overload
    async def start(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncFlow[T]: ...

    async def start(
        self, method: Callable[..., Awaitable[Any]], /, *args: Any, **kwargs: Any
    ) -> AsyncFlow[Any]:
        """
        Call a method that may need SCA. See :meth:`ScaClient.start`.
        """
        try:
            call = await capture_call_async(
                self._client, partial(checked_method(method), *args, **kwargs)
            )
        finally:
            args, kwargs = (), {}
        flow: AsyncFlow[Any] = AsyncFlow(*self._new_flow(call), self._execute)
        await flow.begin()
        return flow

    async def resume(
        self,
        source: Source | None = None,
        *,
        reference: GivenReference | None = None,
        reference_kind: str | None = None,
        credentials: Credentials | None = None,
    ) -> AsyncFlow[Any]:
        """
        Resume a flow, after a restart or in another process. See :meth:`ScaClient.resume`.
        """
        find = partial(self._found, source, reference, reference_kind)
        found, stored = await in_thread(self._options.store, find)
        flow: AsyncFlow[Any] = AsyncFlow(
            *self._restored_flow(found, stored, credentials), self._execute
        )
        await flow.take_over(stored)
        return flow

    async def unlock(self, credentials: Mapping[str, str | Secret] | None = None) -> None:
        """
        Allow credentials and TANs to be sent again although a bank has refused them. See
        :meth:`ScaClient.unlock`.
        """
        guard = self._guard(self._options.clock)
        await in_thread(guard, partial(guard.unlock, credentials))
