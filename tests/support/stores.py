"""
What the tests of all stores need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from kontokit.stores import SwapStore

KEY = bytes(range(32))
Maker: TypeAlias = Callable[[bytes | None], SwapStore]


@contextmanager
def connected(**settings: Any) -> Iterator[Any]:
    """
    A client of Redis that leaves nothing open, as older versions of the library do.
    """
    import redis

    client = redis.Redis(**settings)
    try:
        yield client
    finally:
        client.close()
        client.connection_pool.disconnect()
