"""
The examples, run as a reader would run them: with what is installed, in a process of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from urllib.parse import urlencode, urlsplit

import pytest

from kontokit_sandbox import Sandbox

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "fastapi-sca": ["-m", "uvicorn", "app:app", "--log-level", "warning", "--port"],
    "django-sca": ["app.py", "runserver", "--noreload", "--skip-checks"],
}


class Site:
    """
    A running example, and a browser that has its cookies.
    """

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log
        self.cookies: dict[str, str] = {}

    def request(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """
        Status, where the browser is sent, and text.
        """
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body or None, {"Cookie": cookies, **(headers or {})})
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


@pytest.fixture(params=COMMANDS)
def site(request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path: Path) -> Iterator[Site]:
    """
    An example that calls the sandbox.
    """
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    last = f"127.0.0.1:{port}" if request.param == "django-sca" else str(port)
    environment = {
        **os.environ,
        "SITE": f"http://127.0.0.1:{port}",
        "SECRET": bytes(range(32)).hex(),
        "STORE": str(tmp_path / "example.db"),
        "KONTOKIT_FINAPI_BASE_URL": sandbox.url("finapi_access"),
        "KONTOKIT_FINAPI_CLIENT_ID": sandbox.credentials.finapi_client,
        "KONTOKIT_FINAPI_CLIENT_SECRET": sandbox.credentials.finapi_client_secret,
    }
    folder = ROOT / "examples" / request.param
    command = [sys.executable, *COMMANDS[request.param], last]
    with (tmp_path / "log.txt").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        yield started(Site(port, tmp_path / "log.txt"), process)
    finally:
        process.terminate()
        process.wait(30)


def started(site: Site, process: subprocess.Popen[bytes]) -> Site:
    end = time.monotonic() + 60
    while True:
        try:
            site.request("GET", "/")
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(site.log.read_text("utf-8")) from None
            time.sleep(0.1)
        else:
            return site


def test_an_example_connects_a_bank(site: Site) -> None:
    """
    Sign in, connect, choose a method, type the login data and the TAN, and see the bank.
    """
    site.submit("/", "/sign-in", name="erika")
    path = site.submit("/", "/connect", login="demo", pin="demo")
    token = re.search(r' token="(\w+)"', site.request("GET", path)[2])
    assert token
    headers = {
        "Content-Type": "application/json",
        "Origin": f"http://127.0.0.1:{site.port}",
        "X-CSRF-Token": token[1],
    }
    login = '"credentials": {"Onlinebanking-ID": "demo", "PIN": "demo"}'
    for command, said in (("choose", '"choice": "smsTan"'), ("answer", '"answer": "123456"')):
        shown = site.request("GET", f"{path}/step")[2]
        revision = re.search(r'"revision": (\d+)', shown)
        assert revision, shown
        body = f'{{"revision": {revision[1]}, {login}, {said}}}'
        status, _, text = site.request("POST", f"{path}/{command}", body, headers)
        assert status == 200, text
    assert '"kind": "finished"' in text
    assert "finAPI Test Bank" in site.request("GET", "/")[2]
    site.cookies.clear()
    assert site.request("GET", path)[0] == 404
