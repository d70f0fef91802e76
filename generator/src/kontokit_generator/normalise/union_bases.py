"""
Objects with a discriminator that others extend by ``allOf``.
"""

from __future__ import annotations

from collections.abc import Iterable

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import FALLBACK, reference_to, referenced_schema
from kontokit_generator.openapi.unions import union_bases


def name_bases_of_unions(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write such an object as the union that it stands for, and its fields under a name of their own.

    Wherever ``Pet`` is referred to, any of the objects that extend it may stand, so ``Pet`` becomes
    the union of them. Its own fields are ``PetBase``, which they extend, and which is read where
    the document does not know the tag.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    children = union_bases(schemas)
    bases: dict[str, str] = {}
    for name in children:
        bases[name] = _free_name(f"{name}Base", [*schemas, *bases.values()])
    if not bases:
        return document, []
    tree = rewrite(document.tree, "root", "schema", lambda one, _: _extended(one, bases))
    named = tree["components"]["schemas"]
    for name, base in bases.items():
        own = named[name]
        named[base] = {key: value for key, value in own.items() if key != "discriminator"}
        options = [*children[name], base]
        named[name] = {
            "oneOf": [{"$ref": reference_to(one), FALLBACK: one == base} for one in options],
            **{key: own[key] for key in ("description", "discriminator") if key in own},
        }
    return document.with_tree(tree), []


def _extended(schema: Tree, bases: dict[str, str]) -> Tree:
    if "allOf" not in schema:
        return schema
    return {**schema, "allOf": [_turned(part, bases) for part in sequence(schema["allOf"])]}


def _turned(part: object, bases: dict[str, str]) -> object:
    name = referenced_schema(mapping(part))
    return {**mapping(part), "$ref": reference_to(bases[name])} if name in bases else part


def _free_name(wanted: str, taken: Iterable[str]) -> str:
    known = set(taken)
    while wanted in known:
        wanted = f"{wanted}Fields"
    return wanted
