"""
Walking through the pages of a list.
"""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from kontokit import ArgumentError, ConfigurationError, PageRepeatedError, SyncClient
from kontokit.operations import Operation, Paging, Parameter, Result
from tests.support.bank import Bank, Reply
from tests.support.clients import AnyClient
from tests.support.shapes import GET_PDF, PAGE_BOOKINGS, Booking

JSON = {"Content-Type": "application/json"}


def _pages(bank: Bank, *sizes: int, key: str | None = "transactions") -> None:
    number = 0
    for size in sizes:
        rows = [{"id": str(number + n)} for n in range(size)]
        number += size
        page: Any = rows if key is None else {key: rows}
        bank.queue.append(Reply(body=json.dumps(page).encode(), headers=JSON))


def test_all_rows_of_all_pages_come_in_order(bank: Bank, any_client: AnyClient) -> None:
    """
    Pages are asked for one by one until one has fewer rows than the limit.
    """
    _pages(bank, 10, 10, 3)
    rows = any_client.list(PAGE_BOOKINGS)
    assert [row.id for row in rows] == [str(n) for n in range(23)]
    assert [heard.target for heard in bank.heard] == [
        "/bookings?page=1&limit=10",
        "/bookings?page=2&limit=10",
        "/bookings?page=3&limit=10",
    ]


@pytest.mark.parametrize(("sizes", "asked"), [((0,), 1), ((4,), 1), ((5, 0), 2), ((5, 5, 0), 3)])
def test_the_end_is_found(
    bank: Bank, any_client: AnyClient, sizes: tuple[int, ...], asked: int
) -> None:
    """
    An empty page ends the list, also the first one, and the caller's limit is respected.
    """
    _pages(bank, *sizes)
    assert len(any_client.list(PAGE_BOOKINGS, {"limit": 5})) == sum(sizes)
    assert len(bank.heard) == asked
    assert all(heard.target.endswith("limit=5") for heard in bank.heard)


def test_pages_are_read_only_when_needed(bank: Bank, client: SyncClient) -> None:
    """
    Nothing is sent before the first row is asked for, nor more than was asked for.
    """
    _pages(bank, 10, 10)
    rows = client.list(PAGE_BOOKINGS, {"page": 3})
    assert bank.heard == []
    assert next(iter(rows)) == Booking(id="0")
    assert [heard.target for heard in bank.heard] == ["/bookings?page=3&limit=10"]


def test_a_server_that_repeats_its_page_is_stopped(bank: Bank, any_client: AnyClient) -> None:
    """
    A server that ignores the page number does not make an endless list.
    """
    bank.says(json.dumps({"transactions": [{"id": str(n)} for n in range(10)]}))
    with pytest.raises(PageRepeatedError, match="page 2 is the same") as caught:
        any_client.list(PAGE_BOOKINGS)
    assert caught.value.status_code == 200
    assert len(bank.heard) == 2


def test_a_page_may_be_the_list_itself(bank: Bank, client: SyncClient) -> None:
    """
    Pages without a field for their rows are lists, and null is an empty page.
    """
    parameters = tuple(Parameter(name=f"{n}_", wire=n, place="query") for n in ("page", "limit"))
    operation: Operation[list[Booking]] = Operation(
        id="plain", method="GET", path="/plain", retry="read", parameters=parameters,
        results={200: Result(type=list[Booking])},
        rows="*",
        paging=Paging(page="page", limit="limit", maximum=2),
    )  # fmt: skip
    _pages(bank, 2, 1, key=None)
    assert len(list(client.list(operation))) == 3
    assert bank.last.target == "/plain?page=2&limit=2"
    bank.says('{"transactions":null}')
    assert list(client.list(PAGE_BOOKINGS)) == []


COUNTED: Operation[Any] = attrs.evolve(
    PAGE_BOOKINGS,
    results={200: Result(type=dict[str, Any])},
    paging=Paging(page="page", limit="limit", maximum=10, pages="paging.pageCount"),
)


