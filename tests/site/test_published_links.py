"""
Links of READMEs to the published site lead to pages that were built.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.packaging.test_readme_links import ADDRESS, README, links

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
PAGES = [*README, *ROOT.glob("examples/*/README.md")]


def missing(address: str) -> str | None:
    """
    What is wrong with an address of the site; None if it leads somewhere.
    """
    place, _, anchor = address.removeprefix(ADDRESS).lstrip("/").partition("#")
    file = SITE / (place or "index.html")
    if not file.is_file():
        return address
    if anchor and not re.search(rf'\bid="{re.escape(anchor)}"', file.read_text("utf-8")):
        return address
    return None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_readme_leads_to_a_page(path: Path) -> None:
    """
    The address of the site is that of the built folder; page and anchor are there.
    """
    found = [link for link in links(path.read_text("utf-8")) if link.startswith(ADDRESS)]
    assert [address for address in map(missing, found) if address] == []


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    """
    Neither a missing page nor a missing anchor is let through.
    """
    assert missing(f"{ADDRESS}/gone.html")
    assert missing(f"{ADDRESS}/promises.html#gone")
    assert missing(f"{ADDRESS}/promises.html#promises") is None


def test_tests_of_promises_can_be_read() -> None:
    """
    The page of promises leads to the source of each test.
    """
    page = (SITE / "promises.html").read_text("utf-8")
    found = re.findall(r'href="(tests/[\w/]+\.html)"', page)
    assert len(set(found)) > 27
    for place in found:
        assert (SITE / place).is_file(), place
