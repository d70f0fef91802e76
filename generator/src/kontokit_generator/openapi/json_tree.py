"""
Plain trees of JSON values: pointers into them, references inside them, walks over them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeGuard

Tree = dict[str, Any]

ROOT = "#"


def is_mapping(value: object) -> TypeGuard[Tree]:
    """
    Check whether a value is a JSON object.
    """
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """
    Check whether a value is a JSON array.
    """
    return isinstance(value, list)


def mapping(value: object) -> Tree:
    """
    Return a JSON object as it is, and an empty one for anything else.
    """
    return value if is_mapping(value) else {}


def sequence(value: object) -> list[Any]:
    """
    Return a JSON array as it is, and an empty one for anything else.
    """
    return value if is_list(value) else []


def pointer(*parts: str | int, base: str = ROOT) -> str:
    """
    Build a JSON pointer as a URI fragment.

    Args:
        parts: Unescaped keys and indexes, from the outside to the inside.
        base: Pointer to start from.

    Returns:
        ``pointer("paths", "/hello")`` returns ``#/paths/~1hello``.
    """
    return base + "".join(f"/{_escape(str(part))}" for part in parts)


def parts_of(place: str) -> list[str]:
    """
    Take a JSON pointer apart into unescaped keys.
    """
    return [_unescape(part) for part in place.removeprefix(ROOT).split("/")[1:]]


def resolve(tree: Tree, ref: str) -> Any:
    """
    Follow a local reference.

    Raises:
        KeyError: When the reference leads nowhere or outside the document.
    """
    if not ref.startswith("#/"):
        raise KeyError(ref)
    value: Any = tree
    for part in parts_of(ref):
        value = _step(value, part, ref)
    return value


def walk(value: Any, place: str = ROOT) -> Iterator[tuple[str, Any]]:
    """
    Visit a value and everything inside it, outermost first.

    Yields:
        Pairs of JSON pointer and value.
    """
    yield place, value
    for key, child in _children(value):
        yield from walk(child, pointer(key, base=place))


def map_objects(value: Any, change: Callable[[Tree], Tree]) -> Any:
    """
    Build a changed copy of a tree, innermost objects first.

    Args:
        value: Any JSON value. It stays as it is.
        change: Called with a fresh copy of every object; what it returns takes its place.

    Returns:
        A new tree that shares no list or object with the old one.
    """
    if is_mapping(value):
        return change({key: map_objects(child, change) for key, child in value.items()})
    if is_list(value):
        return [map_objects(child, change) for child in value]
    return value


def copy_tree(value: Any) -> Any:
    """
    Copy a tree so that changing the copy leaves the original alone.
    """
    return map_objects(value, lambda node: node)


def _children(value: Any) -> Iterator[tuple[str | int, Any]]:
    if is_mapping(value):
        yield from value.items()
    elif is_list(value):
        yield from enumerate(value)


def _step(value: Any, part: str, ref: str) -> Any:
    if is_mapping(value) and part in value:
        return value[part]
    if is_list(value) and part.isdecimal() and int(part) < len(value):
        return value[int(part)]
    raise KeyError(ref)


def _escape(part: str) -> str:
    if "~" not in part and "/" not in part:
        return part
    # The order matters: RFC 6901 escapes the tilde first.
    return part.replace("~", "~0").replace("/", "~1")


def _unescape(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")
