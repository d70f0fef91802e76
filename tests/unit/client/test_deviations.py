"""
What a client does about values that do not fit, blocking and with ``await``.
"""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import pickle
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    AsyncClient,
    CallOptions,
    ConfigurationError,
    DecodeError,
    Deviation,
    NotFoundError,
    SyncClient,
    UnreadableFieldError,
    UnreadableRow,
)
from tests.support.bank import Bank, Reply
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.deviating import API, GET, LIST, PUT, page_of, row_of

JSON = {"Content-Type": "application/json"}
BAD = row_of(2, amount="zwölf")
ODD = row_of(3, free_text=5)
ONE_ODD = json.dumps(ODD)


def rows_given(client: AnyClient, **given: Any) -> tuple[list[int], DecodeError | None]:
    """
    The ids that an iteration gives, and how it ends.
    """
    ids: list[int] = []

    def blocking(one: SyncClient) -> DecodeError | None:
        try:
            for row in one.list(LIST, **given):
                ids.append(row.id)  # kept when the iteration fails
        except DecodeError as error:
            return error
        return None

    async def awaiting(one: AsyncClient) -> DecodeError | None:
        try:
            async for row in one.list(LIST, **given):
                ids.append(row.id)
        except DecodeError as error:
            return error
        return None

    settings = {"base_url": client.bank.url, **client.settings}
    if client.is_async:

        async def run() -> DecodeError | None:
            async with AsyncClient(API, CREDENTIALS, **settings) as one:
                return await awaiting(one)

        return ids, asyncio.run(run())
    with SyncClient(API, CREDENTIALS, **settings) as one:
        return ids, blocking(one)


