"""
Pages that are requested before they are asked for.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import trio
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncClient,
    AsyncListing,
    KontokitError,
    ListChangedError,
    Listing,
    NotFoundError,
    ServerError,
    SyncClient,
)
from kontokit.http import Headers, HttpRequest, HttpResponse
from kontokit.operations import Operation, Paging, Result
from tests.support.clients import CREDENTIALS
from tests.support.processes import in_child
from tests.support.shapes import API, PAGE_BOOKINGS

SIZE = 10
COUNTED: Operation[Any] = structs.replace(
    PAGE_BOOKINGS,
    results={200: Result(type=dict[str, Any])},
    paging=Paging(
        page="page",
        limit="limit",
        maximum=SIZE,
        pages="paging.pages",
        total="paging.total",
        id="id",
    ),
)
UNCOUNTED: Operation[Any] = structs.replace(
    COUNTED, paging=Paging(page="page", limit="limit", maximum=SIZE, id="id")
)


class Shelf:
    """
    Answers for pages of numbered rows, and remembers which were asked for.
    """

    def __init__(self, rows: int, *, size: int = SIZE, is_counted: bool = True) -> None:
        self.rows, self.size, self.is_counted = rows, size, is_counted
        self.asked: list[int] = []
        self.threads: set[str] = set()
        self.failing: dict[int, int] = {}
        self.totals: dict[int, int] = {}
        self.held: dict[int, Any] = {}
        self.under_way = self.most_under_way = 0
        self.cancelled: list[int] = []
        self._guard = threading.Lock()

    def begin(self, request: HttpRequest) -> int:
        page = int(parse_qs(urlsplit(request.url).query)["page"][0])
        with self._guard:
            self.asked.append(page)
            self.threads.add(threading.current_thread().name)
            self.under_way += 1
            self.most_under_way = max(self.most_under_way, self.under_way)
        return page

    def end(self, request: HttpRequest, page: int) -> HttpResponse:
        with self._guard:
            self.under_way -= 1
        numbers = range((page - 1) * self.size, min(page * self.size, self.rows))
        body: dict[str, Any] = {"transactions": [{"id": str(number)} for number in numbers]}
        if self.is_counted:
            total = self.totals.get(page, self.rows)
            body["paging"] = {"pages": -(-total // self.size), "total": total}
        headers = Headers([("Content-Type", "application/json")])
        return HttpResponse(
            status_code=self.failing.get(page, 200),
            headers=headers,
            body=json.dumps(body).encode(),
        )


class Blocking(Shelf):
    """
    The transport of a blocking client.
    """

    def send(self, request: HttpRequest) -> HttpResponse:
        page = self.begin(request)
        if page in self.held:
            self.held[page].wait(30)
        return self.end(request, page)

    def close(self) -> None:
        pass


class Awaiting(Shelf):
    """
    The transport of an async client.
    """

    async def send(self, request: HttpRequest) -> HttpResponse:
        page = self.begin(request)
        try:
            if page in self.held:
                await self.held[page].wait()
        except BaseException:
            self.cancelled.append(page)
            raise
        return self.end(request, page)

    async def aclose(self) -> None:
        pass


def listing(
    shelf: Shelf, pages: int, operation: Operation[Any] = COUNTED, **kwargs: Any
) -> Listing[Any, Any]:
    client = SyncClient(API, CREDENTIALS, transport=shelf, max_retries=0)  # type: ignore[arg-type]
    return client.list(operation, **kwargs).prefetch(pages)


def async_listing(
    shelf: Shelf, pages: int, operation: Operation[Any] = COUNTED, **kwargs: Any
) -> AsyncListing[Any, Any]:
    client = AsyncClient(API, CREDENTIALS, transport=shelf, max_retries=0)  # type: ignore[arg-type]
    return client.list(operation, **kwargs).prefetch(pages)


def ids(rows: list[Any]) -> list[int]:
    return [int(row["id"]) for row in rows]


class Reader:
    """
    Reads a list of one kind: rows that came, and the error that ended them.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def shelf(self, *args: Any, **kwargs: Any) -> Shelf:
        return Blocking(*args, **kwargs) if self.kind == "sync" else Awaiting(*args, **kwargs)

    def read(
        self, shelf: Shelf, *args: Any, **kwargs: Any
    ) -> tuple[list[int], KontokitError | None]:
        found: list[Any] = []
        if self.kind == "sync":
            try:
                for row in listing(shelf, *args, **kwargs):
                    found.append(row)  # those before an error stay
            except KontokitError as error:
                return ids(found), error
            return ids(found), None

        async def run() -> KontokitError | None:
            try:
                async for row in async_listing(shelf, *args, **kwargs):
                    found.append(row)
            except KontokitError as error:
                return error
            return None

        runner: Any = asyncio.run if self.kind == "asyncio" else trio.run
        ended = runner(run()) if self.kind == "asyncio" else runner(run)
        return ids(found), ended


