"""
Encryption of records that are stored outside the process.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import Final, final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..core.exceptions import ConfigurationError, RecordUnreadableError
from ..core.secret import KeepsSecrets
from ..core.tracebacks import ScrubsTracebacks

_VERSION: Final = b"\x01"
_KEY_SIZE: Final = 32
_KEY_ID: Final = 4
_HEADER: Final = len(_VERSION) + _KEY_ID
_NONCE: Final = 12
_TAG: Final = 16


@final
class RecordCipher(ScrubsTracebacks, KeepsSecrets):
    """
    Encrypts records with AES-256-GCM, each bound to its owner: for another, it cannot be read.

    An encrypted record is a version byte, four bytes that identify the key, a random nonce of
    twelve bytes, and the ciphertext with its tag. Keys are never shown or pickled.
    """

    __slots__ = ("__keys",)

    def __init__(self, key: bytes, *, previous: Sequence[bytes] = ()) -> None:
        """
        Take the keys.

        Args:
            key: 32 random bytes, as ``generate_key`` makes them. It seals and opens. Do not
                seal more than four billion records with one key.
            previous: Keys that were in use before. They only open.

        Raises:
            ConfigurationError: A key is not of 32 bytes.
        """
        self.__keys = tuple(_named(candidate) for candidate in (key, *previous))

    @staticmethod
    def generate_key() -> bytes:
        """
        A new random key. Keep it apart from the records.

        Returns:
            32 bytes.
        """
        return AESGCM.generate_key(bit_length=8 * _KEY_SIZE)

    def seal(self, record: bytes, owner: str) -> bytes:
        """
        Seal a record.

        Args:
            owner: Whose record it is, such as its key in a store.

        Returns:
            The sealed record, 33 bytes longer.
        """
        key_id, key = self.__keys[0]
        # Random nonces of 96 bits collide after some billion records, hence the limit above.
        header, nonce = _VERSION + key_id, os.urandom(_NONCE)
        return header + nonce + key.encrypt(nonce, record, _bound(header, owner))

    def open(self, sealed: bytes, owner: str) -> bytes:
        """
        Open a record.

        Args:
            sealed: The result of ``seal``.
            owner: The owner it was sealed for.

        Returns:
            The record.

        Raises:
            RecordUnreadableError: It was sealed with another key or for another owner, or altered.
        """
        header, rest = sealed[:_HEADER], sealed[_HEADER:]
        for key in self._fitting(header, rest):
            try:
                return key.decrypt(rest[:_NONCE], rest[_NONCE:], _bound(header, owner))
            except InvalidTag:
                continue
        raise RecordUnreadableError(
            f"the record {owner!r} cannot be opened: it was sealed with another key, or altered"
        )

    def _fitting(self, header: bytes, rest: bytes) -> Iterator[AESGCM]:
        if len(rest) >= _NONCE + _TAG:
            yield from (key for key_id, key in self.__keys if header == _VERSION + key_id)

    def __repr__(self) -> str:
        return "RecordCipher(***)"


def _named(key: bytes) -> tuple[bytes, AESGCM]:
    if not isinstance(key, bytes) or len(key) != _KEY_SIZE:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(
            f"a key for records is {_KEY_SIZE} bytes; RecordCipher.generate_key() makes one"
        )
    return hashlib.sha256(b"kontokit record key " + key).digest()[:_KEY_ID], AESGCM(key)


def _bound(header: bytes, owner: str) -> bytes:
    return header + owner.encode()
