"""
The deadline of a call while it waits for a token, and the token of those who wait longer.
"""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kontokit import CallOptions, StoreError, TransportTimeoutError
from kontokit.stores import MemoryStore
from tests.support.sandbox_bank import SandboxBank

TOKEN_PATH = "/api/v2/oauth/token"


def _read(bank: SandboxBank, client: Any, seconds: float) -> Any:
    return client.call(bank.operation, {}, options=CallOptions(timeout=seconds))


def test_a_token_counts_as_part_of_the_call(finapi: SandboxBank) -> None:
    """
    A token service that takes its time ends the call at its deadline; the call was not sent, and
    the token is there for the next one.
    """
    user = finapi.new_user()
    finapi.sandbox.delay_answers("finapi_access", "POST", TOKEN_PATH, seconds=0.8)
    with finapi.client() as client:
        mine = client.as_user(user)
        begun = time.monotonic()
        with pytest.raises(TransportTimeoutError, match="waiting for a token") as caught:
            _read(finapi, mine, 0.3)
        assert time.monotonic() - begun < 0.5
        assert (caught.value.phase, caught.value.maybe_sent) == ("total", False)
        asked = finapi.token_requests
        assert _read(finapi, mine, 5).id == user.username
        assert finapi.token_requests == asked


def test_an_impatient_caller_does_not_take_the_token_from_the_others(finapi: SandboxBank) -> None:
    """
    Ten threads give up, and ten wait: there is one token request, and the ten get their token.
    """
    user, gate = finapi.new_user(), threading.Barrier(20)
    finapi.sandbox.delay_answers("finapi_access", "POST", TOKEN_PATH, seconds=0.8)
    before = finapi.token_requests
    with finapi.client() as client:
        mine = client.as_user(user)

        def call(number: int) -> Any:
            gate.wait()
            time.sleep(0.01 * number)
            return _read(finapi, mine, 0.3 if number < 10 else 30)

        with ThreadPoolExecutor(20) as pool:
            calls = [pool.submit(call, number) for number in range(20)]
        errors = [one.exception() for one in calls]
        assert {type(error) for error in errors[:10]} == {TransportTimeoutError}
        assert errors[10:] == [None] * 10
    assert finapi.token_requests - before == 1


def test_an_impatient_task_does_not_take_the_token_from_the_others(finapi: SandboxBank) -> None:
    """
    The same with tasks.
    """
    user = finapi.new_user()
    finapi.sandbox.delay_answers("finapi_access", "POST", TOKEN_PATH, seconds=0.8)
    before = finapi.token_requests

    async def run() -> list[Any]:
        async with finapi.async_client() as client:
            mine = client.as_user(user)
            calls = [_read(finapi, mine, 0.3 if number < 10 else 30) for number in range(20)]
            return await asyncio.gather(*calls, return_exceptions=True)

    outcomes = asyncio.run(run())
    assert {type(one) for one in outcomes[:10]} == {TransportTimeoutError}
    assert {one.id for one in outcomes[10:]} == {user.username}
    assert finapi.token_requests - before == 1


class Locked(MemoryStore):
    """
    A store whose locks another process holds.
    """

    def try_lock(self, key: str, /) -> Any:
        return None


def test_a_lock_of_another_process_counts_as_part_of_the_call(finapi: SandboxBank) -> None:
    """
    Waiting for the lock of the store ends with the client's time for a call.
    """
    user = finapi.new_user()
    with finapi.client(token_store=Locked(), timeout=0.5) as client:
        begun = time.monotonic()
        with pytest.raises((TransportTimeoutError, StoreError), match=r"waiting for|timed out"):
            finapi.read(client.as_user(user))
        assert time.monotonic() - begun < 0.8

    async def run() -> None:
        async with finapi.async_client(token_store=Locked(), timeout=0.5) as client:
            with pytest.raises((TransportTimeoutError, StoreError), match=r"waiting for|timed out"):
                await finapi.read(client.as_user(user))

    begun = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - begun < 1.0
