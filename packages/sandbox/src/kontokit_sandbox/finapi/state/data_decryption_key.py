"""
Encryption with the data decryption key, for some fields of responses.
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

    Returns:
        The ciphertext in Base64.
    """
    salt = bytes.fromhex(key)
    # SHA-1, 1,000 rounds, and the key as its own salt and IV: weak, but what finAPI does.
    derived = pbkdf2_hmac("sha1", key.encode(), salt, 1000, dklen=16)
    padder = PKCS7(_BLOCK).padder()
    padded = padder.update(text.encode()) + padder.finalize()
    encryptor = Cipher(AES(derived), CBC(salt)).encryptor()
    return b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
