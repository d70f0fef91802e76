"""
Models by datamodel-code-generator: a schema becomes a ``msgspec.Struct``, an open enum or an alias.

This is the one module that knows that tool. It decides the types; names and prose come from
our own modules through a side table that the templates read.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import datamodel_code_generator as dmc
from datamodel_code_generator.enums import DataModelType, InputFileType, OpenAPIScope
from datamodel_code_generator.format import PythonVersion

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import is_mapping, mapping, pointer
from kontokit_generator.openapi.object_model import FURTHER
from kontokit_generator.openapi.schemas import (
    DIRECTION,
    ESSENTIAL,
    UNION,
    expected_in_model,
    is_enum,
    is_null,
    is_nullable,
    is_whole_enum,
    required_in_model,
    types_of,
)
from kontokit_generator.python.docstrings import docstring, field_text
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.input_types import PAIR
from kontokit_generator.python.naming import PythonName, class_name, member_names, python_name
from kontokit_generator.python.types import python_type

TEMPLATES = Path(__file__).parents[1] / "templates" / "models"

RUNTIME_TYPES = {
    "password": "kontokit.Secret",
    "berlin-date-time": "kontokit.BerlinDateTime",
    "berlin-iso-date-time": "kontokit.BerlinDateTime",
    "date-time": "datetime.datetime",
    "date": "datetime.date",
    "binary": "builtins.bytes",
}
WRITTEN_TYPES = {
    "iban": "kontokit.serialization.Iban",
    "counterparty-iban": "kontokit.serialization.CounterpartyIban",
    "iban-or-text": "kontokit.serialization.IbanOrText",
    "uri": "kontokit.serialization.WebAddress",
    "file-part": "kontokit.serialization.FilePart",
}
"""What is more than text only where it is written."""
IMPORTS = [
    "collections.abc.Mapping",
    "typing.Any",
    "typing.ClassVar",
    "typing.TypeAlias",
    "msgspec.field",
    "msgspec.UNSET",
    "msgspec.UnsetType",
    "kontokit.OpenEnum",
    "kontokit.OpenIntEnum",
    "kontokit.RawJson",
    "kontokit.operations.ErrorShape",
    "kontokit.operations.OrDigits",
    "kontokit.operations.OrText",
    "kontokit.operations.OrTextMap",
    "kontokit.serialization.OneOf",
    "kontokit.serialization.option",
    "kontokit.serialization.union",
]
_TEXTS = re.compile(r"dict\[str, OrText\[(\w+)\]\]")
_SECRETS = {"kontokit.Secret", "kontokit.serialization.Encrypted"}
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


@attrs.frozen(kw_only=True)
class FieldView:
    """
    What the template needs to know of one field besides the type that the tool finds.
    """

    name: PythonName
    wire: str
    required: bool
    reading: bool
    nullable: bool
    doc: str
    texts: frozenset[str]
    """The types whose texts are taken too, where the field is written."""

    def annotation(self, found: str) -> str:
        """
        Write the type: reading makes absent and null ``None``, writing keeps them apart.
        """
        base = found.removesuffix(" | None")
        if base == "None":
            return "None" if self.required or self.reading else "None | UnsetType"
        if not self.reading:
            base = _widened(base, self.texts)
        if self.required:
            return f"{base} | None" if self.nullable else base
        if self.reading:
            return base if base == "Any" else f"{base} | None"
        return f"{base} | None | UnsetType" if self.nullable else f"{base} | UnsetType"

    @property
    def assignment(self) -> str:
        """
        Write what follows the type: a default, the name on the wire, both or nothing.
        """
        default = "" if self.required else "None" if self.reading else "UNSET"
        if self.name == self.wire:
            return f" = {default}" if default else ""
        named = f"name={python_literal(self.wire)}"
        return f" = field({named}, default={default})" if default else f" = field({named})"


@attrs.frozen(kw_only=True)
class AliasView:
    """
    What the template needs to know of the type of a map or list with a name.
    """

    reading: bool
    texts: frozenset[str]

    def annotation(self, found: str) -> str:
        """
        Write the type. A map that is written takes a ``dict[str, str]`` too where texts are taken.
        """
        return (
            found if self.reading else re.sub(_TEXTS, r"OrTextMap[\1]", _widened(found, self.texts))
        )


@attrs.frozen(kw_only=True)
class UnionView:
    """
    What the template needs to know of a choice between types.
    """

    schema: Schema
    reading: bool

    def annotation(self, found: str) -> str:
        """
        Write the type for type checkers, and what tells its options apart at run time.
        """
        mark, options = self.schema[UNION], self._options()
        shown = [name for name, one in options if one["told"] or not self.reading]
        apart = ", ".join(_option(name, one) for name, one in options)
        tag = f", tag={python_literal(mark['tag'])}" if mark["tag"] else ""
        types = " | ".join(dict.fromkeys([*shown, "RawJson"]))
        return f'OneOf["{types}", union(lambda: ({apart},){tag})]'

    def _options(self) -> list[tuple[str, Schema]]:
        options = [one for one in self.schema["anyOf"] if not is_null(one)]
        names = [python_type(one).replace("models.", "") for one in options]
        return list(zip(names, self.schema[UNION]["options"], strict=True))


def _option(name: str, mark: Schema) -> str:
    given = [f", {key}={python_literal(tuple(mark[key]))}" for key in ("tags", "has") if mark[key]]
    return f"option({name}{''.join(given)})"


def _widened(annotation: str, texts: frozenset[str]) -> str:
    def widen(found: re.Match[str]) -> str:
        name = found[0]
        if name in ("Decimal", "DecimalText"):
            return f"OrDigits[{name}]"
        return f"OrText[{name}]" if name in texts else name

    return re.sub(r"\w+", widen, annotation)


@attrs.frozen(kw_only=True)
class MemberView:
    """
    One member of an enum.
    """

    name: PythonName
    value: str
    doc: str


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
            return _run_tool(schemas)
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
        extra_template_data=_side_table(schemas),
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


def _side_table(schemas: Mapping[str, Schema]) -> defaultdict[str, dict[str, Any]]:
    found = {name: mapping(schema) for name, schema in schemas.items()}
    texts_only = {name: one for name, one in found.items() if not is_whole_enum(one)}
    enums = (class_name(name) for name, schema in texts_only.items() if is_enum(schema))
    texts = frozenset([*enums, *(path.rpartition(".")[2] for path in _SECRETS)])
    planned = {
        name: {"kontokit": _plan(schema, schemas, texts)} for name, schema in schemas.items()
    }
    return defaultdict(dict, planned)


def _refused(
    document: Document, schemas: Mapping[str, Schema], problem: Exception
) -> Iterator[Finding]:
    """
    Find the schemas that the tool refuses: those that it refuses among empty ones as well.
    """
    empty: dict[str, Schema] = {name: {"type": "object"} for name in schemas}
    found = {name: _complaint({**empty, name: schema}) for name, schema in schemas.items()}
    alone = {name: complaint for name, complaint in found.items() if complaint}
    for name, complaint in (alone or {"": str(problem)}).items():
        yield document.finding(
            pointer("components", "schemas", name) if name else "#/components/schemas",
            f"datamodel-code-generator refuses {name or 'the schemas'}: {complaint}",
            "describe it with fewer keywords, or by a schema with a name, here or in the overlay",
        )


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
    if path := (_written_type(schema) if is_written else None) or _runtime_type(schema):
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


def _written_type(schema: Schema) -> str | None:
    if schema.get("format") == "decimal" and "string" in types_of(dict(schema)):
        return "kontokit.serialization.DecimalText"
    return WRITTEN_TYPES.get(schema.get("format", ""))


def _runtime_type(schema: Schema) -> str | None:
    if schema.get("x-kontokit-lenient"):
        return "kontokit.serialization.LenientInt"
    if schema.get("x-kontokit-encrypted"):
        return "kontokit.serialization.Encrypted"
    if schema.get("format") == "decimal" and "string" in types_of(dict(schema)):
        return "decimal.Decimal"
    return RUNTIME_TYPES.get(schema.get("format", ""))


def _plan(schema: Schema, schemas: Mapping[str, Schema], texts: frozenset[str]) -> dict[str, Any]:
    return {
        "doc": docstring(schema.get("description", "No description.")),
        "alias": (
            UnionView(schema=schema, reading=_is_read(schema))
            if UNION in schema
            else AliasView(reading=_is_read(schema), texts=texts)
        ),
        "fields": {plan.wire: plan for plan in _fields(schema, texts)},
        "secrets": [
            python_literal(python_name(wire))
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
    is_one = _runtime_type(schema) in _SECRETS
    return is_one or any(_is_secret(one, schemas) for one in inner)


def _fields(schema: Schema, texts: frozenset[str]) -> Iterator[FieldView]:
    required = required_in_model(schema)
    for wire, inner in schema.get("properties", {}).items():
        yield FieldView(
            name=python_name(wire),
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
