"""
Links within the built site: every page can be reached, and every link leads somewhere.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from tests.packaging.test_readme_links import ADDRESS

SITE = Path(__file__).parents[2] / "build" / "site"
LINK = re.compile(r"<a\b[^>]*?\bhref=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
ANCHOR = re.compile(r"\b(?:id|name)=(?:\"([^\"]+)\"|'([^']+)'|([^\s>]+))")
ELSEWHERE = re.compile(r"[a-z]+:|//")
NOT_LINKED = {"404.html"}
"""A server shows it where there is no page."""


@cache
def text(page: Path) -> str:
    return page.read_text("utf-8")


@cache
def anchors(page: Path) -> set[str]:
    return {"".join(found) for found in ANCHOR.findall(text(page))}


def links(page: Path) -> set[str]:
    """
    Where a page leads to on the site.
    """
    found = {"".join(each) for each in LINK.findall(text(page))}
    inside = {each.removeprefix(f"{ADDRESS}/") for each in found}
    return {each for each in inside if each and not ELSEWHERE.match(each)}


def target(page: Path, link: str) -> tuple[Path, str]:
    place, _, anchor = link.partition("#")
    file = (page.parent / unquote(place)).resolve() if place else page
    return (file / "index.html" if file.is_dir() else file), unquote(anchor)


def fault(page: Path, link: str) -> str | None:
    """
    What is wrong with a link; None if it leads somewhere.
    """
    file, anchor = target(page, link)
    if not file.is_file():
        return f"{page.relative_to(SITE)}: {link} is no page"
    if anchor and anchor not in anchors(file):
        return f"{page.relative_to(SITE)}: {link} is no place on its page"
    return None


def test_every_link_leads_somewhere() -> None:
    """
    Each page and each anchor that a page links to is there.
    """
    pages = [page for page in SITE.rglob("*.html") if page.name != "404.html"]
    assert len(pages) > 200
    faults = [fault(page, link) for page in pages for link in links(page)]
    assert [each for each in faults if each] == []


def test_a_broken_link_is_noticed() -> None:
    """
    Neither a missing page nor a missing anchor is let through.
    """
    home = SITE / "index.html"
    assert fault(home, "gone.html")
    assert fault(home, "promises.html#gone")
    assert fault(home, "promises.html#promises") is None
    assert "promises.html" in links(home)


def test_every_page_can_be_reached_from_the_home_page() -> None:
    """
    Following links, a reader gets to all pages.
    """
    seen: set[Path] = set()
    waiting = [SITE / "index.html"]
    while waiting:
        page = waiting.pop()
        if page not in seen:
            seen.add(page)
            found = (target(page, link)[0] for link in links(page))
            waiting += [file for file in found if file.suffix == ".html" and file.is_file()]
    pages = set(SITE.rglob("*.html")) - {SITE / name for name in NOT_LINKED}
    assert sorted(str(page.relative_to(SITE)) for page in pages - seen) == []
