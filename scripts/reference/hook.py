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

from scripts.reference import package_pages, search_index, shared_pages, shown_tests, viewer
from scripts.reference.compact_html import compact
from scripts.reference.navigation import navigation
from scripts.reference.sources import ROOT, apis
from scripts.reference.text import relinked


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
    for place, content in made():
        files.append(File.generated(config, place, content=content))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """
    Fill in the first page, and point links of hand-written pages to pages of the site.
    """
    place = page.file.src_uri
    if page.file.generated_by:
        return markdown
    text = shown_tests.linked(markdown) if place == shown_tests.PROMISES else markdown
    linked = relinked(text, origin=f"docs/{place}", place=place)
    return shared_pages.home(linked) if place == "index.md" else linked


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """
    Make the page lighter.
    """
    return compact(output)


@event_priority(-100)  # the plugin of search writes its index first
def on_post_build(*, config: MkDocsConfig) -> None:
    """
    Shorten the index of the search.
    """
    search_index.shorten(Path(config.site_dir))


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
