"""
Carry out steps with a client: the same twice, for sync and async clients.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import aclosing
from typing import Any, Final, TypeAlias, TypeVar

from msgspec import Struct

from kontokit import (
    AsyncClient,
    CallOptionsDict,
    Deviation,
    ListChangedError,
    PageRepeatedError,
    RowPage,
    SyncClient,
    UnreadableRow,
)

from .steps import Fetch, NextPage, PageSteps, Read, Steps

ResultT = TypeVar("ResultT")

_TRIES: Final = 3
"""How often a list is read that changes meanwhile."""
_CHANGED: Final = (ListChangedError, PageRepeatedError)
"""As many new rows as a page has make an earlier page come again."""


class Progress(Struct, frozen=True, kw_only=True):
    """
    How far a list of transactions has been read.
    """

    rows: int
    """So many of its rows have come."""
    total: int | None
    """How many there are, where the API says it."""


Report: TypeAlias = Callable[[Progress], object]


def run(client: SyncClient, steps: Steps[ResultT], report: Report | None = None) -> ResultT:
    """
    Carry out steps with a sync client.
    """
    try:
        fetch = next(steps)
        while True:
            fetch = steps.send(_fetch(client, fetch, report))
    except StopIteration as done:
        result: ResultT = done.value
        return result


async def run_async(
    client: AsyncClient, steps: Steps[ResultT], report: Report | None = None
) -> ResultT:
    """
    Carry out steps with an async client.
    """
    try:
        fetch = next(steps)
        while True:
            fetch = steps.send(await _fetch_async(client, fetch, report))
    except StopIteration as done:
        result: ResultT = done.value
        return result


def run_pages(
    client: SyncClient, steps: PageSteps[None], report: Report | None = None
) -> Iterator[Read]:
    """
    Carry out steps that read a few days at a time, with a sync client.
    """
    opened: Fetch | None = None
    pages: Iterator[list[Any]] = iter(())
    wanted = next(steps, None)
    while wanted is not None:
        if isinstance(wanted, Read):
            yield wanted
            wanted = next(steps, None)
        elif isinstance(wanted, Fetch):
            wanted = _send(steps, _fetch(client, wanted, report))
        else:
            if wanted.fetch is not opened:
                opened, pages = wanted.fetch, _pages(client, wanted.fetch, report)
            try:
                page = next(pages, None)
            except _CHANGED as error:
                wanted = _throw(steps, error)
            else:
                wanted = _send(steps, page)
                del page


async def run_pages_async(
    client: AsyncClient, steps: PageSteps[None], report: Report | None = None
) -> AsyncGenerator[Read, None]:
    """
    Carry out steps that read a few days at a time, with an async client.
    """
    opened: Fetch | None = None
    pages: AsyncGenerator[list[Any], None] | None = None
    wanted = next(steps, None)
    try:
        while wanted is not None:
            if isinstance(wanted, Read):
                yield wanted
                wanted = next(steps, None)
            elif isinstance(wanted, Fetch):
                wanted = _send(steps, await _fetch_async(client, wanted, report))
            else:
                if pages is None or wanted.fetch is not opened:
                    await _close(pages)
                    opened, pages = wanted.fetch, _pages_async(client, wanted.fetch, report)
                try:
                    page = await anext(pages, None)
                except _CHANGED as error:
                    wanted = _throw(steps, error)
                else:
                    wanted = _send(steps, page)
                    del page
    finally:
        await _close(pages)


async def _close(pages: AsyncGenerator[list[Any], None] | None) -> None:
    if pages is not None:
        await pages.aclose()


def _send(steps: PageSteps[None], rows: list[Any] | None) -> Fetch | NextPage | Read | None:
    try:
        return steps.send(rows)
    except StopIteration:
        return None


def _throw(steps: PageSteps[None], error: Exception) -> Fetch | NextPage | Read | None:
    try:
        return steps.throw(error)
    except StopIteration:
        return None


def _fetch(client: SyncClient, fetch: Fetch, report: Report | None) -> list[Any]:
    if fetch.with_keys:
        return list(client.call(fetch.call.operation, fetch.call.arguments).items())
    for left in reversed(range(_TRIES)):
        rows: list[Any] = []
        try:
            for page in _pages(client, fetch, report):
                if not _take(fetch, page, rows):
                    break
        except _CHANGED:
            if not left:
                raise
            continue
        return rows
    raise AssertionError("a try has ended without rows and without an error")


async def _fetch_async(client: AsyncClient, fetch: Fetch, report: Report | None) -> list[Any]:
    if fetch.with_keys:
        found = await client.call(fetch.call.operation, fetch.call.arguments)
        return list(found.items())
    for left in reversed(range(_TRIES)):
        rows: list[Any] = []
        try:
            async with aclosing(_pages_async(client, fetch, report)) as pages:
                async for page in pages:
                    if not _take(fetch, page, rows):
                        break
        except _CHANGED:
            if not left:
                raise
            continue
        return rows
    raise AssertionError("a try has ended without rows and without an error")


def _take(fetch: Fetch, page: list[Any], rows: list[Any]) -> bool:
    """
    Take the rows of a page that are wanted, and tell whether more may follow.
    """
    for row in page:
        if fetch.is_behind and not isinstance(row, UnreadableRow) and fetch.is_behind(row):
            return False
        rows.append(row)
    return True


def _pages(
    client: SyncClient, fetch: Fetch, report: Report | None
) -> Generator[list[Any], None, None]:
    notebook = _Notebook(report if fetch.has_progress else None)
    call = fetch.call
    for page in client.list(call.operation, call.arguments, options=notebook.options).row_pages():
        yield notebook.rows(page)
        del page


async def _pages_async(
    client: AsyncClient, fetch: Fetch, report: Report | None
) -> AsyncGenerator[list[Any], None]:
    notebook = _Notebook(report if fetch.has_progress else None)
    call = fetch.call
    listed = client.list(call.operation, call.arguments, options=notebook.options)
    async with aclosing(listed.row_pages()) as pages:
        async for page in pages:
            yield notebook.rows(page)
            del page


class _Notebook:
    """
    Notes what cannot be decoded among the rows of a page: a client may be told to leave such rows
    out, and then they would be taken for deleted.
    """

    def __init__(self, report: Report | None) -> None:
        self.options: CallOptionsDict = {"on_deviation": self._note}
        self._report = report
        self._unreadable: list[UnreadableRow] = []
        self._number = 0

    def rows(self, page: RowPage[Any]) -> list[Any]:
        """
        All rows of a page; those that cannot be decoded stand in front.
        """
        rows = [*self._unreadable, *page.rows]
        self._unreadable.clear()
        self._number += len(rows)
        if self._report is not None:
            self._report(Progress(rows=self._number, total=page.total))
        return rows

    def _note(self, found: Deviation | UnreadableRow) -> None:
        if isinstance(found, UnreadableRow):
            self._unreadable.append(found)
