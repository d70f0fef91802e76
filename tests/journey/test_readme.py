"""
The README, from top to bottom, as a stranger types it: in an empty folder, with built wheels.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from subprocess import Popen

import pytest

from scripts.terminal_picture import PICTURE, TYPED, picture, shown_at_terminal
from tests.journey.stranger import Stranger, lines

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"(?P<before>[^\n]*\n?[^\n]*)\n\n```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
SHOWN = {"money.py": r"(?m)^Girokonto DE\d{20} -?\d+\.\d\d$", "later.py": r"(?m)^404 \w+ \S+$"}
"""What has to stand in the output of a program."""


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    """
    With a sandbox at any port, since that of the README may be in use here.
    """
    one = Stranger(tmp_path)
    one.variables["KONTOKIT_SANDBOX_PORT"] = "0"
    return one


class Reader:
    """
    Does what the README says, block by block.
    """

    def __init__(self, stranger: Stranger) -> None:
        self.stranger = stranger
        self.printed: dict[str, str] = {}
        self.running: list[Popen[str]] = []

    def read(self) -> None:
        """
        Type each line of a console, and save each program.
        """
        for block in BLOCK.finditer(README):
            if block["kind"] == "console":
                for line in block["text"].splitlines():
                    self.type(line)
            else:
                (name,) = re.findall(r"`(\w+\.py)`", block["before"])
                (self.stranger.folder / name).write_text(block["text"], "utf-8")

    def type(self, line: str) -> None:
        """
        Type a line; what the sandbox needs goes on until the end.
        """
        if line.startswith("pip "):
            self.stranger.install(line)
        elif line == "kontokit-sandbox":
            self.running.append(self.stranger.start(line))
            lines(self.running[0], "Ctrl-C")
        elif line.startswith("eval "):
            self.stranger.export(line)
        else:
            program, name = shlex.split(line)
            self.printed[name] = self.run(program, name)

    def run(self, program: str, name: str) -> str:
        """
        Run a program at a terminal.
        """
        path = str(self.stranger.folder / name)
        command = [str(self.stranger.programs / program), path]
        typed = TYPED if name == "pay.py" else ()
        return shown_at_terminal(command, self.stranger.variables, typed)


def test_every_block_runs_in_order(stranger: Stranger) -> None:
    """
    Installed, started, saved and run as it stands, and the picture is what the payment shows.
    """
    reader = Reader(stranger)
    try:
        reader.read()
    finally:
        for process in reader.running:
            process.terminate()
            process.communicate(timeout=60)
    assert list(reader.printed) == ["money.py", "pay.py", "later.py"]
    for name, wanted in SHOWN.items():
        assert re.search(wanted, reader.printed[name]), reader.printed[name]
    assert len(re.findall(r"(?m)^\d{4}-\d\d-\d\d -?\d+\.\d\d .+$", reader.printed["money.py"])) == 5
    assert reader.printed["pay.py"].endswith("SUCCESSFUL\n")
    assert masked(picture(reader.printed["pay.py"])) == masked(PICTURE.read_text("utf-8"))


def masked(drawn: str) -> str:
    """
    A picture without the time until which a TAN holds.
    """
    return re.sub(r"\d\d:\d\d:\d\d", "…", drawn)
