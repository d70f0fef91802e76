"""
Keys for one purpose each, derived from one secret.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SIZE: Final = 32


def derived_key(secret: bytes, *, purpose: str) -> bytes:
    """
    A key that says nothing about the secret, or about the keys for other purposes.

    Args:
        secret: A secret that cannot be guessed, such as that of a client.
        purpose: What the key is for; it is no secret.

    Returns:
        32 bytes, always the same for the same arguments (HKDF with SHA-256, RFC 5869).
    """
    info = b"kontokit " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=_SIZE, salt=None, info=info).derive(secret)
