"""
Rules about how an overlay says what accounts and transactions are in neutral words.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from kontokit_generator.lint.banking_rows import (
    BankingRow,
    balance_rows,
    banking_rows,
    is_inside_nothing,
)
from kontokit_generator.lint.queries import calls, parameter_names, property_at, values_of
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, pointer, sequence
from kontokit_generator.openapi.schemas import types_of
from kontokit_generator.overlay.banking_extension import (
    FUNCTIONS,
    KEY,
    KEYS,
    OTHER_ARGUMENTS,
    OTHERS,
    REFERENCES,
    ROWS,
    compared_paths,
    conditions_of,
    parts_in,
    paths_of,
)
from kontokit_generator.overlay.results import is_list
from kontokit_generator.runtime import banking_fields, banking_words

_CORRECT: Final = "correct the name in the overlay"
_TIMES: Final = ("date-time", "berlin-date-time", "berlin-iso-date-time")
_FITTING: Final[Mapping[str, Callable[[Tree], bool]]] = {
    "Decimal | None": lambda one: _format(one) == "decimal",
    "Day": lambda one: _format(one) in ("date", *_TIMES),
    "datetime | None": lambda one: _format(one) in _TIMES,
    "str | None": lambda one: "string" in types_of(one) and _format(one) not in ("date", *_TIMES),
    "bool | None": lambda one: "boolean" in types_of(one),
    "Identifier": lambda one: bool({"string", "integer"} & set(types_of(one))),
    "Iterable[Identifier] | None": lambda one: "array" in types_of(one),
    "Iterable[str | None]": lambda one: "string" in types_of(one),
}
"""Annotation of a neutral field → whether a property fits it."""
_TEXT: Final = ast.parse("str | None", mode="eval").body
_NEEDED: Final = {
    "connections": ("id",),
    "accounts": ("id",),
    "balances": ("amount",),
    "transactions": ("id", "amount", "booking_date"),
    "pending": ("id", "amount"),
}
_BY_WORDS: Final = {
    "connections": ("state", "complete"),
    "balances": ("kind", "includes_credit_limit"),
}
"""Arguments that are not read from one path, but said in words of their own."""


@rule("merged")
def banking_says_what_is_known(document: Document) -> Iterator[Finding]:
    """
    A misspelled word of a part would be ignored.
    """
    parts = parts_in(document.tree)
    for part in KEYS:
        for key in mapping(parts.get(part)).keys() - set(KEYS[part]):
            place = pointer(KEY, part, key)
            yield document.finding(
                place, f"{key!r} is unknown here", "use one of " + ", ".join(KEYS[part])
            )


@rule("merged")
def banking_names_lists_that_are_read(document: Document) -> Iterator[Finding]:
    """
    Each part lists rows by an operation that changes nothing, with arguments that it has.
    """
    known = {operation.name: operation for operation in calls(document)}
    parts = parts_in(document.tree)
    for part in ROWS:
        value, place = mapping(parts.get(part)), pointer(KEY, part)
        name = value.get("operation")
        if "inside" in value and is_inside_nothing(document, value):
            message = f"connections have no list {value['inside']}"
            yield document.finding(pointer("inside", base=place), message, _CORRECT)
        if not value or "inside" in value:
            continue
        operation = known.get(str(name))
        if operation is None or not is_list(operation.node):
            yield document.finding(place, f"there is no list {name}", _CORRECT)
            continue
        if operation.node.get("x-kontokit-retry") != "read":
            yield document.finding(place, f"{name} does more than to read", "name another list")
        for key, argument, said in _arguments(value):
            if argument not in parameter_names(document, operation):
                message = f"{name} has no parameter {argument}"
                yield document.finding(pointer(*key, base=place), message, _CORRECT)
            for one in sequence(said) or [said]:
                if not _is_argument(document, one):
                    message = f"an argument cannot be {one!r}"
                    fix = "write a constant, account.PROPERTY or " + ", ".join(REFERENCES)
                    yield document.finding(pointer(*key, argument, base=place), message, fix)


@rule("merged")
def banking_maps_to_neutral_fields(document: Document) -> Iterator[Finding]:
    """
    The fields are those that there are, and none that is needed is missing.
    """
    for row in (*banking_rows(document), *balance_rows(document)):
        known = banking_fields(FUNCTIONS[row.part]).keys() - set(_BY_WORDS.get(row.part, ()))
        for name in row.fields.keys() - known:
            message = f"there is no neutral field {name}"
            yield document.finding(pointer(name, base=row.place), message, _CORRECT)
        for name in _NEEDED[row.part]:
            if name not in row.fields:
                yield document.finding(row.place, f"{name} is not mapped", "say where it stands")


@rule("merged")
def banking_reads_properties_that_fit(document: Document) -> Iterator[Finding]:
    """
    Every path exists, and is what its neutral field wants.
    """
    for row in (*banking_rows(document), *balance_rows(document)):
        known = banking_fields(FUNCTIONS[row.part])
        for name, source in row.fields.items():
            for path in paths_of(source):
                found = property_at(document, row.schema, path)
                place = pointer(name, base=row.place)
                if path == OTHERS:
                    continue
                if found is None:
                    yield document.finding(place, f"its rows have no property {path}", _CORRECT)
                elif name in known and not _fits(document, found, known[name].annotation):
                    wanted = ast.unparse(known[name].annotation)
                    message = f"{path} is not what {name} takes ({wanted})"
                    yield document.finding(place, message, "map another property")
        if "id_hint" in row.mark:
            path = str(row.mark["id_hint"])
            found = property_at(document, row.schema, path)
            if found is None or not _fits(document, found, _TEXT):
                place = pointer(KEY, row.part, "id_hint")
                yield document.finding(place, f"{path} is no text of its rows", _CORRECT)


@rule("merged")
def banking_asks_for_values_that_exist(document: Document) -> Iterator[Finding]:
    """
    A value that no property has is never met, and one that is not explained has no meaning.
    """
    for row in banking_rows(document):
        for parts, condition in conditions_of(row.mark):
            for path in compared_paths(condition):
                yield from _unknown_values(document, row, parts, condition, path)
        if "kinds" in row.mark:
            source = str(row.fields.get("kind"))
            explained = mapping(row.mark["kinds"])
            yield from _explained(document, row, ("kinds",), source, explained, "AccountKind")
        status = row.mark.get("status")
        if is_mapping(status):
            source, explained = str(status.get("value")), mapping(status.get("values"))
            yield from _explained(document, row, ("status",), source, explained, "BookingStatus")
        for index, one in enumerate(sequence(row.mark.get("states"))):
            if mapping(one).get("state") not in banking_words("ConnectionState"):
                place = pointer(KEY, row.part, "states", index)
                yield document.finding(place, "there is no such state", _CORRECT)


@rule("merged")
def banking_maps_or_leaves_every_property(document: Document) -> Iterator[Finding]:
    """
    A property that an API gets later is not overlooked: it is mapped, or left out with a reason.
    """
    for row in banking_rows(document):
        left = mapping(row.mark.get("left"))
        known = row.properties(document)
        for name in known:
            group = f"{name.rpartition('.')[0]}.{OTHERS}"
            if name not in row.read and name not in left and group not in left:
                message = f"{name} is neither mapped nor left out"
                fix = "map it, or name it under left with the reason"
                yield document.finding(pointer(KEY, row.part), message, fix)
        for name, reason in left.items():
            is_there = name in known or any(one.startswith(name.rstrip(OTHERS)) for one in known)
            if name in row.read or not is_there or not str(reason).strip():
                place = pointer(KEY, row.part, "left", name)
                message = f"{name} cannot be left out: it is mapped, unknown, or has no reason"
                yield document.finding(place, message, "delete the entry, or give the reason")


def _arguments(value: Tree) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    for key in ((), *((one,) for one in OTHER_ARGUMENTS)):
        home = mapping(value.get(key[0])) if key else value
        for name, said in mapping(home.get("arguments")).items():
            yield (*key, "arguments"), name, said


def _is_argument(document: Document, said: Any) -> bool:
    if not isinstance(said, str) or "." not in said:
        return True
    head, _, path = said.partition(".")
    accounts = [row for row in banking_rows(document) if row.part == "accounts"]
    return said in REFERENCES or (
        head == "account"
        and any(property_at(document, row.schema, path) is not None for row in accounts)
    )


def _fits(document: Document, found: Any, annotation: ast.expr) -> bool:
    node = _plain(document, found)
    check = _FITTING.get(ast.unparse(annotation))
    return check is not None and check(node)


def _plain(document: Document, found: Any) -> Tree:
    node = mapping(resolved(document.tree, found))
    kinds = [one for one in sequence(node.get("anyOf")) if mapping(one).get("type") != "null"]
    return mapping(resolved(document.tree, kinds[0])) if len(kinds) == 1 else node


def _format(node: Tree) -> str:
    return str(node.get("format", ""))


def _unknown_values(
    document: Document,
    row: BankingRow,
    parts: tuple[str | int, ...],
    condition: Tree,
    path: str,
) -> Iterator[Finding]:
    place = pointer(KEY, row.part, *parts)
    schema, inner = row.of(document, path)
    found = property_at(document, schema, inner)
    if found is None:
        yield document.finding(place, f"its rows have no property {path}", _CORRECT)
        return
    wanted = condition.get("is", condition.get("not"))
    known = values_of(document, found)
    for one in sequence(wanted) or [wanted]:
        if isinstance(one, str) and known and one not in known:
            yield document.finding(place, f"{path} is never {one}", "correct the value")


def _explained(
    document: Document,
    row: BankingRow,
    parts: tuple[str, ...],
    path: str,
    explained: Tree,
    enum: str,
) -> Iterator[Finding]:
    place = pointer(KEY, row.part, *parts)
    known = values_of(document, property_at(document, row.schema, path))
    for value, word in explained.items():
        if word not in banking_words(enum):
            yield document.finding(place, f"there is no word {word}", _CORRECT)
        if known and value not in (*known, OTHERS):
            yield document.finding(place, f"{path} is never {value}", "correct the value")
    missing = set(known) - set(explained) if known else {OTHERS} - set(explained)
    if missing and OTHERS not in explained:
        message = f"{path} may be " + ", ".join(sorted(missing))
        yield document.finding(place, message, "explain it, or all others by '*'")
