"""
Numbers in the README stand in the pages of promises and of performance.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.packaging.test_readme_links import ADDRESS

ROOT: Final = Path(__file__).parents[2]
README: Final = (ROOT / "README.md").read_text("utf-8")
PROMISES: Final = (ROOT / "docs/promises.md").read_text("utf-8")
PERFORMANCE: Final = (ROOT / "docs/performance.md").read_text("utf-8")
NUMBER: Final = re.compile(r"(?<![\w.,])\d[\d,.]*\d(?!\w)|(?<![\w.,])\d(?![\w.,]*\d)(?!\w)")


def paragraphs(text: str) -> list[str]:
    """
    The items and paragraphs of a text without its code, its tables and its addresses.
    """
    prose = re.sub(r"^```.*?^```|^\|.*?$|`[^`]+`", "", text, flags=re.MULTILINE | re.DOTALL)
    return [one for one in re.split(r"\n\n|\n(?=- )", prose) if one.strip()]


def numbers(text: str) -> set[str]:
    """
    The numbers of a text, without those in addresses.
    """
    return set(NUMBER.findall(re.sub(r"\]\([^)]*\)", "]", text)))


def sources(paragraph: str) -> str:
    """
    What a paragraph may take its numbers from: the pages and tests that it links to.
    """
    found = ""
    for place in re.findall(rf"\({re.escape(ADDRESS)}/([\w/]+)\.html\)", paragraph):
        if place == "performance":
            found += PERFORMANCE
        if place.startswith("tests/"):
            test = f"`{place.removeprefix('tests/')}.py`"
            found += "".join(row for row in PROMISES.splitlines() if test in row)
    return found


def unproven(text: str) -> list[str]:
    """
    The paragraphs with a number that nothing shows.
    """
    return [
        paragraph
        for paragraph in paragraphs(text)
        if not numbers(paragraph) <= numbers(sources(paragraph))
    ]


def test_numbers_come_from_promises_and_performance() -> None:
    """
    A guarantee has the figure of the row that names its test, and a time that of the last run.
    """
    python = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version = python["requires-python"].removeprefix(">=")
    assert f"Python {version} or newer" in README
    assert unproven(README.replace(f"Python {version} or newer", "")) == []
    assert "10,000" in numbers(README)


@pytest.mark.parametrize(
    "paragraph",
    [
        "It takes 3 ms.",
        f"Of [9,999 schedules]({ADDRESS}/tests/faults/test_schedules.html) none.",
        f"- [4.05 times as long]({ADDRESS}/performance.html)",
    ],
)
def test_a_number_that_nothing_shows_is_noticed(paragraph: str) -> None:
    """
    A wrong figure, and one without a link, are found.
    """
    assert unproven(f"Nothing to count.\n\n{paragraph}") == [paragraph]


def test_each_guarantee_leads_to_its_test() -> None:
    """
    Three of them, and the test of each is one that the page of promises names.
    """
    section = README.partition("## What it guarantees")[2].partition("\n## ")[0]
    items = re.findall(r"^- \*\*.*(?:\n  .*)*", section, re.MULTILINE)
    assert len(items) == 3
    for item in items:
        (test,) = re.findall(rf"\({re.escape(ADDRESS)}/tests/([\w/]+)\.html\)", item)
        assert f"`{test}.py`" in PROMISES
        assert (ROOT / "tests" / f"{test}.py").is_file()
