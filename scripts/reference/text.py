"""
Pieces of Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from posixpath import dirname, join, normpath, relpath

from scripts.reference.sources import ADDRESS

_PUBLISHED = re.compile(
    rf"\]\({re.escape(ADDRESS)}/(?P<page>[^)#\s]+)\.html(?P<anchor>#[^)\s]*)?\)"
)
_LINK = re.compile(r"\]\((?!#|[a-z]+:)(?P<target>[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")
_PLACES = (
    (re.compile(r"^README\.md$"), "index.md"),
    (re.compile(r"^CHANGELOG\.md$"), "changes.md"),
    (re.compile(r"^CONTRIBUTING\.md$"), "contributing.md"),
    (re.compile(r"^SECURITY\.md$"), "security.md"),
    (re.compile(r"^CODE_OF_CONDUCT\.md$"), "conduct.md"),
    (re.compile(r"^docs/decisions$"), "decisions/index.md"),
    (re.compile(r"^docs/(.+)$"), r"\1"),
    (re.compile(r"^packages/banking/README\.md$"), "banking/index.md"),
    (re.compile(r"^packages/sandbox/README\.md$"), "sandbox/index.md"),
    (re.compile(r"^generator/README\.md$"), "generator.md"),
    (re.compile(r"^packages/cli/README\.md$"), "cli.md"),
    (re.compile(r"^packages/fleet/README\.md$"), "fleet.md"),
    (re.compile(r"^packages/mcp/README\.md$"), "mcp.md"),
    (re.compile(r"^packages/web/README\.md$"), "web.md"),
    (re.compile(r"^examples/README\.md$"), "examples/index.md"),
    (re.compile(r"^examples/([\w-]+)/README\.md$"), r"examples/\1.md"),
    (re.compile(r"^generated/(\w+)/README\.md$"), r"\1/index.md"),
    (re.compile(r"^specs/(\w+)/SOURCES\.md$"), r"\1/sources.md"),
    (re.compile(r"^specs/(\w+)/openapi\.yaml$"), r"\1/openapi.yaml"),
)
"""Where files of the repository are on the site."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Write a table. A bar within a cell is escaped.
    """
    lines = [list(head), ["---"] * len(head), *map(list, rows)]
    escaped = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


def quoted(text: str) -> str:
    """
    Write a text as code, and nothing as nothing.
    """
    return f"`{text}`" if text else ""


def relinked(text: str, *, origin: str, place: str) -> str:
    """
    Point links between files of the repository, and to the published site, to their pages.

    A link to a file that has no page stays as it is, and fails the build.

    Args:
        text: The Markdown of a file.
        origin: Where the file is in the repository.
        place: Where its page is on the site.

    Returns:
        The Markdown of the page.
    """

    def lead(found: re.Match[str]) -> str:
        wanted = normpath(join(dirname(origin), found["target"]))
        for pattern, page in _PLACES:
            if pattern.match(wanted):
                target = relpath(pattern.sub(page, wanted), dirname(place) or ".")
                return f"]({target}{found['anchor'] or ''})"
        return found[0]

    def stay(found: re.Match[str]) -> str:
        target = relpath(f"{found['page']}.md", dirname(place) or ".")
        return f"]({target}{found['anchor'] or ''})"

    return _PUBLISHED.sub(stay, _LINK.sub(lead, text))


def module_shown(path: str, **options: object) -> str:
    """
    Ask mkdocstrings for everything in a module, each class with its whole source.
    """
    whole = {"show_root_heading": False, "show_root_toc_entry": False}
    return shown(path, **whole, merge_init_into_class=False, **options)


def shown(path: str, **options: object) -> str:
    """
    Ask mkdocstrings for the documentation of an object.
    """
    return f"::: {path}\n    options: {json.dumps(options)}\n"
