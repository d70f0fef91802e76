"""
Blocks credentials that a bank has refused: repeated wrong PINs lock users out.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator, Mapping
from typing import Final, final

from ..core.exceptions import ConfigurationError, CredentialsRefusedError
from ..core.keyed_lock import KeyedLock
from ..core.secret import KeepsSecrets, Secret, reveal

_KEY_SIZE: Final = 32
_MAX_REFUSED: Final = 10_000
_GATE: Final = "the digests"


@final
class LockoutGuard(KeepsSecrets):
    """
    Remembers, in the memory of this process, which credentials were refused.

    It stores keyed digests, never credentials, and forgets the oldest of more than 10,000.
    Threads may share it.
    """

    __slots__ = ("__gate", "__key", "__refused")

    def __init__(self, key: bytes | None = None) -> None:
        """
        Start with no refused credentials.

        Args:
            key: At least 32 secret bytes; None for random ones, which make the digests useless
                to any other process.

        Raises:
            ConfigurationError: The key is too short.
        """
        if key is not None and len(key) < _KEY_SIZE:
            raise ConfigurationError(f"a key for digests must have at least {_KEY_SIZE} bytes")
        self.__key = os.urandom(_KEY_SIZE) if key is None else key
        self.__refused: dict[str, str | None] = {}
        self.__gate = KeyedLock()

    def digest(self, bank: str, user: str, credentials: Mapping[str, Secret | str]) -> str:
        """
        The digest of a user's credentials at a bank.

        Args:
            bank: The provider's id of the bank.
            user: An id that is different for each user of the caller.
            credentials: The values by field name, in any order.

        Returns:
            64 hexadecimal digits: an HMAC-SHA256.
        """
        mac = hmac.new(self.__key, digestmod=hashlib.sha256)
        for text in _parts(bank, user, credentials):
            # The length before each part keeps "ab" + "c" from having the digest of "a" + "bc".
            part = text.encode("utf-8", "surrogatepass")
            mac.update(len(part).to_bytes(8, "big") + part)
        return mac.hexdigest()

    def ensure_allowed(self, digest: str) -> None:
        """
        Make sure that credentials were not refused before.

        Args:
            digest: The digest of the credentials.

        Raises:
            CredentialsRefusedError: They were refused and must not be sent.
        """
        with self.__gate.hold(_GATE):
            is_refused, code = digest in self.__refused, self.__refused.get(digest)
        if is_refused:
            raise CredentialsRefusedError(code=code)

    def record_refusal(self, digest: str, code: str | None = None) -> None:
        """
        Remember that credentials were refused. Do not call this for a wrong TAN.

        Args:
            digest: The digest of the credentials.
            code: The provider's code for the refusal.
        """
        with self.__gate.hold(_GATE):
            self.__refused.pop(digest, None)  # so that it counts as the newest
            self.__refused[digest] = code
            if len(self.__refused) > _MAX_REFUSED:
                del self.__refused[next(iter(self.__refused))]

    def reset(self, digest: str | None = None) -> None:
        """
        Allow refused credentials to be sent again.

        Args:
            digest: The digest of the credentials, or None for all.
        """
        with self.__gate.hold(_GATE):
            if digest is None:
                self.__refused.clear()
            else:
                self.__refused.pop(digest, None)

    def __repr__(self) -> str:
        return f"LockoutGuard(refused={len(self.__refused)})"


def _parts(bank: str, user: str, credentials: Mapping[str, Secret | str]) -> Iterator[str]:
    yield bank
    yield user
    for name in sorted(credentials):
        yield name
        yield reveal(credentials[name])
