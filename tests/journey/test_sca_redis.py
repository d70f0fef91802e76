"""
Two workers that share a real Redis, from the start of a flow to its end.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from kontokit_sandbox import Sandbox
from tests.journey.bank_pages import at_bank
from tests.journey.browser import Element, until
from tests.journey.starting import chosen, ends, flow_of, started
from tests.support.stores import connected
from tests.support.web.site import Site


@pytest.fixture(scope="module", params=["starlette", "django"])
def redis_site(
    request: pytest.FixtureRequest,
    sandbox_server: Sandbox,
    redis_port: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """
    An async application, then a sync one.
    """
    folder = tmp_path_factory.mktemp("site")
    with Site(request.param, sandbox_server, folder, redis_port=redis_port) as one:
        yield one


def shown_by_both(browser: webdriver.Chrome, site: Site, element: Element, title: str) -> None:
    """
    Reload until each worker has shown the step.
    """

    def look() -> None:
        browser.refresh()
        element.title(title)
        assert len(site.workers_of(flow_of(browser))) == 2

    until(look)


def test_both_workers_show_a_step_and_finish_it(
    browser: webdriver.Chrome, redis_site: Site, redis_port: int
) -> None:
    """
    A TAN and a page of the bank; nothing but Redis holds the records.
    """
    element = chosen(browser, redis_site, "smsTan")
    shown_by_both(browser, redis_site, element, "TAN eingeben")
    element.answer("123456")
    element.title("Erledigt")
    with connected(port=redis_port) as database:
        assert list(database.scan_iter(f"*{flow_of(browser)}*"))
    assert not list(redis_site.folder.glob("web.db*"))
    element = started(browser, redis_site, "api=banksapi&login=test_sca_method")
    element.choose("Weiterleitung")
    shown_by_both(browser, redis_site, element, "Weiter auf einer anderen Seite")
    element.press("Zur Seite der Bank")
    at_bank(browser, "test_sca_method")
    element.title("Erledigt")
    assert [one["kind"] for one in ends(redis_site, browser)] == ["finished"]
