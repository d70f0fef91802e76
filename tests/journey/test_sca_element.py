"""
The element with steps of every kind, made here: what it shows and sends, with keys only, on small
screens, in both languages, and with texts that would like to be more than texts.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kontokit.challenges.flicker import FlickerCode
from kontokit.challenges.image import ChallengeDocument, ChallengeImage
from kontokit.sca import (
    Cancelled,
    Challenge,
    Choice,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    PayeeCheck,
    Redirect,
    Step,
    Unknown,
    Unsupported,
    Working,
)
from kontokit_sandbox.demo.challenge_samples import FLICKER_WIRE, PICTURE
from tests.journey.accessibility import violations
from tests.journey.browser import Element, narrow, until
from tests.journey.starting import shown
from tests.support.web.gallery import Gallery

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>&lt;b&gt;"
NOW = datetime.now(UTC)
SOON = NOW + timedelta(minutes=5)
PDF = base64.b64encode(b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF").decode()
CHOICES = (
    Choice(id="1", name="smsTAN", hint="an die Nummer ***123"),
    Choice(id="2", name="App", needs_answer=False, until=SOON),
)
INSIDE = "return document.querySelector('kontokit-sca').shadowRoot"
STEPS: dict[str, Step] = {
    "choose_method": ChooseMethod(methods=CHOICES, text="Bitte wählen.", bank="Bank", ends=SOON),
    "choose_medium": ChooseMedium(media=CHOICES[:1]),
    "payee_check": PayeeCheck(result="close_match", suggested_name="Erika Muster", name="E. M."),
    "text": Challenge(raw="Die TAN für <b>12,00 EUR</b><br>an Muster", label="SMS-TAN", ends=SOON),
    "photo": Challenge(raw="Scannen", image=ChallengeImage.parse(PICTURE), method="photoTAN"),
    "qr": Challenge(raw="QR-Code scannen", image=ChallengeImage.parse(PICTURE)),
    "flicker": Challenge(raw="Halten", flicker=FlickerCode.parse(FLICKER_WIRE)),
    "pdf": Challenge(raw="Brief", document=ChallengeDocument.parse(PDF)),
    "incomplete": Challenge(raw="Grafik", is_incomplete=True),
    "wrong": Challenge(raw="TAN", attempts_left=2),
    "may_lock": Challenge(raw="TAN", attempts_left=None, asked_again=2),
    "bank": Redirect(url="https://bank.invalid/login", page="bank", ends=SOON),
    "form": Redirect(url="https://form.invalid/", page="form"),
    "elsewhere": Redirect(url=None, page="bank"),
    "decoupled": Decoupled(text="In der App", ends=SOON, method="App", medium="Telefon"),
    "needs_confirm": Decoupled(needs_confirm=True),
    "working": Working(),
    "unsupported": Unsupported(text="Passkey", code="PASSKEY", relations=("passkey",)),
    "finished": Finished(needs_renewal=True),
    "submitted": Finished(means="submitted", verified=False),
    "failed": Failed(reason="bank_said_no", code="9050", can_restart=True),
    "failed_text": Failed(reason="credentials", text="Die PIN ist falsch."),
    "cancelled": Cancelled(by="user"),
    "expired": Expired(what="step"),
    "unknown": Unknown(step="answer", text="Bitte warten", code="BA3030"),
    "too_early": Unknown(step="answer", seen="open", not_before=SOON, must_check=True),
    "send_again": Unknown(step="answer", seen="open", not_before=NOW, must_check=True),
    "answered": Unknown(step="answer", seen="answered", can_ask=False),
}


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_open_to_everybody(
    browser: webdriver.Chrome, gallery: Gallery, name: str
) -> None:
    """
    axe-core finds nothing, and nothing sticks out of a screen of 320 pixels.
    """
    shown(browser, gallery, STEPS[name])
    assert violations(browser) == []
    with narrow(browser):
        width = "return [document.documentElement.scrollWidth, innerWidth]"
        scrolls, inner = browser.execute_script(width)
        assert (inner, scrolls <= inner) == (320, True)


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_told_in_english_too(
    browser: webdriver.Chrome, gallery: Gallery, name: str
) -> None:
    """
    The language is that of the page around it.
    """
    german = shown(browser, gallery, STEPS[name]).text
    gallery.language = "en"
    english = shown(browser, gallery, STEPS[name]).text
    assert english != german
    for word in ("Bitte", "Abbrechen", "Weiter", "Empfänger", "unbekannt"):
        known = str(STEPS[name].to_dict())
        assert word not in english or word in known


def test_texts_of_a_bank_are_texts(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    Whatever they look like, the page gets no element of theirs but the harmless ones.
    """
    state: dict[str, Any] = STEPS["text"].to_dict()
    gallery.show(STEPS["text"])
    gallery.state["step"] = {
        **state, "html": EVIL, "label": EVIL, "bank": EVIL, "method": EVIL, "medium": EVIL,
        "kind": "challenge",
    }  # fmt: skip
    browser.get(gallery.url)
    element = Element(browser)
    element.says("<img src=x")
    assert browser.execute_script(f"{INSIDE}.querySelectorAll('img, script').length") == 0
    gallery.state["step"] = {**STEPS["bank"].to_dict(), "url": "javascript:alert(1)"}
    browser.get(gallery.url)
    element.title("Weiter auf einer anderen Seite")
    assert not element.root.find_elements(By.CSS_SELECTOR, "a")


