"""
Stores for tokens and other small secret records: in memory, on a disk, in Redis.

Each store is imported with its library when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .base import Lock, Store, SwapStore
    from .file import FileStore
    from .memory import MemoryStore
    from .redis import RedisStore
    from .sqlite import SqliteStore

__all__ = ["FileStore", "Lock", "MemoryStore", "RedisStore", "SqliteStore", "Store", "SwapStore"]

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "FileStore": "file",
            "Lock": "base",
            "MemoryStore": "memory",
            "RedisStore": "redis",
            "SqliteStore": "sqlite",
            "Store": "base",
            "SwapStore": "base",
        },
    )
