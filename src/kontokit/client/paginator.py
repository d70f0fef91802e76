"""
Paginators: iterate over the rows or pages of a list.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from ..core.exceptions import ArgumentError, ConfigurationError, PageRepeatedError
from ..core.tracebacks import ScrubsTracebacks
from ..operations import Operation, Paging
from ..serialization.model import wire_field
from ..serialization.response_parser import Response


class PageCursor:
    """
    A cursor over the pages of one list.

    The list ends with the last page by the server's own count or, without a count, with a page
    that has fewer rows than requested. A server that sends the same page again would never
    end; that is an error.
    """

    def __init__(
        self, operation: Operation[Any], args: Mapping[str, object], max_items: int | None = None
    ) -> None:
        """
        Start at the page that the arguments ask for, or at the first.

        Args:
            operation: An operation with paging.
            args: Python argument name → value.
            max_items: The most rows to return; None for all.

        Raises:
            ArgumentError: Page, limit or max_items is not a number in its range.
            ConfigurationError: The operation has no pages.
        """
        if operation.paging is None:
            raise ConfigurationError(f"{operation.id} has no pages")
        self._operation = operation
        self._paging: Paging = operation.paging
        self._page_name = _argument(operation, operation.paging.page)
        self._limit_name = _argument(operation, operation.paging.limit)
        self._left = _most({"max_items": max_items})
        most = min(self._paging.maximum, self._left or self._paging.maximum)
        self._limit = _number(args, self._limit_name, default=most)
        if self._limit > self._paging.maximum:
            raise ArgumentError(f"must be at most {self._paging.maximum}", place=self._limit_name)
        self._page = _number(args, self._page_name, default=1)
        self._args = dict(args)
        self._previous: bytes | None = None
        self.finished = False

    def arguments(self) -> dict[str, object]:
        """
        The arguments that ask for the next page.
        """
        return {**self._args, self._page_name: self._page, self._limit_name: self._limit}

    def take(self, response: Response[Any]) -> Sequence[Any]:
        """
        Take the rows of a page and advance to the next page.

        Returns:
            Its rows, cut off at ``max_items``.

        Raises:
            PageRepeatedError: The page is the same as the one before.
        """
        rows = self._rows(response.value)
        # By the raw body: rows that look the same may differ in fields that no model has.
        if rows and response.body == self._previous:
            raise PageRepeatedError(
                f"page {self._page} is the same as the one before",
                response.http,
                operation=self._operation.id,
                request_id=response.request_id,
            )
        self._previous = response.body
        self.finished = self._is_last_page(response.value, rows)
        self._page += 1
        return self._wanted(rows)

    def _is_last_page(self, page: Any, rows: Sequence[Any]) -> bool:
        """
        Whether this is the last page: by the server's page count, else by a short page.
        """
        # An empty page ends the list, whatever the count says.
        count = _at(page, self._paging.pages) if self._paging.pages else None
        if isinstance(count, int) and rows:
            return self._page >= count
        return len(rows) < self._limit

    def _wanted(self, rows: Sequence[Any]) -> Sequence[Any]:
        if self._left is None:
            return rows
        wanted = rows[: self._left]
        self._left -= len(wanted)
        self.finished = self.finished or self._left == 0
        return wanted

    def _rows(self, page: Any) -> Sequence[Any]:
        items = self._paging.items
        if items is None:
            return cast("Sequence[Any]", page)
        return cast("Sequence[Any]", wire_field(page, items) or ())


def _argument(operation: Operation[Any], name: str) -> str:
    for parameter in operation.parameters:
        if parameter.place == "query" and name in (parameter.wire, parameter.name):
            return parameter.name
    raise ConfigurationError(f"{operation.id} has no paging parameter {name!r}")


def _number(args: Mapping[str, object], name: str, *, default: int) -> int:
    value = args.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentError("must be an integer of at least 1", place=name)
    return value


def _most(given: Mapping[str, object]) -> int | None:
    return None if given["max_items"] is None else _number(given, "max_items", default=1)


def _at(page: Any, path: str) -> Any:
    """
    The value at a path of wire names with dots between them, or None.
    """
    found = page
    for name in path.split("."):
        found = wire_field(found, name)
    return found


RowT_co = TypeVar("RowT_co", covariant=True)
PageT_co = TypeVar("PageT_co", covariant=True)


class Listing(ScrubsTracebacks, Generic[RowT_co, PageT_co]):
    """
    The rows of all pages of a list. A page is requested when its first row is needed.

    Every iteration starts over: two loops send all requests twice. Pages are numbered, so a row
    that is added or deleted during the iteration may shift others to another page. A stable
    order, such as by id, avoids that for rows added at the end.
    """

    def __init__(
        self, cursor: Callable[[], PageCursor], read: Callable[[PageCursor], Response[PageT_co]]
    ) -> None:
        self._cursor = cursor
        self._read = read

    def __iter__(self) -> Iterator[RowT_co]:
        """
        Iterate over the rows.
        """
        cursor = self._cursor()
        while not cursor.finished:
            yield from cast("list[RowT_co]", cursor.take(self._read(cursor)))

    def pages(self) -> Iterator[PageT_co]:
        """
        Iterate over the pages as the server sends them, with their sums and counts.

        Returns:
            Whole pages. With ``max_items``, the last one is the page with the last of these
            rows.
        """
        cursor = self._cursor()
        while not cursor.finished:
            response = self._read(cursor)
            cursor.take(response)
            yield response.value


class AsyncListing(ScrubsTracebacks, Generic[RowT_co, PageT_co]):
    """
    As :class:`Listing`, for ``async for``.
    """

    def __init__(
        self,
        cursor: Callable[[], PageCursor],
        read: Callable[[PageCursor], Awaitable[Response[Any]]],
    ) -> None:
        self._cursor = cursor
        self._read = read

    async def __aiter__(self) -> AsyncIterator[RowT_co]:
        """
        Iterate over the rows.

        As :meth:`Listing.__iter__`.
        """
        cursor = self._cursor()
        while not cursor.finished:
            for row in cursor.take(await self._read(cursor)):
                yield row

    async def pages(self) -> AsyncIterator[PageT_co]:
        """
        Iterate over the pages as the server sends them, with their sums and counts.

        As :meth:`Listing.pages`.
        """
        cursor = self._cursor()
        while not cursor.finished:
            response = await self._read(cursor)
            cursor.take(response)
            yield response.value
