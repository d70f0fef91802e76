"""
Pages as Markdown: a twin beside each page, and the list of all in ``llms.txt``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.packaging.test_readme_links import ADDRESS
from tests.site.test_site import APIS

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\((?![a-z]+:|#)(?P<place>[^)\s#]+)")
LISTED = re.compile(rf"^- \[[^\]]+\]\({re.escape(ADDRESS)}/(?P<place>\S+\.md)\)", re.MULTILINE)


def pages() -> list[Path]:
    """
    All pages but those that have no source of their own.
    """
    return [
        page
        for page in SITE.rglob("*.html")
        if page.name != "404.html" and not (page.name == "viewer.html" and page.parent.name in APIS)
    ]


def prose(twin: Path) -> str:
    return CODE.sub("", FENCE.sub("", twin.read_text("utf-8")))


def test_every_page_has_a_twin() -> None:
    """
    The address of a page with ``.md`` is the same page as Markdown, and the page names it.
    """
    assert len(pages()) > 200
    for page in pages():
        twin = page.with_suffix(".md")
        assert twin.is_file(), page
        link = f'<link rel="alternate" type="text/markdown" href="{twin.name}">'
        assert link in page.read_text("utf-8")


def test_links_of_twins_lead_somewhere() -> None:
    """
    A program can follow them from twin to twin.
    """
    for page in pages():
        twin = page.with_suffix(".md")
        for link in LINK.finditer(prose(twin)):
            assert (twin.parent / link["place"]).exists(), f"{twin}: {link['place']}"


def test_twins_need_nothing_to_be_filled_in() -> None:
    """
    Placeholders, front matter and references by name are no Markdown.
    """
    for page in pages():
        text = prose(page.with_suffix(".md"))
        assert not re.search(r"^::: |<!-- README|\]\[kontokit|\A---$", text, re.MULTILINE), page


@pytest.mark.parametrize("api", APIS)
def test_twins_have_signatures_and_docstrings(api: str) -> None:
    """
    The twin of a group has each method with its arguments and what is said of them.
    """
    modules = (ROOT / "generated" / api / "src" / f"kontokit_{api}" / "operations").glob("[!_]*.py")
    for module in modules:
        blocking = module.read_text("utf-8").partition("\nclass Async")[0]
        methods = re.findall(r"^    def ([a-z]\w*)\(", blocking, re.MULTILINE)
        twin = (SITE / api / "operations" / f"{module.stem}.md").read_text("utf-8")
        assert methods
        for name in methods:
            assert f"    def {name}(" in twin
        assert twin.count("\n    def ") == len(methods)
        assert twin.count('        """\n        ...\n') == len(methods)
        assert "self._client" not in twin


def test_llms_txt_lists_every_page_of_the_navigation() -> None:
    """
    It begins as the convention wants it, and each address is that of a twin.
    """
    text = (SITE / "llms.txt").read_text("utf-8")
    assert text.startswith("# kontokit\n\n> ")
    listed = [found["place"] for found in LISTED.finditer(text)]
    assert len(listed) == len(set(listed)) == text.count("\n- [")
    for place in listed:
        assert (SITE / place).is_file(), place
    twins = {page.with_suffix(".md").relative_to(SITE).as_posix() for page in pages()}
    unlisted = {place for place in twins - set(listed) if not place.startswith("tests/")}
    assert unlisted == set()
