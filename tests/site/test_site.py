"""
The reference site as it was built into ``build/site``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"
APIS = sorted(path.parent.name for path in ROOT.glob("generated/*/pyproject.toml"))
LOADING = re.compile(
    r"<(?P<tag>script|link|img|iframe|source|video|audio|embed|object|input)\b[^>]*>", re.IGNORECASE
)
ADDRESS = re.compile(r"\b(?:src|href|srcset|data|poster)=[\"']?(?P<address>[^\"'\s>]+)")
POINTING = re.compile(r"\brel=[\"']?(?:canonical|next|prev|edit|license)\b")
STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?(?P<address>(?:https?:)?//[^\"')\s]+)")
CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
FOREIGN = re.compile(r"(?:https?:)?//")


def page(place: str) -> str:
    return (SITE / place).read_text("utf-8")


def operations(api: str) -> Iterator[Any]:
    text = (ROOT / "specs" / api / "openapi.yaml").read_text("utf-8")
    for item in YAML(typ="safe").load(text)["paths"].values():
        yield from (one for one in item.values() if "operationId" in one)


def names(pattern: str, file: Path) -> list[str]:
    return re.findall(pattern, file.read_text("utf-8"), re.MULTILINE)


def addresses(text: str) -> Iterator[str]:
    """
    Walk what a page loads: scripts, styles, pictures, frames, fonts.
    """
    for tag in LOADING.finditer(text):
        if not POINTING.search(tag[0]):
            yield from (found["address"] for found in ADDRESS.finditer(tag[0]))
    # Code that a page shows is text: sources of tests have hostile styles in it.
    shown = CODE.sub("", text)
    yield from (found["address"] for found in STYLE.finditer(shown))


def test_the_home_page_leads_to_every_package() -> None:
    """
    Whatever is in ``generated/`` has its pages, and they can be found.
    """
    assert APIS
    home = page("index.html")
    for api in APIS:
        for name in ("index", "models", "errors", "document", "sources"):
            assert (SITE / api / f"{name}.html").is_file()
            assert f'href="{api}/{name}.html"' in home
    assert "<!-- " not in home.partition("<article")[2]


@pytest.mark.parametrize("api", APIS)
def test_every_operation_is_on_a_page(api: str) -> None:
    """
    Each operation stands on a page of operations, under the name the provider has for it.
    """
    text = "".join(path.read_text("utf-8") for path in (SITE / api / "operations").glob("*.html"))
    for operation in operations(api):
        assert f"<code>{operation['operationId']}</code>" in text


@pytest.mark.parametrize("api", APIS)
def test_every_method_has_an_anchor_and_its_source(api: str) -> None:
    """
    Each module of operations has a page with all methods of its class, each with its source.
    """
    modules = (ROOT / "generated" / api / "src" / f"kontokit_{api}" / "operations").glob("[!_]*.py")
    for module in modules:
        blocking = module.read_text("utf-8").partition("\nclass Async")[0]
        methods = re.findall(r"^    def ([a-z]\w*)\(", blocking, re.MULTILINE)
        text = page(f"{api}/operations/{module.stem}.html")
        assert methods
        for name in methods:
            assert re.search(rf'id="kontokit_{api}\.operations\.{module.stem}\.\w+\.{name}"', text)
        assert text.count("Source code in") == len(methods)


@pytest.mark.parametrize("api", APIS)
def test_every_model_has_an_anchor_and_its_source(api: str) -> None:
    """
    Each class of the models can be linked to and read.
    """
    source = ROOT / "generated" / api / "src" / f"kontokit_{api}" / "models.py"
    models = names(r"^class (\w+)", source)
    text = "".join(path.read_text("utf-8") for path in (SITE / api / "models").glob("*.html"))
    index = page(f"{api}/models.html")
    for name in models:
        assert text.count(f'id="kontokit_{api}.models.{name}"') == 1
        assert re.search(rf'href="models/\w+\.html#kontokit_{api}\.models\.{name}"', index)
    assert text.count("Source code in") == len(models)


@pytest.mark.parametrize("api", APIS)
def test_every_error_keeps_its_status(api: str) -> None:
    """
    Each documented status of an error is in the table, and stands where a method raises it.
    """
    found = {status for one in operations(api) for status in map(str, one["responses"])}
    table = page(f"{api}/errors.html")
    text = "".join(path.read_text("utf-8") for path in (SITE / api / "operations").glob("*.html"))
    for status in found:
        if status.isdecimal() and int(status) >= 300:
            assert f"<td>{status}</td>" in table
            assert f"<strong>{status}</strong>: " in text


@pytest.mark.parametrize("api", APIS)
def test_notifications_have_a_page_where_there_are_any(api: str) -> None:
    """
    What a provider sends is shown with the function that reads it.
    """
    package = ROOT / "generated" / api / "src" / f"kontokit_{api}"
    assert (SITE / api / "webhooks.html").exists() == (package / "webhooks.py").exists()
    if (package / "webhooks.py").exists():
        assert f'id="kontokit_{api}.webhooks.parse_notification"' in page(f"{api}/webhooks.html")


@pytest.mark.parametrize("api", APIS)
def test_every_document_has_an_interactive_view(api: str) -> None:
    """
    The view brings its document along, so that it has nothing to fetch.
    """
    assert 'src="viewer.html"' in page(f"{api}/document.html")
    view = page(f"{api}/viewer.html")
    for address in addresses(view):
        assert address == "data:," or (SITE / api / address).is_file()
    document = page(f"{api}/document.js")
    for operation in operations(api):
        assert f'"operationId": "{operation["operationId"]}"' in document
    assert page(f"{api}/openapi.yaml") == (ROOT / "specs" / api / "openapi.yaml").read_text("utf-8")


def test_nothing_can_be_tried_out() -> None:
    """
    The view asks no one for credentials and may not connect to anything.
    """
    settings = page("viewer/viewer.js")
    assert "supportedSubmitMethods: []" in settings
    assert "validatorUrl: null" in settings
    for part in ("authorizeBtn", "authorizeOperationBtn", "authorizationPopup"):
        assert f"{part}: nothing" in settings
    for api in APIS:
        assert "connect-src 'none'" in page(f"{api}/viewer.html")


def test_every_public_name_of_the_runtime_is_shown() -> None:
    """
    What is imported from ``kontokit`` has an anchor, or is said to be someone else's.
    """
    listed = (ROOT / "src/kontokit/__init__.py").read_text("utf-8").partition("__all__")[2]
    public = re.findall(r'^    "(\w+)",$', listed.partition("]")[0], re.MULTILINE)
    text = "".join(path.read_text("utf-8") for path in (SITE / "runtime").glob("*.html"))
    theirs = page("runtime/index.html")
    assert public
    for name in public:
        ours = re.search(rf'id="kontokit\.[\w.]+\.{name}"', text)
        assert ours or f"<code>{name}</code></td>\n<td>that of <code>" in theirs, name


def test_no_page_is_too_heavy_for_a_phone() -> None:
    """
    No page is over 300 kB.
    """
    heavy = {file: file.stat().st_size for file in SITE.rglob("*.html")}
    assert {str(file): size for file, size in heavy.items() if size > 300_000} == {}


def test_nothing_is_loaded_from_another_host() -> None:
    """
    Scripts, styles, fonts, frames and pictures all come with the site.
    """
    files = [*SITE.rglob("*.html"), *SITE.rglob("*.css")]
    assert len(files) > len(APIS)
    for file in files:
        for address in addresses(file.read_text("utf-8")):
            assert not FOREIGN.match(address), f"{file.relative_to(SITE)} loads {address}"
