"""
Values that hold for a block: an interrupt at any point leaves none of them behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import suppress
from contextvars import copy_context
from typing import Any
from weakref import ref

import attrs
import pytest

from kontokit import AsyncClient, SyncClient
from kontokit.core.deadline import Deadline, current_deadline, deadline_scope, running_until
from kontokit.core.scoped_value import ScopedValue
from kontokit.core.tracebacks import scrub_traceback
from kontokit.http.exchange import _quiet as quiet
from kontokit.http.exchange import current_exchange, exchanging, quietly
from kontokit.http.messages import HttpRequest
from kontokit.pipeline.capture import (
    ResponseCapture,
    capture_call,
    capture_call_async,
    capture_response,
    capturing_client,
    pending_capture,
)
from kontokit.serialization.field_encryption import (
    encrypt_field,
    encrypting_fields,
    keeping_secrets,
    stays_hidden,
)
from kontokit.serialization.iban_fields import _check as iban_check
from kontokit.serialization.iban_fields import checking_ibans
from tests.support.bank import Bank
from tests.support.clients import CREDENTIALS
from tests.support.interrupts import Interrupted, Interrupter, LineInterrupter, every_point
from tests.support.shapes import API, GET_ACCESS, Booking

ONE = {"access_id": "1"}
FILES = (
    "core/scoped_value.py",
    "core/deadline.py",
    "http/exchange.py",
    "pipeline/capture.py",
    "serialization/field_encryption.py",
    "serialization/iban_fields.py",
)


def test_the_innermost_block_counts() -> None:
    """
    After a block the value of the one around it is back, and at the end there is none.
    """
    number: ScopedValue[int] = ScopedValue("number")
    assert number.get() is None
    with number.holding(1) as held:
        assert (held, number.get()) == (1, 1)
        with number.holding(2):
            assert number.get() == 2
        assert number.get() == 1
        with number.holding(3):
            assert number.get() == 3
    assert number.get() is None


def test_a_block_that_is_over_leaves_nothing() -> None:
    """
    The context keeps no value alive, and blocks in a row do not pile up.
    """

    @attrs.define(eq=False)
    class Thing:
        pass

    thing: ScopedValue[Thing] = ScopedValue("thing")
    seen: list[ref[Thing]] = []
    with thing.holding(Thing()):
        for _ in range(3):
            with thing.holding(Thing()) as one:
                seen.append(ref(one))
                del one
        link = thing._links.get()
        assert link is not None
        assert link.outer is not None
        assert link.outer.outer is None
    assert [one() for one in seen] == [None] * 3


def test_tasks_see_the_block_that_they_were_started_in() -> None:
    """
    Each task has its own blocks, and a task that outlives a block does not see it any more.
    """
    number: ScopedValue[int] = ScopedValue("number")

    async def inner(value: int) -> list[int | None]:
        seen = [number.get()]
        with number.holding(value):
            await asyncio.sleep(0)
            seen.append(number.get())
        await asyncio.sleep(0.01)
        return [*seen, number.get()]

    async def outer() -> list[list[int | None]]:
        with number.holding(0):
            tasks = [asyncio.create_task(inner(value)) for value in (1, 2)]
            await asyncio.sleep(0)
        return [await task for task in tasks]

    assert asyncio.run(outer()) == [[0, 1, None], [0, 2, None]]


def test_a_block_may_be_left_in_another_context() -> None:
    """
    What waited when its loop was closed is thrown away elsewhere.
    """

    def waiting() -> Generator[None]:
        with running_until(Deadline.after(5)):
            yield

    left_open = waiting()
    copy_context().run(next, left_open)
    left_open.close()
    assert current_deadline() is None


def _left() -> list[object]:
    values = (current_deadline(), current_exchange(), quiet.get(), capturing_client.get())
    more = (pending_capture.get(), iban_check.get(), stays_hidden() or None)
    return [one for one in (*values, *more) if one is not None]


def _enter_all_blocks() -> None:
    request = HttpRequest(operation="x", method="POST", url="https://a.example")
    with (
        deadline_scope(Deadline.after(5)),
        running_until(None),
        quietly(),
        exchanging(request),
        capture_response(ResponseCapture(object())),
        checking_ibans("x", allow_invalid=False),
        encrypting_fields(None),
        keeping_secrets(),
    ):
        assert len(_left()) == 5


@pytest.mark.parametrize("made", [Interrupter, LineInterrupter])
def test_an_interrupt_at_any_point_leaves_no_value(made: type[Interrupter]) -> None:
    """
    Neither before, between nor after the steps of a block, nor while it is left.
    """
    for interrupter in every_point(*FILES, "/contextlib.py", made=made):
        with suppress(Interrupted), interrupter:
            _enter_all_blocks()
        assert _left() == []
        assert encrypt_field("x") == "x"


def _calls(client: Any) -> dict[str, Callable[[], Any]]:
    capture = capture_call if isinstance(client, SyncClient) else capture_call_async
    return {
        "capture": lambda: scrub_traceback(capture)(client, lambda: client.call(GET_ACCESS, ONE)),
        "response": lambda: client.with_response(client.call, GET_ACCESS, ONE),
        "timeout": lambda: client.call(GET_ACCESS, ONE, options={"timeout": 5}),
    }


@pytest.mark.parametrize("made", [Interrupter, LineInterrupter])
@pytest.mark.parametrize("kind", ["capture", "response", "timeout"])
def test_calls_work_after_an_interrupted_one(
    bank: Bank, client: SyncClient, kind: str, made: type[Interrupter]
) -> None:
    """
    The next call of the same thread is sent, even while the interrupt is handled.
    """
    bank.says('{"id":"1"}')
    for interrupter in every_point(*FILES, made=made):
        try:
            with interrupter:
                _calls(client)[kind]()
        except Interrupted:
            assert _left() == []
    assert client.call(GET_ACCESS, ONE) == Booking(id="1")


@pytest.mark.parametrize("made", [Interrupter, LineInterrupter])
@pytest.mark.parametrize("kind", ["capture", "response", "timeout"])
def test_awaited_calls_work_after_an_interrupted_one(
    bank: Bank, kind: str, made: type[Interrupter]
) -> None:
    """
    As in a thread, in one task.
    """
    bank.says('{"id":"1"}')

    async def run() -> None:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as client:
            for interrupter in every_point(*FILES, made=made):
                try:
                    with interrupter:
                        await _calls(client)[kind]()
                except Interrupted:
                    assert _left() == []
            assert await client.call(GET_ACCESS, ONE) == Booking(id="1")

    asyncio.run(run())
