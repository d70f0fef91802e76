"""
Rules about orders and about reads that banks count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kontokit_generator.lint.queries import calls, property_at
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, Operation, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.schemas import types_of

_FIX = "correct the path in the overlay"


@rule("merged")
def every_order_is_recognised_by_what_exists(document: Document) -> Iterator[Finding]:
    """
    The paths of an order are those of its body, and those of the entries of its lists.
    """
    for operation in calls(document):
        mark = mapping(operation.node.get("x-kontokit-order"))
        body = _body(document, operation)
        debtor = sequence(mark.get("debtor"))
        missing = [str(path) for path in debtor if not _has(document, body, path)]
        paths = [*sequence(mark.get("payee")), *sequence(mark.get("texts")), mark.get("amount")]
        for items in sequence(mark.get("items")) or ["."] if mark else []:
            entry = _entry(document, body, str(items))
            missing += [f"{items}/{path}" for path in paths if not _has(document, entry, path)]
        for path in missing:
            yield document.finding(
                pointer("x-kontokit-order", base=operation.place),
                f"the body of {operation.name} has nothing at {path}",
                _FIX,
            )


@rule("merged")
def every_read_is_counted_by_what_exists(document: Document) -> Iterator[Finding]:
    """
    What names an access, and the address of the user, are in the body.
    """
    for operation in calls(document):
        mark = mapping(operation.node.get("x-kontokit-bank-read"))
        body = _body(document, operation)
        paths = [path for path in sequence(mark.get("keys")) if path != "*"]
        for path in [*paths, *([mark["user_ip"]] if "user_ip" in mark else [])]:
            if not _has(document, body, path):
                yield document.finding(
                    pointer("x-kontokit-bank-read", base=operation.place),
                    f"the body of {operation.name} has nothing at {path}",
                    _FIX,
                )


def order_entries(document: Document, operation: Operation) -> Iterator[tuple[Any, list[str]]]:
    """
    Visit the schemas of the orders in a body, each with the paths of its payees.
    """
    mark = mapping(operation.node.get("x-kontokit-order"))
    body = _body(document, operation)
    for items in sequence(mark.get("items")) or ["."] if mark else []:
        yield _entry(document, body, str(items)), [str(one) for one in sequence(mark.get("payee"))]


def _body(document: Document, operation: Operation) -> Tree:
    request = mapping(resolved(document.tree, operation.node.get("requestBody")))
    content = mapping(request.get("content"))
    media = mapping(content.get("application/json"))
    return mapping(resolved(document.tree, media.get("schema")))


def _entry(document: Document, body: Tree, items: str) -> Any:
    if items == ".":
        return body
    found = mapping(resolved(document.tree, property_at(document, body, items)))
    return found.get("items") if "array" in types_of(found) else found


def _has(document: Document, schema: Any, path: Any) -> bool:
    return property_at(document, schema, str(path)) is not None
