"""
Scripts in Redis, and what its errors mean.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Final

from kontokit import StoreError

if TYPE_CHECKING:
    import redis.asyncio

_TIMEOUT: Final = 5.0


class Scripts:
    """
    Runs scripts with a client of redis-py, without blocking the event loop.
    """

    def __init__(self, client: redis.asyncio.Redis, timeout: float = _TIMEOUT) -> None:
        self._client: Any = client  # its type hints are those of the blocking client too
        self._timeout = timeout

    async def run(self, script: str, keys: list[str], values: list[Any]) -> Any:
        """
        Run a script.

        Raises:
            StoreError: Redis did not answer in time, or refused.
        """
        sha = hashlib.sha1(script.encode()).hexdigest()  # noqa: S324  # as Redis names scripts
        try:
            return await self.ask(self._client.evalsha(sha, len(keys), *keys, *values))
        except _NoScriptError:
            return await self.ask(self._client.eval(script, len(keys), *keys, *values))

    async def ask(self, answer: Awaitable[Any]) -> Any:
        """
        Wait for an answer.

        Raises:
            StoreError: Redis did not answer in time, or refused.
        """
        problem: Exception
        try:
            return await asyncio.wait_for(answer, self._timeout)
        except TimeoutError:
            problem = StoreError(f"Redis has not answered within {self._timeout:.3g} s")
        except Exception as error:  # whatever redis-py raises; its text may repeat a record
            kind = type(error).__name__
            problem = _NoScriptError() if kind == "NoScriptError" else _named(kind)
        raise problem  # outside of the handler, so that it carries no other error

    @property
    def client(self) -> Any:
        """
        The client of redis-py.
        """
        return self._client


class _NoScriptError(Exception):
    """
    Redis does not know the script yet, or was restarted.
    """


def _named(kind: str) -> StoreError:
    return StoreError(f"Redis cannot be reached or has refused: {kind}")


def as_text(value: bytes | str) -> str:
    """
    What Redis gives, as a text; clients may decode it or not.
    """
    return value.decode() if isinstance(value, bytes) else value


def as_bytes(value: bytes | str) -> bytes:
    """
    What Redis gives, as bytes; clients may decode it or not.
    """
    return value if isinstance(value, bytes) else value.encode()
