"""
What a flow asks its driver to do. A flow is a generator of these steps and does no I/O itself.
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
    """Sign in although the same credentials were refused before."""
    probe: HttpRequest | None = attrs.field(default=None, repr=False)
    """Asks whether the refused token has ended at all; without it, that is certain."""


@attrs.frozen
class DropTokens:
    """
    Throw the tokens of a source away. The answer is None, or a ``StoreError``.
    """

    grant: TokenGrant


@attrs.frozen
class MarkRejected:
    """
    Remember that a new token was not taken either. There is no answer.
    """

    grant: TokenGrant


@attrs.frozen
class PeekTokens:
    """
    Look for the tokens of a source without asking its service: that of the store, and that in
    hand if it is another one. The answer is a tuple of ``Token``, or a ``StoreError``.
    """

    grant: TokenGrant


Step: TypeAlias = Send | GetToken | DropTokens | MarkRejected | PeekTokens
"""What the flow of a call may ask for."""


@attrs.frozen
class TryLock:
    """
    Try to become the only one who works on a key. The answer tells whether this was granted;
    the driver gives the claim back when the flow is over.
    """

    key: str


@attrs.frozen
class Load:
    """
    Read a record. The answer is the bytes, None, or ``RecordUnreadable``.
    """

    key: str


@attrs.frozen
class CacheToken:
    """
    Take a new token into one's hands, before anything else can go wrong. There is no answer.
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
