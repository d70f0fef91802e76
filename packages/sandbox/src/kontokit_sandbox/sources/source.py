"""
The source of a behaviour: lines or parts of a document, or a reason to make it up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .documents import DOCUMENTS, DocumentName

__all__ = [
    "Differing",
    "Documented",
    "Lines",
    "MadeUp",
    "Source",
    "Sources",
    "differs",
    "lines",
    "made_up",
    "parts",
    "text_of",
]

Lines: TypeAlias = "int | tuple[int, int]"
"""A line, or the first and the last one."""


@dataclass(frozen=True)
class Documented:
    """
    A document says it, or a sample of it shows it.
    """

    document: DocumentName
    lines: tuple[Lines, ...] = ()
    parts: tuple[str, ...] = ()
    """Operations, webhooks and schemas, where the document has no lines."""

    def __post_init__(self) -> None:
        """
        Check the lines.

        Raises:
            ValueError: The document has no such lines.
        """
        last = 0
        for one in self.lines:
            first, end = (one, one) if isinstance(one, int) else one
            if not last < first <= end <= DOCUMENTS[self.document].lines:
                raise ValueError(f"{self.document} has no lines {one} here")
            last = end

    def __str__(self) -> str:
        """
        Return it in the words of the documentation.
        """
        texts = [
            str(one) if isinstance(one, int) else f"{one[0]} to {one[1]}" for one in self.lines
        ]
        if texts:
            is_one = len(texts) == 1 and isinstance(self.lines[0], int)
            return f"{self.document}, {'line' if is_one else 'lines'} {_listed(texts)}"
        named = _listed([f"`{one}`" for one in self.parts])
        return f"{self.document}, {named}" if named else self.document


@dataclass(frozen=True)
class MadeUp:
    """
    No document says it.
    """

    reason: str

    def __str__(self) -> str:
        """
        Return it in the words of the documentation.
        """
        return f"made up: {self.reason}"


@dataclass(frozen=True)
class Differing:
    """
    A document says something else, and the sandbox does not follow it.
    """

    document: Documented
    reason: str

    def __str__(self) -> str:
        """
        Return it in the words of the documentation.
        """
        return f"differs from {self.document}: {self.reason}"


Source: TypeAlias = Documented | MadeUp | Differing
Sources: TypeAlias = tuple[Source, ...]


def lines(number: str, *found: Lines) -> Documented:
    """
    Name lines of one of the documents 000 to 004.

    Args:
        number: The number of the document, such as ``001``.
        found: The lines, in ascending order.
    """
    names: dict[str, DocumentName] = {name.rpartition(" ")[2]: name for name in DOCUMENTS}
    return Documented(names[number], found)


def parts(document: DocumentName, *named: str) -> Documented:
    """
    Name parts of a document without lines.
    """
    return Documented(document, parts=named)


def made_up(reason: str) -> MadeUp:
    """
    Say why the sandbox does what no document tells.
    """
    return MadeUp(reason)


def differs(document: Documented, reason: str) -> Differing:
    """
    Say why the sandbox does not do what a document tells.
    """
    return Differing(document, reason)


def text_of(sources: Sources) -> str:
    """
    Return sources in the words of the documentation, each document once.
    """
    documented = [one for one in sources if isinstance(one, Documented)]
    names = dict.fromkeys(one.document for one in documented)
    merged = [_merged([one for one in documented if one.document == name]) for name in names]
    rest = [one for one in sources if not isinstance(one, Documented)]
    return "; ".join(str(one) for one in (*merged, *rest))


def _merged(found: Sequence[Documented]) -> Documented:
    every = {one for source in found for one in source.lines}
    named = dict.fromkeys(name for source in found for name in source.parts)
    return Documented(found[0].document, tuple(sorted(every, key=_first)), tuple(named))


def _first(found: Lines) -> int:
    return found if isinstance(found, int) else found[0]


def _listed(texts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))
