"""
Documents that are nested deeply.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from kontokit_generator.builder.build import build
from kontokit_generator.builder.prepare import finding_at_depth
from kontokit_generator.lint.examples import every_example_fits_its_schema
from kontokit_generator.lint.structure import the_document_fits_the_openapi_schema
from kontokit_generator.openapi.depth import DEEPEST, TOO_DEEP
from kontokit_generator.openapi.document import Document, load_document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.settings.single import single_project

READ = 98
"""Levels of the example of a field: its object and its list stand around them."""
TREE = "#/components/schemas/Tree"


def nested(levels: int) -> Any:
    value: Any = {"kind": "leaf"}
    for _ in range(levels):
        value = {"kind": "branch", "kid": value}
    return value


def document_of(schema: Any, example: Any) -> dict[str, Any]:
    leaf = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "leaf"}}}
    branch = {**leaf, "properties": {"kind": {"const": "branch"}, "kid": {"$ref": TREE}}}
    options = {name: f"#/components/schemas/{name.title()}" for name in ("leaf", "branch")}
    tree = {
        "oneOf": [{"$ref": one} for one in options.values()],
        "discriminator": {"propertyName": "kind", "mapping": options},
    }
    content = {"application/json": {"schema": schema, "example": example}}
    got = {"operationId": "get", "responses": {"200": {"description": "It.", "content": content}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Deep", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/a": {"get": got}},
        "components": {"schemas": {"Leaf": leaf, "Branch": branch, "Tree": tree}},
    }


def read(folder: Path, tree: dict[str, Any]) -> Document:
    file = folder / "deep.json"
    file.write_text(json.dumps(tree), "utf-8")
    return load_document(file)


def adopted(folder: Path, tree: dict[str, Any]) -> dict[str, Any]:
    file = folder / "deep.json"
    file.write_text(json.dumps(tree), "utf-8")
    project = evolve(single_project(file, output=folder / "made"), adopt=True)
    return build(project.known_apis(), project)["deep"].json


def test_examples_as_deep_as_clients_read(tmp_path: Path) -> None:
    """
    They are checked against their schema, and the package reads them.
    """
    tree = document_of({"$ref": TREE}, nested(READ))
    assert [*every_example_fits_its_schema(read(tmp_path, tree))] == []
    kinds = {one["kind"] for one in adopted(tmp_path, tree)["assumed"]}
    assert not kinds & {"example", "unread"}


@pytest.mark.parametrize("inner", ["items", "additionalProperties", "properties"])
def test_schemas_inside_each_other(tmp_path: Path, inner: str) -> None:
    """
    As deep as a document may be, they are checked and built.
    """
    kind = "array" if inner == "items" else "object"
    schema: Any = {"type": "string", "minLength": "none"}
    for number in range(90):
        held = {f"p{number}": schema} if inner == "properties" else schema
        schema = {"type": kind, inner: held}
    tree = document_of(schema, [] if inner == "items" else {})
    found = [*the_document_fits_the_openapi_schema(read(tmp_path, tree))]
    assert [one.message for one in found if "minLength" in one.place] == [
        "'none' is not of type 'integer'"
    ]
    assert not adopted(tmp_path, tree)["left_out"]


@pytest.mark.parametrize("levels", [DEEPEST, 500])
@pytest.mark.parametrize(("opening", "closing"), [('{"a":', "}"), ("[", "]")])
@pytest.mark.parametrize("foreign", [False, True])
def test_deeper_documents_are_refused(
    tmp_path: Path, levels: int, opening: str, closing: str, *, foreign: bool
) -> None:
    """
    With the line in which they are too deep.
    """
    file = tmp_path / "deep.json"
    file.write_text(f'{{"x-a": 1,\n"x-b": {opening * levels}1{closing * levels}}}', "utf-8")
    with pytest.raises(FindingsError) as caught:
        load_document(file, foreign=foreign)
    (finding,) = caught.value.findings
    assert (finding.message, finding.line) == (TOO_DEEP, 2)


class PanicException(BaseException):  # its name in Rust
    """
    What libraries in Rust make of an exception.
    """


@pytest.mark.parametrize(
    "error", [RecursionError(), PanicException("__eq__ failed!: PyErr { type: RecursionError }")]
)
def test_schemas_that_python_cannot_follow_are_refused(
    tmp_path: Path, error: BaseException
) -> None:
    """
    They lead to each other through thousands of others.
    """
    document = read(tmp_path, document_of({"$ref": TREE}, nested(1)))
    with (
        pytest.raises(FindingsError, match=r"#/components/schemas .*through too many others"),
        finding_at_depth(document),
    ):
        raise error


def test_other_panics_are_no_findings(tmp_path: Path) -> None:
    """
    They are faults of a library.
    """
    document = read(tmp_path, document_of({"$ref": TREE}, nested(1)))
    with pytest.raises(PanicException), finding_at_depth(document):
        raise PanicException("index out of bounds")


def test_what_is_a_list_of_itself_or_an_object(tmp_path: Path) -> None:
    """
    The list is a list of anything; the object stays a class.
    """
    tree = document_of({"$ref": "#/components/schemas/Wide"}, [[{"more": "x"}]])
    more = {"$ref": "#/components/schemas/Wide"}
    tree["components"]["schemas"]["Wide"] = {
        "type": ["object", "array", "string"],
        "items": more,
        "properties": {"more": more},
    }
    assert not adopted(tmp_path, tree)["left_out"]
