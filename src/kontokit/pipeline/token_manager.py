"""
Token manager: single-flight refresh, for a client and all clients derived from it.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from ..auth.effects import (
    AskSource,
    CacheToken,
    GetToken,
    Load,
    RefreshStep,
    Save,
    Send,
    Sleep,
    TryLock,
)
from ..auth.token import CachedToken, Token, TokenGrant, from_record
from ..auth.token_cache import TokenCache
from ..auth.token_endpoint import TokenEndpoint
from ..auth.token_refresh import RefreshResult, TokenRefresh
from ..core.clock import Clock
from ..core.deadline import Deadline, StillRunning, running_until
from ..core.exceptions import KontokitError, StoreError, TransportTimeoutError
from ..core.keyed_lock import KeyedLock
from ..core.sansio import run_steps
from ..core.secret import Secret
from ..core.threads import KeyedWorkers, result_in_time
from ..core.tracebacks import strip_traceback
from ..http.messages import HttpRequest, Transport
from ..http.middleware import Middleware
from ..http.send import send_logged
from ..stores import Lock, Store
from ..stores.safe_calls import caught

_PATIENT: Final = 0.95
"""The share of a token request's time that the first one who waits must have left."""


class BaseTokenManager:
    """
    What both token managers share: the cache and the store.
    """

    def __init__(self, endpoint: TokenEndpoint, store: Store, clock: Clock) -> None:
        self._endpoint = endpoint
        self._store = store
        self._clock = clock
        self._cache = TokenCache(clock)

    def mark_rejected(self, grant: TokenGrant) -> None:
        """
        Remember for a short time that the API rejected a new token too.
        """
        self._cache.mark_rejected(grant)

    def _longest(self) -> Deadline:
        """
        The end of a token request that begins now, however short those who wait have time.
        """
        return Deadline.after(self._endpoint.timeouts.total)

    def _token_refresh(self, request: GetToken, deadline: Deadline | None) -> TokenRefresh:
        return TokenRefresh(
            endpoint=self._endpoint,
            clock=self._clock,
            grant=request.grant,
            refused=request.refused,
            stale=self._cache.stale_token(request.grant),
            mine=self._cache.token(request.grant),
            force=request.force,
            probe=request.probe,
            deadline=deadline,
        )

    def _known(self, grant: TokenGrant) -> tuple[Token, ...]:
        stored, mine = self._loaded(grant), self._cache.token(grant)
        # After a failed save both differ, and sign_out has to revoke both.
        found = {one.access.reveal(): one for one in (stored, mine) if one is not None}
        return tuple(found.values())

    def _loaded(self, grant: TokenGrant) -> Token | None:
        record = self._store.load(grant.key)
        found = None if record is None else from_record(record, grant.key)
        return found if isinstance(found, Token) else None


def own_copy(outcome: Token | KontokitError) -> Token | KontokitError:
    """
    A copy of an error for each waiter, because raising it changes its traceback.
    """
    return outcome if isinstance(outcome, Token) else copy.copy(outcome)


def too_late(request: GetToken) -> TransportTimeoutError:
    """
    The error of a call whose deadline passed before there was a token.
    """
    kind = "client" if request.grant.user is None else "user"
    return TransportTimeoutError(
        f"the total timeout passed while waiting for a token of the {kind}; the call was not sent",
        phase="total",
        maybe_sent=False,
    )


class BaseRefreshOperation:
    """
    What one refresh does with the store, for both token managers.
    """

    def __init__(self, store: Store, cache_token: Callable[[CachedToken], None]) -> None:
        self._store = store
        self.cache_token = cache_token
        self._lock: Lock | None = None
        self.requests: int = 0

    def use_store(self, step: TryLock | Load | Save) -> Any:
        """
        Execute one step that needs the store.
        """
        match step:
            case TryLock():
                self._lock = self._store.try_lock(step.key)
                return self._lock is not None
            case Load():
                return caught(lambda: self._store.load(step.key))
            case _:
                return caught(lambda: self._store.save(step.key, step.record, ends=step.ends))

    def release(self) -> None:
        """
        Release the store lock.
        """
        lock, self._lock = self._lock, None
        if lock is not None:
            caught(lock.release)  # a lock that cannot be released expires by itself


