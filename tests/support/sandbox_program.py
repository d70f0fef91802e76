"""
The sandbox as a program of its own, and its commands.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import kontokit_sandbox
from kontokit_sandbox.__main__ import main

Program = subprocess.Popen[str]
_SOURCE = str(Path(kontokit_sandbox.__file__).parents[1])


@dataclass(frozen=True)
class Ended:
    """
    How a command has ended.
    """

    returncode: int
    stdout: str
    stderr: str


class Commands:
    """
    Runs commands with a folder of their own for runtime files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.chmod(0o700)
        self.variables = {"XDG_RUNTIME_DIR": str(folder), "PYTHONPATH": _SOURCE}

    def run(self, *words: str, **variables: str) -> Ended:
        """
        Run a command to its end, in this process: starting one for each takes half a second.
        """
        out, err = StringIO(), StringIO()
        environment = {**_clean(), **self.variables, **variables}
        with (
            patch.dict(os.environ, environment, clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                code = main(words)
            # That of scrub comes from argparse.
            except SystemExit as end:
                code = int(end.code or 0)
        return Ended(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())

    @contextmanager
    def serving(self, *words: str, **variables: str) -> Generator[Program]:
        """
        Run ``serve`` until the block ends.
        """
        program = subprocess.Popen(
            [sys.executable, "-m", "kontokit_sandbox", *words],
            env={**_clean(), **self.variables, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield program
        finally:
            program.kill()
            program.communicate()


def introduction(program: Program) -> list[str]:
    """
    Read what the program says before it is ready.
    """
    assert program.stdout is not None
    lines: list[str] = []
    for line in program.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("Everything"):
            break
    return lines


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("KONTOKIT_")}
