"""
Scrubs tracebacks: no error that leaves a public method holds a frame with arguments in it.
"""

from __future__ import annotations

import inspect
import re
import sys
import warnings
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import aclosing
from functools import wraps
from typing import Any, Final, TypeVar, cast

from typing_extensions import deprecated

from .bare_frames import chained_errors, without_locals
from .exceptions import KontokitError
from .known_names import closest_name

ErrorT = TypeVar("ErrorT", bound=KontokitError)
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
_SPECIAL: Final = frozenset({"__init__", "__iter__", "__aiter__"})
_UNEXPECTED: Final = re.compile(
    r"(.*?unexpected keyword argument)(?: '(.*?)'(?:\. Did you mean '.*'\?)?\Z)?", re.DOTALL
)
"""Python's own message; from 3.13 on it may name a parameter that resembles the keyword."""


class Interception(BaseException):
    """
    What this library raises to itself, through methods of a program. Whoever catches it does not
    look at its frames, so they are dropped instead of being replaced.
    """


class ScrubsTracebacks:
    """
    A base class that scrubs the tracebacks of its public methods and properties, of construction
    and iteration. Each class is wrapped when it is defined, so base classes must derive from this
    one too.

    It applies to this library and to the packages ``kontokit_…``. Subclasses in a program keep
    their frames, which their author needs for debugging.
    """

    __slots__ = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # "kontokit" and "kontokit_example", but not "myapp.clients" or "kontokitty".
        if cls.__module__.partition(".")[0].partition("_")[0] != "kontokit":
            return
        for name, member in list(vars(cls).items()):
            if name in _SPECIAL or not name.startswith("_"):
                scrubbed = _scrub_member(member)
                if scrubbed is not member:
                    setattr(cls, name, scrubbed)


def _scrub_member(member: Any) -> Any:
    held = member  # still Any: checkers know too little of what these two hold
    if isinstance(member, classmethod | staticmethod):
        wrapped = _scrub_member(held.__func__)
        return held if wrapped is held.__func__ else type(held)(wrapped)
    if isinstance(member, property):
        get, put, delete = (_scrub_member(f) for f in (member.fget, member.fset, member.fdel))
        return property(get, put, delete, member.__doc__)
    # attrs makes a class with slots a second time; its methods are wrapped already.
    if not inspect.isfunction(member) or member.__globals__ is globals():
        return member
    return scrub_traceback(member)


def scrub_traceback(function: FunctionT) -> FunctionT:
    """
    Wrap a function so that no error shows its arguments, or values made of them.

    A ``KontokitError`` seems to start right there. Any other error, such as ``CancelledError``,
    ``KeyboardInterrupt`` or one of a program's own transport, keeps the files and lines that it
    went through, but not their local variables.

    Signature, docstring and kind of the function stay. The warning of a ``deprecated`` function
    still names the line of the call.

    Args:
        function: A function, coroutine function or generator of either kind.

    Returns:
        The wrapper.
    """
    message: Any = getattr(function, "__deprecated__", None)
    plain: Any = function if message is None else inspect.unwrap(function)
    if inspect.isasyncgenfunction(plain):
        made: Any = _walking_async(plain)
    elif inspect.isgeneratorfunction(plain):
        made = _walking(plain)
    elif inspect.iscoroutinefunction(plain):
        made = _awaiting(plain)
        made = made if message is None else deprecated(message)(made)  # at the call, not later
    else:
        made = _calling(plain, message)
    return cast("FunctionT", made)


def _calling(function: Callable[..., Any], message: str | None) -> Callable[..., Any]:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if message is not None:
            warnings.warn(message, DeprecationWarning, stacklevel=2)
        try:
            return function(*args, **kwargs)
        except BaseException as failure:
            held = [failure]
        finally:
            # This frame is in the traceback of every error, so it must not keep the arguments.
            # The names stay, because inspect.formatargvalues looks them up.
            args, kwargs = (), {}
        try:
            raise _scrubbed(held, function)
        finally:
            # Otherwise error and frame hold each other until the garbage collector runs. A list,
            # because an interrupt that arrives just now keeps the frames that it went through.
            held.clear()

    return call


