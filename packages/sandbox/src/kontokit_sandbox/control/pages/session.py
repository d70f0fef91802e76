"""
Who may use the control page: whoever has come with the token, by a cookie.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from ..tokens import ControlToken

__all__ = ["Session"]


class Session:
    """
    The cookie of the control page, and the field that its forms send along.
    """

    def __init__(self, token: ControlToken) -> None:
        self._token = token
        # Not the token itself: whoever sees the cookie cannot call the API.
        self._key = secrets.token_bytes(32)

    @property
    def cookie(self) -> str:
        """
        The value of the cookie, the same for all browsers of one sandbox.
        """
        return self._made("cookie")

    @property
    def form_key(self) -> str:
        """
        The value of the field in each form, which no other site knows.
        """
        return self._made(f"form {self.cookie}")

    def sign_in(self, token: str) -> str:
        """
        Return the cookie for a token.

        Raises:
            ControlError: 401; after twelve wrong tokens in a minute, 429.
        """
        self._token.check(token)
        return self.cookie

    def is_signed_in(self, cookie: str) -> bool:
        """
        Whether a browser has come with the token before, or needs none.
        """
        if not self._token.is_required:
            return True
        return hmac.compare_digest(cookie.encode(), self.cookie.encode())

    def is_own_form(self, form_key: str) -> bool:
        """
        Whether a form is one of the control page.
        """
        return hmac.compare_digest(form_key.encode(), self.form_key.encode())

    def _made(self, purpose: str) -> str:
        text = f"{purpose} {self._token.value}"
        return hmac.new(self._key, text.encode(), sha256).hexdigest()