@pytest.fixture(params=["sync", "asyncio", "trio"])
def reader(request: pytest.FixtureRequest) -> Reader:
    """
    A blocking reader, and both kinds of async ones.
    """
    return Reader(request.param)


@pytest.mark.parametrize("pages", [0, 1, 2, 7, 100])
@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11, 53, 60])
@pytest.mark.parametrize("operation", [COUNTED, UNCOUNTED], ids=["counted", "uncounted"])
def test_the_same_rows_come_in_the_same_order(
    reader: Reader, pages: int, rows: int, operation: Operation[Any]
) -> None:
    """
    However many pages are requested early; where the API counts, exactly its pages.
    """
    shelf = reader.shelf(rows, is_counted=operation is COUNTED)
    assert reader.read(shelf, pages, operation) == (list(range(rows)), None)
    count = max(1, -(-rows // SIZE))
    assert sorted(set(shelf.asked)) == sorted(shelf.asked)
    if operation is COUNTED:
        assert sorted(shelf.asked) == list(range(1, count + 1))
    else:
        assert set(range(1, count + 1)) <= set(shelf.asked)
        assert len(shelf.asked) <= count + 1 + pages


@pytest.mark.parametrize("most", [1, 10, 11, 25, 30, 31, 1000])
@pytest.mark.parametrize("size", [SIZE, 4])
def test_nothing_is_requested_beyond_max_items(reader: Reader, most: int, size: int) -> None:
    """
    Also from a server that gives fewer rows than asked for.
    """
    shelf = reader.shelf(53, size=size)
    rows, error = reader.read(shelf, 5, max_items=most)
    assert (rows, error) == (list(range(min(most, 53))), None)
    assert sorted(shelf.asked) == list(range(1, -(-min(most, 53) // size) + 1))


def test_an_error_comes_where_its_page_would(reader: Reader) -> None:
    """
    All rows before it are given, and a later error that came sooner is not told.
    """
    shelf = reader.shelf(100)
    shelf.failing = {4: 500, 5: 404}
    rows, error = reader.read(shelf, 3)
    assert rows == list(range(30))
    assert isinstance(error, ServerError)
    assert max(shelf.asked) <= 7


def test_a_page_behind_the_end_ends_the_list(reader: Reader) -> None:
    """
    A 404 after a short page is the end; after a full one it is an error, in its turn.
    """
    shelf = reader.shelf(25, is_counted=False)
    shelf.failing = dict.fromkeys(range(4, 10), 404)
    assert reader.read(shelf, 3, UNCOUNTED) == (list(range(25)), None)
    shelf = reader.shelf(20, is_counted=False)
    shelf.failing = dict.fromkeys(range(3, 10), 404)
    rows, error = reader.read(shelf, 3, UNCOUNTED)
    assert rows == list(range(20))
    assert isinstance(error, NotFoundError)


def test_a_list_that_changes_is_noticed_in_its_turn(reader: Reader) -> None:
    """
    Fewer rows in all than before, told by a page that was requested early.
    """
    shelf = reader.shelf(100)
    shelf.totals = dict.fromkeys(range(4, 11), 90)
    rows, error = reader.read(shelf, 3)
    assert rows == list(range(30))
    assert isinstance(error, ListChangedError)
    assert error.page == 4


def test_a_list_may_begin_at_a_later_page(reader: Reader) -> None:
    """
    No page behind the end is requested, though not all rows are counted.
    """
    shelf = reader.shelf(53)
    rows, error = reader.read(shelf, 3, args={"page": 3})
    assert (rows, error) == (list(range(20, 53)), None)
    assert sorted(shelf.asked) == [3, 4, 5, 6]


def settled(is_so: Callable[[], bool]) -> bool:
    """
    Whether something becomes so, and stays so for a moment.
    """
    until = time.monotonic() + 30
    while not is_so() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(0.05)
    return is_so()


def test_no_more_pages_than_allowed_are_requested() -> None:
    """
    Nothing before the first row, then as many as allowed beyond the page that the caller has.
    """
    shelf = Blocking(1000)
    pages = listing(shelf, 2).pages()
    assert shelf.asked == []
    for taken in range(1, 6):
        next(pages)
        expected = list(range(1, taken + 3))
        assert settled(lambda expected=expected: sorted(shelf.asked) == expected)  # type: ignore[misc]


def test_no_more_tasks_than_allowed_run() -> None:
    """
    As above, with asyncio.
    """
    shelf = Awaiting(1000)

    async def run() -> None:
        async with aclosing(async_listing(shelf, 2).pages()) as pages:  # type: ignore[type-var]
            for taken in range(1, 6):
                await anext(pages)
                for _ in range(50):
                    await asyncio.sleep(0)
                assert sorted(shelf.asked) == list(range(1, taken + 3))

    asyncio.run(run())


def test_pages_are_under_way_together() -> None:
    """
    A page that is slow keeps the next ones from being given, not from being read.
    """
    shelf = Blocking(60)
    shelf.held = {2: threading.Event()}
    rows = iter(listing(shelf, 3))
    first = [next(rows) for _ in range(SIZE)]
    assert settled(lambda: sorted(shelf.asked) == [1, 2, 3, 4])
    shelf.held[2].set()
    assert ids([*first, *rows]) == list(range(60))
    assert shelf.most_under_way >= 2


def test_threads_end_with_their_page() -> None:
    """
    Without prefetching there are none; a loop that ends early leaves none for long.
    """
    shelf = Blocking(100)
    assert len(list(listing(shelf, 0))) == 100
    assert shelf.threads == {threading.current_thread().name}
    shelf = Blocking(1000)
    shelf.held = {3: threading.Event()}
    for _ in listing(shelf, 2):
        break
    assert settled(lambda: sorted(shelf.asked) == [1, 2, 3])
    shelf.held[3].set()
    assert settled(lambda: not pages_read())
    assert sorted(shelf.asked) == [1, 2, 3]


def pages_read() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "kontokit-page"]


def test_a_dropped_iteration_is_collected() -> None:
    """
    Also while a page is on its way, and in a cycle.
    """
    shelf = Blocking(1000)
    shelf.held = {2: threading.Event()}
    rows = iter(listing(shelf, 1))
    next(rows)
    cycle: list[Any] = [rows]
    cycle.append(cycle)
    del rows, cycle
    gc.collect()
    shelf.held[2].set()
    assert settled(lambda: not pages_read())


def test_a_forked_child_reads_on_by_itself() -> None:
    """
    The threads of its parent do not exist in it.
    """
    shelf = Blocking(60)
    shelf.held = {2: threading.Event()}
    rows = iter(listing(shelf, 2))
    first = [next(rows) for _ in range(SIZE)]
    assert settled(lambda: sorted(shelf.asked) == [1, 2, 3])

    def work() -> None:
        shelf.held.clear()
        shelf._guard = threading.Lock()
        assert ids([*first, *rows]) == list(range(60))

    assert in_child(work) == 0
    shelf.held[2].set()
    assert ids([*first, *rows]) == list(range(60))


def test_a_program_ends_while_a_page_is_on_its_way() -> None:
    """
    It neither waits for the page nor complains.
    """
    program = """
import threading
from tests.unit.pipeline.test_prefetch import Blocking, listing
shelf = Blocking(1000)
shelf.held = {2: threading.Event()}
rows = iter(listing(shelf, 2))
print(next(rows)["id"])
"""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", program],
        capture_output=True,
        text=True,
        timeout=25,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")


def test_without_further_threads_pages_are_read_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    A system that gives no thread is no reason to fail.
    """

    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    shelf = Blocking(53)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert ids(list(listing(shelf, 3))) == list(range(53))
    assert shelf.asked == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("how", ["asyncio", "trio"])
def test_tasks_are_cancelled_when_the_loop_ends_early(how: str) -> None:
    """
    When the iteration is closed, no request of it is under way any more.
    """
    shelf = Awaiting(1000)
    left: list[Any] = []

    async def run() -> None:
        event: Any = asyncio.Event if how == "asyncio" else trio.Event
        sleep: Any = asyncio.sleep if how == "asyncio" else trio.sleep
        shelf.held = {page: event() for page in (2, 3)}
        rows = aiter(async_listing(shelf, 2))
        await anext(rows)
        while len(shelf.asked) < 3:
            await sleep(0.001)
        await rows.aclose()  # type: ignore[attr-defined]
        left.extend(shelf.cancelled)

    if how == "asyncio":
        asyncio.run(run())
    else:
        trio.run(run)
    assert sorted(left) == [2, 3]


def test_a_cancelled_reader_cancels_its_pages() -> None:
    """
    With the task that waits for a page, those that read it and the next one end.
    """
    shelf = Awaiting(1000)

    async def run() -> None:
        shelf.held = {page: asyncio.Event() for page in (2, 3, 4)}

        async def read() -> None:
            async for _ in async_listing(shelf, 2):
                pass

        task = asyncio.create_task(read())
        while len(shelf.asked) < 4:
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())
    assert sorted(shelf.cancelled) == [2, 3, 4]


def test_errors_of_pages_that_no_one_took_are_not_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    It would complain of an exception that was never retrieved.
    """
    shelf = Awaiting(1000)
    shelf.failing = {2: 500, 3: 500}

    async def run() -> None:
        async for _ in async_listing(shelf, 2):
            await asyncio.sleep(0.01)
            break
        gc.collect()

    asyncio.run(run())
    assert [one for one in caplog.records if one.name == "asyncio"] == []


def test_a_list_of_one_request_and_one_that_a_bank_counts_stay_as_they_are() -> None:
    """
    Only reads that no one counts are requested early.
    """
    shelf = Blocking(53)
    usual = listing(shelf, 3)
    for call in (
        structs.replace(usual._call, is_counted=True),
        structs.replace(usual._call, operation=structs.replace(COUNTED, retry_class="create")),
    ):
        shelf.asked.clear()
        rows: Listing[Any, Any] = Listing(call, usual._read, usual._note)
        next(iter(rows))
        time.sleep(0.02)
        assert shelf.asked == [1]


@pytest.mark.parametrize("pages", [-1, True, 1.5, "2", None])
def test_the_number_of_pages_is_checked(pages: Any) -> None:
    """
    It is an integer of at least 0.
    """
    for of in (listing, async_listing):
        with pytest.raises(ArgumentError, match="pages: must be an integer of at least 0"):
            of(Blocking(0), pages)


def test_the_first_page_alone_is_one_request() -> None:
    """
    A list with prefetching is awaited, and gives its first page, as any other.
    """
    shelf = Blocking(100)
    assert len(listing(shelf, 3).first_page()["transactions"]) == SIZE
    assert shelf.asked == [1]
    waiting = Awaiting(100)

    async def run() -> None:
        assert len((await async_listing(waiting, 3))["transactions"]) == SIZE

    asyncio.run(run())
    assert waiting.asked == [1]
