"""
Both token managers: how long they wait, when they ask again, and what they drop.
"""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event, Thread
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    Retries,
    Secret,
    ServiceUnavailableError,
    StoreError,
    Timeouts,
    TransportTimeoutError,
)
from kontokit.auth.effects import GetToken
from kontokit.auth.token import Token
from kontokit.core.deadline import Deadline
from kontokit.core.values import replace
from kontokit.http import Headers, HttpRequest, HttpResponse
from kontokit.pipeline.async_token_manager import AsyncTokenManager
from kontokit.pipeline.token_manager import TokenManager
from kontokit.stores import MemoryStore
from tests.support.scripted_transport import AsyncScriptedTransport, ScriptedTransport
from tests.support.token_refresh import ENDPOINT, GRANT, SteppingClock

CLIENT_GRANT = structs.replace(GRANT, user=None)
QUICK = Retries(base_delay=0.001, max_delay=0.001)
BUSY = HttpResponse(status_code=503)


def _granted(access: str) -> HttpResponse:
    return HttpResponse(
        status_code=200,
        headers=Headers([("Content-Type", "application/json")]),
        body=json.dumps({"access_token": access, "expires_in": 3600}).encode(),
    )


GRANTED = _granted("new")


class Bench:
    """
    A token manager whose requests are answered by a script.
    """

    def __init__(self, *outcomes: HttpResponse, is_async: bool, **settings: Any) -> None:
        self.clock = SteppingClock()
        self.store: MemoryStore = settings.pop("store", None) or MemoryStore()
        endpoint = structs.replace(ENDPOINT, **settings)
        self.transport: Any
        self.manager: Any
        if is_async:
            self.transport = AsyncScriptedTransport(list(outcomes))
            self.manager = AsyncTokenManager(endpoint, self.store, self.clock, self.transport)
        else:
            self.transport = ScriptedTransport(list(outcomes))
            self.manager = TokenManager(endpoint, self.store, self.clock, self.transport)

    def get(self) -> Any:
        """
        The token of the client, or the error.
        """
        found = self.manager.get_token(GetToken(CLIENT_GRANT))
        return asyncio.run(found) if asyncio.iscoroutine(found) else found


WAYS = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@WAYS
@pytest.mark.parametrize(("repetitions", "seconds"), [(0, 2.5), (1, 5.0), (2, 7.5)])
def test_a_service_that_fails_is_left_alone_for_each_of_its_requests(
    repetitions: int, seconds: float, *, is_async: bool
) -> None:
    """
    The more requests have failed, the longer the next call that needs a token gets the same error
    at once.
    """
    retries = replace(QUICK, max_retries=repetitions)
    bench = Bench(*[BUSY] * (repetitions + 1), GRANTED, is_async=is_async, retries=retries)
    for passed in (0.0, 0.0, seconds - 0.1):
        bench.clock.passed = passed
        assert isinstance(bench.get(), ServiceUnavailableError)
        assert len(bench.transport.requests) == repetitions + 1
    bench.clock.passed = seconds
    assert bench.get().access == Secret("new")


