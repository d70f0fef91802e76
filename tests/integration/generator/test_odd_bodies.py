"""
Bodies whose types are hard to write, in a package that is built from an invented document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit_generator.verify.type_check import check_types
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported, small_document

DOCUMENT: Final = """
paths:
  /tree:
    get:
      operationId: getTree
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/Rows"}}}
    put:
      operationId: putTree
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Tree"}}}
      responses: {"204": {description: Done.}}
  /letters:
    get:
      operationId: getLetter
      responses:
        "200":
          description: The letter.
          content: {application/json: {schema: {$ref: "#/components/schemas/Letter"}}}
    post:
      operationId: addLetter
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Letter"}}}
      responses:
        "201":
          description: The file.
          content: {application/json: {schema: {$ref: "#/components/schemas/File"}}}
webhooks:
  changed:
    post:
      operationId: changed
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Change"}}}
      responses: {"204": {description: Taken.}}
  never: {}
components:
  schemas:
    Change: {oneOf: [{$ref: "#/components/schemas/Node"}, {$ref: "#/components/schemas/Letter"}]}
    Rows: {type: array, items: {$ref: "#/components/schemas/Tree"}}
    Tree: {type: object, additionalProperties: {$ref: "#/components/schemas/Node"}}
    Node:
      type: object
      required: [name]
      additionalProperties: {}
      properties:
        name: {type: string}
        below: {$ref: "#/components/schemas/Tree"}
    Letter:
      type: object
      required: [text]
      properties:
        text: {type: string, format: binary}
        pages: {type: array, items: {$ref: "#/components/schemas/File"}}
    File: {type: string, format: binary}
"""
TREE: Final = {"a": {"name": "first", "below": {"b": {"name": "second", "depth": 2}}}}
LETTER: Final = {"text": "not base64!", "pages": ["one", "two"]}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small(tmp_path_factory.mktemp("bodies"), DOCUMENT)


@pytest.fixture(scope="module")
def package(source: Path) -> Iterator[Any]:
    with imported(source) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    return Caller(package, mode, bank)


def test_maps_and_objects_may_contain_each_other(api: Caller) -> None:
    """
    The types of a map and of a list lead to a class that is defined behind them.
    """
    api.bank.says(json.dumps([TREE]))
    rows = api.call("get_tree")
    assert rows[0]["a"].below["b"].name == "second"
    assert rows[0]["a"].below["b"].further == {"depth": 2}
    api.bank.says(status=204)
    api.call("put_tree", "a", **TREE["a"])
    assert api.sent == TREE


def test_what_is_binary_is_a_text_in_json(api: Caller) -> None:
    """
    JSON has no bytes, and the format does not say how they would be written.
    """
    api.bank.says(json.dumps(LETTER))
    letter = api.call("get_letter")
    assert (letter.text, letter.pages) == (LETTER["text"], LETTER["pages"])
    api.bank.says(b"whole body", status=201)
    assert api.call("add_letter", **LETTER) == b"whole body"
    assert api.sent == LETTER


def test_a_notification_is_one_of_several_models(package: Any) -> None:
    """
    A webhook without an operation brings nothing.
    """
    parse, models = package.webhooks.parse_notification, package.models
    assert isinstance(parse(json.dumps({"name": "first"})), models.Node)
    assert isinstance(parse(json.dumps(LETTER)), models.Letter)


def test_mypy_checks_such_types(source: Path, tmp_path: Path) -> None:
    """
    A choice of models is no class for type checkers.
    """
    assert check_types(small_document(tmp_path, DOCUMENT), source, tmp_path / "mypy") == []
