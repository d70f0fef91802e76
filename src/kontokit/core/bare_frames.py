"""
Tracebacks that show where an error came from, but hold none of the values there.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, FrameType, FunctionType, TracebackType
from typing import Any


def without_locals(trace: TracebackType | None) -> TracebackType | None:
    """
    The same files, functions and lines, in frames that have no local variables.
    """
    entries: list[TracebackType] = []
    while trace is not None:
        entries.append(trace)
        trace = trace.tb_next
    bare: TracebackType | None = None
    while entries:
        entry = entries.pop()
        frame = entry.tb_frame
        # Python 3.11 has instructions without a line, where a signal may arrive.
        line: int | None = entry.tb_lineno
        bare = TracebackType(bare, _bare_frame(frame), -1, line or frame.f_code.co_firstlineno)
    return bare


def chained_errors(error: BaseException, end: BaseException | None) -> Iterator[BaseException]:
    """
    An error with its causes, contexts and the members of a group.

    Args:
        end: An error of the caller, at which the chain of this one ends.
    """
    seen, pending = {id(end)}, [error]
    while pending:
        one = pending.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        pending += [found for found in (one.__cause__, one.__context__) if found is not None]
        pending += _members(one)


def _members(error: BaseException) -> tuple[BaseException, ...]:
    found: Any = error
    return found.exceptions if isinstance(error, BaseExceptionGroup) else ()


def _stub() -> Iterator[None]:
    yield


def _bare_frame(frame: FrameType) -> FrameType:
    # The frame of a generator that has not begun has no locals and no caller.
    function = FunctionType(_renamed(frame.f_code), {"__name__": frame.f_globals.get("__name__")})
    bare: FrameType = function().gi_frame
    return bare


def _renamed(code: CodeType) -> CodeType:
    return _stub.__code__.replace(
        co_filename=code.co_filename,
        co_name=code.co_name,
        co_qualname=code.co_qualname,
        co_firstlineno=code.co_firstlineno,
    )
