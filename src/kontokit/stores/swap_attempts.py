"""
How often a record is read and swapped while others change it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..core.deadline import current_deadline

_ATTEMPTS: Final = 50


def swap_attempts() -> Iterator[int]:
    """
    The attempts of one change: some, and no further one after the end of the call.

    A store that never swaps, such as a read-only copy, would else be asked forever.
    """
    for number in range(_ATTEMPTS):
        yield number
        deadline = current_deadline()
        if deadline is not None and not deadline.remaining():
            return
