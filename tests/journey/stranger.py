"""
A stranger who follows a README, with built wheels.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
import venv
from collections.abc import Generator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Self

import pytest

ROOT = Path(__file__).parents[2]
WHEELS = sorted((ROOT / "dist").glob("*.whl"))


class Stranger:
    """
    An empty folder, and an environment with nothing but what a README installs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs = folder, folder / "venv" / "bin"
        kept = {"PATH": f"{self.programs}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
        self.variables = {**kept, "PYTHONUNBUFFERED": "1"}

    def at(self, folder: Path) -> Self:
        """
        The same environment, for somebody with a folder of their own, who has done nothing yet.
        """
        found = copy(self)
        found.folder = folder
        folder.chmod(0o700)
        found.variables = {**self.variables, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        return found

    def install(self, line: str) -> None:
        """
        Type a line ``pip install …``, which gets our packages from the wheels that were built, and
        all others in the versions of the lock.
        """
        if not WHEELS:
            pytest.skip("there are no wheels; scripts/test -e wheels builds them")
        venv.create(self.programs.parent)
        pip, install, *packages = shlex.split(line)
        assert (pip, install) == ("pip", "install")
        ours = self.programs.parent / "ours.txt"
        ours.write_text("\n".join(map(pinned, WHEELS)), "utf-8")
        command: list[str | Path] = [sys.executable, "-m", "pip", "--python"]
        command += [self.programs / "python", "install", "--quiet", "--find-links", ROOT / "dist"]
        command += ["--constraint", ROOT / "constraints.txt", "--constraint", ours]
        strict = {"PIP_REQUIRE_HASHES": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        subprocess.run([*command, *packages], check=True, env={**os.environ, **strict})

    def export(self, line: str) -> None:
        """
        Type a line that exports variables, which later lines and programs have.
        """
        exported = self.run(f"{line}; env -0").split("\0")
        self.variables |= dict(one.split("=", 1) for one in exported if "=" in one)

    def run(self, line: str) -> str:
        """
        Type a line; returns what it prints.
        """
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        return done.stdout

    @contextmanager
    def started(self, *words: str) -> Generator[subprocess.Popen[str]]:
        """
        Start a program that goes on, and end it.
        """
        with self.start(*words) as process:
            try:
                yield process
            finally:
                process.terminate()

    def start(self, *words: str) -> subprocess.Popen[str]:
        """
        Start a program that the caller ends.
        """
        return subprocess.Popen(
            [self.programs / words[0], *words[1:]],
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def pinned(wheel: Path) -> str:
    """
    The line of a file of constraints that only this wheel fulfils.
    """
    name, version, *_ = wheel.name.split("-")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{digest}"


def lines(process: subprocess.Popen[str], last: str) -> list[str]:
    """
    What a program prints, up to a line with this text.
    """
    read: list[str] = []
    assert process.stdout
    for line in process.stdout:
        read.append(line.rstrip("\n"))
        if last in line:
            return read
    raise AssertionError(f"no line has {last!r}: {read}")


def programs_of(section: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def commands_of(section: str) -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", section, re.DOTALL)
    return [[line[2:] for line in block.splitlines() if line.startswith("$ ")] for block in blocks]
