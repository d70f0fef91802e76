"""
The reference site as it was built into ``build/site``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
APIS = sorted(path.parent.name for path in ROOT.glob("generated/*/pyproject.toml"))
LOADED = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*\ssrc=["']?(?P<src>[^"'\s>]+)"""
    r"""|<link\b(?P<link>[^>]*)>"""
)


def pages() -> list[Path]:
    return sorted(SITE.rglob("*.html"))


def document(api: str) -> Any:
    return YAML(typ="safe").load((ROOT / "specs" / api / "openapi.yaml").read_text("utf-8"))


def text_of(api: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in (SITE / api).rglob("index.html"))


def test_there_is_a_package_for_each_document() -> None:
    """
    Every package has its pages, and there are packages.
    """
    assert len(APIS) >= 5
    for api in APIS:
        for page in ("index.html", "models/index.html", "errors/index.html", "sources/index.html"):
            assert (SITE / api / page).is_file()


@pytest.mark.parametrize("api", APIS)
def test_every_operation_is_on_a_page(api: str) -> None:
    """
    Each operation stands on the page of its tag, under the name the provider has for it.
    """
    text = text_of(api)
    for item in document(api)["paths"].values():
        for operation in item.values():
            assert f"<code>{operation['operationId']}</code>" in text


@pytest.mark.parametrize("api", APIS)
def test_every_model_has_an_anchor(api: str) -> None:
    """
    Each class of the models can be linked to.
    """
    source = ROOT / "generated" / api / "src" / f"kontokit_{api}" / "models.py"
    page = (SITE / api / "models" / "index.html").read_text("utf-8")
    for name in re.findall(r"^class (\w+)", source.read_text("utf-8"), re.MULTILINE):
        assert f'id="kontokit_{api}.models.{name}"' in page


@pytest.mark.parametrize("api", APIS)
def test_every_document_has_an_interactive_view(api: str) -> None:
    """
    The view is there with its document beside it, and sends nothing.
    """
    frames = list((SITE / api / "document").glob("swagger-*.html"))
    assert len(frames) == 1
    text = frames[0].read_text("utf-8")
    assert "openapi.json" in text
    assert re.search(r'"supportedSubmitMethods":\s*\[\]', text)
    assert (SITE / api / "openapi.json").stat().st_size > 1000


def test_nothing_is_loaded_from_another_host() -> None:
    """
    Scripts, styles, fonts and pictures all come with the site.
    """
    assert len(pages()) > 50
    for page in pages():
        for found in LOADED.finditer(page.read_text("utf-8")):
            link = found["link"] or ""
            source = found["src"] or ""
            if link and not re.search(r'rel="?(canonical|next|prev)', link):
                source = next(iter(re.findall(r'href="?([^"\s>]+)', link)), "")
            assert not re.match(r"(https?:)?//", source), f"{page.name} loads {source}"
    for style in SITE.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", style.read_text("utf-8"))
