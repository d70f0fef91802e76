"""
One async client in several event loops, in threads, and under trio.
"""

from __future__ import annotations

import asyncio
import gc
import time
from threading import Event, Thread
from typing import Any

import pytest
import trio

from kontokit import AsyncClient, ConfigurationError, Http, Timeouts, TransportTimeoutError
from kontokit.testing.hostile_server import HostileServer, body
from tests.support.calls import calls_of_awaiting
from tests.support.clients import CREDENTIALS
from tests.support.deaf_port import deaf_port
from tests.support.shapes import API, CREATE_ACCESS, GET_ACCESS, Booking

ONE = {"access_id": "1"}


def _client(server: HostileServer, **settings: Any) -> AsyncClient:
    return AsyncClient(API, CREDENTIALS, base_url=server.url, **settings)


@pytest.fixture
def server() -> Any:
    """
    A server that answers everything with the same account.
    """
    server = HostileServer()
    raw = body('{"id":"1"}', "Content-Type: application/json")
    server.reply = lambda connection, _: connection.sendall(raw)
    yield server
    server.close()


ENGINES = ["httpcore2", "httpx2", "aiohttp", "httptools"]
UNDER_TRIO = ["httpcore2", "httpx2"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_client_of_a_module_in_several_loops(server: HostileServer, engine: Any) -> None:
    """
    Each ``asyncio.run`` opens connections of its own, and closes them at its end.
    """
    client = _client(server, engine=engine)

    async def calls() -> None:
        for _ in range(3):
            assert await client.call(GET_ACCESS, ONE) == Booking(id="1")

    for _ in range(3):
        asyncio.run(calls())
    assert server.connections == 3
    asyncio.run(client.close())
    gc.collect()  # an unclosed socket would be an error of this test


@pytest.mark.parametrize("engine", ENGINES)
def test_orders_in_several_loops_are_sent_once_each(server: HostileServer, engine: Any) -> None:
    """
    A call that changes something is carried out, and says so, in whatever loop.
    """
    raw = body("", "Location: /accesses/1").replace(b"200 OK", b"201 Created")
    server.reply = lambda connection, _: connection.sendall(raw)
    client = _client(server, engine=engine)

    async def order() -> Any:
        return await client.call(CREATE_ACCESS, {}, {"id": "1", "betrag": 1})

    for _ in range(4):
        assert asyncio.run(order())
    assert len(server.heard) == 4
    asyncio.run(client.close())


@pytest.mark.parametrize("engine", ENGINES)
def test_loops_in_threads(server: HostileServer, engine: Any) -> None:
    """
    Ten threads with a loop each share one client.
    """
    client = _client(server, engine=engine)
    found: list[Any] = []

    async def calls() -> None:
        for _ in range(5):
            found.append(await client.call(GET_ACCESS, ONE))

    threads = [Thread(target=lambda: asyncio.run(calls())) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Booking(id="1")] * 50
    asyncio.run(client.close())


@pytest.mark.parametrize("engine", ENGINES)
def test_closing_a_client_that_another_loop_uses(server: HostileServer, engine: Any) -> None:
    """
    The other loop closes its connections itself; nothing is left open.
    """
    client = _client(server, engine=engine)
    with asyncio.Runner() as first:
        assert first.run(client.call(GET_ACCESS, ONE)) == Booking(id="1")
        asyncio.run(client.close())
        first.run(asyncio.sleep(0.05))
        gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestWarning")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_loop_that_is_closed_without_an_end(server: HostileServer, engine: Any) -> None:
    """
    Its connections are gone, and the next loop does not notice.
    """
    client = _client(server, engine=engine)
    loop = asyncio.new_event_loop()
    assert loop.run_until_complete(client.call(GET_ACCESS, ONE)) == Booking(id="1")
    loop.close()
    assert asyncio.run(client.call(GET_ACCESS, ONE)) == Booking(id="1")
    asyncio.run(client.close())
    del loop
    gc.collect()


@pytest.mark.parametrize("engine", UNDER_TRIO)
def test_trio(server: HostileServer, engine: Any) -> None:
    """
    Under trio all calls work, one after another, together, and in the next run.
    """
    client = _client(server, engine=engine)
    found: list[Any] = []

    async def call() -> None:
        found.append(await client.call(GET_ACCESS, ONE))

    async def calls() -> None:
        await call()
        await call()
        async with trio.open_nursery() as nursery:
            for _ in range(5):
                nursery.start_soon(call)

    trio.run(calls)
    trio.run(calls)
    assert found == [Booking(id="1")] * 14
    trio.run(client.close)
    gc.collect()


@pytest.mark.parametrize("engine", ["aiohttp", "httptools"])
def test_an_engine_that_has_no_trio(server: HostileServer, engine: Any) -> None:
    """
    It says so before anything is opened, names another one, and goes on under asyncio.
    """
    client = _client(server, engine=engine)

    async def call() -> None:
        with pytest.raises(ConfigurationError, match='works on asyncio only; use "httpcore2"'):
            await client.call(GET_ACCESS, ONE)

    trio.run(call)
    assert server.connections == 0
    assert asyncio.run(client.call(GET_ACCESS, ONE)) == Booking(id="1")
    asyncio.run(client.close())


@pytest.mark.parametrize("engine", UNDER_TRIO)
def test_a_connection_is_kept_under_trio(server: HostileServer, engine: Any) -> None:
    """
    Calls one after another come over one connection, as under asyncio.
    """

    async def run() -> None:
        async with _client(server, engine=engine) as client:
            for _ in range(3):
                assert await client.call(GET_ACCESS, ONE) == Booking(id="1")

    trio.run(run)
    assert server.connections == 1


@pytest.mark.parametrize("engine", UNDER_TRIO)
def test_a_full_pool_under_trio(server: HostileServer, engine: Any) -> None:
    """
    A call waits for room as long as its timeout says, and gets what another gives back.
    """
    answer, gate = server.reply, Event()

    def reply(connection: Any, request: Any) -> None:
        if len(server.heard) == 1:
            gate.wait(5)
        answer(connection, request)

    server.reply = reply
    found: list[Any] = []

    async def run() -> None:
        async with _client(server, engine=engine, http=Http(max_connections=1)) as client:

            async def call() -> None:
                found.append(await client.call(GET_ACCESS, ONE))

            async with trio.open_nursery() as nursery:
                nursery.start_soon(call)
                while not server.heard:
                    await trio.sleep(0.01)
                with pytest.raises(TransportTimeoutError) as caught:
                    await client.call(GET_ACCESS, ONE, options={"timeout": Timeouts(pool=0.1)})
                assert (caught.value.phase, caught.value.maybe_sent) == ("pool", False)
                nursery.start_soon(call)
                await trio.sleep(0.05)
                gate.set()

    trio.run(run)
    assert found == [Booking(id="1")] * 2
    assert server.connections == 1


@pytest.mark.parametrize("engine", ["httpcore2", "aiohttp", "httptools"])
def test_a_call_costs_the_same_beside_many_others(server: HostileServer, engine: Any) -> None:
    """
    With a hundred connections a call takes hardly more calls of functions than with ten.
    """

    async def run(workers: int) -> float:
        http = Http(max_connections=workers, max_idle_connections=workers)
        async with _client(server, engine=engine, http=http) as client:

            async def work(calls: int) -> None:
                for _ in range(calls):
                    await client.call(GET_ACCESS, ONE)

            async def together() -> None:
                await asyncio.gather(*(work(5) for _ in range(workers)))

            await together()
            return await calls_of_awaiting(together()) / (workers * 5)

    few, many = asyncio.run(run(10)), asyncio.run(run(100))
    assert many < 1.3 * few


def test_the_deadline_under_trio(server: HostileServer) -> None:
    """
    A response that never comes ends with the timeout of the call.
    """
    server.reply = lambda *_: time.sleep(2)

    async def run() -> None:
        async with _client(server, timeout=0.3) as client:
            with pytest.raises(TransportTimeoutError, match="the total timeout passed"):
                await client.call(GET_ACCESS, ONE)

    begun = time.monotonic()
    trio.run(run)
    assert time.monotonic() - begun < 1


def test_a_cancelled_call_under_trio(server: HostileServer) -> None:
    """
    A cancel scope ends a call; the client goes on.
    """
    raw = body('{"id":"1"}', "Content-Type: application/json")

    def reply(connection: Any, _: Any) -> None:
        time.sleep(0.4 if len(server.heard) == 1 else 0)
        connection.sendall(raw)

    server.reply = reply

    async def run() -> None:
        async with _client(server) as client:
            with trio.move_on_after(0.1) as scope:
                await client.call(GET_ACCESS, ONE)
            assert scope.cancelled_caught
            assert await client.call(GET_ACCESS, ONE) == Booking(id="1")

    trio.run(run)


@pytest.mark.parametrize("engine", UNDER_TRIO)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_call_cancelled_under_trio_while_it_connects(engine: Any, host: str) -> None:
    """
    The tasks that try the addresses of a host show nothing of themselves: what leaves the call is
    trio's own exception, as everywhere else, and no group of them.
    """
    seen: list[type[BaseException]] = []

    async def run(port: int) -> None:
        client = AsyncClient(API, CREDENTIALS, base_url=f"http://{host}:{port}", engine=engine)
        async with client:
            with trio.move_on_after(0.2):
                try:
                    await client.call(GET_ACCESS, ONE)
                except BaseException as error:
                    seen.append(type(error))
                    raise

    with deaf_port() as port:
        trio.run(run, port)
    assert seen == [trio.Cancelled]
