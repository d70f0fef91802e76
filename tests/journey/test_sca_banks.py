"""
What the banks of the sandbox show and ask, from start to end, with async and sync applications:
QR codes, documents, payees that do not fit, lost answers, unknown steps and pages of banks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.banksapi.state.sca_methods import PDF
from tests.journey.bank_pages import at_bank
from tests.journey.browser import Element, kept, narrow, until
from tests.journey.qr_codes import scanned
from tests.journey.starting import ends, started, type_login
from tests.support.web.calls import PAYEE_IBAN
from tests.support.web.site import Site

APIS: tuple[Api, ...] = ("finapi_access", "banksapi")
SENDS = {"finapi_access": "submitPayment", "banksapi": "submitConsent"}
"""The operation that takes the TAN of an order."""
EUROS = count(20)
"""Each order has an amount of its own."""


@pytest.fixture(scope="module", params=["starlette", "django"])
def either_site(
    request: pytest.FixtureRequest,
    sandbox_server: Sandbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """
    An async application, then a sync one.
    """
    with Site(request.param, sandbox_server, tmp_path_factory.mktemp("site")) as one:
        yield one


class Money:
    """
    How often money has left since a test began.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._before = len(sandbox.executions)

    @property
    def left(self) -> int:
        return len(self._sandbox.executions) - self._before


@pytest.fixture
def money(sandbox_server: Sandbox) -> Money:
    return Money(sandbox_server)


def ordered(browser: webdriver.Chrome, site: Site, api: str, login: str, cents: int = 0) -> Element:
    """
    Start an order; the cents decide what becomes of it.
    """
    amount = f"{next(EUROS)}.{cents:02}"
    return started(browser, site, f"api={api}&login={login}&amount={amount}")


def buttons(element: Element) -> list[str]:
    return [one.text for one in element.root.find_elements(By.CSS_SELECTOR, "button, a.button")]


@pytest.mark.parametrize("api", APIS)
def test_a_qr_code_is_scanned_from_the_screen(
    browser: webdriver.Chrome, either_site: Site, money: Money, api: Api
) -> None:
    """
    It is told apart from a photo and not smoothed. A device finds what the bank has put into it, on
    a screen of 320 pixels too, and its TAN pays.
    """
    if api == "finapi_access":
        element = ordered(browser, either_site, api, "all-methods", cents=50)
        element.choose("chipTan QR")
    else:
        element = ordered(browser, either_site, api, "chip-tan-qr")
    image = element.find("img")
    assert image.get_attribute("alt") == "QR-Code der Bank zum Scannen"
    assert image.value_of_css_property("image-rendering") == "pixelated"
    read = scanned(browser)
    with narrow(browser):
        browser.refresh()
        element.find("img")
        assert scanned(browser) == read
    if api == "finapi_access":  # BANKSapi shows the same code for all orders
        assert (read[0], read[1].partition(",")[2]) == (PAYEE_IBAN, "50")
    element.answer("123456")
    element.title("Eingereicht")
    assert money.left == 1


def test_a_document_that_is_only_linked_is_downloaded(
    browser: webdriver.Chrome, either_site: Site, sandbox_server: Sandbox, tmp_path: Path
) -> None:
    """
    The provider is asked for it once, whatever worker shows it, and the file is the bank's.
    """
    read = len(sandbox_server.requests_to("banksapi", "getChallengePdf"))
    element = started(browser, either_site, "api=banksapi&login=test_sca_method")
    element.choose("TAN zum PDF")
    element.says("Bitte lesen Sie das PDF")
    browser.refresh()
    allowed = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
    element.find("a[download]").click()
    until(lambda: (tmp_path / "bank.pdf").stat())
    assert (tmp_path / "bank.pdf").read_bytes() == PDF
    assert len(sandbox_server.requests_to("banksapi", "getChallengePdf")) == read + 1
    element.answer("123456")
    element.title("Erledigt")


