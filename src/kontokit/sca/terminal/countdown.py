"""
A line that says how much time is left, while a flow waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from .screen import Screen

_SECOND: Final = 1.0


class Countdown:
    """
    Draws the line again each second, in a thread, until the block ends.
    """

    def __init__(self, screen: Screen, ends: datetime, text: Callable[[str], str]) -> None:
        """
        Nothing is drawn yet.

        Args:
            screen: A terminal.
            ends: When the time is over.
            text: Makes the line of the time that is left.
        """
        self._screen = screen
        self._ends = ends
        self._text = text
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._draw, name="kontokit countdown", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> Any:
        self._over.set()
        self._thread.join()
        self._screen.say()

    def _draw(self) -> None:
        while not self._over.is_set():
            line = self._text(time_left(self._ends - datetime.now(UTC)))
            width = self._screen.columns - 1
            self._screen.write(f"\r{line[:width].ljust(width)}")
            self._over.wait(_SECOND)


def time_left(left: timedelta) -> str:
    """
    Minutes and seconds, as ``4:05``; nothing is left after the end.
    """
    minutes, seconds = divmod(max(0, round(left.total_seconds())), 60)
    return f"{minutes}:{seconds:02}"
