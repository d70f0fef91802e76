"""
Builds the view model of an operation from the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kontokit_generator.openapi.document import Document, Operation, Tree, mapping, operations
from kontokit_generator.openapi.findings import Finding, raise_on_errors
from kontokit_generator.openapi.json_tree import sequence
from kontokit_generator.openapi.media_types import essence, is_json, preferred
from kontokit_generator.openapi.parameters import (
    JSON,
    explodes,
    is_object,
    is_reserved,
    schema_of,
    style_of,
)
from kontokit_generator.openapi.schemas import is_union, types_of
from kontokit_generator.overlay.results import find_rows, is_list, location_target
from kontokit_generator.plan.body import plan_body, schemas_of
from kontokit_generator.plan.body_views import ArgumentView
from kontokit_generator.plan.marks import plan_marks
from kontokit_generator.plan.model import (
    OldNameView,
    OperationView,
    ResultView,
    RowsView,
)
from kontokit_generator.plan.parsed_operation import (
    ParsedOperation,
    ParsedParameter,
    ParsedResponse,
)
from kontokit_generator.python.docstrings import limits
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.input_types import InputTypes
from kontokit_generator.python.naming import operation_constant
from kontokit_generator.python.types import python_type

Raw = Mapping[str, Any]

WRITTEN_FORMATS = (
    "date",
    "date-time",
    "berlin-date-time",
    "berlin-iso-date-time",
    "iban",
    "iban-or-text",
    "uri",
)
"""Formats that an argument is checked for and written in."""


def plan_operation(
    document: Document, operation: Operation, known: Mapping[str, ParsedOperation]
) -> OperationView:
    """
    Build the view model of one operation.

    Args:
        known: What was read of all operations, by operationId.

    Returns:
        What the template needs for one method.

    Raises:
        FindingsError: Two arguments of the method would be called alike.
    """
    raw, parsed = operation.node, known[operation.name]
    rows = _rows(document, raw)
    arguments = [_argument(document, raw, one) for one in parsed.parameters]
    planned = OperationView(
        id=raw["operationId"],
        name=raw["x-kontokit-name"],
        constant=operation_constant(raw["operationId"]),
        method=operation.method.upper(),
        path=operation.path,
        marks=plan_marks(raw, rows.field if rows else None),
        retry_class=raw["x-kontokit-retry"],
        sca=tuple(raw.get("x-kontokit-sca", [])),
        security=tuple(tuple(alternative) for alternative in raw.get("security", [])),
        arguments=arguments,
        body=plan_body(document, raw, parsed.body_type, arguments),
        results=[_result(document, operation, one, known) for one in parsed.results],
        other_result=(
            _result(document, operation, parsed.other_result, known)
            if parsed.other_result
            else None
        ),
        errors=[(one.first, one.type) for one in parsed.errors if _has_json(_content_of(raw, one))],
        error_ranges=[
            (one.key, one.type if _has_json(_content_of(raw, one)) else "None")
            for one in parsed.error_ranges
        ],
        error_media_types=_error_media_types(raw, parsed),
        error_docs=[
            (one.first if one.is_single else one.key, _response(raw, one).get("description", ""))
            for one in (*parsed.errors, *parsed.error_ranges)
        ],
        alternatives=_alternatives(raw, parsed),
        rows=rows,
        page_parameter=mapping(raw.get("x-kontokit-paging")).get("page"),
        old_names=[
            OldNameView(
                name=one["name"], id=one["operation"], required=tuple(one.get("required", []))
            )
            for one in raw.get("x-kontokit-also", [])
        ],
        summary=raw["summary"],
        description=raw.get("description", ""),
        page=_page(document, raw),
        deprecated=bool(raw.get("deprecated")),
    )
    raise_on_errors(_equal_names(document, operation, planned))
    return planned


def _equal_names(
    document: Document, operation: Operation, planned: OperationView
) -> Iterator[Finding]:
    names = [str(one.name) for one in (*planned.positional, *planned.keywords)]
    for name in dict.fromkeys(one for one in names if names.count(one) > 1):
        message = f"{operation.name} has two arguments that are called {name}"
        yield document.finding(operation.place, message, "leave one of them out")


def _page(document: Document, raw: Raw) -> str:
    """
    Find the provider's page about an operation, or about the whole API.
    """
    own = mapping(raw.get("externalDocs")) or mapping(document.tree.get("externalDocs"))
    return str(own.get("url", ""))


def _argument(document: Document, raw: Raw, parsed: ParsedParameter) -> ArgumentView:
    key = (parsed.place, parsed.wire)
    parameter = next(one for one in raw["parameters"] if (one["in"], one["name"]) == key)
    schema, style = schema_of(mapping(parameter)), style_of(mapping(parameter))
    # What is written as JSON is described by its type alone.
    described: Raw = {} if style == JSON else _component(document, schema)
    annotation = InputTypes(schemas_of(document)).of(schema)
    return ArgumentView(
        name=parsed.name,
        wire=parsed.wire,
        place=parsed.place,
        required=parsed.required,
        explode=explodes(mapping(parameter)),
        style=style,
        reserved=is_reserved(mapping(parameter)),
        model=python_type(schema, is_written=True)
        if style == JSON or _is_modelled(document, schema)
        else None,
        many="array" in types_of(mapping(described)),
        type=value_type(described),
        format=written_format(described),
        secret=is_secret(described),
        end_user=parameter.get("x-kontokit-end-user"),
        annotation=annotation
        if parsed.required or annotation.endswith(" | None")
        else f"{annotation} | None",
        doc=f"{parameter.get('description', '').rstrip()} {limits(schema)}".strip(),
        example=python_literal(_example(parameter)),
    )


def _example(parameter: Raw) -> Any:
    content = next(iter(mapping(parameter.get("content")).values()), parameter)
    return mapping(content).get("example", "…")


def _is_modelled(document: Document, schema: Raw) -> bool:
    """
    Return whether a parameter is an object, or a choice with an object or a list.
    """
    found = mapping(_component(document, schema))
    options = [mapping(_component(document, mapping(one))) for one in sequence(found.get("anyOf"))]
    return any(map(is_object, [found, *options])) or any("array" in types_of(o) for o in options)


def written_format(schema: Raw) -> str | None:
    """
    Return the format of a day, a moment or an IBAN, or of those in a list.
    """
    form = mapping(schema.get("items")).get("format", schema.get("format"))
    return str(form) if form in WRITTEN_FORMATS else None


def is_secret(schema: Raw) -> bool:
    """
    Return whether a value of a parameter is a secret, or those in a list.
    """
    return "password" in (schema.get("format"), mapping(schema.get("items")).get("format"))


def value_type(schema: Raw) -> str:
    """
    Return what a value of a parameter is, or one of those in a list.
    """
    inner = mapping(schema.get("items")) or schema
    if is_union(mapping(inner)):
        return "anything"
    found = [kind for kind in types_of(mapping(inner)) if kind in ("integer", "number", "boolean")]
    return found[0] if found else "text"


def _component(document: Document, schema: Raw) -> Raw:
    reference = schema.get("$ref")
    if not reference:
        return schema
    found: Raw = document.tree["components"]["schemas"][reference.rsplit("/", 1)[-1]]
    return found


def _response(raw: Raw, parsed: ParsedResponse) -> Tree:
    found: Tree = raw["responses"][parsed.key]
    return found


def _content_of(raw: Raw, parsed: ParsedResponse) -> Tree:
    return mapping(_response(raw, parsed).get("content"))


def _has_json(content: Tree) -> bool:
    return any(map(is_json, content))


def _result(
    document: Document,
    operation: Operation,
    parsed: ParsedResponse,
    known: Mapping[str, ParsedOperation],
) -> ResultView:
    response = _response(operation.node, parsed)
    content = _content_of(operation.node, parsed)
    media_type = preferred(content) or "application/json"
    is_location = not content and "Location" in response.get("headers", {})
    return ResultView(
        status=parsed.first,
        type=parsed.type if content else "None",
        media_type=media_type,
        location=_location_type(document, operation, known) if is_location else "",
        envelope=content.get(media_type, {}).get("x-kontokit-envelope"),
        doc=response.get("description", ""),
    )


def _location_type(
    document: Document, operation: Operation, known: Mapping[str, ParsedOperation]
) -> str:
    """
    Name the type that the operation behind a ``Location`` returns.
    """
    wanted = location_target(document.tree, operation.path, operation.node)
    target = next((one for one in operations(document.tree) if one.name == wanted), None)
    if target is None:
        return "None"  # nothing is known of what is there
    results = known[target.name].results
    found = [_result(document, target, one, known).annotation for one in results]
    return " | ".join(dict.fromkeys(found))


def _error_media_types(raw: Raw, parsed: ParsedOperation) -> tuple[str, ...]:
    failed = (*parsed.errors, *parsed.error_ranges)
    every = (essence(one) for found in failed for one in _content_of(raw, found))
    return tuple(dict.fromkeys(one for one in every if is_json(one))) or ("application/json",)


def _alternatives(raw: Raw, parsed: ParsedOperation) -> dict[str, str]:
    """
    Find the media types beside the one that is read, with the suffix of the path that each needs.
    """
    read = [*parsed.results, *filter(None, [parsed.other_result])]
    contents = (_content_of(raw, one) for one in read)
    return {
        media_type: one.get("x-kontokit-path-suffix", "")
        for content in contents
        for media_type, one in content.items()
        if media_type != preferred(content)
    }


def _rows(document: Document, raw: Raw) -> RowsView | None:
    rows = find_rows(document.tree, mapping(raw)) if is_list(mapping(raw)) else None
    return RowsView(field=rows.field, type=python_type(rows.schema)) if rows else None
