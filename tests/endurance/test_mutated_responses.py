"""
Responses that are wrong in any way: each call ends with a result or an error of ours, at once.
"""

from __future__ import annotations

import asyncio
import time
import warnings
from collections import Counter
from typing import Any, Final

import pytest

from kontokit import KontokitError
from kontokit.core.http_response import HttpResponse
from tests.endurance.mixed_calls import AsyncMemory, Calls, Memory, client_settings, mutated
from tests.support.driving import CLASSES, Arguments
from tests.support.scale import figure, scaled

COUNT: Final = scaled(1_500, 100_000)
"""For each package and kind of client; together ten times as many."""
LONGEST: Final = 2.0
"""Seconds that a call may take."""
URL: Final = "http://127.0.0.1:9"


class Fuzz:
    """
    One package, called again and again.
    """

    def __init__(self, api: str, memory: Memory) -> None:
        self.calls = Calls(api, seed=1)
        self.memory = memory
        self.seen: Counter[str] = Counter()
        self.slowest = 0.0
        self._last: HttpResponse | None = None

    def next(self) -> Arguments:
        call, reply = self.calls.next()
        self._last = answer = mutated(reply, self.calls.draw)
        self.memory.answer = lambda _: answer
        return call

    def judge(self, call: Arguments, seconds: float, error: BaseException | None) -> None:
        """
        Count an outcome.

        Raises:
            AssertionError: It is none of ours, or took too long.
        """
        self.slowest = max(self.slowest, seconds)
        self.seen[type(error).__name__] += 1
        told = f"{call.method.operation.id} {self._last!r} {self._last and self._last.body[:500]!r}"
        assert error is None or isinstance(error, KontokitError), f"{told}: {error!r}"
        assert seconds < LONGEST, told


@pytest.mark.parametrize("api", CLASSES)
def test_wrong_responses_give_our_errors(api: str) -> None:
    """
    Wrong status, headers, encoding and JSON: no exception but ours leaves a call, and none hangs.
    """
    memory = Memory()
    fuzz = Fuzz(api, memory)
    kind, given = client_settings(api, URL, is_async=False)
    with warnings.catch_warnings(), kind(**given, transport=memory) as client:
        warnings.simplefilter("ignore")
        for _ in range(COUNT):
            call = fuzz.next()
            begun = time.monotonic()
            error = _outcome(call, client)
            fuzz.judge(call, time.monotonic() - begun, error)
    _report(api, fuzz)


@pytest.mark.parametrize("api", CLASSES)
def test_wrong_responses_give_our_errors_with_await(api: str) -> None:
    """
    The same holds with ``await``.
    """
    memory = AsyncMemory()
    fuzz = Fuzz(api, memory)

    async def run() -> None:
        kind, given = client_settings(api, URL, is_async=True)
        async with kind(**given, transport=memory) as client:
            for _ in range(COUNT):
                call = fuzz.next()
                begun = time.monotonic()
                error: BaseException | None
                try:
                    error = await call.wait(client)
                except Exception as other:
                    error = other
                fuzz.judge(call, time.monotonic() - begun, error)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asyncio.run(run())
    _report(api, fuzz)


def _outcome(call: Arguments, client: Any) -> BaseException | None:
    try:
        return call.call(client)
    except Exception as error:
        return error


def _report(api: str, fuzz: Fuzz) -> None:
    # A fuzzer that only ever sees one outcome tests nothing.
    assert fuzz.seen["NoneType"] > COUNT / 50
    assert len(fuzz.seen) > 10
    figure("T1", f"{api}: {COUNT:,} responses, slowest {fuzz.slowest:.3f} s, 0 foreign exceptions")
