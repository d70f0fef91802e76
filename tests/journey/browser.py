"""
Headless Chromium, and how tests read and use the element in it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

T = TypeVar("T")
PATIENCE = 30.0
CHROMIUM = shutil.which("chromium") or ""
DRIVER = shutil.which("chromedriver") or ""


def open_chromium(
    profile: Path, *arguments: str, language: str = "de", has_scripts: bool = True
) -> webdriver.Chrome:
    """
    A browser with a profile of its own, which another one may use after it was closed.

    Args:
        arguments: More arguments of its command line.
        has_scripts: Whether pages may run scripts.
    """
    if not (CHROMIUM and DRIVER):
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={profile}",
        f"--lang={language}",
        *arguments,
    ):
        options.add_argument(argument)
    settings: dict[str, Any] = {"intl.accept_languages": language}
    if not has_scripts:
        settings["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", settings)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # With both paths given, Selenium looks for nothing in the network.
    options.binary_location = CHROMIUM
    chromium = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    chromium.set_window_size(1280, 900)
    return chromium


@contextmanager
def narrow(browser: webdriver.Chrome) -> Iterator[None]:
    """
    A screen of 320 pixels, as that of a small phone.
    """
    screen = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


KEPT = """
const done = arguments[0], shown = document.querySelector("kontokit-sca").shadowRoot;
indexedDB.databases().then((databases) => done(JSON.stringify([
  document.documentElement.outerHTML, shown.innerHTML, location.href, history.state,
  {...localStorage}, {...sessionStorage}, databases,
  [...shown.querySelectorAll("input")].map((one) => one.value),
  performance.getEntriesByType("resource").map((one) => one.name),
])));
"""


def kept(browser: webdriver.Chrome) -> str:
    """
    All that a page and its storage show: HTML, values of fields, addresses, cookies and databases.
    """
    cookies: object = browser.get_cookies()  # also those that no script sees
    return f"{browser.execute_async_script(KEPT)} {cookies}"


class Element:
    """
    The element ``<kontokit-sca>`` of the page that a browser shows.
    """

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    @property
    def root(self) -> Any:
        return self.browser.find_element(By.CSS_SELECTOR, "kontokit-sca").shadow_root

    @property
    def text(self) -> str:
        script = "return document.querySelector('kontokit-sca').shadowRoot.textContent"
        return str(self.browser.execute_script(script))

    def find(self, selector: str) -> WebElement:
        found: WebElement = until(lambda: self.root.find_element(By.CSS_SELECTOR, selector))
        return found

    def attribute(self, selector: str, name: str) -> str:
        return self.find(selector).get_attribute(name) or ""

    def title(self, wanted: str) -> None:
        """
        Wait for a heading.
        """
        until(lambda: self._is_title(wanted))

    def _is_title(self, wanted: str) -> bool:
        found = self.root.find_element(By.CSS_SELECTOR, "h2").text
        if found != wanted:
            raise LookupError(f"the heading is {found!r}, not {wanted!r}: {self.text[-600:]}")
        return True

    def says(self, part: str) -> None:
        """
        Wait for a text.
        """

        def look() -> bool:
            if part not in self.text:
                raise LookupError(f"{part!r} is not in {self.text[-600:]}")
            return True

        until(look)

    def press(self, label: str) -> None:
        """
        Press the button, or follow the link, whose text begins so.
        """

        def look() -> WebElement:
            one: WebElement
            for one in self.root.find_elements(By.CSS_SELECTOR, "button, a.button"):
                if one.text.startswith(label) and one.is_enabled():
                    return one
            raise LookupError(f"there is no {label!r}: {self.text[-600:]}")

        until(look).click()

    def choose(self, name: str) -> None:
        """
        Choose a method or a medium and send it.
        """

        def look() -> WebElement:
            one: WebElement
            for one in self.root.find_elements(By.CSS_SELECTOR, "label.choice"):
                if one.text.split("\n")[0] == name:
                    return one
            raise LookupError(f"there is no {name!r}: {self.text[-600:]}")

        until(look).click()
        self.press_main()

    def press_main(self) -> None:
        self.find("button.main").click()

    def answer(self, tan: str) -> None:
        """
        Type a TAN and send it.
        """
        self.find("#answer").send_keys(tan)
        self.press_main()


def until(look: Callable[[], T], patience: float = PATIENCE) -> T:
    """
    What a function finds at last.
    """
    end = time.monotonic() + patience
    while True:
        try:
            return look()
        except (LookupError, JavascriptException, StaleElementReferenceException, Exception):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
