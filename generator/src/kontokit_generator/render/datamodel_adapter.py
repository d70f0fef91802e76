"""
Models by datamodel-code-generator: a schema becomes a ``msgspec.Struct``, an open enum or an alias.

This is the one module that knows that tool. It decides the types; names and prose come from
our own modules through a side table that the templates read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import datamodel_code_generator as dmc
from datamodel_code_generator.enums import DataModelType, InputFileType, OpenAPIScope
from datamodel_code_generator.format import PythonVersion

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import is_mapping, mapping, pointer
from kontokit_generator.openapi.schemas import (
    DIRECTION,
    UNION,
    references_in,
)
from kontokit_generator.plan.side_table import side_table
from kontokit_generator.python.model_types import runtime_type, written_type
from kontokit_generator.render.alias_order import put_quoted_aliases_last

TEMPLATES = Path(__file__).parents[1] / "templates" / "models"

IMPORTS = [
    "collections.abc.Mapping",
    "datetime.date",
    "datetime.datetime",
    "decimal.Decimal",
    "typing.Any",
    "typing.ClassVar",
    "typing.TypeAlias",
    "msgspec.field",
    "msgspec.UNSET",
    "msgspec.UnsetType",
    "kontokit.BerlinDateTime",
    "kontokit.OpenEnum",
    "kontokit.OpenIntEnum",
    "kontokit.RawJson",
    "kontokit.Secret",
    "kontokit.operations.ErrorShape",
    "kontokit.operations.OrDigits",
    "kontokit.operations.OrText",
    "kontokit.operations.OrTextMap",
    "kontokit.serialization.OneOf",
    "kontokit.serialization.option",
    "kontokit.serialization.union",
]
_KEPT = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "description",
    "discriminator",
    "enum",
    "format",
    "items",
    "oneOf",
    "properties",
    "required",
    "title",
    "type",
}

Schema = Mapping[str, Any]


def render_models(document: Document) -> str:
    """
    Write the module of models.

    Args:
        document: A normalised document; each object schema says its direction.

    Returns:
        Python source, neither sorted nor formatted yet.

    Raises:
        FindingsError: The tool warned, refused a schema or would have to guess.
    """
    schemas: dict[str, Schema] = document.tree.get("components", {}).get("schemas", {})
    if not schemas:
        return ""
    with warnings.catch_warnings():
        # The tool only warns when it drops something.
        warnings.simplefilter("error")
        try:
            return put_quoted_aliases_last(_run_tool(schemas))
        # The tool raises what it likes, such as KeyError; a document must not end in a traceback.
        except Exception as problem:
            raise FindingsError([*_refused(document, schemas, problem)]) from problem


def _run_tool(schemas: Mapping[str, Schema]) -> str:
    source = {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "0"},
        "paths": {},
        "components": {
            "schemas": {
                name: _stripped(schema, is_written=mapping(schema).get(DIRECTION) == "write")
                for name, schema in schemas.items()
            }
        },
    }
    result = dmc.generate(
        source,
        input_file_type=InputFileType.OpenAPI,
        openapi_scopes=[OpenAPIScope.Schemas],
        output_model_type=DataModelType.MsgspecStruct,
        target_python_version=PythonVersion.PY_311,
        base_class="kontokit.Model",
        custom_template_dir=TEMPLATES,
        extra_template_data=side_table(schemas),
        additional_imports=IMPORTS,
        snake_case_field=True,
        keyword_only=True,
        strict_nullable=True,
        use_union_operator=True,
        use_standard_collections=True,
        use_schema_description=True,
        use_type_alias=True,
        disable_timestamp=True,
        formatters=[],
    )
    if not isinstance(result, str):
        raise dmc.Error("the models did not come out as one module")
    # Before it stands a header of the tool; ours replaces it.
    return result[result.index("from __future__") :]


def _refused(
    document: Document, schemas: Mapping[str, Schema], problem: Exception
) -> Iterator[Finding]:
    """
    Find the schemas that the tool refuses: those that it refuses among empty ones as well.
    """
    alone = dict(_refused_among(list(schemas), schemas))
    for name, complaint in (alone or {"": str(problem)}).items():
        yield document.finding(
            pointer("components", "schemas", name) if name else "#/components/schemas",
            f"datamodel-code-generator refuses {name or 'the schemas'}: {complaint}",
            "describe it with fewer keywords, or by a schema with a name, here or in the overlay",
        )


def _refused_among(names: list[str], schemas: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    """
    Search by halves, since the tool takes a minute for thousands of schemas.
    """
    chosen = {name: schemas[name] for name in names}
    led_to = {one for schema in chosen.values() for one in references_in(mapping(schema))}
    empty: dict[str, Schema] = {name: {"type": "object"} for name in schemas if name in led_to}
    complaint = _complaint({**empty, **chosen})
    if complaint and len(names) == 1:
        yield names[0], complaint
    elif complaint:
        half = len(names) // 2
        yield from _refused_among(names[:half], schemas)
        yield from _refused_among(names[half:], schemas)


def _complaint(schemas: Mapping[str, Schema]) -> str:
    try:
        _run_tool(schemas)
    except Exception as problem:
        return str(problem) or type(problem).__name__
    return ""


def _stripped(schema: Any, *, is_written: bool) -> Any:
    """
    Leave out what the types do not depend on: a growing API must not fail on a length or a pattern.
    """
    if not is_mapping(schema):
        return schema
    if UNION in schema:
        # The tool refuses most unions, and only their names matter to it: see UnionView.
        return {"type": "string"}
    kept: dict[str, Any] = {
        key: _stripped_value(key, value, is_written=is_written)
        for key, value in schema.items()
        if key in _KEPT
    }
    if path := (written_type(schema) if is_written else None) or runtime_type(schema):
        kept.pop("format", None)
        kept["customTypePath"] = path
    # The tool would map other formats to types that the runtime does not decode.
    elif kept.get("format") not in (None, "decimal"):
        del kept["format"]
    return kept


def _stripped_value(key: str, value: Any, *, is_written: bool) -> Any:
    if key == "properties":
        return {name: _stripped(inner, is_written=is_written) for name, inner in value.items()}
    if key in ("items", "additionalProperties"):
        return _stripped(value, is_written=is_written)
    if key in ("oneOf", "anyOf"):
        return [_stripped(member, is_written=is_written) for member in value]
    return value
