"""
The tests that the page of promises names: their sources as pages, so that a reader of a wheel's
description can see what shows a promise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from posixpath import splitext

from scripts.reference.sources import ROOT

__all__ = ["linked", "pages"]

PROMISES = "promises.md"
_NAME = re.compile(r"`(?P<path>[\w/]+\.py)`")
_PAGE = """---
search:
  exclude: true
---

# {path}

{about}

Shows what a promise on the page [Promises]({home}promises.md) says.

~~~~python
{source}~~~~
"""


def pages() -> Iterator[tuple[str, str]]:
    """
    Make a page of each test: its place, and its text.
    """
    for name in sorted(_names((ROOT / "docs" / PROMISES).read_text("utf-8"))):
        source = (ROOT / "tests" / name).read_text("utf-8")
        about = ast.get_docstring(ast.parse(source)) or ""
        home = "../" * (name.count("/") + 1)
        yield (
            _place(name),
            _PAGE.format(path=f"tests/{name}", about=about, home=home, source=source),
        )


def linked(markdown: str) -> str:
    """
    Point the names of tests to their pages, on the page of promises.
    """
    names = _names(markdown)

    def link(found: re.Match[str]) -> str:
        name = found["path"]
        return f"[{found[0]}]({_place(name)})" if name in names else found[0]

    return _NAME.sub(link, markdown)


def _names(markdown: str) -> set[str]:
    found = {one["path"] for one in _NAME.finditer(markdown)}
    return {name for name in found if (ROOT / "tests" / name).is_file()}


def _place(name: str) -> str:
    return f"tests/{splitext(name)[0]}.md"
