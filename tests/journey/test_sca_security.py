"""
Who may see and do what: reloads, windows, users, other sites, and what a page may load.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from kontokit_sandbox import Sandbox
from tests.journey.bank_pages import at_bank
from tests.journey.browser import Element, until
from tests.journey.starting import chosen, ends, started
from tests.support.web.site import Site

NEUTRAL = "Diese Seite ist für Sie nicht verfügbar."
SEND = """
const [url, headers, done] = [arguments[0], arguments[1], arguments[2]];
fetch(url, {method: "POST", headers, body: JSON.stringify({revision: 1, choice: "smsTan"}),
            credentials: "include", mode: arguments[3] ?? "cors"})
  .then((response) => done(response.status), (error) => done(String(error)));
"""


@pytest.fixture
def second(open_browser: Callable[..., webdriver.Chrome]) -> Iterator[webdriver.Chrome]:
    """
    A browser of somebody else.
    """
    one = open_browser()
    yield one
    one.quit()


@pytest.fixture
def other_site() -> Iterator[str]:
    """
    A site of another origin that does what it can with a page of ours.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>evil</title><iframe></iframe>")

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}"
        server.shutdown()


def test_a_reload_shows_the_same_step(browser: webdriver.Chrome, site: Site) -> None:
    """
    Nothing is sent by it, and what was typed is gone.
    """
    element = chosen(browser, site, "smsTan")
    element.title("TAN eingeben")
    element.find("#answer").send_keys("12")
    browser.refresh()
    element.title("TAN eingeben")
    assert element.attribute("#answer", "value") == ""
    element.answer("123456")
    element.title("Erledigt")


def test_a_second_window_follows_the_first(browser: webdriver.Chrome, site: Site) -> None:
    """
    An older page can do nothing with the step that it shows, and then shows the newest one.
    """
    element = chosen(browser, site, "smsTan")
    element.title("TAN eingeben")
    first, url = browser.current_window_handle, browser.current_url
    browser.switch_to.new_window("tab")
    browser.get(url)
    element.title("TAN eingeben")
    # A window that is not looked at does not ask, so it learns of nothing by itself.
    browser.switch_to.window(first)
    element.answer("123456")
    element.title("Erledigt")
    second = next(one for one in browser.window_handles if one != first)
    browser.switch_to.window(second)
    element.title("Erledigt")
    assert [one["kind"] for one in ends(site, browser)] == ["finished"]
    browser.close()
    browser.switch_to.window(first)


def test_a_replayed_page_sends_nothing(browser: webdriver.Chrome, site: Site) -> None:
    """
    Whoever sends what an old page would send changes nothing.
    """
    element = chosen(browser, site, "smsTan")
    element.title("TAN eingeben")
    token = browser.find_element(By.TAG_NAME, "kontokit-sca").get_attribute("token")
    headers = {"Content-Type": "application/json", "X-CSRF-Token": token}
    asynchronous = SEND.replace("arguments[2]]", "arguments[arguments.length - 1]]")
    url = f"{browser.current_url}/choose"
    assert browser.execute_async_script(asynchronous, url, headers) == 409
    element.answer("123456")
    element.title("Erledigt")
    assert browser.execute_async_script(asynchronous, url, headers) == 409


def test_a_closed_browser_goes_on_where_it_was(
    open_browser: Callable[..., webdriver.Chrome], site: Site, tmp_path: Path
) -> None:
    """
    The flow is in the store, and the page of the bank is still open to its user.
    """
    first = open_browser(tmp_path)
    element = started(first, site, "api=banksapi&login=test_sca_method")
    element.choose("Weiterleitung")
    element.title("Weiter auf einer anderen Seite")
    url = first.current_url
    first.quit()
    again = open_browser(tmp_path)
    again.get(f"{site.origin}/sign-in?user=erika")
    again.get(url)
    element = Element(again)
    element.press("Zur Seite der Bank")
    at_bank(again, "test_sca_method")
    element.title("Erledigt")
    again.quit()


def test_another_user_and_nobody_see_a_neutral_page(
    browser: webdriver.Chrome, second: webdriver.Chrome, site: Site
) -> None:
    """
    It is the same page as for a flow that does not exist, and nothing is told of the flow.
    """
    element = chosen(browser, site, "smsTan")
    element.title("TAN eingeben")
    url = browser.current_url
    pages = []
    second.get(f"{site.origin}/worker")
    for user in (None, "max"):
        if user:
            second.get(f"{site.origin}/sign-in?user={user}")
        for address in (url, f"{url}/return?state=x", f"{site.origin}/sca/{'A' * 22}"):
            second.get(address)
            assert NEUTRAL in second.find_element(By.TAG_NAME, "body").text
            pages.append(second.page_source)
    assert len(set(pages)) == 1
    element.answer("123456")
    element.title("Erledigt")


