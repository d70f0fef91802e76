"""
Effects: the steps that a flow without I/O asks its runner to execute.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from ..core.deadline import Deadline
from ..http.messages import HttpRequest
from .token import CachedToken, Token, TokenGrant
from .token_source import TokenSource


@attrs.frozen
class Send:
    """
    Send a request once. Result: an ``HttpResponse`` or a ``TransportError``.
    """

    request: HttpRequest


@attrs.frozen
class GetToken:
    """
    Get a token. Result: a ``Token`` or a ``KontokitError``.
    """

    grant: TokenGrant
    refused: Token | None = None
    """A token that the API rejected, so another one is needed."""
    force: bool = False
    """Sign in even though the same credentials were refused before."""
    probe: HttpRequest | None = attrs.field(default=None, repr=False)
    """Asks whether the refused token has expired; without a probe, that is certain."""
    deadline: Deadline | None = None
    """The end of the call that needs the token. Others may wait for the same token longer."""


@attrs.frozen
class AskSource:
    """
    Ask a function of the program for a token. Result: a ``Secret`` or a ``KontokitError``.
    """

    source: TokenSource
    is_refused: bool = attrs.field(kw_only=True)
    """The API rejected the last token."""


@attrs.frozen
class DropTokens:
    """
    Drop the tokens of a grant. No result.
    """

    grant: TokenGrant


@attrs.frozen
class MarkRejected:
    """
    Remember that the API rejected a new token too. No result.
    """

    grant: TokenGrant


@attrs.frozen
class PeekTokens:
    """
    Look up the tokens of a grant without a request: the stored one, and the cached one if it
    differs. Result: a tuple of ``Token``.
    """

    grant: TokenGrant


@attrs.frozen
class UseGuard:
    """
    Use the guard against refused credentials. Result: that of ``work``.
    """

    is_local: bool
    """Whether the work never waits for a disk or a network."""
    work: Callable[[], Any] = attrs.field(repr=False)


@attrs.frozen
class TryLock:
    """
    Try to lock a key. Result: whether it worked; the runner releases the lock after the
    flow.
    """

    key: str


@attrs.frozen
class Load:
    """
    Read a record. Result: the bytes, None, or a ``StoreError``.
    """

    key: str


@attrs.frozen
class CacheToken:
    """
    Cache a new token before anything else can fail. No result.
    """

    held: CachedToken


@attrs.frozen
class Save:
    """
    Save a record. Result: None, or a ``StoreError``.
    """

    key: str
    record: bytes = attrs.field(repr=False)
    ends: datetime | None = None


@attrs.frozen
class Sleep:
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
