"""
Rules about types: exact numbers, open objects, known formats, plain unions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.lint.queries import property_names, property_of, required_names
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.object_model import Located, objects
from kontokit_generator.openapi.schemas import (
    is_enum,
    is_null,
    is_nullable,
    is_whole_enum,
    types_of,
)
from kontokit_generator.openapi.unions import mark_of

FORMATS = {
    "number": {"decimal"},
    "integer": {"int32", "int64"},
    "string": {
        "berlin-date-time",
        "berlin-iso-date-time",
        "binary",
        "byte",
        "counterparty-iban",
        "date",
        "date-time",
        "decimal",
        "email",
        "hostname",
        "iban",
        "iban-or-text",
        "ipv4",
        "ipv6",
        "password",
        "time",
        "uri",
        "uuid",
    },
}
"""The formats that mean something here, by type."""

_ESCAPE = re.compile(r"\\.")
_MEANS_SOMETHING = {f"\\{one}" for one in "^$\\.*+?()[]{}|/-bBdDfknprsStuvwWx0123456789"}


@rule("merged")
def every_number_is_exact(document: Document) -> Iterator[Finding]:
    """
    Money never passes through a float; a ratio may, with a reason in the overlay.
    """
    for located in objects(document.tree, "schema"):
        schema = located.node
        # A binary float cannot hold 0.10, and sums of money would be off by cents.
        if "number" not in types_of(schema) or "x-kontokit-float" in schema:
            continue
        if schema.get("format") != "decimal":
            yield document.finding(
                located.place,
                f"the number {located.name} would be a float",
                "add 'format: decimal'; for a ratio set x-kontokit-float in the overlay",
            )


@rule("raw")
def every_object_stays_open(document: Document) -> Iterator[Finding]:
    """
    A growing API may add properties at any time.
    """
    for located in objects(document.tree, "schema"):
        if located.node.get("additionalProperties") is False:
            message = "the object refuses further properties"
            yield document.finding(located.place, message, "delete 'additionalProperties: false'")


@rule("raw")
def every_format_is_known(document: Document) -> Iterator[Finding]:
    """
    A format is one that our runtime understands, on a type it suits.
    """
    for located in objects(document.tree, "schema"):
        found = located.node.get("format")
        if found is None:
            continue
        known = {name for kind in types_of(located.node) for name in FORMATS.get(kind, set())}
        if str(found) not in known:
            kinds = " or ".join(types_of(located.node)) or "schema without a type"
            yield document.finding(
                pointer("format", base=located.place),
                f"the format {found} means nothing for a {kinds}",
                f"use one of {', '.join(sorted(known))}" if known else "delete it",
            )


@rule("raw", adopted="warning")
def every_schema_has_one_type(document: Document) -> Iterator[Finding]:
    """
    Beside null a schema allows one type.
    """
    for located in objects(document.tree, "schema"):
        kinds = [kind for kind in types_of(located.node) if kind != "null"]
        if len(kinds) > 1:
            message = f"the schema is {' or '.join(kinds)}"
            yield document.finding(located.place, message, "keep the documented type")


@rule("raw", adopted="warning")
def every_union_has_distinct_members(document: Document) -> Iterator[Finding]:
    """
    The options of a choice are told apart by a tag, by what they require, or by their JSON type.
    """
    for located in objects(document.tree, "schema"):
        for key in ("anyOf", "oneOf"):
            found = sequence(located.node.get(key))
            options = [mapping(one) for one in found if not is_null(one)]
            if len(options) > 1 and not _are_told_apart(document, located.node, options):
                message = f"nothing distinguishes the options of {key}, so they are read as JSON"
                fix = "add a discriminator with a mapping, or name one schema"
                yield document.finding(located.place, message, fix, "warning")


def _are_told_apart(document: Document, union: Tree, options: list[Tree]) -> bool:
    targets = [_whole(document, one) for one in options]
    return all(one["told"] for one in mark_of(union, options, targets)["options"])


def _whole(document: Document, option: Tree) -> Tree:
    """
    Collect what an option says of an object itself and in its parts.
    """
    names = property_names(document, option)
    found = {name: resolved(document.tree, property_of(document, option, name)) for name in names}
    target = mapping(resolved(document.tree, option))
    is_object = bool(names) or "allOf" in target
    return {
        **target,
        **({"type": "object"} if is_object else {}),
        "properties": found,
        "required": required_names(document, option),
    }


@rule("raw", adopted="warning")
def every_enum_is_of_one_type(document: Document) -> Iterator[Finding]:
    """
    The values of an enum are texts or whole numbers, and null is not among them.
    """
    for located in objects(document.tree, "schema"):
        if is_enum(located.node):
            yield from _check_enum(document, located)


@rule("raw")
def every_enum_has_values(document: Document) -> Iterator[Finding]:
    """
    No value fits an empty list of values.
    """
    for located in objects(document.tree, "schema"):
        if "enum" in located.node and not is_enum(located.node):
            place = pointer("enum", base=located.place)
            yield document.finding(place, "the enum has no values", "list them, or delete 'enum'")


def _check_enum(document: Document, located: Located) -> Iterator[Finding]:
    values = sequence(located.node["enum"])
    place = pointer("enum", base=located.place)
    if None in values or is_nullable(located.node):
        yield document.finding(
            place,
            "null is among the values of an enum",
            "name the enum and write anyOf: [{$ref: …}, {type: 'null'}] where it may be null",
        )
    if not is_whole_enum(located.node):
        for value in values:
            if value is not None and not isinstance(value, str):
                yield document.finding(place, f"the value {value} is no text", "quote it")


@rule("raw", adopted="warning")
def every_pattern_works_elsewhere(document: Document) -> Iterator[Finding]:
    """
    Tools in JavaScript read patterns with the flag u, which refuses an escape that does nothing.
    """
    for located in objects(document.tree, "schema"):
        pattern = located.node.get("pattern")
        for escape in _ESCAPE.findall(pattern) if isinstance(pattern, str) else ():
            if escape not in _MEANS_SOMETHING:
                yield document.finding(
                    located.place,
                    f"the pattern escapes {escape}, which JavaScript refuses",
                    "leave the backslash out",
                )
