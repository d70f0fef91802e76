"""
Calls of a store: in a thread if it blocks, and with errors as values for flows.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol, TypeVar
from weakref import WeakKeyDictionary

from ..core.deadline import Scope, current_deadline, deadline_scope
from ..core.event_loop import finished_in_thread
from ..core.exceptions import ConfigurationError, StoreError
from ..core.forks import reset_after_fork
from ..core.tracebacks import strip_traceback
from . import MemoryStore, Store
from .foreign_store import ForeignStore, guarded, is_store

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

_MOST_THREADS: Final = 8
"""For one store. A call takes one while it waits, so further calls wait for it."""


def checked_store(store: Store | None) -> Store:
    """
    The store that was passed, or one in memory. Whatever it raises is a ``StoreError``.

    Args:
        store: None for a new one in memory.

    Raises:
        ConfigurationError: It is not a store.
    """
    if store is None:
        return MemoryStore()
    if not is_store(store):
        raise ConfigurationError(
            f"token_store is a {type(store).__name__}; pass a store such as FileStore(path, key=…)"
        )
    return guarded(store)


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
    while a record is still being written under it. But then it no longer waits for others.
    """
    if store.is_local:
        return do()
    with deadline_scope(Scope(current_deadline())) as scope:
        return await finished_in_thread(do, _workers.of(store), on_cancel=scope.end)


class _Workers:
    """
    Threads for each store, so that one that waits keeps neither another store nor the program's
    own threads busy.
    """

    def __init__(self) -> None:
        self._begin()
        reset_after_fork(self._begin)

    def _begin(self) -> None:
        self._pools: WeakKeyDictionary[Blocking, ThreadPoolExecutor] = WeakKeyDictionary()
        self._making = Lock()

    def of(self, store: Blocking) -> ThreadPoolExecutor | None:
        if not hasattr(store, "try_lock"):
            return None  # what uses a store lives for one call: the threads of the loop serve it
        if isinstance(store, ForeignStore):
            store = store.wrapped  # which may be used by several clients
        from concurrent.futures import ThreadPoolExecutor

        try:
            with self._making:
                if store not in self._pools:
                    self._pools[store] = ThreadPoolExecutor(_MOST_THREADS, "kontokit-store")
                return self._pools[store]
        except TypeError:  # it has no weak references: the threads of the loop serve it
            return None


_workers: Final = _Workers()


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
