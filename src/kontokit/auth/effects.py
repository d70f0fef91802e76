"""
Effects: what a flow without I/O asks its runner to do.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import attrs

from ..http.messages import HttpRequest
from .token import CachedToken, Token, TokenGrant


@attrs.frozen
class Send:
    """
    Send a request once. The answer is a ``HttpResponse`` or a ``TransportError``.
    """

    request: HttpRequest


@attrs.frozen
class GetToken:
    """
    Get a token. The answer is a ``Token``, or the ``KontokitError`` that came instead.
    """

    grant: TokenGrant
    refused: Token | None = None
    """A token that the API did not take, so another one is wanted."""
    force: bool = False
    """Sign in even though the same credentials were refused before."""
    probe: HttpRequest | None = attrs.field(default=None, repr=False)
    """Asks whether the refused token has ended at all; without it, that is certain."""


@attrs.frozen
class DropTokens:
    """
    Drop the tokens of a grant. There is no answer.
    """

    grant: TokenGrant


@attrs.frozen
class MarkRejected:
    """
    Remember that the API rejected a new token too. There is no answer.
    """

    grant: TokenGrant


@attrs.frozen
class PeekTokens:
    """
    Look up the tokens of a grant without asking its service: the stored one, and the cached
    one if it differs. The answer is a tuple of ``Token``.
    """

    grant: TokenGrant


Step: TypeAlias = Send | GetToken | DropTokens | MarkRejected | PeekTokens
"""What the flow of a call may ask for."""


@attrs.frozen
class TryLock:
    """
    Try to lock a key. The answer tells whether it was granted; the runner releases the lock
    when the flow is over.
    """

    key: str


@attrs.frozen
class Load:
    """
    Read a record. The answer is the bytes, None, or a ``StoreError``.
    """

    key: str


@attrs.frozen
class CacheToken:
    """
    Cache a new token before anything else can fail. There is no answer.
    """

    held: CachedToken


@attrs.frozen
class Save:
    """
    Keep a record. The answer is None, or a ``StoreError``.
    """

    key: str
    record: bytes = attrs.field(repr=False)
    ends: datetime | None = None


@attrs.frozen
class Sleep:
    """
    Wait. There is no answer.
    """

    seconds: float


RefreshStep: TypeAlias = Send | TryLock | Load | CacheToken | Save | Sleep
"""What the flow that renews a token may ask for."""