def _awaiting(function: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
    @wraps(function)
    async def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return await function(*args, **kwargs)
        except BaseException as failure:
            held = [failure]
        finally:
            args, kwargs = (), {}
        try:
            raise _scrubbed(held, function)
        finally:
            held.clear()

    return call


def _walking(function: Callable[..., Generator[Any]]) -> Callable[..., Any]:
    @wraps(function)
    def walk(*args: Any, **kwargs: Any) -> Generator[Any]:
        try:
            return (yield from function(*args, **kwargs))
        except BaseException as failure:
            held = [failure]
        finally:
            args, kwargs = (), {}
        try:
            raise _scrubbed(held, function)
        finally:
            held.clear()

    return walk


def _walking_async(function: Callable[..., AsyncGenerator[Any]]) -> Callable[..., Any]:
    @wraps(function)
    async def walk(*args: Any, **kwargs: Any) -> AsyncGenerator[Any]:
        item: Any = None
        items: Any = None
        try:
            # Without aclosing, a loop that breaks would leave the inner generator open.
            async with aclosing(function(*args, **kwargs)) as items:
                async for item in items:
                    yield item
            return
        except BaseException as failure:
            held = [failure]
        finally:
            args, kwargs, item, items = (), {}, None, None
        try:
            raise _scrubbed(held, function)
        finally:
            held.clear()

    return walk


def _scrubbed(held: list[BaseException], function: Callable[..., Any]) -> BaseException:
    """
    The error to raise: the one that is held, unless a signal raised another one meanwhile.
    """
    try:
        return _with_bare_frames(held[0], function)
    except BaseException as failure:
        held.append(failure)
    return _without_frames(*held)


def _without_frames(error: BaseException, failure: BaseException) -> BaseException:
    """
    What is left where frames could not be replaced.

    Args:
        failure: What ended the attempt. An interrupt must not be lost.
    """
    is_interrupt = isinstance(error, Exception) and not isinstance(failure, Exception)
    for one in (failure, *chained_errors(error, sys.exception())):
        BaseException.with_traceback(one, None)  # a class may have a method of that name
    if not is_interrupt:
        return error
    failure.__cause__, failure.__context__ = None, error
    return failure


def _with_bare_frames(error: BaseException, function: Callable[..., Any]) -> BaseException:
    if isinstance(error, KontokitError):
        return strip_traceback(error)
    if isinstance(error, Interception):
        return error.with_traceback(None)
    trace = error.__traceback__
    if isinstance(error, TypeError) and trace is not None and trace.tb_next is None:
        _hide_keyword(error, function)
    for one in chained_errors(error, sys.exception()):
        # The wrapper is the first entry, and enters itself again.
        below = trace.tb_next if one is error and trace is not None else one.__traceback__
        one.__traceback__ = without_locals(below)
    return error


def _hide_keyword(error: TypeError, function: Callable[..., Any]) -> None:
    """
    Take a keyword out of Python's own message, unless it resembles one of the function.
    """
    # With keys and values swapped, as in dict(zip(values, names)), the keyword is a PIN.
    match = _UNEXPECTED.match(str(error))
    if match and closest_name(match[2] or "", inspect.signature(function).parameters) is None:
        error.args = (match[1],)


def strip_traceback(error: ErrorT) -> ErrorT:
    """
    Remove the frames that an error went through, because their locals hold what is sent.

    Its cause is removed too, unless that is an error which was stripped itself.

    Args:
        error: The error, freshly caught.

    Returns:
        The same error. Raise it outside of the ``except`` block, which would set its context.
    """
    cause = error.__cause__
    if not isinstance(cause, KontokitError) or cause.__traceback__ is not None:
        error.__cause__ = None
    error.__context__ = None
    return error.with_traceback(None)
