"""
Servers that cap, repeat, move or lose rows while a list is read.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Final

import pytest
from msgspec import structs

from kontokit import Deviation, ListChangedError, NotFoundError, PageRepeatedError
from kontokit.operations import Operation, Paging, Result
from tests.support.bank import Bank, Reply
from tests.support.clients import AnyClient
from tests.support.shapes import PAGE_BOOKINGS

JSON: Final = {"Content-Type": "application/json"}
ROWS: Final = [{"id": str(number)} for number in range(25)]
OPEN: Final[Operation[Any]] = structs.replace(
    PAGE_BOOKINGS, results={200: Result(type=dict[str, Any])}
)
"""It says no number of pages or rows."""
TOLD: Final[Operation[Any]] = structs.replace(
    OPEN,
    paging=Paging(
        page="page",
        limit="limit",
        maximum=10,
        pages="paging.pages",
        total="paging.total",
        number="paging.page",
        id="id",
    ),
)
COUNTED: Final = structs.replace(
    TOLD, paging=Paging(page="page", limit="limit", maximum=10, total="paging.total", id="id")
)
"""It says the number of rows, and not that of pages."""


def reply(rows: Sequence[Any], **paging: Any) -> Reply:
    body = {"transactions": rows, **({"paging": paging} if paging else {})}
    return Reply(body=json.dumps(body).encode(), headers=JSON)


def without_ids(rows: Sequence[Any]) -> list[Any]:
    return [{"amount": index} for index, _ in enumerate(rows)]


def ids(rows: Sequence[Any]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("size", [1, 4, 10, 25])
def test_a_server_that_caps_the_size_of_a_page_loses_no_row(
    bank: Bank, any_client: AnyClient, size: int
) -> None:
    """
    It gives fewer rows than were asked for, so a short page is no end.
    """
    pages = [ROWS[at : at + size] for at in range(0, 25, size)]
    bank.queue.extend(reply(page) for page in [*pages, []])
    assert any_client.list(OPEN) == ROWS
    assert len(bank.heard) == len(pages) + 1


def test_the_number_of_pages_of_a_server_that_caps_them(bank: Bank, any_client: AnyClient) -> None:
    """
    Where it says the number of its pages, no request is wasted.
    """
    for number in range(1, 8):
        page = ROWS[4 * number - 4 : 4 * number]
        bank.queue.append(reply(page, pages=7, total=25, page=number))
    assert any_client.list(TOLD) == ROWS
    assert len(bank.heard) == 7


def test_a_number_of_pages_that_ignores_the_cap(bank: Bank, any_client: AnyClient) -> None:
    """
    A server that counts pages of the size asked for, and gives smaller ones: the total is right.
    """
    for number in range(1, 8):
        page = ROWS[4 * number - 4 : 4 * number]
        bank.queue.append(reply(page, pages=3, total=25, page=number))
    assert any_client.list(TOLD) == ROWS
    assert len(bank.heard) == 7


def test_the_total_alone_ends_a_list(bank: Bank, any_client: AnyClient) -> None:
    """
    Only for a list that begins at its first page; else the rows before are not known.
    """
    bank.queue.extend(reply(ROWS[at : at + 10], total=25) for at in (0, 10, 20))
    assert any_client.list(COUNTED) == ROWS
    assert len(bank.heard) == 3
    bank.forget()
    bank.queue.extend([reply(ROWS[10:20], total=25), reply(ROWS[20:], total=25)])
    bank.queue.append(reply([], total=25))
    assert any_client.list(COUNTED, {"page": 2}) == ROWS[10:]
    assert len(bank.heard) == 3


@pytest.mark.parametrize("size", [1, 7, 10])
@pytest.mark.parametrize("operation", [OPEN, TOLD])
def test_a_server_that_ignores_the_page_is_noticed_at_the_second(
    bank: Bank, any_client: AnyClient, operation: Operation[Any], size: int
) -> None:
    """
    By the ids of the rows, also if other fields of the page differ.
    """
    for _ in range(3):
        bank.queue.append(reply(ROWS[:size], pages=3, total=25, page=1))
    with pytest.raises(PageRepeatedError, match="page 2 is the same as an earlier one"):
        any_client.list(operation)
    assert len(bank.heard) == 2


def test_a_server_that_begins_again_behind_the_last_page(bank: Bank, any_client: AnyClient) -> None:
    """
    The list would never end; the first page is remembered too.
    """
    for _ in range(2):
        bank.queue.extend(reply(page) for page in (ROWS[:10], ROWS[10:20], ROWS[20:]))
    with pytest.raises(PageRepeatedError, match="page 4"):
        any_client.list(OPEN)


@pytest.mark.parametrize("operation", [TOLD, COUNTED])
def test_a_row_that_is_deleted_meanwhile_is_noticed(
    bank: Bank, any_client: AnyClient, operation: Operation[Any]
) -> None:
    """
    Another row has moved to the page before, which is not read again; the total has fallen.
    """
    bank.queue.append(reply(ROWS[:10], pages=3, total=25, page=1))
    bank.queue.append(reply(ROWS[11:21], pages=3, total=24, page=2))
    with pytest.raises(ListChangedError, match="before page 2 was read: its total") as caught:
        any_client.list(operation)
    error = caught.value
    assert (error.page, error.total_before, error.total_after) == (2, 25, 24)
    assert (error.repeated_ids, error.status_code) == ((), 200)
    assert "24" not in str(error).partition("(status")[0]


def test_a_deletion_that_empties_the_last_page_is_noticed(
    bank: Bank, any_client: AnyClient
) -> None:
    bank.queue.append(reply(ROWS[:10], pages=2, total=11, page=1))
    bank.queue.append(reply([], pages=1, total=10, page=2))
    with pytest.raises(ListChangedError):
        any_client.list(TOLD)


@pytest.mark.parametrize("operation", [OPEN, TOLD])
def test_a_row_that_is_added_in_front_is_noticed(
    bank: Bank, any_client: AnyClient, operation: Operation[Any]
) -> None:
    """
    The last row of the page before comes once more.
    """
    bank.queue.append(reply(ROWS[:10], pages=3, total=25, page=1))
    bank.queue.append(reply(ROWS[9:19], pages=3, total=26, page=2))
    with pytest.raises(ListChangedError, match="before page 2 was read") as caught:
        any_client.list(operation)
    assert caught.value.repeated_ids == ("9",)
    assert caught.value.total_after == (26 if operation is TOLD else None)


def test_more_rows_in_front_than_a_page_has_are_noticed(bank: Bank, any_client: AnyClient) -> None:
    """
    No row of the page before comes again then, but the total has grown by as many.
    """
    bank.queue.append(reply(ROWS[:10], pages=3, total=25, page=1))
    bank.queue.append(reply([{"id": f"new {n}"} for n in range(10)], pages=5, total=45, page=2))
    with pytest.raises(ListChangedError):
        any_client.list(TOLD)


def test_rows_that_are_added_behind_do_no_harm(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    No id repeats, so no row has moved: all of them come, and a warning says why there are more.
    """
    more = [*ROWS, {"id": "new"}]
    for number, total in ((1, 25), (2, 26), (3, 26)):
        page = more[10 * number - 10 : 10 * number]
        bank.queue.append(reply(page, pages=3, total=total, page=number))
    assert any_client.list(TOLD) == more
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == [
        "pageBookings: a page should have the same total as the page before"
    ]


