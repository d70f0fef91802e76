"""
Iterating over lists of all kinds: in pages, in one response, bare and as a map.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncClient,
    ClientClosedError,
    ConfigurationError,
    PageRepeatedError,
    SyncClient,
)
from kontokit.operations import Operation, Paging, Parameter, Result
from tests.support.bank import Bank, Reply
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import API, GET_PDF, LIST_BOOKINGS, PAGE_BOOKINGS, Booking, Page

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
    Pages are asked for one by one until one is empty, since the server says no number of them.
    """
    _pages(bank, 10, 10, 3)
    rows = any_client.list(PAGE_BOOKINGS)
    assert [row.id for row in rows] == [str(n) for n in range(23)]
    assert [heard.target for heard in bank.heard] == [
        "/bookings?page=1&limit=10",
        "/bookings?page=2&limit=10",
        "/bookings?page=3&limit=10",
        "/bookings?page=4&limit=10",
    ]


@pytest.mark.parametrize(
    ("sizes", "asked"), [((0,), 1), ((4,), 2), ((5, 0), 2), ((5, 5, 0), 3), ((2, 5, 1), 4)]
)
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
    with pytest.raises(PageRepeatedError, match="page 2 is the same as an earlier one") as caught:
        any_client.list(PAGE_BOOKINGS)
    assert caught.value.status_code == 200
    assert len(bank.heard) == 2


def test_a_page_may_be_the_list_itself(bank: Bank, client: SyncClient) -> None:
    """
    Pages without a field for their rows are lists, and null is an empty page.
    """
    parameters = tuple(Parameter(name=f"{n}_", wire=n, place="query") for n in ("page", "limit"))
    operation: Operation[list[Booking]] = Operation(
        id="plain", method="GET", path="/plain", retry_class="read", parameters=parameters,
        results={200: Result(type=list[Booking])},
        rows="*",
        paging=Paging(page="page", limit="limit", maximum=2),
    )  # fmt: skip
    _pages(bank, 2, 1, key=None)
    bank.says("[]")
    assert len(list(client.list(operation))) == 3
    assert bank.last.target == "/plain?page=3&limit=2"
    bank.says('{"transactions":null}')
    assert list(client.list(PAGE_BOOKINGS)) == []


