"""
The same walks with Django, sync and async, and what its own pages look like to everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from kontokit_sandbox import Sandbox
from tests.journey.accessibility import violations
from tests.journey.bank_pages import at_bank
from tests.journey.starting import chosen, ends, started, type_login
from tests.support.web.site import Site


@pytest.fixture(scope="module", params=["django", "django_async"])
def django_site(
    request: pytest.FixtureRequest,
    sandbox_server: Sandbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """
    The application with Django, with two workers.
    """
    with Site(request.param, sandbox_server, tmp_path_factory.mktemp("site")) as one:
        yield one


def test_a_tan_an_app_and_a_redirect(browser: webdriver.Chrome, django_site: Site) -> None:
    """
    Each is finished and told.
    """
    element = chosen(browser, django_site, "smsTan")
    element.title("TAN eingeben")
    element.answer("123456")
    element.title("Erledigt")
    assert [one["kind"] for one in ends(django_site, browser)] == ["finished"]
    chosen(browser, django_site, "Demo Decoupled Auth").title("Erledigt")
    element = started(browser, django_site, "api=banksapi&login=test_sca_method")
    element.choose("Weiterleitung")
    element.press("Zur Seite der Bank")
    at_bank(browser, "test_sca_method")
    element.title("Erledigt")


def test_the_pages_around_the_element_are_open_to_everybody(
    browser: webdriver.Chrome, django_site: Site
) -> None:
    """
    Also the neutral one.
    """
    element = chosen(browser, django_site, "smsTan")
    element.title("TAN eingeben")
    assert violations(browser) == []
    element.press("Abbrechen")
    browser.get(f"{django_site.origin}/sca/{'A' * 22}")
    assert violations(browser) == []


def test_login_data_are_asked_again_after_a_reload(
    browser: webdriver.Chrome, sandbox_server: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """
    Where the application does not keep them; polls of an app take them along.
    """
    folder = tmp_path_factory.mktemp("site")
    with Site("starlette", sandbox_server, folder, types_login=True) as site:
        element = started(browser, site, "api=finapi_access&login=demo_all_methods")
        type_login(element, "demo_all_methods")
        element.choose("Demo Decoupled Auth, langsam")
        element.title("In der App bestätigen")
        browser.refresh()
        type_login(element, "demo_all_methods")
        element.title("In der App bestätigen")
        element.press("Abbrechen")
        element.title("Abgebrochen")
