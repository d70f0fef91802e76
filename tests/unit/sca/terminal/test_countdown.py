"""
The time that is left is drawn in one line, which stays when the wait is over.
"""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta

import pytest

from kontokit.sca.terminal.countdown import Countdown, time_left
from kontokit.sca.terminal.screen import Screen


class Terminal(io.StringIO):
    """
    A terminal that says when so many texts have been written.
    """

    encoding = "utf-8"

    def __init__(self, texts: int) -> None:
        super().__init__()
        self.is_full = threading.Semaphore(0)
        self.left = texts

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.left -= 1
        if not self.left:
            self.is_full.release()
        return super().write(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (-3, "0:00"), (5.4, "0:05"), (245, "4:05"), (3_700, "61:40")],
)
def test_the_time_left_is_in_minutes_and_seconds(seconds: float, text: str) -> None:
    """
    It never falls below zero.
    """
    assert time_left(timedelta(seconds=seconds)) == text


def test_the_line_is_drawn_again_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each second, without a line end until the block ends.
    """
    monkeypatch.setattr("kontokit.sca.terminal.countdown._SECOND", 0.001)
    output = Terminal(3)
    ends = datetime.now(UTC) + timedelta(minutes=10)
    with Countdown(Screen(output), ends, "Warten … noch {}".format):
        assert output.is_full.acquire(timeout=10)
    lines = output.getvalue().split("\r")
    assert lines[0] == ""
    assert lines[1].startswith("Warten … noch 10:00")
    assert len(lines) > 3
    assert output.getvalue().count("\n") == 1
    assert output.getvalue().endswith("\n")
    assert all(one.name != "kontokit countdown" for one in threading.enumerate())


def test_an_error_ends_the_line_too() -> None:
    """
    Such as Ctrl-C.
    """
    output = Terminal(1)

    def interrupted() -> None:
        with Countdown(Screen(output), datetime.now(UTC), "{}".format):
            assert output.is_full.acquire(timeout=10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert output.getvalue().endswith("\n")