def test_the_rows_before_a_bad_one_are_given_and_then_the_error(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    The error has all good rows of its page, and the bad one as it came.
    """
    bank.queue.extend(
        [
            Reply(body=page_of(row_of(0), pages=2), headers=JSON),
            Reply(body=page_of(row_of(1), BAD, ODD, pages=2), headers=JSON),
        ]
    )
    ids, error = rows_given(any_client)
    assert ids == [0, 1]
    assert error is not None
    assert error.path == "$.rows[1].amount"
    assert [row.id for row in error.rows] == [1, 3]
    assert [row.raw["amount"] for row in error.unreadable] == ["zwölf"]
    assert [one.path for one in error.deviations] == ["$.rows[1].amount", "$.rows[2].free_text"]
    assert "2 others" in str(error)
    assert "zwölf" not in f"{error}{error!r}{error.unreadable!r}"


def test_an_iteration_that_is_full_meets_no_bad_row(bank: Bank, any_client: AnyClient) -> None:
    """
    What ``max_items`` does not reach does no harm.
    """
    bank.says(page_of(row_of(1), BAD))
    assert rows_given(any_client, max_items=1) == ([1], None)


def test_a_page_as_a_whole_raises(bank: Bank, any_client: AnyClient) -> None:
    """
    A page without one of its rows is no page of the server.
    """
    bank.says(page_of(row_of(1), BAD))
    for read in (any_client.first_page, any_client.pages, any_client.list_response):
        with pytest.raises(DecodeError) as raised:
            read(LIST)
        assert [row.id for row in raised.value.rows] == [1]


def test_collected_rows_stand_in_the_response(bank: Bank, any_client: AnyClient) -> None:
    """
    The iteration goes on, and a page does not count as short because a row of it is left out.
    """
    any_client.settings = {"on_deviation": "collect"}
    bank.says(page_of(row_of(1), BAD, ODD))
    found = any_client.list_response(LIST)
    assert [row.id for row in found.value.rows] == [1, 3]
    assert [row.path for row in found.unreadable] == ["$.rows[1]"]
    assert [one.path for one in found.deviations] == ["$.rows[1].amount", "$.rows[2].free_text"]
    bank.queue.extend(
        [
            Reply(body=page_of(*[row_of(n) for n in range(9)], BAD, pages=2), headers=JSON),
            Reply(body=page_of(row_of(10), pages=2), headers=JSON),
        ]
    )
    assert rows_given(any_client) == ([*range(9), 10], None)


def test_a_page_of_nothing_but_bad_rows_does_not_end_the_list(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    It has rows, even if none of them is given.
    """
    any_client.settings = {"on_deviation": "collect"}
    bank.queue.extend(
        [
            Reply(body=page_of(BAD, pages=2), headers=JSON),
            Reply(body=page_of(row_of(10), pages=2), headers=JSON),
        ]
    )
    assert rows_given(any_client) == ([10], None)


def test_a_function_takes_each_of_them(bank: Bank, any_client: AnyClient) -> None:
    """
    A deviation of a row that is left out is told with the row.
    """
    told: list[Deviation | UnreadableRow] = []
    bank.says(page_of(row_of(1), BAD, ODD))
    ids, error = rows_given(any_client, options={"on_deviation": told.append})
    assert (ids, error) == ([1, 3], None)
    assert [(type(one).__name__, one.path) for one in told] == [
        ("Deviation", "$.rows[2].free_text"),
        ("UnreadableRow", "$.rows[1]"),
    ]


def test_a_function_that_fails_costs_nothing(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    An order must not count as failed because of it.
    """

    def broken(_: object) -> None:
        raise RuntimeError("private")

    bank.says(page_of(ODD))
    ids, _ = rows_given(any_client, options=CallOptions(on_deviation=broken))
    assert ids == [3]
    assert "on_deviation raised RuntimeError" in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize("taker", [None, "collect"])
def test_one_warning_counts_what_nobody_takes(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture, taker: Any
) -> None:
    """
    One for each call, without places and values.
    """
    any_client.settings = {"on_deviation": taker}
    bank.says(page_of(ODD, row_of(4, free_text=6, free_count="x")))
    assert rows_given(any_client)[0] == [3, 4]
    warned = [one for one in caplog.records if one.levelno == logging.WARNING]
    assert [one.getMessage() for one in warned] == [
        "listRows: deviations from the document: 3, rows left out: 0"
    ]
    caplog.clear()
    bank.says(page_of(row_of(1)))
    rows_given(any_client)
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


def test_strict_raises_at_the_first(bank: Bank, any_client: AnyClient) -> None:
    """
    For the client or for one call, whoever else would take it.
    """
    bank.says(page_of(row_of(1), ODD))
    ids, error = rows_given(any_client, options={"strict": True, "on_deviation": "collect"})
    assert error is not None
    assert (ids, error.path) == ([], "$.rows[1].free_text")
    assert [row.id for row in error.rows] == [1, 3]
    any_client.settings = {"strict": True}
    assert rows_given(any_client)[1] is not None
    assert rows_given(any_client, options={"strict": False}) == ([1, 3], None)


def test_one_resource_is_read_or_an_error(bank: Bank, any_client: AnyClient) -> None:
    """
    It is no row that could be left out.
    """
    any_client.settings = {"on_deviation": "collect"}
    bank.says(ONE_ODD)
    found = any_client.respond(GET)
    assert found.value.deviations == {"free_text"}
    assert [one.path for one in found.deviations] == ["$.free_text"]
    bank.says('{"id": 1}')
    with pytest.raises(DecodeError, match=r"A required field is missing at \$\.amount"):
        any_client.call(GET)


def test_an_error_body_keeps_what_can_be_read(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Strict or not, the status is the error.
    """
    any_client.settings = {"strict": True}
    bank.says('{"code": 5}', 404)
    with pytest.raises(NotFoundError):
        any_client.call(GET)
    assert "deviations" not in caplog.text


def test_a_model_that_was_read_in_part_is_not_sent(bank: Bank, any_client: AnyClient) -> None:
    """
    Nothing is sent, for the server would lose the value that could not be read.
    """
    bank.says(ONE_ODD)
    row = any_client.call(GET)
    with pytest.raises(UnreadableFieldError, match="free_text"):
        any_client.call(PUT, body=row)
    assert len(bank.heard) == 1
    row.free_text = "x"
    any_client.call(PUT, body=row)
    assert json.loads(bank.last.body)["free_text"] == "x"


def test_with_options_changes_and_resets(bank: Bank) -> None:
    """
    None gives the default again.
    """
    bank.says(page_of(row_of(1), BAD))
    with SyncClient(API, CREDENTIALS, base_url=bank.url, on_deviation="collect") as client:
        assert len(list(client.list(LIST))) == 1
        with pytest.raises(DecodeError):
            list(client.with_options(on_deviation=None).list(LIST))
        with pytest.raises(DecodeError):
            list(client.with_options(strict=True).list(LIST))
        assert len(list(client.with_options(timeout=5).list(LIST))) == 1


@pytest.mark.parametrize("setting", [{"on_deviation": "ignore"}, {"strict": "yes"}])
def test_other_settings_are_refused(any_client: AnyClient, setting: dict[str, Any]) -> None:
    """
    By the client and by the call.
    """
    with pytest.raises(ArgumentError):
        rows_given(any_client, options=setting)
    any_client.settings = setting
    with pytest.raises(ConfigurationError, match=next(iter(setting))):
        rows_given(any_client)


def test_the_error_is_copied_and_pickled_with_its_rows(bank: Bank, any_client: AnyClient) -> None:
    """
    It may cross a process with its rows.
    """
    bank.says(page_of(row_of(1, free_pin=None), row_of(2, id="x", free_pin=None)))
    _, error = rows_given(any_client)
    assert error is not None
    for same in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert same.rows == error.rows
        assert same.unreadable == error.unreadable
        assert str(same) == str(error)
