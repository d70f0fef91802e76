"""
Rows of many units, written together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from kontokit_banking import Transaction

Rows: TypeAlias = Sequence[Transaction[Any]]


class Batches:
    """
    Collects rows until there are many, or some time has passed, and writes them in a thread.

    One batch of an event loop is written at a time. Whoever has added rows waits until they are
    written, and gets the error if that fails.
    """

    def __init__(self, write: Callable[[Rows], None], *, most: int, seconds: float) -> None:
        """
        Args:
            write: Writes rows durably; it blocks.
            most: With so many rows, a batch is written at once.
            seconds: After so long, it is written in any case.
        """
        self._new = partial(_Collector, write, most, seconds)
        self._of_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, _Collector]
        self._of_loops = WeakKeyDictionary()

    async def add(self, rows: Rows) -> None:
        """
        Add rows, and wait until they are written.

        Raises:
            Exception: What writing the batch raised.
        """
        loop = asyncio.get_running_loop()
        if (collector := self._of_loops.get(loop)) is None:
            collector = self._of_loops[loop] = self._new()
        await collector.add(rows)


class _Collector:
    """
    The rows of one event loop; what waits in a loop cannot be woken from another one.
    """

    def __init__(self, write: Callable[[Rows], None], most: int, seconds: float) -> None:
        self._write = write
        self._most = most
        self._seconds = seconds
        self._rows: list[Transaction[Any]] = []
        self._waiting: list[asyncio.Future[None]] = []
        self._is_full = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None

    async def add(self, rows: Rows) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._rows += rows
        self._waiting.append(done)
        if len(self._rows) >= self._most:
            self._is_full.set()
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._work())
        await done

    async def _work(self) -> None:
        while self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_full.wait(), self._seconds)
            rows, waiting = self._rows, self._waiting
            self._rows, self._waiting = [], []
            self._is_full.clear()
            await self._write_for(rows, waiting)

    async def _write_for(self, rows: Rows, waiting: list[asyncio.Future[None]]) -> None:
        try:
            await asyncio.to_thread(self._write, rows)
        except Exception as error:
            for one in waiting:
                if not one.done():
                    one.set_exception(error)
        else:
            for one in waiting:
                if not one.done():
                    one.set_result(None)
