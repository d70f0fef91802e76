"""
The data decryption key: what finAPI encrypts for a client in its answers.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

from .credentials import DATA_DECRYPTION_KEY

__all__ = ["encrypted"]

_BLOCK = 128


def encrypted(text: str, key: str = DATA_DECRYPTION_KEY) -> str:
    """
    Encrypt a text as finAPI does: AES-128 in CBC, the key derived from 32 hexadecimal digits.

    Args:
        text: The plain text.
        key: The data decryption key.

    Returns:
        The ciphertext in Base64.
    """
    salt = bytes.fromhex(key)
    derived = pbkdf2_hmac("sha1", key.encode(), salt, 1000, dklen=16)
    padder = PKCS7(_BLOCK).padder()
    padded = padder.update(text.encode()) + padder.finalize()
    encryptor = Cipher(AES(derived), CBC(salt)).encryptor()
    return b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
