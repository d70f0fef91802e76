"""
Reads values out of a response: choices, challenges, codes and times.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from ...core.typeguards import is_list, is_mapping
from ...operations.sca import ChallengeFields, ChoiceFields
from ...serialization.berlin_time import parse_berlin
from ...serialization.response_parser import Response
from ..state.flow_state import Shown
from ..steps import Choice

_MOST_SHOWN: Final = 1024 * 1024
"""Characters of one picture, document or code that are looked at."""
_MOST_TEXT: Final = 16 * 1024


def short(code: Any) -> str | None:
    """
    A code of the provider, if it is fit to be shown.

    Args:
        code: Anything.
    """
    text = str(code) if isinstance(code, str | int) else ""
    is_fit = 0 < len(text) <= 64 and text.isascii() and text.replace("_", "").isalnum()
    return text if is_fit else None


def tree_of(response: Response[Any]) -> dict[str, Any]:
    """
    The body of an answer as a dict; empty where it is none.

    Args:
        response: A successful answer, so its body was read once already.
    """
    if not response.body:
        return {}
    tree: Any = msgspec.json.decode(response.body)
    return dict(tree) if is_mapping(tree) else {}


def found_in(body: bytes, name: str) -> Any:
    """
    A field of an answer that does not fit its document, wherever it stands; None without it.

    Args:
        body: The raw answer.
        name: The name of the field.
    """
    try:
        return _found(msgspec.json.decode(body), name, depth=5)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _found(tree: Any, name: str, *, depth: int) -> Any:
    if is_mapping(tree) and name in tree:
        return tree[name]
    parts = tree.values() if is_mapping(tree) else tree if is_list(tree) else ()
    if depth:
        for part in parts:
            found = _found(part, name, depth=depth - 1)
            if found is not None:
                return found
    return None


def at_path(tree: Any, path: str) -> Any:
    """
    A value in a tree by names with dots between; None where it is not there.

    Args:
        tree: Dicts in dicts.
        path: The names.
    """
    for name in path.split("."):
        tree = tree.get(name) if is_mapping(tree) else None
    return tree


def offer_in(tree: Mapping[str, Any], shapes: tuple[ChoiceFields, ...]) -> tuple[Choice, ...]:
    """
    What can be chosen from.

    Args:
        tree: The answer.
        shapes: Where it may stand; the first list that is there counts.
    """
    for shape in shapes:
        items = tree.get(shape.items)
        if is_list(items) and items:
            return tuple(_choice(one, shape) for one in items if _is_choice(one, shape))
    return ()


def _is_choice(item: Any, shape: ChoiceFields) -> bool:
    return is_mapping(item) and isinstance(item.get(shape.id), str | int)


def _choice(item: Mapping[str, Any], shape: ChoiceFields) -> Choice:
    name = str(item[shape.id])
    return Choice(
        id=name,
        name=str(item.get(shape.name) or name),
        hint=_text(item, shape.hint),
        since=moment(_text(item, shape.since)),
        until=moment(_text(item, shape.until)),
    )


def moment(text: Any) -> datetime | None:
    """
    A local time of Europe/Berlin, or an ISO 8601 time with its zone.

    Args:
        text: Anything; None and what is no time give None.
    """
    if not isinstance(text, str):
        return None
    try:
        return parse_berlin(text)
    except ValueError:
        return None


def shown_in(tree: Any, shape: ChallengeFields) -> Shown:
    """
    What a challenge shows.

    Args:
        tree: The challenge.
        shape: Where it stands.
    """
    if not is_mapping(tree):
        return Shown()
    return Shown(
        text=(_text(tree, shape.text) or "")[:_MOST_TEXT],
        label=_text(tree, shape.label),
        codes=_texts(tree, shape.codes),
        pictures=_texts(tree, shape.pictures),
        mime=_text(tree, shape.mime),
        documents=_texts(tree, shape.documents),
    )


def _texts(tree: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    found = (_text(tree, name) for name in names)
    return tuple(text for text in found if text and len(text) <= _MOST_SHOWN)


def _text(tree: Mapping[str, Any], name: str | None) -> str | None:
    value = tree.get(name) if name else None
    return value if isinstance(value, str) and value else None
