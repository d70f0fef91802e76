"""
Rules about the properties of objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.lint.descriptions import properties
from kontokit_generator.lint.queries import property_names, required_names
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, parts_of, pointer
from kontokit_generator.openapi.object_model import Located, objects
from kontokit_generator.openapi.parameters import schema_of
from kontokit_generator.openapi.schemas import is_enum, types_of
from kontokit_generator.python.naming import python_name, words

_SECRET_WORDS = {"pin", "tan", "otp", "password", "passwort", "passphrase", "kennwort", "secret"}
# Alone, "token" and "key" name many things that are no secrets.
_SECRET_PAIRS = {("access", "token"), ("refresh", "token"), ("api", "key"), ("private", "key")}


_FREE = (None, "email", "ipv4", "ipv6", "iban", "counterparty-iban", "iban-or-text")
"""The formats of texts that people write, or that tell who somebody is."""
UNFIT = re.compile(r'["\\\x00-\x1f]')
_PERSONAL_WORDS = frozenset(
    {
        "city",
        "email",
        "empfaenger",
        "firstname",
        "holder",
        "iban",
        "inhaber",
        "kontonummer",
        "lastname",
        "login",
        "name",
        "owner",
        "phone",
        "purpose",
        "recipient",
        "street",
        "telephone",
        "userid",
        "username",
        "verwendungszweck",
        "zip",
    }
)


@rule("raw", adopted="warning")
def every_secret_is_marked(document: Document) -> Iterator[Finding]:
    """
    What is called like a secret has ``format: password``, or a reason why it is none.
    """
    parameters = objects(document.tree, "parameter")
    named = [
        *((one.name, one.place, one.node) for one in properties(document)),
        *((str(one.node.get("name")), one.place, schema_of(one.node)) for one in parameters),
    ]
    for name, place, found in named:
        schema = mapping(resolved(document.tree, found))
        if looks_secret(name) and not _is_settled(schema):
            yield document.finding(
                place,
                f"{name} looks like a secret and would be shown in logs",
                "add 'format: password', or x-not-secret with the reason",
            )


@rule("merged", adopted="warning")
def every_personal_field_is_marked(document: Document) -> Iterator[Finding]:
    """
    What is called like personal data has ``x-kontokit-personal``, for those who record traffic.
    """
    for located in properties(document):
        if _looks_personal(located.name) and not _is_decided(located.node):
            yield document.finding(
                located.place,
                f"{located.name} looks like personal data, and recordings would show it",
                "set x-kontokit-personal in the overlay; public if it tells nothing of a person",
                "warning",
            )


@rule("raw", adopted="warning")
def every_required_property_exists(document: Document) -> Iterator[Finding]:
    """
    ``required`` names properties that the schema describes.
    """
    for located in objects(document.tree, "schema"):
        # A part of allOf may require what another part describes; the whole is checked.
        if _is_part(located):
            continue
        known = set(property_names(document, located.node))
        for name in required_names(document, located.node):
            if name not in known:
                message = f"the required property {name} is not described"
                yield document.finding(located.place, message, "add it to 'properties'")


@rule("raw", adopted="warning")
def fields_of_one_object_differ(document: Document) -> Iterator[Finding]:
    """
    Two properties of a schema must not become the same field in Python.
    """
    for located in objects(document.tree, "schema"):
        seen: dict[str, str] = {}
        for wire in mapping(located.node.get("properties")):
            field = python_name(wire)
            if field in seen:
                message = f"{seen[field]} and {wire} both become the field {field}"
                yield document.finding(located.place, message, "keep one of them")
            seen[field] = wire


@rule("raw")
def every_property_can_be_a_field(document: Document) -> Iterator[Finding]:
    """
    msgspec, which reads and writes models, takes no quote, backslash or control in a name.
    """
    for located in objects(document.tree, "schema"):
        for wire in mapping(located.node.get("properties")):
            if UNFIT.search(wire):
                yield document.finding(
                    pointer("properties", wire, base=located.place),
                    f"the name {wire} has a quote, a backslash or a control character",
                    "leave the property out, or describe the object by additionalProperties",
                )


def _looks_personal(name: str) -> bool:
    spelled = [word.lower() for word in words(name)]
    return bool(spelled) and spelled[-1] in _PERSONAL_WORDS


def _is_decided(schema: Tree) -> bool:
    """
    Check whether a schema is marked, or cannot hold a text that is written freely.
    """
    is_text = "string" in types_of(schema) and not is_enum(schema)
    is_free = is_text and schema.get("format") in _FREE
    return "x-kontokit-personal" in schema or not is_free


def looks_secret(name: str) -> bool:
    """
    Check whether a field is called like a secret.
    """
    spelled = [word.lower() for word in words(name)]
    # The last word decides: pinStatus is no PIN.
    return bool(spelled) and (spelled[-1] in _SECRET_WORDS or tuple(spelled[-2:]) in _SECRET_PAIRS)


def _is_settled(schema: Tree) -> bool:
    """
    Check whether a schema is marked, excused, or cannot hold a secret.
    """
    return (
        schema.get("format") == "password"
        or bool(schema.get("x-not-secret"))
        or is_enum(schema)
        or "string" not in types_of(schema)
    )


def _is_part(located: Located) -> bool:
    parts = parts_of(located.place)
    return len(parts) > 1 and parts[-2] == "allOf"
