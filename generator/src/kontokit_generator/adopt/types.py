"""
Schemas: what the rules ask of our own documents and a document of others hardly says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.adopt.shapes import remade
from kontokit_generator.lint.examples import examples
from kontokit_generator.lint.fields import UNFIT, looks_secret
from kontokit_generator.lint.queries import property_names, property_of, required_names
from kontokit_generator.lint.types import FORMATS
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
    sequence,
)
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.schemas import ESSENTIAL, is_enum, is_nullable, is_struct, types_of

_SPELLINGS: Final = {
    "datetime": "date-time",
    "date_time": "date-time",
    "guid": "uuid",
    "url": "uri",
    "base64": "byte",
    "long": "int64",
}
"""Other spellings of formats."""


def settle_schemas(tree: Tree, notes: Notes) -> Tree:
    """
    Write schemas as the generators read them: exact numbers, known formats, open objects.
    """

    def change(kind: str, node: Tree, place: str) -> Any:
        if kind == "parameter":
            return _with_secret(node, str(node.get("name")), place, notes)
        return _settled(node, place, notes) if kind == "schema" else node

    made: Tree = remade(tree, "root", change)
    return made


def _settled(schema: Tree, place: str, notes: Notes) -> Tree:
    if "$ref" in schema:
        return schema
    # No properties are the same as none said, and other tools make a class of them.
    changed = {key: value for key, value in schema.items() if key != "properties" or value}
    for step in (_drop_unfit, _with_exact_number, _with_known_format, _open, _with_items):
        step(changed, place, notes)
    _mark_secrets(changed, place, notes)
    return changed


def _drop_unfit(schema: Tree, place: str, notes: Notes) -> None:
    properties = mapping(schema.get("properties"))
    for name in [one for one in properties if UNFIT.search(one)]:
        notes.assume("property", pointer("properties", name, base=place))
        schema["properties"] = {k: v for k, v in schema["properties"].items() if k != name}


def _with_exact_number(schema: Tree, place: str, notes: Notes) -> None:
    is_plain = "x-kontokit-float" not in schema and schema.get("format") != "decimal"
    if "number" in types_of(schema) and is_plain:
        schema["format"] = "decimal"
        notes.assume("number", place)


def _with_known_format(schema: Tree, place: str, notes: Notes) -> None:
    written = schema.get("format")
    if written is None:
        return
    form = _SPELLINGS.get(written, written)
    known = {one for kind in types_of(schema) for one in FORMATS.get(kind, ())}
    if form in known:
        schema["format"] = form
        return
    del schema["format"]
    notes.assume("format", place, str(written))


def _open(schema: Tree, place: str, notes: Notes) -> None:
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
        notes.assume("closed", place)


def _with_items(schema: Tree, place: str, notes: Notes) -> None:
    if "array" in types_of(schema) and not is_mapping(schema.get("items")):
        schema["items"] = {}
        notes.assume("items", place)


def _mark_secrets(schema: Tree, place: str, notes: Notes) -> None:
    for name, one in mapping(schema.get("properties")).items():
        if looks_secret(name) and _is_free_text(one):
            schema["properties"] = {**schema["properties"], name: {**one, "format": "password"}}
            notes.assume("secret", pointer("properties", name, base=place))


def _with_secret(parameter: Tree, name: str, place: str, notes: Notes) -> Tree:
    schema = parameter.get("schema")
    if not looks_secret(name) or not _is_free_text(schema):
        return parameter
    notes.assume("secret", place)
    return {**parameter, "schema": {**mapping(schema), "format": "password"}}


def _is_free_text(schema: Any) -> bool:
    return (
        is_mapping(schema)
        and types_of(schema) in (["string"], ["string", "null"])
        and "format" not in schema
        and not is_enum(schema)
        and not schema.get("x-not-secret")
    )


def settle_requirements(document: Document, notes: Notes) -> None:
    """
    Take out of ``required`` what is not described, and say what is essential: what is required,
    unless an example has none, in place.
    """
    parts = {
        id(part)
        for located in objects(document.tree, "schema")
        for part in sequence(located.node.get("allOf"))
    }
    absent = _absent_in_examples(document)
    for located in objects(document.tree, "schema"):
        schema = located.node
        if "$ref" in schema:
            continue
        # What a part requires, the whole may describe, and the whole says what is essential.
        if id(schema) in parts:
            continue
        _drop_undescribed(document, schema, located.place, notes)
        described = is_struct(schema) or any(
            is_struct(mapping(one)) for one in sequence(schema.get("allOf"))
        )
        if described and ESSENTIAL not in schema:
            schema[ESSENTIAL] = _essential(document, schema, absent, located.place, notes)


def _drop_undescribed(document: Document, schema: Tree, place: str, notes: Notes) -> None:
    written = sequence(schema.get("required"))
    known = set(property_names(document, schema))
    if not known:
        return  # an option that says which properties go together
    missing = [name for name in required_names(document, schema) if name not in known]
    for name in dict.fromkeys(missing):
        notes.assume("property", pointer("required", base=place), name)
        # Also in its parts, which may be schemas of their own.
        _add_property(schema, name)
    if written and not all(isinstance(one, str) for one in written):
        schema["required"] = [one for one in written if isinstance(one, str)]


def _add_property(schema: Tree, name: str) -> None:
    schema["properties"] = {**mapping(schema.get("properties")), name: {}}


def _essential(
    document: Document, schema: Tree, absent: set[tuple[int, str]], place: str, notes: Notes
) -> list[str]:
    found: list[str] = []
    for name in dict.fromkeys(required_names(document, schema)):
        described = mapping(resolved(document.tree, property_of(document, schema, name)))
        if (id(schema), name) in absent:
            notes.assume("essential", place, name)
        elif not is_nullable(described):
            found.append(name)
    return found


def _absent_in_examples(document: Document) -> set[tuple[int, str]]:
    """
    Find what is required and missing in an example, or null there.
    """
    absent: set[tuple[int, str]] = set()
    for example in examples(document):
        _compare(document, example.value, example.schema, absent.add)
    return absent


def _compare(
    document: Document, value: Any, schema: Any, absent: Callable[[tuple[int, str]], None]
) -> None:
    node = mapping(resolved(document.tree, schema))
    if is_list(value):
        for one in value:
            _compare(document, one, node.get("items"), absent)
    if not is_mapping(value):
        return
    for name in required_names(document, node):
        if value.get(name) is None:
            absent((id(node), name))
    for name in property_names(document, node):
        if name in value:
            _compare(document, value[name], property_of(document, node, name), absent)
    for option in (*sequence(node.get("oneOf")), *sequence(node.get("anyOf"))):
        # Which option the example shows is not known here; one that lacks much is another one.
        target = mapping(resolved(document.tree, option))
        if set(value) <= set(property_names(document, target)):
            _compare(document, value, option, absent)
