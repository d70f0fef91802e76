"""
Docstrings of generated code: text of the document, escaped and wrapped, and constraints in words.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from kontokit_generator.python.escaping import Source, docstring_text

Schema = Mapping[str, Any]

WIDTH = 96
_OWN_LINE = re.compile(r"\s|[-*|#]|\d+\.\s")
_BULLET = re.compile(r"^(\s*(?:[-*]|\d+\.)\s+)")


def docstring(text: str, indent: int = 4) -> Source:
    """
    Write a docstring: one line where it fits, else the text on lines of its own.

    Args:
        text: Markdown; empty lines part paragraphs, list items stay on lines of their own.
        indent: Columns by which the docstring stands indented.

    Returns:
        Source with its quotes; every line but the first carries the indent.
    """
    margin = " " * indent
    lines = wrapped(text, WIDTH - indent)
    # A quote at the end would meet the closing quotes.
    if len(lines) == 1 and len(lines[0]) < WIDTH - indent - 8 and not lines[0].endswith('"'):
        return Source(f'"""{lines[0]}"""')
    body = "\n".join(f"{margin}{line}".rstrip() for line in lines)
    return Source(f'"""\n{body}\n{margin}"""')


def wrapped(text: str, width: int) -> list[str]:
    """
    Break text into lines no longer than a width, escaped for a docstring.
    """
    lines: list[str] = []
    for block in _blocks(docstring_text(text).strip()):
        bullet = _BULLET.match(block)
        hanging = " " * (len(bullet[1]) if bullet else 2 * (len(block) - len(block.lstrip())))
        folded = textwrap.wrap(
            block, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
        )
        lines.extend(folded or [""])
    return lines or [""]


def _blocks(text: str) -> list[str]:
    """
    Join the lines of each paragraph; list items, indented lines and tables stay lines of their own.
    """
    blocks: list[str] = []
    for line in text.splitlines():
        goes_on = blocks and blocks[-1] and line and not _OWN_LINE.match(line)
        if goes_on:
            blocks[-1] += f" {line.strip()}"
        else:
            blocks.append(line.rstrip())
    return blocks


def first_sentence(text: str) -> str:
    """
    Take what stands before the first full stop that ends a sentence.
    """
    # Only at white space: numbers such as 1.5 have a full stop inside.
    return re.split(r"(?<=[.!?])\s", " ".join(text.split()), maxsplit=1)[0]


def field_text(schema: Schema) -> str:
    """
    Describe a property: its text, its constraints and its example.
    """
    text: str = schema.get("description") or schema.get("x-kontokit-ref-description") or ""
    text = f"{text.rstrip()} {limits(schema)}".strip()
    example = schema.get("example")
    if isinstance(example, str | int) and schema.get("format") != "password":
        shown = str(example).lower() if isinstance(example, bool) else example
        text = f"{text.rstrip()} Example: ``{shown}``."
    return text


def limits(schema: Schema) -> str:
    """
    Describe the constraints of a value besides its type.

    Args:
        schema: The schema of a property or a parameter.

    Returns:
        Short sentences, or an empty text. They inform; the provider is the one to refuse.
    """
    return " ".join(_sentences(schema))


def _sentences(schema: Schema) -> Iterator[str]:
    if text := _range(schema, "minLength", "maxLength"):
        yield f"{text} character{_plural(schema, 'maxLength', 'minLength')}."
    if text := _range(schema, "minItems", "maxItems"):
        yield f"{text} item{_plural(schema, 'maxItems', 'minItems')}."
    if text := _range(schema, "minimum", "maximum"):
        yield f"{text}."
    if schema.get("default") is not None and schema.get("default") != []:
        yield f"Left out, it is ``{_written(schema['default'])}``."


def _range(schema: Schema, least: str, most: str) -> str:
    low, high = schema.get(least), schema.get(most)
    if low is not None and low == high:
        return f"Exactly {low}"
    if low is None and high is None:
        return ""
    if low is None or (low == 0 and least != "minimum"):
        return "" if high is None else f"At most {high}"
    return f"At least {low}" if high is None else f"{low} to {high}"


def _plural(schema: Schema, *keys: str) -> str:
    counted = next(schema[key] for key in keys if key in schema)
    return "" if counted == 1 else "s"


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
