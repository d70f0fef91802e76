"""
Each kind of step in the element, from its start to its end, at two workers.
"""

from __future__ import annotations

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.challenge_samples import FLICKER_WIRE
from tests.journey.bank_pages import at_bank, press, through_form
from tests.journey.browser import until
from tests.journey.starting import chosen, ends, started
from tests.support import flicker_reader
from tests.support.web.site import Site

RECORD_FRAMES = """
const done = arguments[0], seen = [], end = performance.now() + 15000;
const bars = document.querySelector("kontokit-sca").shadowRoot.querySelectorAll(".bar");
const look = () => {
  const frame = [...bars].map((bar) => bar.getAttribute("fill") === "#fff" ? 1 : 0);
  if (JSON.stringify(frame) !== JSON.stringify(seen.at(-1))) seen.push(frame);
  if (seen.length < 180 && performance.now() < end) requestAnimationFrame(look); else done(seen);
};
look();
"""


def test_a_typed_tan_ends_on_the_page_of_the_application(
    browser: webdriver.Chrome, site: Site
) -> None:
    """
    The application is told once, and the page leads back to it.
    """
    element = chosen(browser, site, "smsTan")
    element.title("TAN eingeben")
    element.answer("123456")
    element.title("Erledigt")
    assert [(one["owner"], one["kind"], one["has_result"]) for one in ends(site, browser)] == [
        ("erika", "finished", True)
    ]
    element.press("Weiter")
    until(lambda: "done" in browser.title or 1 / 0)


def test_a_wrong_tan_can_be_corrected(browser: webdriver.Chrome, site: Site) -> None:
    """
    The page says how many attempts are left, and what was typed is gone.
    """
    element = started(browser, site, "api=banksapi&login=test_sca_method")
    element.choose("mockTAN")
    element.title("TAN eingeben")
    element.answer("1")
    element.says("Verbleibende Versuche: 2")
    assert element.attribute("#answer", "value") == ""
    element.answer("2")
    element.title("Erledigt")


def test_an_answer_that_may_lock_needs_a_tick(browser: webdriver.Chrome, site: Site) -> None:
    """
    A bank that only asks again may have counted the answers as wrong.
    """
    element = started(browser, site, "api=finapi_access&login=demo_wrong_tan_again")
    element.choose("smsTan")
    element.title("TAN eingeben")
    element.answer("000000")
    element.says("Die Bank fragt noch einmal.")
    element.answer("000001")
    element.says("kann den Zugang sperren")
    element.answer("123456")  # is not sent without the tick
    element.find("#risk").click()
    element.press_main()
    element.title("Erledigt")


def test_a_picture_is_shown_as_it_is_and_can_be_enlarged(
    browser: webdriver.Chrome, site: Site
) -> None:
    """
    The photo has an alternative text, and buttons for its size.
    """
    element = chosen(browser, site, "photoTan")
    image = element.find("img")
    assert image.get_attribute("alt") == "Grafik der Bank zum Scannen"
    assert browser.execute_script("return arguments[0].naturalWidth", image) > 0
    before = image.size["width"]
    element.press("Größer")
    until(lambda: image.size["width"] > before or 1 / 0)
    element.answer("123456")
    element.title("Erledigt")


def test_a_reader_reads_the_flicker_code_from_the_page(
    browser: webdriver.Chrome, site: Site
) -> None:
    """
    The frames of the page are those of the code, paused at first, at a size that is remembered.
    """
    element = chosen(browser, site, "chipTan optisch")
    bars = element.find(".flicker")
    element.press("Größer")
    element.press("Start")
    bars.send_keys(Keys.ARROW_RIGHT * 8)
    browser.set_script_timeout(30)
    frames = browser.execute_async_script(RECORD_FRAMES)
    assert flicker_reader.read(frames) == FLICKER_WIRE
    bars.send_keys(" ")
    element.press("Start")  # it stands still again
    browser.refresh()
    element.says("62 mm")
    element.says("Ohne Blinken: von Hand eingeben")
    element.answer("123456")
    element.title("Erledigt")


def test_a_confirmation_in_an_app_is_noticed_by_itself(
    browser: webdriver.Chrome, site: Site
) -> None:
    """
    The page polls as often as the server says, and needs no click.
    """
    element = chosen(browser, site, "Demo Decoupled Auth")
    element.title("In der App bestätigen")
    element.title("Erledigt")


def test_a_bank_that_cannot_be_polled_is_told(browser: webdriver.Chrome, site: Site) -> None:
    """
    There is a button for it.
    """
    element = started(browser, site, "api=banksapi&login=test_sca_method")
    element.choose("Entkoppelte Authentifizierung, nur auf Zuruf")
    element.title("In der App bestätigen")
    element.press("Ich habe bestätigt")
    element.title("Erledigt")


@pytest.mark.parametrize("method", ["Weiterleitung", "Weiterleitung mit eigener Rückkehrseite"])
def test_the_browser_comes_back_from_the_bank(
    browser: webdriver.Chrome, site: Site, method: str
) -> None:
    """
    What the bank has sent is neither in the address nor in the history afterwards.
    """
    element = started(browser, site, "api=banksapi&login=test_sca_method")
    element.choose(method)
    element.title("Weiter auf einer anderen Seite")
    element.press("Zur Seite der Bank")
    at_bank(browser, "test_sca_method")
    element.title("Erledigt")
    assert "?" not in browser.current_url
    assert [one["kind"] for one in ends(site, browser)] == ["finished"]


def test_what_the_bank_of_finapi_sends_is_handed_on(browser: webdriver.Chrome, site: Site) -> None:
    """
    Its query has a state of its own.
    """
    element = started(browser, site, "api=finapi_access&bank=redirect")
    element.press("Zur Seite der Bank")
    at_bank(browser, "demo_no_msa")
    element.title("Erledigt")


def test_who_declines_at_the_bank_is_told_so(browser: webdriver.Chrome, site: Site) -> None:
    """
    The flow has ended, and the page leads back.
    """
    element = started(browser, site, "api=banksapi&login=test_sca_method")
    element.choose("Weiterleitung")
    element.press("Zur Seite der Bank")
    at_bank(browser, "test_sca_method", do="decline")
    until(lambda: element.find("a.button"))
    assert ends(site, browser)[0]["kind"] in ("cancelled", "failed")


def test_a_web_form_is_filled_in(browser: webdriver.Chrome, site: Site) -> None:
    """
    Its status decides, not what the browser says.
    """
    element = started(browser, site, "api=finapi_webform")
    element.press("Zum Formular")
    through_form(browser, "DEMO0001", "demo_no_msa")
    element.title("Erledigt")


def test_a_web_form_is_cancelled(browser: webdriver.Chrome, site: Site) -> None:
    """
    The user comes back too.
    """
    element = started(browser, site, "api=finapi_webform")
    element.press("Zum Formular")
    press(browser, "cancel")
    element.title("Abgebrochen")


def test_a_form_is_noticed_without_a_returning_browser(
    browser: webdriver.Chrome, site: Site, sandbox_server: Sandbox
) -> None:
    """
    Such as one that was filled in on a phone.
    """
    element = started(browser, site, "api=finapi_webform")
    url = element.attribute("a.button", "href")
    sandbox_server.visit(url.partition("?")[0], action="complete")
    element.title("Erledigt")


def test_a_flow_can_be_cancelled(browser: webdriver.Chrome, site: Site) -> None:
    """
    The application is told of that, too.
    """
    element = started(browser, site, "api=finapi_access")
    element.press("Abbrechen")
    element.title("Abgebrochen")
    assert [one["kind"] for one in ends(site, browser)] == ["cancelled"]
