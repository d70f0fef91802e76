"""
Says how far transactions have been read, on the progress line.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from .options import Options
from .progress import progress

if TYPE_CHECKING:
    from kontokit_banking import Progress

__all__ = ["ReadingProgress"]


class _Account:
    """
    How far one account has been read: one list after another, or again.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.total: int | None = None
        self._before = 0
        self._current = 0

    @property
    def rows(self) -> int:
        """
        Of the list that is read, where its total is known; else of all lists.
        """
        return self._current if self.total is not None else self._before + self._current

    def note(self, told: Progress) -> None:
        if told.rows <= self._current:
            self._before += self._current
        self._current, self.total = told.rows, told.total


class ReadingProgress:
    """
    A progress line for accounts that are read one after another, or at once.
    """

    def __init__(self, options: Options) -> None:
        """
        Nothing is shown yet.
        """
        self._options = options
        self._accounts: list[_Account] = []
        self._stack = ExitStack()
        self._say: Callable[[str], object] = lambda _text: None

    def __enter__(self) -> ReadingProgress:
        """
        Show the line.
        """
        self._say = self._stack.enter_context(progress(self._options))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Remove it.
        """
        self._stack.close()

    def of(self, label: str) -> Callable[[Progress], None]:
        """
        Begin with an account.

        Returns:
            What is told how far it has been read.
        """
        from .output.values import one_line

        account = _Account(one_line(label))
        self._accounts.append(account)
        self._say(self._text(account))

        def note(told: Progress) -> None:
            account.note(told)
            self._say(self._text(account))

        return note

    def _text(self, account: _Account) -> str:
        rows = sum(one.rows for one in self._accounts)
        if account.total is None:
            return f"Reading {account.name}, {rows:,} rows so far"
        return f"Reading {account.name}, {account.rows:,} of {account.total:,} rows"
