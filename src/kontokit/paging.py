"""
Numbered pages: which to ask for next, and when the list is at its end. Nothing here does I/O.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

from .answers import Answer
from .errors import ArgumentError, ConfigurationError, PageRepeated
from .kinds import is_mapping
from .models import wire_names
from .operations import Operation, Paging
from .responses import Response


class Pager:
    """
    Walks through the pages of one list.

    The list is at its end when a page has fewer rows than were asked for. A server that
    sends the same page again would never end; that is an error.
    """

    def __init__(self, operation: Operation[Any], args: Mapping[str, object]) -> None:
        """
        Start at the page that the arguments ask for, or at the first.

        Args:
            operation: An operation with paging.
            args: Python argument name → value.

        Raises:
            ArgumentError: Page or limit is not a number in its range.
            ConfigurationError: The operation has no pages.
        """
        if operation.paging is None:
            raise ConfigurationError(f"{operation.id} has no pages")
        self._operation = operation
        self._paging: Paging = operation.paging
        self._page_name = _argument(operation, operation.paging.page)
        self._limit_name = _argument(operation, operation.paging.limit)
        self._limit = _number(args, self._limit_name, default=self._paging.maximum)
        if self._limit > self._paging.maximum:
            raise ArgumentError(f"the most is {self._paging.maximum}", place=self._limit_name)
        self._page = _number(args, self._page_name, default=1)
        self._args = dict(args)
        self._previous: bytes | None = None
        self.finished = False

    def arguments(self) -> dict[str, object]:
        """
        The arguments that ask for the next page.
        """
        return {**self._args, self._page_name: self._page, self._limit_name: self._limit}

    def rows(self, response: Response[Any]) -> Sequence[Any]:
        """
        The rows of a page that was read; the pager then stands at the next.

        Args:
            response: The page.

        Returns:
            Its rows.

        Raises:
            PageRepeated: The page is the one before it.
        """
        rows = self._rows(response.value)
        if rows and response.body == self._previous:
            raise PageRepeated(
                f"page {self._page} is the same as the one before", self._seen(response)
            )
        self._previous = response.body
        self._page += 1
        self.finished = len(rows) < self._limit
        return rows

    def _rows(self, page: Any) -> Sequence[Any]:
        items = self._paging.items
        if items is None:
            return cast("Sequence[Any]", page)
        return cast("Sequence[Any]", _field(page, items) or ())

    def _seen(self, response: Response[Any]) -> Answer:
        return Answer(
            operation=self._operation.id,
            status=response.status,
            headers=response.headers,
            body=response.body,
            request_id=response.request_id,
        )


def _argument(operation: Operation[Any], name: str) -> str:
    for parameter in operation.parameters:
        if parameter.place == "query" and name in (parameter.wire, parameter.name):
            return parameter.name
    raise ConfigurationError(f"{operation.id} has no query parameter {name!r} for its pages")


def _number(args: Mapping[str, object], name: str, *, default: int) -> int:
    value = args.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentError("expected a whole number from 1", place=name)
    return value


def _field(page: Any, wire: str) -> Any:
    if is_mapping(page):
        return page.get(wire)
    if isinstance(page, msgspec.Struct):
        by_wire = {w: name for name, w in wire_names(type(page)).items()}
        return getattr(page, by_wire.get(wire, wire))
    return None