@pytest.mark.parametrize("of_client", [True, False])
def test_a_doubt_is_told_to_the_function_of_a_client_or_call(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture, *, of_client: bool
) -> None:
    """
    Instead of the log, as any other deviation.
    """
    told: list[Any] = []
    bank.queue.append(reply(ROWS[:10], pages=2, total=19, page=1))
    bank.queue.append(reply(ROWS[10:20], pages=2, total=20, page=2))
    if of_client:
        any_client.settings = {"on_deviation": told.append}
    options = None if of_client else {"on_deviation": told.append}
    assert any_client.list(TOLD, options=options) == ROWS[:20]
    assert told == [
        Deviation(path="$.transactions", expected="the same total as the page before", kind="page")
    ]
    assert not [one for one in caplog.records if one.levelno == logging.WARNING]


def test_rows_without_ids_that_are_added_may_have_moved(bank: Bank, any_client: AnyClient) -> None:
    bank.queue.append(reply([{"amount": n} for n in range(10)], pages=3, total=25, page=1))
    bank.queue.append(reply([{"amount": n} for n in range(9, 19)], pages=3, total=26, page=2))
    with pytest.raises(ListChangedError) as caught:
        any_client.list(TOLD)
    assert caught.value.repeated_ids == ()


@pytest.mark.parametrize("size", [2, 10])
def test_equal_rows_without_ids_are_a_repetition_if_the_page_number_contradicts(
    bank: Bank, any_client: AnyClient, size: int
) -> None:
    """
    The API says itself that it is page 1 again.
    """
    for _ in range(2):
        bank.queue.append(reply(without_ids(ROWS[:size]), pages=3, total=25, page=1))
    with pytest.raises(PageRepeatedError):
        any_client.list(TOLD)
    assert len(bank.heard) == 2


