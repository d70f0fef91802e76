"""
The rows that ``x-kontokit-banking`` describes, and what it reads of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.lint.queries import calls, property_at, property_names
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.overlay.banking_extension import (
    KEY,
    ROWS,
    balance_fields,
    named_paths,
    parts_in,
    paths_of,
)
from kontokit_generator.overlay.results import find_rows


@frozen
class BankingRow:
    """
    A part, with the schema of its rows.
    """

    part: str
    place: str
    """Where its fields stand."""
    mark: Tree
    fields: Tree
    schema: Any
    connection: Any
    """The schema of the connection around it; None where there is none."""
    read: frozenset[str]
    """The properties that are read, and the objects on the way to them."""

    def properties(self, document: Document) -> list[str]:
        """
        Name the properties of a row, and those of the objects in it that something is read from.
        """
        names = property_names(document, self.schema)
        inner = [one for one in names if any(path.startswith(f"{one}.") for path in self.read)]
        return names + [
            f"{one}.{name}"
            for one in inner
            for name in property_names(document, _object(document, self.schema, one))
        ]

    def of(self, document: Document, path: str) -> tuple[Any, str]:
        """
        Find the schema that a path begins in, and the path in it.
        """
        if path.startswith("connection.") and self.connection is not None:
            return self.connection, path.partition(".")[2]
        return self.schema, path


def banking_rows(document: Document) -> Iterator[BankingRow]:
    """
    Visit the parts whose rows can be found; other rules report the rest.
    """
    parts = parts_in(document.tree)
    for part in ROWS:
        mark = mapping(parts.get(part))
        schema = _schema(document, parts, mark)
        if "fields" not in mark or schema is None:
            continue  # pending rows without fields are like the others
        around = _schema(document, parts, mapping(parts.get("connections")))
        yield BankingRow(
            part=part,
            place=pointer(KEY, part, "fields"),
            mark=mark,
            fields=mapping(mark.get("fields")),
            schema=schema,
            connection=around,
            read=frozenset(_read(parts, part, mark)),
        )


def balance_rows(document: Document) -> Iterator[BankingRow]:
    """
    Visit the balances, which are read from accounts, or from what is in them.
    """
    parts = parts_in(document.tree)
    accounts = [row for row in banking_rows(document) if row.part == "accounts"]
    for row in accounts:
        for index, balance in enumerate(sequence(parts.get("balances"))):
            each = mapping(balance).get("each")
            schema = row.schema
            if each is not None:
                schema = _entries(property_at(document, row.schema, str(each)))
            yield BankingRow(
                part="balances",
                place=pointer(KEY, "balances", index),
                mark=mapping(balance),
                fields=balance_fields(mapping(balance)),
                schema=schema,
                connection=None,
                read=frozenset(),
            )


def is_inside_nothing(document: Document, accounts: Tree) -> bool:
    """
    Check whether the place of accounts in connections does not exist.
    """
    return _schema(document, parts_in(document.tree), accounts) is None


def _schema(document: Document, parts: Tree, mark: Tree) -> Any:
    if "inside" in mark:
        around = _schema(document, parts, mapping(parts.get("connections")))
        return _entries(property_at(document, around, str(mark["inside"])))
    named = (one for one in calls(document) if one.name == mark.get("operation"))
    rows = next((find_rows(document.tree, one.node) for one in named), None)
    return rows.schema if rows else None


def _entries(schema: Any) -> Any:
    node = mapping(schema)
    return node.get("items", node.get("additionalProperties"))


def _object(document: Document, schema: Any, name: str) -> Any:
    node = mapping(property_at(document, schema, name))
    kinds = [one for one in sequence(node.get("anyOf")) if mapping(one).get("type") != "null"]
    return kinds[0] if len(kinds) == 1 else node


def _read(parts: Tree, part: str, mark: Tree) -> Iterator[str]:
    paths = [one.path for one in named_paths(part, mark)]
    if part == "accounts":
        for balance in sequence(parts.get("balances")):
            each = mapping(balance).get("each")
            found = [
                path for one in balance_fields(mapping(balance)).values() for path in paths_of(one)
            ]
            paths += found if each is None else [str(each)]
    if part == "connections":
        accounts = mapping(parts.get("accounts"))
        paths += [str(accounts["inside"])] if "inside" in accounts else []
        paths += [
            one.partition(".")[2] for one in paths_of(mapping(accounts.get("caller")).get("value"))
        ]
    for path in paths:
        names = path.split(".")
        for count in range(1, len(names) + 1):
            # Entries of lists are not looked into: they are no rows.
            yield ".".join(names[:count])
            if names[count - 1].endswith("[]"):
                yield ".".join(names[:count]).removesuffix("[]")
                break
