"""
Somebody connects banks in a browser.
"""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from kontokit_sandbox import Sandbox

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def browser(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """
    The browser of somebody who has signed in.
    """
    monkeypatch.setenv("SECRET", bytes(range(32)).hex())
    monkeypatch.setenv("STORE", str(tmp_path / "example.db"))
    monkeypatch.setenv("KONTOKIT_FINAPI_BASE_URL", sandbox.url("finapi_access"))
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_ID", sandbox.credentials.finapi_client)
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_SECRET", sandbox.credentials.finapi_client_secret)
    monkeypatch.delitem(sys.modules, "app", raising=False)
    module = import_module("app")
    with TestClient(module.app, base_url=SITE, follow_redirects=False) as one:
        one.post("/sign-in", data={"name": "erika"})
        yield one
    module.store.close()


def send(browser: TestClient, path: str, command: str, **said: Any) -> Any:
    """
    What the page of a flow sends; returns the step that it shows then.
    """
    token = re.search(r' token="(\w+)"', browser.get(path).text)
    assert token
    body = {"revision": browser.get(f"{path}/step").json()["revision"], **said}
    headers = {"Origin": SITE, "X-CSRF-Token": token[1]}
    return browser.post(f"{path}/{command}", json=body, headers=headers).json()["step"]


def test_a_tan(browser: TestClient) -> None:
    form = {"bank": "280001", "login": "sms", "pin": "12345"}
    path = urlsplit(browser.post("/connect", data=form).headers["location"]).path
    login = {"Onlinebanking-ID": "sms", "PIN": "12345"}
    step = send(browser, path, "answer", answer="123456", credentials=login)
    assert step["kind"] == "finished"
    assert "<li>finAPI Test Bank</li>" in browser.get("/").text


def test_a_page_of_the_bank(browser: TestClient, sandbox: Sandbox) -> None:
    """
    Nothing is typed here, and the browser comes back from the bank.
    """
    path = urlsplit(browser.post("/connect", data={"bank": "280002"}).headers["location"]).path
    step = browser.get(f"{path}/step").json()["step"]
    assert step["kind"] == "redirect"
    back = sandbox.visit(step["url"]).location
    assert back
    assert browser.get(back).headers["location"] == path
    assert browser.get(f"{path}/step").json()["step"]["kind"] == "finished"
    assert "<li>finAPI Test Redirect Bank</li>" in browser.get("/").text
