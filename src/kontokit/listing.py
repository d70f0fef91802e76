"""
Lists of many pages as one: walked row by row or page by page, blocking or with ``await``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Generic, TypeVar, cast

from .discretion import Discreet
from .paging import Pager
from .responses import Response

RowT_co = TypeVar("RowT_co", covariant=True)
PageT_co = TypeVar("PageT_co", covariant=True)


class Listing(Discreet, Generic[RowT_co, PageT_co]):
    """
    The rows of all pages of a list. A page is asked for when its first row is needed.

    Every walk begins anew: two loops over the same listing ask the server twice. Pages are
    numbered by the server, so a row that is added or deleted there during a walk may shift
    others over the border of a page; a stable order, such as that of the ids, keeps what is
    added at the end from doing so.
    """

    def __init__(
        self, pager: Callable[[], Pager], read: Callable[[Pager], Response[PageT_co]]
    ) -> None:
        self._pager = pager
        self._read = read

    def __iter__(self) -> Iterator[RowT_co]:
        """
        Walk through the rows.
        """
        pager = self._pager()
        while not pager.finished:
            yield from cast("list[RowT_co]", pager.take(self._read(pager)))

    def pages(self) -> Iterator[PageT_co]:
        """
        Walk through the pages as the server sends them, with sums or counts they may carry.

        Returns:
            Whole pages. With ``max_items`` there is none after the one that holds the last
            of these rows.
        """
        pager = self._pager()
        while not pager.finished:
            response = self._read(pager)
            pager.take(response)
            yield response.value


class AsyncListing(Discreet, Generic[RowT_co, PageT_co]):
    """
    The twin of ``Listing`` for ``async for``.
    """

    def __init__(
        self, pager: Callable[[], Pager], read: Callable[[Pager], Awaitable[Response[Any]]]
    ) -> None:
        self._pager = pager
        self._read = read

    async def __aiter__(self) -> AsyncIterator[RowT_co]:
        """
        Walk through the rows.
        """
        pager = self._pager()
        while not pager.finished:
            for row in pager.take(await self._read(pager)):
                yield row

    async def pages(self) -> AsyncIterator[PageT_co]:
        """
        Walk through the pages as the server sends them, with sums or counts they may carry.

        Returns:
            Whole pages. With ``max_items`` there is none after the one that holds the last
            of these rows.
        """
        pager = self._pager()
        while not pager.finished:
            response = await self._read(pager)
            pager.take(response)
            yield response.value