def _counted(bank: Bank, *sizes: int, count: Any) -> None:
    for number, size in enumerate(sizes):
        rows = [{"id": f"{number}-{n}"} for n in range(size)]
        page = {"transactions": rows, "paging": {"pageCount": count}}
        bank.queue.append(Reply(body=json.dumps(page).encode(), headers=JSON))


@pytest.mark.parametrize(
    ("sizes", "count"),
    [
        ((10, 10), 2),
        ((3, 10, 2), 3),
        ((10,), 1),
        ((0,), 0),
        ((0,), 5),
        ((10, 4), None),
        ((4,), "x"),
    ],
)
def test_the_servers_count_of_pages_ends_the_list(
    bank: Bank, any_client: AnyClient, sizes: tuple[int, ...], count: Any
) -> None:
    """
    Where a page tells how many there are, a short page is no end and a full last one is none
    too many; without a usable count the number of rows tells.
    """
    _counted(bank, *sizes, count=count)
    assert len(any_client.list(COUNTED)) == sum(sizes)
    assert len(bank.heard) == len(sizes)


@pytest.mark.parametrize(("most", "asked", "limit"), [(1, 1, 1), (10, 1, 10), (13, 2, 10)])
def test_no_more_rows_come_than_are_wanted(
    bank: Bank, any_client: AnyClient, most: int, asked: int, limit: int
) -> None:
    """
    ``max_items`` cuts the list off, asks for no page beyond it and for no larger one than needed.
    """
    _pages(bank, *[limit] * 3)
    assert len(any_client.list(PAGE_BOOKINGS, max_items=most)) == most
    assert len(bank.heard) == asked
    assert bank.last.target.endswith(f"limit={limit}")


def test_pages_come_whole(bank: Bank, any_client: AnyClient) -> None:
    """
    ``pages()`` gives what the server sends, with its counts, up to the page with the last row.
    """
    _counted(bank, 10, 10, 10, count=3)
    pages = any_client.pages(COUNTED, max_items=13)
    assert [len(page["transactions"]) for page in pages] == [10, 10]
    assert pages[0]["paging"] == {"pageCount": 3}
    assert len(bank.heard) == 2


def test_every_iteration_starts_at_the_first_page(bank: Bank, client: SyncClient) -> None:
    """
    A listing is no iterator that is empty after the first loop.
    """
    _pages(bank, 10, 2)
    rows = client.list(PAGE_BOOKINGS)
    assert len(list(rows)) == 12
    _pages(bank, 10, 3)
    assert len(list(rows)) == 13
    assert [heard.target for heard in bank.heard].count("/bookings?page=1&limit=10") == 2


@pytest.mark.parametrize("most", [0, -1, True, "5"])
def test_a_number_of_rows_is_positive(bank: Bank, client: SyncClient, most: Any) -> None:
    """
    ``max_items`` is an integer of at least 1, and is checked before anything is sent.
    """
    with pytest.raises(ArgumentError, match="max_items: must be an integer of at least 1"):
        client.list(PAGE_BOOKINGS, max_items=most)
    assert bank.heard == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"limit": 11}, "must be at most 10"),
        ({"limit": 0}, "of at least 1"),
        ({"limit": True}, "of at least 1"),
        ({"limit": "5"}, "of at least 1"),
        ({"page": 0}, "of at least 1"),
    ],
)
def test_limits_out_of_range_are_refused_at_once(
    bank: Bank, client: SyncClient, args: dict[str, Any], words: str
) -> None:
    """
    A limit that the server would cut down would lose rows, so it is refused.
    """
    with pytest.raises(ArgumentError, match=words):
        client.list(PAGE_BOOKINGS, args)
    assert bank.heard == []


def test_only_lists_are_listed(client: SyncClient) -> None:
    """
    Listing what is not a list is a mistake in the program.
    """
    with pytest.raises(ConfigurationError, match="getPdf is not a list"):
        client.list(GET_PDF)
