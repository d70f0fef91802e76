"""
``x-kontokit-banking``: how an overlay says what accounts and transactions are in neutral words.

The neutral fields are those of ``kontokit_banking``, read from there. What
a field is read from is a path of properties, or a map with one word: ``first``, ``latest``,
``earliest`` or ``newest``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping, sequence

KEY: Final = "x-kontokit-banking"
NONE: Final = "none"
"""The API has no accounts."""
PARTS: Final = (
    *("connections", "accounts", "balances", "transactions", "pending"),
    "notifications",
)
ROWS: Final = ("connections", "accounts", "transactions", "pending")
"""The parts that describe a row of a list."""
SHAPE: Final = "none, or a map out of " + ", ".join(PARTS)
FUNCTIONS: Final = {
    "connections": "new_connection",
    "accounts": "AccountFields",
    "balances": "new_balance",
    "transactions": "TransactionFields",
    "pending": "TransactionFields",
}
"""Part → the class or function of ``kontokit_banking`` whose fields or arguments it may fill."""
KEYS: Final = {
    "connections": ("operation", "fields", "states", "complete", "left"),
    "accounts": ("operation", "inside", "fields", "kinds", "complete", "caller", "left"),
    "transactions": (
        "operation",
        "arguments",
        "late",
        "days",
        "ascending",
        "descending",
        "newest_first",
        "skip_incomplete",
        "status",
        "fields",
        "id_hint",
        "left",
    ),
    "pending": ("operation", "arguments", "fields", "left"),
    "notifications": ("accounts", "left"),
}
"""What each part may say; a balance says its fields, its kind and ``each``."""
OTHER_ARGUMENTS: Final = ("late", "days", "ascending", "descending")
"""Where transactions may say arguments for another question to the same list."""
OPERATORS: Final = ("first", "latest", "earliest", "newest")
CONDITIONS: Final = ("value", "any", "all", "none")
OTHERS: Final = "*"
"""Any other value, or any other property of an object; as a path, the key of a map of rows."""
REFERENCES: Final = {
    "connection.id": "account.connection_id",
    "window.start": "window.start",
    "window.before": "window.before",
    "window.end": "window.end",
    "window.after": "window.after",
    "window.imported": "window.imported",
}
"""What an argument may be besides a constant and a property of an account, as source."""


@frozen
class NamedPath:
    """
    A path that the overlay names, and where.
    """

    parts: tuple[str | int, ...]
    """Where it stands below the key."""
    path: str


def is_banking(value: Any) -> bool:
    """
    Check whether something is a map of parts, or the word for none.
    """
    return value == NONE or (
        is_mapping(value)
        and {"accounts", "transactions"} <= set(value) <= set(PARTS)
        and all(is_mapping(value.get(part, {})) for part in ROWS)
        and is_list(value.get("balances", []))
    )


def parts_in(tree: Tree) -> Tree:
    """
    Return the parts of a document; empty where there are none.
    """
    value = tree.get(KEY)
    return value if is_banking(value) and is_mapping(value) else {}


def paths_of(source: Any) -> Iterator[str]:
    """
    List the paths that a field is read from.
    """
    if isinstance(source, str):
        yield source
    for operator in OPERATORS:
        for one in sequence(mapping(source).get(operator)):
            if operator == "newest":
                yield from (f"{one}.{mapping(source).get(key)}" for key in ("by", "take"))
            else:
                yield from paths_of(one)


def conditions_of(part: Tree) -> Iterator[tuple[tuple[str | int, ...], Tree]]:
    """
    List the conditions in a part, each with its place.
    """
    for key in ("complete", "caller"):
        if key in part:
            yield (key,), mapping(part[key])
    for index, rule in enumerate(sequence(part.get("states"))):
        for number, one in enumerate(sequence(mapping(rule).get("when"))):
            yield ("states", index, "when", number), mapping(one)
    status = part.get("status")
    if is_mapping(status):
        yield ("status",), status


def condition_source(condition: Tree) -> Any:
    """
    Return what a condition looks at.
    """
    return next((condition[key] for key in CONDITIONS if key in condition), None)


def compared_paths(condition: Tree) -> list[str]:
    """
    List the paths whose values a condition compares.
    """
    source = condition_source(condition)
    take = mapping(source).get("take")
    return [one for one in paths_of(source) if take is None or one.endswith(f".{take}")]


def named_paths(part: str, value: Tree) -> Iterator[NamedPath]:
    """
    List the paths that a part names in its own rows.
    """
    for name, source in mapping(value.get("fields")).items():
        yield from (NamedPath((part, "fields", name), path) for path in paths_of(source))
    if "id_hint" in value:
        yield NamedPath((part, "id_hint"), str(value["id_hint"]))
    for place, condition in conditions_of(value):
        for path in paths_of(condition_source(condition)):
            if not path.startswith("connection."):
                yield NamedPath((part, *place), path)


def balance_fields(balance: Tree) -> Tree:
    """
    Return the fields of a balance that are read from paths.
    """
    words = ("kind", "each", "includes_credit_limit")
    return {key: one for key, one in balance.items() if key not in words}
