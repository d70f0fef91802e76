"""
Clients that come and go, and many calls: memory, open files and threads stay as they are.
"""

from __future__ import annotations

import asyncio
import gc
import warnings
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.endurance.mixed_calls import Calls, client_settings
from tests.support.bank import Bank
from tests.support.resources import nothing_left, resident
from tests.support.scale import figure, scaled

CLIENTS: Final = scaled(60, 500)
REQUESTS: Final = scaled(1_200, 10_000)
MOST_GROWTH: Final = 4 * 1024 * 1024
WARM_UP: Final = 120
"""Clients until the allocator and the caches have what they keep."""
API: Final = "finapi_access"


@pytest.fixture
def own_bank() -> Iterator[Bank]:
    """
    A server that this test alone uses and closes.
    """
    with nothing_left():
        made = Bank()
        yield made
        made.close()


def measured(what: str, before: int) -> None:
    gc.collect()
    growth = resident() - before
    figure("T36", f"{what}: {growth / 1024:+,.0f} KiB, open files +0, threads +0")
    assert growth < MOST_GROWTH


def answered(bank: Bank, calls: Calls) -> Any:
    call, reply = calls.next()
    bank.reply = reply
    bank.heard.clear()
    return call


def use(bank: Bank, calls: Calls, requests: int) -> None:
    kind, given = client_settings(API, bank.url, is_async=False)
    with kind(**given) as client:
        for _ in range(requests):
            answered(bank, calls).call(client)


async def await_use(bank: Bank, calls: Calls, requests: int) -> None:
    kind, given = client_settings(API, bank.url, is_async=True)
    async with kind(**given) as client:
        for _ in range(requests):
            await answered(bank, calls).wait(client)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_clients_leave_nothing_behind(own_bank: Bank, *, is_async: bool) -> None:
    """
    Hundreds of clients, each with a call, leave no memory, no socket and no thread.
    """
    calls = Calls(API, seed=2)

    def run(count: int) -> None:
        for _ in range(count):
            if is_async:
                asyncio.run(await_use(own_bank, calls, 1))
            else:
                use(own_bank, calls, 1)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        run(WARM_UP)
        gc.collect()
        before = resident()
        run(CLIENTS)
    measured(f"{CLIENTS} clients, {'async' if is_async else 'sync'}", before)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_calls_leave_nothing_behind(own_bank: Bank, *, is_async: bool) -> None:
    """
    Thousands of calls of one client leave no memory, no socket and no thread.
    """
    calls = Calls(API, seed=3)

    def run(count: int) -> None:
        if is_async:
            asyncio.run(await_use(own_bank, calls, count))
        else:
            use(own_bank, calls, count)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        run(REQUESTS // 4)
        gc.collect()
        before = resident()
        run(REQUESTS)
    measured(f"{REQUESTS:,} calls, {'async' if is_async else 'sync'}", before)
