"""
Fixtures: an account, read through each API from a server on loopback.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kontokit_banking import Bank, Changes, reading
from tests.support.banking_servers import APIS, Books, serving


class Reader:
    """
    Reads the account of the books, and keeps the cursor.
    """

    def __init__(self, api: str, books: Books, bank: Bank[Any, Any, Any, Any]) -> None:
        self.api = api
        self.books = books
        self.bank = bank
        self.account = bank.accounts()[0]
        self.cursor: str | None = None

    def sync(self, **options: Any) -> Changes[Any]:
        """
        Sync once more, after a download that has ended.
        """
        self.books.refresh()
        changes = self.bank.sync(self.account, self.cursor, **options)
        self.cursor = changes.cursor
        return changes


def read_with(api: str) -> Iterator[Reader]:
    books = Books()
    with serving(api, books) as url, APIS[api].client(url) as client:
        yield Reader(api, books, reading(client))


@pytest.fixture(params=sorted(APIS))
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """
    A reader of each API.
    """
    yield from read_with(request.param)


@pytest.fixture(params=["bankimport", "finapi_access"])
def waiting(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """
    A reader of each API with pending transactions.
    """
    yield from read_with(request.param)


@pytest.fixture
def finapi_reader() -> Iterator[Reader]:
    """
    A reader of finAPI Access.
    """
    yield from read_with("finapi_access")


@pytest.fixture
def banksapi_reader() -> Iterator[Reader]:
    """
    A reader of BANKSapi.
    """
    yield from read_with("banksapi")


@pytest.fixture
def bankimport_reader() -> Iterator[Reader]:
    """
    A reader of Bankimport.
    """
    yield from read_with("bankimport")
