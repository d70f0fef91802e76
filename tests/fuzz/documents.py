"""
Draws whole documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.circles import end_circles
from tests.fuzz.house_rules import WORDS, Marks, follow_house_rules
from tests.fuzz.names import class_names, proses, tags
from tests.fuzz.operations import SCHEMES, Parts, operations, responses, webhooks
from tests.fuzz.overlay_words import draw_words
from tests.fuzz.pruning import prune
from tests.fuzz.schemas import Draw, Schema, chance, objects, reference, schemas

_METHODS = ("get", "put", "post", "delete", "patch")


def drawn(start: int, number: int) -> Schema:
    """
    Draw the document that has this number of a seed.
    """
    return draft(start, number).finished()


def draft(start: int, number: int) -> Draft:
    """
    Draw what becomes the document that has this number of a seed.
    """
    found: list[Draft] = []

    # The first example is the simplest document; further ones would be made of those before.
    @seed(start * 1_000_000 + number)
    @settings(
        max_examples=2,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )
    @given(_drafts())
    def keep(draft: Draft) -> None:
        found.append(draft)

    keep()
    return found[-1]


@frozen
class Draft:
    """
    A document as it is drawn, before it follows the house rules, or nearly.
    """

    tree: Schema
    words: Marks
    prose: Sequence[str]
    is_pruned: bool
    """Whether what the rules refuse is taken out."""

    def finished(self) -> Schema:
        """
        Add what the rules demand, and take out what they refuse.
        """
        follow_house_rules(self.tree, self.prose)
        words = prune(self.tree, self.words) if self.is_pruned else self.words
        return {**self.tree, WORDS: words}


@st.composite
def _drafts(draw: Draw) -> Draft:
    names = draw(st.lists(class_names(), min_size=1, max_size=5, unique=True))
    named = {name: draw(_named(names)) for name in names}
    if chance(draw, 30):
        named |= draw(_families(names))
    if chance(draw, 90):
        end_circles(named)
    parts = Parts(
        names=[*named],
        schemes=draw(_schemes()),
        responses=draw(st.lists(class_names(), max_size=2, unique=True)),
        tags=draw(st.lists(tags(), min_size=1, max_size=2, unique=True)),
    )
    tree: Schema = {
        "openapi": "3.1.0",
        "info": {key: draw(proses()) for key in ("title", "summary", "description", "version")},
        "servers": [{"url": "https://api.example.com", "x-environment": "production"}],
        "tags": [{"name": one} for one in parts.tags],
        "paths": draw(_paths(parts)),
        "components": {
            "securitySchemes": {one: {**SCHEMES[one]} for one in parts.schemes},
            "responses": {one: draw(responses(parts.names)) for one in parts.responses},
            "schemas": named,
        },
    }
    if chance(draw, 30):
        tree["webhooks"] = {
            draw(proses()): {_method_of_a_webhook(draw): draw(webhooks(parts, one))}
            for one in range(draw(st.integers(1, 2)))
        }
    return Draft(
        tree=tree,
        words=draw_words(draw, tree),
        prose=draw(st.lists(proses(), min_size=4, max_size=4)),
        is_pruned=chance(draw, 60),
    )


def _method_of_a_webhook(draw: Draw) -> str:
    return draw(st.sampled_from(_METHODS)) if chance(draw, 5) else "post"


@st.composite
def _schemes(draw: Draw) -> list[str]:
    usual = st.sampled_from([one for one in SCHEMES if one != "digest"])
    found: list[str] = draw(st.lists(usual, min_size=1, max_size=3, unique=True))
    return [*found, "digest"] if chance(draw, 2) else found


@st.composite
def _named(draw: Draw, names: Sequence[str]) -> Schema:
    found: Schema = draw(objects(names, 1) if chance(draw, 60) else schemas(names))
    return found


@st.composite
def _families(draw: Draw, names: Sequence[str]) -> dict[str, Schema]:
    """
    A union of objects with a tag, written in one of the ways that documents use.
    """
    kinds = ["Cat", "Dog", "Bird"][: draw(st.integers(1, 3))]
    tag = draw(st.sampled_from(["kind", "@type", "class"]))
    ways: list[Any] = [{"type": "string"}, None, {"type": "string", "enum": None}]
    way = draw(st.sampled_from(ways))
    members: dict[str, Schema] = {}
    for kind in kinds:
        member = draw(objects(names, 1))
        said: Schema = {"const": kind} if way is None else {**way}
        if "enum" in said:
            said["enum"] = [kind]
        member["properties"][tag] = said
        if chance(draw, 80):
            member["required"] = [*dict.fromkeys([*member.get("required", []), tag])]
        members[kind] = member
    discriminator: Schema = {"propertyName": tag}
    if chance(draw, 50):
        discriminator["mapping"] = {one: reference(one)["$ref"] for one in kinds}
    union: Schema = {"oneOf": [reference(one) for one in kinds]}
    if way is None and chance(draw, 50):
        return {**members, "Pet": union}
    if chance(draw, 25):
        base: Schema = {
            "type": "object",
            "properties": {tag: {"type": "string"}},
            "required": [tag],
            "discriminator": discriminator,
        }
        extended = {kind: {"allOf": [reference("Pet"), draw(objects(names, 1))]} for kind in kinds}
        return {**extended, "Pet": base}
    return {**members, "Pet": {**union, "discriminator": discriminator}}


@st.composite
def _paths(draw: Draw, parts: Parts) -> Schema:
    found: Schema = {}
    for number in range(draw(st.integers(1, 3))):
        names = ["id", "otherId"][: draw(st.integers(0, 2))]
        path = f"/things{number}" + "".join(f"/{{{name}}}" for name in names)
        methods = draw(st.lists(st.sampled_from(_METHODS), min_size=1, max_size=2, unique=True))
        found[path] = {
            method: draw(operations(parts, 2 * number + index, names))
            for index, method in enumerate(methods)
        }
    return found
