"""
How many requests a second the sandbox answers, to a client in another process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from kontokit_sandbox.credentials import Credentials

_KNOWN = Credentials()
_REQUESTS = 500
_PAGES = 10
_HOME = "/finapi/access/api/v2"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SERVE = """
import json, sys
from kontokit_sandbox import Sandbox
with Sandbox(**json.loads(sys.argv[1])) as sandbox:
    print(sandbox.port, flush=True)
    sys.stdin.read()
"""


class _Client:
    """
    One kept connection, which costs next to nothing.
    """

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)

    def get(self, path: str, authorization: str) -> None:
        status, body = self._send("GET", path, {"Authorization": authorization})
        if status != 200:
            raise RuntimeError(f"{path}: {status} {body[:200]!r}")

    def sign_in(self) -> str:
        """
        Get a token of finAPI's user, and import three accounts with it.
        """
        form = {
            "grant_type": "password",
            "client_id": _KNOWN.finapi_client,
            "client_secret": _KNOWN.finapi_client_secret,
            "username": _KNOWN.finapi_user,
            "password": _KNOWN.finapi_password,
        }
        _, body = self._send("POST", f"{_HOME}/oauth/token", _FORM, urlencode(form))
        authorization = f"Bearer {json.loads(body)['access_token']}"
        login = [{"label": one, "value": "demo_no_msa"} for one in ("Onlinebanking-ID", "PIN")]
        order = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": login}
        headers = {"Authorization": authorization, "Content-Type": "application/json"}
        path = f"{_HOME}/bankConnections/import"
        status, body = self._send("POST", path, headers, json.dumps(order))
        if status != 201:
            raise RuntimeError(f"{path}: {status} {body[:200]!r}")
        return authorization

    def close(self) -> None:
        self._connection.close()

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: str | None = None
    ) -> tuple[int, bytes]:
        self._connection.request(method, path, body, dict(headers))
        response = self._connection.getresponse()
        return response.status, response.read()


class _Server:
    """
    A sandbox in a process of its own.
    """

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self._pid = process.pid
        self.port = port

    @property
    def cpu(self) -> float:
        """
        The CPU time that it has used, in seconds.
        """
        text = Path(f"/proc/{self._pid}/stat").read_text("utf-8")
        user, system = text.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time small GETs and pages of 1,000 rows, with and without checks and a state file.
    """
    with TemporaryDirectory() as folder:
        kinds: dict[str, dict[str, Any]] = {
            "as it is": {},
            '`check="requests"`': {"check": "requests"},
            "`state=FILE`": {"state": f"{folder}/state"},
        }
        for what, count in (("accounts", _REQUESTS), ("page", _PAGES)):
            title = {"accounts": "finAPI: three accounts", "page": "Bankimport: page of 1,000 rows"}
            yield f"| {title[what]} | requests a second | CPU of the sandbox, ms |"
            yield "|---|---|---|"
            for name, settings in kinds.items():
                with _serving(settings) as server, closing(_Client(server.port)) as client:
                    number = max(1, round(count * scale))
                    rate, cpu = _measured(server, client, what, number, rounds)
                yield f"| {name} | {rate:,.0f} | {cpu * 1e3:.2f} |"
            yield ""


def _measured(
    server: _Server, client: _Client, what: str, count: int, rounds: int
) -> tuple[float, float]:
    """
    Measure the requests a second and the CPU time of each: medians of all rounds.
    """
    if what == "accounts":
        path, authorization = f"{_HOME}/accounts", client.sign_in()
    else:
        path = "/bankimport/api/v1/transactions?limit=1000"
        authorization = f"Token token={_KNOWN.bankimport_token}"
    client.get(path, authorization)
    rates: list[float] = []
    costs: list[float] = []
    for _ in range(rounds):
        begun, used = time.perf_counter(), server.cpu
        for _ in range(count):
            client.get(path, authorization)
        rates.append(count / (time.perf_counter() - begun))
        costs.append((server.cpu - used) / count)
    return statistics.median(rates), statistics.median(costs)


@contextmanager
def _serving(settings: Mapping[str, Any]) -> Generator[_Server]:
    command = [sys.executable, "-c", _SERVE, json.dumps(dict(settings))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("no pipes")
        yield _Server(process, int(process.stdout.readline()))
        process.stdin.close()
