"""
Blocks credentials that a bank has refused, and TANs after three refused ones: both lock users out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final, final

from msgspec import structs

from ..core.clock import Clock
from ..core.exceptions import CredentialsRefusedError
from ..core.secret import KeepsSecrets, Secret, reveal
from ..core.tracebacks import ScrubsTracebacks
from .login_data import CallLogins, LoginData
from .mark_book import LIFETIME, Mark, MarkBook

MAX_REFUSED_TANS: Final = 3


@final
class LockoutGuard(ScrubsTracebacks, KeepsSecrets):
    """
    Remembers for 24 hours what banks have refused of one user, in the memory of this process and
    in shared stores.

    It stores keyed digests, never credentials. Threads may share it. Its methods read and write
    stores, so they block unless ``is_local``.
    """

    __slots__ = ("__books", "__clock", "__scope")

    def __init__(self, books: Sequence[MarkBook], scope: Sequence[str], clock: Clock) -> None:
        """
        Nothing is read yet.

        Args:
            books: Where the marks are. What one of them has, counts. The first one is that of
                ``digests``.
            scope: What marks of others must not be mixed with: the API, its server and the user.
            clock: Ends the marks.
        """
        self.__books = tuple(books)
        self.__scope = tuple(scope)
        self.__clock = clock

    @property
    def is_local(self) -> bool:
        """
        Whether calls never wait for a disk or a network.
        """
        return all(book.is_local for book in self.__books)

    def digests(self, call: CallLogins) -> tuple[str, ...]:
        """
        The digests of the credentials of a call in the first book, for a flow's record.
        """
        book = self.__books[0]
        return tuple(self._digest(book, login.values) for login in call.logins)

    def without_values(self, call: CallLogins) -> CallLogins:
        """
        The credentials of a call as digests, for this guard only.
        """
        logins = tuple(
            LoginData(digests=tuple(digest for _, digest in self._places(login)), bank=login.bank)
            for login in call.logins
        )
        return structs.replace(call, logins=logins)

    def refusal(self, call: CallLogins) -> CredentialsRefusedError | None:
        """
        The error to raise instead of sending a call; None if its credentials were not refused.
        """
        for login in call.logins:
            for book, digest in self._places(login):
                mark = self._live(book, digest)
                if mark is not None and self._is_at(book, mark, login.bank):
                    return CredentialsRefusedError(code=mark.code)
        return None

    def record_refusal(self, call: CallLogins, code: str | None) -> None:
        """
        Remember that the credentials of a call were refused. Do not call this for a wrong TAN.

        Args:
            code: The provider's code for the refusal.
        """
        for login in call.logins:
            for book, digest in self._places(login):
                bank = None if login.bank is None else book.digest("bank", login.bank)

                def refused(old: Mark | None, bank: str | None = bank) -> Mark:
                    banks = () if old is None else old.banks
                    return Mark(
                        until=self._now + LIFETIME,
                        code=code,
                        banks=tuple(dict.fromkeys((*banks, bank))),
                    )

                self._write(book, digest, refused)

    def record_success(self, call: CallLogins) -> None:
        """
        Forget that the credentials of a call were refused, since the bank has taken them.
        """
        for login in call.logins:
            for book, digest in self._places(login):
                mark = book.load(digest)
                if mark is None:
                    continue
                others = self._other_banks(book, mark, login.bank)
                if others:
                    book.update(digest, partial(_replaced, structs.replace(mark, banks=others)))
                else:
                    book.delete(digest)

    def refused_tans(self, call: CallLogins) -> int:
        """
        How many TANs of an access were refused since its last success.

        Args:
            call: The call that asks for the TAN.
        """
        marks = (self._live(book, digest) for book, digest in self._tan_places(call))
        return max((mark.count for mark in marks if mark is not None), default=0)

    def record_refused_tan(self, call: CallLogins) -> None:
        """
        Count a refused TAN of an access.

        Args:
            call: The call that has asked for the TAN.
        """
        for book, digest in self._tan_places(call):
            self._write(
                book,
                digest,
                lambda old: Mark(
                    until=self._now + LIFETIME, count=1 if old is None else old.count + 1
                ),
            )

    def record_right_tan(self, call: CallLogins) -> None:
        """
        Forget the refused TANs of an access, since its bank has taken one.

        Args:
            call: The call that has asked for the TAN.
        """
        for book, digest in self._tan_places(call):
            if book.load(digest) is not None:
                book.delete(digest)

    def unlock(self, credentials: Mapping[str, Secret | str] | None = None) -> None:
        """
        Allow what was refused to be sent again.

        Args:
            credentials: The credentials by label or name; None for all of the user, and TANs.
        """
        for book in self.__books:
            if credentials is not None:
                digest = self._digest(book, credentials)
                book.delete(digest)
                book.delete(book.digest("tan", digest))
                continue
            # Stores cannot list their records. A mark counts only if it was made after the last
            # unlocking, which it names; that lasts longer than every mark from before it.
            mark = Mark(until=self._now + 2 * LIFETIME, after=secrets.token_hex(8))
            book.update(self._unlocking(book), partial(_replaced, mark))

    @property
    def _now(self) -> datetime:
        return self.__clock.now().time

    def _places(self, login: LoginData) -> Iterator[tuple[MarkBook, str]]:
        if login.digests:
            yield from zip(self.__books, login.digests, strict=False)
            return
        for book in self.__books:
            yield book, self._digest(book, login.values)

    def _tan_places(self, call: CallLogins) -> Iterator[tuple[MarkBook, str]]:
        for login in call.logins:
            for book, digest in self._places(login):
                yield book, book.digest("tan", digest)
        if call.access is None and call.logins:
            return
        for book in self.__books:
            yield book, book.digest("tan", *self.__scope, call.access or "")

    def _digest(self, book: MarkBook, values: Mapping[str, Secret | str]) -> str:
        return book.digest("login", *self.__scope, *_parts(values))

    def _unlocking(self, book: MarkBook) -> str:
        return book.digest("unlocked", *self.__scope)

    def _live(self, book: MarkBook, digest: str) -> Mark | None:
        mark = book.load(digest)
        if mark is None or mark.until <= self._now:
            return None
        unlocked = self._last_unlocking(book)
        return mark if unlocked is None or unlocked == mark.after else None

    def _last_unlocking(self, book: MarkBook) -> str | None:
        mark = book.load(self._unlocking(book))
        return None if mark is None or mark.until <= self._now else mark.after

    def _write(self, book: MarkBook, digest: str, change: Callable[[Mark | None], Mark]) -> None:
        unlocked = self._last_unlocking(book)

        def changed(old: Mark | None) -> Mark:
            is_live = old is not None and old.until > self._now and unlocked in (None, old.after)
            return structs.replace(change(old if is_live else None), after=unlocked)

        book.update(digest, changed)

    def _is_at(self, book: MarkBook, mark: Mark, bank: str | None) -> bool:
        """
        Whether a mark may be of this bank: another bank has other users.
        """
        return bank is None or None in mark.banks or book.digest("bank", bank) in mark.banks

    def _other_banks(self, book: MarkBook, mark: Mark, bank: str | None) -> tuple[str | None, ...]:
        if bank is None:
            return ()
        known = (None, book.digest("bank", bank))
        return tuple(one for one in mark.banks if one not in known)

    def __repr__(self) -> str:
        return f"LockoutGuard(books={len(self.__books)})"


def _parts(values: Mapping[str, Secret | str]) -> Iterable[str]:
    for name in sorted(values):
        yield name
        yield reveal(values[name])


def _replaced(mark: Mark, _: Mark | None) -> Mark:
    return mark
