"""
Renewing one token: who may ask for it, what is asked, and what is kept. No I/O.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Final, TypeAlias

import attrs

from ..clock import Clock
from ..errors import (
    KontokitError,
    ReauthenticationRequired,
    StatusError,
    StoreError,
    TransportError,
)
from ..secrets import Secret
from ..wire import WireRequest, WireResponse
from .credentials import RefreshToken
from .grants import TokenDesk, is_refusal
from .sources import TokenSource
from .steps import Claim, Load, Pause, RenewalStep, Save, Send
from .tokens import Refusal, Token, from_record, held, to_record

_FIRST_PAUSE: Final = 0.01
_LONGEST_PAUSE: Final = 0.25
_PATIENCE: Final = 120.0
_NOT_VALID: Final = frozenset({400, 403, 404})
"""What an introspection answers for a token that is not valid."""

Outcome: TypeAlias = Token | KontokitError
Flow: TypeAlias = Generator[RenewalStep, Any, Outcome]


@attrs.frozen(kw_only=True)
class Renewed:
    """
    What came of a wish for a token.
    """

    outcome: Outcome
    unsaved: StoreError | None = None
    """Why the outcome could not be kept in the store."""


@attrs.frozen(kw_only=True)
class Renewal:
    """
    One wish for a token that may be sent.
    """

    desk: TokenDesk
    clock: Clock
    source: TokenSource
    refused: Token | None = None
    """A token that the API did not take."""
    stale: Token | None = None
    """A token that is over by the clock that nobody can set, whatever the other one says."""
    anew: bool = False
    """Ask although the same credentials were refused before."""
    probe: WireRequest | None = attrs.field(default=None, repr=False)
    """Asks whether the refused token has ended at all."""

    def flow(self) -> Generator[RenewalStep, Any, Renewed]:
        """
        Get a token that may be sent: one that somebody else has just got, or a new one.

        Returns:
            The token, or the error that came instead.

        Raises:
            StoreError: The store cannot be read; nothing was asked.
        """
        if not (yield from self._claimed()):
            return Renewed(outcome=StoreError(f"{self.source.key} is held by somebody else"))
        kept = self._read((yield Load(self.source.key)))
        if isinstance(kept, Token) and self._may_be_sent(kept):
            return Renewed(outcome=kept)
        if isinstance(kept, Refusal) and not self.anew:
            return Renewed(outcome=refused(self.source, kept))
        if self.refused is not None and (yield from self._lives()):
            return Renewed(outcome=self.refused)
        outcome = yield from self._asked(kept if isinstance(kept, Token) else None)
        refusal = self._refusal(outcome)
        unsaved = yield from self._keep(refusal or outcome)
        outcome = refused(self.source, refusal) if refusal else outcome
        return Renewed(outcome=outcome, unsaved=unsaved)

    def _claimed(self) -> Generator[RenewalStep, Any, bool]:
        pause, until = _FIRST_PAUSE, self.clock.now().steady + _PATIENCE
        while not (yield Claim(self.source.key)):
            if self.clock.now().steady > until:
                return False
            yield Pause(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        return True

    def _read(self, record: bytes | None) -> Token | Refusal | None:
        return None if record is None else from_record(record, self.source.key)

    def _may_be_sent(self, token: Token) -> bool:
        now = self.clock.now()
        if any(old is not None and old.access == token.access for old in self._unwanted()):
            return False
        return held(token, now).is_fresh(now)

    def _unwanted(self) -> tuple[Token | None, Token | None]:
        return self.refused, self.stale

    def _lives(self) -> Generator[RenewalStep, Any, bool]:
        if self.probe is None:
            return False
        told: WireResponse | KontokitError = yield Send(self.probe)
        return isinstance(told, KontokitError) or told.status not in _NOT_VALID

    def _asked(self, before: Token | None) -> Flow:
        refresh = self._refresh_token(before)
        if refresh is not None:
            outcome = yield from self._refreshed(refresh, before)
            if not is_refusal(self.source, outcome) or isinstance(self.source.user, RefreshToken):
                return outcome
        return (yield from self._send(self.desk.grant(self.source), before))

    def _refresh_token(self, before: Token | None) -> Secret | None:
        if not self.source.scheme.refreshable:
            return None
        if before is not None and before.refresh is not None:
            return before.refresh
        return self.source.user.token if isinstance(self.source.user, RefreshToken) else None

    def _refreshed(self, refresh: Secret, before: Token | None) -> Flow:
        outcome = yield from self._send(self.desk.refresh(self.source, refresh), before)
        if isinstance(outcome, TransportError) and outcome.maybe_sent:
            # The service may have put another refresh token in place of this one already; only
            # a repetition can tell, and it is lost for us otherwise.
            outcome = yield from self._send(self.desk.refresh(self.source, refresh), before)
        return _with_refresh(outcome, refresh)

    def _send(self, request: WireRequest, before: Token | None) -> Flow:
        asked = self.clock.now()
        response: WireResponse | TransportError = yield Send(request)
        if isinstance(response, TransportError):
            return response
        return self.desk.read(self.source, response, asked, before)

    def _keep(self, kept: Refusal | Outcome) -> Generator[RenewalStep, Any, StoreError | None]:
        if isinstance(kept, KontokitError):
            return None
        ends = kept.ends if isinstance(kept, Token) and kept.refresh is None else None
        unsaved: StoreError | None = yield Save(self.source.key, to_record(kept), ends)
        return unsaved

    def _refusal(self, outcome: Outcome) -> Refusal | None:
        if self.source.user is None or not isinstance(outcome, StatusError):
            return None
        if not is_refusal(self.source, outcome):
            return None
        now = self.clock.now()
        return Refusal(code=outcome.code, at=now.time, request_id=outcome.request_id)


def refused(source: TokenSource, refusal: Refusal) -> ReauthenticationRequired:
    """
    The error that says that a user has to sign in anew.

    Args:
        source: Whose sign-in it was.
        refusal: How it ended.
    """
    what = "refresh token" if isinstance(source.user, RefreshToken) else "name and password"
    return ReauthenticationRequired(
        f"the {what} of the user were refused at {refusal.at:%Y-%m-%d %H:%M:%S} UTC and are not "
        "sent again; sign in with new credentials, or call sign_in() to try these once more",
        code=refusal.code,
        request_id=refusal.request_id,
    )


def _with_refresh(outcome: Outcome, refresh: Secret) -> Outcome:
    if isinstance(outcome, Token) and outcome.refresh is None:
        return attrs.evolve(outcome, refresh=refresh)
    return outcome
