"""
The pages of the reference site that are made from what is there: one set for each package.

A hook of mkdocs. No package is named here; whatever lies in ``generated/`` gets its pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
LINKS = {"../sandbox/README.md": "sandbox/index.md"}
"""Where the repository's own links lead on the site."""

_FIRST_LINE = re.compile(r"^# .*\n+")
_ERRORS = re.compile(r'^    (\d{3}): "(\w+)",$', re.MULTILINE)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """
    Tell where the sources are, and which pages there are in which order.
    """
    sources = [ROOT / "src", *sorted(ROOT.glob("generated/*/src"))]
    handlers = config.plugins["mkdocstrings"].config["handlers"]
    handlers["python"]["paths"] = [str(path) for path in sources]
    packages = [{title(api): [*navigation(api)]} for api in apis()]
    config.nav = [
        {"Home": ["index.md", "first-steps.md"]},
        *packages,
        {"Runtime": ["runtime/index.md", "runtime/errors.md", "runtime/webhooks.md"]},
        {"Sandbox": ["sandbox/index.md"]},
        {"Decisions": ["decisions/index.md", *decisions()]},
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """
    Add the pages that are made.
    """
    for name, text in pages():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """
    Lead links of the repository to their pages.
    """
    depth = "../" * page.file.src_uri.count("/")
    for link, target in LINKS.items():
        markdown = markdown.replace(f"]({link})", f"]({depth}{target})")
    return markdown


def apis() -> list[str]:
    """
    Name every API that has a package.
    """
    return sorted(path.parent.name for path in ROOT.glob("generated/*/pyproject.toml"))


def decisions() -> list[str]:
    """
    Name the pages of all decisions.
    """
    return [f"decisions/{path.name}" for path in sorted((ROOT / "docs/decisions").glob("0*.md"))]


def document(api: str) -> Mapping[str, Any]:
    """
    Read the document of an API.
    """
    if api not in _documents:
        text = (ROOT / "specs" / api / "openapi.yaml").read_text("utf-8")
        _documents[api] = YAML(typ="safe", pure=True).load(text)
    return _documents[api]


_documents: dict[str, Mapping[str, Any]] = {}


def title(api: str) -> str:
    """
    Tell what an API is called.
    """
    found: str = document(api)["info"]["title"]
    return found


def navigation(api: str) -> Iterator[Any]:
    """
    List the pages of a package in their order.
    """
    yield f"{api}/index.md"
    modules = [{name: f"{api}/{module}.md"} for module, name in tags(api)]
    yield {"Operations": modules}
    yield {"Models": f"{api}/models.md"}
    yield {"Errors": f"{api}/errors.md"}
    if (package(api) / "webhooks.py").exists():
        yield {"Notifications": f"{api}/webhooks.md"}
    yield {"Sources": f"{api}/sources.md"}
    yield {"Document": f"{api}/document.md"}


def tags(api: str) -> list[tuple[str, str]]:
    """
    Name the modules of operations, each with its tag.
    """
    named = {module_name(tag["name"]): tag["name"] for tag in document(api)["tags"]}
    found = {path.stem for path in (package(api) / "operations").glob("[!_]*.py")}
    return [(module, name) for module, name in named.items() if module in found]


def module_name(tag: str) -> str:
    """
    Tell the module of a tag: snake_case, as the generator writes it.
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", tag)
    return re.sub(r"\W+", "_", spaced).strip("_").lower()


def package(api: str) -> Path:
    """
    Tell where the import package of an API is.
    """
    return ROOT / "generated" / api / "src" / f"kontokit_{api}"


def pages() -> Iterator[tuple[str, str]]:
    """
    Make all pages: their places, and their text.
    """
    for api in apis():
        for name, text in package_pages(api):
            yield f"{api}/{name}", text
    for place in ("sandbox/index.md", "runtime/index.md", "decisions/index.md"):
        yield place, shared_page(place)
    yield "runtime/errors.md", "# Errors\n\n::: kontokit.errors\n    options: {show_root_heading: false}\n"
    yield "runtime/webhooks.md", "# Notifications\n\n::: kontokit.webhooks\n    options: {show_root_heading: false}\n"


def shared_page(place: str) -> str:
    """
    Make a page that belongs to no package.
    """
    if place.startswith("sandbox"):
        return (ROOT / "sandbox" / "README.md").read_text("utf-8")
    if place.startswith("decisions"):
        texts = {Path(one).name: (ROOT / "docs" / one).read_text("utf-8") for one in decisions()}
        lines = [f"- [{text.splitlines()[0].lstrip('# ')}]({name})" for name, text in texts.items()]
        return "# Decisions\n\nWhy the house is as it is.\n\n" + "\n".join(lines) + "\n"
    shown = [f"::: kontokit.{module}.{name}\n" for module, name in runtime_names()]
    intro = "What all clients have in common. The errors have [a page of their own](errors.md).\n"
    return "# The runtime\n\n" + intro + "\n" + "\n".join(shown)


def runtime_names() -> Iterator[tuple[str, str]]:
    """
    Name the public classes and functions of the runtime with their modules, without the errors.
    """
    runtime = ROOT / "src" / "kontokit"
    text = (runtime / "__init__.py").read_text("utf-8")
    public = set(re.findall(r'^    "(\w+)",$', text, re.MULTILINE))
    for path in sorted(runtime.glob("[!_]*.py")):
        defined = re.findall(r"^(?:class|def) (\w+)", path.read_text("utf-8"), re.MULTILINE)
        for name in defined:
            if name in public and path.stem != "errors":
                yield path.stem, name


def package_pages(api: str) -> Iterator[tuple[str, str]]:
    """
    Make the pages of one package.
    """
    root = f"kontokit_{api}"
    yield "index.md", (ROOT / "generated" / api / "README.md").read_text("utf-8")
    for module, name in tags(api):
        yield f"{module}.md", operations_page(api, module, name)
    yield "models.md", f"# Models\n\n{MODELS}\n::: {root}.models\n    options: {{show_root_heading: false, show_source: false}}\n"
    yield "errors.md", errors_page(api)
    if (package(api) / "webhooks.py").exists():
        yield "webhooks.md", f"# Notifications\n\n::: {root}.webhooks\n    options: {{show_root_heading: false}}\n"
    yield "sources.md", (ROOT / "specs" / api / "SOURCES.md").read_text("utf-8")
    yield "openapi.json", json.dumps(document(api), ensure_ascii=False, default=str)
    yield "document.md", f'# {title(api)}: the document\n\n<swagger-ui src="openapi.json"/>\n'


MODELS = """What the API sends and takes. A model whose name ends in `Input` is what you send where reading and writing differ.
"""


def operations_page(api: str, module: str, name: str) -> str:
    """
    Make the page of a tag: the class with its methods, and the operations behind them.
    """
    text = (package(api) / "operations" / f"{module}.py").read_text("utf-8")
    classes = re.findall(r"^class (\w+)", text, re.MULTILINE)
    shown = f"::: kontokit_{api}.operations.{module}.{classes[0]}\n"
    twin = f"`{classes[1]}` has the same methods, to be awaited.\n"
    return f"# {name}\n\n`client.{module}` is a `{classes[0]}`; {twin}\n{shown}"


def errors_page(api: str) -> str:
    """
    Make the table of an API's errors.
    """
    rows = [
        "| status | raised as | what it means |",
        "|---|---|---|",
    ]
    for status, meanings in sorted(statuses(api).items()):
        kind = error_name(status)
        anchor = f"[`{kind}`](../runtime/errors.md#kontokit.errors.{kind})"
        rows.append(f"| {status} | {anchor} | {' '.join(meanings)} |")
    intro = "Every status that is not 2xx raises. What holds for all errors stands at [the runtime](../runtime/errors.md)."
    return f"# Errors of {title(api)}\n\n{intro}\n\n" + "\n".join(rows) + "\n"


def statuses(api: str) -> dict[int, list[str]]:
    """
    Gather what the document says of each status that is an error.
    """
    shared = document(api)["components"].get("responses", {})
    found: dict[int, list[str]] = {}
    for item in document(api)["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                if str(status)[0] in "345":
                    told = shared[response["$ref"].rpartition("/")[2]] if "$ref" in response else response
                    text = " ".join(str(told.get("description", "")).split())
                    meanings = found.setdefault(int(status), [])
                    meanings += [] if text in meanings else [text]
    return found


def error_name(status: int) -> str:
    """
    Tell the class of a status, as the runtime has it.
    """
    text = (ROOT / "src/kontokit/errors.py").read_text("utf-8")
    table = text[text.index("STATUS_ERRORS") :]
    known = dict(re.findall(r"^    (\d{3}): (\w+),$", table, re.MULTILINE))
    return known.get(str(status), "ServerError" if status >= 500 else "UnexpectedStatus")
