"""
The READMEs of the examples, typed by a stranger in a folder with nothing else and an environment
of its own, who sees what they show.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from socket import create_server

import pytest

from tests.examples.projects import FOLLOWED_ELSEWHERE, PROJECTS, copied, name_of, wait_for
from tests.journey.stranger import Stranger, lines

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
WALKED = [one for one in PROJECTS if one.name not in FOLLOWED_ELSEWHERE]


@dataclass
class Typed:
    """
    A line of a console.
    """

    line: str
    printed: str
    """What the README shows below it; ``…`` stands for what differs each time."""


def typed_lines(readme: str) -> Iterator[Typed]:
    for block in BLOCK.findall(readme):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            yield Typed(line, printed)


class Reader:
    """
    Types the lines of a README one after another.
    """

    def __init__(self, stranger: Stranger, port: str, running: ExitStack) -> None:
        self.stranger, self.port, self.running = stranger, port, running

    def type(self, one: Typed) -> None:
        line = one.line.replace("8000", self.port)
        if line.startswith("pip install "):
            self.stranger.install(line)
        elif re.fullmatch(r"kontokit-sandbox( --.*)?", line):
            sandbox = self.running.enter_context(self.stranger.started(*shlex.split(line)))
            lines(sandbox, "Ctrl-C")
        elif line.startswith("uvicorn "):
            self.running.enter_context(self.stranger.started(*shlex.split(line)))
            wait_for(int(self.port))
        elif line.startswith(("eval ", "export ")):
            self.stranger.export(line)
        else:
            self.compare(self.stranger.run(line), one.printed)

    def compare(self, printed: str, shown: str) -> None:
        pattern = ".*?".join(
            re.escape(part) for part in shown.replace("8000", self.port).split("…")
        )
        assert re.fullmatch(pattern, printed, re.DOTALL), printed


@pytest.mark.parametrize("project", WALKED, ids=name_of)
def test_a_readme_shows_what_one_sees(project: Path, tmp_path: Path) -> None:
    """
    Installed, started and run as it stands; every line that is shown is printed.
    """
    stranger = Stranger(tmp_path)
    stranger.folder = copied(project, tmp_path)
    # Any port, and no line for each request, which nobody would read here.
    stranger.variables |= {"KONTOKIT_SANDBOX_PORT": "0", "KONTOKIT_SANDBOX_LOG": "off"}
    with create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with ExitStack() as running:
        reader = Reader(stranger, port, running)
        for one in typed_lines((project / "README.md").read_text("utf-8")):
            reader.type(one)
