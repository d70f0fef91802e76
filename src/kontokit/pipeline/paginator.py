"""
Paginators: iterate over the rows or pages of a list.
"""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import aclosing
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

import msgspec
from msgspec import structs

from ..core.deviation import Deviation
from ..core.exceptions import DecodeError, NoContentError, NotFoundError
from ..core.tracebacks import ScrubsTracebacks
from ..core.values import HidesFields
from ..serialization.response_parser import Response
from .page_cursor import ListCall, PageCursor
from .pages_ahead import TasksAhead, ThreadsAhead, checked_count

RowT_co = TypeVar("RowT_co", covariant=True)
PageT_co = TypeVar("PageT_co", covariant=True)
ReadT = TypeVar("ReadT")


class RowPage(HidesFields, msgspec.Struct, Generic[RowT_co], frozen=True, weakref=True):
    """
    The rows of a page, and how many the whole list has.
    """

    _hidden: ClassVar = frozenset({"rows"})

    rows: Sequence[RowT_co]
    total: int | None
    """None where the API does not say it."""


class _BaseListing(ScrubsTracebacks, Generic[ReadT]):
    def __init__(
        self,
        call: ListCall,
        read: Callable[[ListCall, Mapping[str, object]], ReadT],
        note: Callable[[ListCall, Sequence[Deviation]], None],
    ) -> None:
        """
        Set up the list. Use a method of a client, such as ``client.accounts.list``, to get one.
        """
        self._call = call
        self._read = read
        self._note = note

    def _prefetching(self, pages: int) -> Self:
        call = structs.replace(self._call, prefetch=checked_count(pages))
        return type(self)(call, self._read, self._note)

    def _read_page(self, cursor: PageCursor) -> ReadT:
        return self._read(self._call, cursor.arguments())

    def _take(self, cursor: PageCursor, response: Response[Any]) -> Sequence[Any]:
        rows = cursor.take(response)
        if cursor.deviations:
            self._note(self._call, cursor.deviations)
        return rows

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._call}>"


class Listing(_BaseListing[Response[Any]], Generic[RowT_co, PageT_co]):
    """
    The rows of a list, over all pages. A page is requested when its first row is needed, or with
    ``prefetch`` before that.

    Every iteration starts over: two loops send all requests twice.

    The list ends where the API says so by its number of pages or rows. If it says neither, an empty
    page ends it, which costs one request more: a short page may come from a server that caps the
    size. Instead of an empty page, some servers send a 404 or 204 after a short one.

    Pages are numbered, so a row that is added or deleted during the iteration may shift others to
    another page. That is noticed, by the ids of the page before and the API's total, and raises.
    Where the API tells no total, a deletion cannot be noticed. Rows that are only added at the end
    do no harm; a stable order, such as by id, puts them there. What is only doubtful, such as equal
    rows without ids, is given and logged as a warning.

    Pages are as large as the API allows, unless you pass another size. A list without pages is one
    request, and its page is the whole response.
    """

    def __iter__(self) -> Iterator[RowT_co]:
        """
        Iterate over the rows. Those before a row that cannot be read are given before the error.

        Raises:
            DecodeError: A row cannot be read. The others of its page are in ``rows``. Pass
                ``on_deviation`` to go on without it.
            PageRepeatedError: The server sends the same page again.
            ListChangedError: Rows were added or deleted meanwhile, so some may be missing.
            KontokitError: Whatever a call raises.
        """
        cursor = PageCursor(self._call)
        try:
            for page, rows in self._walk(cursor):
                del page  # neither is kept while the next one comes
                yield from rows
                del rows
            return
        except DecodeError as error:
            failure = error
        yield from cast("Sequence[RowT_co]", cursor.rows_before(failure))
        if not cursor.finished:
            raise failure

    def pages(self) -> Iterator[PageT_co]:
        """
        Iterate over the pages as the server sends them, with their sums and counts.

        Returns:
            Whole pages. With ``max_items``, the last one is the page with the last of these
            rows.

        Raises:
            PageRepeatedError: The server sends the same page again.
            ListChangedError: Rows were added or deleted meanwhile, so some may be missing.
            KontokitError: Whatever a call raises.
        """
        for page, rows in self._walk(PageCursor(self._call)):
            del rows
            yield page
            del page

    def row_pages(self) -> Iterator[RowPage[RowT_co]]:
        """
        Iterate over the rows, a page at a time, with the number of all rows where the API says it.

        Raises:
            PageRepeatedError: The server sends the same page again.
            ListChangedError: Rows were added or deleted meanwhile, so some may be missing.
            KontokitError: Whatever a call raises.
        """
        cursor = PageCursor(self._call)
        for page, rows in self._walk(cursor):
            del page
            yield RowPage(rows, cursor.total)
            del rows

    def prefetch(self, pages: int) -> Self:
        """
        The same list, which requests pages before you ask for them.

        It begins when the first page has said how many there are. No page is requested that is
        certainly not needed, such as one behind the last or behind ``max_items``. Errors are raised
        where their page would begin. A list of one request, and one whose pages a bank counts as
        reads without the user, stays as it is.

        Args:
            pages: How many pages may be requested beyond the one that you asked for, and held in
                memory; 0 for none. Middleware and ``on_deviation`` may be called from
                other threads and tasks, and not in the order of the pages.

        Returns:
            A new list. When its iteration ends early, requests that are still on their way are
            cancelled; threads cannot be, so they end with their response, which is dropped.

        Raises:
            ArgumentError: It is no integer of at least 0.
        """
        return self._prefetching(pages)

    def _walk(self, cursor: PageCursor) -> Iterator[tuple[PageT_co, Sequence[RowT_co]]]:
        ahead = ThreadsAhead(self._call, cursor, self._read)
        while not cursor.finished:
            yield from self._next(ahead, cursor)

    def _next(
        self, ahead: ThreadsAhead, cursor: PageCursor
    ) -> Sequence[tuple[PageT_co, Sequence[RowT_co]]]:
        """
        The next page and its rows, or nothing at the end.
        """
        try:
            response = ahead.next()
        except (NotFoundError, NoContentError) as error:
            if not cursor.ends_by(error):
                raise
            return ()
        rows = self._take(cursor, response)
        ahead.fill()
        return [(cast("PageT_co", response.value), cast("Sequence[RowT_co]", rows))]

    def first_page(self) -> PageT_co:
        """
        Request the first page, or the one that ``page`` names, and no other.

        Returns:
            The whole page as the server sends it, with its sums and counts.

        Raises:
            KontokitError: Whatever a call raises.
        """
        return cast("PageT_co", self._read_page(PageCursor(self._call)).value)


