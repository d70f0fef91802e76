"""
Calls through a line that is slow, broken or cut: each ends in time, with a result or our error.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from kontokit import KontokitError, Timeouts
from kontokit_sandbox import Api, Sandbox
from tests.support.fault_proxy import FaultProxy, Toxic, ToxicKind
from tests.support.resources import nothing_left
from tests.support.scale import figure, scaled

DEADLINE: Final = 1.0
SLACK: Final = 0.25
"""What a busy machine may add, in seconds, besides the ten per cent that are promised."""
SETTINGS: Final = scaled(2, 10)
NUMBER = count()
"""Makes every name of something new a different one."""


def toxics(kind: ToxicKind) -> list[Toxic]:
    """
    Give the settings of a kind, from harmless to hopeless; a quick run takes the two ends.
    """
    steps = [step / 9 for step in range(10)]
    made: dict[ToxicKind, Callable[[float], Toxic]] = {
        "latency": lambda x: Toxic(kind="latency", seconds=2 * x, jitter=0.5 * x),
        "bandwidth": lambda x: Toxic(kind="bandwidth", size=round(10 ** (6 - 4.5 * x))),
        "slow close": lambda x: Toxic(kind="slow close", seconds=3 * x),
        "timeout": lambda x: Toxic(kind="timeout", seconds=0.1 + 3 * x),
        "reset": lambda x: Toxic(kind="reset", size=round(600 * x)),
        "slicer": lambda x: Toxic(kind="slicer", size=round(200 - 199 * x), seconds=0.02 * x),
        "limit": lambda x: Toxic(kind="limit", size=round(600 * x)),
    }
    every = [made[kind](step) for step in steps]
    return [every[0], every[-1]] if SETTINGS == 2 else every[:SETTINGS]


KINDS: Final[list[ToxicKind]] = [
    "latency", "bandwidth", "slow close", "timeout", "reset", "slicer", "limit",
]  # fmt: skip
OPERATIONS: Final[dict[str, tuple[Api, Callable[[Any], Any]]]] = {
    "list accounts": ("bankimport", lambda client: client.bank_accounts.list().first_page()),
    "add an account": (
        "bankimport",
        lambda client: client.bank_accounts.add(
            hbci_bank_code="37040044", username=f"user{next(NUMBER)}", secret="example-pin"
        ),
    ),
    "read the user": ("finapi_access", lambda client: client.users.get()),
    "list banks": ("finapi_access", lambda client: client.banks.list().first_page()),
    "make a label": (
        "finapi_access",
        lambda client: client.labels.create(name=f"label {next(NUMBER)}"),
    ),
    "read the tree": ("finapi_access", lambda client: client.categories.list().first_page()),
}
QUICK: Final = ("list accounts", "add an account", "read the user")
CHOSEN: Final = QUICK if SETTINGS == 2 else tuple(OPERATIONS)
Outcome = tuple[str, float]


class Line:
    """
    The sandbox behind proxies, one for each API.
    """

    def __init__(self, sandbox: Sandbox, ports: dict[Api, int]) -> None:
        self.sandbox = sandbox
        self.proxies = {api: FaultProxy(sandbox.port, at=port) for api, port in ports.items()}

    def spoil(self, toxic: Toxic | None) -> None:
        for proxy in self.proxies.values():
            proxy.toxic = toxic

    def settings(self, api: Api) -> dict[str, Any]:
        own = urlsplit(self.sandbox.url(api))
        url = self.proxies[api].url + own.path
        waits = Timeouts(
            connect=DEADLINE, read=DEADLINE, write=DEADLINE, pool=DEADLINE, total=DEADLINE
        )
        as_user = {"as_user": True} if api == "finapi_access" else {}
        return {"base_url": url, "timeout": waits, **as_user}

    def call(self, name: str, toxic: Toxic) -> Outcome:
        """
        Sign in over a good line, then call over a bad one.
        """
        api, operation = OPERATIONS[name]
        self.spoil(None)
        with self.sandbox.client(api, **self.settings(api)) as client:
            expected = type(operation(client))
            self.spoil(toxic)
            begun = time.monotonic()
            try:
                assert type(operation(client)) is expected
            except KontokitError as error:
                return type(error).__name__, time.monotonic() - begun
            return "result", time.monotonic() - begun

    async def acall(self, name: str, toxic: Toxic, engine: Any) -> Outcome:
        """
        Do the same with ``await``.
        """
        api, operation = OPERATIONS[name]
        self.spoil(None)
        settings = {**self.settings(api), "engine": engine}
        async with self.sandbox.async_client(api, **settings) as client:
            expected = type(await operation(client))
            self.spoil(toxic)
            begun = time.monotonic()
            try:
                assert type(await operation(client)) is expected
            except KontokitError as error:
                return type(error).__name__, time.monotonic() - begun
            return "result", time.monotonic() - begun

    def in_threads(self, name: str, toxic: Toxic) -> list[Outcome]:
        """
        Call four times at once with one client.
        """
        api, operation = OPERATIONS[name]
        self.spoil(None)

        def once(client: Any) -> Outcome:
            begun = time.monotonic()
            try:
                operation(client)
            except KontokitError as error:
                return type(error).__name__, time.monotonic() - begun
            return "result", time.monotonic() - begun

        with self.sandbox.client(api, **self.settings(api)) as client:
            operation(client)
            self.spoil(toxic)
            with ThreadPoolExecutor(4) as pool:
                return list(pool.map(once, [client] * 4))

    def close(self) -> None:
        for proxy in self.proxies.values():
            proxy.close()


@pytest.fixture(scope="module")
def ports() -> dict[Api, int]:
    """
    Free ports for the proxies, one for each API.
    """
    with ExitStack() as stack:
        apis: tuple[Api, ...] = ("bankimport", "finapi_access")
        found = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in apis]
        return {api: one.getsockname()[1] for api, one in zip(apis, found, strict=True)}


@pytest.fixture(scope="module")
def proxied_sandbox(ports: dict[Api, int]) -> Iterator[Sandbox]:
    """
    A sandbox that knows the proxies: it refuses requests that are addressed to other ports.
    """
    with Sandbox(allow_hosts=[f"127.0.0.1:{port}" for port in ports.values()]) as one:
        yield one


@pytest.fixture
def line(proxied_sandbox: Sandbox, ports: dict[Api, int]) -> Iterator[Line]:
    """
    A line that leaves nothing behind.
    """
    proxied_sandbox.reset()
    with nothing_left():
        made = Line(proxied_sandbox, ports)
        yield made
        made.close()


def judged(outcomes: list[Outcome], kind: ToxicKind) -> None:
    """
    All within the deadline; harmless settings give results, hopeless ones an error.
    """
    slowest = max(seconds for _, seconds in outcomes)
    assert slowest <= 1.1 * DEADLINE + SLACK, outcomes
    assert "result" in {name for name, _ in outcomes} or kind in ("timeout", "reset", "limit")
    if kind not in ("slow close", "slicer"):
        assert {name for name, _ in outcomes} != {"result"}
    figure("T43", f"{kind}: {len(outcomes)} calls, slowest {slowest:.2f} s of {DEADLINE} s")


def run_async(call: Callable[[], Coroutine[Any, Any, Outcome]]) -> Outcome:
    return asyncio.run(call())


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_line_is_survived(line: Line, kind: ToxicKind) -> None:
    """
    A call over a bad line ends within its deadline, with a typed result or an error of ours.
    """
    judged([line.call(name, toxic) for toxic in toxics(kind) for name in CHOSEN], kind)


@pytest.mark.parametrize("engine", ["httpcore2", "aiohttp", "httptools"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_line_is_survived_by_await(line: Line, kind: ToxicKind, engine: str) -> None:
    """
    The same holds for a client with ``await``, whatever its engine.
    """
    outcomes = [
        run_async(lambda name=name, toxic=toxic: line.acall(name, toxic, engine))  # type: ignore[misc]
        for toxic in toxics(kind)
        for name in CHOSEN
    ]
    judged(outcomes, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_line_is_survived_by_threads(line: Line, kind: ToxicKind) -> None:
    """
    The same holds for threads that share a client.
    """
    names = CHOSEN if SETTINGS > 2 else CHOSEN[:1]
    outcomes = [
        one for toxic in toxics(kind) for name in names for one in line.in_threads(name, toxic)
    ]
    judged(outcomes, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_each_toxic_does_what_it_says(sandbox: Sandbox, kind: ToxicKind) -> None:
    """
    The proxy itself is right: what arrives of an answer, and when, follows from its toxic.
    """
    address = urlsplit(sandbox.url("banksapi"))
    toxic = {
        "latency": Toxic(kind="latency", seconds=0.3),
        "bandwidth": Toxic(kind="bandwidth", size=1000),
        "slow close": Toxic(kind="slow close", seconds=0.3),
        "timeout": Toxic(kind="timeout", seconds=0.3),
        "reset": Toxic(kind="reset", size=20),
        "slicer": Toxic(kind="slicer", size=10, seconds=0.03),
        "limit": Toxic(kind="limit", size=20),
    }[kind]
    with FaultProxy(address.port or 0) as proxy:
        proxy.toxic = toxic
        arrived, parts, begun, was_reset = b"", 0, time.monotonic(), False
        with socket.create_connection(("127.0.0.1", proxy.port), timeout=5) as connection:
            head = f"GET {address.path}/hello/ HTTP/1.1\r\nHost: localhost\r\n"
            connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
            try:
                while part := connection.recv(4096):
                    arrived, parts = arrived + part, parts + 1
            except ConnectionResetError:
                was_reset = True
        seconds = time.monotonic() - begun
    assert was_reset == (kind == "reset")
    assert len(arrived) == {"timeout": 0, "reset": 20, "limit": 20}.get(kind, len(arrived))
    assert (b"200" in arrived) == (kind != "timeout")
    assert (parts > 5) == (kind == "slicer")
    if kind in ("latency", "slow close", "timeout", "slicer"):
        assert seconds >= 0.25
