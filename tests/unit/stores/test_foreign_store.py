"""
Stores that programs write themselves: their mistakes become typed errors that hold no secret.
"""

from __future__ import annotations

import asyncio
import threading
import traceback
from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit import (
    ArgumentError,
    AsyncReadBudget,
    ConfigurationError,
    Model,
    ReadBudget,
    RecordUnreadableError,
    StoreError,
)
from kontokit.sca.options import checked_store as checked_flow_store
from kontokit.stores import MemoryStore
from kontokit.stores.foreign_store import guarded
from kontokit.stores.safe_calls import checked_store, in_thread
from kontokit.webhooks import AsyncReceiver, Notifications, Receiver

SECRET: Final = "geheim-4711"
USES: Final[dict[str, Callable[[Any], Any]]] = {
    "load": lambda store: store.load("a"),
    "save": lambda store: store.save("a", b"1"),
    "delete": lambda store: store.delete("a"),
    "try_lock": lambda store: store.try_lock("a"),
    "swap": lambda store: store.swap("a", None, b"1"),
    "is_local": lambda store: store.is_local,
    "close": lambda store: store.close(),
}


class Own:
    """
    A store of a program, one method of which does something else.
    """

    def __init__(self, name: str = "", instead: Callable[[], Any] = lambda: None) -> None:
        self.memory = MemoryStore()
        self._name = name
        self._instead = instead

    def _do(self, name: str, do: Callable[[], Any]) -> Any:
        return self._instead() if name == self._name else do()

    @property
    def is_local(self) -> bool:
        return bool(self._name != "is_local" or self._instead())

    def load(self, key: str, /) -> Any:
        return self._do("load", lambda: self.memory.load(key))

    def save(self, key: str, record: bytes, /, *, ends: Any = None) -> Any:
        return self._do("save", lambda: self.memory.save(key, record, ends=ends))

    def delete(self, key: str, /) -> Any:
        return self._do("delete", lambda: self.memory.delete(key))

    def try_lock(self, key: str, /) -> Any:
        return self._do("try_lock", lambda: self.memory.try_lock(key))

    def swap(self, key: str, old: bytes | None, record: bytes, /, *, ends: Any = None) -> Any:
        return self._do("swap", lambda: self.memory.swap(key, old, record, ends=ends))

    def close(self) -> Any:
        return self._do("close", lambda: None)


class Unlocked(Own):
    """
    A store without compare-and-swap.
    """

    swap: Any = property()  # reading it is an AttributeError


class Booking(Model, kw_only=True):
    kind: str


NOTIFICATIONS: Final = Notifications(tag="kind", types={"BOOKING": Booking})
BODY: Final = b'{"kind": "BOOKING"}'


def raising(error: BaseException) -> Callable[[], Any]:
    def fail() -> Any:
        raise error

    return fail


async def waiting() -> bytes:
    return b""


@pytest.mark.parametrize("name", USES)
@pytest.mark.parametrize("error", [OSError(SECRET), KeyError(SECRET), RecursionError(SECRET)])
def test_an_error_of_a_store_names_its_method_and_class_only(name: str, error: Exception) -> None:
    store: Any = guarded(Own(name, raising(error)))
    with pytest.raises(StoreError, match=f"^{name} of Own raised {type(error).__name__}$") as seen:
        USES[name](store)
    assert seen.value.__context__ is None
    assert seen.value.__cause__ is None
    assert SECRET not in "".join(traceback.format_exception(seen.value))


@pytest.mark.parametrize("name", USES)
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(3), asyncio.CancelledError(), GeneratorExit()]
)
def test_what_ends_a_program_or_task_passes(name: str, error: BaseException) -> None:
    store: Any = guarded(Own(name, raising(error)))
    with pytest.raises(type(error)) as seen:
        USES[name](store)
    assert seen.value is error


