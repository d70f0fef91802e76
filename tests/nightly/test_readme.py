"""
What the README of examples/nightly shows, run as a reader would run it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.nightly.forms import EXAMPLE, SOURCES

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
REPORT = re.compile(r"^\{$.*?^\}$", re.MULTILINE | re.DOTALL)
SANDBOX = [sys.executable, "-m", "kontokit_sandbox"]
USERS = 20
PATIENCE = 300.0


@pytest.fixture
def variables(tmp_path: Path) -> Iterator[dict[str, str]]:
    """
    A sandbox that was started in another terminal, and an environment that finds it.
    """
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": SOURCES,
        "XDG_RUNTIME_DIR": str(tmp_path),
        "NIGHTLY_RUN": "2040-01-01",  # so that it is night
        "NIGHTLY_PAUSE": "1",
    }
    with (tmp_path / "sandbox.log").open("wb") as log:
        sandbox = subprocess.Popen(
            [*SANDBOX, "--port", "0"], env=environment, stdout=log, stderr=log
        )
    while subprocess.run([*SANDBOX, "health"], env=environment, capture_output=True).returncode:
        assert sandbox.poll() is None, (tmp_path / "sandbox.log").read_text("utf-8")
    yield environment
    sandbox.terminate()
    sandbox.wait()


def test_the_commands_of_the_readme(
    variables: dict[str, str], tmp_path: Path, redis_url: str
) -> None:
    """
    A night in one process, then another one with Celery. The packages are installed already.
    """
    script = _commands().replace("redis://127.0.0.1:6379/0", redis_url)
    assert redis_url in script
    log = tmp_path / "log"
    with log.open("wb") as file:
        shell = subprocess.Popen(
            ["bash", "-ec", script],
            cwd=tmp_path,
            env=variables,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
        with suppress(subprocess.TimeoutExpired):
            shell.wait(PATIENCE)
    code = shell.poll()
    with suppress(ProcessLookupError):
        os.killpg(shell.pid, signal.SIGKILL)  # the worker in the background
    printed = log.read_text("utf-8")
    assert code == 0, printed
    found = [json.loads(text) for text in REPORT.findall(printed)]
    assert [one["units"]["done"] for one in found] == [USERS, USERS]
    # ten bookings of each user, and one more after each night
    assert [one["rows"] for one in found] == [USERS * 11, USERS * 12]


def _commands() -> str:
    """
    Both blocks, without what is installed here in another way.
    """
    blocks = BLOCK.findall((EXAMPLE / "README.md").read_text("utf-8"))
    assert len(blocks) == 2
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    assert f"python -m nightly.demo {USERS}" in lines
    return "\n".join(line for line in lines if not line.startswith("pip install"))
