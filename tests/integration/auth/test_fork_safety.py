"""
Forks, loops that end, stores that fail and clients side by side: nothing is lost or mixed up.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kontokit import ConfigurationError, KontokitError, ReauthenticationRequiredError, StoreError
from kontokit.auth.credentials import RefreshToken
from kontokit.stores import FileStore, MemoryStore, SqliteStore, Store
from tests.support.sandbox_bank import ManualClock, SandboxBank

TOKEN_PATH = "/api/v2/oauth/token"
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def _refresh_token(bank: SandboxBank) -> RefreshToken:
    user = bank.new_user()
    with bank.client() as client:
        form = {
            "grant_type": "password", "client_id": bank.credentials.client_id,
            "client_secret": bank.credentials.client_secret, "username": user.username,
            "password": user.password,
        }  # fmt: skip
        return RefreshToken(client.tokens.create(**form).refresh_token)


@posix
def test_a_forked_child_reads_no_responses_of_its_parent(finapi: SandboxBank) -> None:
    """
    Parent and child go on with the same client at the same time, each for a user of its own:
    every answer is that of the user who asked.
    """
    anna, bert = finapi.new_user(), finapi.new_user()
    with finapi.client() as client:
        users = [client.as_user(anna), client.as_user(bert)]
        for user in users:
            finapi.read(user)
        for _ in range(10):
            child = os.fork()
            mine, name = (users[0], anna) if child else (users[1], bert)
            right = all(finapi.read(mine).id == name.username for _ in range(10))
            if not child:
                os._exit(0 if right else 1)
            assert right
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@posix
def test_a_transport_of_the_caller_is_not_shared_with_a_child(finapi: SandboxBank) -> None:
    """
    Connections that were handed in cannot be made again in a child, so the error says so.
    """
    import httpx2

    from kontokit.http.httpx2_transport import Httpx2Transport

    transport = Httpx2Transport(httpx2.HTTPTransport(trust_env=False))
    with finapi.client(transport=transport) as client:
        client.sign_in()
        child = os.fork()
        if not child:
            try:
                client.client_configuration.get()
            except KontokitError as error:
                os._exit(0 if "was forked" in str(error) else 1)
            os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        client.client_configuration.get()
    transport.close()


class Failing(MemoryStore):
    """
    A store in memory whose next writes fail.
    """

    fails: Exception | None = None
    saved: int = 0

    def save(self, key: str, record: bytes, /, *, ends: Any = None) -> None:
        if self.fails is not None:
            raise self.fails
        self.saved += 1
        super().save(key, record, ends=ends)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StoreError("the disk is full"), "the disk is full"),
        (ValueError("a bug"), "save of Failing raised ValueError"),
    ],
)
def test_a_rotated_token_that_cannot_be_written_is_not_lost(
    finapi: SandboxBank, error: Exception, words: str
) -> None:
    """
    The store fails when the service has put a new refresh token in place of the old one: the
    caller hears of the store, and goes on with the new token, which is in hand.
    """
    finapi.sandbox.rotate_refresh_tokens()
    store, clock = Failing(), ManualClock()
    with finapi.client(token_store=store, clock=clock) as client:
        user = client.with_options(user_credentials=_refresh_token(finapi))
        finapi.read(user)
        for _ in range(3):
            finapi.end_tokens()
            clock.passed += 7200
            store.fails = error
            with pytest.raises(StoreError, match=words) as caught:
                finapi.read(user)
            assert caught.value.help.repeat == "yes"  # since it only reads
            store.fails = None
            finapi.read(user)
        finapi.end_tokens()
        clock.passed += 7200
        finapi.read(user)
        assert store.saved == 2


def _stores(folder: Path) -> list[Store]:
    return [
        MemoryStore(),
        FileStore(folder / "tokens.json", key=None),
        SqliteStore(folder / "tokens.db", key=None),
    ]


@pytest.mark.parametrize("number", range(3), ids=["memory", "file", "sqlite"])
def test_a_loop_that_ends_in_a_refresh_does_not_block_others(
    finapi: SandboxBank, tmp_path: Path, number: int
) -> None:
    """
    asyncio.run comes to its end at any moment of a refresh, 40 times: the next loop gets its
    token, and no lock is left behind.
    """
    store, token = _stores(tmp_path)[number], _refresh_token(finapi)

    async def run(seconds: float | None) -> None:
        async with finapi.async_client(token_store=store) as client:
            call = asyncio.create_task(finapi.read(client.as_user(token)))
            await asyncio.wait([call], timeout=seconds)
            if seconds is None:
                await call

    for step in range(40):
        finapi.end_tokens()
        asyncio.run(run(0.001 + step * 0.0005))
    finapi.end_tokens()
    asyncio.run(run(None))


class Slow(FileStore):
    """
    A file whose writes take a while.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, key=None)
        self.writes = threading.Event()

    def save(self, key: str, record: bytes, /, *, ends: Any = None) -> None:
        self.writes.set()
        time.sleep(0.2)
        super().save(key, record, ends=ends)


