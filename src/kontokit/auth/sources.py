"""
What one token is made with, and the key under which it is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Final

import attrs

from ..operations import TokenScheme
from ..secrets import Secret
from .credentials import ClientCredentials, RefreshToken, UserCredentials, UserSignIn

_VERSION: Final = 1


@attrs.frozen(kw_only=True)
class TokenSource:
    """
    Everything that decides which token it is: the service, the client, the user and the scope.
    """

    url: str
    """The absolute URL of the token service."""
    scheme: TokenScheme
    client: ClientCredentials
    user: UserSignIn | None = None
    """None for a token of the client itself."""
    key: str = attrs.field(
        init=False, default=attrs.Factory(lambda source: _key(source), takes_self=True)
    )
    """
    A digest of all these. The secrets go into it under the client's secret, so it tells
    nothing about them, and a wrong password never finds the token of the right one.
    """

    @property
    def scope(self) -> str | None:
        """
        The scopes to ask for, or None for all.
        """
        user = self.user if isinstance(self.user, UserCredentials) else None
        return user.scope if user else self.client.scope


def _key(source: TokenSource) -> str:
    name = source.user.username if isinstance(source.user, UserCredentials) else None
    facts = [
        _VERSION,
        source.url,
        source.scheme.grant,
        source.client.id,
        type(source.user).__name__,
        name,
        source.scope,
        _proof(source.client, _user_secret(source.user)),
    ]
    return f"token:{hashlib.sha256(json.dumps(facts).encode()).hexdigest()}"


def _proof(client: ClientCredentials, secret: Secret) -> str:
    key = client.secret.reveal().encode()
    return hmac.new(key, secret.reveal().encode(), hashlib.sha256).hexdigest()


def _user_secret(user: UserSignIn | None) -> Secret:
    match user:
        case UserCredentials():
            return user.password
        case RefreshToken():
            return user.token
        case None:
            return Secret("")
