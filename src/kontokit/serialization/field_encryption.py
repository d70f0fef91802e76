"""
What must not leave the process in clear: marked texts become ciphertext on their way out.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Protocol

from ..core.exceptions import KontokitError
from .path_error import PathError

_SHORTEST: Final = 256
"""Bytes of ciphertext under a key of 2048 bits; shorter keys are not used."""


class Cipher(Protocol):
    """
    Encrypts texts, such as ``CredentialCipher``.
    """

    def encrypt(self, value: str, /) -> str:
        """
        The ciphertext of a value.

        Raises:
            KontokitError: The value cannot be encrypted. The message does not show it.
        """
        ...


_cipher: ContextVar[tuple[Cipher | None] | None] = ContextVar("kontokit_cipher", default=None)


@contextmanager
def encrypting_fields(cipher: Cipher | None) -> Generator[None]:
    """
    Let no marked text out in clear of what is written inside.

    Args:
        cipher: What encrypts them; without one, only ciphertext is let through.
    """
    token = _cipher.set((cipher,))
    try:
        yield
    finally:
        _cipher.reset(token)


_hides: ContextVar[bool] = ContextVar("kontokit_hides", default=False)


@contextmanager
def keeping_secrets() -> Generator[None]:
    """
    Leave secrets hidden in what is taken apart inside, for it is not sent yet.
    """
    token = _hides.set(True)
    try:
        yield
    finally:
        _hides.reset(token)


def stays_hidden() -> bool:
    """
    Whether secrets stay hidden in what is being taken apart.
    """
    return _hides.get()


def encrypt_field(text: str) -> str:
    """
    A marked text as it goes over the wire.

    Args:
        text: The text, or its ciphertext, which stays as it is.

    Returns:
        Its ciphertext; the text itself where nothing is being sent.

    Raises:
        PathError: It cannot be encrypted, or would go in clear.
    """
    inside = _cipher.get()
    if inside is None or is_ciphertext(text):
        return text
    if inside[0] is None:
        raise PathError("it would be sent in clear; give the client its credential_key")
    try:
        return inside[0].encrypt(text)
    except KontokitError as error:
        raise PathError(str(error)) from None


def is_ciphertext(text: str) -> bool:
    """
    Whether a text looks like what RSA makes: canonical Base64 of whole blocks.

    Args:
        text: Any text.
    """
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    is_canonical = b64encode(raw).decode() == text
    return is_canonical and len(raw) >= _SHORTEST and len(raw) % 64 == 0
