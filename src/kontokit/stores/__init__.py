"""
Places for tokens and other small secret records: in memory, on a disk, in Redis.

Every name is loaded when it is first used, and with it the library behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .base import Lock, Store, SwapStore
    from .file import FileStore
    from .memory import MemoryStore
    from .redis import RedisStore
    from .sqlite import SqliteStore

__all__ = ["FileStore", "Lock", "MemoryStore", "RedisStore", "SqliteStore", "Store", "SwapStore"]

_HOMES = {
    "FileStore": "file",
    "Lock": "base",
    "MemoryStore": "memory",
    "RedisStore": "redis",
    "SqliteStore": "sqlite",
    "Store": "base",
    "SwapStore": "base",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
