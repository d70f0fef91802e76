"""
Work without I/O: generators that yield what has to be called, for sync and async servers alike.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """
    Call a function of the application or a method of a flow; its result may be awaitable.
    """

    function: Callable[[], Any]


@dataclass(frozen=True)
class UseStore:
    """
    Call a store, which may block.
    """

    function: Callable[[], Any]


Effect: TypeAlias = Call | UseStore
Work: TypeAlias = Generator[Effect, Any, T]
InThread: TypeAlias = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Runs a function in a thread."""


def run(work: Work[T]) -> T:
    """
    Do the work, blocking.

    Raises:
        TypeError: A function of the application returned an awaitable.
    """
    answer: Any = None
    error: Exception | None = None
    while True:
        try:
            effect = work.send(answer) if error is None else work.throw(error)
        except StopIteration as done:
            result: T = done.value
            return result
        answer, error = None, None
        try:
            answer = effect.function()
            if isawaitable(answer):
                getattr(answer, "close", bool)()  # or Python warns that nobody has awaited it
                raise TypeError("async functions and clients need an async server")
        except Exception as raised:
            error = raised


async def run_async(work: Work[T], in_thread: InThread) -> T:
    """
    Do the work, awaiting what is awaitable.

    Args:
        in_thread: Runs what may block.
    """
    answer: Any = None
    error: Exception | None = None
    while True:
        try:
            effect = work.send(answer) if error is None else work.throw(error)
        except StopIteration as done:
            result: T = done.value
            return result
        answer, error = None, None
        try:
            if isinstance(effect, UseStore):
                answer = await in_thread(effect.function)
            else:
                answer = effect.function()
                answer = await answer if isawaitable(answer) else answer
        except Exception as raised:
            error = raised
