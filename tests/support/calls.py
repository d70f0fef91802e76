"""
Counts calls of functions, which no busy machine changes.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Any


@contextmanager
def counting() -> Generator[list[str]]:
    """
    Note each call of a function in this thread, those in C included.
    """
    seen: list[str] = []

    def note(_frame: object, event: str, _argument: object) -> None:
        if event in ("call", "c_call"):
            seen.append(event)

    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)


async def calls_of_awaiting(work: Awaitable[object]) -> int:
    """
    How many functions are called by what is awaited.
    """
    with counting() as seen:
        await work
        return len(seen)


def calls_of(work: Callable[[], Any], before: int = 1) -> int:
    """
    How many functions are called, those in C included.

    Args:
        before: How often the work is done before it is counted.
    """
    for _ in range(before):
        work()
    with counting() as seen:
        work()
        return len(seen)
