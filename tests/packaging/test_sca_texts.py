"""
The texts of SCA in the element and in the documentation are those of the runtime.
"""

from __future__ import annotations

import pytest

from scripts.supply.texts import ELEMENT, PAGE, main, page, script


def test_element_and_page_are_up_to_date() -> None:
    """
    ``python -m scripts.supply.texts`` writes them.
    """
    assert main(["--check"]) == 0
    assert PAGE.read_text("utf-8") == page()


def test_an_old_text_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    """
    And replaced, without a change of anything else.
    """
    source = ELEMENT.read_text("utf-8")
    old = source.replace("Verfahren wählen", "Verfahren")
    assert old != source
    assert script(old) == source
