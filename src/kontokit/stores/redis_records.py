"""
What the stores in Redis share: how a record is written, the script that swaps one, and errors.

This is the only module that imports ``redis``.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from typing import Any, Final

from ..core.exceptions import StoreError
from ..core.extras import needs_extra
from .base import Protection

REMEMBERED: Final = 60_000
"""Milliseconds for which a swap is known to have been done."""
SWAP: Final = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 1 end
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
if ARGV[3] ~= '' then redis.call('PEXPIREAT', KEYS[1], ARGV[3]) end
redis.call('SET', KEYS[2], '', 'PX', ARGV[4])
return 1
"""
"""redis-py repeats a command after a lost reply; the second key marks it as already done."""


def library() -> Any:
    """
    Import redis-py.

    Raises:
        ConfigurationError: It is not installed.
    """
    with needs_extra("RedisStore", "redis-py", "redis"):
        import redis

        return redis


def written(protection: Protection, record: bytes, key: str) -> str:
    """
    Write a record as Redis keeps it.
    """
    return f"{protection.name}:{b64encode(protection.wrap(record, key)).decode()}"


def opened(protection: Protection, kept: str | bytes | None, key: str, name: str) -> bytes | None:
    """
    Read a record as Redis keeps it.

    Args:
        name: The key in Redis, for errors.

    Raises:
        StoreError: It is not such a record, or has another protection.
        RecordUnreadableError: It was encrypted with another key, or altered.
    """
    if kept is None:
        return None
    kind, record = _split(kept, name)
    return protection.unwrap(record, key, name=kind, place=name)


def as_store_error(name: str, error: Exception) -> StoreError:
    """
    Say of an error of redis-py what happened.

    Args:
        name: The key in Redis.
    """
    errors = library().exceptions
    if isinstance(error, StoreError):
        return error
    if isinstance(error, errors.AuthenticationError):
        return StoreError(f"{name}: Redis refuses the user name or the password")
    if isinstance(error, errors.AuthorizationError):
        return StoreError(f"{name}: Redis does not allow this user to do that")
    if isinstance(error, errors.BusyLoadingError):
        return StoreError(f"{name}: Redis is still loading its data")
    if isinstance(error, errors.ConnectionError | errors.TimeoutError | OSError):
        return StoreError(f"{name}: Redis cannot be reached: {error}")
    if isinstance(error, errors.RedisError):
        return StoreError(f"{name}: Redis refused: {_code(error)}")
    return unexpected(name, error)  # redis-py takes the form of an answer for granted


def unexpected(name: str, found: object) -> StoreError:
    """
    Make the error for an answer that Redis does not give.
    """
    return StoreError(f"{name}: what answers is not Redis ({type(found).__name__})")


def _code(error: Exception) -> str:
    """
    The kind of an error; its text may repeat the command, and with it a record.
    """
    first = str(error).partition(" ")[0]
    is_code = first.isascii() and first.isalpha() and first.isupper()
    return first if is_code else type(error).__name__


def _split(kept: str | bytes, name: str) -> tuple[str, bytes]:
    try:
        text = kept if isinstance(kept, str) else kept.decode("ascii")
        protection, _, record = text.partition(":")
        return protection, b64decode(record, validate=True)
    except (binascii.Error, ValueError):
        raise StoreError(f"{name} is not a record of this version; it was not modified") from None
