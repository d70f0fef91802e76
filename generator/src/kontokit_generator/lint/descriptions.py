"""
Rules about descriptions for readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, parts_of, pointer
from kontokit_generator.openapi.object_model import Located, objects
from kontokit_generator.openapi.schemas import is_enum

_LONGEST_SUMMARY = 60
# A sentence may end in Markdown: a link, code, emphasis or a quote.
_SENTENCE_END = re.compile(r"""[.!?:)`*"]$""")
_LIST_LINE = re.compile(r"\s*([-*|>]|\d+\.|```)")


@rule("raw", adopted="warning")
def the_document_introduces_itself(document: Document) -> Iterator[Finding]:
    """
    Title, version, summary and description say what the API is for.
    """
    info = mapping(document.tree.get("info"))
    for key in ("title", "version", "summary", "description"):
        if not _text(info, key):
            yield document.finding("#/info", f"'{key}' is missing", f"add '{key}' to 'info'")


@rule("raw", adopted="warning")
def every_operation_describes_what_it_does(document: Document) -> Iterator[Finding]:
    """
    A short summary, and a description in whole sentences.
    """
    for operation in operations(document.tree):
        summary = _text(operation.node, "summary")
        if not summary:
            message = f"{operation.name} has no summary"
            yield document.finding(operation.place, message, "say in a few words what it does")
        elif len(summary) > _LONGEST_SUMMARY:
            message = f"the summary has {len(summary)} characters"
            yield document.finding(
                pointer("summary", base=operation.place),
                message,
                f"say it in {_LONGEST_SUMMARY}; the rest belongs to the description",
            )
        if not _is_sentences(_text(operation.node, "description")):
            yield document.finding(
                operation.place,
                f"{operation.name} has no description in whole sentences",
                "say what a user cannot guess: limits, side effects, what comes before",
            )


@rule("raw", adopted="warning")
def everything_named_is_described(document: Document) -> Iterator[Finding]:
    """
    Tags, servers, security schemes, parameters, headers, responses and schemas are described.
    """
    kinds = ("tag", "server", "security scheme", "parameter", "header", "response")
    for located in objects(document.tree, *kinds):
        if not located.is_reference and not _text(located.node, "description"):
            yield _undescribed(document, located)
    for located in objects(document.tree, "schema"):
        if _is_component(located) and not _text(located.node, "description"):
            yield _undescribed(document, located)


@rule("raw", adopted="warning")
def every_property_is_described(document: Document) -> Iterator[Finding]:
    """
    A property says what it means, itself or through the schema it refers to.
    """
    for located in properties(document):
        if not located.is_reference and not _text(located.node, "description"):
            yield _undescribed(document, located, "property")


@rule("raw", adopted="warning")
def every_enum_value_is_described(document: Document) -> Iterator[Finding]:
    """
    Each value of an enum is described, in ``x-enum-descriptions`` or in the description.
    """
    for located in objects(document.tree, "schema"):
        if is_enum(located.node):
            yield from _check_values(document, located)


def properties(document: Document) -> Iterator[Located]:
    """
    Visit the schemas of all properties of a document.
    """
    for located in objects(document.tree, "schema"):
        parts = parts_of(located.place)
        if len(parts) > 1 and parts[-2] == "properties":
            yield located


def _check_values(document: Document, located: Located) -> Iterator[Finding]:
    meanings = mapping(located.node.get("x-enum-descriptions"))
    text = _text(located.node, "description")
    values = [str(value) for value in located.node["enum"] if value is not None]
    for value in values:
        if not str(meanings.get(value) or "").strip() and not _mentions(text, value):
            yield document.finding(
                located.place,
                f"the value {value} is not described",
                f"add '{value}: …' to x-enum-descriptions",
            )
    for value in meanings.keys() - set(values):
        place = pointer("x-enum-descriptions", base=located.place)
        yield document.finding(place, f"{value} is no value of the enum", "add or delete it")


def _mentions(text: str, value: str) -> bool:
    # Not \b: values may begin or end with characters that are no word characters.
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def _undescribed(document: Document, located: Located, kind: str = "") -> Finding:
    name = str(located.node.get("name", located.name))
    return document.finding(
        located.place,
        f"the {kind or located.kind} {name} has no description",
        "add 'description' with its meaning, unit and limits",
    )


def _is_component(located: Located) -> bool:
    parts = parts_of(located.place)
    return len(parts) == 3 and parts[:2] == ["components", "schemas"]


def _is_sentences(text: str) -> bool:
    # A description may end with a list or a table, which has no full stop.
    last = text.splitlines()[-1] if text else ""
    return bool(last) and bool(_SENTENCE_END.search(text) or _LIST_LINE.match(last))


def _text(node: Tree, key: str) -> str:
    value = node.get(key)
    return value.strip() if isinstance(value, str) else str(value or "")
