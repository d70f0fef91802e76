"""
Encrypts and decrypts credentials: RSA-OAEP and MGF1 with SHA-1, as the provider does.

The key pair is part of the package: a public test key that is valid only here. It is loaded when
the first value is encrypted or decrypted.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from functools import cache
from importlib.resources import files

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_private_key

__all__ = ["LIMIT", "DecryptionError", "ciphertext", "plaintext"]

# 512 bytes of the key less the overhead of OAEP: two SHA-1 digests and two bytes.
LIMIT = 470
"""The maximum number of bytes that can be encrypted."""

_SIZE = 512
# 512 bytes in Base64, with padding.
_LENGTH = 684
_PADDING = OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None)  # noqa: S303 - as the provider does


class DecryptionError(ValueError):
    """
    A value cannot be decrypted. The message contains the reason, but not the value.
    """


def ciphertext(text: str) -> str:
    """
    Encrypt a text, as ``PUT /encrypt`` does.

    Args:
        text: A user name or a PIN, of at most ``LIMIT`` bytes of UTF-8.

    Returns:
        684 characters of Base64, different each time.
    """
    return b64encode(_key().public_key().encrypt(text.encode(), _PADDING)).decode()


def plaintext(value: str) -> str:
    """
    Decrypt a value that was encrypted with the certificate of the sandbox.

    Args:
        value: A ciphertext in Base64 without line breaks.

    Raises:
        DecryptionError: It is not encrypted, or with another key or padding.
    """
    try:
        return _key().decrypt(_decoded(value), _PADDING).decode()
    except UnicodeDecodeError:
        raise DecryptionError("is not UTF-8 when decrypted") from None
    except DecryptionError:
        raise
    except ValueError:
        raise DecryptionError("is encrypted with another key or padding") from None


def _decoded(value: str) -> bytes:
    try:
        raw = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _SIZE or len(value) != _LENGTH:
        raise DecryptionError(f"is not encrypted: {_SIZE} bytes in Base64 on one line are expected")
    return raw


@cache
def _key() -> RSAPrivateKey:
    data = (files("kontokit_sandbox.banksapi") / "private-key.pem").read_bytes()
    # Checking the primes takes a quarter of a second, and the key never changes.
    key = load_pem_private_key(data, None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, RSAPrivateKey)  # noqa: S101 - it is our own file
    return key
