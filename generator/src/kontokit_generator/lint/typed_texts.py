"""
Rules about texts that people type or paste: which are IBANs, which of them are the other party's,
and which are addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.lint.descriptions import properties
from kontokit_generator.lint.orders import order_entries
from kontokit_generator.lint.queries import calls, property_at
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.openapi.parameters import schema_of
from kontokit_generator.openapi.schemas import types_of
from kontokit_generator.python.naming import words

_OWN, _OTHER = "iban", "counterparty-iban"


@rule("raw", adopted="warning")
def every_iban_is_marked(document: Document) -> Iterator[Finding]:
    """
    What is called an IBAN has one of the formats of IBANs, or a reason why it is none.
    """
    for name, place, schema in _named(document):
        if is_called_iban(name) and not _is_settled(schema):
            yield document.finding(
                place,
                f"{name} is an IBAN, and would be sent with the blanks that people type",
                f"add 'format: {_OWN}', 'format: {_OTHER}' for the other party of an order, or"
                " x-not-iban with the reason",
            )


@rule("merged", adopted="warning")
def every_counterparty_is_a_payee(document: Document) -> Iterator[Finding]:
    """
    The IBANs that an order names as ``payee`` are those of counterparties, and no others are.
    """
    payees: set[int] = set()
    for operation in calls(document):
        for entry, paths in order_entries(document, operation):
            for path in paths:
                found: Any = property_at(document, entry, path)
                schema = mapping(resolved(document.tree, found))
                payees.add(id(schema))
                if schema.get("format") == _OWN:
                    yield document.finding(
                        operation.place,
                        f"{operation.name} names {path} as payee, but it is any IBAN",
                        f"write 'format: {_OTHER}' in the document, or correct x-kontokit-order",
                    )
    for located in objects(document.tree, "schema"):
        if located.node.get("format") == _OTHER and id(located.node) not in payees:
            yield document.finding(
                located.place,
                f"{located.name} is the IBAN of a counterparty, but no order names it as payee",
                f"write 'format: {_OWN}', or name it in x-kontokit-order",
            )


@rule("raw", adopted="warning")
def every_address_is_marked(document: Document) -> Iterator[Finding]:
    """
    What is called a URL has ``format: uri``.
    """
    for name, place, schema in _named(document):
        is_text = "string" in types_of(schema)
        if _last_word(name) in ("url", "uri") and is_text and schema.get("format") != "uri":
            yield document.finding(
                place,
                f"{name} is an address, and would be sent with the blanks around it",
                "add 'format: uri'",
            )


def _named(document: Document) -> Iterator[tuple[str, str, Tree]]:
    """
    Visit the name, the place and the schema of each property and parameter.
    """
    for located in properties(document):
        yield located.name, located.place, mapping(resolved(document.tree, located.node))
    for located in objects(document.tree, "parameter"):
        schema = mapping(resolved(document.tree, schema_of(located.node)))
        yield str(located.node.get("name")), located.place, schema


def is_called_iban(name: str) -> bool:
    """
    Check whether a field is called like an IBAN.
    """
    return _last_word(name) == "iban"


def _last_word(name: str) -> str:
    # It decides: ibanRules are no IBANs.
    return ([word.lower() for word in words(name)] or [""])[-1]


def _is_settled(schema: Tree) -> bool:
    """
    Check whether a schema is marked, excused, or cannot hold an IBAN.
    """
    inner = mapping(schema.get("items")) if "array" in types_of(schema) else schema
    return (
        inner.get("format") in (_OWN, _OTHER)
        or bool(schema.get("x-not-iban"))
        or "string" not in [*types_of(inner), *map(str, sequence(inner.get("type")))]
    )
