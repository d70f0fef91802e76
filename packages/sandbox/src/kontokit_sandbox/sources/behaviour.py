"""
One row of the tables of behaviours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .source import Differing, Documented, MadeUp, Source, Sources

__all__ = ["Origin", "SourcedBehaviour", "Table", "does", "origin_of"]

Origin = Literal["documented", "in part made up", "made up", "differs"]


@dataclass(frozen=True, kw_only=True)
class SourcedBehaviour:
    """
    What the sandbox does, where that comes from, and what tests it.
    """

    does: str
    sources: Sources
    tests: tuple[str, ...] = ()
    """Tests of it below ``tests``, such as ``integration/documents/test_webform.py::test_x``."""


Table: TypeAlias = Mapping[str, tuple[SourcedBehaviour, ...]]
"""Behaviours by area, such as ``Tokens``."""


def does(text: str, *sources: Source, tests: tuple[str, ...] = ()) -> SourcedBehaviour:
    """
    Make a row.

    Raises:
        ValueError: It has no source.
    """
    if not sources:
        raise ValueError(f"{text!r} has no source")
    return SourcedBehaviour(does=text, sources=sources, tests=tests)


def origin_of(sources: Sources) -> Origin:
    """
    Sum up where a behaviour comes from.
    """
    if any(isinstance(one, Differing) for one in sources):
        return "differs"
    if all(isinstance(one, Documented) for one in sources):
        return "documented"
    return "made up" if all(isinstance(one, MadeUp) for one in sources) else "in part made up"
