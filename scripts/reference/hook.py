"""
The hooks of mkdocs: which pages there are, in which order, with which content.

No package is named here; every package in ``generated/`` gets its pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from scripts.reference import (
    markdown_twins,
    package_pages,
    search_index,
    shared_pages,
    shown_tests,
    viewer,
)
from scripts.reference.compact_html import compact
from scripts.reference.navigation import boost, navigation
from scripts.reference.search_words import WORDS
from scripts.reference.sources import ROOT, apis
from scripts.reference.text import relinked

sources: dict[str, str] = {}
"""The Markdown of each page by its place."""


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """
    Set the source folders and the navigation.
    """
    hand_written = [ROOT / "packages" / name / "src" for name in ("banking", "web")]
    sources = [ROOT / "src", *sorted(ROOT.glob("generated/*/src")), *hand_written]
    plugins = cast("Any", config.plugins)
    plugins["mkdocstrings"].config["handlers"]["python"]["paths"] = [str(path) for path in sources]
    config.nav = navigation()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """
    Add the generated files.
    """
    content = dict(made())
    written = [*(path.name for path in (ROOT / "docs").glob("*.md")), *shared_pages.decisions()]
    pages = {place: (ROOT / "docs" / place).read_text("utf-8") for place in written}
    content["llms.txt"] = markdown_twins.llms(navigation(), pages | content)
    for place, text in content.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """
    Fill in placeholders, and point links of hand-written pages to pages of the site.
    """
    place = page.file.src_uri
    page.meta["search"] = {"boost": boost(place)} | page.meta.get("search", {})
    page.meta["tags"] = [*WORDS.get(place, ()), *page.meta.get("tags", ())]
    text = markdown if page.file.generated_by else hand_written(markdown, place)
    sources[place] = text
    return text


def hand_written(markdown: str, place: str) -> str:
    """
    Make the Markdown of a page of the site from that of a file of ``docs/``.
    """
    text = shown_tests.linked(markdown) if place == shown_tests.PROMISES else markdown
    return shared_pages.filled(relinked(text, origin=f"docs/{place}", place=place), place)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """
    Make the page lighter, and name its twin.
    """
    name = page.file.src_uri.rpartition("/")[2]
    twin = f'<link rel="alternate" type="text/markdown" href="{name}">'
    return compact(output.replace("</head>", f"{twin}</head>", 1))


@event_priority(-100)  # the plugin of search writes its index first
def on_post_build(*, config: MkDocsConfig) -> None:
    """
    Shorten the index of the search, and write the twins of pages.
    """
    site = Path(config.site_dir)
    search_index.shorten(site)
    markdown_twins.write(site, sources)


def made() -> Iterator[tuple[str, str]]:
    """
    Generate everything: paths on the site, and content.
    """
    for api in apis():
        for place, content in (*package_pages.pages(api), *viewer.view(api)):
            yield f"{api.name}/{place}", content
    yield from shared_pages.pages()
    yield from shown_tests.pages()
    yield from viewer.shared_files()
