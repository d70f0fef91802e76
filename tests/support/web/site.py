"""
A web application of two worker processes that share one port and one store.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from typing import Any, Literal
from urllib.request import urlopen

from kontokit_sandbox import Api, Sandbox

ROOT = Path(__file__).parents[3]
Kind = Literal["starlette", "django", "django_async"]
USERS = ("erika", "max")
APIS: tuple[Api, ...] = ("finapi_access", "finapi_webform", "banksapi")

KNOWN = (
    "finapi_client",
    "finapi_client_secret",
    "banksapi_client",
    "banksapi_client_secret",
    "banksapi_certificate",
    "banksapi_demo_provider",
)


class Site:
    """
    The application, until it is closed.
    """

    def __init__(
        self, kind: Kind, sandbox: Sandbox, folder: Path, *, workers: int = 2, **options: Any
    ) -> None:
        """
        Start the workers and wait until they answer.

        Args:
            folder: An empty folder for the store.
            **options: What ``tests/support/web/apps.py`` reads.
        """
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        config = {
            "kind": kind,
            "origin": self.origin,
            "store": str(folder / "web.db"),
            "log": str(folder / "log.jsonl"),
            "urls": {api: sandbox.url(api) for api in APIS},
            "known": {name: getattr(sandbox.credentials, name) for name in KNOWN},
            "users": users_of(sandbox),
            **options,
        }  # fmt: skip
        environment = {**os.environ, "WEB_SITE": json.dumps(config)}
        command = [sys.executable, "-m", "tests.support.web.worker", str(self._socket.fileno())]
        self._workers = [
            self._worker(command, environment, folder / f"worker{number}.txt")
            for number in range(workers)
        ]
        self._wait()

    def _worker(
        self, command: list[str], environment: Mapping[str, str], output: Path
    ) -> subprocess.Popen[bytes]:
        with output.open("w") as errors:
            inherited = [self._socket.fileno()]
            return subprocess.Popen(
                command, env=environment, cwd=ROOT, pass_fds=inherited, stderr=errors
            )

    def _wait(self) -> None:
        # Each worker answers on the shared socket, so both have to be seen.
        seen: set[str] = set()
        until = time.monotonic() + 60
        while len(seen) < len(self._workers):
            if time.monotonic() > until or any(one.poll() is not None for one in self._workers):
                texts = [path.read_text() for path in self.folder.glob("worker*.txt")]
                self.close()
                raise RuntimeError("a worker has not started:\n" + "\n".join(texts))
            with suppress(OSError), urlopen(f"{self.origin}/worker", timeout=5) as response:
                seen.add(response.read().decode())

    @property
    def log(self) -> list[dict[str, Any]]:
        """
        What the application was told of ends.
        """
        path = self.folder / "log.jsonl"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    @contextmanager
    def only(self, number: int) -> Iterator[None]:
        """
        Let one worker answer, as if all others were busy.
        """
        others = [one for one in self._workers if one is not self._workers[number]]
        for one in others:
            one.send_signal(SIGSTOP)
        try:
            yield
        finally:
            for one in others:
                one.send_signal(SIGCONT)

    def close(self) -> None:
        """
        End the workers.
        """
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.wait(30)
        self._socket.close()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def users_of(sandbox: Sandbox) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """
    New users at each API, by their names here.
    """
    found: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in USERS}
    for api in APIS:
        client: Any = sandbox.client("finapi_access" if api == "finapi_webform" else api)
        with client:
            for name in USERS:
                one = client.create_user().credentials
                found[name][api] = (one.username, one.password.reveal())
    return found
