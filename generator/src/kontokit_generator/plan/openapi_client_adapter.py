"""
Operations from openapi-python-client: it reads what they take, which statuses they answer with, and
the types of what they send and return.

This is the one module that knows that tool. It refuses what the tool would only warn of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.openapi import Endpoint, GeneratorData
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.responses import Response
from openapi_python_client.schema.untrusted_string import UntrustedString

from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding, FindingsError, raise_on_errors
from kontokit_generator.openapi.json_tree import sequence
from kontokit_generator.plan.outline import Outline, known_name
from kontokit_generator.plan.parsed_operation import (
    ParsedOperation,
    ParsedParameter,
    ParsedResponse,
)
from kontokit_generator.python.naming import PythonName, parameter_name


def parse_operations(document: Document) -> dict[str, ParsedOperation]:
    """
    Have the tool read the operations that a client calls.

    Args:
        document: A normalised document with its overlay applied.

    Returns:
        What the tool read, by operationId.

    Raises:
        FindingsError: The tool refused something, or would have dropped it.
    """
    outline = Outline(document)
    named = {
        f"operation{number}": operation
        for number, operation in enumerate(operations(document.tree))
        if not operation.is_webhook
    }
    for key, operation in named.items():
        outline.add(operation, key)
    found = {str(endpoint.name): endpoint for endpoint in _endpoints(document, outline)}
    dropped = (
        _refused(document, f"{one.method.upper()} {one.path}: {what} was dropped")
        for key, one in named.items()
        for what in _dropped(one, found.get(key))
    )
    raise_on_errors(dropped)
    return {
        operation.name: _Reader(operation, outline.types).read(found[key])
        for key, operation in named.items()
    }


def _dropped(operation: Operation, endpoint: Endpoint | None) -> Iterator[str]:
    if endpoint is None:
        yield operation.name
        return
    found = {
        (place.value, _text(parameter.name)) for place, parameter in endpoint.iter_all_parameters()
    }
    for parameter in sequence(operation.node.get("parameters")):
        place, wire = parameter["in"], parameter["name"]
        if (place, known_name(wire, place)) not in found:
            yield f"the parameter {wire} in {place}"
    if "requestBody" in operation.node and not endpoint.bodies:
        yield "the body"


def _endpoints(document: Document, outline: Outline) -> list[Endpoint]:
    parsed = GeneratorData.from_dict(outline.tree(), config=_config(document))
    if isinstance(parsed, GeneratorError):
        raise FindingsError([_refused(document, f"{parsed.header}: {parsed.detail}")])
    collections = parsed.endpoint_collections_by_tag.values()
    problems: list[ParseError] = [*parsed.errors]
    problems += [one for collection in collections for one in collection.parse_errors]
    if problems:
        raise FindingsError([_refused(document, f"{one.header}: {one.detail}") for one in problems])
    return [endpoint for collection in collections for endpoint in collection.endpoints]


def _config(document: Document) -> Config:
    return Config.from_sources(
        ConfigFile(),
        meta_type=MetaType.NONE,
        document_source=document.path,
        file_encoding="utf-8",
        overwrite=False,
        # Required by the tool, but only its parser is used.
        output_path=Path("unused"),
    )


@frozen
class _Reader:
    operation: Operation
    types: Mapping[str, str]

    def read(self, endpoint: Endpoint) -> ParsedOperation:
        return ParsedOperation(
            parameters=tuple(self._parameters(endpoint)),
            responses=tuple(self._response(one) for one in endpoint.responses),
            body_type=next((self._type(one.prop) for one in endpoint.bodies), ""),
        )

    def _parameters(self, endpoint: Endpoint) -> list[ParsedParameter]:
        found = {
            (place.value, _text(parameter.name)): parameter
            for place, parameter in endpoint.iter_all_parameters()
        }
        keys = list(self._keys(endpoint))
        names = [parameter_name(wire, place, self.operation.path) for place, wire in keys]
        return [
            ParsedParameter(
                place=place,
                wire=wire,
                required=found[place, known_name(wire, place)].required,
                name=name
                if names.count(name) == 1
                # The tool tells names apart by the place of a parameter, or by its spelling.
                else PythonName(found[place, known_name(wire, place)].python_name),
            )
            for (place, wire), name in zip(keys, names, strict=True)
        ]

    def _keys(self, endpoint: Endpoint) -> Iterator[tuple[str, str]]:
        """
        List places and names of the parameters as in the document, those in the path in its order.
        """
        order = [_text(one.name) for one in endpoint.path_parameters]
        keys = [(one["in"], one["name"]) for one in sequence(self.operation.node.get("parameters"))]
        in_path = (key for key in keys if key[0] == "path")
        ordered = iter(sorted(in_path, key=lambda key: order.index(known_name(key[1], "path"))))
        return (next(ordered) if key[0] == "path" else key for key in keys)

    def _response(self, response: Response) -> ParsedResponse:
        first, last = response.status_code.range or (0, 0)
        return ParsedResponse(
            key=response.status_code.pattern,
            first=first,
            last=last,
            type=self._response_type(response),
        )

    def _response_type(self, response: Response) -> str:
        if response.source["return_type"] == "Any":
            return self._type(response.prop)
        return response.source["return_type"]

    def _type(self, found: PropertyProtocol) -> str:
        """
        Write the type of something; an outline says which types its classes stand for.
        """
        match found:
            case ModelProperty():
                return self.types[found.class_info.name]
            case ListProperty():
                return f"list[{self._type(found.inner_property)}]"
            case UnionProperty():
                options = dict.fromkeys(map(self._type, found.inner_properties))
                return " | ".join(options)
            case _:
                return found.get_type_string(no_optional=True).as_unembedded_code()


def _text(text: str | UntrustedString) -> str:
    """
    Unwrap a text of the document; it is used to look things up, never as code.
    """
    return text.get_untrusted_value() if isinstance(text, UntrustedString) else text


def _refused(document: Document, problem: str) -> Finding:
    # The tool names an operation as "GET /accounts"; one with a longer path comes first.
    found = sorted(operations(document.tree), key=lambda one: -len(one.path))
    named = (one.place for one in found if f"{one.method.upper()} {one.path}" in problem)
    return document.finding(
        next(named, "#/paths"),
        f"openapi-python-client refuses the document: {problem}",
        "rewrite the part it names, or correct it in the overlay",
    )
