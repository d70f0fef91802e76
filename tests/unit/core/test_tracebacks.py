"""
Scrubbed tracebacks: a wrapped function stays what it was, and its errors keep no argument.
"""

from __future__ import annotations

import asyncio
import gc
import inspect
import pickle
import sys
import traceback
import warnings
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, get_args

import anyio
import attrs
import pytest
from typing_extensions import deprecated

from kontokit import ArgumentError, KontokitError, parse_json
from kontokit.core.tracebacks import ScrubsTracebacks, scrub_traceback, strip_traceback
from kontokit.operations import ResourceGroup
from kontokit.sca import Step

LIBRARY = Path(inspect.getfile(ScrubsTracebacks)).parent
PIN = "kanarie-pin"
PUBLIC = (
    "kontokit",
    "kontokit.challenges.flicker",
    "kontokit.challenges.image",
    "kontokit.encryption",
    "kontokit.sca",
    "kontokit.stores",
    "kontokit.webhooks",
)
HARMLESS = {
    *(f"{one.__name__}.{name}" for one in get_args(Step) for name in ("command", "to_dict")),
    *(
        f"{kind}.{when}_{what}"
        for kind in ("AsyncMiddleware", "Middleware")
        for when in ("after", "before")
        for what in ("attempt", "call")
    ),
    "BaseStep.command",
    "CallOptions.timeouts",
    "Challenge.format",
    "Deviation.message",
    "UnreadableRow.raw",
    "Challenge.html",
    "Challenge.may_lock",
    "Challenge.text",
    "ErrorHelp.user_text",
    "Finished.advice",
    "Headers.public",
    "HttpResponse.without_body",
    "Location.id",
    "Model.extra",
    "Model.deviations",
    "OpenEnum.is_known",
    "OpenIntEnum.is_known",
    "Received.is_new",
    "Response.body",
    "Response.headers",
    "Response.status_code",
    "Retries.delay",
    "Secret.reveal",
    "State.is_final",
    "Finished.text",
}
"""Members of plain records, which fail in no way of ours."""


class Base(ScrubsTracebacks):
    """
    Members that a subclass inherits.
    """

    __module__ = "kontokit_demo.base"

    def __init__(self, pin: str = "") -> None:
        self.pin = pin

    def inherited(self, pin: str) -> str:
        _fail_without(pin)
        return pin

    @property
    def held(self) -> str:
        """
        The PIN, or an error.
        """
        _fail_without(self.pin)
        return self.pin

    @held.setter
    def held(self, pin: str) -> None:
        _fail_without(pin)
        self.pin = pin

    @classmethod
    def make(cls, pin: str) -> Base:
        _fail_without(pin)
        return cls(pin)

    @staticmethod
    def check(pin: str) -> str:
        _fail_without(pin)
        return pin


class Derived(Base):
    """
    A subclass without members of its own.
    """

    __module__ = "kontokit_demo.derived"


@attrs.frozen
class Slotted(ScrubsTracebacks):
    """
    A class that attrs makes a second time, with slots.
    """

    __module__ = "kontokit_demo.slotted"

    pin: str = attrs.field()

    @pin.validator
    def _check(self, _: object, pin: str) -> None:
        _fail_without(pin)

    @classmethod
    def make(cls) -> Slotted:
        return cls("a")


class Methods(ResourceGroup[object]):
    """
    Methods of every kind, each with a trouble.
    """

    __module__ = "kontokit_demo.operations.methods"

    def call(self, pin: str, *, other: str = "") -> str:
        """
        Give the PIN, or an error.
        """
        _fail_without(pin)
        return pin + other

    async def wait(self, pin: str) -> str:
        _fail_without(pin)
        return pin

    def walk(self, pin: str) -> Iterator[str]:
        yield pin
        _fail_without(pin)

    async def walk_async(self, pin: str) -> AsyncIterator[str]:
        yield pin
        _fail_without(pin)

    @deprecated("old; use call")
    def old(self, pin: str) -> str:
        return self.call(pin)

    @deprecated("old; use wait")
    async def old_wait(self, pin: str) -> str:
        return await self.wait(pin)


def _fail_without(pin: str) -> None:
    if pin == PIN:
        try:
            int(pin)
        except ValueError as error:
            raise ArgumentError("wrong", place="pin") from error


