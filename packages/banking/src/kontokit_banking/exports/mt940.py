"""
MT940, as German banks fill it: field 86 has numbered parts, with SEPA tags in the purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from ..account import Account
from ..transaction import Transaction
from .errors import ValueDoesNotFitError
from .purposes import pieces, tagged_purpose
from .report import NoteKind
from .statements import Period, Statement, Statements
from .swift_texts import swift_text
from .texts import fitting_decimal
from .writer import Job, Output

_AMOUNT: Final = 14
"""Digits of an amount, beside the comma."""
_REFERENCE: Final = 16
_LINE: Final = 65
_PURPOSES: Final = (*range(20, 30), *range(60, 64))
_NAMES: Final = (32, 33)
_YEARS: Final = range(1980, 2080)
"""Which years two digits stand for."""
_DAYS_APART: Final = 30
"""The booking day has no year, so it has to be near the value day."""
_GVC: Final = re.compile(r"\d{3}", re.ASCII)
_SWIFT_CODE: Final = re.compile(r"[NSF][A-Z0-9]{3}", re.ASCII)
_UNKNOWN_GVC: Final = "000"
_UNKNOWN_SWIFT_CODE: Final = "NMSC"


class Mt940Writer:
    """
    Keeps rows until the end, and then writes a statement for each account and currency.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._out = out
        self._job = job
        self._notes = job.notes
        self._statements = Statements(job)

    def write(self, row: Transaction[Any]) -> None:
        """
        Keep a row.

        Raises:
            AccountNeededError: Its account was not given.
            CurrencyUnknownError: It has no currency.
            ValueDoesNotFitError: Its amount has too many digits.
        """
        _amount(row.amount, row.key, "amount")
        self._statements.add(row)

    def finish(self) -> None:
        """
        Write the statements.

        Raises:
            BalanceUnknownError: One has no closing balance.
            ValueDoesNotFitError: An amount or a day cannot be written.
        """
        periods = [(one, one.period(self._job)) for one in self._statements]
        for number, (statement, period) in enumerate(periods, 1):
            for line in self._lines(statement, period, number):
                self._out.write(line.encode("ascii") + b"\r\n")

    def close(self) -> None:
        """
        Remove the temporary files.
        """
        self._statements.close()

    def _lines(self, statement: Statement, period: Period, number: int) -> Iterator[str]:
        before = period.first - timedelta(days=1)
        yield f":20:{self._job.created:%y%m%d%H%M}-{number}"
        yield f":25:{self._account(statement.account)}"
        yield f":28C:{self._job.number or 0}/{number}"
        yield f":60F:{_balance(statement, period.opening, before)}"
        for row in statement.rows:
            yield self._entry(row)
            yield from _folded(f":86:{self._gvc(row)}", self._details(row))
        yield f":62F:{_balance(statement, period.closing, period.last)}"
        yield "-"

    def _account(self, account: Account[Any]) -> str:
        if account.iban is None and account.bank_code and account.number:
            return self._text("account_number", f"{account.bank_code}/{account.number}", 35)
        return self._text("account_iban", account.iban or account.number or account.id, 35)

    def _entry(self, row: Transaction[Any]) -> str:
        booked = row.booking_date
        if booked is None:
            raise ValueDoesNotFitError(row.key, "booking_date", "it is missing")
        valued = row.value_date or booked
        if abs(valued - booked).days > _DAYS_APART:
            self._notes.add(NoteKind.LEFT_OUT, "value_date")
            valued = booked
        amount = _amount(row.amount, row.key, "amount")
        own, bank = self._reference(row.customer_reference), self._reference(row.bank_reference)
        days = f"{_short_day(valued, row.key)}{booked:%m%d}"
        sign = _sign(row.amount)
        return f":61:{days}{sign}{amount}{self._code(row)}{own or 'NONREF'}{bank and '//' + bank}"

    def _code(self, row: Transaction[Any]) -> str:
        code = row.swift_code or _UNKNOWN_SWIFT_CODE
        if _SWIFT_CODE.fullmatch(code):
            return code
        self._notes.add(NoteKind.LEFT_OUT, "swift_code")
        return _UNKNOWN_SWIFT_CODE

    def _gvc(self, row: Transaction[Any]) -> str:
        code = row.gvc or _UNKNOWN_GVC
        if _GVC.fullmatch(code):
            return code
        self._notes.add(NoteKind.LEFT_OUT, "gvc")
        return _UNKNOWN_GVC

    def _reference(self, reference: str | None) -> str:
        """
        Write a reference into field 61, if it fits. That of the customer is in the purpose too,
        where most programs look for it.
        """
        return reference if reference and _stands_in_61(reference) else ""

    def _details(self, row: Transaction[Any]) -> Iterator[str]:
        party = row.counterparty
        bank = ("counterparty_bic", party.bic or party.bank_code)
        account = ("counterparty_iban", party.iban or party.account_number)
        yield from self._part("?00", "booking_text", row.booking_text, 27)
        yield from self._part("?10", "primanota", row.primanota, 10)
        purposes = list(self._purposes(row))
        yield from (text for number, text in purposes if number < 30)
        yield from self._part("?30", *bank, 12)
        yield from self._part("?31", *account, 34)
        lines = list(pieces(self._swift("counterparty_name", party.name or "")))
        if cut := sum(map(len, lines[len(_NAMES) :])):
            self._notes.add(NoteKind.CUT, "counterparty_name", cut)
        yield from (f"?{number}{line}" for number, line in zip(_NAMES, lines, strict=False))
        yield from (text for number, text in purposes if number > 30)

    def _purposes(self, row: Transaction[Any]) -> Iterator[tuple[int, str]]:
        numbers = iter(_PURPOSES)
        for field, part in tagged_purpose(row, self._notes):
            if field == "bank_reference" and _stands_in_61(part.removeprefix("BREF+")):
                continue
            left = self._swift(field, part)
            for piece in pieces(left):
                number = next(numbers, None)
                if number is None:
                    self._notes.add(NoteKind.CUT, field, len(left))
                    break
                yield number, f"?{number}{piece}"
                left = left[len(piece) :]

    def _part(self, mark: str, field: str, text: str | None, limit: int) -> Iterator[str]:
        if text:
            yield mark + self._text(field, text, limit)

    def _text(self, field: str, text: str, limit: int) -> str:
        fixed = self._swift(field, text)
        if len(fixed) > limit:
            self._notes.add(NoteKind.CUT, field, len(fixed) - limit)
        return fixed[:limit]

    def _swift(self, field: str, text: str) -> str:
        fixed, replaced = swift_text(" ".join(text.split()))
        if replaced:
            self._notes.add(NoteKind.REPLACED, field, replaced)
        return " ".join(fixed.split())


