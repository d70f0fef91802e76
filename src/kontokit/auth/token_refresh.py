"""
Single-flight refresh of one token: lock, load, refresh or sign in, save. No I/O.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, ClassVar, Final, TypeAlias

import msgspec
from msgspec import structs

from ..core.clock import Clock
from ..core.deadline import Deadline
from ..core.exceptions import (
    KontokitError,
    ReauthenticationRequiredError,
    RecordUnreadableError,
    StatusError,
    StoreError,
    TransportError,
)
from ..core.http_response import HttpResponse
from ..core.secret import Secret
from ..core.values import HidesFields
from ..http.messages import HttpRequest
from .attempts import Attempts, send_repeatedly
from .credentials import RefreshToken
from .effects import CacheToken, Load, RefreshStep, Save, Send, Sleep, TryLock
from .token import Refusal, Token, TokenGrant, cached, from_record, to_record
from .token_endpoint import TokenEndpoint, is_refresh_refused, is_refusal

_FIRST_PAUSE: Final = 0.01
_LONGEST_PAUSE: Final = 0.25
_PATIENCE: Final = 120.0
_NOT_VALID: Final = frozenset({400, 403, 404})
"""The statuses of an introspection for a token that is not valid."""

Outcome: TypeAlias = Token | KontokitError
Flow: TypeAlias = Generator[RefreshStep, Any, Outcome]


class RefreshResult(msgspec.Struct, frozen=True, kw_only=True):
    """
    The result of a token request.
    """

    outcome: Outcome
    unsaved: StoreError | None = None
    """Why the outcome could not be saved."""
    is_alive: bool = False
    """The provider says that the refused token has not expired."""


class TokenRefresh(HidesFields, msgspec.Struct, frozen=True, kw_only=True):
    """
    One refresh: gets a token that may be sent.
    """

    _hidden: ClassVar = frozenset({"probe"})

    endpoint: TokenEndpoint
    clock: Clock
    grant: TokenGrant
    refused: Token | None = None
    """A token that the API rejected."""
    stale: Token | None = None
    """A token that has expired by the monotonic clock, whatever the wall clock says."""
    mine: Token | None = None
    """The cached token. It is newer than the stored one if saving failed."""
    force: bool = False
    """Send the credentials although they were refused before."""
    probe: HttpRequest | None = None
    """Asks whether the refused token has expired at all."""
    deadline: Deadline | None = None
    """The end of the whole refresh."""

    def flow(self) -> Generator[RefreshStep, Any, RefreshResult]:
        """
        Get a usable token: one that another process has just saved, or a new one.

        Returns:
            The token or the error.

        Raises:
            StoreError: The store cannot be read; nothing was sent.
        """
        if not (yield from self._locked()):
            message = (
                f"timed out waiting for the token lock {self.grant.key}, held by another process"
            )
            return RefreshResult(outcome=StoreError(message))
        # Read again under the lock: another process may have refreshed the token meanwhile.
        kept = yield from self._found()
        if isinstance(kept, Token) and self._may_be_sent(kept):
            return RefreshResult(outcome=kept)
        if isinstance(kept, Refusal) and not self.force:
            return RefreshResult(outcome=refused(self.grant, kept))
        if self.refused is not None and (yield from self._probe_says_alive()):
            return RefreshResult(outcome=self.refused, is_alive=True)
        outcome = yield from self._asked(kept if isinstance(kept, Token) else None)
        refusal = self._refusal(outcome)
        unsaved = yield from self._keep(refusal or outcome)
        outcome = refused(self.grant, refusal) if refusal else outcome
        return RefreshResult(outcome=outcome, unsaved=unsaved)

    def _locked(self) -> Generator[RefreshStep, Any, bool]:
        # Polled with backoff, because a store lock cannot be waited for.
        pause, until = _FIRST_PAUSE, self.clock.now().steady + _PATIENCE
        while not (yield TryLock(self.grant.key)):
            left = pause if self.deadline is None else self.deadline.remaining()
            if self.clock.now().steady > until or left <= 0:
                return False
            yield Sleep(min(pause, left))
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        return True

    def _found(self) -> Generator[RefreshStep, Any, Token | Refusal | None]:
        record: bytes | StoreError | None = yield Load(self.grant.key)
        if isinstance(record, RecordUnreadableError) and self.force:
            return None  # the new record replaces it
        if isinstance(record, StoreError):
            raise record
        return None if record is None else from_record(record, self.grant.key)

    def _may_be_sent(self, token: Token) -> bool:
        now = self.clock.now()
        unwanted = [old.access for old in (self.refused, self.stale) if old is not None]
        if token.access in unwanted:
            return False
        return cached(token, now).is_fresh(now)

    def _probe_says_alive(self) -> Generator[RefreshStep, Any, bool]:
        if self.probe is None:
            return False
        response: HttpResponse | KontokitError = yield Send(self._in_time(self.probe))
        # A failed probe proves nothing, and a needless refresh could lock the user out.
        return isinstance(response, KontokitError) or response.status_code not in _NOT_VALID

    def _asked(self, kept: Token | None) -> Flow:
        # Both may hold a refresh token: the cached one is newer if saving it failed.
        before = _newest_first(kept, self.mine)
        latest = before[0] if before else None
        outcome: Outcome | None = None
        for refresh in self._refresh_tokens(before):
            outcome = yield from self._with_refresh_token(refresh, latest)
            if not is_refresh_refused(outcome):
                return outcome
        if outcome is not None and isinstance(self.grant.user, RefreshToken):
            return outcome
        request = self.endpoint.sign_in(self.grant)
        return (yield from self._send(request, self._attempts(), latest))

    def _refresh_tokens(self, before: list[Token]) -> list[Secret]:
        if not self.grant.scheme.refreshable:
            return []
        found = {one.refresh.reveal(): one.refresh for one in before if one.refresh is not None}
        if not found and isinstance(self.grant.user, RefreshToken):
            return [self.grant.user.token]
        return list(found.values())

    def _with_refresh_token(self, refresh: Secret, before: Token | None) -> Flow:
        request, attempts = self.endpoint.refresh(self.grant, refresh), self._attempts()
        outcome = yield from self._send(request, attempts, before, refresh)
        if isinstance(outcome, TransportError) and outcome.maybe_sent:
            # The endpoint may have rotated the refresh token already, and its response is lost.
            # Only a repetition can show that; without one, the sign-in would be lost.
            request = self.endpoint.refresh(self.grant, refresh)
            outcome = yield from self._send(request, attempts, before, refresh)
        return outcome

    def _attempts(self) -> Attempts:
        return self.endpoint.attempts(self.grant)

    def _send(
        self,
        request: HttpRequest,
        attempts: Attempts,
        before: Token | None,
        refresh: Secret | None = None,
    ) -> Flow:
        asked = self.clock.now()
        response = yield from send_repeatedly(self._in_time(request), attempts)
        if isinstance(response, KontokitError):
            return response
        token = self.endpoint.read(self.grant, response, asked, before)
        if isinstance(token, KontokitError):
            attempts.describe(token)
        if isinstance(token, Token):
            # RFC 6749: a response without a refresh token leaves the one that was sent valid.
            token = structs.replace(token, refresh=token.refresh or refresh)
            # Cached before it is saved: if saving fails, the token must not be lost.
            yield CacheToken(cached(token, asked))
        return token

    def _in_time(self, request: HttpRequest) -> HttpRequest:
        return structs.replace(request, deadline=self.deadline)

    def _keep(self, kept: Refusal | Outcome) -> Generator[RefreshStep, Any, StoreError | None]:
        if isinstance(kept, KontokitError):
            return None
        # With a refresh token the record is useful beyond the expiry of the access token.
        ends = kept.ends if isinstance(kept, Token) and kept.refresh is None else None
        unsaved: StoreError | None = yield Save(self.grant.key, to_record(kept), ends)
        return unsaved

    def _refusal(self, outcome: Outcome) -> Refusal | None:
        if self.grant.user is None or not isinstance(outcome, StatusError):
            return None
        if not is_refusal(self.grant, outcome):
            return None
        now = self.clock.now()
        return Refusal(code=outcome.code, at=now.time, request_id=outcome.request_id)


def refused(grant: TokenGrant, refusal: Refusal) -> ReauthenticationRequiredError:
    """
    The error for a user who has to sign in again.

    Args:
        refusal: When and why the credentials were refused.
    """
    what = "refresh token" if isinstance(grant.user, RefreshToken) else "name and password"
    return ReauthenticationRequiredError(
        f"the token endpoint rejected the user's {what} at "
        f"{refusal.at:%Y-%m-%d %H:%M:%S} UTC; kontokit will not send it again. Use new "
        "credentials, or call sign_in() to retry",
        code=refusal.code,
        request_id=refusal.request_id,
    )


def _newest_first(*tokens: Token | None) -> list[Token]:
    found = [token for token in tokens if token is not None]
    return sorted(found, key=lambda token: token.asked, reverse=True)
