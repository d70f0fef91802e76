"""
How journeys begin: sign in and start a flow, or be shown a step.
"""

from __future__ import annotations

from typing import Any

from selenium import webdriver

from kontokit.sca import Step
from tests.journey.browser import Element, until
from tests.support.web.gallery import Gallery
from tests.support.web.site import Site


def started(browser: webdriver.Chrome, site: Site, query: str, user: str = "erika") -> Element:
    """
    Sign in and start a flow.
    """
    browser.get(f"{site.origin}/sign-in?user={user}")
    browser.get(f"{site.origin}/start?{query}")
    return Element(browser)


def chosen(browser: webdriver.Chrome, site: Site, method: str) -> Element:
    """
    Start an import at finAPI and choose a method.
    """
    element = started(browser, site, "api=finapi_access")
    element.choose(method)
    return element


def flow_of(browser: webdriver.Chrome) -> str:
    return str(browser.current_url).split("?")[0].rsplit("/", 1)[1]


def ends(site: Site, browser: webdriver.Chrome) -> list[dict[str, Any]]:
    """
    What the application was told of the flow that the browser shows.
    """
    return [one for one in site.log if one["id"] == flow_of(browser)]


def shown(browser: webdriver.Chrome, gallery: Gallery, step: Step, **state: Any) -> Element:
    """
    The element with a step that a test has made.
    """
    gallery.show(step, **state)
    browser.get(gallery.url)
    element = Element(browser)
    until(lambda: element.find("h2").text not in ("", "Einen Moment …", "One moment …") or 1 / 0)
    return element


def type_login(element: Element, login: str) -> None:
    """
    Type the login data that a page asks for again.
    """
    element.says("noch einmal ein")
    element.find("#login0").send_keys(login)
    element.find("#login1").send_keys(login)
    element.press_main()
