"""
Interrupts work at one point after the other, as a signal might.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from opcode import opmap
from types import FrameType
from typing import Any

from kontokit.core.bare_frames import _stub

_FRAGILE = {opmap["PUSH_EXC_INFO"], opmap["POP_EXCEPT"]}
"""Where a handler begins or ends, Python loses track of it if a trace function raises."""


class Interrupted(BaseException):
    """
    What a signal handler raises.
    """


class Interrupter:
    """
    Raises once inside a ``with`` block.
    """

    def __init__(self, strikes: Callable[[FrameType], bool], kind: type[BaseException]) -> None:
        self.strikes = strikes
        self.kind = kind
        self.left = 0
        self.has_struck = False

    def __enter__(self) -> Interrupter:
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, _: Any) -> None:
        # Python handles signals when a function begins, and after a call of one in C.
        if event in ("call", "c_return"):
            self._count(frame)

    def _count(self, frame: FrameType) -> None:
        if not self.has_struck and self.strikes(frame):
            self.left -= 1
            if self.left < 0:
                self.has_struck = True
                raise self.kind


class LineInterrupter(Interrupter):
    """
    Raises before a line, also where Python would handle no signal.
    """

    def __enter__(self) -> Interrupter:
        self.before = sys.gettrace()
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self.before)

    def _enter(self, frame: FrameType, _event: str, _: Any) -> Any:
        return self._step if self.strikes(frame) else None

    def _step(self, frame: FrameType, event: str, _: Any) -> Any:
        if event == "line" and frame.f_code.co_code[frame.f_lasti] not in _FRAGILE:
            self._count(frame)
        return self._step


def every_point(
    *places: str,
    made: type[Interrupter] = Interrupter,
    kind: type[BaseException] = Interrupted,
    spared: tuple[str, ...] = (),
) -> Iterator[Interrupter]:
    """
    Interrupters for the same work again and again, each one point later than the one before.

    Args:
        places: The ends of the paths of the files that are interrupted.
        made: Where an interrupter strikes.
        kind: What it raises.
        spared: The names of functions that are not interrupted.
    """

    def strikes(frame: FrameType) -> bool:
        code = frame.f_code
        is_bare = code.co_code == _stub.__code__.co_code  # it says that it is of such a file
        return code.co_filename.endswith(places) and code.co_name not in spared and not is_bare

    skipped = 0
    while True:
        interrupter = made(strikes, kind)
        interrupter.left = skipped
        yield interrupter
        if not interrupter.has_struck:
            assert skipped >= 3, "hardly anything was interrupted"
            return
        skipped += 1
