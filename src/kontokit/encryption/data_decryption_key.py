"""
The key with which a provider encrypts some of what it sends.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from typing import Any, Final, final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from ..core.exceptions import ArgumentError, DecryptionError, KeyRefusedError
from ..core.secret import KeepsSecrets, Secret, reveal
from ..core.tracebacks import ScrubsTracebacks

_DIGITS: Final = re.compile(r"[0-9A-Fa-f]{32}")
_ROUNDS: Final = 1000  # too few today, but the provider chose it
_SIZE: Final = 16


@final
class DataDecryptionKey(ScrubsTracebacks, KeepsSecrets):
    """
    Decrypts what the provider encrypts for one client, such as the details of a notification.

    The scheme is the provider's: AES-128-CBC with PKCS#7 padding. The AES key is derived with
    PBKDF2, HMAC-SHA1 and 1000 rounds, from the data decryption key as text, salted with its
    bytes, and its bytes are the initialisation vector too. Nothing authenticates
    the ciphertext, so an altered one is usually refused, but not always: validate the text.
    """

    __slots__ = ("__key", "__vector")

    def __init__(self, hex_digits: str | Secret, /) -> None:
        """
        Derive the AES key.

        Args:
            hex_digits: 32 hexadecimal digits exactly as the provider wrote them: capitals make
                another key.

        Raises:
            KeyRefusedError: It is not 32 hexadecimal digits.
        """
        self.__key, self.__vector = _derived(hex_digits)

    def decrypt(self, base64_text: str, /) -> str:
        """
        Decrypt a ciphertext.

        Args:
            base64_text: What the provider sent, one line of Base64.

        Returns:
            The text. It may be secret, such as a token to change a password.

        Raises:
            DecryptionError: It was encrypted with another key, or altered, or cut off.
        """
        decryptor, unpadder = self.__cipher().decryptor(), PKCS7(8 * _SIZE).unpadder()
        try:
            sealed = b64decode(base64_text, validate=True)
            # b64decode ignores the unused bits of the last character.
            if b64encode(sealed).decode() != base64_text:
                raise ValueError("not canonical Base64")
            padded = decryptor.update(sealed) + decryptor.finalize()
            return (unpadder.update(padded) + unpadder.finalize()).decode()
        except (TypeError, ValueError):
            raise DecryptionError(
                "the text cannot be decrypted: it was encrypted with another key, or altered"
            ) from None

    def encrypt(self, text: str, /) -> str:
        """
        Encrypt as the provider does, for your tests. Equal texts have equal ciphertexts.

        Returns:
            The ciphertext as one line of Base64.

        Raises:
            ArgumentError: It is not a str of valid Unicode.
        """
        try:
            plain = str.encode(text)
        except (TypeError, UnicodeEncodeError):
            raise ArgumentError("must be a str of valid Unicode", place="text") from None
        encryptor, padder = self.__cipher().encryptor(), PKCS7(8 * _SIZE).padder()
        padded = padder.update(plain) + padder.finalize()
        return b64encode(encryptor.update(padded) + encryptor.finalize()).decode()

    def __cipher(self) -> Cipher[CBC]:
        key, vector = (bytes.fromhex(part.reveal()) for part in (self.__key, self.__vector))
        return Cipher(AES(key), CBC(vector))

    def __repr__(self) -> str:
        return "DataDecryptionKey(***)"


def _derived(digits: str | Secret) -> tuple[Secret, Secret]:
    """
    The AES key and the initialisation vector, both in hexadecimal digits.
    """
    text: Any = reveal(digits)
    if not isinstance(text, str) or not _DIGITS.fullmatch(text):
        raise KeyRefusedError("a data decryption key must be exactly 32 hexadecimal digits")
    key = hashlib.pbkdf2_hmac("sha1", text.encode(), bytes.fromhex(text), _ROUNDS, _SIZE)
    return Secret(key.hex()), Secret(text)
