"""
However many callers find a token at its end, the token endpoint is asked once.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from kontokit import ConnectError, KontokitError, ServiceUnavailableError
from kontokit.stores import MemoryStore
from tests.support.sandbox_bank import CountingTransport, ManualClock, SandboxBank

CALLERS = 1000


def _together(call: Callable[[], Any]) -> list[Any]:
    """
    Let a thousand threads do the same thing at the same moment; errors are results too.
    """
    gate, found = threading.Barrier(CALLERS), list[Any]()

    def run() -> None:
        gate.wait()
        try:
            found.append(call())
        except KontokitError as error:
            found.append(error)

    threads = [threading.Thread(target=run) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


async def _gathered(bank: SandboxBank, client: Any) -> list[Any]:
    calls = (bank.read(client) for _ in range(CALLERS))
    return await asyncio.gather(*calls, return_exceptions=True)


def _refused(bank: SandboxBank, before: int) -> int:
    return sum(request.path.endswith("/token") for request in bank.sandbox.requests[before:])


def test_a_thousand_threads_whose_token_the_server_has_ended_ask_for_one(bank: SandboxBank) -> None:
    """
    The token ended at the provider: all callers are refused, one of them refreshes it.
    """
    credentials = bank.new_user()
    with bank.client() as client:
        user = client.as_user(credentials)
        bank.read(user)
        bank.end_tokens()
        before = len(bank.sandbox.requests)
        found = _together(lambda: bank.read(user))
    assert not [error for error in found if isinstance(error, KontokitError)]
    assert len(found) == CALLERS
    assert _refused(bank, before) == 1


def test_a_thousand_threads_on_a_token_known_to_be_over_ask_for_one(bank: SandboxBank) -> None:
    """
    The token has expired by our own clock too: it is not sent, and one caller refreshes it.
    """
    credentials, clock, wire = bank.new_user(), ManualClock(), CountingTransport()
    with bank.client(clock=clock, transport=wire) as client:
        user = client.with_options(user_credentials=credentials)
        bank.read(user)
        bank.end_tokens()
        clock.passed += 90_000
        before = len(bank.sandbox.requests)
        found = _together(lambda: bank.read(user))
    wire.close()
    assert not [error for error in found if isinstance(error, KontokitError)]
    assert _refused(bank, before) == 1
    assert wire.count(401) == wire.count(403) == 0


def test_a_thousand_threads_that_begin_at_once_sign_in_once(bank: SandboxBank) -> None:
    """
    Also the first token is asked for once.
    """
    credentials = bank.new_user()
    before = len(bank.sandbox.requests)
    with bank.client() as client:
        found = _together(lambda: bank.read(client.as_user(credentials)))
    assert not [error for error in found if isinstance(error, KontokitError)]
    assert _refused(bank, before) == 1


@pytest.mark.parametrize("is_known", [False, True], ids=["ended-there", "known-here"])
def test_a_thousand_tasks_on_an_ended_token_ask_for_one(
    bank: SandboxBank, *, is_known: bool
) -> None:
    """
    Tasks share one refresh, whether the server or the clock tells of the end.
    """
    credentials, clock = bank.new_user(), ManualClock()

    async def run() -> list[Any]:
        async with bank.async_client(clock=clock) as client:
            user = client.with_options(user_credentials=credentials)
            await bank.read(user)
            bank.end_tokens()
            clock.passed += 90_000 if is_known else 0
            before.append(len(bank.sandbox.requests))
            return await _gathered(bank, user)

    before: list[int] = []
    found = asyncio.run(run())
    assert len(found) == CALLERS
    assert not [error for error in found if isinstance(error, BaseException)]
    assert _refused(bank, before[0]) == 1


def test_threads_and_tasks_share_a_token_by_its_store(bank: SandboxBank) -> None:
    """
    A blocking client and one with await that share a store make one token request.
    """
    credentials, store = bank.new_user(), MemoryStore()
    before = len(bank.sandbox.requests)

    async def run() -> None:
        async with bank.async_client(token_store=store) as client:
            await bank.read(client.as_user(credentials))

    with bank.client(token_store=store) as client:
        bank.read(client.as_user(credentials))
    asyncio.run(run())
    assert _refused(bank, before) == 1


def test_a_cancelled_caller_does_not_take_the_token_from_the_others(bank: SandboxBank) -> None:
    """
    The caller that began the refresh may give up; those who wait for it get their token.
    """
    credentials = bank.new_user()
    before = len(bank.sandbox.requests)

    async def run() -> list[Any]:
        async with bank.async_client() as client:
            user = client.as_user(credentials)
            first = asyncio.create_task(bank.read(user))
            await asyncio.sleep(0)
            others = [asyncio.create_task(bank.read(user)) for _ in range(50)]
            await asyncio.sleep(0)
            first.cancel()
            found = await asyncio.gather(*others, return_exceptions=True)
            assert first.cancelled() or first.done()
            return found

    assert not [error for error in asyncio.run(run()) if isinstance(error, BaseException)]
    assert _refused(bank, before) == 1


def _attempts_per_window(
    bank: SandboxBank, status: int, clock: ManualClock
) -> tuple[list[float], set[Any]]:
    """
    Let a thousand callers come over 20 seconds while the token endpoint fails.
    """
    credentials = bank.new_user()
    token_path = "/auth/oauth2/token" if bank.name == "banksapi" else "/api/v2/oauth/token"
    bank.sandbox.respond_with(bank.name, "POST", token_path, status=status, times=CALLERS)
    moments, kinds = list[float](), set[Any]()
    with bank.client(clock=clock) as client:
        user = client.with_options(user_credentials=credentials)
        for _ in range(CALLERS):
            before = bank.token_requests
            with pytest.raises(KontokitError) as caught:
                bank.read(user)
            kinds.add((type(caught.value), str(caught.value).split(" (")[0]))
            moments += [clock.passed] * (bank.token_requests - before)
            clock.passed += 0.02
        bank.sandbox.reset()
        _recreate(bank, credentials)
        clock.passed += 5
        bank.read(user)
    return moments, kinds


def _recreate(bank: SandboxBank, credentials: Any) -> None:
    with bank.client() as client:
        client.create_user(credentials)


def test_a_token_endpoint_that_is_down_is_left_alone(bank: SandboxBank) -> None:
    """
    A thousand callers make at most three attempts in any five seconds, all get the same error,
    and things go on by themselves once the endpoint is up.
    """
    clock = ManualClock()
    moments, kinds = _attempts_per_window(bank, 503, clock)
    assert moments
    for start in moments:
        assert sum(start <= moment < start + 5 for moment in moments) <= 3
    assert [kind for kind, _ in kinds] == [ServiceUnavailableError]


def test_threads_that_meet_a_failure_share_it(bank: SandboxBank) -> None:
    """
    A thousand threads on a token endpoint that no one answers get an error of their own each,
    of the same kind, out of one attempt.
    """
    credentials = bank.new_user()
    with bank.client(token_url="http://127.0.0.1:1/token", clock=ManualClock()) as client:
        user = client.with_options(user_credentials=credentials)
        found = _together(lambda: bank.read(user))
    assert {type(error) for error in found} == {ConnectError}
    assert len({id(error) for error in found}) == CALLERS
    assert len({error.request_id for error in found}) == 1