class BusyStore(MemoryStore):
    """
    A store whose lock another process gives up after some time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refusals = 8

    def try_lock(self, key: str, /) -> Any:
        self.refusals -= 1
        return None if self.refusals >= 0 else super().try_lock(key)


@WAYS
def test_a_token_request_ends_although_nobody_waits_for_it_any_more(*, is_async: bool) -> None:
    """
    The client's total timeout counts for it too, so it does not go on waiting for the lock of
    another process.
    """
    bench = Bench(GRANTED, is_async=is_async, store=BusyStore(), timeouts=Timeouts(total=0.001))
    assert isinstance(bench.get(), StoreError)
    assert bench.transport.requests == []


class BrokenStore(MemoryStore):
    """
    A store that nobody can lock.
    """

    def try_lock(self, key: str, /) -> Any:
        raise StoreError("the disk is gone")


@WAYS
def test_nothing_is_sent_without_the_lock_of_the_store(*, is_async: bool) -> None:
    """
    Another process may be using the same refresh token. The error of the store is that of the call.
    """
    bench = Bench(GRANTED, is_async=is_async, store=BrokenStore())
    error = bench.get()
    assert isinstance(error, StoreError)
    assert "the disk is gone" in str(error)
    assert bench.transport.requests == []


class BlockingTransport:
    """
    Answers when a test says so.
    """

    def __init__(self) -> None:
        self.is_asked, self.may_answer = Event(), Event()

    def send(self, request: HttpRequest) -> HttpResponse:
        self.is_asked.set()
        assert self.may_answer.wait(10)
        return GRANTED

    def close(self) -> None:
        """
        There is nothing to close.
        """


def test_a_thread_that_waits_for_the_request_of_another_one_gives_up_in_time() -> None:
    """
    At the end of the client's total timeout, although it set no time of its own. The other thread
    gets its token.
    """
    transport = BlockingTransport()
    endpoint = structs.replace(ENDPOINT, timeouts=Timeouts(total=0.3))
    manager = TokenManager(endpoint, MemoryStore(), SteppingClock(), transport)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(manager.get_token, GetToken(GRANT))
        assert transport.is_asked.wait(10)
        late = manager.get_token(GetToken(GRANT))
        transport.may_answer.set()
    assert isinstance(late, TransportTimeoutError)
    assert (late.phase, late.maybe_sent) == ("total", False)
    assert isinstance(first.result(), Token)


class SlowStore(MemoryStore):
    """
    A store that saves when a test says so.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_asked, self.may_save = Event(), Event()

    @property
    def is_local(self) -> bool:
        return False

    def save(self, key: str, record: bytes, /, *, ends: Any = None) -> None:
        self.is_asked.set()
        assert self.may_save.wait(10)
        super().save(key, record, ends=ends)


def test_a_token_that_is_refused_before_it_is_saved_is_no_answer_to_that() -> None:
    """
    A thread whose new token the API has refused waits for the request that gave this token, and
    then gets another one.
    """
    store, transport = SlowStore(), ScriptedTransport([GRANTED, _granted("newer")])
    manager = TokenManager(ENDPOINT, store, SteppingClock(), transport)

    def get(refused: Token | None = None) -> Any:
        return manager.get_token(GetToken(GRANT, refused=refused, deadline=Deadline.after(9)))

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(get)
        assert store.is_asked.wait(10)
        early = get()
        late = pool.submit(get, early)
        wait([late], 0.2)
        store.may_save.set()
    assert [one.access.reveal() for one in (first.result(), early, late.result())] == [
        "new", "new", "newer",
    ]  # fmt: skip
    assert len(transport.requests) == 2


def test_a_token_that_is_refused_before_it_is_saved_is_no_answer_to_a_task() -> None:
    """
    The same with ``await``.
    """
    store, transport = SlowStore(), AsyncScriptedTransport([GRANTED, _granted("newer")])
    manager = AsyncTokenManager(ENDPOINT, store, SteppingClock(), transport)

    async def run() -> list[Any]:
        first = asyncio.create_task(manager.get_token(GetToken(GRANT)))
        while not store.is_asked.is_set():
            await asyncio.sleep(0.001)
        early = await manager.get_token(GetToken(GRANT))
        assert isinstance(early, Token)
        late = asyncio.create_task(manager.get_token(GetToken(GRANT, refused=early)))
        await asyncio.sleep(0.01)
        store.may_save.set()
        return [await first, early, await late]

    assert [one.access.reveal() for one in asyncio.run(run())] == ["new", "new", "newer"]
    assert len(transport.requests) == 2


class SlowTransport:
    """
    Answers as soon as a test says so. Until then requests wait, for ever if their loop is closed.
    """

    def __init__(self) -> None:
        self.is_slow = True
        self.waiting: list[asyncio.Event] = []

    async def send(self, request: HttpRequest) -> HttpResponse:
        if self.is_slow:
            self.waiting.append(asyncio.Event())
            await self.waiting[-1].wait()
        return GRANTED

    async def close(self) -> None:
        """
        There is nothing to close.
        """


async def _until_asked(transport: SlowTransport, times: int = 1) -> None:
    while len(transport.waiting) < times:
        await asyncio.sleep(0)


