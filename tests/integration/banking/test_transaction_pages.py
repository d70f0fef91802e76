"""
Transactions a few days at a time: the same as in a list, in both orders, also when it changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from kontokit_banking import (
    Progress,
    Transaction,
    Transactions,
    UnorderedRowsError,
    UnreadableRowError,
    async_reading,
    reading,
)
from tests.integration.banking.conftest import Reader
from tests.support.banking_servers import APIS, START, Books, Entry, serving

both_orders = pytest.mark.parametrize("newest_first", [False, True], ids=["oldest", "newest"])


def history(days: int = 40, each: int = 3) -> list[Entry]:
    """
    Some rows of each day, in no order; two of them are equal but for their ids.
    """
    made = [
        Entry(id=day * 10 + row + 1, day=START - timedelta(days=day), text=f"Einkauf {row // 2}")
        for day in range(days)
        for row in range(each)
    ]
    return made[1::2] + made[::2]


def rows_of(pages: Iterable[Transactions[Any]]) -> list[Transaction[Any]]:
    return [row for page in pages for row in page]


def listed(reader: Reader, *, newest_first: bool, **window: Any) -> list[tuple[Any, ...]]:
    """
    What the list has, in the order of days.
    """
    rows = sorted(
        reader.bank.transactions(reader.account, **window),
        key=lambda row: row.day or date.max,
        reverse=newest_first,
    )
    return [(row.day, row.key, row.id) for row in rows]


@both_orders
@pytest.mark.parametrize("per_page", [1000, 7])
@pytest.mark.parametrize(
    "window",
    [
        {},
        {"since": START - timedelta(days=20)},
        {"until": START - timedelta(days=20)},
        {"since": START - timedelta(days=9), "until": START - timedelta(days=5)},
        {"since": START + timedelta(days=1)},
    ],
    ids=["all", "since", "until", "between", "nothing"],
)
def test_they_are_those_of_the_list(
    reader: Reader, window: dict[str, Any], per_page: int, *, newest_first: bool
) -> None:
    """
    Each day stands on one page, with the keys that it has in the list, and with the raw rows.
    """
    reader.books.entries, reader.books.per_page = history(), per_page
    pages = list(reader.bank.transaction_pages(reader.account, newest_first=newest_first, **window))
    found = [(row.day, row.key, row.id) for row in rows_of(pages)]
    wanted = listed(reader, newest_first=newest_first, **window)
    assert sorted(found) == sorted(wanted)
    assert [one[0] for one in found] == [one[0] for one in wanted]
    days = [day for page in pages for day in {row.day for row in page}]
    assert len(set(days)) == len(days)
    assert all(row.raw is not None for row in rows_of(pages))
    assert all(pages)


@both_orders
@pytest.mark.parametrize("api", sorted(APIS))
def test_async_clients_read_the_same(api: str, *, newest_first: bool) -> None:
    """
    Both have one core.
    """
    books = Books(entries=history(), per_page=20)

    async def read(url: str) -> list[str]:
        async with APIS[api].async_client(url) as client:
            bank = async_reading(client)
            account = (await bank.accounts())[0]
            pages = bank.transaction_pages(account, newest_first=newest_first)
            return [row.key async for page in pages for row in page]

    with serving(api, books) as url, APIS[api].client(url) as client:
        bank = reading(client)
        pages = bank.transaction_pages(bank.accounts()[0], newest_first=newest_first)
        assert asyncio.run(read(url)) == [row.key for row in rows_of(pages)]


@both_orders
@pytest.mark.parametrize("api", ["bankimport", "finapi_access", "finapi_access_v1"])
def test_a_list_that_changes_is_read_again_from_the_day_that_is_not_complete(
    api: str, *, newest_first: bool
) -> None:
    """
    A row that comes in between shifts others to the next page: none is lost, and none comes twice.
    """
    books = Books(entries=history(), per_page=20)
    day = START - timedelta(days=0 if newest_first else 39)
    with serving(api, books) as url, APIS[api].client(url) as client:
        bank = reading(client)
        account = bank.accounts()[0]
        books.arriving = {len(books.asked) + 3: Entry(id=9000, day=day, text="spät")}
        pages = bank.transaction_pages(account, newest_first=newest_first)
        ids = [str(row.id) for row in rows_of(pages)]
    assert sorted(ids) == sorted(str(one.id) for one in history())
    assert "9000" not in ids, "its day was complete before it came"


@both_orders
def test_rows_without_ids_are_read_until_two_readings_agree(
    bankimport_reader: Reader, *, newest_first: bool
) -> None:
    """
    A list that grows gives a row twice, and without an id it would look like two.
    """
    books = bankimport_reader.books
    books.entries, books.per_page, books.with_ids = history(), 20, False
    day = START - timedelta(days=0 if newest_first else 39)
    books.arriving = {len(books.asked) + 3: Entry(id=9000, day=day, text="früher")}
    pages = bankimport_reader.bank.transaction_pages(
        bankimport_reader.account, newest_first=newest_first
    )
    found = [row.key for row in rows_of(pages)]
    books.arriving = {}
    wanted = listed(bankimport_reader, newest_first=newest_first)
    assert sorted(found) == sorted(one[1] for one in wanted)


def test_a_list_without_ids_that_never_stands_still(bankimport_reader: Reader) -> None:
    """
    It is refused as the list is.
    """
    books = bankimport_reader.books
    books.entries, books.per_page, books.with_ids = history(), 20, False
    begun = len(books.asked)
    oldest = START - timedelta(days=50)
    books.arriving = {
        begun + number: Entry(id=9000 + number, day=oldest, text=f"früher {number}")
        for number in range(2, 200)
    }
    with pytest.raises(UnreadableRowError, match="has changed each time"):
        rows_of(bankimport_reader.bank.transaction_pages(bankimport_reader.account))


@both_orders
def test_unreadable_rows_are_reported_once(
    bankimport_reader: Reader, *, newest_first: bool
) -> None:
    """
    Or they raise; none is dropped.
    """
    books = bankimport_reader.books
    books.entries, books.per_page = [*history(), Entry(id=8000, amount="")], 20
    bank, account = bankimport_reader.bank, bankimport_reader.account
    pages = list(bank.transaction_pages(account, newest_first=newest_first, unreadable="collect"))
    assert [one.raw.id for page in pages for one in page.unreadable] == [8000]
    assert len(rows_of(pages)) == len(history())
    with pytest.raises(UnreadableRowError, match="no amount"):
        list(bank.transaction_pages(account, newest_first=newest_first))


@both_orders
def test_unreadable_rows_are_reported_once_when_a_list_changes(
    bankimport_reader: Reader, *, newest_first: bool
) -> None:
    """
    Its lists know no days, so that they begin anew.
    """
    books = bankimport_reader.books
    days = (0, 20, 39) if newest_first else (39, 20, 0)
    bad = [
        Entry(id=8000 + n, amount="", day=START - timedelta(days=day)) for n, day in enumerate(days)
    ]
    books.entries, books.per_page = [*history(), *bad], 20
    arriving = Entry(id=9000, day=START - timedelta(days=days[0]), text="spät")
    books.arriving = {len(books.asked) + 3: arriving}
    pages = list(
        bankimport_reader.bank.transaction_pages(
            bankimport_reader.account, newest_first=newest_first, unreadable="collect"
        )
    )
    assert [one.raw.id for page in pages for one in page.unreadable] == [8000, 8001, 8002]
    assert len(rows_of(pages)) == len(history())


def test_a_provider_that_does_not_keep_the_order(finapi_reader: Reader) -> None:
    """
    No day of such a list is known to be complete.
    """
    finapi_reader.books.entries = history()
    finapi_reader.books.ignores_order = True
    with pytest.raises(UnorderedRowsError):
        rows_of(finapi_reader.bank.transaction_pages(finapi_reader.account))


def test_depots_are_not_asked(finapi_reader: Reader) -> None:
    """
    They have no transactions.
    """
    finapi_reader.books.kind = "Security"
    account = finapi_reader.bank.accounts()[0]
    asked = len(finapi_reader.books.asked)
    assert list(finapi_reader.bank.transaction_pages(account)) == []
    assert len(finapi_reader.books.asked) == asked


def test_recent_days_of_bankimport_are_read_from_the_new_end(bankimport_reader: Reader) -> None:
    """
    Its lists know no days; a long history is not read for some days of it.
    """
    books = bankimport_reader.books
    books.entries, books.per_page = history(days=300), 20
    asked = len(books.asked)
    since = START - timedelta(days=5)
    rows = rows_of(bankimport_reader.bank.transaction_pages(bankimport_reader.account, since))
    assert [row.day for row in rows] == sorted(row.day or date.max for row in rows)
    assert (len(rows), len(books.asked) - asked) == (18, 1)


@pytest.mark.parametrize("api", ["bankimport", "banksapi"])
def test_more_than_can_be_kept_is_read_twice(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where the oldest day is not known, or is at the other end of the list.
    """
    monkeypatch.setattr("kontokit_banking.transaction_pages._FEW", 30)
    since = START - timedelta(days=30)
    books = Books(entries=history(days=60), per_page=20)
    with serving(api, books) as url, APIS[api].client(url) as client:
        bank = reading(client)
        account = bank.accounts()[0]
        rows = rows_of(bank.transaction_pages(account, since))
        wanted = list(bank.transactions(account, since))
    assert [row.key for row in rows] == [row.key for row in wanted]
    assert len(rows) == 93


def test_progress_has_the_total_where_the_api_says_it() -> None:
    """
    After each page.
    """
    books = Books(entries=history(), per_page=50)
    told: list[Progress] = []
    for api, total in (("finapi_access", 120), ("bankimport", None)):
        told.clear()
        with serving(api, books) as url, APIS[api].client(url) as client:
            bank = reading(client, progress=told.append)
            account = bank.accounts()[0]
            told.clear()
            rows_of(bank.transaction_pages(account))
        assert told[:3] == [Progress(rows=n, total=total) for n in (50, 100, 120)]
