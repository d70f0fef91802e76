"""
Rules about parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.lint.queries import parameters_of
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, operations, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import mapping
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.parameters import refused_parameters
from kontokit_generator.openapi.schemas import types_of

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@rule("raw")
def every_header_has_a_schema(document: Document) -> Iterator[Finding]:
    """
    A header of a response is one text, whose format a schema says.
    """
    for located in objects(document.tree, "header"):
        if located.is_reference:
            continue
        if "content" in located.node or "schema" not in located.node:
            message = f"the header {located.name} has no schema"
            yield document.finding(located.place, message, "describe it by 'schema'")


@rule("raw")
def every_parameter_is_one_that_clients_write(document: Document) -> Iterator[Finding]:
    """
    A style that is ignored sends something else than the document says.
    """
    yield from refused_parameters(document)


@rule("raw")
def every_path_parameter_is_declared(document: Document) -> Iterator[Finding]:
    """
    Each name in braces has a required parameter, and each path parameter a place.
    """
    for operation in operations(document.tree):
        # A webhook's path is its name, not a template.
        if operation.is_webhook:
            continue
        wanted = _PLACEHOLDER.findall(operation.path)
        found = {
            str(parameter.get("name")): parameter
            for parameter in parameters_of(document, operation)
            if parameter.get("in") == "path"
        }
        for name in wanted:
            if name not in found:
                message = f"the path parameter {name} is not declared"
                yield document.finding(operation.place, message, "add it to 'parameters'")
            elif found[name].get("required") is not True:
                message = f"the path parameter {name} is not required"
                yield document.finding(operation.place, message, "add 'required: true'")
        for name in found.keys() - set(wanted):
            message = f"the path has no {{{name}}}"
            yield document.finding(operation.place, message, "correct the name or delete it")


@rule("raw")
def every_query_array_has_a_style(document: Document) -> Iterator[Finding]:
    """
    Servers differ: some want the key repeated, others commas.
    """
    for located in objects(document.tree, "parameter"):
        schema = resolved(document.tree, located.node.get("schema"))
        if located.node.get("in") != "query" or "array" not in types_of(mapping(schema)):
            continue
        if not {"style", "explode"} <= located.node.keys():
            message = f"{located.node.get('name')} does not say how its items are written"
            yield document.finding(located.place, message, "add 'style: form' and 'explode'")
