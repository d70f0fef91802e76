"""
The lines that a served sandbox prints for its requests.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from queue import Full, Queue
from threading import Thread
from typing import Any

from .log import line_of

__all__ = ["RequestLines"]

_MOST_WAITING = 10_000


class RequestLines:
    """
    Prints in a thread of its own: who starts the sandbox may not read its output, and a full pipe
    must not stop the server.
    """

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._waiting: Queue[dict[str, Any]] = Queue(_MOST_WAITING)
        Thread(target=self._print, name="sandbox log", daemon=True).start()

    def add(self, request: dict[str, Any]) -> None:
        """
        Print a request soon; not at all while too many wait.
        """
        with suppress(Full):
            self._waiting.put_nowait(request)

    def _print(self) -> None:
        while True:
            one = self._waiting.get()
            text = json.dumps(one, ensure_ascii=False) if self._as_json else line_of(one)
            try:
                sys.stdout.write(f"{text}\n")
                sys.stdout.flush()
            # Nobody reads any more.
            except (OSError, ValueError):
                return