COUNTED: Operation[Any] = structs.replace(
    PAGE_BOOKINGS,
    results={200: Result(type=dict[str, Any])},
    paging=Paging(page="page", limit="limit", maximum=10, pages="paging.pageCount", id="id"),
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
        ((10, 4, 0), None),
        ((4, 0), "x"),
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


def test_rows_come_a_page_at_a_time_with_their_number(bank: Bank, client: SyncClient) -> None:
    """
    As many as the API says that there are; None where it does not say it. Async lists do the same.
    """
    paging = Paging(page="page", limit="limit", maximum=10, total="paging.pageCount", id="id")
    counted = structs.replace(COUNTED, paging=paging)
    _counted(bank, 5, 5, 2, count=12)
    pages = client.list(counted, {"limit": 5}).row_pages()
    assert [(len(page.rows), page.total) for page in pages] == [(5, 12), (5, 12), (2, 12)]
    _pages(bank, 5, 0)
    pages = client.list(PAGE_BOOKINGS, {"limit": 5}).row_pages()
    assert [(len(page.rows), page.total) for page in pages] == [(5, None), (0, None)]
    _pages(bank, 5, 2, 0)

    async def read() -> list[int]:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as other:
            return [len(one.rows) async for one in other.list(PAGE_BOOKINGS).row_pages()]

    assert asyncio.run(read()) == [5, 2, 0]


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


WHOLE: Operation[Any] = structs.replace(PAGE_BOOKINGS, id="whole", paging=None)
MAP: Operation[Any] = structs.replace(
    WHOLE, id="map", results={200: Result(type=dict[str, Booking])}, rows="*"
)
BARE: Operation[Any] = structs.replace(MAP, id="bare", results={200: Result(type=list[Booking])})
ROWS = '[{"id": "a"}, {"id": "b"}, {"id": "c"}]'
RESPONSES = [
    (WHOLE, f'{{"transactions": {ROWS}}}'),
    (MAP, '{"1": {"id": "a"}, "2": {"id": "b"}, "3": {"id": "c"}}'),
    (BARE, ROWS),
]


@pytest.mark.parametrize(("operation", "body"), RESPONSES, ids=lambda one: getattr(one, "id", ""))
def test_a_list_without_pages_is_one_request(
    bank: Bank, any_client: AnyClient, operation: Operation[Any], body: str
) -> None:
    """
    Rows in a container, in a map or in a bare list come from one request that names no page.
    """
    bank.says(body)
    assert [row.id for row in any_client.list(operation)] == ["a", "b", "c"]
    assert [row.id for row in any_client.list(operation, max_items=2)] == ["a", "b"]
    assert [heard.target for heard in bank.heard] == ["/bookings"] * 2


@pytest.mark.parametrize(("operation", "body"), RESPONSES, ids=lambda one: getattr(one, "id", ""))
def test_the_page_of_a_list_without_pages_is_the_response(
    bank: Bank, any_client: AnyClient, operation: Operation[Any], body: str
) -> None:
    """
    The container, the map or the bare list is the page, and the only one.
    """
    bank.says(body)
    page = any_client.first_page(operation)
    assert any_client.pages(operation) == [page]
    rows = [Booking(id=one) for one in "abc"]
    whole = {WHOLE.id: Page(rows=rows), BARE.id: rows, MAP.id: dict(zip("123", rows, strict=True))}
    assert page == whole[operation.id]


def test_the_first_page_is_one_request(bank: Bank, any_client: AnyClient) -> None:
    """
    ``first_page()`` gives the whole page that ``page`` names, even if there are more.
    """
    _counted(bank, 10, count=3)
    page = any_client.first_page(COUNTED, {"page": 2, "limit": 10})
    assert (len(page["transactions"]), page["paging"]) == (10, {"pageCount": 3})
    assert [heard.target for heard in bank.heard] == ["/bookings?page=2&limit=10"]


def test_a_list_begins_with_the_page_that_was_asked_for(bank: Bank, any_client: AnyClient) -> None:
    """
    ``page`` says where to begin, and the pages after it follow.
    """
    _pages(bank, 5, 5, 1)
    assert len(any_client.list(PAGE_BOOKINGS, {"page": 4, "limit": 5})) == 11
    assert [heard.target[-14:] for heard in bank.heard] == [
        f"page={number}&limit=5" for number in (4, 5, 6, 7)
    ]


def test_an_async_list_can_be_awaited(bank: Bank) -> None:
    """
    Awaiting a list gives its first page, each time with a request of its own.
    """
    bank.says('{"transactions": [{"id": "a"}]}')

    async def wait() -> tuple[Page, Page, Page]:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as client:
            listing = client.list(PAGE_BOOKINGS)
            return await listing, await listing, await listing.first_page()

    assert asyncio.run(wait()) == (Page(rows=[Booking(id="a")]),) * 3
    assert len(bank.heard) == 3


def test_a_response_of_a_list_is_that_of_its_first_page(bank: Bank, any_client: AnyClient) -> None:
    """
    ``with_response`` requests one page of a list and gives it with status and headers.
    """
    _pages(bank, 10, 10)
    response = any_client.list_response(PAGE_BOOKINGS, {"page": 2})
    assert (response.status_code, len(response.value.rows)) == (200, 10)
    assert [heard.target for heard in bank.heard] == ["/bookings?page=2&limit=10"]


def test_a_list_can_be_text(bank: Bank, any_client: AnyClient) -> None:
    """
    ``as_text`` requests another representation of the first page, if there is one.
    """
    bank.reply = Reply(body=b"<b/>", headers={"Content-Type": "application/xml"})
    args = {"access_id": "a", "product_id": "p"}
    assert any_client.list_text("application/xml", LIST_BOOKINGS, args) == "<b/>"
    assert bank.last.target == "/customer/v2/accesses/a/p/bookings.xml"
    bank.heard.clear()
    with pytest.raises(ArgumentError, match="text/csv"):
        any_client.list_text("text/csv", LIST_BOOKINGS, args)
    assert bank.heard == []


@pytest.mark.parametrize(
    ("args", "place"),
    [
        ({"product_id": "p"}, "access_id"),
        ({"access_id": "a", "product_id": "p", "amount": 1.5}, "amount"),
        ({"access_id": "a", "product_id": "p", "page": 1}, "args"),
    ],
)
def test_wrong_arguments_are_refused_before_the_first_row(
    bank: Bank, any_client: AnyClient, args: dict[str, Any], place: str
) -> None:
    """
    A missing, wrong or unknown argument raises when the list is made, not when it is read.
    """

    def make(client: Any) -> None:
        client.list(LIST_BOOKINGS, args)

    with pytest.raises(ArgumentError) as caught:
        any_client.do(make)
    assert caught.value.place == place
    assert bank.heard == []


def test_a_list_without_credentials_is_refused_at_once(bank: Bank) -> None:
    """
    A client that lacks the credentials says so when the list is made.
    """
    with (
        SyncClient(API, {}, base_url=bank.url) as client,
        pytest.raises(ConfigurationError, match="user_token"),
    ):
        client.list(PAGE_BOOKINGS)


def test_a_closed_client_lists_nothing(bank: Bank) -> None:
    """
    Neither a new list nor one from before can be read when the client is closed.
    """
    client = SyncClient(API, CREDENTIALS, base_url=bank.url)
    listing = client.list(PAGE_BOOKINGS)
    client.close()
    with pytest.raises(ClientClosedError):
        client.list(PAGE_BOOKINGS)
    with pytest.raises(ClientClosedError):
        next(iter(listing))
    assert bank.heard == []


def test_a_list_shows_what_it_lists(client: SyncClient) -> None:
    """
    Operation and names of arguments are shown, but none of their values.
    """
    args = {"access_id": "geheim", "product_id": "p", "tags": None}
    listing = client.list(LIST_BOOKINGS, args, max_items=3)
    assert f"{listing!r}" == "<Listing of listBookings(access_id, product_id, max_items)>"
    assert "geheim" not in f"{vars(listing)}"


def test_only_lists_are_listed(client: SyncClient) -> None:
    """
    Listing what is not a list is a mistake in the program.
    """
    with pytest.raises(ConfigurationError, match="getPdf is not a list"):
        client.list(GET_PDF)
