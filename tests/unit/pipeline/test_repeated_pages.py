"""
Servers that send pages of a list again: in circles, or with rows that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle, islice
from typing import Any, Final

import pytest
from msgspec import field, structs

from kontokit import Model, PageRepeatedError
from kontokit.operations import Operation, Result
from kontokit.pipeline import page_checks
from tests.support.bank import Bank
from tests.support.clients import AnyClient
from tests.support.shapes import PAGE_BOOKINGS, Booking
from tests.unit.pipeline.test_list_changes import OPEN, TOLD, reply

UNREADABLE: Final = [{"id": str(number), "betrag": "x"} for number in range(2)]
TOLERANT: Final[list[Any]] = ["collect", lambda _: None]
OTHER_ROWS: Final = [{"betrag": "x"}, {"betrag": "y"}]


class CountedPage(Model, kw_only=True):
    rows: list[Booking] = field(name="transactions")
    paging: dict[str, int]


TYPED: Final[Operation[Any]] = structs.replace(TOLD, results={200: Result(type=CountedPage)})


def rows_of(number: int) -> list[dict[str, Any]]:
    return [{"id": f"{number}-{n}"} for n in range(10)]


@pytest.mark.parametrize("on_deviation", TOLERANT)
@pytest.mark.parametrize("use", ["list", "pages"])
def test_a_page_of_unreadable_rows_that_comes_again_ends_the_list(
    bank: Bank, any_client: AnyClient, on_deviation: Any, use: str
) -> None:
    """
    Rows that are left out have ids as well.
    """
    bank.reply = reply(UNREADABLE)
    any_client.settings = {"on_deviation": on_deviation}
    with pytest.raises(PageRepeatedError, match="page 2 is the same as an earlier one"):
        getattr(any_client, use)(PAGE_BOOKINGS)
    assert len(bank.heard) == 2


@pytest.mark.parametrize(
    "rows", [[None, None], [None], OTHER_ROWS, [{"id": None}], [*OTHER_ROWS, None], [3]]
)
def test_unreadable_rows_without_ids_do_not_come_forever(
    bank: Bank, any_client: AnyClient, rows: Sequence[Any]
) -> None:
    """
    They may be equal by chance, as readable ones, but not twenty pages long.
    """
    bank.reply = reply(rows)
    any_client.settings = {"on_deviation": "collect"}
    with pytest.raises(PageRepeatedError):
        any_client.list(PAGE_BOOKINGS)
    assert len(bank.heard) == 21


def test_a_page_of_unreadable_rows_is_not_asked_for_as_often_as_the_number_of_pages(
    bank: Bank, any_client: AnyClient
) -> None:
    for number in range(1, 201):
        bank.queue.append(reply(UNREADABLE, pages=200, total=400, page=number))
    any_client.settings = {"on_deviation": "collect"}
    with pytest.raises(PageRepeatedError):
        any_client.list(TYPED)
    assert len(bank.heard) == 2


def test_unreadable_rows_without_ids_are_a_repetition_if_the_page_number_contradicts(
    bank: Bank, any_client: AnyClient
) -> None:
    bank.reply = reply(OTHER_ROWS, pages=9, total=90, page=1)
    any_client.settings = {"on_deviation": "collect"}
    with pytest.raises(PageRepeatedError):
        any_client.list(TYPED)
    assert len(bank.heard) == 2


def test_pages_with_different_unreadable_rows_all_come(bank: Bank, any_client: AnyClient) -> None:
    """
    A page without one readable row is no end, and it is no repetition of another one.
    """
    pages: list[list[Any]] = [
        [{**row, "betrag": "x"} for row in rows_of(number)] for number in range(3)
    ]
    pages += [[None], [None, None], rows_of(3), []]
    bank.queue.extend(map(reply, pages))
    any_client.settings = {"on_deviation": "collect"}
    assert [row.id for row in any_client.list(PAGE_BOOKINGS)] == [row["id"] for row in rows_of(3)]
    assert len(bank.heard) == 7


@pytest.mark.parametrize("lead", [0, 1, 5])
@pytest.mark.parametrize("length", [2, 3, 40])
def test_pages_that_go_round_end_at_the_first_that_comes_again(
    bank: Bank, any_client: AnyClient, lead: int, length: int
) -> None:
    """
    Also where the first page is not among them.
    """
    round_ = [reply(rows_of(lead + number)) for number in range(length)]
    bank.queue.extend(reply(rows_of(number)) for number in range(lead))
    bank.queue.extend(islice(cycle(round_), length + 5))
    with pytest.raises(PageRepeatedError, match=f"page {lead + length + 1} "):
        any_client.list(OPEN)
    assert len(bank.heard) == lead + length + 1


@pytest.mark.parametrize("told", [lambda number: {}, lambda number: {"page": number, "pages": 99}])
def test_pages_without_ids_that_go_round_do_not_come_forever(
    bank: Bank, any_client: AnyClient, told: Callable[[int], dict[str, Any]]
) -> None:
    """
    Nothing contradicts them, so twenty of them are given.
    """
    for number in range(1, 99):
        bank.queue.append(reply([{"amount": number % 3}] * 4, **told(number)))
    with pytest.raises(PageRepeatedError, match="page 23 "):
        any_client.list(TOLD)
    assert len(bank.heard) == 23


def test_equal_pages_without_ids_among_others_are_given(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A monthly payment looks the same each time; it is only doubtful.
    """
    other = [[{"amount": number}] for number in range(1, 31)]
    pages = [page for one in other for page in ([{"amount": 0}], one)]
    bank.queue.extend(reply(page) for page in [*pages, []])
    assert any_client.list(OPEN) == [row for page in pages for row in page]
    assert "a page should have other rows than on an earlier page" in caplog.text


def test_a_list_may_have_equal_pages_of_one_row_without_id(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    Rows of a growing list, one on each page, up to the number of pages that the API says.
    """
    for number in range(1, 13):
        bank.queue.append(reply([{"amount": 1}], pages=12, total=12, page=number))
    assert any_client.list(TOLD) == [{"amount": 1}] * 12


def test_the_memory_for_pages_is_bounded(
    bank: Bank, any_client: AnyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The oldest pages are forgotten, so a longer circle is not noticed.
    """
    monkeypatch.setattr(page_checks, "_REMEMBERED", 3)
    numbers = [0, 1, 2, 3, 4, 1, 5]
    bank.queue.extend(reply(rows_of(number)) for number in numbers)
    bank.queue.append(reply([]))
    assert len(any_client.list(OPEN)) == 70
    bank.queue.extend(reply(rows_of(number)) for number in [0, 1, 2, 3, 1])
    with pytest.raises(PageRepeatedError, match="page 5 "):
        any_client.list(OPEN)
