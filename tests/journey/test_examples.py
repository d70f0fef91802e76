"""
The examples of SCA in web applications, as their READMEs say, from built wheels.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copy
from socket import create_server
from urllib.request import urlopen

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from tests.journey.browser import Element, until
from tests.journey.starting import type_login
from tests.journey.stranger import ROOT, Stranger, commands_of, lines


@pytest.fixture(scope="module", params=["fastapi-sca", "django-sca"])
def example(request: pytest.FixtureRequest) -> Path:
    folder: Path = ROOT / "examples" / request.param
    return folder


@pytest.fixture
def site(example: Path, tmp_path: Path) -> Iterator[str]:
    """
    The address of the application.
    """
    (installs, serves), (variables, secret, starts) = commands_of(
        (example / "README.md").read_text()
    )
    stranger = Stranger(tmp_path)
    stranger.install(installs)
    copy(example / "app.py", tmp_path)
    with create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with ExitStack() as running:
        sandbox = running.enter_context(stranger.started(*shlex.split(serves), "--port", "0"))
        lines(sandbox, "Ctrl-C")
        stranger.export(f"{variables}; {secret}; export SITE=http://127.0.0.1:{port}")
        number = ["--port", port] if starts.startswith("uvicorn") else [port]
        running.enter_context(stranger.started(*shlex.split(starts), *number))
        until(lambda: urlopen(f"http://127.0.0.1:{port}", timeout=5).close())
        yield f"http://127.0.0.1:{port}"


def test_an_example_connects_a_bank(browser: webdriver.Chrome, site: str) -> None:
    """
    Sign in, connect, type the login data again, choose a method, and type its TAN.
    """
    browser.get(site)
    fill_in(browser, name="erika")
    until(lambda: fill_in(browser, login="demo", pin="demo"))
    element = Element(browser)
    type_login(element, "demo")
    element.choose("smsTan")
    element.answer("123456")
    element.title("Erledigt")
    element.press("Weiter")
    until(lambda: "finAPI Test Bank" in browser.find_element(By.TAG_NAME, "ul").text or 1 / 0)


def fill_in(browser: webdriver.Chrome, **fields: str) -> None:
    for name, text in fields.items():
        browser.find_element(By.NAME, name).send_keys(text)
    browser.find_element(By.TAG_NAME, "button").click()
