"""
Tasks that go on when those who wait for them give up, on asyncio and on trio.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from .deadline import Deadline, StillRunning
from .event_loop import running_trio

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class TaskCancelled(Exception):  # it never leaves the library
    """
    The task was cancelled, for example by its loop; the one who waits was not.
    """


class BackgroundTask(Protocol[T_co]):
    """
    A running task.
    """

    async def result(self, deadline: Deadline | None) -> T_co:
        """
        Wait for the result. If the one who waits is cancelled, the task goes on.

        Args:
            deadline: How long to wait; None for ever.

        Raises:
            StillRunning: The deadline passed; the task goes on.
            TaskCancelled: The task was cancelled.
        """
        ...

    def cancel(self) -> None:
        """
        Let the task end soon.
        """
        ...

    async def finish(self) -> None:
        """
        Wait for the end of the task, whatever it is.
        """
        ...


def start(
    work: Callable[[], Coroutine[Any, Any, T]], done: Callable[[], None]
) -> BackgroundTask[T]:
    """
    Start a task in the current loop.

    Args:
        work: What the task does.
        done: Called at its end.
    """
    trio = running_trio()
    return _AsyncioTask(work(), done) if trio is None else _TrioTask(trio, work, done)


class _AsyncioTask(Generic[T]):
    def __init__(self, work: Coroutine[Any, Any, T], done: Callable[[], None]) -> None:
        import asyncio  # sync programs do without it

        self._task = asyncio.get_running_loop().create_task(work)
        self._done = done
        self._task.add_done_callback(self._is_over)

    def _is_over(self, task: asyncio.Task[T]) -> None:
        self._done()
        if not task.cancelled():
            task.exception()  # marks it as retrieved; those who wait raise it

    async def result(self, deadline: Deadline | None) -> T:
        """
        Wait for the result.
        """
        import asyncio

        try:
            async with asyncio.timeout(None if deadline is None else deadline.remaining()):
                # shield(): if this waiter is cancelled, the task goes on for the others.
                return await asyncio.shield(self._task)
        except asyncio.CancelledError:
            # Which was cancelled, the task or this waiter?
            me = asyncio.current_task()
            if not self._task.cancelled() or (me is not None and me.cancelling()):
                raise
        except TimeoutError:
            if not self._task.done():
                raise StillRunning from None
            return self._task.result()
        raise TaskCancelled

    def cancel(self) -> None:
        """
        Cancel the task.
        """
        self._task.cancel()

    async def finish(self) -> None:
        """
        Wait for the end.
        """
        import asyncio

        await asyncio.wait([self._task])


class _TrioTask(Generic[T]):
    def __init__(
        self, trio: Any, work: Callable[[], Coroutine[Any, Any, T]], done: Callable[[], None]
    ) -> None:
        self._trio = trio
        self._over = trio.Event()
        self._scope = trio.CancelScope()
        self._outcome: list[T] = []
        self._error: BaseException | None = None
        self._work = work
        self._when_done = done
        context = contextvars.copy_context()
        trio.lowlevel.spawn_system_task(self._run, name="kontokit", context=context)

    async def _run(self) -> None:
        try:
            with self._scope:
                self._outcome.append(await self._work())
        except Exception as error:  # an error of a system task would end the whole run
            self._error = error
        finally:
            self._when_done()
            self._over.set()

    async def result(self, deadline: Deadline | None) -> T:
        """
        Wait for the result.
        """
        left = float("inf") if deadline is None else deadline.remaining()
        with self._trio.move_on_after(left):
            await self._over.wait()
        if not self._over.is_set():
            raise StillRunning
        if self._error is not None:
            raise self._error
        if not self._outcome:
            raise TaskCancelled
        return self._outcome[0]

    def cancel(self) -> None:
        """
        Cancel the task.
        """
        self._scope.cancel()

    async def finish(self) -> None:
        """
        Wait for the end.
        """
        await self._over.wait()
