"""
What the modules of formats have to offer, and what they are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import RawIOBase
from typing import Any, Protocol

from msgspec import Struct
from typing_extensions import Buffer

from ..account import Account, Balance
from ..transaction import Transaction
from .errors import AccountNeededError
from .formats import Format
from .report import Notes


class Output(Protocol):
    """
    Where bytes go: a binary file, or anything with this method.
    """

    def write(self, data: bytes, /) -> object:
        """
        Write all of some bytes.
        """
        ...


class Job(Struct, frozen=True, kw_only=True):
    """
    What is exported, besides the rows.
    """

    format: Format
    accounts: Mapping[str, Account[Any]]
    """By their keys."""
    balances: Mapping[str, tuple[Balance[Any], ...]]
    """By the keys of their accounts."""
    until: date | None
    number: int | None
    raw: bool
    created: datetime
    notes: Notes

    def account(self, row: Transaction[Any]) -> Account[Any]:
        """
        Find the account of a row.

        Raises:
            AccountNeededError: It was not given.
        """
        found = self.accounts.get(row.account_key)
        if found is None:
            raise AccountNeededError(f"{self.format.name} needs the account of {row.key}")
        return found


class Writer(Protocol):
    """
    Writes transactions in one format.
    """

    def write(self, row: Transaction[Any]) -> None:
        """
        Write one, or keep it until the end.
        """
        ...

    def finish(self) -> None:
        """
        Write what comes after the last one. It is not called after an error.
        """
        ...

    def close(self) -> None:
        """
        Remove temporary files; always called, and last.
        """
        ...


class OpenWriter(Protocol):
    """
    Makes the writer of one format; each module of a format has it as ``open_writer``.
    """

    def __call__(self, out: Output, job: Job) -> Writer:
        """
        Begin a file.
        """
        ...


class OutputFile(RawIOBase):
    """
    An output as a binary file, for libraries that ask for one. Closing it does nothing.
    """

    def __init__(self, out: Output) -> None:
        super().__init__()
        self._out = out
        self._written = 0

    def writable(self) -> bool:
        """
        It can be written, and neither read nor wound back.
        """
        return True

    def write(self, data: Buffer, /) -> int:
        """
        Write all of some bytes.
        """
        block = bytes(data)
        self._out.write(block)
        self._written += len(block)
        return len(block)

    def tell(self) -> int:
        """
        Count the bytes written.
        """
        return self._written
