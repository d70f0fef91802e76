"""
A stand-in for encryption: looks like RSA with 4096 bits and hides nothing.

The sandbox has no key and decrypts nothing. What ``PUT /encrypt`` made here it can read again,
so that the demo provider's user names choose a scenario. Any other ciphertext counts as the
standard login.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode

__all__ = ["ciphertext", "is_ciphertext", "plaintext"]

_MARK = b"kontokit-sandbox:"
_SIZE = 512
_LEAST = 8
"""The samples of the document are that short."""


def ciphertext(text: str) -> str:
    """
    Make what ``PUT /encrypt`` gives for a text.

    Args:
        text: A user name or a PIN.

    Returns:
        684 characters of Base64, the same for the same text.
    """
    return b64encode((_MARK + text.encode()).ljust(_SIZE, b"\0")).decode()


def plaintext(value: str) -> str | None:
    """
    Read what ``ciphertext`` made; None where somebody else made it.
    """
    raw = _decoded(value)
    if raw is None or not raw.startswith(_MARK):
        return None
    return raw.removeprefix(_MARK).rstrip(b"\0").decode()


def is_ciphertext(value: str) -> bool:
    """
    Tell whether a value may be encrypted: Base64 without line breaks, of at least 16 bytes.
    """
    raw = _decoded(value)
    return raw is not None and len(raw) >= _LEAST


def _decoded(value: str) -> bytes | None:
    try:
        return b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
