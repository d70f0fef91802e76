"""
A document whose texts try to become code: in every place where a document has free text.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

PLANTED: Final = "planted"
"""The attribute of ``builtins`` that is set if one of the texts is run."""

_RUN: Final = f"import builtins as b; b.{PLANTED}=1"
TEXTS: Final = (
    f'"; {_RUN}; "',
    f"'; {_RUN}; '",
    f'"""\n{_RUN}\n"""',
    f"'''\n{_RUN}\n'''",
    f"\n{_RUN}\n",
    f"\r{_RUN}\r",
    f'\\"; {_RUN} #',
    "ends with a backslash \\",
    "\\N{DIGIT ONE} \\x41 \\u0041",
    "{{ 1/0 }} {% raise %} {# #} #}",
    "{0!r:>{width}} %(name)s ${name}",
    "NUL \x00, escape \x1b[31m, backspace \b",
    "\u202edaerb\u202c \u2066x\u2069 \u200b \ufeff",
    "lines\u2028of\u2029odd\x85kinds\x0b\x0c",
    "😀 ünï ﬀ",
    "</script> | ``` # *x* [a](javascript:1)",
)
"""Each tries to end what it is written into, to be read as a template, or to hide."""


class Planter:
    """
    Gives texts, each once, and remembers them.
    """

    def __init__(self) -> None:
        self.given: list[str] = []
        self._texts: Iterator[str] = itertools.cycle(TEXTS)

    def __call__(self) -> str:
        """
        Give the next text; a number keeps names apart that are made of it.
        """
        text = f"n{len(self.given)} {next(self._texts)}"
        self.given.append(text)
        return text


def planted_document(text: Callable[[], str]) -> dict[str, Any]:
    """
    Write a document with every kind of object, and a text wherever one may stand.

    Args:
        text: Gives the next text.
    """
    tag, other = text(), text()
    schemas = _schemas(text)
    return {
        "openapi": "3.1.0",
        "info": {key: text() for key in ("title", "summary", "description", "version")},
        "externalDocs": {"url": "https://example.com/?a='b'\"c", "description": text()},
        "servers": [
            {
                "url": "https://api.example.com/a'b",
                "description": text(),
                "x-environment": text(),
            }
        ],
        "tags": [{"name": name, "description": text()} for name in (tag, other)],
        "paths": {
            f"/{_without_braces(text())}/{{id}}": {"put": _sending(text, tag, schemas)},
            "/all": {"get": _listing(text, other, schemas)},
        },
        "webhooks": {
            text(): {"post": _webhook(text, tag, schemas, "First")},
            text(): {"post": _webhook(text, tag, schemas, "Second")},
        },
        "components": {
            "securitySchemes": {
                "key.of-it": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Key",
                    "description": text(),
                },
                "user_token": {"type": "http", "scheme": "bearer", "description": text()},
            },
            "responses": {"Wrong": {"description": text(), "content": _json(schemas, "Problem")}},
            "schemas": schemas,
        },
    }


def planted_overlay(document: dict[str, Any]) -> dict[str, Any]:
    """
    Write what the overlay of such a document has to say.
    """
    schemas = document["components"]["schemas"]
    marks = {
        "x-kontokit-client": {
            "name": "Planted",
            "notification_tag": next(iter(schemas["First"]["properties"])),
        },
        "paths": {
            path: {
                method: {
                    "x-kontokit-retry": "read" if method == "get" else "write",
                    "x-kontokit-name": operation["operationId"],
                }
                for method, operation in item.items()
            }
            for path, item in document["paths"].items()
        },
        "components": {
            "schemas": {
                name: {"x-kontokit-essential": list(schema["properties"])[:1]}
                for name, schema in schemas.items()
                if "properties" in schema
            }
        },
    }
    return {
        "overlay": "1.0.0",
        "info": {"title": "Planted", "version": "1"},
        "actions": [{"target": "$", "description": "So it is.", "update": marks}],
    }


def _without_braces(text: str) -> str:
    # In a path they stand around a parameter.
    return text.replace("{", "").replace("}", "").replace("/", "")


def _schemas(text: Callable[[], str]) -> dict[str, Any]:
    kind = _field_name(text())
    return {
        "Thing": _object(text, {"$ref": "#/components/schemas/Kind"}),
        "Problem": _object(text, {"$ref": "#/components/schemas/Few"}),
        "First": _object(text, _constant(text), kind),
        "Second": _object(text, _constant(text), kind),
        "Kind": _enum(text, 6),
        "Few": _enum(text, 2),
    }


def _object(
    text: Callable[[], str], schema: dict[str, Any], name: str | None = None
) -> dict[str, Any]:
    said = {"type": "string", "default": text()}
    return {
        "type": "object",
        "description": text(),
        "properties": {
            (first := name or _field_name(text())): schema,
            **{
                _field_name(text()): {**said, "description": text(), "example": text()}
                for _ in range(3)
            },
            _field_name(text()): {
                "type": "array",
                "description": text(),
                "items": {"type": "string"},
                "example": [text()],
            },
            _field_name(text()): {
                "type": "object",
                "description": text(),
                "example": {text(): text()},
                "additionalProperties": {"type": "string"},
            },
        },
        "required": [first],
    }


def _field_name(text: str) -> str:
    # Others are refused, because msgspec takes none with a quote, a backslash or a control.
    return "".join(one for one in text if one not in '\\"' and one >= " ")


def _constant(text: Callable[[], str]) -> dict[str, Any]:
    return {"type": "string", "const": (value := text()), "description": text(), "example": value}


def _enum(text: Callable[[], str], values: int) -> dict[str, Any]:
    meanings = {text(): text() for _ in range(values)}
    return {
        "type": "string",
        "description": text(),
        "enum": list(meanings),
        "x-enum-descriptions": meanings,
    }


def _operation(text: Callable[[], str], name: str, tag: str) -> dict[str, Any]:
    return {
        "operationId": name,
        "tags": [tag],
        "summary": text(),
        "description": f"{text()} It is.",
        "x-source": text(),
        "deprecated": True,
        "security": [{"key.of-it": []}, {"user_token": []}],
        "externalDocs": {"url": "https://example.com/?d='e'", "description": text()},
    }


def _sending(text: Callable[[], str], tag: str, schemas: dict[str, Any]) -> dict[str, Any]:
    strings = {"type": "string", "maxLength": 99, "default": text()}
    return {
        **_operation(text, "change", tag),
        "parameters": [
            {
                "name": "id" if place == "path" else text(),
                "in": place,
                "required": place == "path",
                "description": text(),
                "example": text(),
                "schema": strings,
            }
            for place in ("path", "query", "header")
        ],
        "requestBody": _body(text, schemas, "Thing"),
        "responses": {
            "200": {"description": text(), "content": _json(schemas, "Thing")},
            "400": {"$ref": "#/components/responses/Wrong"},
        },
    }


def _listing(text: Callable[[], str], tag: str, schemas: dict[str, Any]) -> dict[str, Any]:
    thing = _json(schemas, "Thing")["application/json"]
    rows = {"type": "array", "description": text(), "items": thing["schema"]}
    content = {"application/json": {"schema": rows, "example": [thing["example"]]}}
    return {
        **_operation(text, "list", tag),
        "responses": {"200": {"description": text(), "content": content}},
    }


def _webhook(
    text: Callable[[], str], tag: str, schemas: dict[str, Any], model: str
) -> dict[str, Any]:
    return {
        **_operation(text, f"notify{model}", tag),
        "requestBody": _body(text, schemas, model),
        "responses": {"200": {"description": text()}},
    }


def _body(text: Callable[[], str], schemas: dict[str, Any], name: str) -> dict[str, Any]:
    return {"required": True, "description": text(), "content": _json(schemas, name)}


def _json(schemas: dict[str, Any], name: str) -> dict[str, Any]:
    schema = schemas[name]
    field = schema["required"][0]
    first = schema["properties"][field]
    value = first["const"] if "const" in first else _referenced(schemas, first)["enum"][0]
    reference = {"$ref": f"#/components/schemas/{name}"}
    return {"application/json": {"schema": reference, "example": {field: value}}}


def _referenced(schemas: dict[str, Any], reference: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = schemas[reference["$ref"].rpartition("/")[2]]
    return found
