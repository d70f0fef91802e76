"""
A store that a program has written itself: what it does wrong becomes a ``StoreError``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from ..core.exceptions import ArgumentError, StoreError
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import type_name
from .base import Lock, Store

StoreT = TypeVar("StoreT", bound=Store)

_OWN: Final = f"{__package__}."
_METHODS: Final = ("load", "save", "delete", "try_lock")


def guarded(store: StoreT) -> StoreT:
    """
    A store whose errors are ``StoreError``: one of this package itself, another one in a wrapper.

    Args:
        store: A store. It has ``swap`` afterwards if it has it now.
    """
    if isinstance(store, ForeignStore) or type(store).__module__.startswith(_OWN):
        return store
    wrapper: Any = ForeignSwapStore if has_member(store, "swap") else ForeignStore
    return cast("StoreT", wrapper(store))


def is_store(value: object) -> bool:
    """
    Whether an object has what every store has.
    """
    return not isinstance(value, type) and all(
        has_member(value, name) for name in (*_METHODS, "is_local")
    )


def has_member(value: object, name: str) -> bool:
    """
    Whether an object has a member, even if that cannot be read at the moment.
    """
    try:
        return hasattr(value, name)
    except Exception:  # of a property, which may ask a server
        return True


class _Guard(ScrubsTracebacks):
    """
    Calls what a program has written itself.

    Of its errors, only the class is named: their texts may hold records or passwords.
    """

    def __init__(self, wrapped: Any) -> None:
        self._wrapped = wrapped

    def _used(self, name: str, use: Callable[[], Any]) -> Any:
        try:
            result = use()
        except (StoreError, ArgumentError):
            raise
        except Exception as error:
            failure = StoreError(f"{self._place(name)} raised {type_name(error)}")
        else:
            if not inspect.isawaitable(result):
                return result
            if inspect.iscoroutine(result):
                result.close()
            failure = StoreError(f"{self._place(name)} is async; the methods of a store block")
        raise failure  # outside of the handler, so that it carries no other error

    def _mistaken(self, name: str, result: object, wanted: str) -> StoreError:
        return StoreError(f"{self._place(name)} gave {type_name(result)} instead of {wanted}")

    def _place(self, name: str) -> str:
        return f"{name} of {type_name(self._wrapped)}"

    def __repr__(self) -> str:
        return repr(self._wrapped)


class ForeignStore(_Guard):
    """
    A store of a program.
    """

    @property
    def wrapped(self) -> Any:
        """
        The store of the program.
        """
        return self._wrapped

    @property
    def is_local(self) -> bool:
        """
        As :attr:`Store.is_local`.
        """
        return self._flag("is_local", lambda: self._wrapped.is_local)

    def load(self, key: str, /) -> bytes | None:
        """
        As :meth:`Store.load`.
        """
        record = self._used("load", lambda: self._wrapped.load(key))
        if record is None or isinstance(record, bytes):
            return record
        raise self._mistaken("load", record, "bytes or None")

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        """
        As :meth:`Store.save`.
        """
        self._used("save", lambda: self._wrapped.save(key, record, ends=ends))

    def delete(self, key: str, /) -> None:
        """
        As :meth:`Store.delete`.
        """
        self._used("delete", lambda: self._wrapped.delete(key))

    def try_lock(self, key: str, /) -> Lock | None:
        """
        As :meth:`Store.try_lock`.
        """
        lock = self._used("try_lock", lambda: self._wrapped.try_lock(key))
        if lock is None:
            return None
        if not has_member(lock, "release"):
            raise self._mistaken("try_lock", lock, "a lock or None")
        return _ForeignLock(lock)

    def close(self) -> None:
        """
        As :meth:`Store.close`.
        """
        self._used("close", lambda: self._wrapped.close())

    def _flag(self, name: str, use: Callable[[], Any]) -> bool:
        flag = self._used(name, use)
        if isinstance(flag, bool):
            return flag
        raise self._mistaken(name, flag, "True or False")


class ForeignSwapStore(ForeignStore):
    """
    A store of a program, with compare-and-swap.
    """

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        """
        As :meth:`SwapStore.swap`.
        """
        return self._flag("swap", lambda: self._wrapped.swap(key, expected, record, ends=ends))


class _ForeignLock(_Guard):
    """
    A lock of such a store. It ends with this object, which alone holds it.
    """

    def release(self) -> None:
        """
        As :meth:`Lock.release`.
        """
        self._used("release", lambda: self._wrapped.release())
