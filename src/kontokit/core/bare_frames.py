"""
Tracebacks that show where an error came from, but hold none of the values there.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, FrameType, FunctionType, TracebackType


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
        bare = TracebackType(bare, _bare_frame(entry.tb_frame), -1, entry.tb_lineno)
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
        members: tuple[BaseException, ...] = getattr(one, "exceptions", ())
        group = members if isinstance(one, BaseExceptionGroup) else ()
        further = (one.__cause__, one.__context__, *group)
        pending += [found for found in further if found is not None]


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
