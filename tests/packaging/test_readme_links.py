"""
Links of READMEs, which become the long descriptions of wheels: all lead to the reference site.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ADDRESS: str = PROJECT["tool"]["kontokit"]["documentation"]
README = [
    ROOT / "README.md",
    ROOT / "generator" / "README.md",
    *ROOT.glob("packages/*/README.md"),
    *ROOT.glob("generated/*/README.md"),
]
LINK = re.compile(r"\]\((?P<target>[^)\s]+)[^)]*\)|^\[[^\]]+\]:\s*(?P<reference>\S+)", re.MULTILINE)
HTML = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)=[\"']?(?P<address>[^\"'\s>]+)", re.IGNORECASE)


def links(text: str) -> list[str]:
    """
    Where a text links to, outside its blocks of code.
    """
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    found = [link["target"] or link["reference"] for link in LINK.finditer(prose)]
    return found + [tag["address"] for tag in HTML.finditer(prose)]


@pytest.mark.parametrize("path", README, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_readme_begins_with_the_address_of_the_site(path: Path) -> None:
    """
    A relative link leads nowhere from a package index.
    """
    found = links(path.read_text("utf-8"))
    assert [link for link in found if not link.startswith(f"{ADDRESS}/")] == []


def test_the_clients_and_the_runtime_link_to_the_site() -> None:
    """
    Each package that users install says where its documentation is.
    """
    for path in README:
        assert links(path.read_text("utf-8")) or path.parent.name == "generator", path


def test_links_are_found_however_they_are_written() -> None:
    """
    Inline, by reference, as picture and as HTML.
    """
    text = '[a](b.md) ![c](d.png "e")\n[f]: g.md\n<a href="h.md">\n```\n[i](j.md)\n```\n'
    assert links(text) == ["b.md", "d.png", "g.md", "h.md"]
