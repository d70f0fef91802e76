"""
Tokens that a program obtains itself: a function that is asked whenever a token is needed.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from ..core.clock import Clock
from ..core.exceptions import ConfigurationError, KontokitError, TokenSourceError
from ..core.secret import Secret
from ..core.tracebacks import ScrubsTracebacks, strip_traceback
from ..core.typeguards import type_name
from ..core.values import Value, put
from .secret_text import as_secret, checked_token_text

_MARGIN: Final = timedelta(seconds=60)


def _aware(value: Any) -> Any:
    if value is None or (isinstance(value, datetime) and value.tzinfo is not None):
        return value
    raise ConfigurationError("expires_at of an AccessToken must be an aware datetime or None")


class AccessToken(ScrubsTracebacks, Value):
    """
    An access token and its end, as a function that is passed as ``user_token`` may return it.

    Raises:
        ConfigurationError: The end is not an aware datetime, or the token is not a str.
    """

    __slots__ = ("expires_at", "token")
    __match_args__ = ("token", "expires_at")
    token: Secret
    """A plain string becomes a ``Secret``."""
    expires_at: datetime | None
    """Until a minute before this time, the function is not asked again. None: asked each time."""

    def __init__(self, token: str | Secret, expires_at: datetime | None = None) -> None:
        put(self, "token", as_secret(token))
        put(self, "expires_at", _aware(expires_at))


ProvidedToken: TypeAlias = str | Secret | AccessToken
TokenCallable: TypeAlias = Callable[[], ProvidedToken]
"""A function that returns a token."""
AsyncTokenCallable: TypeAlias = Callable[[], ProvidedToken | Awaitable[ProvidedToken]]
"""A function that returns a token, or an ``async`` one."""


class TokenSource:
    """
    A function of the program that returns tokens. Its last token is kept until it ends.
    """

    def __init__(self, argument: str, function: Callable[[], Any]) -> None:
        self.argument = argument
        self._function = function
        self._kept: AccessToken | None = None

    def ask(self, clock: Clock, *, is_refused: bool) -> Secret | KontokitError:
        """
        A token, or why there is none.

        Args:
            is_refused: The API rejected the last token, so the function is asked for another.
        """
        kept = self._still_good(clock, is_refused=is_refused)
        if kept is not None:
            return kept
        try:
            answer = self._function()
        except Exception as error:
            return self._failed(error)
        if not inspect.isawaitable(answer):
            return self._accepted(answer)
        if inspect.iscoroutine(answer):
            answer.close()
        message = f"{self.argument} is an async function, which only an async client can call"
        return ConfigurationError(message)

    async def ask_async(self, clock: Clock, *, is_refused: bool) -> Secret | KontokitError:
        """
        As :meth:`ask`, with ``await`` where the function is an ``async`` one.
        """
        kept = self._still_good(clock, is_refused=is_refused)
        if kept is not None:
            return kept
        try:
            answer = self._function()
            if inspect.isawaitable(answer):
                answer = await answer
        except Exception as error:
            return self._failed(error)
        return self._accepted(answer)

    def _still_good(self, clock: Clock, *, is_refused: bool) -> Secret | None:
        kept = self._kept
        if kept is None or kept.expires_at is None or is_refused:
            return None
        return kept.token if clock.now().time < kept.expires_at - _MARGIN else None

    def _accepted(self, answer: object) -> Secret | KontokitError:
        what = f"the result of {self.argument}"
        found = answer if isinstance(answer, AccessToken) else None
        value = answer if found is None else found.token
        if not isinstance(value, str | Secret):
            kind = type_name(value)
            return TokenSourceError(f"{what} is {kind}, not a str, a Secret or an AccessToken")
        try:
            token = checked_token_text(what, value)
        except ConfigurationError as error:
            return strip_traceback(error)
        self._kept = found
        return token

    def _failed(self, error: Exception) -> KontokitError:
        if isinstance(error, KontokitError):
            return strip_traceback(error)
        # Neither its text nor its frames: both may hold the secrets of another system.
        kind = type(error).__name__
        return TokenSourceError(
            f"the function that was passed as {self.argument} failed with {kind}"
        )

    def __repr__(self) -> str:
        return f"TokenSource({self.argument!r})"