def test_a_request_that_is_cancelled_is_made_again_for_those_who_wait() -> None:
    """
    Whoever cancels all tasks of a loop but one leaves that one its token.
    """
    transport = SlowTransport()
    manager = AsyncTokenManager(ENDPOINT, MemoryStore(), SteppingClock(), transport)

    async def run() -> Any:
        getting = asyncio.create_task(manager.get_token(GetToken(GRANT)))
        await _until_asked(transport)
        (asking,) = asyncio.all_tasks() - {getting, asyncio.current_task()}
        transport.is_slow = False
        asking.cancel()
        return await getting

    assert asyncio.run(run()).access == Secret("new")


def test_requests_for_several_tokens_end_one_by_one() -> None:
    """
    Those who wait for the second one still share its request when the first one is over.
    """
    transport = SlowTransport()
    manager = AsyncTokenManager(ENDPOINT, MemoryStore(), SteppingClock(), transport)

    async def run() -> list[Any]:
        one, *others = [
            asyncio.create_task(manager.get_token(GetToken(grant)))
            for grant in (GRANT, CLIENT_GRANT)
        ]
        await _until_asked(transport, 2)
        transport.waiting[0].set()
        found = [await one]
        others.append(asyncio.create_task(manager.get_token(GetToken(CLIENT_GRANT))))
        await asyncio.sleep(0)
        transport.waiting[1].set()
        return [*found, *await asyncio.gather(*others)]

    assert [one.access for one in asyncio.run(run())] == [Secret("new")] * 3
    assert len(transport.waiting) == 2


def test_a_token_that_arrives_while_tokens_are_dropped_is_dropped_too() -> None:
    """
    After a sign-out no task finds the token of a request that was on its way.
    """
    store, transport = MemoryStore(), SlowTransport()
    manager = AsyncTokenManager(ENDPOINT, store, SteppingClock(), transport)

    async def run() -> None:
        getting = asyncio.create_task(manager.get_token(GetToken(GRANT)))
        await _until_asked(transport)
        dropping = asyncio.create_task(manager.drop_tokens(GRANT))
        await asyncio.sleep(0)
        transport.waiting[0].set()
        assert isinstance(await getting, Token)
        await dropping
        assert await manager.peek_tokens(GRANT) == ()

    asyncio.run(run())
    assert store.load(GRANT.key) is None


class WatchedLoop(asyncio.SelectorEventLoop):
    """
    A loop that does something else before it says whether it is closed.
    """

    meanwhile: Callable[[], None] | None = None

    def is_closed(self) -> bool:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return super().is_closed()


def test_threads_may_meet_closed_loops_at_the_same_time() -> None:
    """
    Two loops were closed while a token was on its way. Two threads with loops of their own find
    that out at the same moment, and both get the token.
    """
    transport, request = SlowTransport(), GetToken(GRANT)
    manager = AsyncTokenManager(ENDPOINT, MemoryStore(), SteppingClock(), transport)
    loops, found = [WatchedLoop(), WatchedLoop()], list[Any]()
    left = [loop.create_task(manager.get_token(request)) for loop in loops]
    for loop in loops:
        loop.run_until_complete(_until_asked(transport))
    for loop in loops:
        loop.close()
    transport.is_slow = False

    def get() -> None:
        found.append(asyncio.run(manager.get_token(request)))

    def in_another_thread() -> None:
        thread = Thread(target=get)
        thread.start()
        thread.join()

    loops[0].meanwhile = in_another_thread
    try:
        get()
    finally:
        loops[0].meanwhile = None
    assert [one.access for one in found] == [Secret("new")] * 2
    assert not any(task.done() for task in left)


class RemoteStore(MemoryStore):
    """
    A store that is used in threads, as those on a disk or in a network are.
    """

    @property
    def is_local(self) -> bool:
        return False


@pytest.mark.parametrize("kind", [MemoryStore, RemoteStore])
def test_a_refresh_that_is_thrown_away_frees_its_lock(kind: type[MemoryStore]) -> None:
    """
    Nothing waits for a loop that was closed, and its tasks end without a word.
    """
    store, transport = kind(), SlowTransport()
    manager = AsyncTokenManager(ENDPOINT, store, SteppingClock(), transport)
    loop = asyncio.new_event_loop()
    left = loop.create_task(manager.get_token(GetToken(GRANT)))
    loop.run_until_complete(_until_asked(transport))
    assert store.try_lock(GRANT.key) is None
    loop.close()
    assert not left.done()
    del manager, transport, loop, left
    gc.collect()
    assert store.try_lock(GRANT.key) is not None
