"""
Tables in Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["pairs", "table"]


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """
    Write a table.
    """
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def pairs(heads: tuple[str, str], found: Mapping[str, str]) -> str:
    """
    Write a table of names and what they mean.
    """
    return table(heads, ((f"`{name}`", text) for name, text in found.items()))
