"""
The clients themselves: set-up, raw responses, other representations, closing.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    AsyncClient,
    ClientClosedError,
    ConfigurationError,
    HttpTransport,
    SyncClient,
    Timeouts,
)
from kontokit.http import HttpRequest, HttpResponse
from kontokit.stores import MemoryStore
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS, TOKEN
from tests.support.shapes import API, GET_ACCESS, Booking

ONE = {"access_id": "1"}

BASES: list[tuple[dict[str, Any], str]] = [
    ({"environment": "staging"}, "no environment 'staging'; known: production, test; or pass"),
    ({"environment": ["test"]}, "no environment"),
    ({"transport": "http"}, "transport has no method send; pass one such as HttpTransport"),
    ({"transport": HttpTransport}, "transport has no method send; pass one such as HttpTransport"),
    ({"token_store": MemoryStore}, "token_store is a type; pass a store"),
    ({"base_url": ""}, "cannot be used"),
    ({"base_url": 8001}, "base_url must be a str, not int"),
    ({"base_url": b"https://api.example.com"}, "base_url must be a str, not bytes"),
    ({"base_url": "api.example.com"}, "it has no scheme; begin it with https://"),
    ({"base_url": "http://api.example.com"}, "must use https unless it is a loopback"),
    ({"base_url": "http://192.0.2.1"}, "must use https unless it is a loopback"),
    ({"base_url": "http://127.0.0.1.example.com"}, "must use https unless it is a loopback"),
    ({"base_url": "https://api.example.com/?x=1"}, "it has a query"),
    ({"base_url": "https://api.example.com?"}, "it has a query"),
    ({"base_url": "https://api.example.com/#x"}, "not a plain absolute"),
    ({"base_url": "https://user:geheim@api.example.com"}, "not a plain absolute"),
    ({"base_url": "https://api.example.com/a/../b"}, "contains dot segments"),
    ({"base_url": "https://api.example.com /"}, "there is a blank or a line end inside"),
    ({"base_url": "ftp://api.example.com"}, "not a plain absolute"),
    ({"headers": {"Authorization": "Bearer geheim"}}, "carries a credential"),
    ({"headers": {"X-A": "a\r\nX-B: b"}}, "cannot be sent"),
]


@pytest.mark.parametrize(("settings", "words"), BASES)
def test_a_wrong_configuration_is_refused_at_once(settings: dict[str, Any], words: str) -> None:
    """
    What cannot work is a ConfigurationError when the client is made.
    """
    for kind in (SyncClient, AsyncClient):
        with pytest.raises(ConfigurationError, match=words) as caught:
            kind(API, {}, **settings)
        assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("value", [0, -1, float("inf"), float("nan"), None, True, "10", 1e9])
def test_timeouts_are_finite(value: Any) -> None:
    """
    A timeout that would wait forever, or not at all, is refused.
    """
    with pytest.raises(ConfigurationError, match="the read timeout"):
        Timeouts(read=value)


@pytest.mark.parametrize(
    "base_url",
    [
        "http://localhost:1",
        "http://127.0.0.1:1",
        "http://127.9.9.9",
        "http://[::1]:1",
        "https://x.example",
    ],
)
def test_http_is_for_this_machine_only(base_url: str) -> None:
    """
    Loopback may be spoken to without TLS.
    """
    with SyncClient(API, {}, base_url=f"{base_url}/") as client:
        assert client.base_url == base_url


def test_environments_have_their_servers() -> None:
    """
    The environment chooses the server, and a base_url goes before it.
    """
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "https://api.example.com"),
        ({"environment": "test"}, "https://test.example.com"),
        ({"environment": "test", "base_url": "https://x.example/v1/"}, "https://x.example/v1"),
    ]
    for settings, url in cases:
        with SyncClient(API, {}, **settings) as client:
            assert client.base_url == url


def test_a_derived_client_sends_nothing_of_the_first_one(bank: Bank) -> None:
    """
    Whichever of them called the operation before, and whatever the options of a call were.
    """
    bank.says('{"id": "1"}')
    with SyncClient(API, CREDENTIALS, base_url=bank.url, headers={"X-House": "a"}) as first:
        other = first.with_options(user_token="other", headers={"X-House": "b"})
        for client in (first, other, first, other):
            client.call(GET_ACCESS, ONE, options={"headers": {"X-Once": "1"}})
            client.call(GET_ACCESS, ONE)
    sent = [(one.headers["authorization"], one.headers["x-house"]) for one in bank.heard]
    own, others = (f"Bearer {TOKEN}", "a"), ("Bearer other", "b")
    assert sent == [own, own, others, others] * 2
    assert ["x-once" in one.headers for one in bank.heard] == [True, False] * 4


def test_a_closed_client_says_so(bank: Bank) -> None:
    """
    Use after close is a clear error; closing twice is none.
    """
    client = SyncClient(API, CREDENTIALS, base_url=bank.url)
    derived = client.with_options(user_token="other")
    client.close()
    client.close()
    for use in [
        lambda: client.call(GET_ACCESS, ONE),
        lambda: client.with_options(user_token="x"),
        lambda: client.follow({}, "self"),
        lambda: derived.call(GET_ACCESS, ONE),
        client.__enter__,
    ]:
        with pytest.raises(ClientClosedError, match="this client is closed"):
            use()
    assert "closed" in repr(client)
    assert bank.heard == []


def test_a_closed_async_client_says_so(bank: Bank) -> None:
    """
    The client with await behaves alike.
    """

    async def run() -> None:
        client = AsyncClient(API, CREDENTIALS, base_url=bank.url)
        await client.close()
        await client.close()
        with pytest.raises(ClientClosedError):
            await client.call(GET_ACCESS, ONE)
        with pytest.raises(ClientClosedError):
            async with client:
                pass

    asyncio.run(run())


class _Recorder:
    """
    A transport of one's own.
    """

    def __init__(self) -> None:
        self.requests: list[HttpRequest] = []
        self.closed = False

    def send(self, request: HttpRequest, /) -> HttpResponse:
        self.requests.append(request)
        return HttpResponse(status_code=200, body=b'{"id":"1"}')

    def close(self) -> None:
        self.closed = True


def test_a_transport_may_be_handed_in() -> None:
    """
    Anything with send and close is a transport; who hands it in closes it.
    """
    recorder = _Recorder()
    with SyncClient(API, CREDENTIALS, transport=recorder) as client:
        assert client.call(GET_ACCESS, ONE) == Booking(id="1")
    assert not recorder.closed
    request = recorder.requests[0]
    assert request.url == "https://api.example.com/customer/v2/accesses/1"
    assert "user-token" not in repr(request)
    assert "accesses" not in repr(request)


def test_an_api_without_correlation_ids_gets_none(bank: Bank) -> None:
    """
    Where no header carries an id, none is invented.
    """
    bank.says('{"id":"1"}')
    plain = structs.replace(API, correlation_header=None, request_id_header=None)
    with SyncClient(plain, CREDENTIALS, base_url=bank.url) as client:
        assert client.with_response(client.call, GET_ACCESS, ONE).request_id is None
    assert "x-correlation-id" not in bank.last.headers


def test_many_threads_share_a_client(bank: Bank, client: SyncClient) -> None:
    """
    Answers of concurrent calls do not mix, and each call has its own id.
    """
    bank.says('{"id":"1"}')

    def ask(number: int) -> str:
        response = client.with_response(client.call, GET_ACCESS, {"access_id": number})
        return response.request_id or ""

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(ask, range(200)))
    assert len(set(ids)) == 200
    assert {heard.target.rsplit("/", 1)[1] for heard in bank.heard} == {str(n) for n in range(200)}


def test_many_tasks_share_a_client(bank: Bank) -> None:
    """
    Tasks of one loop share a client, raw responses included.
    """
    bank.says('{"id":"1"}')

    async def run() -> set[str | None]:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as client:
            calls = (
                client.with_response(client.call, GET_ACCESS, {"access_id": n}) for n in range(100)
            )
            return {response.request_id for response in await asyncio.gather(*calls)}

    assert len(asyncio.run(run())) == 100


@pytest.mark.parametrize(
    ("modules", "heavy"),
    [
        ("kontokit", "aiohttp httpcore2 httptools httpx2 ssl asyncio msgspec"),
        ("kontokit.operations", "aiohttp httpcore2 httptools httpx2 ssl asyncio"),
        ("kontokit.client.sync_client", "aiohttp httpcore2 httptools asyncio filelock difflib"),
    ],
)
def test_import_time(modules: str, heavy: str) -> None:
    """
    Importing the package, the vocabulary of operations, or the sync client loads only what is
    needed.
    """
    code = (
        f"import sys, {modules}; print([name for name in {heavy!r}.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
