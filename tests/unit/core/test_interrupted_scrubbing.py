"""
Errors that arrive at odd moments: without a line, or while a traceback is scrubbed.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncGenerator, Callable, Iterator
from types import FrameType, TracebackType
from typing import Any

import pytest

from kontokit.core.tracebacks import scrub_traceback
from tests.support.interrupts import Interrupted, every_point

PIN = "kanarie-pin"
PLACES = ("core/tracebacks.py", "core/bare_frames.py")


def _lineless() -> None:
    raise KeyboardInterrupt


_lineless.__code__ = _lineless.__code__.replace(co_linetable=b"")


def _nested(pin: str) -> None:
    try:
        raise ValueError(len(pin))
    except ValueError:
        group = ExceptionGroup("several", [OSError(), KeyError()])
        raise group from TimeoutError()


def _without_line(pin: str) -> None:
    assert pin
    _lineless()


def _works(fail: Callable[[str], None]) -> list[Callable[[], object]]:
    async def awaits(pin: str) -> None:
        fail(pin)

    def walks(pin: str) -> Iterator[int]:
        fail(pin)
        yield 1

    async def walks_async(pin: str) -> AsyncGenerator[int]:
        fail(pin)
        yield 1

    async def next_of(walk: AsyncGenerator[int]) -> int:
        return await anext(walk)

    call, call_async = scrub_traceback(fail), scrub_traceback(awaits)
    walk, walk_async = scrub_traceback(walks), scrub_traceback(walks_async)
    return [
        lambda: call(PIN),
        lambda: _driven(call_async(PIN)),
        lambda: next(walk(PIN)),
        lambda: _driven(next_of(walk_async(PIN))),
    ]


def _driven(coroutine: Any) -> object:
    return coroutine.send(None)


def _frames(error: BaseException) -> Iterator[FrameType]:
    pending: list[Any] = [error]
    seen: set[int] = set()
    while pending:
        one = pending.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, BaseException):
            pending += [one.__cause__, one.__context__, one.__traceback__]
            pending += one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        elif isinstance(one, TracebackType):
            pending += [one.tb_frame, one.tb_next]
        elif isinstance(one, FrameType) and one.f_code.co_filename != __file__:
            yield one
            pending += one.f_locals.values()
        elif isinstance(one, list | tuple):
            pending += one


def _leaks(error: BaseException) -> list[str]:
    found = [frame for frame in _frames(error) if PIN in repr(list(frame.f_locals.values()))]
    # A frame of this file is known by its function, since the one that is left has no variables.
    trace, tests = error.__traceback__, list[str]()
    while trace is not None:
        if trace.tb_frame.f_code in (_nested.__code__, _without_line.__code__):
            tests += [PIN for _ in trace.tb_frame.f_locals]
        trace = trace.tb_next
    return [frame.f_code.co_qualname for frame in found] + tests


@pytest.mark.parametrize("kind", range(4))
def test_an_instruction_without_a_line(kind: int) -> None:
    """
    Ctrl-C stays Ctrl-C where Python knows no line, and shows the function.
    """
    with pytest.raises(KeyboardInterrupt) as caught:
        _works(_without_line)[kind]()
    assert _leaks(caught.value) == []
    assert "_lineless" in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("kind", [Interrupted, OSError])
@pytest.mark.parametrize("fail", [_nested, _without_line])
@pytest.mark.parametrize("work", range(4))
def test_a_signal_while_a_traceback_is_scrubbed(
    work: int, fail: Callable[[str], None], kind: type[BaseException]
) -> None:
    """
    An interrupt comes out with the first error as its context, an error of a handler is dropped,
    and neither leads to an argument.
    """
    expected: type[BaseException] = ExceptionGroup if fail is _nested else KeyboardInterrupt
    at_the_end = 0
    run = _works(fail)[work]
    # Where a wrapper begins, the arguments are still those of its caller.
    for interrupter in every_point(*PLACES, kind=kind, spared=("call", "walk")):
        with pytest.raises((expected, kind)) as caught, interrupter:
            run()
        error = caught.value
        assert _leaks(error) == [], interrupter.left
        is_kept = isinstance(error.__context__, expected) and kind is Interrupted
        at_the_end += not isinstance(error, expected) and not is_kept
    assert at_the_end == 1  # before the cleaning begins a signal ends the call like any other


class Hostile(Exception):
    """
    An error of a program that refuses to be changed.
    """

    def __setattr__(self, name: str, value: object) -> None:
        raise RuntimeError(name)

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    def with_traceback(self, _: TracebackType | None) -> Hostile:
        raise RuntimeError


@pytest.mark.parametrize("work", range(4))
def test_an_error_that_refuses_to_be_changed(work: int) -> None:
    """
    It comes out as it is, without any frames.
    """

    def fail(pin: str) -> None:
        raise Hostile(len(pin))

    with pytest.raises(Hostile) as caught:
        _works(fail)[work]()
    assert _leaks(caught.value) == []
    assert [entry.name for entry in caught.traceback][-1] in ("call", "walk")


def test_the_end_of_the_stack() -> None:
    """
    A RecursionError that leaves no room to scrub it is still one, without arguments.
    """

    def deep(left: int) -> object:
        return scrub_traceback(_endless)(PIN) if not left else deep(left - 1)

    def depth() -> int:
        try:
            return 1 + depth()
        except RecursionError:
            return 1

    room = depth()
    for spare in range(2, 14):
        with pytest.raises(RecursionError) as caught:
            deep(room - spare)
        assert _leaks(caught.value) == []


def _endless(pin: str) -> None:
    _endless(pin)


def test_ctrl_c_in_a_task() -> None:
    """
    The end of asyncio.run keeps it as it was.
    """

    async def run() -> None:
        await scrub_traceback(_awaiting)(PIN)

    with pytest.raises(KeyboardInterrupt) as caught:
        asyncio.run(run())
    assert _leaks(caught.value) == []


async def _awaiting(pin: str) -> None:
    _without_line(pin)
