"""
Counts calls of functions, which no busy machine changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def calls_of(work: Callable[[], Any], before: int = 1) -> int:
    """
    How many functions are called, those in C included.

    Args:
        before: How often the work is done before it is counted.
    """
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    for _ in range(before):
        work()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted
