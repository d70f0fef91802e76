"""
Every page that a person meets, in both languages, with nothing but a keyboard.
"""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from selenium.webdriver.common.keys import Keys

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi.credentials import DEMO_PROVIDER
from kontokit_sandbox.demo.challenge_samples import FLICKER_WIRE
from tests.journey.sandbox.keyboard import Keyboard
from tests.support.banksapi_customers import (
    ORDERS,
    Customer,
    credentials,
    customer_of,
    href,
    step,
)
from tests.support.page_forms import came_back, finapi_redirect, form_state, protect_form, web_form


class _Application(BaseHTTPRequestHandler):
    """
    The page of the application to which users come back.
    """

    def do_GET(self) -> None:
        body = b"<!doctype html><html lang='en'><title>Back</title><h1>Back</h1></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002


@pytest.fixture(scope="module")
def application() -> Any:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Application)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/back"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return customer_of(sandbox)


def test_the_page_of_a_bank(sandbox: Sandbox, browser: Keyboard, application: str) -> None:
    """
    Sign in, leave out an account, approve: the browser is back, and the import succeeds.
    """
    challenge = finapi_redirect(sandbox, application)
    browser.open(challenge["redirectUrl"])
    browser.type("pin", "falsch")
    browser.press("sign-in")
    assert browser.driver.switch_to.active_element.get_attribute("id") == "problem"
    browser.type("login", "erika")
    browser.type("pin", "1234")
    browser.press("sign-in", key=Keys.SPACE)
    browser.choose("#account-2")
    browser.go("button[value='approve']")
    assert browser.driver.title == "Back"
    assert came_back(sandbox, challenge, browser.driver.current_url).status == 201
    declined = finapi_redirect(sandbox, application)
    browser.open(declined["redirectUrl"])
    browser.go("button[value='decline']")
    assert "error=access_denied" in browser.driver.current_url
    browser.open(declined["redirectUrl"])
    assert len(browser.looked_at) == 5


def test_an_order_at_the_page_of_a_bank(
    sandbox: Sandbox, customer: Customer, browser: Keyboard, application: str
) -> None:
    """
    The order is shown with amount, payee and IBAN before it is approved.
    """
    query = f"?{urlencode({'callbackUrl': application})}"
    order = step_of_order(customer, query)
    browser.open(href(order, "redirect_url"))
    browser.type("login", "erika")
    browser.type("pin", "1")
    browser.press("sign-in")
    amount = "1.337,42 EUR" if browser.language == "de" else "1,337.42 EUR"
    assert amount in browser.text()
    browser.go("button[value='approve']")
    assert browser.driver.current_url == f"{application}?baReentry=FINISHED"


def test_the_web_form_of_finapi(sandbox: Sandbox, browser: Keyboard, application: str) -> None:
    """
    Search a bank, choose interface and method, read the TAN on the phone, and come back.
    """
    form = web_form(sandbox)
    url = f"{form['url'].partition('?')[0]}?{urlencode({'redirectUrl': application})}"
    browser.open(url)
    browser.press("go-on")
    browser.type("search", "test bank")
    browser.press("search")
    browser.choose("input[value='280001']")
    browser.press("go-on")
    browser.choose("input[value='XS2A']")
    browser.press("go-on")
    browser.type("login", "demo_all_methods")
    browser.type("pin", "wrong")
    browser.press("go-on")
    browser.type("pin", "demo_all_methods")
    browser.press("go-on")
    browser.choose("input[value='smsTan']")
    browser.press("go-on")
    browser.type("tan", "1")
    browser.press("go-on")
    form_url = browser.driver.current_url
    browser.go("main form a")
    browser.look()
    tan = browser.text("strong.code")
    browser.open(form_url)
    browser.type("tan", tan)
    browser.go("button[value='go-on']")
    assert browser.driver.current_url == application
    assert form_state(sandbox, form)["status"] == "COMPLETED"
    browser.open(form["url"])
    assert len(browser.looked_at) == 12


