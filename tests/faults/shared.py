"""
What the processes of a schedule share: time, and the user.
"""

from __future__ import annotations

import json
import os
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

from kontokit.core.clock import Moment

START: Final = datetime(2026, 11, 28, 12, tzinfo=UTC)
CONTROL: Final = "/_test"
"""The path at which the user acts; no client calls it."""


class SharedClock:
    """
    A clock in a file. It moves on for all processes when one of them sleeps.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            self._write(0.0)

    @property
    def steady(self) -> float:
        """
        Seconds since the schedule began.
        """
        (passed,) = struct.unpack("d", self._path.read_bytes())
        return float(passed)

    @property
    def time(self) -> datetime:
        """
        The time of day.
        """
        return START + timedelta(seconds=self.steady)

    def now(self) -> Moment:
        return Moment(time=self.time, steady=self.steady)

    def sleep(self, seconds: float) -> None:
        self._write(self.steady + seconds)

    def _write(self, seconds: float) -> None:
        # Replaced as a whole, so that a process that is killed leaves no half of it.
        new = self._path.with_suffix(f".{os.getpid()}")
        new.write_bytes(struct.pack("d", seconds))
        new.replace(self._path)


class RemoteUser:
    """
    The user and the device, who live on when a process dies: they are with the provider.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def tan(self, text: str) -> str:
        return self._ask("tan", text)

    def visit(self, url: str) -> str:
        return self._ask("visit", url)

    def approve(self) -> None:
        self._ask("approve", "")

    def note(self, text: str) -> None:
        """
        Add a line to the trace of the schedule.
        """
        self._ask("note", text)

    def wrote(self) -> None:
        """
        Tell that the record was written.
        """
        self._ask("wrote", "")

    def _ask(self, what: str, text: str) -> str:
        body = json.dumps([what, text]).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(f"{self._url}{CONTROL}", body, headers)  # loopback
        with urlopen(request, timeout=30) as response:  # loopback
            answer: str = json.loads(response.read())
            return answer
