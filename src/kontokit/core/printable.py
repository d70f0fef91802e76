"""
Makes text from outside safe to print: nothing in it moves a cursor, forges a line of a log, turns
the reading direction or is there without being seen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_NAME: Final = 200
"""The most characters of a code, an id or a name that came from outside."""
MAX_MESSAGE: Final = 1_000
"""The most characters of the message of an error."""
MAX_TEXT: Final = 4_000
"""The most characters of a text of a provider or a bank; longer text ends with an ellipsis."""

_ESCAPES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]"  # colours and movements
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # titles, links and other strings, where they end
    r"[^\x07\x1b\x90\x98\x9c-\x9f]*+(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*+[0-~]"
)
_LINE_ENDS: Final = re.compile(r"\r\n|[\v\f\r\x85\u2028\u2029]")
_UNSEEN: Final = re.compile(  # letters and marks that Python calls printable
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d173-\U0001d17a\U000e0100-\U000e01ef]"
)


def printable(text: str) -> str:
    """
    The text without control characters, escape sequences of terminals, marks that turn the reading
    direction, characters of no width and lone surrogates.

    Returns:
        Printable characters. All line ends are a newline, every other blank is a space.
    """
    text = _LINE_ENDS.sub("\n", without_escapes(text))
    return "".join(map(_shown, _UNSEEN.sub("", text)))


def without_escapes(text: str) -> str:
    """
    The text without escape sequences of terminals, but with other control characters.
    """
    return _ESCAPES.sub("", text)


def bounded_text(text: str) -> str:
    """
    As ``printable``, at most 4,000 characters and an ellipsis.
    """
    return cut(printable(text), MAX_TEXT)


def one_line(text: str, limit: int = MAX_NAME) -> str:
    """
    As ``printable``, in one line of a log.

    Args:
        text: A text from outside.
        limit: The most characters; longer text ends with an ellipsis.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    # What is removed makes a text shorter, so more than the limit is looked at.
    return cut(printable(text[: limit * 4]).replace("\n", " "), limit)


def one_line_or_none(text: str | None) -> str | None:
    """
    As ``one_line`` with its usual limit; None stays.
    """
    return None if text is None else one_line(text)


def cut(text: str, limit: int) -> str:
    """
    The beginning of a text that is longer than a limit, with an ellipsis.
    """
    return text if len(text) <= limit else f"{text[:limit]}…"


def _shown(one: str) -> str:
    if one.isprintable() or one == "\n":
        return one
    return " " if one == "\t" or unicodedata.category(one) == "Zs" else ""
