"""
Draws what overlays say of paging, strong customer authentication and sign-in, and any word of the
table of extensions with a value that may not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from kontokit_generator.openapi.document import load_document
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
)
from kontokit_generator.openapi.object_model import objects, rewrite
from kontokit_generator.overlay.extensions import EXTENSIONS
from kontokit_generator.overlay.overlay import load_overlay
from tests.fuzz.names import values, wires
from tests.fuzz.schemas import Draw, chance
from tests.fuzz.sign_in import SIGN_IN, SIGN_IN_WORDS

Words = list[tuple[str, Tree]]
"""JSON pointers and what the overlay adds there."""

_TREASURY: Final = Path(__file__).parents[2] / "docs" / "own-api"
_STEP: Final = re.compile(r"\['([^']*)'\]|\.([^.\[]+)")
_RENAMED: Final = (
    *("accounts", "paging", "page", "pages", "total", "size", "balance", "transferId"),
    *("returnUrl", "answer", "method", "tan", "returned", "confirmed", "code", "challenge"),
    *("text", "state", "stateField", "methods", "username", "secret"),
)
"""Properties and parameters that get a drawn name."""
_SECTIONS: Final = ("securitySchemes", "responses", "schemas")
_ODD: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "id",
    "listAccounts",
    [],
    [None],
    ["id"],
    {},
    {"": ""},
)


def draw_words(draw: Draw, tree: Tree) -> Words:
    """
    Add to a document what an overlay has words for, and draw these words.

    Args:
        tree: The document; it is changed.
    """
    words: Words = []
    if chance(draw, 20):
        words += _joined(draw, tree, *_treasury())
    if chance(draw, 15):
        words += _joined(draw, tree, SIGN_IN, SIGN_IN_WORDS)
    for _ in range(draw(st.integers(1, 3)) if chance(draw, 10) else 0):
        words += _any_word(draw, tree, words)
    return words


@cache
def _treasury() -> tuple[Tree, Words]:
    """
    Read the API that the documentation walks through, with paging and SCA.
    """
    document = load_document(_TREASURY / "openapi.yaml").tree
    overlay = load_overlay(_TREASURY / "overlay.yaml").tree
    words: Words = []
    for action in overlay["actions"]:
        parts = [quoted or plain for quoted, plain in _STEP.findall(action["target"])]
        if parts == ["components", "schemas"]:
            words += [(pointer(*parts, name), one) for name, one in action["update"].items()]
        elif "x-kontokit-client" not in action["update"]:
            words.append((pointer(*parts), action["update"]))
    return document, words


def _joined(draw: Draw, tree: Tree, document: Tree, words: Words) -> Words:
    """
    Put an API into a document, under drawn names and tags.
    """
    names = _names(draw)
    tags = [one["name"] for one in tree["tags"]]
    written = _written(copy_tree(document), names, draw(st.sampled_from(tags)))
    tree["paths"] |= written["paths"]
    for section in _SECTIONS:
        tree["components"][section] |= mapping(written["components"].get(section))
    return [(place, _said(copy_tree(update), names)) for place, update in words]


def _names(draw: Draw) -> dict[str, str]:
    drawn = [one for one in draw(wires(0, len(_RENAMED))) if one and not set(one) & set(".[]{}*")]
    # Where there are too few, the others stay as they are.
    free = [one for one in drawn if one not in _RENAMED]
    return dict(zip(_RENAMED, free, strict=False))


def _written(document: Tree, names: dict[str, str], tag: str) -> Tree:
    for item in document["paths"].values():
        for operation in item.values():
            operation["tags"] = [tag]
    tree = rewrite(document, "root", "schema", lambda one, _: _schema(one, names))
    tree = rewrite(tree, "root", "media type", lambda one, _: {"schema": one["schema"]})
    renamed: Tree = rewrite(tree, "root", "parameter", lambda one, _: _parameter(one, names))
    return renamed


def _schema(schema: Tree, names: dict[str, str]) -> Tree:
    # Examples are made again, with the new names.
    kept = {key: one for key, one in schema.items() if key != "example"}
    if "properties" in kept:
        kept["properties"] = {names.get(key, key): one for key, one in kept["properties"].items()}
        kept["required"] = [names.get(one, one) for one in kept.get("required", [])]
    return kept


def _parameter(parameter: Tree, names: dict[str, str]) -> Tree:
    kept = {key: one for key, one in parameter.items() if key != "example"}
    return kept if kept["in"] == "path" else {**kept, "name": names.get(kept["name"], kept["name"])}


def _said(value: Any, names: dict[str, str]) -> Any:
    if is_mapping(value):
        # What a status means is no property.
        return {key: one if key == "statuses" else _said(one, names) for key, one in value.items()}
    if is_list(value):
        return [_said(one, names) for one in value]
    if isinstance(value, str):
        return ".".join(names.get(part, part) for part in value.split("."))
    return value


def _any_word(draw: Draw, tree: Tree, words: Sequence[tuple[str, Tree]]) -> Words:
    """
    Put a word on any object that may have it, or rarely on one that may not.
    """
    word = draw(st.sampled_from([*EXTENSIONS.values()]))
    kinds = [] if chance(draw, 5) else [word.kind]
    places = [one.place for one in objects(tree, *kinds)]
    if not places:
        return []
    known = [update[word.key] for _, update in words if word.key in update]
    odd = st.sampled_from(_ODD) | values()
    value = (
        draw(odd) if not known or chance(draw, 50) else _spoiled(draw, draw(st.sampled_from(known)))
    )
    return [(draw(st.sampled_from(places)), {word.key: value})]


def _spoiled(draw: Draw, value: Any) -> Any:
    """
    Change one thing inside of a value that fits, or all of it.
    """
    if is_mapping(value) and value and chance(draw, 80):
        key = draw(st.sampled_from([*value]))
        return {**value, key: _spoiled(draw, value[key])}
    if is_list(value) and value and chance(draw, 80):
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], _spoiled(draw, value[index]), *value[index + 1 :]]
    return draw(st.sampled_from(_ODD) | values())
