"""
Runs a token refresh without I/O: steps out, responses in.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Any

from kontokit import ClientCredentials, Secret, StoreError, Timeouts, UserCredentials
from kontokit.auth.effects import CacheToken, Load, Save, Send, Sleep, TryLock
from kontokit.auth.token import CachedToken, Refusal, Token, TokenGrant, to_record
from kontokit.auth.token_endpoint import TokenEndpoint
from kontokit.auth.token_refresh import RefreshResult, TokenRefresh
from kontokit.core.clock import Moment
from kontokit.http.urls import parse_url
from kontokit.operations import Api, TokenScheme

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
SCHEME = TokenScheme(grant="password", client="client", sent="form", url="/token", refreshable=True)
CLIENT = ClientCredentials("client", "client-secret")
USER = UserCredentials("anna", "password")
GRANT = TokenGrant(url="https://a.example/token", scheme=SCHEME, client=CLIENT, user=USER)
ENDPOINT = TokenEndpoint(
    api=Api(name="demo", environments={}), base=parse_url("https://a.example"), timeouts=Timeouts()
)


class SteppingClock:
    """
    A clock that runs by pauses only.
    """

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> Moment:
        return Moment(time=NOW + timedelta(seconds=self.passed), steady=self.passed)


def token_of(access: str, *, refresh: str | None = None, left: float = 3600.0) -> Token:
    return Token(
        access=Secret(access),
        refresh=Secret(refresh) if refresh else None,
        asked=NOW,
        ends=NOW + timedelta(seconds=left),
    )


class RefreshRun:
    """
    Carries a refresh out with answers that a test lays down, and keeps what was asked.
    """

    def __init__(self, **request: Any) -> None:
        self.clock = SteppingClock()
        self.refresh = TokenRefresh(
            clock=self.clock, **{"endpoint": ENDPOINT, "grant": GRANT, **request}
        )
        self.claims: list[bool] = []
        self.kept: Token | Refusal | bytes | None = None
        self.answers: list[Any] = []
        self.steps: list[str] = []
        self.forms: list[str] = []
        self.saved: list[Save] = []
        self.in_hand: list[CachedToken] = []
        self.unsaved: StoreError | None = None

    def run(self) -> RefreshResult:
        flow: Generator[Any, Any, RefreshResult] = self.refresh.flow()
        came: Any = None
        try:
            while True:
                came = self._do(flow.send(came))
        except StopIteration as end:
            found: RefreshResult = end.value
            return found

    def _do(self, step: Any) -> Any:
        self.steps.append(type(step).__name__)
        match step:
            case TryLock():
                return self.claims.pop(0) if self.claims else True
            case Load():
                kept = self.kept
                return to_record(kept) if isinstance(kept, Token | Refusal) else kept
            case Send():
                self.forms.append((step.request.body or b"").decode())
                return self.answers.pop(0)
            case CacheToken():
                self.in_hand.append(step.held)
            case Save():
                self.saved.append(step)
                return self.unsaved
            case Sleep():
                self.clock.passed += step.seconds
        return None

    def outcome(self) -> Any:
        return self.run().outcome
