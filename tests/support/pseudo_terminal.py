"""
A command at a pseudo-terminal, and a person who types into it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tests.support.command_line import clean_environment

_PROGRAM = (sys.executable, "-m", "kontokit_cli")
_TIMEOUT = 60.0


class Person(Protocol):
    """
    Somebody with a folder.
    """

    folder: Path
    variables: dict[str, str]


class Terminal:
    """
    Runs a command with a terminal as its input and output.
    """

    def __init__(
        self,
        person: Person,
        words: Sequence[str],
        *,
        program: Sequence[str] = _PROGRAM,
        columns: int = 100,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        own = {"TERM": "xterm", "COLUMNS": str(columns), "LANG": "de_DE.UTF-8"}
        self.process = subprocess.Popen(
            [*program, *words],
            cwd=person.folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**clean_environment(), **person.variables, **own, **(variables or {})},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def until(self, pattern: str) -> str:
        """
        Read until what is shown matches; returns it.
        """
        while not re.search(pattern, self.shown):
            if not self._read():
                raise AssertionError(f"{pattern!r} never came: {self.shown}")
        return self.shown

    def type(self, line: str) -> None:
        """
        Type a line.
        """
        os.write(self._ours, f"{line}\n".encode())

    def interrupt(self) -> None:
        """
        Press Ctrl-C.
        """
        os.write(self._ours, b"\x03")

    def to_end(self) -> str:
        """
        Read to the end.
        """
        while self._read():
            pass
        self.process.wait(_TIMEOUT)
        return self.shown.replace("\r\n", "\n")

    @property
    def code(self) -> int:
        return self.process.wait(_TIMEOUT)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], _TIMEOUT)
        if not ready:
            self.process.send_signal(signal.SIGKILL)
            raise AssertionError(f"nothing more came: {self.shown}")
        try:
            found = os.read(self._ours, 65536)
        except OSError:  # as Linux says that the other side has closed
            return False
        self.shown += found.decode("utf-8", "replace")
        return bool(found)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Ignored by what a shell runs in the background, tests among it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
