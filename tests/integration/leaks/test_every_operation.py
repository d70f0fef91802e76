"""
Planted secrets go through every operation, and none comes out.

Nothing is sampled: both clients call every method in every scene, and each error is searched in
all its texts and in everything that can be reached from it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

from kontokit import KontokitError
from tests.support.bank import Bank, Reply
from tests.support.canaries import ALL, Pool, found_in
from tests.support.driving import (
    CLASSES,
    COUNT,
    Arguments,
    arguments,
    methods,
    operations,
    settings,
)
from tests.support.leak_detector import listening, pickled, reachable, texts_of
from tests.support.leak_scenes import FAILURES, REFUSED_HERE, SUCCESS, TIME_OUT, success
from tests.support.model_builder import Form

PATIENCE = 0.01


@attrs.define
class Findings:
    """
    What was done, and the places where canaries were seen.
    """

    calls: Counter[str] = attrs.Factory(Counter[str])
    hits: dict[str, set[str]] = attrs.Factory(dict[str, set[str]])

    def look(self, place: str, text: str, allowed: frozenset[str] = frozenset()) -> None:
        # A long message is cut, and its last text with it. "â" begins the ellipsis in a pickle.
        cut = {one for one in found_in(text) if one.endswith("â")}
        whole = {one for one in cut if not any(echo.startswith(one[:-1]) for echo in allowed)}
        found = (found_in(text) - cut - allowed) | whole
        if found:
            self.hits.setdefault(place, set()).update(found)

    def __str__(self) -> str:
        shown = [f"{place}: {', '.join(sorted(found)[:3])}" for place, found in self.hits.items()]
        return "\n".join([f"{len(shown)} hits in {self.calls.total()} calls", *shown[:20]])


class Run:
    """
    All methods of one package in all scenes.
    """

    def __init__(self, api: str, bank: Bank, *, is_async: bool) -> None:
        self.api = api
        self.bank = bank
        self.is_async = is_async
        self.pool = Pool()
        self.findings = Findings()

    def go(self) -> None:
        kind, given = settings(self.api, self.pool, self.bank.url, is_async=self.is_async)
        given["strict"] = True  # so that a wrong type is an error in any field
        if self.is_async:
            asyncio.run(self._wait(kind, given))
            return
        with kind(**given) as client:
            self._show(client)
            for scene, call in self._scenes():
                self._judge(scene, call, call.call(client))
        self._show(client)

    async def _wait(self, kind: Callable[..., Any], given: dict[str, Any]) -> None:
        async with kind(**given) as client:
            self._show(client)
            for scene, call in self._scenes():
                self._judge(scene, call, await call.wait(client))
        self._show(client)

    def _scenes(self) -> Iterator[tuple[str, Arguments]]:
        """
        Set the stage for one call after the other; models and dicts take turns.
        """
        for kind in (SUCCESS, *FAILURES):
            for turn, method in enumerate(methods(self.api)):
                self.pool.recent.clear()
                self.bank.heard.clear()
                form: Form = "dict" if turn % 2 == self.is_async else "model"
                patience = PATIENCE if kind == TIME_OUT else None
                spoilt = kind == REFUSED_HERE
                given = arguments(method, self.pool, form, spoilt=spoilt, patience=patience)
                self.bank.reply = FAILURES.get(kind, success)(method.operation, self.pool)
                yield kind, given

    def _judge(self, kind: str, call: Arguments, error: KontokitError | None) -> None:
        """
        Look at what came of a call.
        """
        place = f"{self.api} {call.method.tag}.{call.method.name} ({kind})"
        self.findings.calls[kind] += 1
        assert (error is None) == (kind == SUCCESS), f"{place}: {error!r}"
        self._listen(kind)
        assert bool(self.bank.heard) == (kind != REFUSED_HERE), place
        assert all(found_in(f"{heard}") for heard in self.bank.heard), place
        if error is None:
            return
        assert error.__context__ is None, place
        assert error.__cause__ is None, place
        self.findings.look(f"{place} is shown", "\n".join(texts_of(error)))
        self.findings.look(f"{place} is pickled", pickled(error), _said(self.bank.reply))
        self.findings.look(f"{place} drags along", "\n".join(reachable(error)))

    def _listen(self, kind: str) -> None:
        """
        Wait for a request that the client no longer waits for: a busy server may be slow.
        """
        end = time.monotonic() + 10
        while kind == TIME_OUT and not self.bank.heard and time.monotonic() < end:
            time.sleep(0.001)

    def _show(self, client: Any) -> None:
        groups = [getattr(client, tag) for tag in {one.tag for one in methods(self.api)}]
        for item in (client, *groups):
            self.findings.look(f"{type(item).__name__} is shown", f"{item!r} {item!s} {item}")


def _said(reply: Reply) -> frozenset[str]:
    # Only the body is kept as it came; the headers that can be private are not pickled.
    body = reply.raw.partition(b"\r\n\r\n")[2] if reply.raw else reply.body
    return frozenset(found_in(body.decode()))


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("api", CLASSES)
def test_no_operation_lets_a_secret_out(
    api: str, bank: Bank, capfd: pytest.CaptureFixture[str], *, is_async: bool
) -> None:
    """
    Over five hundred planted texts go through every method, in success and failures of many
    kinds: none is logged, warned of, printed, shown by an error or its traceback, or pickled
    with it but for the answer; and none can be reached from an error but through a Secret.
    """
    run = Run(api, bank, is_async=is_async)
    with listening() as ear:
        run.go()
    for text in (*ear.heard, *capfd.readouterr()):
        run.findings.look("the output", text)
    sent = run.findings.calls.total() - run.findings.calls[REFUSED_HERE]
    assert len(ear.heard) >= sent
    assert run.pool.given == ALL
    assert not run.findings.hits, f"{run.findings}"


def test_every_operation_is_behind_a_method() -> None:
    """
    The methods that are called lead to all operations that the packages hold.
    """
    known = {(api, name) for api in CLASSES for name in operations(api)}
    called = {(api, one.operation.id) for api in CLASSES for one in methods(api)}
    assert called == known
    assert len(known) == COUNT
