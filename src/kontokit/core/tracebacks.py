"""
Scrubs tracebacks: errors of public methods keep no frames with arguments in them.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import aclosing
from functools import wraps
from typing import Any, Final, TypeVar, cast

from typing_extensions import deprecated

from .exceptions import KontokitError

ErrorT = TypeVar("ErrorT", bound=KontokitError)
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
_SPECIAL: Final = frozenset({"__init__", "__iter__", "__aiter__"})


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
    Wrap a function so that each ``KontokitError`` seems to start right there.

    A traceback with local variables then shows neither the arguments nor values made of them.
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
        except KontokitError as failure:
            error = strip_traceback(failure)
        finally:
            # This frame is in the traceback of every error, so it must not keep the arguments.
            del args, kwargs
        try:
            raise error
        finally:
            # Otherwise error and frame hold each other until the garbage collector runs.
            del error

    return call


def _awaiting(function: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
    @wraps(function)
    async def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return await function(*args, **kwargs)
        except KontokitError as failure:
            error = strip_traceback(failure)
        finally:
            del args, kwargs
        try:
            raise error
        finally:
            del error

    return call


def _walking(function: Callable[..., Generator[Any]]) -> Callable[..., Any]:
    @wraps(function)
    def walk(*args: Any, **kwargs: Any) -> Generator[Any]:
        try:
            return (yield from function(*args, **kwargs))
        except KontokitError as failure:
            error = strip_traceback(failure)
        finally:
            del args, kwargs
        try:
            raise error
        finally:
            del error

    return walk


def _walking_async(function: Callable[..., AsyncGenerator[Any]]) -> Callable[..., Any]:
    @wraps(function)
    async def walk(*args: Any, **kwargs: Any) -> AsyncGenerator[Any]:
        item = None
        try:
            # Without aclosing, a loop that breaks would leave the inner generator open.
            async with aclosing(function(*args, **kwargs)) as items:
                async for item in items:
                    yield item
            return
        except KontokitError as failure:
            error = strip_traceback(failure)
        finally:
            del args, kwargs, item
        try:
            raise error
        finally:
            del error

    return walk


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
