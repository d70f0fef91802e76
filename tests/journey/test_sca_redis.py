"""
Two workers that share a real Redis, from the start of a flow to its end.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from kontokit_sandbox import Sandbox
from tests.journey.bank_pages import at_bank
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


def test_what_one_worker_begins_the_other_ends(
    browser: webdriver.Chrome, redis_site: Site, redis_port: int
) -> None:
    """
    A TAN and a page of the bank; nothing but Redis holds the records.
    """
    with redis_site.only(0):
        element = chosen(browser, redis_site, "smsTan")
        element.title("TAN eingeben")
    with redis_site.only(1):
        browser.refresh()
        element.answer("123456")
        element.title("Erledigt")
    with connected(port=redis_port) as database:
        assert list(database.scan_iter(f"*{flow_of(browser)}*"))
    assert not list(redis_site.folder.glob("web.db*"))
    with redis_site.only(1):
        element = started(browser, redis_site, "api=banksapi&login=test_sca_method")
        element.choose("Weiterleitung")
        element.press("Zur Seite der Bank")
    with redis_site.only(0):
        at_bank(browser, "test_sca_method")
        element.title("Erledigt")
    assert [one["kind"] for one in ends(redis_site, browser)] == ["finished"]


def test_both_workers_poll_for_an_app(browser: webdriver.Chrome, redis_site: Site) -> None:
    """
    One asks the bank, then the other one.
    """
    with redis_site.only(0):
        element = chosen(browser, redis_site, "Demo Decoupled Auth")
        element.title("In der App bestätigen")
    with redis_site.only(1):
        browser.refresh()
        element.title("Erledigt")
