"""
What this process holds: memory, open files and threads.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["nothing_left", "open_files", "resident"]

_PATIENCE = 5.0


def resident() -> int:
    """
    The resident memory in bytes.
    """
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def open_files() -> int:
    """
    The number of open files, sockets among them.
    """
    return len(list(Path("/proc/self/fd").iterdir()))


@contextmanager
def nothing_left() -> Iterator[None]:
    """
    Check that no thread and no open file is left. The other end may take a moment to notice.

    Raises:
        AssertionError: Something is left after five seconds.
    """
    before = (threading.active_count(), open_files())
    yield
    until = time.monotonic() + _PATIENCE
    found = before
    while time.monotonic() < until:
        gc.collect()
        found = (threading.active_count(), open_files())
        if found[0] <= before[0] and found[1] <= before[1]:
            return
        time.sleep(0.05)
    raise AssertionError(f"threads and open files: {found}, before {before}")
