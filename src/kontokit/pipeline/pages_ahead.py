"""
Requests pages of a list before they are asked for, in threads or tasks, and gives them in order.
"""

from __future__ import annotations

import contextvars
import os
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from functools import partial
from threading import Thread
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from ..core.background import BackgroundTask, TaskCancelled, start
from ..core.exceptions import ArgumentError
from ..serialization.response_parser import Response
from .page_cursor import ListCall, PageCursor

ReadT = TypeVar("ReadT")
Arguments: TypeAlias = Mapping[str, object]
Page: TypeAlias = Response[Any]


def checked_count(pages: int) -> int:
    """
    A number of pages.

    Raises:
        ArgumentError: It is no integer of at least 0.
    """
    if isinstance(pages, bool) or not isinstance(pages, int) or pages < 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError("must be an integer of at least 0", place="pages")
    return pages


class _Started(Protocol):
    """
    A page that was requested.
    """


StartedT = TypeVar("StartedT", bound=_Started)


class _Ahead(Generic[ReadT, StartedT]):
    """
    The pages that were requested and not taken, in order.
    """

    def __init__(
        self, call: ListCall, cursor: PageCursor, read: Callable[[ListCall, Arguments], ReadT]
    ) -> None:
        self._cursor = cursor
        self._read: Callable[[Arguments], ReadT] = partial(read, call)
        is_read = call.operation.retry_class == "read" and not call.is_counted
        self._most = call.prefetch if is_read else 0
        self._started: deque[StartedT] = deque()

    def fill(self, asked: int = 0) -> None:
        """
        Request as many pages as may be on their way.

        Args:
            asked: The number of pages that the caller waits for.
        """
        if self._most:
            for ahead in range(len(self._started), self._cursor.expected(self._most + asked)):
                self._started.append(self._start(self._cursor.arguments(ahead)))

    def _start(self, arguments: Arguments) -> StartedT:
        raise NotImplementedError


class _ReadInThread:
    """
    A page that a thread reads. The program may end before it does.
    """

    def __init__(self, read: Callable[[], Page]) -> None:
        self._read = read
        self._page: Future[Page] | None = Future()
        run = contextvars.copy_context().run
        thread = Thread(
            target=_fulfil, args=(self._page, run, read), name="kontokit-page", daemon=True
        )
        try:
            thread.start()
        except RuntimeError:  # no more threads, or the program ends
            self._page = None

    def result(self) -> Page:
        return self._read() if self._page is None else self._page.result()


def _fulfil(
    page: Future[Page], run: Callable[[Callable[[], Page]], Page], read: Callable[[], Page]
) -> None:
    try:
        page.set_result(run(read))
    except BaseException as error:  # raised again where it is waited for
        page.set_exception(error)


class ThreadsAhead(_Ahead[Page, _ReadInThread]):
    """
    Pages that are read in threads, each in one of its own, which ends with it.
    """

    def __init__(
        self, call: ListCall, cursor: PageCursor, read: Callable[[ListCall, Arguments], Page]
    ) -> None:
        super().__init__(call, cursor, read)
        self._process = os.getpid()

    def next(self) -> Page:
        """
        The next page.

        Raises:
            KontokitError: Whatever the call of this page raised.
        """
        if self._process != os.getpid():  # the threads do not exist in a forked child
            self._process = os.getpid()
            self._started.clear()
        if not self._started:
            return self._read(self._cursor.arguments())
        self.fill(asked=1)
        return self._started.popleft().result()

    def _start(self, arguments: Arguments) -> _ReadInThread:
        return _ReadInThread(partial(self._read, arguments))


class TasksAhead(_Ahead[Awaitable[Page], BackgroundTask[Page]]):
    """
    Pages that are read in tasks.
    """

    async def next(self) -> Page:
        """
        The next page.

        Raises:
            KontokitError: Whatever the call of this page raised.
        """
        if self._started:
            self.fill(asked=1)
            try:
                page = await self._started[0].result(None)
            except TaskCancelled:  # by the program, which lets us go on
                page = await self._read(self._cursor.arguments())
            self._started.popleft()
            return page
        return await self._read(self._cursor.arguments())

    async def close(self) -> None:
        """
        Cancel what is still on its way, and wait until it has ended.
        """
        for task in self._started:
            task.cancel()
        while self._started:
            await self._started.popleft().finish()

    def _start(self, arguments: Arguments) -> BackgroundTask[Page]:
        async def read() -> Page:
            return await self._read(arguments)

        return start(read, _nothing)


def _nothing() -> None:
    pass
