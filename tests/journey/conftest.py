"""
A sandbox, a web application and browsers for journeys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from kontokit_sandbox import Sandbox
from tests.journey.browser import open_chromium
from tests.support.web.gallery import Gallery
from tests.support.web.site import Site


@pytest.fixture(scope="session")
def open_browser(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., webdriver.Chrome]]:
    """
    Opens browsers, each with an empty profile or with one that a browser before had.
    """
    opened: list[webdriver.Chrome] = []

    def open_one(profile: Path | None = None, language: str = "de") -> webdriver.Chrome:
        folder = profile or tmp_path_factory.mktemp("profile")
        opened.append(open_chromium(folder, language=language))
        return opened[-1]

    yield open_one
    for browser in opened:
        browser.quit()


@pytest.fixture(scope="session")
def browser(open_browser: Callable[..., webdriver.Chrome]) -> webdriver.Chrome:
    """
    The browser of most tests. It speaks German.
    """
    return open_browser()


@pytest.fixture(scope="module")
def site(sandbox_server: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """
    The application with Starlette, with two workers.
    """
    with Site("starlette", sandbox_server, tmp_path_factory.mktemp("site")) as one:
        yield one


@pytest.fixture(scope="session")
def open_gallery() -> Iterator[Gallery]:
    gallery = Gallery()
    yield gallery
    gallery.close()


@pytest.fixture
def gallery(open_gallery: Gallery) -> Gallery:
    """
    A page with the element, which is shown the steps of a test.
    """
    open_gallery.language, open_gallery.more = "de", ""
    open_gallery.answer = lambda _, __: open_gallery.state
    return open_gallery
