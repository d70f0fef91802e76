"""
Calls of a store: in a thread if it blocks, and with errors as values for flows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from ..core.event_loop import finished_in_thread
from ..core.exceptions import ConfigurationError, StoreError
from ..core.tracebacks import strip_traceback
from . import MemoryStore, Store

T = TypeVar("T")


def checked_store(store: Store | None) -> Store:
    """
    The store that was passed, or one in memory.

    Args:
        store: None for a new one in memory.

    Raises:
        ConfigurationError: It is not a store.
    """
    if store is None:
        return MemoryStore()
    wanted = ("load", "save", "delete", "try_lock", "is_local")
    if not all(hasattr(store, name) for name in wanted):
        raise ConfigurationError(
            f"token_store is a {type(store).__name__}; pass a store such as FileStore(path, key=…)"
        )
    return store


class Blocking(Protocol):
    """
    What may block while it is used: a store, or something that uses one.
    """

    @property
    def is_local(self) -> bool:
        """
        Whether calls never wait for a disk or a network.
        """
        ...


async def in_thread(store: Blocking, do: Callable[[], T]) -> T:
    """
    Run a call of a store, in a thread if it blocks.

    A call that has started is finished even if the task is cancelled: a lock must not be released
    while a record is still being written under it.
    """
    return do() if store.is_local else await finished_in_thread(do)


def caught(do: Callable[[], T]) -> T | StoreError:
    """
    Run a call of a store and return its error as a value, for a flow that decides about it.

    Args:
        do: Calls the store.
    """
    try:
        return do()
    except StoreError as error:
        return strip_traceback(error)
