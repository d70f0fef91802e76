"""
Texts that are secrets, and which of them can be sent as a token.
"""

from __future__ import annotations

import re
from typing import Final

from ..core.exceptions import ConfigurationError
from ..core.secret import Secret

_TOKEN: Final = re.compile(r"[\x21-\x7e]+")
_SCHEME: Final = re.compile(r"\s*(bearer|basic|token|digest)(?:\s|$)", re.IGNORECASE)


def as_secret(value: str | Secret) -> Secret:
    """
    A text as a ``Secret``.

    Raises:
        ConfigurationError: It is no text.
    """
    if isinstance(value, Secret):
        return value
    if isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        return Secret(value)
    raise ConfigurationError(f"a secret must be a str, not {type(value).__name__}")


def checked_token_text(argument: str, value: str | Secret) -> Secret:
    """
    A token that can be sent in a header.

    Raises:
        ConfigurationError: It is empty, impossible to send, or brings its scheme along.
    """
    token = as_secret(value)
    scheme = _SCHEME.match(token.reveal())
    if scheme:
        raise ConfigurationError(
            f'{argument} begins with "{scheme[1].capitalize()}"; pass the token alone, without the '
            "scheme of the header"
        )
    if not _TOKEN.fullmatch(token.reveal()):
        raise ConfigurationError(
            f"{argument} is empty, has whitespace, or contains characters that are not allowed in "
            "a token"
        )
    return token
