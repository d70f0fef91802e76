"""
The processor time of other processes, from ``/proc``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_OWN, _WITH_ENDED = slice(11, 13), slice(11, 15)


def seconds_of(process: int | None) -> float:
    """
    The processor time of a process and its children, also those that have ended.

    Args:
        process: Its id; None is a process that takes no time.
    """
    if process is None:
        return 0.0
    children = [_ticks(child, _OWN) for child in children_of(process)]
    return (_ticks(process, _WITH_ENDED) + sum(children)) / _TICKS


def children_of(process: int, name: str = "") -> list[int]:
    """
    The processes that a process has started.

    Args:
        name: What stands in their names.
    """
    children = _text(process, f"task/{process}/children").split()
    return [int(one) for one in children if name in _text(int(one), "comm")]


def _ticks(process: int, places: slice) -> int:
    # The name of the program may have blanks and brackets.
    fields = _text(process, "stat").rpartition(")")[2].split()
    return sum(map(int, fields[places]))


def _text(process: int, name: str) -> str:
    try:
        return Path(f"/proc/{process}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""  # it has ended meanwhile
