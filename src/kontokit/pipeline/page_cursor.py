"""
Goes from page to page of a list: what to ask for next, where the list ends, and whether it holds
still. No I/O.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, cast

import msgspec

from ..core.deviation import Deviation
from ..core.exceptions import (
    ArgumentError,
    ConfigurationError,
    DecodeError,
    KontokitError,
    ListChangedError,
    NoContentError,
    NotFoundError,
    PageRepeatedError,
)
from ..core.typeguards import is_mapping
from ..core.values import HidesFields
from ..operations import Operation
from ..serialization.model import wire_field
from ..serialization.response_parser import Response
from .call_options import CallOptions
from .page_checks import SeenPage, SeenPages, pages_of

_EQUAL_PAGES: Final = 20
"""So many known pages in a row are no coincidence, though nothing contradicts them."""


class ListCall(HidesFields, msgspec.Struct, frozen=True):
    """
    The call of a list, from which every iteration starts.
    """

    _hidden: ClassVar = frozenset({"args", "options"})

    operation: Operation[Any]
    args: Mapping[str, object]
    """Python argument name → value."""
    max_items: int | None = None
    options: CallOptions | None = None
    prefetch: int = 0
    """How many pages may be requested before they are asked for."""
    is_counted: bool = False
    """Every page is a read that the bank counts."""

    def __str__(self) -> str:
        given = [name for name, value in self.args.items() if value is not None]
        given += ["max_items"] if self.max_items is not None else []
        return f"{self.operation.id}({', '.join(given)})"


class PageCursor:
    """
    A cursor over the pages of one list.

    The list ends where the API says so by its number of pages or rows; if it says neither, with an
    empty page. A short page is no end, since a server may give fewer rows than asked for. A list
    without pages ends with its only response.

    It remembers the ids of the first page and the one before, and of others a digest.
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
        self._first: SeenPage | None = None
        self._before: SeenPage | None = None
        self._seen = SeenPages()
        self._received = 0
        self._equal_pages = 0
        self.finished = False
        self.deviations: list[Deviation] = []
        """What is doubtful about the last page that was taken."""
        self._number_pages()

    @property
    def total(self) -> int | None:
        """
        How many rows the list has, as the last page says.
        """
        return None if self._before is None else self._before.total

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
        self._is_whole = self._page == 1

    def arguments(self, ahead: int = 0) -> dict[str, object]:
        """
        The arguments that ask for the next page.

        Args:
            ahead: Ask for the page so many pages behind the next one.
        """
        if self._operation.paging is None:
            return self._args
        return {**self._args, self._page_name: self._page + ahead, self._limit_name: self._limit}

    def expected(self, most: int) -> int:
        """
        How many pages, from the next one on, may be needed, as far as is known.

        Args:
            most: Count no further.

        Returns:
            0 before the first page: it may be the only one.
        """
        before = self._before
        if self.finished or before is None:
            return 0
        seen = self._received if self._is_whole else (self._page - 1) * self._limit
        following = before.following(self._page - 1, seen, self._limit)
        if self._left is None:
            return min(most, following)
        return min(most, following, pages_of(self._left, max(self._limit, before.size)))

    def take(self, response: Response[Any]) -> Sequence[Any]:
        """
        Take the rows of a page and advance to the next page.

        Returns:
            Its rows, cut off at ``max_items``.

        Raises:
            PageRepeatedError: The page is the same as an earlier one.
            ListChangedError: Rows may have moved to another page.
        """
        rows = self._rows(response.value)
        self.deviations = []
        if self._operation.paging is None:
            self.finished = True
        else:
            page = SeenPage.of(self._operation.paging, response.value, rows, response.unreadable)
            self._received += page.size
            self._check(page, response)
            self._advance(page)
        return self._wanted(rows)

    def rows_before(self, error: DecodeError) -> Sequence[Any]:
        """
        The rows before the first one of a page that cannot be read.

        Returns:
            These rows, cut off at ``max_items``. If that is reached, the list is finished.
        """
        unreadable = error.unreadable
        return self._wanted(error.rows[: unreadable[0].index]) if unreadable else ()

    def ends_by(self, error: KontokitError) -> bool:
        """
        Whether an error means that there are no further pages: some servers do not know a page
        behind the last one, or have nothing to say about it.

        Args:
            error: What came instead of a page.
        """
        before = self._before
        if before is None or not isinstance(error, NotFoundError | NoContentError):
            return False
        # After a full page, or where the API says how many there are, something else is wrong.
        has_total = before.total is not None or before.pages is not None
        self.finished = not has_total and before.size < self._limit
        return self.finished

    def _check(self, page: SeenPage, response: Response[Any]) -> None:
        """
        Raise if the server repeats pages or the list has changed; note what is only likely.
        """
        before = self._before
        has_moved = before is not None and page.may_have_moved(before)
        is_surplus = self._is_whole and page.total is not None and self._received > page.total
        if not has_moved and self._seen.proves_repeated(page, is_surplus=is_surplus):
            raise self._repeated(response)
        for earlier in filter(None, (before, self._first)):
            if has_moved or page.repeated_ids(earlier):
                raise self._changed(page, earlier, response)
        self._note_growth(page)
        self._note_equality(page, response)

    def _note_growth(self, page: SeenPage) -> None:
        total = self._before.total if self._before else None
        if total is not None and page.total is not None and page.total > total:
            self._doubt("the same total as the page before")

    def _note_equality(self, page: SeenPage, response: Response[Any]) -> None:
        if self._before is None or not self._seen.has(page):
            self._equal_pages = 0
            return
        self._equal_pages += 1
        if self._equal_pages >= _EQUAL_PAGES:
            raise self._repeated(response)
        is_next = page.mark == self._before.mark
        self._doubt(f"other rows than on {'the page before' if is_next else 'an earlier page'}")

    def _advance(self, page: SeenPage) -> None:
        self.finished = not page.size or self._is_last(page)
        is_short = page.total is not None and self._received < page.total
        if self.finished and self._is_whole and is_short:
            self._doubt("as many rows as the total says")
        self._first = self._first or page
        self._before = page
        self._seen.add(page)
        self._page += 1

    def _is_last(self, page: SeenPage) -> bool:
        """
        Whether the API says that no page follows. Where its two numbers differ, the larger counts.
        """
        if page.total is not None and self._is_whole and self._received < page.total:
            return False
        if page.pages is not None:
            return self._page >= page.pages
        return page.total is not None and self._is_whole

    def _doubt(self, expected: str) -> None:
        field = "" if self._rows_field == "*" else f".{self._rows_field}"
        self.deviations.append(Deviation(path=f"${field}", expected=expected, kind="page"))

    def _repeated(self, response: Response[Any]) -> PageRepeatedError:
        return PageRepeatedError(
            f"page {self._page} is the same as an earlier one",
            response.http,
            operation=self._operation.id,
            request_id=response.request_id,
        )

    def _changed(
        self, page: SeenPage, earlier: SeenPage, response: Response[Any]
    ) -> ListChangedError:
        how = "rows have come twice"
        if page.may_have_moved(earlier):
            how = "its total has changed"
        return ListChangedError(
            f"the list changed before page {self._page} was read: {how}",
            response.http,
            page=self._page,
            total_before=earlier.total,
            total_after=page.total,
            repeated_ids=page.repeated_ids(earlier),
            operation=self._operation.id,
            request_id=response.request_id,
        )

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
