"""
What differs between asyncio and trio: the current loop, sleeping, threads.

Both are imported where they are needed: trio is loaded if it runs, and sync programs need neither.
"""

from __future__ import annotations

import contextvars
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")


def running_trio() -> Any:
    """
    The module trio if it runs the current task, else None.
    """
    trio = sys.modules.get("trio")
    return trio if trio is not None and trio.lowlevel.in_trio_run() else None


def current_loop() -> Any:
    """
    What stands for the event loop of the current task: equal within it and different in others.
    """
    import asyncio

    trio = running_trio()
    return asyncio.get_running_loop() if trio is None else trio.lowlevel.current_trio_token()


def is_closed(loop: Any) -> bool:
    """
    Whether a loop of asyncio was closed, so that its tasks never end.

    Args:
        loop: What :func:`current_loop` gave in it.
    """
    import asyncio

    return isinstance(loop, asyncio.AbstractEventLoop) and loop.is_closed()


def new_semaphore(size: int) -> Any:
    """
    A semaphore of the current event loop.

    Args:
        size: How many may hold it.
    """
    import asyncio

    trio = running_trio()
    return asyncio.Semaphore(size) if trio is None else trio.Semaphore(size)


async def acquired(semaphore: Any, seconds: float) -> bool:
    """
    Wait for a semaphore of the current event loop.

    Args:
        seconds: How long to wait.

    Returns:
        Whether it was acquired in time.
    """
    import asyncio

    trio = running_trio()
    if trio is not None:
        with trio.move_on_after(seconds) as scope:
            await semaphore.acquire()
        return not scope.cancelled_caught
    if not semaphore.locked():
        await semaphore.acquire()
        return True
    try:
        async with asyncio.timeout(seconds):
            await semaphore.acquire()
    except TimeoutError:
        return False
    return True


def shielded() -> AbstractContextManager[object]:
    """
    A context in which trio does not cancel. asyncio cancels once, and then lets a task go on.
    """
    trio = running_trio()
    return nullcontext() if trio is None else trio.CancelScope(shield=True)


async def sleep(seconds: float) -> None:
    """
    Wait.
    """
    import asyncio

    trio = running_trio()
    await (asyncio.sleep(seconds) if trio is None else trio.sleep(seconds))


def _nothing() -> None:
    pass


async def finished_in_thread(
    work: Callable[[], T],
    executor: Executor | None = None,
    on_cancel: Callable[[], object] = _nothing,
) -> T:
    """
    Run blocking work in a thread, and wait for its end even if the task is cancelled.

    Args:
        work: Runs with the context variables of the task.
        executor: The threads; None for those of the event loop. trio has threads of its own.
        on_cancel: Called when the task is cancelled, to make the work end soon. Only on asyncio.
    """
    trio = running_trio()
    if trio is not None:
        with shielded():
            result: T = await trio.to_thread.run_sync(work)
        await trio.lowlevel.checkpoint_if_cancelled()
        return result
    return await _finished_in_asyncio_thread(work, executor, on_cancel)


async def _finished_in_asyncio_thread(
    work: Callable[[], T], executor: Executor | None, on_cancel: Callable[[], object]
) -> T:
    import asyncio

    # Not a task: the end of asyncio.run() would cancel it while its thread goes on.
    run = contextvars.copy_context().run
    job = asyncio.get_running_loop().run_in_executor(executor, lambda: run(work))
    is_cancelled = False
    # wait() leaves the job running; the loop waits for it again after each cancellation.
    while not job.done():
        try:
            await asyncio.wait([job])
        except asyncio.CancelledError:
            is_cancelled = True
            on_cancel()
    if is_cancelled:
        job.exception()  # marks it as retrieved
        raise asyncio.CancelledError
    return job.result()