def test_the_tags_of_a_bank_are_kept(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    Bold is bold, and an entity is a character.
    """
    element = shown(
        browser, gallery, Challenge(raw="<p>A &amp; <b>12,00</b></p><ul><li>x</li></ul>")
    )
    assert element.find(".lines b").text == "12,00"
    assert element.find(".lines li").text == "x"
    element.says("A & 12,00")


def test_a_flow_is_completed_with_keys_only(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    Tab, arrow keys, space and Enter are enough, and the new heading has the focus.
    """

    def answer(command: str, _: Any) -> dict[str, Any]:
        step = {"choose": STEPS["text"], "answer": STEPS["finished"]}[command]
        return {**gallery.state, "step": step.to_dict(), "revision": len(gallery.sent) + 1}

    gallery.answer = answer
    element = shown(browser, gallery, STEPS["choose_method"])
    keys = browser.switch_to.active_element
    keys.send_keys(Keys.TAB)
    for key in (" ", Keys.ARROW_DOWN, Keys.ENTER):
        browser.switch_to.active_element.send_keys(key)
    element.title("TAN eingeben")
    until(lambda: browser.execute_script(f"{INSIDE}.activeElement.id") == "title" or 1 / 0)
    inner = f"{INSIDE}.activeElement"
    browser.execute_script(inner).send_keys(Keys.TAB)
    browser.execute_script(inner).send_keys("4711", Keys.ENTER)
    element.title("Erledigt")
    (first, chosen), (second, typed) = gallery.sent
    assert (first, chosen["choice"], chosen["revision"], chosen["token"]) == (
        "choose", "2", 1, "of the page",
    )  # fmt: skip
    assert (second, typed["answer"], typed["revision"]) == ("answer", "4711", 2)


def test_enter_pays_nobody(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    The check of a payee has no default button; the name that was shown is sent.
    """
    element = shown(browser, gallery, STEPS["payee_check"])
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    element.says("passt nicht genau")
    assert gallery.sent == []
    element.press("An Erika Muster zahlen")
    until(lambda: gallery.sent[0])
    assert gallery.sent[0][0] == "confirm"
    assert gallery.sent[0][1]["name_shown"] == "Erika Muster"


def test_an_order_is_sent_again_after_a_look_only(
    browser: webdriver.Chrome, gallery: Gallery
) -> None:
    """
    Without the tick the button does nothing.
    """
    element = shown(browser, gallery, STEPS["too_early"])
    element.says("bevor Sie es wiederholen")
    element.says("Noch einmal senden geht frühestens: ")
    assert not element.root.find_elements(By.CSS_SELECTOR, "[data-command=send_again]")
    element = shown(browser, gallery, STEPS["send_again"])
    element.press("Auftrag noch einmal senden")
    element.says("Bitte setzen Sie zuerst das Häkchen.")
    assert gallery.sent == []
    element.find("label.choice").click()
    element.press("Auftrag noch einmal senden")
    until(lambda: gallery.sent[0])
    assert (gallery.sent[0][0], gallery.sent[0][1]["checked"]) == ("send_again", True)


def test_a_document_can_be_downloaded(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    It is a link, which the browser does not open by itself.
    """
    link = shown(browser, gallery, STEPS["pdf"]).find("a[download]")
    assert link.get_attribute("href") == f"data:application/pdf;base64,{PDF}"


def test_login_data_are_typed_again_and_kept_by_the_page_only(
    browser: webdriver.Chrome, gallery: Gallery
) -> None:
    """
    They go with each command, and a reload forgets them.
    """
    state = {"credentials": ["Onlinebanking-ID", "PIN"]}
    element = shown(browser, gallery, STEPS["text"], **state)
    element.says("noch einmal ein")
    assert violations(browser) == []
    element.find("#login0").send_keys("erika")
    element.find("#login1").send_keys("12345")
    element.press_main()
    element.answer("4711")
    until(lambda: gallery.sent[0])
    assert gallery.sent[0][1]["credentials"] == {"Onlinebanking-ID": "erika", "PIN": "12345"}
    assert "12345" not in browser.page_source
    browser.refresh()
    element.says("noch einmal ein")


def test_what_the_bank_has_sent_waits_for_the_login_data(
    browser: webdriver.Chrome, gallery: Gallery
) -> None:
    """
    It is sent with them, byte for byte, and is not in the address afterwards.
    """
    gallery.more = ' returned=""'
    gallery.show(STEPS["bank"])

    def answer(_: str, body: dict[str, Any]) -> dict[str, Any]:
        if "credentials" in body:
            return {**gallery.state, "step": STEPS["finished"].to_dict(), "revision": 2}
        return {**gallery.state, "credentials": ["PIN"], "problem": "credentials_needed"}

    gallery.answer = answer
    browser.get(f"{gallery.url}?code=a%20b&state=%C3%A4")
    element = Element(browser)
    element.find("#login0").send_keys("12345")
    element.press_main()
    element.title("Erledigt")
    assert [command for command, _ in gallery.sent] == ["return", "return"]
    assert {body["query"] for _, body in gallery.sent} == {"?code=a%20b&state=%C3%A4"}
    assert gallery.sent[1][1]["credentials"] == {"PIN": "12345"}
    assert browser.current_url == f"{gallery.url}flow"


def test_problems_are_told_and_the_step_stays(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    A screen reader hears them, because they are an alert.
    """
    gallery.answer = lambda _, __: {**gallery.state, "problem": "bank_unreachable"}
    element = shown(browser, gallery, STEPS["text"])
    element.answer("4711")
    element.says("gerade nicht erreichbar")
    assert "nicht erreichbar" in element.find("[role=alert]").text
    element.title("TAN eingeben")


def test_a_server_that_is_away_is_asked_again(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    The page goes on by itself when it is back.
    """
    element = shown(browser, gallery, STEPS["working"], poll={"command": "wait", "after": 1})
    gallery.answer = lambda _, __: 1 / 0  # type: ignore[assignment, return-value]
    element.says("Keine Verbindung")
    gallery.answer = lambda _, __: {
        **gallery.state,
        "step": STEPS["finished"].to_dict(),
        "revision": 9,
    }
    element.title("Erledigt")
