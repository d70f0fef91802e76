"""
Stores for tokens and other small secret records: in memory, on a disk, in Redis, in PostgreSQL.

Each store is imported with its library when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from .async_postgres import AsyncPostgresStore
    from .async_redis import AsyncRedisStore
    from .base import AsyncSwapStore, Lock, Store, SwapStore
    from .file import FileStore
    from .memory import MemoryStore
    from .postgres import PostgresStore
    from .redis import RedisStore
    from .sqlite import SqliteStore
    from .threaded import async_store

__all__ = [
    "AsyncPostgresStore",
    "AsyncRedisStore",
    "AsyncSwapStore",
    "FileStore",
    "Lock",
    "MemoryStore",
    "PostgresStore",
    "RedisStore",
    "SqliteStore",
    "Store",
    "SwapStore",
    "async_store",
]

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "AsyncPostgresStore": "async_postgres",
            "AsyncRedisStore": "async_redis",
            "AsyncSwapStore": "base",
            "FileStore": "file",
            "Lock": "base",
            "MemoryStore": "memory",
            "PostgresStore": "postgres",
            "RedisStore": "redis",
            "SqliteStore": "sqlite",
            "Store": "base",
            "SwapStore": "base",
            "async_store": "threaded",
        },
    )
