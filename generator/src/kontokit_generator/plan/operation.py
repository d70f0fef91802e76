"""
Builds the view model of an operation from the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit_generator.openapi.document import Document, Tree, mapping, operations, pointer
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.openapi.json_tree import is_list as is_array
from kontokit_generator.openapi.media_types import (
    ANYTHING,
    essence,
    is_json,
    preferred,
    raw_type,
)
from kontokit_generator.openapi.parameters import explodes, is_object, style_of
from kontokit_generator.openapi.responses import error_ranges, other_success, statuses
from kontokit_generator.openapi.schemas import types_of, unwrapped_schema
from kontokit_generator.overlay.extensions import PAGE_PLACES
from kontokit_generator.overlay.results import find_rows, is_list, location_target
from kontokit_generator.plan.body import plan_body, schemas_of
from kontokit_generator.plan.body_views import ArgumentView
from kontokit_generator.plan.model import (
    OldNameView,
    OperationView,
    PagingView,
    ResultView,
    RowsView,
)
from kontokit_generator.python.docstrings import limits
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.input_types import InputTypes
from kontokit_generator.python.naming import operation_constant, parameter_name
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
    document: Document, path: str, method: str, names: Mapping[tuple[str, str], str]
) -> OperationView:
    """
    Build the view model of one operation.

    Args:
        path: Its path template.
        method: Its HTTP method in lower case.
        names: The arguments that openapi-python-client found, by place and name on the wire.

    Returns:
        What the template needs for one method.

    Raises:
        FindingsError: An argument was dropped.
    """
    raw: Tree = document.tree["paths"][path][method]
    arguments = [
        _argument(document, path, parameter, names) for parameter in raw.get("parameters", [])
    ]
    return OperationView(
        id=raw["operationId"],
        name=raw["x-kontokit-name"],
        constant=operation_constant(raw["operationId"]),
        method=method.upper(),
        path=path,
        retry_class=raw["x-kontokit-retry"],
        sca=tuple(raw.get("x-kontokit-sca", [])),
        read_timeout=raw.get("x-kontokit-read-timeout"),
        max_body=raw.get("x-kontokit-max-body"),
        order=_with_tuples(raw.get("x-kontokit-order")),
        bank_read=_with_tuples(raw.get("x-kontokit-bank-read")),
        security=tuple(tuple(alternative) for alternative in raw.get("security", [])),
        arguments=arguments,
        body=plan_body(document, raw, [one for one in arguments if one.place == "path"]),
        results=[
            _result(document, path, raw, status, response)
            for status, response in statuses(raw, "2").items()
        ],
        other_result=_other_result(document, path, raw),
        errors=[
            (status, found)
            for status, response in statuses(raw, "345").items()
            if (found := _error_type(response)) is not None
        ],
        error_ranges=[
            (status, _error_type(response) or "None")
            for status, response in error_ranges(raw).items()
        ],
        error_media_types=_error_media_types(raw),
        error_docs=_error_docs(raw),
        alternatives=_alternatives(raw),
        rows=_rows(document, raw),
        paging=_paging(raw),
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


def _page(document: Document, raw: Raw) -> str:
    """
    Find the provider's page about an operation, or about the whole API.
    """
    own = mapping(raw.get("externalDocs")) or mapping(document.tree.get("externalDocs"))
    return str(own.get("url", ""))


def _argument(
    document: Document, path: str, parameter: Raw, names: Mapping[tuple[str, str], str]
) -> ArgumentView:
    key = (parameter["in"], parameter["name"])
    if key not in names:
        raise _dropped(document, path, f"parameter {key[1]} in {key[0]} was dropped")
    schema = parameter["schema"]
    required = bool(parameter.get("required")) or parameter["in"] == "path"
    annotation = InputTypes(schemas_of(document)).of(schema)
    return ArgumentView(
        name=parameter_name(parameter["name"], parameter["in"], path),
        wire=parameter["name"],
        place=parameter["in"],
        required=required,
        explode=explodes(mapping(parameter)),
        style=style_of(mapping(parameter)),
        model=python_type(schema) if is_object(mapping(_component(document, schema))) else None,
        many="array" in types_of(mapping(_component(document, schema))),
        type=value_type(_component(document, schema)),
        format=written_format(_component(document, schema)),
        secret=is_secret(_component(document, schema)),
        end_user=parameter.get("x-kontokit-end-user"),
        annotation=annotation if required else f"{annotation} | None",
        doc=f"{parameter.get('description', '').rstrip()} {limits(schema)}".strip(),
        example=python_literal(parameter.get("example", "…")),
    )


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
    found = [kind for kind in types_of(mapping(inner)) if kind in ("integer", "number", "boolean")]
    return found[0] if found else "text"


def _component(document: Document, schema: Raw) -> Raw:
    reference = schema.get("$ref")
    if not reference:
        return schema
    found: Raw = document.tree["components"]["schemas"][reference.rsplit("/", 1)[-1]]
    return found


def _result(document: Document, path: str, raw: Raw, status: int, response: Raw) -> ResultView:
    content = response.get("content", {})
    media_type = preferred(mapping(content)) or "application/json"
    envelope = content.get(media_type, {}).get("x-kontokit-envelope")
    schema = unwrapped_schema(document.tree, content.get(media_type, {}))
    is_location = not content and "Location" in response.get("headers", {})
    return ResultView(
        status=status,
        type=_content_type(mapping(schema), media_type) if content else "None",
        media_type=media_type,
        location=_location_type(document, path, raw) if is_location else "",
        envelope=envelope,
        doc=response.get("description", ""),
    )


def _location_type(document: Document, path: str, raw: Raw) -> str:
    """
    Name the type that the operation behind a ``Location`` returns.
    """
    wanted = location_target(document.tree, path, mapping(raw))
    target = next(one for one in operations(document.tree) if one.name == wanted)
    found = [
        _result(document, target.path, target.node, status, response).annotation
        for status, response in statuses(target.node, "2").items()
    ]
    return " | ".join(dict.fromkeys(found))


def _content_type(schema: Raw, media_type: str) -> str:
    if is_json(media_type) or schema.get("format") == "binary":
        return python_type(schema)
    return "Any" if media_type == ANYTHING else raw_type(media_type, mapping(schema))


def _other_result(document: Document, path: str, raw: Raw) -> ResultView | None:
    found = other_success(raw)
    return None if found is None else _result(document, path, raw, 0, found)


def _error_type(response: Raw) -> str | None:
    for media_type, content in response.get("content", {}).items():
        if is_json(media_type):
            return python_type(mapping(content.get("schema")))
    return None


def _error_docs(raw: Raw) -> list[tuple[int | str, str]]:
    documented: list[tuple[int | str, Tree]] = [*statuses(raw, "345").items()]
    documented += error_ranges(raw).items()
    return [(status, response.get("description", "")) for status, response in documented]


def _error_media_types(raw: Raw) -> tuple[str, ...]:
    responses = [*statuses(raw, "345").values(), *error_ranges(raw).values()]
    every = (essence(one) for found in responses for one in found.get("content", {}))
    return tuple(dict.fromkeys(one for one in every if is_json(one))) or ("application/json",)


def _alternatives(raw: Raw) -> dict[str, str]:
    """
    Find the media types beside the one that is read, with the suffix of the path that each needs.
    """
    return {
        media_type: content.get("x-kontokit-path-suffix", "")
        for response in statuses(raw, "2").values()
        for media_type, content in response.get("content", {}).items()
        if media_type != preferred(response["content"])
    }


def _rows(document: Document, raw: Raw) -> RowsView | None:
    rows = find_rows(document.tree, mapping(raw)) if is_list(mapping(raw)) else None
    return RowsView(field=rows.field, type=python_type(rows.schema)) if rows else None


def _with_tuples(mark: Raw | None) -> dict[str, Any] | None:
    """
    Make values that may stand in a constant.
    """
    if mark is None:
        return None
    return {key: tuple(one) if is_array(one) else one for key, one in mark.items()}


def _paging(raw: Raw) -> PagingView | None:
    marked = raw.get("x-kontokit-paging")
    if not marked:
        return None
    return PagingView(
        page=marked["page"],
        limit=marked["limit"],
        maximum=marked["maximum"],
        places={key: marked[key] for key in PAGE_PLACES if marked.get(key)},
    )


def _dropped(document: Document, path: str, message: str) -> FindingsError:
    fix = "write the part so that both generators understand it"
    return FindingsError([document.finding(pointer("paths", path), message, fix)])
