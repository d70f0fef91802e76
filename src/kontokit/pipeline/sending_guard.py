"""
Refuses an order that was just sent, and a read without the user that the bank would refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, final

from msgspec import structs

from ..core.clock import Clock
from ..core.exceptions import (
    BudgetExhaustedError,
    KontokitError,
    PossibleDuplicateError,
    StoreError,
)
from ..core.secret import KeepsSecrets
from ..core.tracebacks import ScrubsTracebacks, strip_traceback
from .mark_book import Mark, MarkBook
from .sending import OrderTexts, Sending

if TYPE_CHECKING:
    from ..psd2.read_budget import ReadBudget

SAME_WITHIN: Final = timedelta(minutes=10)
"""How long an order is remembered."""


@final
class SendingGuard(ScrubsTracebacks, KeepsSecrets):
    """
    Remembers orders for ten minutes, and counts reads without the user.

    It stores keyed digests, never an IBAN or an amount. Its methods read and write stores, so they
    block unless ``is_local``.
    """

    __slots__ = ("__books", "__budget", "__clock", "__scope")

    def __init__(
        self,
        books: Sequence[MarkBook],
        scope: Sequence[str],
        clock: Clock,
        budget: ReadBudget | None,
    ) -> None:
        """
        Nothing is read yet.

        Args:
            books: Where orders are remembered. What one of them has, counts.
            scope: The API, its server and the user.
            clock: Ends what is remembered.
            budget: Counts reads; None if they are not counted.
        """
        self.__books = tuple(books)
        self.__scope = tuple(scope)
        self.__clock = clock
        self.__budget = budget

    @property
    def is_local(self) -> bool:
        """
        Whether calls never wait for a disk or a network.
        """
        is_local = self.__budget is None or self.__budget.is_local
        return is_local and all(book.is_local for book in self.__books)

    def checks(self, sending: Sending) -> bool:
        """
        Whether there is anything to check of a call.
        """
        return bool(sending.orders or (sending.read_keys and self.__budget is not None))

    def admit(self, sending: Sending, owner: str) -> KontokitError | None:
        """
        Take note of a call that is about to be sent, or return the error because of which it must
        not be sent.

        Args:
            owner: Who sends it. The same one may send its orders again.
        """
        refusal = self._repeated(sending) or self._noted(sending, owner)
        return refusal or self._taken(sending.read_keys)

    def _taken(self, keys: Sequence[str]) -> KontokitError | None:
        if self.__budget is None:
            return None
        for number, key in enumerate(keys):
            try:
                self.__budget.take(self._counted(key))
            except (BudgetExhaustedError, StoreError) as error:
                self._give_back(keys[:number])  # nothing is sent, so they are not read either
                return strip_traceback(error)
        return None

    def give_back(self, sending: Sending) -> None:
        """
        Uncount the reads of a call that was certainly not sent. If the store does not work, they
        stay counted.
        """
        self._give_back(sending.read_keys)

    def _give_back(self, keys: Sequence[str]) -> None:
        if self.__budget is not None:
            with suppress(StoreError):
                for key in keys:
                    self.__budget.give_back(self._counted(key))

    def _counted(self, key: str) -> str:
        return "\n".join((*self.__scope, key))

    def forget(self, sending: Sending, owner: str) -> None:
        """
        Forget the orders of a call that was certainly not carried out.

        Args:
            owner: Who has sent it. What another one has sent since then stays.
        """
        for order in sending.orders:
            for book in self.__books:
                digest = self._digest(book, order)
                mark = book.load(digest)
                if mark is not None and mark.code == owner:
                    book.delete(digest)

    def _repeated(self, sending: Sending) -> PossibleDuplicateError | None:
        seen: set[tuple[str, ...]] = set()
        for order in () if sending.allow_duplicate else sending.orders:
            if order.texts in seen:
                return PossibleDuplicateError(place=order.place, sent_at=None)
            seen.add(order.texts)
        return None

    def _noted(self, sending: Sending, owner: str) -> PossibleDuplicateError | None:
        done: list[OrderTexts] = []
        for order in sending.orders:
            for book in self.__books:
                other = self._claim(book, order, owner, is_allowed=sending.allow_duplicate)
                if other is not None:
                    # Nothing is sent, so the orders before this one are not either.
                    self.forget(structs.replace(sending, orders=(*done, order)), owner)
                    sent_at = other.until - SAME_WITHIN
                    return PossibleDuplicateError(place=order.place, sent_at=sent_at)
            done.append(order)
        return None

    def _claim(
        self, book: MarkBook, order: OrderTexts, owner: str, *, is_allowed: bool
    ) -> Mark | None:
        """
        Write a mark, unless there is one of another sender, which is returned.
        """
        now = self.__clock.now().time
        other: Mark | None = None

        def claimed(old: Mark | None) -> Mark:
            nonlocal other
            is_live = old is not None and old.until > now
            other = old if is_live and old is not None and old.code != owner else None
            if old is not None and is_live and (old.code == owner or not is_allowed):
                return old
            # Two have sent the order, so neither of them forgets it: the other's may be on its way.
            return Mark(until=now + SAME_WITHIN, code=owner if other is None else None)

        book.update(self._digest(book, order), claimed)
        return None if is_allowed else other

    def _digest(self, book: MarkBook, order: OrderTexts) -> str:
        return book.digest("order", *self.__scope, *order.texts)

    def __repr__(self) -> str:
        return f"SendingGuard(books={len(self.__books)}, budget={self.__budget!r})"
