"""
A person with a keyboard in front of Chromium.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.journey.accessibility import violations

__all__ = ["Keyboard"]

_MOST_TABS = 80


@dataclass
class Keyboard:
    """
    Reaches everything with Tab, and presses it with Space or Enter.
    """

    driver: webdriver.Chrome
    language: str
    looked_at: list[str] = field(default_factory=list[str])
    """What was checked for accessibility: the titles."""

    def open(self, url: str) -> None:
        """
        Open a page, and look at it.
        """
        self.driver.get(url)
        self.look()

    def look(self) -> None:
        """
        Check the page: language, accessibility, and that nothing is cut off at 320 pixels.
        """
        title = self.driver.title
        html = self.driver.find_element(By.TAG_NAME, "html")
        assert html.get_attribute("lang") == self.language, title
        assert violations(self.driver) == [], title
        self.driver.set_window_size(320, 900)
        self._emulate(320)
        width = self.driver.execute_script("return document.documentElement.scrollWidth")
        self._emulate(None)
        assert width <= 320, f"{title} is {width} pixels wide"
        self.looked_at.append(title)

    def _emulate(self, width: int | None) -> None:
        # Windows of Chromium have a least width, pages of phones have none.
        if width is None:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            return
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def tab(self) -> None:
        """
        Go on to what can have the focus next.
        """
        ActionChains(self.driver).send_keys(Keys.TAB).perform()

    def tab_to(self, css: str) -> WebElement:
        """
        Press Tab until an element has the focus. It has to be seen there.
        """
        wanted = self.driver.find_element(By.CSS_SELECTOR, css)
        for _ in range(_MOST_TABS):
            focused = self.driver.switch_to.active_element
            if focused == wanted:
                outline = wanted.value_of_css_property("outline-style")
                assert outline != "none", f"the focus on {css} is not seen"
                return wanted
            self.tab()
        raise AssertionError(f"Tab does not reach {css} on {self.driver.title}")

    def type(self, name: str, text: str) -> None:
        """
        Write into a field.
        """
        element = self.tab_to(f"[name='{name}']")
        element.clear()
        element.send_keys(text)

    def choose(self, css: str) -> None:
        """
        Choose a radio button or a box with Space. Of a group of radio buttons, Tab reaches one;
        arrows move on to the others.
        """
        wanted = self.driver.find_element(By.CSS_SELECTOR, css)
        if wanted.get_attribute("type") == "radio":
            self.tab_into_group(str(wanted.get_attribute("name")))
            for _ in range(_MOST_TABS):
                focused = self.driver.switch_to.active_element
                if focused == wanted:
                    break
                focused.send_keys(Keys.ARROW_DOWN)
        else:
            self.tab_to(css)
        self.driver.switch_to.active_element.send_keys(Keys.SPACE)

    def tab_into_group(self, name: str) -> None:
        for _ in range(_MOST_TABS):
            focused = self.driver.switch_to.active_element
            if focused.get_attribute("name") == name:
                return
            self.tab()
        raise AssertionError(f"Tab does not reach {name}")

    def press(self, do: str, *, key: str = Keys.ENTER) -> None:
        """
        Press a button by what it does, and look at the page that follows.
        """
        self.go(f"button[value='{do}']", key=key)
        self.look()

    def go(self, css: str, *, key: str = Keys.ENTER) -> None:
        """
        Press a button or a link, and wait for another page.
        """
        element = self.tab_to(css)
        page = self.driver.find_element(By.TAG_NAME, "html")
        element.send_keys(key)
        WebDriverWait(self.driver, 20).until(lambda _: self._is_gone(page))

    @staticmethod
    def _is_gone(page: WebElement) -> bool:
        try:
            page.is_enabled()
        # Any error of an element that belongs to a page that was left.
        except Exception:
            return True
        return False

    @property
    def heading(self) -> str:
        """
        The first heading.
        """
        return self.driver.find_element(By.TAG_NAME, "h1").text

    def text(self, css: str = "main") -> str:
        """
        What is to be read.
        """
        return self.driver.find_element(By.CSS_SELECTOR, css).text

    def evaluate(self, script: str) -> Any:
        """
        Run a script in the page.
        """
        return self.driver.execute_script(script)
