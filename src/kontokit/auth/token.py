"""
Tokens, their expiry, and the records they are saved as.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

import msgspec

from ..core.clock import Moment
from ..core.exceptions import RecordUnreadableError
from ..core.secret import Secret
from ..operations import TokenScheme
from .credentials import ClientCredentials, UserCredentials, UserSignIn, is_sendable

_VERSION: Final = 1


class TokenGrant(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """
    What identifies a token: the token endpoint, the client, the user and the scope.
    """

    url: str
    """The absolute URL of the token endpoint."""
    scheme: TokenScheme
    client: ClientCredentials
    user: UserSignIn | None = None
    """None for a token of the client itself."""

    @cached_property
    def key(self) -> str:
        """
        A digest of all these. The secrets are hashed under the client's secret, so the key reveals
        nothing about them, and a wrong password never finds the token of the right one.
        """
        return _key(self)

    @property
    def scope(self) -> str | None:
        """
        The scopes to ask for, or None for all.
        """
        user = self.user if isinstance(self.user, UserCredentials) else None
        return user.scope if user else self.client.scope


def _key(grant: TokenGrant) -> str:
    name = grant.user.username if isinstance(grant.user, UserCredentials) else None
    facts = [
        _VERSION,
        grant.url,
        grant.scheme.grant,
        grant.client.client_id,
        type(grant.user).__name__,
        name,
        grant.scope,
        _proof(grant.client, _user_secret(grant.user)),
    ]
    return f"token:{hashlib.sha256(json.dumps(facts).encode()).hexdigest()}"


def _proof(client: ClientCredentials, secret: Secret) -> str:
    key = client.client_secret.reveal().encode()
    return hmac.new(key, secret.reveal().encode(), hashlib.sha256).hexdigest()


def _user_secret(user: UserSignIn | None) -> Secret:
    if user is None:
        return Secret("")
    return user.password if isinstance(user, UserCredentials) else user.token


MARGIN: Final = 60.0
"""A token is no longer used this many seconds before it expires."""
SHORT_MARGIN: Final = 5.0
"""The same for a token that the endpoint returns again until it expires."""
_LONGEST: Final = timedelta(days=36_500).total_seconds()


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """
    A token of a token endpoint.
    """

    access: Secret
    refresh: Secret | None = None
    asked: datetime
    """When it was requested, by the clock of this machine."""
    ends: datetime | None = None
    """When it expires, by the clock of this machine; None for never."""
    margin: float = MARGIN
    """It is no longer used this many seconds before it expires."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """
    A record of credentials that the token endpoint refused, so that they are not sent again.
    """

    code: str | None = None
    at: datetime
    request_id: str | None = None


class CachedToken(msgspec.Struct, frozen=True, kw_only=True):
    """
    A cached token with its expiry on the monotonic clock.
    """

    token: Token
    until: float | None = None
    """When it becomes stale, on the monotonic clock."""

    def is_fresh(self, now: Moment) -> bool:
        """
        Whether the token may still be sent, by both clocks.

        """
        # The wall clock may be set, the monotonic one may stop while the machine sleeps.
        token = self.token
        if token.ends is None or self.until is None:
            return True
        return now.steady < self.until and now.time < token.ends - timedelta(seconds=token.margin)


def cached(token: Token, now: Moment) -> CachedToken:
    """
    Cache a token.

    Args:
        token: The token, fresh from its endpoint or from a store.
    """
    if token.ends is None:
        return CachedToken(token=token)
    left = (token.ends - now.time).total_seconds() - token.margin
    return CachedToken(token=token, until=now.steady + left)


def margin(lifetime: float, *, again: bool) -> float:
    """
    How many seconds before its expiry a token is no longer used.

    Args:
        lifetime: Seconds from the request to the expiry.
        again: The endpoint returned the same token as before, and does so until it expires.

    Returns:
        A minute, but never more than half of its life.
    """
    return min(SHORT_MARGIN if again else MARGIN, max(lifetime, 0.0) / 2)


def end_after(asked: datetime, lifetime: float) -> datetime | None:
    """
    The expiry of a token; None if it is out of range.

    Args:
        asked: When the token was requested; aware.
        lifetime: Seconds.
    """
    return asked + timedelta(seconds=lifetime) if lifetime < _LONGEST else None


class _TokenRecord(msgspec.Struct, tag_field="kind", tag="token", omit_defaults=True):
    access: str
    asked: datetime
    refresh: str | None = None
    ends: datetime | None = None
    margin: float = MARGIN


class _RefusalRecord(msgspec.Struct, tag_field="kind", tag="refusal", omit_defaults=True):
    at: datetime
    code: str | None = None
    request_id: str | None = None


_decode: Final = msgspec.json.Decoder(_TokenRecord | _RefusalRecord).decode
"""Made while nothing has put another class in the place of ``datetime``."""


def to_record(kept: Token | Refusal) -> bytes:
    """
    Serialize for a store. A token's record is as secret as the token.
    """
    if isinstance(kept, Refusal):
        return msgspec.json.encode(_RefusalRecord(kept.at, kept.code, kept.request_id))
    refresh = kept.refresh.reveal() if kept.refresh else None
    record = _TokenRecord(kept.access.reveal(), kept.asked, refresh, kept.ends, kept.margin)
    return msgspec.json.encode(record)


def from_record(record: bytes, key: str) -> Token | Refusal:
    """
    Deserialize from a store.

    Args:
        key: Its key, for the error.

    Raises:
        RecordUnreadableError: It is not such a record.
    """
    found = _decoded(record)
    if found is None:
        raise RecordUnreadableError(f"the store does not hold a token under {key}")
    return found


def _decoded(record: bytes) -> Token | Refusal | None:
    try:
        found = _decode(record)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if isinstance(found, _TokenRecord) and not _is_usable(found):
        return None
    if isinstance(found, _RefusalRecord):
        return Refusal(code=found.code, at=_aware(found.at), request_id=found.request_id)
    return Token(
        access=Secret(found.access),
        refresh=Secret(found.refresh) if found.refresh else None,
        asked=_aware(found.asked),
        ends=_aware(found.ends) if found.ends else None,
        margin=found.margin,
    )


def _is_usable(record: _TokenRecord) -> bool:
    return is_sendable(Secret(record.access)) and 0 <= record.margin <= MARGIN


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