@pytest.mark.parametrize(
    "error",
    [StoreError("full"), RecordUnreadableError("altered"), ArgumentError("no zone", place="ends")],
)
def test_documented_errors_pass(error: Exception) -> None:
    store: Any = guarded(Own("save", raising(error)))
    with pytest.raises(type(error)) as seen:
        store.save("a", b"1")
    assert seen.value is error


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("load", "text", "load of Own gave str instead of bytes or None"),
        ("load", False, "load of Own gave bool instead of bytes or None"),
        ("try_lock", True, "try_lock of Own gave bool instead of a lock or None"),
        ("swap", None, "swap of Own gave None instead of True or False"),
        ("swap", 1, "swap of Own gave int instead of True or False"),
    ],
)
def test_a_value_of_a_wrong_type_is_refused(name: str, value: Any, words: str) -> None:
    store: Any = guarded(Own(name, lambda: value))
    with pytest.raises(StoreError, match=words):
        USES[name](store)


@pytest.mark.parametrize("name", ["load", "save", "delete", "try_lock", "swap", "close"])
@pytest.mark.filterwarnings("error")
def test_an_async_store_is_refused(name: str) -> None:
    """
    What it returns would never be done.
    """
    store: Any = guarded(Own(name, waiting))
    with pytest.raises(StoreError, match=f"{name} of Own is async"):
        USES[name](store)


def test_a_lock_that_cannot_be_released_is_a_store_error() -> None:
    class Stuck:
        def release(self) -> None:
            raise OSError(SECRET)

    store: Any = guarded(Own("try_lock", Stuck))
    lock = store.try_lock("a")
    with pytest.raises(StoreError, match=r"^release of Stuck raised OSError$"):
        lock.release()


def test_a_store_that_works_works_through_its_guard() -> None:
    own = Own()
    store: Any = guarded(own)
    store.save("a", b"1")
    assert (store.load("a"), own.memory.load("a")) == (b"1", b"1")
    assert store.swap("a", b"1", b"2")
    assert not store.swap("a", b"1", b"3")
    lock = store.try_lock("a")
    assert store.try_lock("a") is None
    lock.release()
    lock = store.try_lock("a")
    del lock  # a lock that is forgotten ends, as that of the store itself does
    assert store.try_lock("a") is not None
    store.delete("a")
    assert store.load("a") is None
    assert store.is_local is True
    assert repr(store) == repr(own)


def test_stores_of_kontokit_and_guarded_ones_stay_as_they_are() -> None:
    memory = MemoryStore()
    store = guarded(Own())
    assert guarded(memory) is memory
    assert guarded(store) is store
    assert not hasattr(guarded(Unlocked()), "swap")


@pytest.mark.parametrize("check", [checked_store, checked_flow_store])
def test_the_stores_of_a_client_and_of_its_flows_are_guarded(check: Callable[..., Any]) -> None:
    """
    Also one that cannot even say whether it blocks.
    """
    store = check(Own("is_local", raising(OSError(SECRET))))
    with pytest.raises(StoreError):
        assert store.is_local
    with pytest.raises(ConfigurationError):
        check(object())


@pytest.mark.parametrize("name", ["load", "swap"])
@pytest.mark.parametrize("instead", [raising(OSError(SECRET)), lambda: 7])
def test_a_receiver_says_503(name: str, instead: Callable[[], Any]) -> None:
    def own() -> Any:
        return Own(name, instead)

    received = Receiver(NOTIFICATIONS, store=own()).receive(BODY)
    async_received = asyncio.run(AsyncReceiver(NOTIFICATIONS, store=own()).receive(BODY))
    for one in (received, async_received):
        assert (one.decision, one.status) == ("refused", 503)
        assert isinstance(one.error, StoreError)
        assert SECRET not in str(one.error)


@pytest.mark.parametrize("name", ["load", "swap"])
@pytest.mark.parametrize("instead", [raising(OSError(SECRET)), lambda: 7])
def test_a_read_budget_raises_store_errors(name: str, instead: Callable[[], Any]) -> None:
    store: Any = Own(name, instead)
    with pytest.raises(StoreError):
        ReadBudget(store).take("consent")
    with pytest.raises(StoreError):
        asyncio.run(AsyncReadBudget(store).take("consent"))


def test_the_guards_of_one_store_share_its_threads() -> None:
    """
    So many clients with one store have no more threads than one client.
    """
    own = Own("is_local", lambda: False)

    guards = [checked_store(own) for _ in range(20)]

    async def threads() -> set[int]:
        return {await in_thread(guard, threading.get_ident) for guard in guards}

    # A worker that has just answered may not be idle yet, so that there can be a second one.
    assert len(asyncio.run(threads())) <= 8
