"""
Rules about IBANs: which texts are some, and which of them are the other party's.
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
from kontokit_generator.openapi.schemas import types_of
from kontokit_generator.python.naming import words

_OWN, _OTHER = "iban", "counterparty-iban"


@rule("raw")
def every_iban_is_marked(document: Document) -> Iterator[Finding]:
    """
    What is called an IBAN has one of the formats of IBANs, or a reason why it is none.
    """
    parameters = objects(document.tree, "parameter")
    named = [
        *((one.name, one.place, one.node) for one in properties(document)),
        *((str(one.node.get("name")), one.place, one.node.get("schema")) for one in parameters),
    ]
    for name, place, found in named:
        schema = mapping(resolved(document.tree, found))
        if _is_called_iban(name) and not _is_settled(schema):
            yield document.finding(
                place,
                f"{name} is an IBAN, and would be sent with the blanks that people type",
                f"add 'format: {_OWN}', 'format: {_OTHER}' for the other party of an order, or"
                " x-not-iban with the reason",
            )


@rule("merged")
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


def _is_called_iban(name: str) -> bool:
    # The last word decides: ibanRules are no IBANs.
    return [word.lower() for word in words(name)][-1:] == ["iban"]


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
