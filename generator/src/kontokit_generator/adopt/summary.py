"""
The summary of an adoption, for people and for programs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from kontokit_generator.adopt.notes import ASSUMED, Note, Notes
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.hidden_characters import shown
from kontokit_generator.openapi.json_tree import parts_of
from kontokit_generator.python.escaping import one_line

FILE: Final = "ADOPTED.md"
"""The file of a package that says what was assumed."""


@frozen
class Adopted:
    """
    The summary of an adoption.
    """

    text: str
    """For a terminal."""
    json: dict[str, Any]
    """For programs."""


def counted_operations(document: Document) -> int:
    """
    Count the operations that clients call.
    """
    return sum(not one.is_webhook for one in operations(document.tree))


def text_summary(document: Document, notes: Notes) -> str:
    """
    Write the summary for a terminal: a line for each kind, and for each operation left out.
    """
    lines = [f"{document.api}: {_result(document, notes)}"]
    kinds = [(len(found), ASSUMED[kind]) for kind, found in notes.by_kind()]
    width = len(str(max((number for number, _ in kinds), default=0)))
    lines += [f"  assumed {number:{width}} × {text}" for number, text in kinds]
    lines += [f"  left out {_named(one)}: {one.detail}" for one in notes.left_out]
    return shown("\n".join(lines), kept="\n")


def json_summary(document: Document, notes: Notes) -> dict[str, Any]:
    """
    Build the summary for programs: every assumption and what was left out, with its place.
    """
    return {
        "api": document.api,
        "operations": counted_operations(document),
        "assumed": [
            {
                "kind": kind,
                "meaning": ASSUMED[kind],
                "count": len(found),
                "places": [{"place": one.place, "detail": one.detail} for one in found],
            }
            for kind, found in notes.by_kind()
        ],
        "left_out": [
            {"kind": one.kind, "place": one.place, "reason": one.detail} for one in notes.left_out
        ],
    }


def file_summary(document: Document, notes: Notes) -> str:
    """
    Write the summary as the Markdown file of a package.
    """
    return "\n".join([*_file_lines(document, notes), ""])


def _file_lines(document: Document, notes: Notes) -> Iterator[str]:
    yield "# What was assumed"
    yield ""
    yield f"This package was made from a document of others: {_result(document, notes)}."
    yield "An overlay can say otherwise; what it says is never assumed."
    for kind, found in notes.by_kind():
        yield ""
        yield f"## {_capitalised(ASSUMED[kind])} ({len(found)})"
        yield ""
        yield from (_line(one) for one in found)
    if notes.left_out:
        yield ""
        yield "## Left out"
        yield ""
        yield from (_line(one) for one in notes.left_out)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(note: Note) -> str:
    detail = one_line(note.detail).replace("`", "'")
    return f"- {_code(note.place)}" + (f": `{detail}`" if detail else "")


def _code(text: str) -> str:
    return f"`{one_line(text)}`".replace("``", "`")


def _result(document: Document, notes: Notes) -> str:
    left = Counter(one.kind for one in notes.left_out)
    parts = [_counted(counted_operations(document), "operation")]
    parts += [f"{_counted(number, kind)} left out" for kind, number in left.items()]
    assumed = sum(len(found) for _, found in notes.by_kind())
    return ", ".join([*parts, _counted(assumed, "assumption")])


def _named(note: Note) -> str:
    parts = parts_of(note.place)
    if len(parts) == 3 and parts[0] == "paths":
        return f"{parts[2].upper()} {parts[1]}"
    return note.place


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