class AsyncListing(_BaseListing[Awaitable[Response[Any]]], Generic[RowT_co, PageT_co]):
    """
    As :class:`Listing`, for ``async for``. Awaiting it gives its first page.
    """

    async def __aiter__(self) -> AsyncIterator[RowT_co]:
        """
        Iterate over the rows.

        As :meth:`Listing.__iter__`.
        """
        cursor = PageCursor(self._call)
        try:
            async with aclosing(self._walk(cursor)) as pages:
                async for page, rows in pages:
                    del page  # neither is kept while the next one comes
                    for row in rows:
                        yield row
                    del rows
            return
        except DecodeError as error:
            failure = error
        for row in cursor.rows_before(failure):
            yield row
        if not cursor.finished:
            raise failure

    async def pages(self) -> AsyncIterator[PageT_co]:
        """
        Iterate over the pages as the server sends them, with their sums and counts.

        As :meth:`Listing.pages`.
        """
        async with aclosing(self._walk(PageCursor(self._call))) as pages:
            async for page, rows in pages:
                del rows
                yield page
                del page

    async def row_pages(self) -> AsyncGenerator[RowPage[RowT_co], None]:
        """
        Iterate over the rows, a page at a time.

        As :meth:`Listing.row_pages`.
        """
        cursor = PageCursor(self._call)
        async with aclosing(self._walk(cursor)) as pages:
            async for page, rows in pages:
                del page
                yield RowPage(rows, cursor.total)
                del rows

    def prefetch(self, pages: int) -> Self:
        """
        The same list, which requests pages before you ask for them.

        As :meth:`Listing.prefetch`.
        """
        return self._prefetching(pages)

    async def _walk(
        self, cursor: PageCursor
    ) -> AsyncGenerator[tuple[PageT_co, Sequence[RowT_co]], None]:
        ahead = TasksAhead(self._call, cursor, self._read)
        try:
            while not cursor.finished:
                for found in await self._next(ahead, cursor):
                    yield found
                    del found
        finally:
            await ahead.close()

    async def _next(
        self, ahead: TasksAhead, cursor: PageCursor
    ) -> Sequence[tuple[PageT_co, Sequence[RowT_co]]]:
        try:
            response = await ahead.next()
        except (NotFoundError, NoContentError) as error:
            if not cursor.ends_by(error):
                raise
            return ()
        rows = self._take(cursor, response)
        ahead.fill()
        return [(cast("PageT_co", response.value), cast("Sequence[RowT_co]", rows))]

    async def first_page(self) -> PageT_co:
        """
        Request the first page, or the one that ``page`` names, and no other.

        As :meth:`Listing.first_page`.
        """
        return cast("PageT_co", (await self._read_page(PageCursor(self._call))).value)

    def __await__(self) -> Generator[Any, None, PageT_co]:
        return self.first_page().__await__()
