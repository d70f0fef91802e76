"""
Every list with pages, of every package, at a server on loopback that caps, repeats or loses rows.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, get_args

import pytest
from msgspec import inspect

from kontokit import ListChangedError, PageRepeatedError
from kontokit.operations import Paging
from kontokit.serialization.model import wire_field
from kontokit_sandbox import Api
from tests.support.bank import Bank, Reply
from tests.support.canaries import Pool
from tests.support.driving import Method, arguments, methods, settings
from tests.support.model_builder import DAY, Builder

METHODS: Final = [
    (api, method)
    for api in get_args(Api)
    for method in methods(api)
    if method.walks and method.operation.paging
]
IDS: Final = [f"{api}-{method.tag}-{method.operation.id}" for api, method in METHODS]
every_list_with_pages = pytest.mark.parametrize(("api", "method"), METHODS, ids=IDS)


@pytest.fixture
def bank() -> Any:
    server = Bank()
    yield server
    server.close()


class Script:
    """
    The pages of one list as a server sends them, and a client that reads them.
    """

    def __init__(self, bank: Bank, api: str, method: Method) -> None:
        self.bank = bank
        self.api = api
        self.method = method
        assert method.operation.paging is not None
        self.paging: Paging = method.operation.paging
        self._builder = Builder(Pool(), "json")
        self._page = method.operation.results[200].type

    def says(self, numbers: Sequence[int], **told: int) -> None:
        """
        Queue a page with rows of these numbers.
        """
        assert self.method.operation.rows is not None
        page = self._builder.value(self._page)
        example = page[self.method.operation.rows][0]
        id_field = str(self.paging.id)
        rows = [{**example, id_field: self._id(example[id_field], n)} for n in numbers]
        page[self.method.operation.rows] = rows
        for key in ("pages", "total", "number"):
            path = getattr(self.paging, key)
            if path:
                outer, inner = path.split(".")
                page[outer][inner] = told[key]
        body = json.dumps(page).encode()
        self.bank.queue.append(Reply(body=body, headers={"Content-Type": "application/json"}))

    def read(self, *, is_async: bool) -> list[Any]:
        pool = Pool()
        kind, given = settings(self.api, pool, self.bank.url, is_async=is_async)
        call = arguments(self.method, pool, "json").given
        named = {"page", "limit", "per_page", "max_items"}
        call = {name: value for name, value in call.items() if name not in named}

        async def collect() -> list[Any]:
            async with kind(**given) as client:
                listing = getattr(getattr(client, self.method.tag), self.method.name)(**call)
                return [row async for row in listing]

        if is_async:
            return asyncio.run(collect())
        with kind(**given) as client:
            return list(getattr(getattr(client, self.method.tag), self.method.name)(**call))

    @staticmethod
    def _id(example: Any, number: int) -> Any:
        if isinstance(example, int):
            return number
        day = DAY.isoformat()
        if str(example).startswith(day):
            return str(example).replace(day, f"{DAY + timedelta(days=number)}")
        return f"id-{number}"


def test_there_are_lists_with_pages() -> None:
    assert {api for api, _ in METHODS} == set(get_args(Api)) - {"banksapi"}
    assert len(METHODS) == len({(api, one.operation.id) for api, one in METHODS})


@every_list_with_pages
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_small_pages_lose_no_row(bank: Bank, api: str, method: Method, is_async: bool) -> None:
    """
    A server caps its pages below the size that was asked for.
    """
    script = Script(bank, api, method)
    for number in (1, 2, 3):
        script.says(range(2 * number, 2 * number + 2), pages=3, total=6, number=number)
    script.says([], pages=3, total=6, number=4)
    rows = script.read(is_async=is_async)
    found = [wire_field(row, str(script.paging.id)) for row in rows]
    assert (len(rows), len(set(found))) == (6, 6)
    assert len(bank.heard) == (3 if script.paging.total else 4)


@every_list_with_pages
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_a_repeated_page_is_noticed(bank: Bank, api: str, method: Method, is_async: bool) -> None:
    script = Script(bank, api, method)
    for _ in range(2):
        script.says(range(3), pages=3, total=9, number=1)
    with pytest.raises(PageRepeatedError):
        script.read(is_async=is_async)


@every_list_with_pages
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_a_changed_list_is_noticed(bank: Bank, api: str, method: Method, is_async: bool) -> None:
    """
    By its total where the API has one, and by a row that comes twice.
    """
    script = Script(bank, api, method)
    script.says(range(3), pages=3, total=9, number=1)
    script.says(range(2, 5), pages=4, total=10, number=2)
    with pytest.raises(ListChangedError) as caught:
        script.read(is_async=is_async)
    assert len(caught.value.repeated_ids) == 1
    if script.paging.total:
        bank.forget()
        script.says(range(3), pages=3, total=9, number=1)
        script.says(range(4, 7), pages=3, total=8, number=2)
        with pytest.raises(ListChangedError):
            script.read(is_async=is_async)


@every_list_with_pages
def test_every_row_of_a_list_says_what_it_is(bank: Bank, api: str, method: Method) -> None:
    """
    The field of the id is one of the row's model; finAPI's pages tell number and totals.
    """
    paging = method.operation.paging
    assert paging is not None
    model = inspect.type_info(method.operation.results[200].type)
    assert isinstance(model, inspect.StructType)
    rows = next(one.type for one in model.fields if one.encode_name == method.operation.rows)
    assert isinstance(rows, inspect.ListType)
    assert isinstance(rows.item_type, inspect.StructType)
    assert paging.id in {one.encode_name for one in rows.item_type.fields}
    told = (paging.pages, paging.total, paging.number)
    has_paging = any(one.encode_name == "paging" for one in model.fields)
    assert all(told) if has_paging else not any(told)
