"""
The built reference site in a browser: on a wide screen, on a phone, and its search.

`scripts/docs` builds it; without that, these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from tests.journey.browser import until

SITE = Path(__file__).parents[2] / "build" / "site"
PAGES = [
    "index.html",
    "five-minutes.html",
    "dataframes.html",
    "promises.html",
    "sandbox-coverage.html",
    "decisions/index.html",
    "finapi_access/index.html",
    "finapi_access/operations/bank_connections.html",
    "finapi_access/models.html",
    "finapi_access/models/accounts.html",
    "finapi_access/errors.html",
    "finapi_access/document.html",
    "finapi_access/viewer.html",
    "runtime/index.html",
]
"""One of each kind, with the widest tables."""
WIDER = """
const screen = document.documentElement.clientWidth;
const isScrolled = (element) => {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
    if (getComputedStyle(box).overflowX !== "visible") return true;
  return false;
};
return [...document.querySelectorAll("main *, #viewer *")]
  .filter((element) => element.getBoundingClientRect().width > 0)
  .filter((element) => element.getBoundingClientRect().right > screen + 1)
  .filter((element) => !isScrolled(element))
  .map((element) => `${element.tagName} ${element.className}`);
"""
"""What is cut off at the right: it reaches beyond the screen, and nothing around it scrolls."""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Write nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """
    Where the built site is served.
    """
    if not (SITE / "index.html").is_file():
        pytest.skip("scripts/docs has not built the site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[1280, 400])
def screen(browser: webdriver.Chrome, request: pytest.FixtureRequest) -> Iterator[webdriver.Chrome]:
    """
    A browser with a wide screen, then with that of a phone.
    """
    metrics = {"width": request.param, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_nothing_is_cut_off(screen: webdriver.Chrome, address: str) -> None:
    """
    Each page fits the screen; only blocks of code and tables scroll by themselves.
    """
    cut: dict[str, list[str]] = {}
    for page in PAGES:
        screen.get(f"{address}/{page}")
        if wider := screen.execute_script(WIDER):
            cut[page] = wider
    assert cut == {}


def test_the_search_of_the_page_finds(screen: webdriver.Chrome, address: str) -> None:
    """
    Typed into the page, a word leads to the page that it is on.
    """
    screen.get(f"{address}/index.html")
    screen.execute_script("document.querySelector('#__search').click()")
    screen.find_element(By.CSS_SELECTOR, "input[name=query]").send_keys("pandas")
    link = ".md-search-result__link"
    first = until(lambda: screen.find_elements(By.CSS_SELECTOR, link)[0])
    assert "/dataframes.html" in str(first.get_attribute("href"))
