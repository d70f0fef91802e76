"""
What keeps people with disabilities out of a page, as axe-core finds it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RUN = """
const done = arguments[0];
axe.run(document).then((found) => done(found.violations.map(
  (one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 200))}`)));
"""


def violations(browser: webdriver.Chrome) -> list[Any]:
    """
    The violations on the page that a browser shows.
    """
    if not AXE.exists():
        pytest.skip("axe-core is not there: run `npm install` in tests/journey")
    browser.execute_script(AXE.read_text("utf-8"))
    found: list[Any] = browser.execute_async_script(RUN)
    return found
