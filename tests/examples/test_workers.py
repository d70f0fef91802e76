"""
The web applications of ``examples/`` with two workers, of which each takes every second request.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from socket import create_server
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from kontokit_sandbox import Sandbox
from tests.examples.projects import wait_for

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "fastapi-sca": ["-m", "uvicorn", "app:app", "--log-level", "warning", "--port"],
    "django-sca": ["app.py", "runserver", "--noreload", "--skip-checks"],
}


class Site:
    """
    The workers of an example, and a browser that has its cookies.
    """

    def __init__(self, ports: list[int], log: Path) -> None:
        self.host, self.log = f"127.0.0.1:{ports[0]}", log
        self.cookies: dict[str, str] = {}
        self._ports = cycle(ports)

    def request(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """
        Ask the other worker; status, where the browser is sent, and text.
        """
        connection = HTTPConnection("127.0.0.1", next(self._ports), timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        known = {"Host": self.host, "Cookie": cookies}
        try:
            connection.request(method, path, body or None, {**known, **(headers or {})})
            response = connection.getresponse()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return response.status, response.getheader("Location") or "", response.read().decode()
        finally:
            connection.close()

    def submit(self, page: str, path: str, **fields: str) -> str:
        """
        Fill in the form of a page; returns where the browser is sent.
        """
        hidden = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', self.request("GET", page)[2]
        )
        token = {"csrfmiddlewaretoken": hidden[1]} if hidden else {}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, location, text = self.request("POST", path, urlencode({**token, **fields}), headers)
        assert status in (302, 303), (path, text[:2000], self.log.read_text())
        return urlsplit(location).path

    def state(self, path: str) -> Any:
        """
        What the page of a flow shows.
        """
        return json.loads(self.request("GET", f"{path}/step")[2])

    def send(self, path: str, command: str, login: str, **said: str) -> Any:
        """
        Do what a step asks for; returns what the page shows then.
        """
        token = re.search(r' token="(\w+)"', self.request("GET", path)[2])
        assert token
        headers = {
            "Content-Type": "application/json",
            "Origin": f"http://{self.host}",
            "X-CSRF-Token": token[1],
        }
        credentials = {"Onlinebanking-ID": login, "PIN": login}
        body = {"revision": self.state(path)["revision"], "credentials": credentials, **said}
        status, _, text = self.request("POST", f"{path}/{command}", json.dumps(body), headers)
        assert status == 200, text
        return json.loads(text)


@pytest.fixture(params=COMMANDS)
def site(request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path: Path) -> Iterator[Site]:
    """
    Two workers of an example that calls the sandbox. Somebody has signed in.
    """
    with create_server(("127.0.0.1", 0)) as first, create_server(("127.0.0.1", 0)) as second:
        ports = [one.getsockname()[1] for one in (first, second)]
    environment = {
        **os.environ,
        "SITE": f"http://127.0.0.1:{ports[0]}",
        "SECRET": bytes(range(32)).hex(),
        "STORE": str(tmp_path / "example.db"),
        "KONTOKIT_FINAPI_BASE_URL": sandbox.url("finapi_access"),
        "KONTOKIT_FINAPI_CLIENT_ID": sandbox.credentials.finapi_client,
        "KONTOKIT_FINAPI_CLIENT_SECRET": sandbox.credentials.finapi_client_secret,
    }
    folder = ROOT / "examples" / request.param
    with ExitStack() as running, (tmp_path / "log.txt").open("w") as log:
        site = Site(ports, tmp_path / "log.txt")
        for port in ports:
            last = f"127.0.0.1:{port}" if request.param == "django-sca" else str(port)
            command = [sys.executable, *COMMANDS[request.param], last]
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
            running.callback(process.wait, 30)
            running.callback(process.terminate)
            wait_for(port)
        site.submit("/", "/sign-in", name="erika")
        yield site


def test_a_tan(site: Site) -> None:
    """
    Connect, choose a method, type the login data and the TAN, and see the bank.
    """
    path = site.submit("/", "/connect", bank="280001", login="demo", pin="demo")
    site.send(path, "choose", "demo", choice="smsTan")
    assert site.send(path, "answer", "demo", answer="123456")["step"]["kind"] == "finished"
    assert "<li>finAPI Test Bank</li>" in site.request("GET", "/")[2]
    site.cookies.clear()
    assert site.request("GET", path)[0] == 404


def test_a_page_of_the_bank(site: Site, sandbox: Sandbox) -> None:
    """
    One worker sends the browser to the bank, and another one takes it back.
    """
    path = site.submit("/", "/connect", bank="280002", login="", pin="")
    step = site.state(path)["step"]
    assert step["kind"] == "redirect"
    back = urlsplit(sandbox.visit(step["url"]).location or "")
    assert site.request("GET", f"{back.path}?{back.query}")[:2] == (303, path)
    assert site.state(path)["step"]["kind"] == "finished"
    assert "<li>finAPI Test Redirect Bank</li>" in site.request("GET", "/")[2]


def test_an_app(site: Site) -> None:
    """
    The page asks for as long as the user has not confirmed.
    """
    path = site.submit("/", "/connect", bank="280001", login="decoupled", pin="decoupled")
    shown = site.state(path)
    assert shown["step"]["kind"] == "decoupled"
    while shown["poll"]:
        time.sleep(shown["poll"]["after"])
        shown = site.send(path, shown["poll"]["command"], "decoupled")
    assert shown["step"]["kind"] == "finished"