async def _last(rows: AsyncIterator[str]) -> None:
    async for _ in rows:
        del _


def _assign(pin: str) -> None:
    Derived().held = pin


METHODS = Methods(object())
FAILURES: list[Callable[[], object]] = [
    lambda: METHODS.call(PIN, other=PIN),
    lambda: METHODS.call(pin=PIN),
    lambda: asyncio.run(METHODS.wait(PIN)),
    lambda: list(METHODS.walk(PIN)),
    lambda: asyncio.run(_last(METHODS.walk_async(PIN))),
    lambda: METHODS.old(PIN),
    lambda: asyncio.run(METHODS.old_wait(PIN)),
    lambda: Derived().inherited(PIN),
    lambda: Derived(PIN).held,
    lambda: _assign(PIN),
    lambda: Derived.make(PIN),
    lambda: Derived.check(PIN),
    lambda: Slotted(PIN),
]


def _frames(error: BaseException) -> list[FrameType]:
    found: list[FrameType] = []
    trace = error.__traceback__
    while trace is not None:
        found.append(trace.tb_frame)
        trace = trace.tb_next
    return found


@pytest.mark.filterwarnings("ignore:old")
@pytest.mark.parametrize("fail", FAILURES)
def test_an_error_begins_where_it_leaves_the_library(fail: Callable[[], object]) -> None:
    """
    Its traceback ends in one frame of ours, which holds nothing; it has no cause and no context.
    """
    with pytest.raises(ArgumentError) as caught:
        fail()
    files = [frame.f_code.co_filename for frame in _frames(caught.value)]
    assert [file for file in files if Path(file).is_relative_to(LIBRARY)] == files[-1:]
    last = _frames(caught.value)[-1]
    assert PIN not in str(last.f_locals)
    assert "error" not in last.f_locals
    assert not any(last.f_locals.get(name) for name in ("args", "kwargs", "item", "items"))
    assert "args=()" in inspect.formatargvalues(*inspect.getargvalues(last)).replace("*", "")
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_wrong_arguments_leave_nothing_either() -> None:
    """
    The TypeError of a call that does not fit the signature has no frame with the arguments.
    """
    wrong: Any = METHODS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for method in (wrong.call, wrong.old, wrong.walk):
            with pytest.raises(TypeError, match=r"unexpected keyword argument$") as caught:
                list(method(PIN, **{PIN: PIN}))
            assert PIN not in str([frame.f_locals for frame in _frames(caught.value)[1:]])
    with pytest.raises(TypeError, match="unexpected keyword argument 'othr'"):
        wrong.call("a", othr=PIN)


def test_an_error_is_freed_with_its_last_name() -> None:
    """
    An error is in no circle with its traceback, so what its frames hold goes when it goes.
    """
    gc.collect()
    gc.disable()
    try:
        gone: list[weakref.ref[KontokitError]] = []
        for fail in (FAILURES[0], FAILURES[3]):
            try:
                fail()
            except KontokitError as error:
                gone.append(weakref.ref(error))
        assert [one() for one in gone] == [None, None]
    finally:
        gc.enable()


