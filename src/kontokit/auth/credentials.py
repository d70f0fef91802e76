"""
Credentials: a client's id and secret, a user's name and password, a refresh token.
"""

from __future__ import annotations

import re
import secrets
import string
import uuid
from typing import Final, Self, TypeAlias

from ..core.exceptions import ConfigurationError
from ..core.secret import Secret
from ..core.tracebacks import ScrubsTracebacks
from ..core.values import Value, put
from .secret_text import as_secret, checked_token_text
from .token_source import AsyncTokenCallable, TokenCallable, TokenSource

_SENDABLE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_SCHEMED: Final = re.compile(r"bearer ", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_PASSWORD_LENGTH: Final = 32


class ClientCredentials(ScrubsTracebacks, Value):
    """
    The id and the secret that the provider issued to your program.

    The hash is made of the id and the scope only, never of the secret.
    """

    __slots__ = ("client_id", "client_secret", "scope")
    __match_args__ = ("client_id", "client_secret")
    _hidden = frozenset({"client_id"})
    _unhashed = frozenset({"client_secret"})
    client_id: str
    client_secret: Secret
    """A plain string becomes a ``Secret``."""
    scope: str | None
    """Scopes to request, separated by spaces; by default all that the client has."""

    def __init__(
        self, client_id: str, client_secret: str | Secret, *, scope: str | None = None
    ) -> None:
        put(self, "client_id", client_id)
        put(self, "client_secret", as_secret(client_secret))
        put(self, "scope", scope)


class UserCredentials(ScrubsTracebacks, Value):
    """
    The name and the password of a user at the provider.

    The hash is made of the name and the scope only, never of the password.
    """

    __slots__ = ("password", "scope", "username")
    __match_args__ = ("username", "password")
    _hidden = frozenset({"username"})
    _unhashed = frozenset({"password"})
    username: str
    password: Secret
    """A plain string becomes a ``Secret``."""
    scope: str | None
    """Scopes to request, separated by spaces; by default all that the user has."""

    def __init__(self, username: str, password: str | Secret, *, scope: str | None = None) -> None:
        put(self, "username", username)
        put(self, "password", as_secret(password))
        put(self, "scope", scope)

    @classmethod
    def generate(cls) -> Self:
        """
        A random name and password for a new user.

        Returns:
            A UUID as the name, and 32 letters and digits, at least two of each.
        """
        return cls(str(uuid.uuid4()), Secret(_random_password()))


class RefreshToken(ScrubsTracebacks, Value):
    """
    A refresh token of an earlier sign-in. It gets access tokens without a password.
    """

    __slots__ = ("token",)
    __match_args__ = ("token",)
    token: Secret
    """A plain string becomes a ``Secret``."""

    def __init__(self, token: str | Secret) -> None:
        put(self, "token", as_secret(token))


UserSignIn: TypeAlias = UserCredentials | RefreshToken
Credential: TypeAlias = Secret | TokenSource | ClientCredentials | UserCredentials | RefreshToken
Given: TypeAlias = (
    str
    | Secret
    | TokenCallable
    | AsyncTokenCallable
    | ClientCredentials
    | UserCredentials
    | RefreshToken
    | None
)


def checked_token(argument: str, value: object) -> Secret | TokenSource:
    """
    A token that can be sent in a header, or the function that returns it.

    Raises:
        ConfigurationError: It is of another kind, empty, or impossible to send.
    """
    if isinstance(value, str | Secret):
        return checked_token_text(argument, value)
    if callable(value):
        return TokenSource(argument, value)
    raise ConfigurationError(f"{argument} must be a str, a Secret or a function")


def is_sendable(token: Secret) -> bool:
    """
    Whether a token can stand in a header behind its scheme, and does not bring the scheme along.
    """
    text = token.reveal()
    return _SENDABLE.fullmatch(text) is not None and _SCHEMED.match(text) is None


def checked_client(argument: str, value: object, *, basic: bool) -> ClientCredentials:
    """
    Credentials of a client that can be sent.

    Args:
        argument: The name of the argument, for the error.
        value: What the caller passed.
        basic: They go into HTTP Basic, whose user names have no colon.

    Raises:
        ConfigurationError: They are of another kind, empty, or impossible to send.
    """
    if not isinstance(value, ClientCredentials):
        raise ConfigurationError(f"{argument} needs ClientCredentials(client_id, client_secret)")
    _check_text(f"the id of {argument}", value.client_id)
    _check_text(f"the secret of {argument}", value.client_secret)
    _check_scope(argument, value.scope)
    for what, text in (("id", value.client_id), ("secret", value.client_secret.reveal())):
        if text != text.strip():
            raise ConfigurationError(f"the {what} of {argument} has blanks around it; remove them")
    if basic and ":" in value.client_id:
        raise ConfigurationError(
            f"the id of {argument} holds a colon, which HTTP Basic does not allow"
        )
    return value


def checked_user(argument: str, value: object, *, refreshable: bool) -> UserSignIn:
    """
    Credentials of a user that can be sent.

    Args:
        argument: The name of the argument, for the error.
        value: What the caller passed.
        refreshable: The API takes refresh tokens.

    Raises:
        ConfigurationError: They are of another kind, empty, or impossible to send.
    """
    if isinstance(value, RefreshToken):
        if not refreshable:
            raise ConfigurationError(f"{argument}: this API has no refresh tokens")
        return RefreshToken(checked_token_text(f"the refresh token of {argument}", value.token))
    if not isinstance(value, UserCredentials):
        raise ConfigurationError(f"{argument} needs UserCredentials(username, password)")
    _check_text(f"the username of {argument}", value.username)
    _check_text(f"the password of {argument}", value.password)
    _check_scope(argument, value.scope)
    return value


def _check_scope(argument: str, scope: str | None) -> None:
    if scope is not None:
        _check_text(f"the scope of {argument}", scope)


def _check_text(what: str, text: str | Secret) -> None:
    trouble = _trouble(text.reveal() if isinstance(text, Secret) else text)
    if trouble:
        raise ConfigurationError(f"{what} {trouble}")


def _trouble(text: str) -> str | None:
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        return "is not a text"
    if not text:
        return "is empty"
    if _CONTROL.search(text) or text != text.encode("utf-8", "replace").decode():
        return "holds control characters or is not valid Unicode"
    return None


def _random_password() -> str:
    letters, digits = string.ascii_letters, string.digits
    # Providers may require both letters and digits; nearly every first try has both.
    while True:
        text = "".join(secrets.choice(letters + digits) for _ in range(_PASSWORD_LENGTH))
        if 2 <= sum(character in digits for character in text) <= _PASSWORD_LENGTH - 2:
            return text