def test_the_return_of_the_bank_answers_only_the_owner(
    browser: webdriver.Chrome, second: webdriver.Chrome, site: Site, sandbox_server: Sandbox
) -> None:
    """
    Somebody else who opens the address first changes nothing. The owner may open it twice.
    """
    element = started(browser, site, "api=banksapi&login=test_sca_method")
    element.choose("Weiterleitung")
    page = element.attribute("a.main", "href")
    back = sandbox_server.visit(page).location or ""
    second.get(f"{site.origin}/sign-in?user=max")
    second.get(back)
    assert NEUTRAL in second.find_element(By.TAG_NAME, "body").text
    element.title("Weiter auf einer anderen Seite")
    for _ in range(2):
        browser.get(back)
        element.title("Erledigt")
    second.get(back)
    assert NEUTRAL in second.find_element(By.TAG_NAME, "body").text


def test_a_wrong_return_is_told_and_changes_nothing(browser: webdriver.Chrome, site: Site) -> None:
    """
    The flow goes on waiting for the right one.
    """
    element = started(browser, site, "api=banksapi&login=test_sca_method")
    element.choose("Weiterleitung")
    element.title("Weiter auf einer anderen Seite")
    browser.get(f"{browser.current_url}/return?sca_state=guessed&baReentry=FINISHED")
    element.says("gehört nicht zu diesem Vorgang")
    assert "?" not in browser.current_url
    element.press("Zur Seite der Bank")
    at_bank(browser, "test_sca_method")
    element.title("Erledigt")


def assert_logged(browser: webdriver.Chrome, word: str) -> None:
    messages = [one["message"] for one in browser.get_log("browser")]  # type: ignore[no-untyped-call]
    assert [one for one in messages if word in one]


def test_another_site_can_do_nothing(
    browser: webdriver.Chrome, site: Site, other_site: str
) -> None:
    """
    Its requests are refused although the browser sends the cookie, and its frame stays empty.
    """
    element = chosen(browser, site, "smsTan")
    element.title("TAN eingeben")
    url = browser.current_url
    token = browser.find_element(By.TAG_NAME, "kontokit-sca").get_attribute("token")
    asynchronous = SEND.replace("arguments[2]]", "arguments[arguments.length - 1]]")
    browser.get(other_site)
    headers = {"Content-Type": "application/json", "X-CSRF-Token": token}
    assert "Failed to fetch" in browser.execute_async_script(asynchronous, f"{url}/cancel", headers)
    plain = {"Content-Type": "text/plain"}
    assert "Failed to fetch" in browser.execute_async_script(asynchronous, f"{url}/cancel", plain)
    browser.execute_script("document.querySelector('iframe').src = arguments[0]", url)
    until(lambda: assert_logged(browser, "frame-ancestors"))
    browser.get(url)
    element.title("TAN eingeben")
    element.press("Abbrechen")


def test_nothing_but_the_element_is_loaded(browser: webdriver.Chrome, site: Site) -> None:
    """
    Under its policy the page logs no violation, and nothing of a login is in its storage.
    """
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    element = chosen(browser, site, "photoTan")
    element.title("TAN eingeben")
    kept = browser.execute_script("return JSON.stringify([localStorage, sessionStorage])")
    assert set(json.loads(kept)[0]) <= {"kontokit-sca-flicker"}
    assert json.loads(kept)[1] == {}
    loaded = browser.execute_script(
        "return performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)"
    )
    flow = browser.current_url.rsplit("/", 1)[1]
    assert set(loaded) <= {f"/sca/{flow}/step", f"/sca/{flow}/choose", "/sca/kontokit-sca.js"}
    messages = [one["message"] for one in browser.get_log("browser")]  # type: ignore[no-untyped-call]
    assert [one for one in messages if "favicon" not in one] == []
    element.answer("123456")
    element.title("Erledigt")


def test_a_page_of_the_history_shows_nothing_of_a_flow(
    browser: webdriver.Chrome, site: Site
) -> None:
    """
    Whoever leaves it leaves nothing behind, and a browser that has kept it asks again whose it is.
    """
    element = chosen(browser, site, "photoTan")
    element.title("TAN eingeben")
    browser.execute_script("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert not element.root.find_elements(By.CSS_SELECTOR, "img, input")
    browser.delete_all_cookies()
    browser.execute_script("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    until(lambda: NEUTRAL in browser.find_element(By.TAG_NAME, "body").text or 1 / 0)


def test_whoever_is_signed_out_is_told_so(browser: webdriver.Chrome, site: Site) -> None:
    """
    The page forgets what it has shown, and goes on after a new sign-in.
    """
    element = chosen(browser, site, "photoTan")
    element.title("TAN eingeben")
    url = browser.current_url
    browser.delete_all_cookies()
    element.answer("123456")
    element.says("Wenn Sie abgemeldet wurden")
    assert not element.root.find_elements(By.CSS_SELECTOR, "img, input")
    browser.get(f"{site.origin}/sign-in?user=erika")
    browser.get(url)
    element.answer("123456")
    element.title("Erledigt")
