"""
What a probe is, and the document that it makes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import YAML

from kontokit import StatusError
from kontokit_generator.openapi.json_tree import is_mapping
from kontokit_generator.openapi.media_types import is_json

_BASE: Final = """
paths:
  /thing:
    get:
      operationId: getThing
      responses:
        "200":
          description: The thing.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
"""


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A call of an operation, and what it has to give.
    """

    name: str

    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Of the client, such as credentials."""
    reply: str | bytes = "{}"
    """What the server answers; the example of the response, where that is JSON."""
    status: int = 200
    media_type: str = "application/json"
    reads: Callable[[Any], Any] = lambda found: found
    """Takes what is compared out of the result, or out of the error that the call raised."""
    gives: Any = None
    target: str = "/thing"
    """What the server is asked for."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers that the server has to get, beside others."""
    body: bytes | None = b""
    """What it gets as the whole body; None where ``part`` says what is in it."""
    part: bytes = b""
    group: str = "things"
    method: str = "get_thing"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class _Change:
    name: str
    schemas: str = "{}"
    """Schemas to add or replace, as YAML."""
    operation: str = "{}"
    """What is merged into the operation ``getThing``, as YAML; null removes."""
    root: str = "{}"
    """What is merged into the document, as YAML; null removes."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class Probe(_Change, Call):
    """
    A document that is built and called.
    """


@dataclass(frozen=True, kw_only=True)
class Adopted(Call):
    """
    A whole document that others have written, and a call.
    """

    text: str


@dataclass(frozen=True, kw_only=True)
class Refusal(_Change):
    """
    A document that is refused, and words of the finding about it.
    """

    place: str
    message: str
    fix: str
    level: str = "error"
    """``warning`` where the document is built all the same."""


def document_of(probe: Probe | Refusal) -> str:
    """
    Write the document of a probe, as ``small_document`` reads it.
    """
    tree = _yaml(_BASE)
    tree["components"]["schemas"].update(_yaml(probe.schemas))
    _merge(tree["paths"]["/thing"]["get"], _yaml(probe.operation))
    _merge(tree, _yaml(probe.root))
    if isinstance(probe, Probe):
        _add_example(tree, probe)
    return "".join(f"\n{key}: {json.dumps(value)}" for key, value in tree.items())


def outcome(call: Callable[[], Any]) -> Any:
    """
    Return what a call returns, or the error of a status that is no success.
    """
    try:
        return call()
    except StatusError as error:
        return error


def _add_example(tree: dict[str, Any], probe: Probe) -> None:
    for item in tree["paths"].values():
        for operation in item.values():
            response = operation["responses"].get(str(probe.status), {})
            for media_type, node in response.get("content", {}).items():
                if is_json(media_type):
                    node["example"] = json.loads(probe.reply)


def _merge(tree: dict[str, Any], change: Mapping[str, Any]) -> None:
    """
    Change a tree in place, as JSON Merge Patch (RFC 7396) does.
    """
    for key, value in change.items():
        if value is None:
            tree.pop(key)
        elif is_mapping(value):
            _merge(tree.setdefault(key, {}), value)
        else:
            tree[key] = value


def _yaml(text: str) -> dict[str, Any]:
    reader: Any = YAML(typ="safe", pure=True)  # it does not say what it loads
    found: dict[str, Any] = reader.load(text)
    return found