class TokenManager(BaseTokenManager):
    """
    Gets and caches tokens. Threads may share it.
    """

    def __init__(
        self,
        endpoint: TokenEndpoint,
        store: Store,
        clock: Clock,
        transport: Transport,
        middleware: Sequence[Middleware] = (),
    ) -> None:
        super().__init__(endpoint, store, clock)
        self._send = partial(send_logged, transport, middleware=middleware)
        self._locks = KeyedLock()
        self._workers: KeyedWorkers[Token | KontokitError] = KeyedWorkers()

    def get_token(self, request: GetToken) -> Token | KontokitError:
        """
        Get a usable token, or the error.
        """
        outcome, before = self._cache.lookup(request), self._cache.failures
        if outcome is None:
            outcome = self._waited(request, before)
        return own_copy(outcome)

    def ask_source(self, request: AskSource) -> Secret | KontokitError:
        """
        Ask a function of the program for a token.
        """
        return request.source.ask(self._clock, is_refused=request.is_refused)

    def _waited(self, request: GetToken, before: int) -> Token | KontokitError:
        longest, mine = self._longest(), request.deadline
        if mine is None or mine.remaining() >= _PATIENT * longest.remaining():
            return self._shared(request, before, Deadline.earlier(longest, mine))
        # Others may wait for the same token, so it must not be given up with this call.
        work = partial(self._shared, request, before, longest)
        try:
            while True:
                future, is_mine = self._workers.join(request.grant.key, work)
                outcome = result_in_time(future, mine)
                found = outcome if is_mine else self._cache.lookup(request, before)
                if found is not None:
                    return found
        except StillRunning:
            return too_late(request)

    def _shared(
        self, request: GetToken, before: int, deadline: Deadline | None
    ) -> Token | KontokitError:
        try:
            with self._locks.hold(request.grant.key, deadline):
                # Look again: another thread may have refreshed it while this one waited.
                found = self._cache.lookup(request, before)
                return self._refreshed(request, deadline) if found is None else found
        except TimeoutError:
            return too_late(request)

    def peek_tokens(self, grant: TokenGrant) -> tuple[Token, ...]:
        """
        The known tokens of a grant, without a request.
        """
        return self._known(grant)

    def drop_tokens(self, grant: TokenGrant) -> None:
        """
        Drop the tokens of a grant.
        """
        # Under the lock, or a running refresh would save its token after the deletion.
        with self._locks.hold(grant.key):
            self._cache.drop(grant)
            self._store.delete(grant.key)

    def _refreshed(self, request: GetToken, deadline: Deadline | None) -> Token | KontokitError:
        operation = _RefreshOperation(
            self._store, self._send, partial(self._cache.cache_token, request.grant)
        )
        try:
            with running_until(deadline):
                flow = self._token_refresh(request, deadline).flow()
                result = run_steps(flow, operation.execute)
        except StoreError as error:
            result = RefreshResult(outcome=strip_traceback(error))
        finally:
            operation.release()
        return self._cache.record_result(request, result, operation.requests)


class _RefreshOperation(BaseRefreshOperation):
    """
    Executes the steps of one refresh, blocking.
    """

    def __init__(
        self,
        store: Store,
        send: Callable[[HttpRequest], Any],
        cache_token: Callable[[CachedToken], None],
    ) -> None:
        super().__init__(store, cache_token)
        self._send = send

    def execute(self, step: RefreshStep) -> Any:
        """
        Execute one step.
        """
        match step:
            case Send():
                self.requests += 1
                return self._send(step.request)
            case Sleep():
                return time.sleep(step.seconds)
            case CacheToken():
                return self.cache_token(step.held)
            case _:
                return self.use_store(step)