def _stands_in_61(reference: str) -> bool:
    fits = len(reference) <= _REFERENCE and swift_text(reference) == (reference, 0)
    return fits and "//" not in reference and reference == reference.strip(" /")


def _folded(start: str, parts: Iterator[str]) -> Iterator[str]:
    """
    Write parts in lines of 65 characters at most; each line begins with a part.
    """
    line, room = start, _LINE + len(":86:")
    for part in parts:
        if len(line) + len(part) > room:
            yield line
            line, room = "", _LINE
        line += part
    yield line


def _balance(statement: Statement, amount: Decimal, day: date) -> str:
    written = _amount(amount, f"the statement in {statement.currency}", "balance")
    return f"{_sign(amount)}{_short_day(day, 'the statement')}{statement.currency}{written}"


def _sign(amount: Decimal) -> str:
    return "D" if amount < 0 else "C"


def _amount(amount: Decimal, key: str, field: str) -> str:
    written = fitting_decimal(amount, digits=_AMOUNT, decimals=_AMOUNT)
    if written is None:
        raise ValueDoesNotFitError(key, field, f"{_AMOUNT} digits")
    return written.replace(".", ",")


def _short_day(day: date, key: str) -> str:
    if day.year not in _YEARS:
        raise ValueDoesNotFitError(key, "value_date", f"the years are {_YEARS[0]} to {_YEARS[-1]}")
    return f"{day:%y%m%d}"


open_writer = Mt940Writer
