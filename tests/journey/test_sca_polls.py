"""
What the element asks by itself must not disturb whoever reads or types, and what is missing is
said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from selenium import webdriver

from kontokit.sca import Challenge, Choice, ChooseMethod, Decoupled, Finished, Step, Unknown
from tests.journey.browser import Element, until
from tests.journey.starting import shown
from tests.support.web.gallery import Gallery

POLL = {"command": "wait", "after": 0.05}
LOOK = {"command": None, "after": 0.05}
FOCUS = "return document.querySelector('kontokit-sca').shadowRoot.activeElement?.textContent"
APP = Decoupled(text="In der App", ends=datetime.now(UTC) + timedelta(minutes=5))


def focus_of(browser: webdriver.Chrome) -> str:
    return str(browser.execute_script(FOCUS))


def polled(gallery: Gallery, times: int) -> None:
    """
    Wait until the page has asked so often.
    """
    before = len(gallery.sent)
    until(lambda: len(gallery.sent) >= before + times or 1 / 0)


def counting(gallery: Gallery, **changed: Any) -> Callable[..., dict[str, Any]]:
    """
    What a poll gets: the same step, with other numbers.
    """

    def answer(_: str, __: Any) -> dict[str, Any]:
        number = len(gallery.sent)
        step = {**gallery.state["step"], "polls_left": 60 - number, "seconds_left": 300 - number}
        return {**gallery.state, "step": step, "revision": 2 * number, **changed}

    return answer


def test_a_poll_moves_no_focus(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    Whoever has reached a button stays there, and a screen reader reads nothing again.
    """
    gallery.answer = counting(gallery)
    element = shown(browser, gallery, APP, poll=POLL)
    button = element.find("[data-command=cancel]")
    browser.execute_script("arguments[0].focus()", button)
    polled(gallery, 3)
    assert focus_of(browser) == "Abbrechen"
    assert button.is_enabled()
    # What the user sends then is for the step of the last poll.
    gallery.state["poll"] = None
    polled(gallery, 1)
    gallery.answer = lambda _, __: gallery.state
    count = len(gallery.sent)
    element.press("Abbrechen")
    until(lambda: gallery.sent[count])
    assert gallery.sent[count][0] == "cancel"
    assert gallery.sent[count][1]["revision"] == gallery.sent[count - 1][1]["revision"] + 2


def test_a_poll_that_is_too_early_is_not_told(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    The user has asked for nothing: another window was faster.
    """
    gallery.answer = counting(gallery, problem="too_early")
    element = shown(browser, gallery, APP, poll=POLL)
    polled(gallery, 2)
    assert element.find("[role=alert]").text == ""


def test_whoever_asks_hears_that_there_is_no_news(
    browser: webdriver.Chrome, gallery: Gallery
) -> None:
    """
    The focus is on the heading, and the status says it.
    """
    step = Unknown(step="answer")
    element = shown(browser, gallery, step, poll={"command": "reconcile", "after": 20})
    element.press("Bei der Bank nachfragen")
    element.says("Es gibt noch nichts Neues.")
    assert element.find("[role=status]").text == "Es gibt noch nichts Neues."
    assert focus_of(browser) == "Ausgang unbekannt"
    gallery.answer = lambda _, __: {**gallery.state, "problem": "too_early"}
    element.press("Bei der Bank nachfragen")
    element.says("Das ist noch zu früh.")


class Slow:
    """
    A server that takes its time to say how a flow is.
    """

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery
        self.asked, self.may_answer = Event(), Event()

    def look(self) -> dict[str, Any]:
        self.asked.set()
        self.may_answer.wait(30)
        return self.gallery.state


@pytest.fixture
def slow(gallery: Gallery) -> Iterator[Slow]:
    one = Slow(gallery)
    yield one
    one.may_answer.set()
    gallery.look = lambda: gallery.state


def typed_while_asking(browser: webdriver.Chrome, gallery: Gallery, slow: Slow) -> Element:
    """
    Send a TAN while the page looks whether something has changed.
    """
    element = shown(browser, gallery, Challenge(raw="TAN"), poll=LOOK)
    gallery.look = slow.look
    assert slow.asked.wait(30)
    element.answer("4711")
    element.says("Einen Moment")
    assert gallery.sent == []
    return element


def test_a_tan_that_is_sent_while_the_page_asks_is_not_lost(
    browser: webdriver.Chrome, gallery: Gallery, slow: Slow
) -> None:
    """
    It goes as soon as the page knows that the step is the same.
    """
    end = {"step": Finished().to_dict(), "revision": 2, "poll": None, "is_done": True}
    gallery.answer = lambda _, __: {**gallery.state, **end}
    element = typed_while_asking(browser, gallery, slow)
    slow.may_answer.set()
    element.title("Erledigt")
    assert [(name, body["answer"]) for name, body in gallery.sent] == [("answer", "4711")]


def test_a_tan_for_a_step_that_is_over_is_not_sent(
    browser: webdriver.Chrome, gallery: Gallery, slow: Slow
) -> None:
    """
    Another window has gone on meanwhile.
    """
    element = typed_while_asking(browser, gallery, slow)
    other = Challenge(raw="Eine andere TAN").to_dict()
    gallery.state = {**gallery.state, "step": other, "revision": 2, "poll": None}
    slow.may_answer.set()
    element.says("in einem anderen Fenster fortgesetzt")
    element.says("Eine andere TAN")
    assert element.attribute("#answer", "value") == ""
    assert gallery.sent == []


CHOICES = ChooseMethod(methods=(Choice(id="1", name="SMS"), Choice(id="2", name="App")))
LOCKING = Challenge(raw="TAN", attempts_left=None, asked_again=2)


@pytest.mark.parametrize(
    ("step", "state", "typed", "control", "text"),
    [
        (CHOICES, {}, "", "input", "Bitte wählen Sie eine Möglichkeit aus."),
        (Challenge(raw="TAN"), {}, "", "#answer", "Bitte füllen Sie dieses Feld aus."),
        (LOCKING, {}, "4711", "#risk", "Bitte setzen Sie zuerst das Häkchen."),
        (CHOICES, {"credentials": ["PIN"]}, "", "#login0", "Bitte füllen Sie dieses Feld aus."),
    ],
    ids=["choice", "TAN", "tick", "login"],
)
def test_what_is_missing_is_said(
    browser: webdriver.Chrome,
    gallery: Gallery,
    step: Step,
    state: dict[str, Any],
    typed: str,
    control: str,
    text: str,
) -> None:
    """
    The control has the focus, is marked and described by the message; nothing is sent.
    """
    element = shown(browser, gallery, step, **state)
    if typed:
        element.find("#answer").send_keys(typed)
    element.press_main()
    element.says(text)
    field = element.find(control)
    assert field.get_attribute("aria-invalid") == "true"
    assert "problem" in (field.get_attribute("aria-describedby") or "").split()
    assert element.find("#problem").text == text
    active = "return document.querySelector('kontokit-sca').shadowRoot.activeElement"
    assert browser.execute_script(active) == field
    assert gallery.sent == []


def test_a_screen_reader_knows_the_language(browser: webdriver.Chrome, gallery: Gallery) -> None:
    """
    A page in another language shows German texts, which are not read as French ones.
    """
    for language, spoken in (("fr", "de"), ("en-GB", "en")):
        gallery.language = language
        element = shown(browser, gallery, APP)
        assert element.attribute("section", "lang") == spoken
