"""
The control page in a browser: every section by keyboard, and the log as it comes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from kontokit_sandbox import Sandbox
from tests.journey.sandbox.keyboard import Keyboard
from tests.support.banksapi_customers import customer_of
from tests.support.page_forms import finapi_redirect
from tests.support.raw_http import send_raw


@pytest.fixture
def page(sandbox: Sandbox, browser: Keyboard) -> str:
    """
    The address, after the browser has come with the token.
    """
    url = f"http://localhost:{sandbox.port}/_sandbox/"
    browser.open(f"{url}?token={sandbox.control_token}")
    assert browser.driver.current_url == url
    return url


def test_every_section(sandbox: Sandbox, browser: Keyboard, page: str) -> None:
    """
    Links lead to all sections; none has a fault of accessibility, empty or with content.
    """
    customer = customer_of(sandbox)
    for _ in range(2):
        for section in ("people", "waiting", "messages", "faults", "webhooks", "clock", "requests"):
            browser.go(f".tabs a[href$='/{section}']")
            browser.look()
        finapi_redirect(sandbox)
        customer.add_access("sms", "x")
        sandbox.faults.add("delay", api="banksapi")
    browser.go("#rows a")
    browser.look()
    browser.driver.delete_all_cookies()
    browser.open(page)
    assert browser.driver.find_element(By.NAME, "token").get_attribute("type") == "password"


def test_buttons_by_keyboard(sandbox: Sandbox, browser: Keyboard, page: str) -> None:
    """
    Decide, disturb and move the clock without a mouse.
    """
    finapi_redirect(sandbox)
    browser.go(".tabs a[href$='/waiting']")
    browser.press("decline")
    assert sandbox.pending == []
    browser.go(".tabs a[href$='/faults']")
    browser.type("operation", "getCustomer")
    browser.press("add")
    assert sandbox.faults.all()[0].operation == "getCustomer"
    browser.go(".tabs a[href$='/webhooks']")
    browser.type("url", "http://127.0.0.1:9/hooks")
    browser.press("set")
    browser.look()
    assert sandbox.hooks.targets["bankimport"].url == "http://127.0.0.1:9/hooks"
    browser.type("url", "http://127.0.0.1:9/hooks")
    browser.tab_to("details summary").send_keys(" ")
    browser.type("accounts", "none")
    browser.press("set")
    browser.look()
    browser.press("remove")
    assert sandbox.hooks.targets == {}
    browser.go(".tabs a[href$='/clock']")
    before = sandbox.now
    browser.press("P1D")
    assert (sandbox.now - before).days == 1
    browser.type("by", "soon")
    browser.press("by")


def test_the_log_grows(sandbox: Sandbox, browser: Keyboard, page: str) -> None:
    """
    A new request appears at the top, until the log is paused.
    """
    browser.go(".tabs a[href$='/requests']")
    browser.look()
    url = f"http://127.0.0.1:{sandbox.port}/banksapi/hello/"
    rows = browser.driver.find_element(By.ID, "rows")

    def has(count: int) -> Callable[[WebDriver], bool]:
        return lambda _: rows.text.count("/hello/") == count

    for count in (1, 2):
        send_raw("GET", url)
        WebDriverWait(browser.driver, 20).until(has(count))
    pause = browser.tab_to("#pause")
    pause.send_keys(" ")
    send_raw("GET", url)
    assert rows.text.count("/hello/") == 2
    browser.go("a[href*='after=']")
    browser.look()
    assert browser.text("#rows").count("/hello/") == 3