def test_other_errors_keep_their_way() -> None:
    """
    What is not an error of this library shows each file and line it went through, for a fault in a
    program has to be found; but no frame holds a value.
    """
    with pytest.raises(TypeError) as caught:
        METHODS.call(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert [frame.f_code.co_name for frame in _frames(caught.value)][-2:] == ["call", "call"]
    summary = traceback.extract_tb(caught.value.__traceback__)
    assert summary[-1].line == "return pin + other"
    assert _frames(caught.value)[-1].f_locals == {}


class Slow(ScrubsTracebacks):
    """
    Methods that are interrupted while their frames hold a PIN.
    """

    __module__ = "kontokit_demo.slow"

    async def wait(self, pin: str) -> str:
        header = f"Bearer {pin}"
        await asyncio.sleep(30)
        return header

    async def walk(self, pin: str) -> AsyncIterator[str]:
        yield pin
        await self.wait(pin)

    def stop(self, pin: str, stopping: BaseException) -> None:
        header = f"Bearer {pin}"
        try:
            raise ValueError(len(header))
        except ValueError as error:
            raise stopping from error


async def _by_timeout(waiting: Coroutine[Any, Any, Any]) -> None:
    async with asyncio.timeout(0.01):
        await waiting


async def _by_wait_for(waiting: Coroutine[Any, Any, Any]) -> None:
    await asyncio.wait_for(waiting, 0.01)


async def _by_scope(waiting: Coroutine[Any, Any, Any]) -> None:
    with anyio.fail_after(0.01):
        await waiting


async def _by_cancel(waiting: Coroutine[Any, Any, Any]) -> None:
    task = asyncio.ensure_future(waiting)
    await asyncio.sleep(0.01)
    task.cancel()
    await task


async def _by_group(waiting: Coroutine[Any, Any, Any]) -> None:
    async def fail() -> None:
        await asyncio.sleep(0.01)
        raise LookupError

    async with asyncio.TaskGroup() as group:
        group.create_task(waiting)
        group.create_task(fail())


@pytest.mark.parametrize("walks", [False, True])
@pytest.mark.parametrize("cut", [_by_timeout, _by_wait_for, _by_scope, _by_cancel, _by_group])
def test_a_cancelled_call_holds_no_argument(
    cut: Callable[[Coroutine[Any, Any, Any]], Coroutine[Any, Any, None]], *, walks: bool
) -> None:
    """
    Neither the TimeoutError nor the CancelledError below it leads to a frame with the PIN.
    """
    slow = Slow()
    secret = "-".join(["kanarie", "pin"])  # not a constant of the code objects that are searched
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        asyncio.run(cut(_last(slow.walk(secret)) if walks else slow.wait(secret)))
    assert isinstance(caught.value, TimeoutError | asyncio.CancelledError | ExceptionGroup)
    _holds_no_pin(caught.value)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, RuntimeError, ExceptionGroup])
def test_no_error_of_any_kind_holds_an_argument(kind: type[BaseException]) -> None:
    """
    An interrupt, an exit, an error of another library and a group of errors come out as they are,
    with their causes; none of them has a frame with a value.
    """
    stopping = kind("both", [OSError("a")]) if kind is ExceptionGroup else kind()
    with pytest.raises(kind) as caught:
        Slow().stop(PIN, stopping)
    assert caught.value is stopping
    assert isinstance(caught.value.__cause__, ValueError)
    assert "in stop" in "".join(traceback.format_tb(caught.value.__traceback__))
    _holds_no_pin(caught.value)


def test_an_error_of_the_caller_is_left_alone() -> None:
    """
    What a program was handling when it called keeps its frames and their values.
    """
    own = "value of the program"
    try:
        raise LookupError
    except LookupError as handled:
        with pytest.raises(KeyboardInterrupt) as caught:
            Slow().stop(PIN, KeyboardInterrupt())
        trace = handled.__traceback__
        assert trace is not None
        assert trace.tb_frame.f_locals["own"] == own
        context = caught.value.__context__
    assert isinstance(context, LookupError)


def _holds_no_pin(error: BaseException) -> None:
    pending: list[BaseException | None] = [error]
    seen: list[BaseException] = []
    while pending:
        one = pending.pop()
        if one is None or any(one is known for known in seen):
            continue
        seen.append(one)
        pending += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
        foreign = [f for f in _frames(one) if f.f_code.co_filename != __file__ or not f.f_back]
        assert PIN not in str([frame.f_locals for frame in foreign])


def test_classes_of_a_program_keep_their_frames() -> None:
    """
    A program that derives from a client or a group sees in a traceback where its own code failed.
    """

    class Mine(Methods):
        def twice(self) -> str:
            return self.call("a") + self.call(PIN)

    with pytest.raises(ArgumentError) as caught:
        Mine(object()).twice()
    assert [frame.f_code.co_name for frame in _frames(caught.value)][1:] == ["twice", "call"]


