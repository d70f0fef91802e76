"""
Async token manager with single-flight refresh: tasks share one, and blocking stores run in
threads.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

import msgspec

from ..auth.effects import AskSource, CacheToken, GetToken, RefreshStep, Send, Sleep
from ..auth.token import CachedToken, Token, TokenGrant
from ..auth.token_endpoint import TokenEndpoint
from ..auth.token_refresh import RefreshResult
from ..core.background import BackgroundTask, TaskCancelled, start
from ..core.clock import Clock
from ..core.deadline import StillRunning, running_until
from ..core.event_loop import current_loop, is_closed, sleep
from ..core.exceptions import KontokitError, StoreError
from ..core.sansio import run_steps_async
from ..core.secret import Secret
from ..core.tracebacks import strip_traceback
from ..http.messages import AsyncTransport, HttpRequest
from ..http.middleware import AnyMiddleware
from ..http.send import send_logged_async
from ..stores import Store
from ..stores.safe_calls import in_thread
from .token_manager import BaseRefreshOperation, BaseTokenManager, own_copy, too_late

_RefreshKey: TypeAlias = tuple[str, bool]
"""The key of a grant, and whether the request is forced."""


class AsyncTokenManager(BaseTokenManager):
    """
    As :class:`TokenManager`, with ``await``. Tasks of several event loops may share it.
    """

    def __init__(
        self,
        endpoint: TokenEndpoint,
        store: Store,
        clock: Clock,
        transport: AsyncTransport,
        middleware: Sequence[AnyMiddleware] = (),
    ) -> None:
        super().__init__(endpoint, store, clock)
        self._send = partial(send_logged_async, transport, middleware=middleware)
        self._operations: dict[Any, dict[_RefreshKey, _Running]] = {}

    async def get_token(self, request: GetToken) -> Token | KontokitError:
        """
        Get a usable token, or the error.

        As :meth:`TokenManager.get_token`. A waiting task may be cancelled; the others still get
        their token.
        """
        outcome = self._cache.lookup(request)
        if outcome is None:
            outcome = await self._joined(request)
        if request.refused is not None and _same(outcome, request.refused):
            # Another task may have started this refresh before the token was refused here.
            again = self._cache.lookup(request)
            outcome = await self._joined(request) if again is None else again
        return own_copy(outcome)

    async def _joined(self, request: GetToken) -> Token | KontokitError:
        while True:
            try:
                return await self._task(request).result(request.deadline)
            except StillRunning:
                return too_late(request)
            except TaskCancelled:
                continue  # such as by a closing loop; this waiter starts another one

    async def ask_source(self, request: AskSource) -> Secret | KontokitError:
        """
        Ask a function of the program for a token, with ``await`` where it is an ``async`` one.
        """
        return await request.source.ask_async(self._clock, is_refused=request.is_refused)

    async def peek_tokens(self, grant: TokenGrant) -> tuple[Token, ...]:
        """
        The known tokens of a grant, without a request.

        As :meth:`TokenManager.peek_tokens`.
        """
        return await in_thread(self._store, lambda: self._known(grant))

    async def drop_tokens(self, grant: TokenGrant) -> None:
        """
        Drop the tokens of a grant.

        As :meth:`TokenManager.drop_tokens`.
        """
        operations = self._operations.get(current_loop(), {})
        # A refresh that is still running would cache its token after the drop.
        for task in [one.task for key, one in operations.items() if key[0] == grant.key]:
            await task.finish()
        self._cache.drop(grant)
        await in_thread(self._store, lambda: self._store.delete(grant.key))

    def _task(self, request: GetToken) -> BackgroundTask[Token | KontokitError]:
        self._clear_closed_loops()
        loop, key = current_loop(), (request.grant.key, request.force)
        operations = self._operations.setdefault(loop, {})
        running = operations.get(key)
        if running is None:
            cache_token = partial(self._cache.cache_token, request.grant)
            operation = _RefreshOperation(self._store, self._send, cache_token)
            task = start(
                partial(self._refreshed, request, operation), partial(self._is_over, loop, key)
            )
            running = operations[key] = _Running(operation, task)
        return running.task

    def _is_over(self, loop: Any, key: _RefreshKey) -> None:
        # A task that is thrown away with its loop may find that it was cleared away before.
        operations = self._operations.get(loop, {})
        operations.pop(key, None)
        if not operations:
            self._operations.pop(loop, None)

    def _clear_closed_loops(self) -> None:
        # A loop that was closed during a refresh ran no callback, so its lock is still held.
        for loop in filter(is_closed, [*self._operations]):  # a copy: other threads change it too
            for running in self._operations.pop(loop, {}).values():
                running.operation.release()

    async def _refreshed(
        self, request: GetToken, operation: _RefreshOperation
    ) -> Token | KontokitError:
        deadline = self._longest()
        try:
            with running_until(deadline):
                flow = self._token_refresh(request, deadline).flow()
                result = await run_steps_async(flow, operation.execute)
        except StoreError as error:
            result = RefreshResult(outcome=strip_traceback(error))
        except GeneratorExit:  # the loop was closed during the refresh; nothing can be awaited now
            operation.release()
            raise
        except BaseException:
            await in_thread(self._store, operation.release)
            raise
        await in_thread(self._store, operation.release)
        return self._cache.record_result(request, result, operation.requests)


class _RefreshOperation(BaseRefreshOperation):
    """
    Executes the steps of one refresh, with ``await``.
    """

    def __init__(
        self,
        store: Store,
        send: Callable[[HttpRequest], Awaitable[Any]],
        cache_token: Callable[[CachedToken], None],
    ) -> None:
        super().__init__(store, cache_token)
        self._send = send

    async def execute(self, step: RefreshStep) -> Any:
        """
        Execute one step.
        """
        match step:
            case Send():
                self.requests += 1
                return await self._send(step.request)
            case Sleep():
                return await sleep(step.seconds)
            case CacheToken():
                return self.cache_token(step.held)
            case _:
                return await in_thread(self._store, partial(self.use_store, step))


class _Running(msgspec.Struct, frozen=True):
    """
    A refresh and the task that executes it.
    """

    operation: _RefreshOperation
    task: BackgroundTask[Token | KontokitError]


def _same(outcome: Token | KontokitError, token: Token) -> bool:
    return isinstance(outcome, Token) and outcome.access == token.access
