"""
How a text of a document is written into source, so that it stays a text.

Every text of a document goes through this module: into literals of Python and TOML, into
docstrings, into Markdown. What templates may write is either a ``Source`` or harmless by itself.
"""

from __future__ import annotations

import re
from typing import Any, TypeGuard

from kontokit_generator.openapi.hidden_characters import is_hidden, shown
from kontokit_generator.openapi.json_tree import is_list, is_mapping

_HARMLESS = re.compile(r"[-\w.\[\], |:]*")


class Source(str):
    """
    Source that our own modules wrote; the texts of documents in it are escaped.
    """

    __slots__ = ()


def only_source(value: Any) -> Any:
    """
    Let a template write a value only if it cannot be more than it seems.

    Args:
        value: What stands between the braces of a template.

    Raises:
        ValueError: A text that is neither ``Source`` nor made of names, dots and brackets.
    """
    if isinstance(value, str) and not isinstance(value, Source) and not _HARMLESS.fullmatch(value):
        raise ValueError(f"a template writes {value!r} as it is; it needs one of the filters")
    return value


def python_literal(value: Any) -> Source:
    """
    Write a value as a literal of Python.

    Args:
        value: Text, bytes, a number, a boolean, None, or tuples, lists and dicts of them.

    Returns:
        Source that evaluates to an equal value; that of a text is a literal of TOML as well.
    """
    if isinstance(value, str):
        text = value.replace(_BACKSLASH, _TWO).replace(_QUOTE, _ESCAPED)
        return Source(f'"{shown(text)}"')
    if _is_tuple(value):
        return Source(f"({''.join(f'{python_literal(one)}, ' for one in value)})")
    if is_list(value):
        return Source(f"[{', '.join(map(python_literal, value))}]")
    if is_mapping(value):
        entries = (f"{python_literal(key)}: {python_literal(one)}" for key, one in value.items())
        return Source(f"{{{', '.join(entries)}}}")
    return Source(repr(value))


def docstring_text(text: str) -> Source:
    """
    Escape a text so that it can stand between triple quotes.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(_BACKSLASH, _TWO)
    return Source(shown(lines.replace(_QUOTE * 3, _ESCAPED * 3), kept="\n\t"))


def one_line(text: str) -> Source:
    """
    Escape a text as in a docstring, and write it on one line.
    """
    return docstring_text(" ".join(text.split()))


def markdown(text: str) -> Source:
    """
    Write a text into Markdown, without the characters that are not shown.
    """
    kept = (one for one in text if one in "\n\t" or not is_hidden(one))
    return Source("".join(kept).strip())


def table_cell(text: str) -> Source:
    """
    Write a text into a cell of a table in Markdown.
    """
    return markdown(" ".join(text.split()).replace("|", "\\|"))


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


_BACKSLASH, _TWO = "\\", "\\\\"
_QUOTE, _ESCAPED = '"', '\\"'
