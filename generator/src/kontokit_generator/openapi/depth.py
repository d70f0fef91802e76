"""
How deep documents may be nested.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from kontokit_generator.openapi.json_tree import is_list, is_mapping

DEEPEST: Final = 200
"""How many objects and lists may lie inside each other. Clients read values of 100 levels."""
TOO_DEEP: Final = f"this is nested more than {DEEPEST} levels deep"
LESS_DEEP: Final = "describe inner schemas under components/schemas, and refer to them"
# jsonschema takes ten frames and more for each level; 5,000 of them fit into a stack of 4 MB.
_FRAMES: Final = 5000
_USUAL: Final = 1000


def prepare_for_depth() -> None:
    """
    Have Python allow the recursion that a document of the greatest depth takes.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))


@contextmanager
def few_frames() -> Generator[None]:
    """
    Have Python allow no more recursion than usual: a reader of YAML takes a minute for the depth
    that more would let it reach.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_USUAL)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def is_deeper(value: Any) -> bool:
    """
    Check whether a value is nested more deeply than documents may be.
    """
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
    return bool(level)


def _inside(value: Any) -> list[Any]:
    inner = value.values() if is_mapping(value) else value
    return [one for one in inner if is_mapping(one) or is_list(one)]
