"""
The pages of no single API: home, hand-written packages, sandbox, decisions, changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.reference import runtime_pages
from scripts.reference.package_pages import repository_page
from scripts.reference.sources import ROOT, apis, banking_names
from scripts.reference.text import module_shown, relinked, shown, table

_FROM_README = re.compile(r"<!-- README: (.+?) -->")
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```python\n.*?^```\n", re.MULTILINE | re.DOTALL)

WEB = """# Web applications

The package `kontokit-web`; see the guide [SCA in web applications](../web.md).

"""
WEB_MODULES = (
    "kontokit_web.settings",
    "kontokit_web.entries",
    "kontokit_web.starlette",
    "kontokit_web.django",
    "kontokit_web.webhooks",
)
BANKING = """
## Names

Import them from `kontokit_banking`; [those of exports](exports.md) have a page of their own.

"""
EXPORTS = """# Exports

Import these names from `kontokit_banking.exports`; see the guide
[Exporting transactions](../exports.md).

"""
DECISIONS = """# Decisions

Design choices and their reasons.

"""


def pages() -> Iterator[tuple[str, str]]:
    """
    Make the pages: their places, and their text.
    """
    for place, text in runtime_pages.pages():
        yield f"runtime/{place}", text
    yield "web/index.md", WEB + "\n".join(map(module_shown, WEB_MODULES))
    yield "sandbox/index.md", repository_page("packages/sandbox/README.md", "sandbox/index.md")
    yield "examples/index.md", repository_page("examples/README.md", "examples/index.md")
    for name in examples():
        place = f"examples/{name}.md"
        yield place, repository_page(f"examples/{name}/README.md", place)
    yield "banking/index.md", banking_page()
    yield "banking/exports.md", EXPORTS + "\n".join(map(shown, banking_names(".exports")))
    yield "changes.md", repository_page("CHANGELOG.md", "changes.md")
    yield "contributing.md", repository_page("CONTRIBUTING.md", "contributing.md")
    yield "security.md", repository_page("SECURITY.md", "security.md")
    yield "conduct.md", repository_page("CODE_OF_CONDUCT.md", "conduct.md")
    yield (
        "decisions/index.md",
        DECISIONS
        + "".join(
            f"- [{title(f'docs/{place}')}]({place.rpartition('/')[2]})\n" for place in decisions()
        ),
    )


def examples() -> list[str]:
    """
    List the projects of ``examples/``.
    """
    return sorted(one.parent.name for one in ROOT.glob("examples/*/README.md"))


def filled(text: str, place: str) -> str:
    """
    Fill in the placeholders of a page: parts of the README, its first example, the packages.

    Raises:
        ValueError: The README has no section of that name.
    """
    readme = (ROOT / "README.md").read_text("utf-8")
    example = _EXAMPLE.search(readme)
    sections = dict(_SECTION.findall(readme))

    def section(found: re.Match[str]) -> str:
        if found[1] not in sections:
            raise ValueError(f"{place}: the README has no section {found[1]!r}")
        return relinked(sections[found[1]].strip(), origin="README.md", place=place)

    text = _FROM_README.sub(section, text)
    text = text.replace("<!-- example -->", example[0] if example else "")
    return text.replace("<!-- packages -->", packages())


def packages() -> str:
    """
    Make the table of all packages.
    """
    head = ["API", "operations", "models", "errors", "OpenAPI document", "sources"]
    rows = (
        (
            f"[{api.title}]({api.name}/index.md)",
            f"[{len(api.operations)}]({api.name}/client.md)",
            f"[{len(api.models)}]({api.name}/models.md)",
            f"[errors]({api.name}/errors.md)",
            f"[document]({api.name}/document.md)",
            f"[sources]({api.name}/sources.md)",
        )
        for api in apis()
    )
    return table(head, rows)


def decisions() -> list[str]:
    """
    Name the pages of all decisions.
    """
    return [f"decisions/{path.name}" for path in sorted((ROOT / "docs/decisions").glob("0*.md"))]


def title(origin: str) -> str:
    """
    Read the heading of a page.
    """
    return (ROOT / origin).read_text("utf-8").partition("\n")[0].lstrip("# ")


def banking_page() -> str:
    """
    Make the page of ``kontokit_banking``: its README, and its public names.
    """
    text = repository_page("packages/banking/README.md", "banking/index.md")
    return text + BANKING + "\n".join(map(shown, banking_names()))
