"""
Texts of a document that try to become code of its package.
"""

from __future__ import annotations

import builtins
import json
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from unicodedata import category

import pytest

from kontokit.operations import Operation
from kontokit_generator.builder.build import build
from tests.support.generator_project import project_in
from tests.support.planted_document import PLANTED, Planter, planted_document, planted_overlay

API: Final = "planted"
HIDDEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return planted_document(Planter())


@pytest.fixture(scope="module")
def folder(document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The package that is built from the document.
    """
    paths = project_in(tmp_path_factory.mktemp("texts"))
    paths.document(API).parent.mkdir(parents=True)
    paths.document(API).write_text(json.dumps(document), "utf-8")
    paths.overlay(API).write_text(json.dumps(planted_overlay(document)), "utf-8")
    build([API], paths)
    return paths.output / API


@pytest.fixture(scope="module")
def modules(folder: Path) -> Iterator[dict[str, ModuleType]]:
    """
    Every module of the package, by its name.
    """
    sys.path.insert(0, str(folder / "src"))
    package = import_module(f"kontokit_{API}")
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    yield {one.name.removeprefix("kontokit_planted."): import_module(one.name) for one in found}
    sys.path.remove(str(folder / "src"))
    for name in [one for one in sys.modules if one.partition(".")[0] == package.__name__]:
        del sys.modules[name]


def test_no_text_of_a_document_is_run(modules: dict[str, ModuleType]) -> None:
    """
    Every module of the package can be imported, and none of the texts was code.
    """
    assert {"client", "async_client", "models", "types", "webhooks"} <= modules.keys()
    assert not hasattr(builtins, PLANTED)


def test_names_on_the_wire_are_those_of_the_document(
    modules: dict[str, ModuleType], document: dict[str, Any]
) -> None:
    """
    Properties, values of enums, parameters, paths and environments are the same texts.
    """
    models, (sending, listing) = modules["models"], _operations(modules)
    for name, schema in document["components"]["schemas"].items():
        model = getattr(models, name)
        if "enum" in schema:
            assert [one.value for one in model] == schema["enum"]
        else:
            assert set(model.__struct_encode_fields__) == schema["properties"].keys()
    path, item = next(iter(document["paths"].items()))
    assert (sending.path, listing.path) == (path, "/all")
    wanted = {(one["in"], one["name"]) for one in item["put"]["parameters"]}
    assert {(one.place, one.wire) for one in sending.parameters} == wanted
    (server,) = document["servers"]
    assert modules["client"].API.environments == {server["x-environment"]: server["url"]}


def test_a_notification_is_known_by_its_text(
    modules: dict[str, ModuleType], document: dict[str, Any]
) -> None:
    """
    A constant of the document is what distinguishes notifications.
    """
    for item in document["webhooks"].values():
        content = item["post"]["requestBody"]["content"]["application/json"]
        found = modules["webhooks"].parse_notification(json.dumps(content["example"]))
        assert type(found).__name__ == content["schema"]["$ref"].rpartition("/")[2]


def test_docstrings_say_what_the_document_says(
    modules: dict[str, ModuleType], document: dict[str, Any]
) -> None:
    """
    Every word of a description is in the docstring, whatever its characters.
    """
    item = next(iter(document["paths"].values()))["put"]
    groups = [one for one in _in_operations(modules) if isinstance(one, type)]
    docs = (str(vars(one)["change"].__doc__) for one in groups if "change" in vars(one))
    said = " ".join(max(docs, key=len).split())
    texts = [item["summary"], item["description"], item["responses"]["200"]["description"]]
    texts += [one["description"] for one in item["parameters"]]
    for text in texts:
        assert " ".join(text.split()) in said


def test_files_show_every_character(folder: Path) -> None:
    """
    No file has characters that reorder or hide text, and the metadata can be read.
    """
    for file in filter(Path.is_file, folder.rglob("*")):
        if "__pycache__" not in file.parts:
            hidden = {one for one in file.read_text("utf-8") if category(one) in HIDDEN}
            assert hidden <= {"\n"}, file.name


def test_the_summary_is_one_line_of_metadata(folder: Path, document: dict[str, Any]) -> None:
    """
    The description of the distribution is the summary of the document.
    """
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["description"] == " ".join(document["info"]["summary"].split())


def _operations(modules: dict[str, ModuleType]) -> tuple[Any, Any]:
    found: dict[str, Any] = {
        one.id: one for one in _in_operations(modules) if type(one) is Operation
    }
    return found["change"], found["list"]


def _in_operations(modules: dict[str, ModuleType]) -> list[Any]:
    named = (module for name, module in modules.items() if name.startswith("operations."))
    return [one for module in named for one in vars(module).values()]
