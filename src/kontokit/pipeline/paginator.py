"""
Paginators: iterate over the rows or pages of a list.
"""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from typing import Any, Generic, TypeVar, cast

import attrs

from ..core.exceptions import ArgumentError, ConfigurationError, PageRepeatedError
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import is_mapping
from ..operations import Operation, Paging
from ..serialization.model import wire_field
from ..serialization.response_parser import Response
from .call_options import CallOptions

RowT_co = TypeVar("RowT_co", covariant=True)
PageT_co = TypeVar("PageT_co", covariant=True)
ReadT = TypeVar("ReadT")


@attrs.frozen
class ListCall:
    """
    The call of a list, from which every iteration starts.
    """

    operation: Operation[Any]
    args: Mapping[str, object] = attrs.field(repr=False)
    """Python argument name → value."""
    max_items: int | None = None
    options: CallOptions | None = attrs.field(default=None, repr=False)

    def __str__(self) -> str:
        given = [name for name, value in self.args.items() if value is not None]
        given += ["max_items"] if self.max_items is not None else []
        return f"{self.operation.id}({', '.join(given)})"


class PageCursor:
    """
    A cursor over the pages of one list.

    The list ends with the last page by the server's own count or, without a count, with a page
    that has fewer rows than requested. A server that sends the same page again would never
    end; that is an error. A list without pages ends with its only response.
    """

    def __init__(self, call: ListCall) -> None:
        """
        Start at the page that the arguments ask for, or at the first.

        Raises:
            ArgumentError: Page, limit or max_items is not a number in its range.
            ConfigurationError: The operation is not a list.
        """
        if call.operation.rows is None:
            raise ConfigurationError(f"{call.operation.id} is not a list")
        self._operation = call.operation
        self._rows_field = call.operation.rows
        self._args = dict(call.args)
        self._left = _most({"max_items": call.max_items})
        self._previous: bytes | None = None
        self.finished = False
        self._number_pages()

    def _number_pages(self) -> None:
        paging = self._operation.paging
        if paging is None:
            return
        self._page_name = _argument(self._operation, paging.page)
        self._limit_name = _argument(self._operation, paging.limit)
        most = min(paging.maximum, self._left or paging.maximum)
        self._limit = _number(self._args, self._limit_name, default=most)
        if self._limit > paging.maximum:
            raise ArgumentError(f"must be at most {paging.maximum}", place=self._limit_name)
        self._page = _number(self._args, self._page_name, default=1)

    def arguments(self) -> dict[str, object]:
        """
        The arguments that ask for the next page.
        """
        if self._operation.paging is None:
            return self._args
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
        self._advance(response.value, rows)
        return self._wanted(rows)

    def _advance(self, page: Any, rows: Sequence[Any]) -> None:
        """
        Go to the next page, or finish: by the server's page count, else by a short page.
        """
        paging = self._operation.paging
        if paging is None:
            self.finished = True
            return
        self.finished = self._is_last_page(paging, page, rows)
        self._page += 1

    def _is_last_page(self, paging: Paging, page: Any, rows: Sequence[Any]) -> bool:
        # An empty page ends the list, whatever the count says.
        count = _at(page, paging.pages) if paging.pages else None
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
        found = page if self._rows_field == "*" else wire_field(page, self._rows_field)
        if is_mapping(found):
            return list(found.values())
        return cast("Sequence[Any]", found or ())


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


class _BaseListing(ScrubsTracebacks, Generic[ReadT]):
    def __init__(
        self, call: ListCall, read: Callable[[ListCall, Mapping[str, object]], ReadT]
    ) -> None:
        """
        Set up the list. Use a method of a client, such as ``client.accounts.list``, to get one.
        """
        self._call = call
        self._read = read

    def _read_page(self, cursor: PageCursor) -> ReadT:
        return self._read(self._call, cursor.arguments())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._call}>"


class Listing(_BaseListing[Response[Any]], Generic[RowT_co, PageT_co]):
    """
    The rows of a list, over all pages. A page is requested when its first row is needed.

    Every iteration starts over: two loops send all requests twice. Pages are numbered, so a row
    that is added or deleted during the iteration may shift others to another page. A stable
    order, such as by id, avoids that for rows added at the end.

    Pages are as large as the API allows, unless you pass another size. A list without pages is one
    request, and its page is the whole response.
    """

    def __iter__(self) -> Iterator[RowT_co]:
        """
        Iterate over the rows.

        Raises:
            PageRepeatedError: The server sends the same page again.
            KontokitError: Whatever a call raises.
        """
        cursor = PageCursor(self._call)
        while not cursor.finished:
            yield from cast("list[RowT_co]", cursor.take(self._read_page(cursor)))

    def pages(self) -> Iterator[PageT_co]:
        """
        Iterate over the pages as the server sends them, with their sums and counts.

        Returns:
            Whole pages. With ``max_items``, the last one is the page with the last of these
            rows.

        Raises:
            PageRepeatedError: The server sends the same page again.
            KontokitError: Whatever a call raises.
        """
        cursor = PageCursor(self._call)
        while not cursor.finished:
            response = self._read_page(cursor)
            cursor.take(response)
            yield cast("PageT_co", response.value)

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
        while not cursor.finished:
            for row in cursor.take(await self._read_page(cursor)):
                yield row

    async def pages(self) -> AsyncIterator[PageT_co]:
        """
        Iterate over the pages as the server sends them, with their sums and counts.

        As :meth:`Listing.pages`.
        """
        cursor = PageCursor(self._call)
        while not cursor.finished:
            response = await self._read_page(cursor)
            cursor.take(response)
            yield cast("PageT_co", response.value)

    async def first_page(self) -> PageT_co:
        """
        Request the first page, or the one that ``page`` names, and no other.

        As :meth:`Listing.first_page`.
        """
        return cast("PageT_co", (await self._read_page(PageCursor(self._call))).value)

    def __await__(self) -> Generator[Any, None, PageT_co]:
        return self.first_page().__await__()
