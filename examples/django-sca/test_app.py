"""
Somebody connects banks in a browser.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def browser(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """
    The browser of somebody who has signed in. Settings of Django are made once in a process.
    """
    monkeypatch.setenv("SECRET", bytes(range(32)).hex())
    monkeypatch.setenv("STORE", str(tmp_path / "example.db"))
    monkeypatch.setenv("KONTOKIT_FINAPI_BASE_URL", sandbox.url("finapi_access"))
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_ID", sandbox.credentials.finapi_client)
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_SECRET", sandbox.credentials.finapi_client_secret)
    import app

    monkeypatch.setattr(app, "client", FinapiAccess.from_env())
    one = Client(headers={"host": "127.0.0.1:8000"})
    one.post("/sign-in", {"name": tmp_path.name})
    return one


def send(browser: Any, path: str, command: str, **said: Any) -> Any:
    """
    What the page of a flow sends; returns the step that it shows then.
    """
    token = re.search(r' token="(\w+)"', browser.get(path).content.decode())
    assert token
    body = json.dumps({"revision": browser.get(f"{path}/step").json()["revision"], **said})
    headers = {"Origin": SITE, "X-CSRF-Token": token[1]}
    answer = browser.post(f"{path}/{command}", body, "application/json", headers=headers)
    return answer.json()["step"]


def test_a_tan(browser: Any) -> None:
    form = {"bank": "280001", "login": "sms", "pin": "12345"}
    path = urlsplit(browser.post("/connect", form).headers["location"]).path
    login = {"Onlinebanking-ID": "sms", "PIN": "12345"}
    step = send(browser, path, "answer", answer="123456", credentials=login)
    assert step["kind"] == "finished"
    assert "<li>finAPI Test Bank</li>" in browser.get("/").content.decode()


def test_a_page_of_the_bank(browser: Any, sandbox: Sandbox) -> None:
    """
    Nothing is typed here, and the browser comes back from the bank.
    """
    form = {"bank": "280002", "login": "", "pin": ""}
    path = urlsplit(browser.post("/connect", form).headers["location"]).path
    step = browser.get(f"{path}/step").json()["step"]
    assert step["kind"] == "redirect"
    back = urlsplit(sandbox.visit(step["url"]).location or "")
    came_back = browser.get(f"{back.path}?{back.query}")
    assert came_back.headers["location"] == path
    assert browser.get(f"{path}/step").json()["step"]["kind"] == "finished"
    assert "<li>finAPI Test Redirect Bank</li>" in browser.get("/").content.decode()
