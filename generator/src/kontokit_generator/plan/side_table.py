"""
Names and prose of models, for the templates of datamodel-code-generator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kontokit_generator.openapi.json_tree import is_mapping, mapping
from kontokit_generator.openapi.object_model import FURTHER
from kontokit_generator.openapi.schemas import (
    DIRECTION,
    ESSENTIAL,
    UNION,
    expected_in_model,
    is_enum,
    is_nullable,
    is_whole_enum,
    required_in_model,
)
from kontokit_generator.plan.model_views import AliasView, FieldView, MemberView, UnionView
from kontokit_generator.python.docstrings import docstring, field_text
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.input_types import PAIR
from kontokit_generator.python.model_types import runtime_type
from kontokit_generator.python.naming import class_name, field_names, member_names
from kontokit_generator.python.types import python_type

Schema = Mapping[str, Any]

_SECRETS = {"kontokit.Secret", "kontokit.serialization.Encrypted"}


def side_table(schemas: Mapping[str, Schema]) -> defaultdict[str, dict[str, Any]]:
    """
    Plan the models, enums and aliases of a document.

    Args:
        schemas: Its normalised schemas, by name.

    Returns:
        Schema → what its template is given.
    """
    found = {name: mapping(schema) for name, schema in schemas.items()}
    texts_only = {name: one for name, one in found.items() if not is_whole_enum(one)}
    enums = (class_name(name) for name, schema in texts_only.items() if is_enum(schema))
    texts = frozenset([*enums, *(path.rpartition(".")[2] for path in _SECRETS)])
    planned = {
        name: {"kontokit": _plan(schema, schemas, texts)} for name, schema in schemas.items()
    }
    return defaultdict(dict, planned)


def _plan(schema: Schema, schemas: Mapping[str, Schema], texts: frozenset[str]) -> dict[str, Any]:
    names = field_names(schema.get("properties", {}))
    return {
        "doc": docstring(schema.get("description", "No description.")),
        "alias": (
            UnionView(schema=schema, reading=_is_read(schema))
            if UNION in schema
            else AliasView(reading=_is_read(schema), texts=texts)
        ),
        "fields": {plan.wire: plan for plan in _fields(schema, texts)},
        "secrets": [
            python_literal(names[wire])
            for wire, inner in schema.get("properties", {}).items()
            if _is_secret(inner, schemas)
        ],
        "members": list(_members(schema)),
        "further": (
            python_type(schema[FURTHER]).replace("models.", "") if FURTHER in schema else None
        ),
        "enum_base": "OpenIntEnum" if is_whole_enum(dict(schema)) else "OpenEnum",
        "essential": _essential(schema),
        "expected": _unless_empty(expected_in_model(schema)),
        "error": {
            key: python_literal(name) for key, name in schema.get("x-kontokit-error", {}).items()
        },
        "pair": _unless_empty(_pair(schema)),
        "aliases": _unless_empty(_wire_aliases(schema)),
    }


def _is_read(schema: Schema) -> bool:
    return schema.get(DIRECTION) != "write"


def _unless_empty(value: Any) -> str:
    return python_literal(value) if value else ""


def _pair(schema: Schema) -> tuple[str, ...]:
    return (schema[PAIR]["label"], schema[PAIR]["value"]) if PAIR in schema else ()


def _wire_aliases(schema: Schema) -> dict[str, str]:
    return {
        alias: wire
        for wire, inner in schema.get("properties", {}).items()
        for alias in inner.get("x-kontokit-alias", [])
    }


def _essential(schema: Schema) -> str | None:
    if not _is_read(schema) or ESSENTIAL not in schema:
        return None
    return _unless_empty(sorted(schema[ESSENTIAL]))


def _is_secret(schema: Any, schemas: Mapping[str, Schema]) -> bool:
    """
    Check whether a secret stands here, alone or in lists and maps; one in a model is the model's.
    """
    if not is_mapping(schema) or "properties" in schema:
        return False
    if (reference := schema.get("$ref")) is not None:
        return _is_secret(schemas[reference.rpartition("/")[2]], schemas)
    inner = [schema.get("items"), schema.get("additionalProperties")]
    inner += [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    is_one = runtime_type(schema) in _SECRETS
    return is_one or any(_is_secret(one, schemas) for one in inner)


def _fields(schema: Schema, texts: frozenset[str]) -> Iterator[FieldView]:
    required = required_in_model(schema)
    names = field_names(schema.get("properties", {}))
    for wire, inner in schema.get("properties", {}).items():
        yield FieldView(
            name=names[wire],
            wire=wire,
            required=wire in required,
            reading=_is_read(schema),
            nullable=is_nullable(inner),
            doc=docstring(field_text(inner)),
            texts=texts,
        )


def _members(schema: Schema) -> Iterator[MemberView]:
    meanings = schema.get("x-enum-descriptions", {})
    parents = schema.get("x-enum-parents", {})
    values = [value for value in schema.get("enum", []) if value is not None]
    named = schema.get("x-enum-varnames", [])
    names = member_names(named if len(named) == len(values) else values)
    for value, name in zip(values, names, strict=True):
        parent = f" (part of {parents[value]})" if parents.get(value, value) != value else ""
        text = f"{meanings.get(value, '')}{parent}"
        doc = docstring(text) if text else ""
        yield MemberView(name=name, value=python_literal(value), doc=doc)
