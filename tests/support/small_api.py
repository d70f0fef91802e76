"""
Packages of small invented documents: built, put on the path, and called over a real connection.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from kontokit_generator.builder.formatting import format_package, header
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document, load_document, operations
from kontokit_generator.openapi.findings import raise_on_errors
from kontokit_generator.openapi.json_tree import mapping
from kontokit_generator.openapi.media_types import is_written_by_schema, preferred
from kontokit_generator.python.naming import python_name
from kontokit_generator.render.package import render_package
from kontokit_generator.verify.package import verify
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.generator_project import METADATA

NAME: Final = "small"
PACKAGE: Final = f"kontokit_{NAME}"
_HEAD: Final = {
    "openapi": "3.1.0",
    "info": ('{title: Small, version: "1", summary: An API., description: An invented API.}'),
    "tags": "[{name: Things, description: All there is.}]",
    "servers": '[{url: "https://api.example.com", x-environment: production}]',
}


def small_document(folder: Path, text: str) -> Document:
    """
    Read a document that has only what a test is about: paths, components, perhaps servers or tags.

    Its operations need an operationId and responses; tag, summary and the marks of an overlay are
    added. A body that is no object is the argument ``body``.
    """
    path = folder / NAME / "openapi.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = [f"{key}: {value}\n" for key, value in _HEAD.items() if f"\n{key}:" not in text]
    path.write_text(f"{''.join(head)}{text}", "utf-8")
    document = load_document(path)
    document.tree.setdefault("x-kontokit-client", {"name": "Small"})
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    for operation in operations(document.tree):
        node = operation.node
        node.setdefault("tags", ["Things"])
        node.setdefault("summary", operation.name)
        node.setdefault("x-kontokit-name", python_name(operation.name))
        node.setdefault("x-kontokit-retry", "read")
        content = mapping(node.get("requestBody")).get("content")
        if content and not _takes_fields(content, schemas):
            node.setdefault("x-kontokit-body-argument", {"name": "body"})
    return document


def _takes_fields(content: dict[str, Any], schemas: dict[str, Any]) -> bool:
    media_type = str(preferred(content))
    schema = mapping(content[media_type].get("schema"))
    found = mapping(schemas.get(str(schema.get("$ref")).rpartition("/")[2], schema))
    return is_written_by_schema(media_type) and ("properties" in found or "allOf" in found)


def build_small(folder: Path, text: str) -> Path:
    """
    Build the package of a small document.

    Returns:
        The folder to put on the path.

    Raises:
        FindingsError: The document is refused, or the package lost something of it.
    """
    normal, findings = normalise(small_document(folder, text))
    raise_on_errors(findings)
    made = folder / "package"
    for name, content in render_package(normal, METADATA).items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    format_package(made, PACKAGE, header(NAME, NAME))
    raise_on_errors(verify(normal, made / "src" / PACKAGE))
    return made / "src"


@contextmanager
def imported(source: Path) -> Generator[Any]:
    """
    The package, as long as it is on the path; one that is imported around it comes back.
    """
    before = _take_modules()
    sys.path.insert(0, str(source))
    invalidate_caches()
    try:
        yield import_module(PACKAGE)
    finally:
        sys.path.remove(str(source))
        _take_modules()
        sys.modules.update(before)


def _take_modules() -> dict[str, ModuleType]:
    names = [one for one in sys.modules if one.partition(".")[0] == PACKAGE]
    return {one: sys.modules.pop(one) for one in names}


class Caller:
    """
    A client of the package and the server that it calls, blocking or async.
    """

    def __init__(self, package: Any, mode: CallMode, bank: Bank, **settings: Any) -> None:
        self.package = package
        self.bank = bank
        self._mode = mode
        make = package.AsyncSmall if mode.is_async else package.Small
        self.client: Any = make(base_url=bank.url, transport=mode.transport, **settings)
        mode.clients.append(self.client)

    @property
    def models(self) -> Any:
        return self.package.models

    def call(self, name: str, /, *args: Any, **keywords: Any) -> Any:
        """
        Call a method of the one group.
        """
        return self.run(getattr(self.client.things, name)(*args, **keywords))

    def run(self, made: Any) -> Any:
        """
        What a call returns, awaited where it has to be.
        """
        return self._mode.run(made)

    @property
    def sent(self) -> Any:
        """
        The JSON body of the last request.
        """
        return json.loads(self.bank.last.body)


MakeCaller = Callable[..., Caller]
