"""
Tells a person at a terminal what a command waits for, where it takes longer than a second.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from .options import Options

__all__ = ["progress"]

_AFTER: Final = 1.0
"""Seconds."""
_LONG: Final = 30.0
"""Seconds, after which it is told how to end the command."""


class _Line:
    """
    A line on the standard error that is drawn again and again, and is gone at the end.
    """

    def __init__(self, options: Options) -> None:
        from rich.console import Console
        from rich.progress import Progress, TaskID, TextColumn, TimeElapsedColumn

        self._lock = threading.Lock()
        self._shown = Progress(
            # Names of accounts are texts of a bank, and no markup.
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=Console(file=sys.stderr, no_color=options.no_color, highlight=False),
            transient=True,
        )
        self._task: TaskID = self._shown.add_task("", total=None)
        self._text = self._hint = ""
        self._is_over = False
        self._timers = [
            threading.Timer(_AFTER, self._start),
            threading.Timer(_LONG, self._tell_how_to_end),
        ]
        for one in self._timers:
            one.daemon = True
            one.start()

    def say(self, text: str) -> None:
        self._text = text
        self._shown.update(self._task, description=f"{text}{self._hint}")

    def close(self) -> None:
        for one in self._timers:
            one.cancel()
        with self._lock:
            self._is_over = True
            self._shown.stop()

    def _start(self) -> None:
        with self._lock:
            if not self._is_over:
                self._shown.start()

    def _tell_how_to_end(self) -> None:
        self._hint = " (Ctrl-C ends it)"
        self.say(self._text)


@contextmanager
def progress(options: Options) -> Generator[Callable[[str], object]]:
    """
    Show what is going on, until the block ends. Nothing is shown with ``--no-progress`` or
    ``--quiet``, where the standard error is no terminal, and where rows for programs go to one.

    Returns:
        What takes the text of the line.
    """
    is_mixed = options.is_for_programs and options.out is None and sys.stdout.isatty()
    if options.no_progress or options.quiet or is_mixed or not sys.stderr.isatty():
        yield lambda _text: None
        return
    line = _Line(options)
    try:
        yield line.say
    finally:
        line.close()
