"""
The page of promises names modules and tests that exist.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
ROWS: Final = re.findall(
    r"^\| P(\d+) \|(.+)$", (ROOT / "docs/promises.md").read_text("utf-8"), re.MULTILINE
)


def test_every_promise_has_a_row_in_order() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 28))


@pytest.mark.parametrize(("number", "row"), ROWS)
def test_modules_and_tests_of_a_promise_exist(number: str, row: str) -> None:
    """
    Each row has a promise, where it is kept, what shows it, and a figure.
    """
    promise, kept, shown, figure = (cell.strip() for cell in row.strip(" |").split(" | "))
    assert promise, number
    assert figure, number
    for place, cell in (("src/kontokit", kept), ("tests", shown)):
        names = re.findall(r"`([\w/]+\.py)`", cell)
        missing = [name for name in names if not (ROOT / place / name).is_file()]
        assert not missing, number
