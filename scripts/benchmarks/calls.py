"""
Small calls over loopback: kontokit with each engine, and the libraries below alone.

All send the same headers, read a JSON of about a kilobyte and decode it; kontokit into its model.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from http.client import HTTPConnection
from typing import Final, Literal, TypeAlias

import aiohttp
import attrs
import httpcore2
import httpx2
import msgspec

from kontokit import Http
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess

from .answering import answering
from .payloads import account

_PATH: Final = "/api/v2/accounts/1"
_HEADERS: Final = {"Authorization": "Bearer example", "Accept": "application/json"}
_WARM_UP: Final = 5
"""Calls of each worker before the clock starts."""


@attrs.frozen
class Turn:
    """
    What some calls took.
    """

    cpu: float
    """Microseconds of this process for each call."""
    rate: float
    """Calls in a second."""


Run: TypeAlias = Callable[[str, int], Turn]
"""Takes the address of the server and the number of calls."""
Call: TypeAlias = Callable[[], Awaitable[object]]


def _timed(call: Callable[[], object], count: int) -> Turn:
    for _ in range(_WARM_UP):
        call()
    cpu, begun = time.process_time(), time.perf_counter()
    for _ in range(count):
        call()
    return _turn(cpu, begun, count)


def _turn(cpu: float, begun: float, count: int) -> Turn:
    seconds = time.perf_counter() - begun
    return Turn((time.process_time() - cpu) / count * 1e6, count / seconds)


def _http_client(url: str, count: int) -> Turn:
    connection = HTTPConnection(url.removeprefix("http://"))

    def call() -> object:
        connection.request("GET", _PATH, headers=_HEADERS)
        return msgspec.json.decode(connection.getresponse().read())

    try:
        return _timed(call, count)
    finally:
        connection.close()


def _httpcore2(url: str, count: int) -> Turn:
    headers = [*_HEADERS.items()]
    with httpcore2.ConnectionPool() as pool:

        def call() -> object:
            return msgspec.json.decode(pool.request("GET", url + _PATH, headers=headers).content)

        return _timed(call, count)


def _httpx2(url: str, count: int) -> Turn:
    with httpx2.Client(trust_env=False, headers=_HEADERS) as client:
        return _timed(lambda: msgspec.json.decode(client.get(url + _PATH).content), count)


def _kontokit(
    url: str, count: int, engine: Literal["httpcore2", "httptools"] = "httpcore2"
) -> Turn:
    with FinapiAccess(
        user_token="example",  # noqa: S106 - a made-up one
        base_url=url,
        engine=engine,
    ) as client:
        return _timed(lambda: client.accounts.get(1), count)


async def _timed_together(call: Call, count: int, workers: int) -> Turn:
    each = max(count // workers, 1)

    async def work(calls: int) -> None:
        for _ in range(calls):
            await call()

    await asyncio.gather(*(work(_WARM_UP) for _ in range(workers)))
    cpu, begun = time.process_time(), time.perf_counter()
    await asyncio.gather(*(work(each) for _ in range(workers)))
    return _turn(cpu, begun, each * workers)


async def _aiohttp_together(url: str, count: int, workers: int) -> Turn:
    connector = aiohttp.TCPConnector(limit=workers)
    async with aiohttp.ClientSession(connector=connector, headers=_HEADERS) as session:

        async def call() -> object:
            async with session.get(url + _PATH) as response:
                return msgspec.json.decode(await response.read())

        return await _timed_together(call, count, workers)


async def _httpx2_together(url: str, count: int, workers: int) -> Turn:
    limits = httpx2.Limits(max_connections=workers, max_keepalive_connections=workers)
    async with httpx2.AsyncClient(trust_env=False, headers=_HEADERS, limits=limits) as client:

        async def call() -> object:
            return msgspec.json.decode((await client.get(url + _PATH)).content)

        return await _timed_together(call, count, workers)


async def _kontokit_together(
    url: str, count: int, workers: int, engine: Literal["httpcore2", "aiohttp", "httptools"]
) -> Turn:
    http = Http(max_connections=workers, max_idle_connections=workers)
    async with AsyncFinapiAccess(
        user_token="example",  # noqa: S106 - a made-up one
        base_url=url,
        http=http,
        engine=engine,
    ) as client:
        return await _timed_together(lambda: client.accounts.get(1), count, workers)


def _contests() -> Iterator[tuple[str, Mapping[str, Run]]]:
    yield (
        "one after another",
        {
            "httpcore2": _httpcore2,
            "http.client": _http_client,
            "httpx2": _httpx2,
            "kontokit": _kontokit,
            "kontokit[httptools]": lambda url, count: _kontokit(url, count, "httptools"),
        },
    )
    for workers in (50, 200):
        yield f"{workers} at a time", _together(workers)


def _together(workers: int) -> Mapping[str, Run]:
    run = asyncio.run
    return {
        "aiohttp": lambda url, count: run(_aiohttp_together(url, count, workers)),
        "httpx2": lambda url, count: run(_httpx2_together(url, count, workers)),
        "kontokit": lambda url, count: run(_kontokit_together(url, count, workers, "httpcore2")),
        "kontokit[aiohttp]": lambda url, count: run(
            _kontokit_together(url, count, workers, "aiohttp")
        ),
        "kontokit[httptools]": lambda url, count: run(
            _kontokit_together(url, count, workers, "httptools")
        ),
    }


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all contestants in turns, and write a table for each number of calls at a time.

    Args:
        rounds: How often each is timed.
    """
    body = account()
    count = max(int(4_000 * scale), 1)
    with answering(body) as url:
        for name, contestants in _contests():
            turns: dict[str, list[Turn]] = {known: [] for known in contestants}
            for _ in range(rounds):
                for known, run in contestants.items():
                    turns[known].append(run(url, count))
            yield from _table(f"GET of {len(body):,} bytes, {name}", turns)
            yield ""


def _table(name: str, turns: Mapping[str, list[Turn]]) -> Iterator[str]:
    yield f"| {name} | least CPU, µs | median | most calls/s | median | ratio |"
    yield "|---|---|---|---|---|---|"
    first = 0.0
    for known, found in turns.items():
        cpu, rates = [one.cpu for one in found], [one.rate for one in found]
        first = first or max(rates)
        times = f"{min(cpu):.0f} | {statistics.median(cpu):.0f}"
        calls = f"{max(rates):,.0f} | {statistics.median(rates):,.0f}"
        yield f"| {known} | {times} | {calls} | {max(rates) / first:.2f} |"