def test_equal_rows_without_ids_are_a_repetition_if_the_total_contradicts(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    With the second page, there would be more rows than the API says.
    """
    for _ in range(2):
        bank.queue.append(reply(without_ids(ROWS[:10]), total=15))
    with pytest.raises(PageRepeatedError):
        any_client.list(COUNTED)


EQUAL: Final[list[tuple[Operation[Any], int, Callable[[int], dict[str, Any]]]]] = [
    (TOLD, 10, lambda number: {"pages": 2, "total": 20, "page": number}),
    (TOLD, 1, lambda number: {"pages": 2, "total": 2, "page": 1}),
    (COUNTED, 10, lambda number: {"total": 20}),
    (OPEN, 10, lambda number: {}),
]


@pytest.mark.parametrize(("operation", "size", "told"), EQUAL)
def test_equal_rows_without_ids_are_given_where_nothing_contradicts(
    bank: Bank,
    any_client: AnyClient,
    caplog: pytest.LogCaptureFixture,
    operation: Operation[Any],
    size: int,
    told: Callable[[int], dict[str, Any]],
) -> None:
    """
    Two payments of the same amount on one day are two; the doubt is a warning.
    """
    rows = without_ids(ROWS[:size])
    for number in (1, 2):
        bank.queue.append(reply(rows, **told(number)))
    bank.queue.append(reply([]))
    assert any_client.list(operation) == rows * 2
    warnings = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert warnings == ["pageBookings: a page should have other rows than on the page before"]


def test_equal_pages_without_ids_do_not_come_forever(bank: Bank, any_client: AnyClient) -> None:
    """
    A server that ignores the page number and tells nothing would never end.
    """
    bank.reply = reply(without_ids(ROWS[:3]))
    with pytest.raises(PageRepeatedError):
        any_client.list(OPEN)
    assert len(bank.heard) == 21


def test_fewer_rows_than_the_total_are_told(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The list ends with an empty page, though the total says more.
    """
    bank.queue.extend([reply(ROWS[:5], pages=1, total=9, page=1), reply([], total=9, page=2)])
    assert any_client.list(TOLD) == ROWS[:5]
    assert "a page should have as many rows as the total says" in caplog.text


@pytest.mark.parametrize("status", [404, 204])
def test_a_server_that_does_not_know_a_page_behind_the_last(
    bank: Bank, any_client: AnyClient, status: int
) -> None:
    """
    After a short page it is the end of the list, for rows and for pages.
    """
    for _ in range(2):
        bank.queue.extend([reply(ROWS[:10]), reply(ROWS[10:14]), Reply(status=status)])
    assert any_client.list(OPEN) == ROWS[:14]
    assert len(any_client.pages(OPEN)) == 2


@pytest.mark.parametrize(
    ("operation", "replies"),
    [
        (OPEN, [Reply(status=404)]),
        (OPEN, [reply(ROWS[:10]), Reply(status=404)]),
        (TOLD, [reply(ROWS[:4], pages=2, total=8, page=1), Reply(status=404)]),
        (COUNTED, [reply(ROWS[:4], total=8), Reply(status=404)]),
    ],
)
def test_a_missing_page_that_should_be_there_is_an_error(
    bank: Bank, any_client: AnyClient, operation: Operation[Any], replies: list[Reply]
) -> None:
    """
    The first page, one after a full page, or one that the API has announced.
    """
    bank.queue.extend(replies)
    with pytest.raises(NotFoundError):
        any_client.list(operation)
    bank.queue.extend(replies)
    with pytest.raises(NotFoundError):
        any_client.pages(operation)


def test_pages_notice_the_same_as_rows(bank: Bank, any_client: AnyClient) -> None:
    bank.queue.append(reply(ROWS[:10], pages=3, total=25, page=1))
    bank.queue.append(reply(ROWS[11:21], pages=3, total=24, page=2))
    with pytest.raises(ListChangedError):
        any_client.pages(TOLD)


def test_a_changed_list_can_be_gone_on_with(bank: Bank, any_client: AnyClient) -> None:
    """
    At the page before the one that showed it, without the rows that the caller has.
    """
    rows = list(ROWS)
    bank.queue.append(reply(rows[:10], pages=3, total=25, page=1))
    del rows[3]
    bank.queue.append(reply(rows[10:20], pages=3, total=24, page=2))
    got = {row["id"]: row for row in ROWS[:10]}
    with pytest.raises(ListChangedError) as caught:
        any_client.list(TOLD)
    for number in (1, 2, 3):
        page = rows[10 * number - 10 : 10 * number]
        bank.queue.append(reply(page, pages=3, total=24, page=number))
    got |= {row["id"]: row for row in any_client.list(TOLD, {"page": caught.value.page - 1})}
    assert list(got) == ids(ROWS)


def test_only_two_pages_are_remembered(bank: Bank, any_client: AnyClient) -> None:
    """
    A row that was three pages before is not noticed: memory does not grow with the list.
    """
    pages = [[{"id": f"{number}-{n}"} for n in range(10)] for number in range(5)]
    pages[4][0] = pages[1][0]
    numbers = count(1)
    bank.queue.extend(reply(page, pages=5, total=50, page=next(numbers)) for page in pages)
    assert len(any_client.list(TOLD)) == 50