def test_a_loop_that_ends_while_a_token_is_written_writes_it(
    finapi: SandboxBank, tmp_path: Path
) -> None:
    """
    What the service has given is in the store before the lock is let go, though the loop is at
    its end: the next process finds the new refresh token.
    """
    finapi.sandbox.rotate_refresh_tokens()
    token = _refresh_token(finapi)

    async def run(store: Slow) -> None:
        async with finapi.async_client(token_store=store) as client:
            task = asyncio.create_task(finapi.read(client.as_user(token)))
            while not store.writes.is_set() and not task.done():
                await asyncio.sleep(0.001)

    for _ in range(3):
        asyncio.run(run(Slow(tmp_path / "tokens.json")))
        finapi.end_tokens()
    with finapi.client(token_store=FileStore(tmp_path / "tokens.json", key=None)) as client:
        finapi.read(client.as_user(token))


@pytest.mark.parametrize("number", range(3), ids=["memory", "file", "sqlite"])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestWarning")
def test_a_loop_that_is_closed_in_a_refresh_does_not_block_others(
    finapi: SandboxBank, tmp_path: Path, number: int
) -> None:
    """
    A loop is closed without a word while a refresh waits for its answer; the same client in
    another loop goes on, and so does another client.
    """
    store, user = _stores(tmp_path)[number], finapi.new_user()
    finapi.sandbox.delay_answers("finapi_access", "POST", TOKEN_PATH, seconds=0.5)
    loop = asyncio.new_event_loop()
    client = finapi.async_client(token_store=store)

    async def begin() -> None:
        task = asyncio.ensure_future(finapi.read(client.as_user(user)))
        await asyncio.wait([task], timeout=0.1)

    async def go_on() -> Any:
        return await finapi.read(client.as_user(user))

    loop.run_until_complete(begin())
    loop.close()
    assert asyncio.run(go_on()).id == user.username
    with finapi.client(token_store=store) as other:
        assert finapi.read(other.as_user(user)).id == user.username


def test_a_refusal_does_not_outlive_its_cause(finapi: SandboxBank) -> None:
    """
    Two clients share a store and are refused; one signs in again, and the other one goes on
    after a moment.
    """
    user, store, clock = finapi.new_user(), MemoryStore(), ManualClock()
    finapi.sandbox.respond_with(
        "finapi_access", "POST", TOKEN_PATH, status=401,
        headers={"Content-Type": "application/json"}, body=b'{"error":"invalid_grant"}',
    )  # fmt: skip
    settings: dict[str, Any] = {"token_store": store, "clock": clock}
    with finapi.client(**settings) as one, finapi.client(**settings) as two:
        mine, theirs = (c.with_options(user_credentials=user) for c in (one, two))
        for client in (mine, theirs):
            with pytest.raises(ReauthenticationRequiredError):
                finapi.read(client)
        mine.sign_in()
        clock.passed += 3
        assert finapi.read(theirs).id == user.username


def test_many_who_sign_in_again_send_a_wrong_password_once(bank: SandboxBank) -> None:
    """
    Threads that call sign_in() at the same time share its refusal.
    """
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    name, gate = bank.new_user().username, Barrier(20)
    path = "/auth/oauth2/token" if bank.name == "banksapi" else TOKEN_PATH
    bank.sandbox.delay_answers(bank.name, "POST", path, seconds=0.5)
    with bank.client() as client:
        user = client.as_user(name, "wrong password")
        before = bank.token_requests

        def sign_in() -> None:
            gate.wait()
            user.sign_in()

        with ThreadPoolExecutor(20) as pool:
            errors = [future.exception() for future in [pool.submit(sign_in) for _ in range(20)]]
    assert {type(error) for error in errors} == {ReauthenticationRequiredError}
    assert bank.token_requests - before == 1


def test_a_store_that_fails_slowly_holds_threads_up_once(finapi: SandboxBank) -> None:
    """
    A caller that waited for a store that failed hears of it without trying it once more.
    """
    from concurrent.futures import ThreadPoolExecutor

    class Slow(MemoryStore):
        loads = 0

        def load(self, key: str, /) -> bytes | None:
            self.loads += 1
            time.sleep(0.05)
            raise StoreError("no one answers")

    store = Slow()
    user = finapi.new_user()
    with finapi.client(token_store=store, clock=ManualClock()) as client:
        mine = client.with_options(user_credentials=user)
        with ThreadPoolExecutor(20) as pool:
            calls = [pool.submit(finapi.read, mine) for _ in range(20)]
            assert {type(call.exception()) for call in calls} == {StoreError}
    assert store.loads == 1


def test_a_callers_store_is_asked_for_by_name(finapi: SandboxBank) -> None:
    """
    What has not the methods of a store is refused when the client is made.
    """

    class Half:
        def load(self, key: str) -> None:
            return None

    with pytest.raises(ConfigurationError, match="token_store is a Half"):
        finapi.client(token_store=Half())
