"""
Browsers of their own: one without scripts, and one that was led astray.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from kontokit_sandbox import Sandbox
from tests.journey.browser import open_chromium, until
from tests.support.page_forms import finapi_redirect, form_state, web_form
from tests.support.raw_http import send_raw

_FETCH = """
const [url, options] = arguments, done = arguments[arguments.length - 1];
fetch(url, options).then(
  answer => answer.text().then(text => done([answer.type, answer.status, text])),
  error => done(["refused", 0, String(error)]));
"""


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[WebDriver]:
    """
    A browser without scripts.
    """
    driver = open_chromium(tmp_path, language="en", has_scripts=False)
    yield driver
    driver.quit()


@pytest.fixture
def misled(tmp_path: Path) -> Iterator[WebDriver]:
    """
    A browser for which evil.example is this machine, as after DNS rebinding.
    """
    driver = open_chromium(tmp_path, "--host-resolver-rules=MAP evil.example 127.0.0.1")
    yield driver
    driver.quit()


def test_without_scripts(sandbox: Sandbox, plain: WebDriver) -> None:
    """
    A form, the phone and the control page with its log work without scripts.
    """
    form = web_form(sandbox, bank={"id": 280001}, allowedInterfaces=["XS2A"])
    plain.get(form["url"].partition("?")[0])
    for name in ("login", "pin"):
        plain.find_element(By.NAME, name).send_keys("demo")
    plain.find_element(By.CSS_SELECTOR, "button.first").click()
    until(lambda: plain.find_element(By.CSS_SELECTOR, "input[value='smsTan']").click())
    plain.find_element(By.CSS_SELECTOR, "button.first").click()
    until(lambda: plain.find_element(By.NAME, "tan").send_keys("123456"))
    plain.find_element(By.CSS_SELECTOR, "button.first").click()
    # A click does not wait for the page that answers a form.
    until(lambda: form_state(sandbox, form)["status"] == "COMPLETED" or 1 / 0)
    plain.get(f"http://localhost:{sandbox.port}/_sandbox/?token={sandbox.control_token}")
    plain.get(f"http://localhost:{sandbox.port}/_sandbox/requests")
    assert not plain.find_element(By.ID, "pause").is_displayed()
    before = len(plain.find_elements(By.CSS_SELECTOR, "#rows tr"))
    assert before > 5
    send_raw("GET", f"http://127.0.0.1:{sandbox.port}/banksapi/hello/")
    plain.find_element(By.CSS_SELECTOR, "a[href*='after=']").click()
    until(lambda: len(plain.find_elements(By.CSS_SELECTOR, "#rows tr")) == 1 or 1 / 0)


def test_a_rebinding_page_reads_and_writes_nothing(sandbox: Sandbox, misled: WebDriver) -> None:
    """
    A page of another name, for whose scripts the sandbox is the same origin, gets 421 only; and at
    the right name it may not read, and its forms are refused.
    """
    state = finapi_redirect(sandbox)["redirectUrl"].rpartition("state=")[2]
    port, token = sandbox.port, sandbox.control_token
    misled.get(f"http://evil.example:{port}/reader")
    assert "421" in misled.page_source or "127.0.0.1 and localhost" in misled.page_source
    page = f"/bank/280002/authorise?state={state}"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    attempts: list[tuple[str, dict[str, Any]]] = [
        (page, {}),
        (page, {"method": "POST", "body": "do=decline", "headers": form}),
        ("/_sandbox/api/info", {"headers": {"Authorization": f"Bearer {token}"}}),
        ("/_sandbox/openapi.json", {}),
        (f"/_sandbox/?token={token}", {}),
        ("/_sandbox/requests/stream", {}),
        ("/pages.css", {}),
        ("/bankimport/api/v1/bank_accounts", {}),
    ]
    for path, options in attempts:
        kind, status, text = misled.execute_async_script(_FETCH, path, options)
        assert (kind, status) == ("basic", 421), (path, text)
    for name in ("127.0.0.1", "localhost"):
        for path, options in attempts:
            url = f"http://{name}:{port}{path}"
            kind, _, text = misled.execute_async_script(_FETCH, url, options)
            assert kind == "refused", text
            kind, status, text = misled.execute_async_script(
                _FETCH, url, {**options, "mode": "no-cors", "headers": {}}
            )
            assert (kind == "refused") or (status, text) == (0, "")
    assert [one.kind for one in sandbox.pending] == ["redirect"]
