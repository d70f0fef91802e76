"""
What a person does on the pages of the sandbox: at a bank, and in a web form.
"""

from __future__ import annotations

from selenium import webdriver
from selenium.webdriver.common.by import By

from tests.journey.browser import until


def at_bank(browser: webdriver.Chrome, login: str, *, do: str = "approve") -> None:
    """
    Sign in at the bank and decide.
    """
    type_in(browser, "login", login)
    type_in(browser, "pin", login)
    press(browser, "sign-in")
    press(browser, do)


def through_form(browser: webdriver.Chrome, bank: str, login: str) -> None:
    """
    Fill in a web form until the browser is back.
    """
    type_in(browser, "search", bank)
    press(browser, "search")
    until(lambda: assert_found(browser))
    tick(browser, "bank")
    press(browser, "go-on")
    tick(browser, "interface")
    press(browser, "go-on")
    type_in(browser, "login", login)
    type_in(browser, "pin", login)
    press(browser, "go-on")


def assert_found(browser: webdriver.Chrome) -> None:
    """
    The search has been answered: what is ticked before is lost.
    """
    assert len(browser.find_elements(By.NAME, "bank")) == 1


def tick(browser: webdriver.Chrome, name: str) -> None:
    until(lambda: browser.find_element(By.NAME, name).click())


def type_in(browser: webdriver.Chrome, name: str, text: str) -> None:
    def write() -> None:
        field = browser.find_element(By.ID, name)
        field.clear()
        field.send_keys(text)

    until(write)


def press(browser: webdriver.Chrome, name: str) -> None:
    selector = f"button[name=do][value={name}]"
    until(lambda: browser.find_element(By.CSS_SELECTOR, selector).click())
