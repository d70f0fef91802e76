"""
What the templates of operations need to know: plain values, computed from the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from generator.document import Document, pointer
from generator.findings import FindingsError
from generator.names import PythonName, argument_name, constant_name
from generator.python_types import Place, python_type
from generator.schemas import unwrapped_schema

Raw = Mapping[str, Any]

_LOCAL_TIMES = ("berlin-date-time", "berlin-iso-date-time")
"""Formats of times without a zone, which an argument has to be written in."""


@attrs.frozen(kw_only=True)
class ArgumentPlan:
    """
    One argument of a method.
    """

    name: PythonName
    wire: str
    place: str
    required: bool
    explode: bool
    format: str | None
    annotation: str
    doc: str
    example: str


@attrs.frozen(kw_only=True)
class BodyPlan:
    """
    The body a method takes.
    """

    media_type: str
    type: str
    annotation: str
    required: bool
    doc: str


@attrs.frozen(kw_only=True)
class ResultPlan:
    """
    What one successful status brings.
    """

    status: int
    type: str
    media_type: str
    location: bool
    envelope: str | None
    doc: str

    @property
    def annotation(self) -> str:
        """
        The type in the method's signature.
        """
        return "Location" if self.location else self.type


@attrs.frozen(kw_only=True)
class PagingPlan:
    """
    How an operation's pages are numbered, and what a row is.
    """

    items: str
    page: str
    limit: str
    maximum: int
    row: str


@attrs.frozen(kw_only=True)
class OperationPlan:
    """
    One method of a tag's class, and the constant that describes its operation.
    """

    id: str
    name: str
    constant: PythonName
    method: str
    path: str
    retry: str
    sca: tuple[str, ...]
    read_timeout: float | None
    security: tuple[tuple[str, ...], ...]
    arguments: list[ArgumentPlan]
    body: BodyPlan | None
    results: list[ResultPlan]
    errors: list[tuple[int, str]]
    error_docs: list[tuple[int, str]]
    alternatives: dict[str, str]
    paging: PagingPlan | None
    summary: str
    description: str
    source: str
    deprecated: bool

    @property
    def result(self) -> str:
        """
        The type the method gives, all successful statuses together.
        """
        return " | ".join(dict.fromkeys(result.annotation for result in self.results)) or "None"

    @property
    def positional(self) -> list[ArgumentPlan]:
        """
        The arguments in the path, which may be given by position.
        """
        return [argument for argument in self.arguments if argument.place == "path"]

    @property
    def named(self) -> list[ArgumentPlan]:
        """
        The other arguments, required ones first.
        """
        rest = [argument for argument in self.arguments if argument.place != "path"]
        return sorted(rest, key=lambda argument: not argument.required)


@attrs.frozen(kw_only=True)
class TagPlan:
    """
    One attribute of the client: a class with a method for each operation of a tag.
    """

    name: str
    attribute: PythonName
    class_name: PythonName
    description: str
    operations: list[OperationPlan]

    @property
    def list_type(self) -> str:
        """
        How a list is written in annotations: a method named ``list`` hides the builtin there.
        """
        return "builtins.list" if any(op.name == "list" for op in self.operations) else "list"


def plan_operation(
    document: Document, path: str, method: str, names: Mapping[tuple[str, str], str]
) -> OperationPlan:
    """
    Gather what is said of one operation.

    Args:
        document: The normalised document.
        path: Its path template.
        method: Its HTTP method in lower case.
        names: The arguments that openapi-python-client found, by place and name on the wire.

    Returns:
        The plan of one method.

    Raises:
        FindingsError: A response is given for a range of statuses, or an argument was dropped.
    """
    raw: Raw = document.tree["paths"][path][method]
    return OperationPlan(
        id=raw["operationId"],
        name=raw["x-kontokit-name"],
        constant=constant_name(raw["operationId"]),
        method=method.upper(),
        path=path,
        retry=raw["x-kontokit-retry"],
        sca=tuple(raw.get("x-kontokit-sca", [])),
        read_timeout=raw.get("x-kontokit-read-timeout"),
        security=tuple(tuple(alternative) for alternative in raw.get("security", [])),
        arguments=[
            _argument(document, path, parameter, names) for parameter in raw.get("parameters", [])
        ],
        body=_body(document, raw.get("requestBody")),
        results=[
            _result(document, status, response)
            for status, response in _responses(document, path, raw, "2")
        ],
        errors=list(_typed_errors(document, path, raw)),
        error_docs=[
            (status, response.get("description", ""))
            for kind in "345"
            for status, response in _responses(document, path, raw, kind)
        ],
        alternatives=_alternatives(raw),
        paging=_paging(document, raw),
        summary=raw["summary"],
        description=raw.get("description", ""),
        source=raw.get("x-source", ""),
        deprecated=bool(raw.get("deprecated")),
    )


def _argument(
    document: Document, path: str, parameter: Raw, names: Mapping[tuple[str, str], str]
) -> ArgumentPlan:
    key = (parameter["in"], parameter["name"])
    if key not in names:
        raise _dropped(document, path, f"parameter {key[1]} in {key[0]} was dropped")
    schema = parameter["schema"]
    style = parameter.get("style", "form" if parameter["in"] == "query" else "simple")
    required = bool(parameter.get("required")) or parameter["in"] == "path"
    annotation = _argument_type(document, schema)
    return ArgumentPlan(
        name=argument_name(parameter["name"]),
        wire=parameter["name"],
        place=parameter["in"],
        required=required,
        explode=bool(parameter.get("explode", style == "form")),
        format=schema["format"] if schema.get("format") in _LOCAL_TIMES else None,
        annotation=annotation if required else f"{annotation} | None",
        doc=parameter.get("description", ""),
        example=repr(parameter.get("example", "…")),
    )


def _argument_type(document: Document, schema: Raw) -> str:
    text = python_type(schema, "argument")
    target = _component(document, schema)
    return f"{text} | str" if "enum" in target and "$ref" in schema else text


def _component(document: Document, schema: Raw) -> Raw:
    reference = schema.get("$ref")
    if not reference:
        return schema
    found: Raw = document.tree["components"]["schemas"][reference.rsplit("/", 1)[-1]]
    return found


def _body(document: Document, request: Raw | None) -> BodyPlan | None:
    if not request:
        return None
    media_type, content = next(iter(request["content"].items()))
    schema = content.get("schema", {})
    return BodyPlan(
        media_type=media_type,
        type=python_type(schema, "result"),
        annotation=" | ".join(_body_types(document, schema, media_type)),
        required=bool(request.get("required")),
        doc=request.get("description", "") or "The request body.",
    )


def _body_types(document: Document, schema: Raw, media_type: str) -> Iterator[str]:
    yield python_type(schema, "result")
    target = _component(document, schema)
    if twin := target.get("x-kontokit-input-of"):
        yield f"models.{twin}"
    if media_type.endswith("json") or "form" in media_type:
        yield "Sequence[Any]" if target.get("type") == "array" else "Mapping[str, Any]"


def _responses(document: Document, path: str, raw: Raw, kind: str) -> Iterator[tuple[int, Raw]]:
    for status, response in raw["responses"].items():
        if not str(status).isdigit():
            raise _dropped(document, path, f"response {status} is not one status")
        if str(status).startswith(kind):
            yield int(status), response


def _result(document: Document, status: int, response: Raw) -> ResultPlan:
    content = response.get("content", {})
    media_type = next(iter(content), "application/json")
    envelope = content.get(media_type, {}).get("x-kontokit-envelope")
    schema = unwrapped_schema(document.tree, content.get(media_type, {}))
    location = not content and "Location" in response.get("headers", {})
    return ResultPlan(
        status=status,
        type="None" if schema is None else _content_type(schema, media_type),
        media_type=media_type,
        location=location,
        envelope=envelope,
        doc=response.get("description", ""),
    )


def _content_type(schema: Raw, media_type: str) -> str:
    place: Place = "result"
    if media_type.endswith("json") or schema.get("format") == "binary":
        return python_type(schema, place)
    return "str"


def _typed_errors(document: Document, path: str, raw: Raw) -> Iterator[tuple[int, str]]:
    for kind in "345":
        for status, response in _responses(document, path, raw, kind):
            schema = response.get("content", {}).get("application/json", {}).get("schema")
            if schema is not None:
                yield status, python_type(schema, "result")


def _alternatives(raw: Raw) -> dict[str, str]:
    return {
        media_type: content["x-kontokit-path-suffix"]
        for status, response in raw["responses"].items()
        if str(status).startswith("2")
        for media_type, content in response.get("content", {}).items()
        if "x-kontokit-path-suffix" in content
    }


def _paging(document: Document, raw: Raw) -> PagingPlan | None:
    marked = raw.get("x-kontokit-paging")
    if not marked:
        return None
    content = raw["responses"]["200"]["content"]["application/json"]["schema"]
    page = _component(document, content)
    rows = page["properties"][marked["items"]] if marked.get("items") else page
    return PagingPlan(
        items=marked.get("items") or "",
        page=marked["page"],
        limit=marked["limit"],
        maximum=marked["maximum"],
        row=python_type(_component(document, rows)["items"], "result"),
    )


def _dropped(document: Document, path: str, message: str) -> FindingsError:
    fix = "write the part so that both generators understand it"
    return FindingsError([document.finding(pointer("paths", path), message, fix)])