@pytest.mark.parametrize("method", ["chipTan", "photoTan", "decoupled"])
def test_other_methods_of_the_web_form(
    sandbox: Sandbox, browser: Keyboard, method: str, application: str
) -> None:
    """
    A flicker code is read by the reader, a picture is shown, an app is confirmed on the phone.
    """
    form = web_form(sandbox, bank={"id": 280001}, allowedInterfaces=["XS2A"])
    url = f"{form['url'].partition('?')[0]}?{urlencode({'redirectUrl': application})}"
    browser.open(url)
    browser.type("login", "demo_all_methods")
    browser.type("pin", "demo_all_methods")
    browser.press("go-on")
    browser.choose(f"input[value='{method}']")
    browser.press("go-on")
    tan = "123456"
    if method == "decoupled":
        browser.press("go-on")
        browser.go("#app a")
        browser.look()
        browser.press("approve")
        browser.open(url)
    elif method == "chipTan":
        browser.go("main form a")
        browser.type("card_pin", "1234")
        browser.press("tan")
        tan = browser.text("strong.code")
        browser.open(url)
    if method != "decoupled":
        browser.type("tan", tan)
    browser.go("button[value='go-on']")
    assert browser.driver.current_url == application


def test_the_form_of_banksapi(
    sandbox: Sandbox, customer: Customer, browser: Keyboard, application: str
) -> None:
    """
    REG/Protect wants consent first, and says how it ended.
    """
    browser.open(protect_form(customer, application))
    browser.type("login", "test_sca_method")
    browser.type("pin", "1")
    browser.press("go-on")
    browser.type("pin", "1")
    browser.choose("#legal")
    browser.press("go-on")
    browser.choose("input[value='1']")
    browser.press("go-on")
    browser.type("tan", "123456")
    browser.go("button[value='go-on']")
    assert "baReentry=ACCOUNT_CREATED" in browser.driver.current_url


def test_the_phone(sandbox: Sandbox, customer: Customer, browser: Keyboard) -> None:
    """
    A confirmation is listed with what it is for, and gone once it is decided.
    """
    phone = f"http://localhost:{sandbox.port}/phone/test_sca_method"
    browser.open(phone)
    step_of_order(customer, "", "913")
    browser.open(phone)
    browser.press("approve")
    assert sandbox.pending == []
    step_of_order(customer, "", "1")
    browser.go("nav a[href*='messages']")
    browser.look()
    assert "123456" in browser.text()


def test_the_reader(sandbox: Sandbox, browser: Keyboard) -> None:
    """
    What the bars say is shown; a wrong code is refused, and nothing flickers unasked.
    """
    browser.open(f"http://localhost:{sandbox.port}/reader")
    browser.type("code", f"{FLICKER_WIRE[:-1]}0")
    browser.press("read")
    browser.type("code", FLICKER_WIRE)
    browser.press("read")
    assert "0,01" in browser.text()
    assert "play" not in str(browser.evaluate("return document.images[0].src"))
    browser.type("card_pin", "12")
    browser.press("tan")
    browser.type("card_pin", "1234")
    browser.press("tan")
    browser.go("a[href*='play=yes']")
    assert "play=yes" in str(browser.evaluate("return document.images[0].src"))
    assert browser.evaluate("return document.images[0].naturalWidth") > 0


def step_of_order(customer: Customer, query: str, code: str = "920") -> Any:
    """
    Start an order whose SCA has one method.
    """
    body = {
        "provider": DEMO_PROVIDER, "product": "DE1",
        "credentials": credentials("test_sca_method"), **ORDERS["single-transfer"],
    }  # fmt: skip
    reply = customer.call("POST", f"/customer/v2/payment/single-transfer{query}", body)
    assert reply.status == 200, reply.body
    return step(customer, reply.json, "set_method", chosenScaMethodId=code)
