"""
The exchange with ``flow_worker.py``: orders for it, and what its children want of the sandbox.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, cast

from kontokit_sandbox import Sandbox
from tests.support.flow_driver import browser_of
from tests.support.sca_finapi import Customer

_ROOT = Path(__file__).parents[2]


class Walk:
    """
    How a flow in another process went.
    """

    def __init__(self) -> None:
        self.key: str | None = None
        """Under which the store may keep it; None where it never got so far."""
        self.died: str | None = None
        """The point at which it was killed."""
        self.passed = 0
        """How many points it has passed, where it was not killed."""
        self.state: str | None = None
        self.query: str | None = None
        """What the browser has brought back."""

    @property
    def id(self) -> str:
        return str(self.key).removeprefix("sca-")


class Worker:
    """
    A process that lets its children walk and die.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "tests.support.flow_worker"]
        self._process = subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe)
        self._heard = b""
        assert self._line() == ["ready"]

    def walk(self, customer: Customer, **order: Any) -> Walk:
        """
        Let a child have a flow, until it dies or is done.
        """
        walk = Walk()
        self._say(json.dumps({"do": "walk", **self._usual(customer), **order}))
        while True:
            match self._line():
                case ["key", key]:
                    walk.key = key
                case ["dies", *words]:
                    walk.died = " ".join(words)
                case ["passed", number, state]:
                    walk.passed, walk.state = int(number), state
                case ["sleep", seconds]:
                    self._sandbox.advance(timedelta(seconds=float(seconds)))
                    self._say(self._now())
                case ["visit", url]:
                    walk.query = browser_of(self._sandbox)(url)
                    self._say(walk.query)
                case ["ended", code]:
                    assert code == ("-9" if walk.died else "0"), (code, walk.died)
                    return walk
                case other:
                    raise AssertionError(other)

    def crowd(self, customer: Customer, **order: Any) -> list[int]:
        """
        Let many children do the next step of a flow; gives their exit codes.
        """
        self._say(json.dumps({"do": "crowd", **self._usual(customer), **order}))
        word, *rest = self._line()
        assert word == "crowd", (word, rest)
        found: list[int] = json.loads(" ".join(rest))
        return found

    def end(self) -> None:
        with self._process:
            self._process.kill()

    def _usual(self, customer: Customer) -> dict[str, Any]:
        known = self._sandbox.credentials
        return {
            "mode": customer.mode.kind,
            "url": self._sandbox.url("finapi_access"),
            "client": [known.finapi_client, known.finapi_client_secret],
            "user": [customer.known.username, customer.known.password.reveal()],
            "now": self._now(),
        }

    def _now(self) -> str:
        return f"{self._sandbox.now.isoformat()} {self._sandbox.steady}"

    def _say(self, text: str) -> None:
        stdin = cast("IO[bytes]", self._process.stdin)
        stdin.write(f"{text}\n".encode())
        stdin.flush()

    def _line(self) -> list[str]:
        stdout = cast("IO[bytes]", self._process.stdout)
        while b"\n" not in self._heard:
            ready, _, _ = select.select([stdout], [], [], 60.0)
            assert ready, "no word of the worker for a minute"
            heard = os.read(stdout.fileno(), 65536)
            assert heard, "the worker has ended"
            self._heard += heard
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode().split()


@contextmanager
def working(sandbox: Sandbox) -> Generator[Worker]:
    """
    A worker that is ended with the block.
    """
    worker = Worker(sandbox)
    try:
        yield worker
    finally:
        worker.end()