def test_a_method_is_what_it_was() -> None:
    """
    Signature, docstring, name and kind stay; results come through.
    """
    assert str(inspect.signature(METHODS.call)) == "(pin: 'str', *, other: 'str' = '') -> 'str'"
    assert inspect.getdoc(METHODS.call) == "Give the PIN, or an error."
    assert METHODS.call.__qualname__ == "Methods.call"
    assert inspect.iscoroutinefunction(METHODS.wait)
    assert inspect.isgeneratorfunction(METHODS.walk)
    assert inspect.isasyncgenfunction(METHODS.walk_async)
    assert METHODS.call("a", other="b") == "ab"
    assert asyncio.run(METHODS.wait("a")) == "a"
    assert list(METHODS.walk("a")) == ["a"]
    assert pickle.loads(pickle.dumps(parse_json)) is parse_json


def test_properties_and_class_methods_are_what_they_were() -> None:
    """
    Values come through, a property keeps its docstring, and no method is wrapped twice.
    """
    assert (Derived("a").held, Derived.make("a").pin, Derived.check("a")) == ("a", "a", "a")
    assert inspect.getdoc(Base.held) == "The PIN, or an error."
    assert isinstance(Derived.make("a"), Derived)
    assert not hasattr(inspect.unwrap(Slotted.make), "__wrapped__")
    assert not hasattr(Slotted.make.__wrapped__, "__wrapped__")  # type: ignore[attr-defined]  # pyright: ignore


def test_only_a_stripped_cause_is_kept() -> None:
    """
    An error that was stripped stays the cause of another; an error with frames does not.
    """

    @scrub_traceback
    def fail(pin: str, cause: Exception) -> None:
        raise ArgumentError("wrong", place="pin") from cause

    with pytest.raises(ArgumentError) as bare:
        _fail_without(PIN)
    with pytest.raises(ArgumentError) as dropped:
        fail(PIN, bare.value)
    assert dropped.value.__cause__ is None
    stripped = strip_traceback(bare.value)
    with pytest.raises(ArgumentError) as kept:
        fail(PIN, stripped)
    assert kept.value.__cause__ is stripped
    assert kept.value.__context__ is None
    assert stripped.__traceback__ is None


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_method_is_scrubbed(name: str) -> None:
    """
    Every public class scrubs its methods and properties, those of its bases too, unless it is
    a record that fails in no method.
    """
    module = import_module(name)
    bare = {
        f"{kind.__name__}.{member}"
        for kind in (getattr(module, public) for public in module.__all__)
        if inspect.isclass(kind) and not issubclass(kind, BaseException)
        for base in kind.__mro__
        if base.__module__.startswith("kontokit") and not getattr(base, "_is_protocol", False)
        for member, held in vars(base).items()
        if not member.startswith("_") and not _is_scrubbed(held)
    }
    assert bare <= HARMLESS


def _is_scrubbed(member: Any) -> bool:
    if isinstance(member, property):
        member = member.fget
    function = getattr(member, "__func__", member)
    return not inspect.isfunction(function) or hasattr(function, "__wrapped__")


def test_a_deprecated_method_warns_of_the_line_that_calls_it() -> None:
    """
    The warning names this file and the line of the call, once, with ``await`` too.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        line = sys._getframe().f_lineno
        METHODS.old("a")
        waiting = METHODS.old_wait("a")
        asyncio.run(waiting)
    reported = [(str(one.message), one.filename, one.lineno - line) for one in caught]
    assert reported == [("old; use call", __file__, 1), ("old; use wait", __file__, 2)]
    assert Methods.old.__deprecated__ == "old; use call"  # type: ignore[attr-defined]  # pyright: ignore


def test_an_abandoned_iteration_is_closed() -> None:
    """
    Leaving a loop early closes the generator behind it.
    """
    closed: list[str] = []

    class Walks(ScrubsTracebacks):
        __module__ = "kontokit_demo.walks"

        def __iter__(self) -> Iterator[int]:
            try:
                yield from (1, 2)
            finally:
                closed.append("sync")

        async def __aiter__(self) -> AsyncIterator[int]:
            try:
                yield 1
                yield 2
            finally:
                closed.append("async")

    async def leave() -> None:
        rows = Walks().__aiter__()
        assert await anext(rows) == 1
        await rows.aclose()  # type: ignore[attr-defined]  # pyright: ignore

    rows = iter(Walks())
    assert next(rows) == 1
    rows.close()  # type: ignore[attr-defined]  # pyright: ignore
    asyncio.run(leave())
    assert closed == ["sync", "async"]
