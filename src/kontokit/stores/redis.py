"""
A store in Redis, for many machines.
"""

from __future__ import annotations

import os
import secrets
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..core.exceptions import ConfigurationError
from ..core.tracebacks import ScrubsTracebacks
from .base import Protection, milliseconds
from .patience import Patience, checked_timeout, run_bounded
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
    import redis
    import redis.lock

    from ..encryption import RecordCipher

_T = TypeVar("_T")

_TIMEOUT: Final = 5.0
_LEASE: Final = 4.0
_EXTEND_EVERY: Final = 1.0


class RedisStore(ScrubsTracebacks):
    """
    Keeps records in Redis, for all machines that reach it.

    A lock is a lease of four seconds that a thread extends while the lock is held. A process that
    is suspended or cannot reach Redis for that long loses it, as with every network lock.
    """

    def __init__(
        self,
        client: redis.Redis,
        *,
        key: bytes | RecordCipher | None,
        prefix: str = "kontokit:",
        timeout: float = _TIMEOUT,
    ) -> None:
        """
        Nothing is sent yet.

        Args:
            client: A blocking ``redis.Redis``. It stays yours; ``close`` leaves it open.
            key: 32 bytes that encrypt the records, a cipher, or None for plaintext. Each record
                remembers which.
            prefix: The prefix of all keys in Redis.
            timeout: Seconds to wait for a response of Redis, whatever timeouts the client has; a
                call that ends earlier waits no longer than itself.

        Raises:
            ConfigurationError: redis-py is not installed, the client is not such a client, the
                key is not of 32 bytes, or the timeout is not a finite number above 0.
        """
        if not isinstance(client, library().Redis):
            raise ConfigurationError("RedisStore needs a blocking redis.Redis client")
        self._client: Any = client  # its type hints return awaitables everywhere
        self._prefix = prefix
        self._timeout = checked_timeout(timeout)
        self._protection = Protection(key)

    @property
    def is_local(self) -> bool:
        """
        False: calls wait for the network.
        """
        return False

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        name = self._name("record", key)
        return self._opened(self._kept(name), key, name)

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`. Redis drops it at its end.
        """
        name = self._name("record", key)
        new, end = self._wrapped(record, key), milliseconds(ends)

        def work() -> None:
            with self._client.pipeline(transaction=True) as pipeline:
                pipeline.set(name, new)
                if end is not None:
                    pipeline.pexpireat(name, end)
                pipeline.execute()

        self._asking(name, work)

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        Compare-and-swap. As :meth:`SwapStore.swap`.

        Durability depends on the server: a record survives a crash with ``appendonly yes`` and
        ``appendfsync always``, but the loss of a master not even then.
        """
        name, done = self._name("record", key), self._name("swap", secrets.token_hex(16))
        new, end = self._wrapped(record, key), milliseconds(ends)
        values = (new, "" if end is None else end, REMEMBERED)

        def replaced(old: str | bytes | None) -> object:
            return self._client.eval(SWAP, 2, name, done, old or "", *values)

        # The script compares the stored bytes. Equal records have different ciphertexts, so after
        # a refused swap the record is decrypted and compared again.
        patience = Patience(self._timeout)
        while self._opened(old := self._kept(name), key, name) == expected:
            answer = self._asking(name, partial(replaced, old))
            if answer not in (0, 1):
                raise unexpected(name, answer)
            if answer == 1:
                return True
            if not patience.remaining():
                raise patience.error(name, "others that write it")
        return False

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        name = self._name("record", key)
        self._asking(name, lambda: self._client.delete(name))

    def try_lock(self, key: str, /) -> _Lease | None:
        """
        As :meth:`Store.try_lock`.
        """
        name = self._name("lock", key)
        lock: redis.lock.Lock = self._client.lock(
            name,
            timeout=_LEASE,
            blocking=False,
            thread_local=False,  # the thread extends it
        )
        taken = self._asking(name, lambda: lock.acquire(token=secrets.token_hex(16)))
        return _Lease(lock, self._timeout) if taken else None

    def close(self) -> None:
        """
        Do nothing: the client belongs to the caller.
        """

    def _kept(self, name: str) -> str | bytes | None:
        kept: object = self._asking(name, lambda: self._client.get(name))
        if kept is None or isinstance(kept, str | bytes):
            return kept
        raise unexpected(name, kept)

    def _asking(self, name: str, work: Callable[[], _T]) -> _T:
        patience = Patience(self._timeout)
        try:
            return _asking(name, lambda: run_bounded(work, patience))
        except TimeoutError:
            pass
        raise patience.error(name, "Redis")

    def _wrapped(self, record: bytes, key: str) -> str:
        return written(self._protection, record, key)

    def _opened(self, kept: str | bytes | None, key: str, name: str) -> bytes | None:
        return opened(self._protection, kept, key, name)

    def _name(self, kind: str, key: str) -> str:
        return f"{self._prefix}{kind}:{key}"

    def __repr__(self) -> str:
        if "_protection" not in vars(self):  # a traceback shows it before __init__ is done
            return "RedisStore(…)"
        return f"RedisStore(prefix={self._prefix!r}, protection={self._protection.name!r})"


class _Lease(ScrubsTracebacks):
    """
    A lock that a thread extends until it is released or dropped.
    """

    def __init__(self, lock: redis.lock.Lock, timeout: float) -> None:
        self._lock = lock
        self._timeout = timeout
        self._process = os.getpid()
        self._over = threading.Event()
        # A lease that is forgotten ends too: the thread does not refer to this object.
        weakref.finalize(self, self._over.set)
        threading.Thread(
            target=_extend, args=(lock, self._over), name="kontokit-lease", daemon=True
        ).start()

    def release(self) -> None:
        """
        Release the lock. Where Redis cannot be reached, the lease ends by itself.
        """
        # A forked child has no such thread and must not release the lock of its parent.
        if self._process == os.getpid() and not self._over.is_set():
            self._over.set()
            patience = Patience(self._timeout)
            with suppress(TimeoutError):
                run_bounded(lambda: _is_done(self._lock.release), patience)


def _extend(lock: redis.lock.Lock, over: threading.Event) -> None:
    while not over.wait(_EXTEND_EVERY):
        if _is_done(lock.reacquire) is None:
            return


def _is_done(work: Callable[[], object]) -> bool | None:
    """
    Whether a lock operation succeeded; None where the lock may have passed to another holder.
    """
    errors = library().exceptions
    try:
        work()
    except errors.LockError:
        return None
    except Exception:  # Redis cannot be reached, or what answers is not Redis
        return False
    return True


def _asking(name: str, work: Callable[[], _T]) -> _T:
    try:
        return work()
    except TimeoutError:
        raise
    except Exception as error:
        raise as_store_error(name, error) from None
