"""
Values in the body of a call, by paths with dots.
"""

from __future__ import annotations

from typing import Any

from ..core.typeguards import is_mapping


def value_at(tree: Any, path: str) -> Any:
    """
    The value at a path; None if there is none.

    Args:
        tree: Dicts and lists.
        path: Wire names with dots between them; ``.`` is the tree itself.
    """
    for name in path.split(".") if path != "." else ():
        tree = tree.get(name) if is_mapping(tree) else None
    return tree
