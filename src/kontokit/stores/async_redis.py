"""
A store in Redis for coroutines.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..core.exceptions import ConfigurationError, StoreError
from ..core.tracebacks import ScrubsTracebacks
from .base import Protection, milliseconds
from .patience import checked_timeout
from .redis_records import (
    REMEMBERED,
    SWAP,
    as_store_error,
    library,
    opened,
    unexpected,
    written,
)

if TYPE_CHECKING:
    import redis.asyncio

    from ..encryption import RecordCipher

_T = TypeVar("_T")

_TIMEOUT: Final = 5.0
_MOST_SWAPS: Final = 50


class AsyncRedisStore(ScrubsTracebacks):
    """
    Keeps records in Redis without blocking the event loop. The records are those of ``RedisStore``.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        *,
        key: bytes | RecordCipher | None,
        prefix: str = "kontokit:",
        timeout: float = _TIMEOUT,
    ) -> None:
        """
        Nothing is sent yet.

        Args:
            client: A ``redis.asyncio.Redis``, used in one event loop. It stays yours; ``close``
                leaves it open.
            key: 32 bytes that encrypt the records, a cipher, or None for plaintext.
            prefix: The prefix of all keys in Redis.
            timeout: Seconds to wait for a response of Redis.

        Raises:
            ConfigurationError: redis-py is not installed, the client is not such a client, the
                key is not of 32 bytes, or the timeout is not a finite number above 0.
        """
        if not isinstance(client, library().asyncio.Redis):
            raise ConfigurationError("AsyncRedisStore needs a redis.asyncio.Redis client")
        self._client: Any = client
        self._prefix = prefix
        self._timeout = checked_timeout(timeout)
        self._protection = Protection(key)

    async def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        name = self._name(key)
        return opened(self._protection, await self._kept(name), key, name)

    async def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`. Redis drops it at its end.
        """
        name, end = self._name(key), milliseconds(ends)
        new = written(self._protection, record, key)
        await self._asking(name, lambda: self._client.set(name, new, pxat=end))

    async def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        name = self._name(key)
        await self._asking(name, lambda: self._client.delete(name))

    async def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`RedisStore.swap`.
        """
        name, done = self._name(key), f"{self._prefix}swap:{secrets.token_hex(16)}"
        end = milliseconds(ends)
        values = (written(self._protection, record, key), "" if end is None else end, REMEMBERED)
        # The script compares the stored bytes. Equal records have different ciphertexts, so after
        # a refused swap the record is decrypted and compared again.
        for _ in range(_MOST_SWAPS):
            old = await self._kept(name)
            if opened(self._protection, old, key, name) != expected:
                return False
            if await self._is_replaced(name, done, old, values):
                return True
        raise StoreError(f"{name}: other processes kept changing the record; try again")

    async def close(self) -> None:
        """
        Do nothing: the client belongs to the caller.
        """

    async def _is_replaced(
        self, name: str, done: str, old: str | bytes | None, values: tuple[object, ...]
    ) -> bool:
        answer: object = await self._asking(
            name, lambda: self._client.eval(SWAP, 2, name, done, old or "", *values)
        )
        if answer not in (0, 1):
            raise unexpected(name, answer)
        return answer == 1

    async def _kept(self, name: str) -> str | bytes | None:
        kept: object = await self._asking(name, lambda: self._client.get(name))
        if kept is None or isinstance(kept, str | bytes):
            return kept
        raise unexpected(name, kept)

    async def _asking(self, name: str, work: Callable[[], Awaitable[_T]]) -> _T:
        try:
            return await asyncio.wait_for(work(), self._timeout)
        except TimeoutError:
            problem = StoreError(f"{name}: timed out after {self._timeout:.3g} s")
        except Exception as error:  # whatever redis-py raises
            problem = as_store_error(name, error)
        raise problem  # outside of the handler, so that it carries no other error

    def _name(self, key: str) -> str:
        return f"{self._prefix}record:{key}"

    def __repr__(self) -> str:
        if "_protection" not in vars(self):  # a traceback shows it before __init__ is done
            return "AsyncRedisStore(…)"
        return f"AsyncRedisStore(prefix={self._prefix!r}, protection={self._protection.name!r})"
