"""
Effects: the steps that a flow without I/O asks its runner to execute.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

import msgspec

from ..core.deadline import Deadline
from ..http.messages import HttpRequest
from .token import CachedToken, Token, TokenGrant
from .token_source import TokenSource


class _Step(msgspec.Struct, frozen=True):
    """
    A step. It is shown by its name only, since requests and records hold secrets.
    """

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Send(_Step, frozen=True):
    """
    Send a request once. Result: an ``HttpResponse`` or a ``TransportError``.
    """

    request: HttpRequest


class GetToken(_Step, frozen=True):
    """
    Get a token. Result: a ``Token`` or a ``KontokitError``.
    """

    grant: TokenGrant
    refused: Token | None = None
    """A token that the API rejected, so another one is needed."""
    force: bool = False
    """Sign in even though the same credentials were refused before."""
    probe: HttpRequest | None = None
    """Asks whether the refused token has expired; without a probe, that is certain."""
    deadline: Deadline | None = None
    """The end of the call that needs the token. Others may wait for the same token longer."""


class AskSource(_Step, frozen=True):
    """
    Ask a function of the program for a token. Result: a ``Secret`` or a ``KontokitError``.
    """

    source: TokenSource
    is_refused: bool
    """The API rejected the last token."""


class DropTokens(_Step, frozen=True):
    """
    Drop the tokens of a grant. No result.
    """

    grant: TokenGrant


class MarkRejected(_Step, frozen=True):
    """
    Remember that the API rejected a new token too. No result.
    """

    grant: TokenGrant


class PeekTokens(_Step, frozen=True):
    """
    Look up the tokens of a grant without a request: the stored one, and the cached one if it
    differs. Result: a tuple of ``Token``.
    """

    grant: TokenGrant


class UseGuard(_Step, frozen=True):
    """
    Use the guard against refused credentials. Result: that of ``work``.
    """

    is_local: bool
    """Whether the work never waits for a disk or a network."""
    work: Callable[[], Any]


class TryLock(_Step, frozen=True):
    """
    Try to lock a key. Result: whether it worked; the runner releases the lock after the
    flow.
    """

    key: str


class Load(_Step, frozen=True):
    """
    Read a record. Result: the bytes, None, or a ``StoreError``.
    """

    key: str


class CacheToken(_Step, frozen=True):
    """
    Cache a new token before anything else can fail. No result.
    """

    held: CachedToken


class Save(_Step, frozen=True):
    """
    Save a record. Result: None, or a ``StoreError``.
    """

    key: str
    record: bytes
    ends: datetime | None = None


class Sleep(_Step, frozen=True):
    """
    Wait. No result.
    """

    seconds: float


Step: TypeAlias = (
    Send | GetToken | AskSource | DropTokens | MarkRejected | PeekTokens | UseGuard | Sleep
)
"""The steps of a call."""
RefreshStep: TypeAlias = Send | TryLock | Load | CacheToken | Save | Sleep
"""The steps of a token refresh."""
