"""
DATEV's file of bank transactions ("ASCII-Weiterverarbeitungsdatei"): 34 fields, without a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice, repeat
from typing import Any, Final
from unicodedata import normalize

from kontokit import ArgumentError

from ..account import Account
from ..transaction import Transaction
from ..values import Money
from .errors import AccountNeededError, ValueDoesNotFitError
from .purposes import pieces, tagged_purpose
from .report import NoteKind
from .texts import fitting_decimal, german_day
from .writer import Job, Output

_ENCODING: Final = "cp1252"
_LENGTH: Final = 27
_DIGITS: Final = 13
_PURPOSES: Final = 14
_BANK: Final = re.compile(r"\d{8}|[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_GVC: Final = re.compile(r"\d{1,3}", re.ASCII)


class DatevWriter:
    """
    Writes a line for each transaction, oldest first.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._out = out
        self._job = job
        self._notes = job.notes
        self._last: date | None = None

    def write(self, row: Transaction[Any]) -> None:
        """
        Write one line.

        Raises:
            AccountNeededError: Its account was not given, or has neither a bank code nor a BIC.
            ArgumentError: It is older than the one before, which DATEV refuses.
            ValueDoesNotFitError: An amount has more than 2 decimals or 13 digits.
        """
        self._check_order(row.booking_date)
        line = ";".join(self._fields(row)) + "\r\n"
        self._out.write(line.encode(_ENCODING))

    def finish(self) -> None:
        """
        Nothing follows the last line.
        """

    def close(self) -> None:
        """
        There are no temporary files.
        """

    def _check_order(self, day: date | None) -> None:
        if day is None or (self._last is not None and day < self._last):
            raise ArgumentError("datev-csv needs transactions oldest first", place="rows")
        self._last = day

    def _fields(self, row: Transaction[Any]) -> Iterator[str]:
        purposes = self._purposes(row)
        party = row.counterparty
        yield from self._head(row)
        yield from self._lines("counterparty_name", party.name, 2)
        yield self._bank("counterparty_bic", party.bic, party.bank_code)
        yield self._text("counterparty_iban", party.iban or party.account_number, 34)
        yield from purposes[:4]
        yield self._text("gvc", self._gvc(row), 3)
        yield self._text("currency", row.currency, 3)
        yield self._text("booking_text", row.booking_text, _LENGTH)
        yield from purposes[4:10]
        yield from self._money(row.returned_amount, row.key, "returned_amount")
        yield from self._money(row.instructed, row.key, "instructed")
        yield from self._money(row.fee, row.key, "fee")
        yield from purposes[10:]

    def _head(self, row: Transaction[Any]) -> Iterator[str]:
        account = self._job.account(row)
        yield _quoted(_own_bank(account))
        yield self._text("account_iban", account.iban or account.number or account.id, 34)
        yield str(self._job.number or "")
        yield ""
        yield _day(row.value_date)
        yield _day(row.booking_date)
        sign = "-" if row.amount < 0 else ""
        yield sign + _amount(row.amount, row.key, "amount")

    def _lines(self, field: str, text: str | None, count: int) -> Iterator[str]:
        fixed = self._fixed(field, text or "")
        cut = list(pieces(fixed))
        if len(cut) > count:
            self._notes.add(NoteKind.CUT, field, sum(map(len, cut[count:])))
        return islice(chain(map(_quoted, cut), repeat("")), count)

    def _purposes(self, row: Transaction[Any]) -> list[str]:
        lines: list[str] = []
        for field, part in tagged_purpose(row, self._notes):
            for piece in pieces(self._fixed(field, part)):
                if len(lines) < _PURPOSES:
                    lines.append(_quoted(piece))
                else:
                    self._notes.add(NoteKind.CUT, field, len(piece))
        return lines + [""] * (_PURPOSES - len(lines))

    def _gvc(self, row: Transaction[Any]) -> str | None:
        if row.gvc is None or _GVC.fullmatch(row.gvc):
            return row.gvc
        self._notes.add(NoteKind.LEFT_OUT, "gvc")
        return None

    def _bank(self, field: str, bic: str | None, code: str | None) -> str:
        found = _bank_number(bic) or _bank_number(code)
        if found is None and (bic or code):
            self._notes.add(NoteKind.LEFT_OUT, field)
        return _quoted(found or "")

    def _money(self, money: Money | None, key: str, field: str) -> tuple[str, str]:
        if money is None:
            return "", ""
        sign = "-" if money.amount < 0 else ""
        return sign + _amount(money.amount, key, field), self._text(field, money.currency, 3)

    def _text(self, field: str, text: str | None, limit: int) -> str:
        fixed = self._fixed(field, text or "")
        if len(fixed) > limit:
            self._notes.add(NoteKind.CUT, field, len(fixed) - limit)
        return _quoted(fixed[:limit])

    def _fixed(self, field: str, text: str) -> str:
        written = [_windows(one) for one in " ".join(normalize("NFC", text).split())]
        replaced = sum(has_changed for _, has_changed in written)
        if replaced:
            self._notes.add(NoteKind.REPLACED, field, replaced)
        return "".join(one for one, _ in written)


def _windows(one: str) -> tuple[str, bool]:
    """
    Write a character of Windows-1252; one that is not in it without its accent, or as ``?``.
    """
    if one == '"':
        return "'", True
    try:
        one.encode(_ENCODING)
    except UnicodeEncodeError:
        plain = normalize("NFKD", one).encode(_ENCODING, "ignore").decode(_ENCODING)
        return plain or "?", True
    return one, False


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def _day(day: date | None) -> str:
    return "" if day is None else german_day(day)


def _amount(amount: Any, key: str, field: str) -> str:
    written = fitting_decimal(amount, digits=_DIGITS, decimals=2)
    if written is None:
        raise ValueDoesNotFitError(key, field, f"{_DIGITS} digits, 2 of them decimals")
    return written.replace(".", ",")


def _bank_number(text: str | None) -> str | None:
    if text is None or not _BANK.fullmatch(text):
        return None
    # The head office of a bank has the same BIC with and without XXX.
    return text + "XXX" if len(text) == 8 and not text.isdigit() else text


def _own_bank(account: Account[Any]) -> str:
    iban = account.iban or ""
    from_iban = iban[4:12] if iban.startswith("DE") else None
    found = _bank_number(account.bic) or _bank_number(account.bank_code or from_iban)
    if found is None:
        raise AccountNeededError("datev-csv needs the bank code or the BIC of the account")
    return found


open_writer = DatevWriter
