"""
The token of the control API and of the control page.
"""

from __future__ import annotations

import secrets
import time
from collections import deque

from .errors import ControlError

__all__ = ["ControlToken"]

_WRONG_PER_MINUTE = 12
_MINUTE = 60.0


class ControlToken:
    """
    32 random bytes that a caller has to know.
    """

    def __init__(self, value: str | None = None, *, is_required: bool = True) -> None:
        """
        Args:
            value: The token; a random one if it is left out.
            is_required: Whether callers have to send it.
        """
        self.value = value or secrets.token_urlsafe(32)
        self.is_required = is_required
        self._wrong: deque[float] = deque(maxlen=_WRONG_PER_MINUTE)

    def check(self, given: str | None) -> None:
        """
        Check what a caller has sent.

        Raises:
            ControlError: 401; after twelve wrong tokens in a minute, 429.
        """
        if not self.is_required:
            return
        now = time.monotonic()
        if len(self._wrong) == _WRONG_PER_MINUTE and now - self._wrong[0] < _MINUTE:
            wait = {"Retry-After": str(int(_MINUTE - (now - self._wrong[0])) + 1)}
            raise ControlError(429, "too many wrong tokens", headers=wait)
        # Compared in constant time, as bytes: texts may have letters that compare_digest refuses.
        if given is None or not secrets.compare_digest(given.encode(), self.value.encode()):
            if given is not None:
                self._wrong.append(now)
            text = "send Authorization: Bearer and the token that the sandbox shows at its start"
            raise ControlError(401, text, headers={"WWW-Authenticate": "Bearer"})
