"""
A browser in German and one in English for the pages of the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium import webdriver

from tests.journey.sandbox.keyboard import Keyboard


@pytest.fixture(scope="session")
def drivers(open_browser: Callable[..., webdriver.Chrome]) -> Callable[[str], webdriver.Chrome]:
    """
    Gives the browser of a language, which is opened when it is first used.
    """
    opened: dict[str, webdriver.Chrome] = {}

    def of(language: str) -> webdriver.Chrome:
        if language not in opened:
            opened[language] = open_browser(language=language)
        return opened[language]

    return of


@pytest.fixture(params=["de", "en"])
def browser(request: pytest.FixtureRequest, drivers: Callable[[str], webdriver.Chrome]) -> Keyboard:
    """
    A person with a keyboard, in one language, without cookies.
    """
    driver = drivers(request.param)
    driver.delete_all_cookies()
    return Keyboard(driver, request.param)
