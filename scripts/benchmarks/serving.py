"""
A sandbox in a process of its own, and a client that costs next to nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kontokit_sandbox.credentials import Credentials

__all__ = ["HOME", "KNOWN", "Client", "Server", "serving"]

KNOWN = Credentials()
HOME = "/finapi/access/api/v2"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SERVE = """
import json, sys
from kontokit_sandbox import Sandbox
with Sandbox(**json.loads(sys.argv[1])) as sandbox:
    print(sandbox.port, flush=True)
    sys.stdin.read()
"""


class Client:
    """
    One kept connection, which costs next to nothing.
    """

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)

    def get(self, path: str, authorization: str) -> None:
        """
        Send a request, and raise an error unless it is answered with 200.
        """
        status, body = self._send("GET", path, {"Authorization": authorization})
        if status != 200:
            raise RuntimeError(f"{path}: {status} {body[:200]!r}")

    def sign_in(self, login: str = "demo_no_msa") -> str:
        """
        Get a token of finAPI's user, and import the accounts of a login with it.
        """
        form = {
            "grant_type": "password",
            "client_id": KNOWN.finapi_client,
            "client_secret": KNOWN.finapi_client_secret,
            "username": KNOWN.finapi_user,
            "password": KNOWN.finapi_password,
        }
        _, body = self._send("POST", f"{HOME}/oauth/token", _FORM, urlencode(form))
        authorization = f"Bearer {json.loads(body)['access_token']}"
        entered = [{"label": one, "value": login} for one in ("Onlinebanking-ID", "PIN")]
        order = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": entered}
        headers = {"Authorization": authorization, "Content-Type": "application/json"}
        path = f"{HOME}/bankConnections/import"
        status, body = self._send("POST", path, headers, json.dumps(order))
        if status != 201:
            raise RuntimeError(f"{path}: {status} {body[:200]!r}")
        return authorization

    def close(self) -> None:
        """
        Close the connection.
        """
        self._connection.close()

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: str | None = None
    ) -> tuple[int, bytes]:
        self._connection.request(method, path, body, dict(headers))
        response = self._connection.getresponse()
        return response.status, response.read()


class Server:
    """
    A sandbox in a process of its own.
    """

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self._pid = process.pid
        self.port = port

    def memory(self, name: str = "VmRSS") -> float:
        """
        The memory that it needs, in MiB; with ``VmHWM`` the most that it has needed.
        """
        text = Path(f"/proc/{self._pid}/status").read_text("utf-8")
        return int(text.partition(f"{name}:")[2].split()[0]) / 1024

    @property
    def cpu(self) -> float:
        """
        The CPU time that it has used, in seconds.
        """
        text = Path(f"/proc/{self._pid}/stat").read_text("utf-8")
        user, system = text.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(
    settings: Mapping[str, Any], environment: Mapping[str, str] | None = None
) -> Generator[Server]:
    """
    Serve until the block ends.

    Args:
        settings: Arguments of the sandbox.
        environment: More variables of its process.
    """
    command = [sys.executable, "-c", _SERVE, json.dumps(dict(settings))]
    pipe = subprocess.PIPE
    variables = {**os.environ, **(environment or {})}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=variables) as process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("no pipes")
        yield Server(process, int(process.stdout.readline()))
        process.stdin.close()
