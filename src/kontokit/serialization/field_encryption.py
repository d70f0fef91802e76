"""
Encrypts credential fields (PINs) in request bodies.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from typing import Final, Protocol

from ..core.exceptions import KontokitError
from ..core.scoped_value import Block, ScopedValue
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


# Not an argument, because encoders are built once for each type and shared by all clients.
# None: nothing is being sent; (None,): it is sent without a cipher.
_cipher: ScopedValue[tuple[Cipher | None]] = ScopedValue("kontokit_cipher")


def encrypting_fields(cipher: Cipher | None) -> Block[tuple[Cipher | None]]:
    """
    Within this context, encrypt every field marked ``Encrypted``.

    Args:
        cipher: Encrypts them; without one, only values that are already encrypted pass.
    """
    return _cipher.holding((cipher,))


_hides: ScopedValue[object] = ScopedValue("kontokit_hides")


def keeping_secrets() -> Block[object]:
    """
    Keep secrets as ``Secret`` in everything that is encoded inside, because it is not sent yet.
    """
    return _hides.holding(object())


def stays_hidden() -> bool:
    """
    Whether secrets stay ``Secret`` while a value is encoded.
    """
    return _hides.get() is not None


def encrypt_field(text: str) -> str:
    """
    Encrypt a marked field.

    Args:
        text: The plain text, or a ciphertext, which stays as it is.

    Returns:
        The ciphertext; the text itself if nothing is being sent.

    Raises:
        PathError: It cannot be encrypted, or there is no key.
    """
    inside = _cipher.get()
    if inside is None or is_ciphertext(text):
        return text
    if inside[0] is None:
        raise PathError("it must be encrypted; pass credential_key to the client")
    try:
        return inside[0].encrypt(text)
    except KontokitError as error:
        raise PathError(str(error)) from None


def is_ciphertext(text: str) -> bool:
    """
    Whether a text looks like RSA ciphertext: canonical Base64 of whole blocks.
    """
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    is_canonical = b64encode(raw).decode() == text
    return is_canonical and len(raw) >= _SHORTEST and len(raw) % 64 == 0
