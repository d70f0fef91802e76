"""
Signs a request with tokens that functions of the program return.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from ..auth.effects import AskSource, Step
from ..core.exceptions import KontokitError
from ..core.secret import Secret
from ..http.messages import HttpRequest
from .prepared_call import PreparedCall


def sign_from_sources(
    call: PreparedCall, request: HttpRequest, *, is_refused: bool = False
) -> Generator[Step, Any, HttpRequest | KontokitError]:
    """
    The request with the tokens of the call's functions; the same where it has none.

    Args:
        is_refused: The API rejected the last tokens.
    """
    for place in call.sources:
        token: Secret | KontokitError = yield AskSource(place.source, is_refused=is_refused)
        if isinstance(token, KontokitError):
            return token
        request = place.sign(request, token)
    return request