@pytest.mark.parametrize(
    ("api", "login", "cents"), [("finapi_access", "sms", 19), ("banksapi", "payee-check", 0)]
)
def test_whoever_is_warned_of_a_payee_has_to_decide(
    browser: webdriver.Chrome, either_site: Site, money: Money, api: Api, login: str, cents: int
) -> None:
    """
    The warning of the bank stands above the field. Enter alone sends nothing, nothing is paid
    without the TAN, and the order can be cancelled.
    """
    warning = "Der Name des Empfängers passt nicht zur IBAN."
    element = ordered(browser, either_site, api, login, cents)
    element.says(warning)
    element.find("#answer").send_keys(Keys.ENTER)
    element.says("Bitte füllen Sie dieses Feld aus.")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    element.press("Abbrechen")
    element.title("Abgebrochen")
    assert money.left == 0
    element = ordered(browser, either_site, api, login, cents)
    element.says(warning)
    element.answer("123456")
    element.title("Eingereicht")
    assert money.left == 1


@pytest.mark.parametrize(("api", "by"), [("finapi_access", "amount"), ("banksapi", "fault")])
def test_an_order_whose_answer_is_lost_is_sent_once(
    browser: webdriver.Chrome,
    either_site: Site,
    sandbox_server: Sandbox,
    money: Money,
    api: Api,
    by: str,
) -> None:
    """
    The page says what to do, also after a reload, and offers nothing that could pay twice: the bank
    can be asked, which knows the order, and the page can be left.
    """
    sends = SENDS[api]
    element = ordered(browser, either_site, api, "sms", cents=15 if by == "amount" else 40)
    element.title("TAN eingeben")
    sent = len(sandbox_server.requests_to(api, sends))
    if by == "fault":
        sandbox_server.faults.add("answer_lost", api=api, operation=sends)
    element.answer("123456")
    for _ in range(2):
        element.title("Ausgang unbekannt")
        element.says("Bitte sehen Sie im Konto nach, bevor Sie es wiederholen.")
        assert buttons(element) == ["Bei der Bank nachfragen", "Weiter"]
        assert not element.root.find_elements(By.CSS_SELECTOR, "input")
        browser.refresh()
    element.press("Bei der Bank nachfragen")
    element.title("Eingereicht")
    assert len(sandbox_server.requests_to(api, sends)) == sent + 1
    assert money.left == 1
    assert [one["kind"] for one in ends(either_site, browser)] == ["finished"]


@pytest.mark.parametrize(
    ("api", "code"), [("finapi_access", "PASSKEY_REQUIRED"), ("banksapi", "BA9999")]
)
def test_a_step_of_tomorrow_can_be_left(
    browser: webdriver.Chrome, either_site: Site, money: Money, api: Api, code: str
) -> None:
    """
    The page names it, looks again when it is asked to, and goes no further by itself.
    """
    element = ordered(browser, either_site, api, "future")
    element.title("Unbekannte Anforderung der Bank")
    element.says(f"etwas, das dieses Programm nicht kennt ({code})")
    element.press("Noch einmal nachsehen")
    element.title("Unbekannte Anforderung der Bank")
    element.says("Es gibt noch nichts Neues.")
    element.press("Abbrechen")
    element.title("Ausgang unbekannt")  # the bank may know how to approve it elsewhere
    assert money.left == 0


@pytest.fixture(scope="module", params=["starlette", "django"])
def typing_site(
    request: pytest.FixtureRequest,
    sandbox_server: Sandbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """
    An application that keeps no login data, and has no key for its store.
    """
    folder = tmp_path_factory.mktemp("site")
    with Site(request.param, sandbox_server, folder, types_login=True) as one:
        yield one


def test_login_data_are_typed_again_after_the_page_of_the_bank(
    browser: webdriver.Chrome, typing_site: Site, sandbox_server: Sandbox, money: Money
) -> None:
    """
    They are asked for once, when they are needed, and sent to the provider. They are in no record,
    page, address or storage.
    """
    typed = "only-once-7431"
    element = ordered(browser, typing_site, "finapi_access&bank=redirect", typed)
    element.title("Weiter auf einer anderen Seite")
    assert not element.root.find_elements(By.CSS_SELECTOR, "input")
    element.press("Zur Seite der Bank")
    at_bank(browser, "sms")
    type_login(element, typed)
    element.title("Eingereicht")
    assert money.left == 1
    (start, *_, last) = sandbox_server.requests_to("finapi_access", "submitPayment")[-2:]
    assert typed.encode() in start.body
    assert typed.encode() in last.body
    assert "?" not in browser.current_url
    assert typed not in kept(browser)
    for path in typing_site.folder.glob("web.db*"):
        assert path.is_dir() or typed.encode() not in path.read_bytes()
