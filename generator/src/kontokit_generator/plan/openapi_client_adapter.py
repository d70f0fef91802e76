"""
Operations from openapi-python-client: its parsed data decides what a call takes and names.

This is the one module that knows that tool. It refuses what the tool would only warn of,
and joins the parsed endpoints with the document, which alone still knows security, retry
classes and our other marks.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.schema.untrusted_string import UntrustedString

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding, FindingsError, raise_on_errors
from kontokit_generator.openapi.json_tree import Tree
from kontokit_generator.openapi.media_types import ANYTHING, is_json, is_typed, refused_bodies
from kontokit_generator.openapi.object_model import objects, rewrite
from kontokit_generator.openapi.parameters import refused_parameters
from kontokit_generator.openapi.servers import refused_servers
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.plan.operation import plan_operation
from kontokit_generator.python.naming import group_class_name, python_name


def plan_operations(document: Document) -> list[TagView]:
    """
    Plan the class of every tag and its methods.

    Args:
        document: A normalised document with its overlay applied.

    Returns:
        One view for each tag that has operations, in the document's order.

    Raises:
        FindingsError: openapi-python-client refused or would have dropped something.
    """
    refused = (refused_bodies, refused_parameters, refused_servers)
    raise_on_errors(finding for find in refused for finding in find(document))
    parsed = _parse(document)
    by_tag: dict[str, list[OperationView]] = {}
    for path, method, endpoint in _endpoints(document, parsed):
        raw = document.tree["paths"][path][method]
        plan = plan_operation(document, path, method, _argument_names(endpoint))
        by_tag.setdefault(raw["tags"][0], []).append(plan)
    return [_plan_tag(tag, by_tag[tag["name"]]) for tag in _tags(document) if tag["name"] in by_tag]


def _parse(document: Document) -> GeneratorData:
    # The tool changes the tree that it reads, and refuses dates in headers and lists in paths.
    tree = rewrite(copy.deepcopy(document.tree), "root", "parameter", _named_only)
    parsed = GeneratorData.from_dict(tree, config=_config(document))
    if isinstance(parsed, GeneratorError):
        raise FindingsError([_refused(document, f"{parsed.header}: {parsed.detail}")])
    problems = [*parsed.errors]
    for collection in parsed.endpoint_collections_by_tag.values():
        problems.extend(collection.parse_errors)
    if problems:
        raise FindingsError([_refused(document, f"{p.header}: {p.detail}") for p in problems])
    return parsed


def _named_only(parameter: Tree, _: str) -> Tree:
    kept: Tree = {key: parameter[key] for key in ("name", "in", "required") if key in parameter}
    return {**kept, "schema": {"type": "string"}}


def _config(document: Document) -> Config:
    return Config.from_sources(
        # Its classes of enums, which are not used, would clash where values differ in case only.
        ConfigFile(content_type_overrides=_read_as(document), literal_enums=True),
        meta_type=MetaType.NONE,
        document_source=document.path,
        file_encoding="utf-8",
        overwrite=False,
        # Required by the tool, but only its parser is used.
        output_path=Path("unused"),
    )


def _read_as(document: Document) -> dict[str, str]:
    """
    Say which of the media types that the tool knows stands for each one of the document.
    """
    found = {one.name for one in objects(document.tree, "media type")}
    typed = {name: "application/json" for name in found if is_json(name)}
    raw = {name: "application/octet-stream" for name in found if not is_typed(name)}
    return {**typed, **raw, ANYTHING: "application/octet-stream"}


def _endpoints(document: Document, parsed: GeneratorData) -> Iterator[tuple[str, str, Endpoint]]:
    found = {
        (_shape(_text(endpoint.path)), endpoint.method): endpoint
        for collection in parsed.endpoint_collections_by_tag.values()
        for endpoint in collection.endpoints
    }
    for path, item in document.tree.get("paths", {}).items():
        for method in item:
            endpoint = found.get((_shape(path), method))
            if endpoint is None:
                raise FindingsError([_refused(document, f"{method.upper()} {path} was dropped")])
            yield path, method, endpoint


def _shape(path: str) -> str:
    # The tool writes its own argument names into the path templates.
    return re.sub(r"\{[^}]*\}", "{}", path)


def _argument_names(endpoint: Endpoint) -> dict[tuple[str, str], str]:
    groups = {
        "path": endpoint.path_parameters,
        "query": endpoint.query_parameters,
        "header": endpoint.header_parameters,
        "cookie": endpoint.cookie_parameters,
    }
    return {
        (place, _text(parameter.name)): str(parameter.python_name)
        for place, parameters in groups.items()
        for parameter in parameters
    }


def _text(text: str | UntrustedString) -> str:
    """
    Unwrap a text of the document; it is used to look things up, never as code.
    """
    return text.get_untrusted_value() if isinstance(text, UntrustedString) else text


def _tags(document: Document) -> list[Mapping[str, Any]]:
    return list(document.tree.get("tags", []))


def _plan_tag(tag: Mapping[str, Any], operations: list[OperationView]) -> TagView:
    return TagView(
        name=tag["name"],
        attribute=python_name(tag["name"]),
        class_name=group_class_name(tag["name"]),
        description=tag.get("description", ""),
        operations=operations,
    )


def _refused(document: Document, problem: str) -> Finding:
    # The tool names an operation as "GET /accounts"; one with a longer path comes first.
    found = sorted(operations(document.tree), key=lambda one: -len(one.path))
    named = (one.place for one in found if f"{one.method.upper()} {one.path}" in problem)
    return document.finding(
        next(named, "#/paths"),
        f"openapi-python-client refuses the document: {problem}",
        "rewrite the part it names, or correct it in the overlay",
    )
