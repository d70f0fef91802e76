"""
Waits until something at the provider is ready, with a client of any API.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Final, TypeVar

from kontokit import ArgumentError

from .clock import pause
from .errors import NotReadyError
from .verdict import unattended

T = TypeVar("T")
_FIRST: Final = 1.0
_MOST: Final = 5.0
_DEADLINE: Final = 300.0
_GROWTH: Final = 1.5


def wait_until_ready(
    get: Callable[[], T],
    *,
    ready: Callable[[T], bool] | None = None,
    first: float = _FIRST,
    most: float = _MOST,
    deadline: float = _DEADLINE,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """
    Read a resource until it is ready, at most once a second.

    Args:
        get: Reads it, such as ``lambda: client.tasks.get(id)``.
        ready: Says whether it is ready; by default what the package of its model says.
        first: Seconds between the first two reads, at least 1; the pauses grow.
        most: The longest pause in seconds.
        deadline: After how many seconds to give up.
        sleep: How to wait, for tests.

    Returns:
        The resource, once it is ready.

    Raises:
        NotReadyError: It was not ready at the deadline.
        ArgumentError: ``first`` is below a second, or nobody says what ready means.
        KontokitError: Whatever reading it raises.
    """
    pauses = _pauses(first, most, deadline)
    while not _is_ready(found := get(), ready):
        sleep(_next(pauses))
    return found


async def async_wait_until_ready(
    get: Callable[[], Awaitable[T]],
    *,
    ready: Callable[[T], bool] | None = None,
    first: float = _FIRST,
    most: float = _MOST,
    deadline: float = _DEADLINE,
    sleep: Callable[[float], Awaitable[None]] = pause,
) -> T:
    """
    The twin of ``wait_until_ready`` for coroutines.
    """
    pauses = _pauses(first, most, deadline)
    while not _is_ready(found := await get(), ready):
        await sleep(_next(pauses))
    return found


def _pauses(first: float, most: float, deadline: float) -> Iterator[float]:
    if first < _FIRST:
        raise ArgumentError("providers allow one read a second; it is at least 1", place="first")
    return _growing(first, max(first, most), deadline)


def _growing(wait: float, most: float, left: float) -> Iterator[float]:
    # Counted, not measured: a slow answer is no reason to give up earlier.
    while left >= wait:
        yield wait
        left -= wait
        wait = min(wait * _GROWTH, most)


def _next(pauses: Iterator[float]) -> float:
    for one in pauses:
        return one
    raise NotReadyError(
        "it was not ready at the deadline; the provider goes on with it, so wait for it again"
    )


def _is_ready(found: T, ready: Callable[[T], bool] | None) -> bool:
    if ready is not None:
        return ready(found)
    known = unattended(found).is_ready(found)
    if known is None:
        raise ArgumentError(
            f"the package of {type(found).__name__} does not say when it is ready", place="ready"
        )
    return known
