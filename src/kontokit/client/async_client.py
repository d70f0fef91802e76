"""
The asyncio client; mirrors SyncClient.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, cast

from msgspec import UNSET

from ..auth.credentials import Given, UserCredentials
from ..auth.effects import (
    AskSource,
    DropTokens,
    GetToken,
    MarkRejected,
    PeekTokens,
    Send,
    Sleep,
    Step,
    UseGuard,
)
from ..core.clock import Clock, SystemClock
from ..core.deadline import deadline_scope
from ..core.deviation import OnDeviation
from ..core.event_loop import sleep
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.limits import Limits
from ..core.sansio import run_steps_async
from ..http.engines import AsyncEngine, new_async_transport, refuse_both
from ..http.messages import AsyncTransport, Timeouts
from ..http.middleware import AsyncCallWatch, AsyncMiddleware, Middleware, checked_middleware
from ..http.retries import Retries
from ..http.send import send_logged_async
from ..http.settings import Http
from ..operations import Api, Operation
from ..pipeline.async_token_manager import AsyncTokenManager
from ..pipeline.authorized_send import CallSteps
from ..pipeline.call_options import GivenOptions
from ..pipeline.capture import (
    ResponseCapture,
    capture_response,
    capturing_client,
    checked_method,
    intercept,
)
from ..pipeline.configuration import CredentialKey, configure
from ..pipeline.guarded_send import send_guarded
from ..pipeline.guards import Guards
from ..pipeline.page_cursor import ListCall
from ..pipeline.paginator import AsyncListing
from ..pipeline.prepared_call import PreparedCall
from ..psd2.end_user import EndUser
from ..serialization.response_parser import Response
from ..stores import Store
from ..stores.safe_calls import checked_store, in_thread
from . import user_management
from .base_client import BaseClient, SharedState

if TYPE_CHECKING:
    from ..drift.log import DriftLog
    from ..psd2.read_budget import ReadBudget
    from ..sca.client import AsyncScaClient

P = ParamSpec("P")
T = TypeVar("T")


class AsyncClient(BaseClient[AsyncTransport, AsyncTokenManager]):
    """
    The base of every generated async client. Use it in one event loop.
    """

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        *,
        environment: str = "production",
        base_url: str | None = None,
        token_store: Store | None = None,
        token_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        end_user: EndUser | None = None,
        http: Http | None = None,
        engine: AsyncEngine | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: AsyncTransport | None = None,
        credential_key: CredentialKey | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware | AsyncMiddleware] | None = None,
        clock: Clock | None = None,
    ) -> None:
        """
        Create a client; nothing is sent.

        As :class:`SyncClient`.
        """
        pipeline = configure(
            api,
            credentials,
            environment=environment,
            base_url=base_url,
            token_url=token_url,
            timeout=timeout,
            headers=headers,
            end_user=end_user,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
            credential_key=credential_key,
            max_retries=max_retries,
            middleware=checked_middleware(middleware, self._observers),
            clock=clock,
        )
        refuse_both(transport, engine, http)
        used = new_async_transport(engine, http) if transport is None else transport
        store = checked_store(token_store)
        clock = clock or SystemClock()
        token_manager = AsyncTokenManager(
            pipeline.token_endpoint(), store, clock, used, pipeline.middleware
        )
        shared = SharedState(Guards(store, clock))
        self._set_up(pipeline, used, token_manager, owns_transport=transport is None, shared=shared)

    async def call(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        body: object = UNSET,
        *,
        options: GivenOptions = None,
    ) -> T:
        """
        Call an operation.

        As :meth:`SyncClient.call`.
        """
        if capturing_client.get() is self:
            intercept(operation, args, body, options)
        prepared = self._prepare(operation, args, body, options)
        return cast("T", (await self._run(prepared)).value)

    def list(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        *,
        max_items: int | None = None,
        options: GivenOptions = None,
    ) -> AsyncListing[Any, T]:
        """
        List the rows of an operation, over all pages. Nothing is sent yet.

        As :meth:`SyncClient.list`.
        """
        call = self._list_call(operation, args, max_items, options)
        return AsyncListing(call, self._read_page, self._note_doubts)

    async def _read_page(self, call: ListCall, args: Mapping[str, object]) -> Response[Any]:
        return await self._run(self._prepare_page(call, args))

    async def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: GivenOptions = None,
    ) -> Any:
        """
        Follow a relation of a resource.

        As :meth:`SyncClient.follow`.
        """
        prepared = self._prepare_link(resource, relation, body, query, options)
        return (await self._run(prepared)).value

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: object = UNSET,
        auth: str | None = None,
        options: GivenOptions = None,
    ) -> Response[Any]:
        """
        Send a request to a path that has no method of its own.

        As :meth:`SyncClient.request`.
        """
        return await self._run(self._prepare_raw(method, path, query, body, auth, options))

    async def with_response(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]:
        """
        Call a method and return status, headers, request id and body with its result.

        As :meth:`SyncClient.with_response`.
        """
        with capture_response(ResponseCapture(self)) as capture:
            await checked_method(method)(*args, **kwargs)
        return capture.taken()

    async def as_text(
        self,
        method: Callable[P, Awaitable[object]],
        media_type: str,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> str:
        """
        Call a method, but request another representation and return it as text.

        As :meth:`SyncClient.as_text`.
        """
        with capture_response(ResponseCapture(self, media_type)) as capture:
            await checked_method(method)(*args, **kwargs)
        return cast("str", capture.taken().value)

    @property
    def sca(self) -> AsyncScaClient:
        """
        Starts and resumes calls that may need strong customer authentication.

        As :meth:`SyncClient.sca`.
        """
        from ..sca.client import AsyncScaClient  # most programs never need SCA

        self._refuse_closed()
        return AsyncScaClient(self, self._pipeline, self._execute, self._shared.sca_state())

    async def sign_in(self) -> None:
        """
        Get a token now: of the user if this client acts for one, else of the client.

        As :meth:`SyncClient.sign_in`.
        """
        await self._carry_out(user_management.sign_in(self._pipeline))

    async def sign_out(self) -> None:
        """
        Revoke the token that ``sign_in`` would get, and drop it.

        As :meth:`SyncClient.sign_out`.
        """
        await self._carry_out(user_management.sign_out(self._pipeline))

    async def _create_user(
        self, credentials: UserCredentials | None, details: Mapping[str, Any] | None
    ) -> user_management.NewUser[Self]:
        chosen = credentials or UserCredentials.generate()
        await self._carry_out(user_management.create_user(self._pipeline, chosen, details or {}))
        return user_management.NewUser(client=self._as_user(chosen, None), credentials=chosen)

    async def _delete_user(self) -> None:
        await self._carry_out(user_management.delete_user(self._pipeline))

    async def _carry_out(self, steps: CallSteps[None]) -> None:
        self._refuse_unsendable()
        await run_steps_async(steps, self._execute)

    async def _run(self, call: PreparedCall) -> Response[Any]:
        middleware = self._pipeline.middleware
        if not middleware:
            return self._finish(call, await self._send(call))
        watch = AsyncCallWatch(middleware, call.observed(), lambda: call.attempts.count)
        async with watch:
            outcome = await self._send(call)
            watch.saw(outcome, call.facts(outcome))
            return self._finish(call, outcome)

    async def _send(self, call: PreparedCall) -> HttpResponse | KontokitError:
        steps = send_guarded(self._pipeline, call, self._shared.guards)
        with deadline_scope(call.deadline):
            return await run_steps_async(steps, self._execute)

    async def _execute(self, step: Step) -> Any:
        match step:
            case Send():
                return await send_logged_async(
                    self._transport, step.request, self._pipeline.middleware
                )
            case GetToken():
                return await self._token_manager.get_token(step)
            case AskSource():
                return await self._token_manager.ask_source(step)
            case MarkRejected():
                return self._token_manager.mark_rejected(step.grant)
            case PeekTokens():
                return await self._token_manager.peek_tokens(step.grant)
            case DropTokens():
                return await self._token_manager.drop_tokens(step.grant)
            case Sleep():
                return await sleep(step.seconds)
            case UseGuard():
                return await in_thread(step, step.work)

    async def close(self) -> None:
        """
        Close all connections.

        As :meth:`SyncClient.close`.
        """
        transport = self._give_back()
        if transport is not None:
            await transport.close()

    async def __aenter__(self) -> Self:
        self._refuse_closed()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
