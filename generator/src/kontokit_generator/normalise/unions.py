"""
Choices between types: which options a schema has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import (
    CHOICES,
    UNION,
    is_null,
    is_struct,
    referenced_schema,
    types_of,
)
from kontokit_generator.openapi.unions import mark_of

_KEYS_OF = {
    "object": {"properties", "required", "additionalProperties", "discriminator"},
    "array": {"items"},
    "string": {"format", "enum", "pattern"},
    "number": {"format", "enum", "x-kontokit-float"},
    "integer": {"format", "enum"},
}
"""What says something of one type only, where a schema lists several."""
_OF_ONE_TYPE = {key for keys in _KEYS_OF.values() for key in keys}
_JSON_TYPES = {
    "str": "string",
    "bool": "boolean",
    "int": "integer",
    "float": "number",
    "NoneType": "null",
    "dict": "object",
    "list": "array",
}
_OF_A_KIND: Mapping[str, Tree] = {"number": {"format": "decimal"}, "array": {"items": {}}}
"""What is said of values of an enum besides their type."""
_CHECKS = {"required", "not", "if", "then", "else", "minProperties", "maxProperties", "title"}
_VALUES = {"const", "enum"}
_PROSE = {"description", "title", "example", "examples", "externalDocs", "deprecated"}


def settle_unions(document: Document) -> tuple[Document, list[Finding]]:
    """
    Write every choice between types as ``anyOf`` with a mark of how its options are told apart.

    Options that Python reads alike become one: texts of several formats, numbers and integers. A
    choice that only says which properties go together is dropped. What has one option left besides
    null is no union.

    Args:
        document: A document with ``allOf`` flattened.
    """
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    settler = _Settler(schemas)
    return document.with_tree(rewrite(document.tree, "root", "schema", settler.settle)), []


@frozen
class _Settler:
    schemas: Tree

    def settle(self, schema: Tree, _: str) -> Tree:
        """
        Settle one schema whose inside is settled already.
        """
        schema = _by_type(_of_mixed_values(schema))
        key = next((one for one in CHOICES if sequence(schema.get(one))), None)
        if key is None:
            return schema
        if is_struct(schema) and all(_only_checks(one) for one in schema[key]):
            return {one: value for one, value in schema.items() if one not in CHOICES}
        options = [*self._flat(schema, key, ())]
        found = [*self._merged([one for one in options if not is_null(one)])]
        has_null = len(found) < len(options) and any(map(is_null, options))
        return self._written(schema, found, has_null=has_null or "null" in types_of(schema))

    def _written(self, schema: Tree, options: list[Tree], *, has_null: bool) -> Tree:
        beside = {
            key: value
            for key, value in schema.items()
            if key not in {*CHOICES, "type", *_KEYS_OF["object"]}
        }
        null: list[Tree] = [{"type": "null"}] if has_null else []
        if not all(map(_says_something, options)):
            return beside  # anything
        if not options:
            return {**beside, "type": "null"}
        if len(options) == 1:
            return {"anyOf": [*options, *null], **beside} if null else {**options[0], **beside}
        targets = [self._target(one) for one in options]
        return {"anyOf": [*options, *null], UNION: mark_of(schema, options, targets), **beside}

    def _flat(self, schema: Tree, key: str, trail: tuple[str, ...]) -> Iterator[Tree]:
        """
        Visit the options, and in place of one that is a choice itself its own options.
        """
        base: Tree = {one: schema[one] for one in ("properties", "required") if one in schema}
        for option in schema[key]:
            target = self._target(option)
            name = referenced_schema(mapping(option)) or ""
            inner = next((one for one in CHOICES if sequence(target.get(one))), None)
            if inner and name not in trail and not is_struct(target):
                yield from self._flat(target, inner, (*trail, name))
            elif is_mapping(option):
                yield _with_base(target, base) if base and is_struct(target) else _typed(option)

    def _merged(self, options: Sequence[Tree]) -> Iterator[Tree]:
        """
        Leave each option once, and put one for all that Python reads alike.
        """
        texts = [one for one in options if types_of(self._target(one)) == ["string"]]
        numbers = [one for one in options if self._is_number(one)]
        left = [one for one in options if one not in texts and one not in numbers]
        merged = {id(one): self._one_text(texts) for one in texts[:1]}
        merged |= {id(one): self._one_number(numbers) for one in numbers[:1]}
        seen: list[Tree] = []
        for option in options:
            chosen = merged.get(id(option), option if option in left else None)
            if chosen is not None and chosen not in seen:
                seen.append(chosen)
                yield chosen

    def _is_number(self, option: Tree) -> bool:
        return types_of(self._target(option)) in (["number"], ["integer"])

    def _one_text(self, texts: Sequence[Tree]) -> Tree:
        first = texts[0]
        if all(_bare(one) == _bare(first) for one in texts):
            return first
        if values := self._values(texts):
            return {"type": "string", "enum": values}
        formats = {self._target(one).get("format") for one in texts}
        # What may be a secret is never shown.
        return (
            {"type": "string", "format": "password"}
            if "password" in formats
            else {"type": "string"}
        )

    def _one_number(self, numbers: Sequence[Tree]) -> Tree:
        found = [one for one in numbers if types_of(self._target(one)) == ["number"]]
        first = (found or [*numbers])[0]
        is_limited = any(self._target(one).keys() & _VALUES for one in numbers)
        if not is_limited or all(_bare(one) == _bare(first) for one in numbers):
            return first
        if values := self._values(numbers):
            return {"type": "integer", "enum": values}
        said = self._target(first)
        return {key: said[key] for key in ("type", "format", "x-kontokit-float") if key in said}

    def _values(self, options: Sequence[Tree]) -> list[Any]:
        """
        List the values that options allow together; none where one of them allows any.
        """
        listed = [sequence(self._target(one).get("enum")) for one in options]
        every = [value for values in listed for value in values if value is not None]
        return list(dict.fromkeys(every)) if all(listed) else []

    def _target(self, option: Any) -> Tree:
        name = referenced_schema(mapping(option))
        return _typed(mapping(self.schemas.get(name)) if name else mapping(option))


def _typed(schema: Tree) -> Tree:
    """
    Write a constant as an enum, and say the type of an enum. What is neither a text nor a whole
    number is a type alone.
    """
    values = [schema["const"]] if "const" in schema else sequence(schema.get("enum"))
    kinds = [*_kinds_of([value for value in values if value is not None])]
    if len(kinds) != 1:
        return schema
    left = {key: value for key, value in schema.items() if key not in _VALUES}
    return {**left, "type": schema.get("type", kinds[0]), **_listed(values, kinds[0])}


def _of_mixed_values(schema: Tree) -> Tree:
    """
    Write an enum of texts, numbers and truth values as a choice between the types of its values.
    """
    values = sequence(schema.get("enum"))
    kinds = _kinds_of(values)
    plain = [kind for kind in kinds if kind != "null"]
    if not values or plain in (["string"], ["integer"]):
        return schema
    left = {key: value for key, value in schema.items() if key not in ("enum", "type")}
    options = [_of_kind(kind, values) for kind in kinds]
    return {**options[0], **left} if len(options) == 1 else {**left, "anyOf": options}


def _of_kind(kind: str, values: Sequence[Any]) -> Tree:
    """
    Describe the values of an enum that have one type.
    """
    return {
        "type": kind,
        **_OF_A_KIND.get(kind, {}),
        **_listed([one for one in values if _kind(one) == kind], kind),
    }


def _listed(values: Sequence[Any], kind: str) -> Tree:
    return {"enum": [*values]} if values and kind in ("string", "integer") else {}


def _kinds_of(values: Sequence[Any]) -> dict[str, None]:
    return dict.fromkeys(map(_kind, values))


def _kind(value: Any) -> str:
    return _JSON_TYPES[value.__class__.__name__]


def _by_type(schema: Tree) -> Tree:
    """
    Write a list of types as a choice between them.
    """
    kinds = [kind for kind in types_of(schema) if kind != "null"]
    if len(kinds) < 2 or any(key in schema for key in CHOICES):
        return schema
    options: list[Tree] = [{"type": kind, **_said_of(schema, kind)} for kind in kinds]
    beside = {k: v for k, v in schema.items() if k != "type" and k not in _OF_ONE_TYPE}
    null: list[Tree] = [{"type": "null"}] if "null" in types_of(schema) else []
    return {**beside, "anyOf": [*options, *null]}


def _said_of(schema: Tree, kind: str) -> Tree:
    said = {key: value for key, value in schema.items() if key in _KEYS_OF.get(kind, ())}
    # A whole number is exact by itself.
    if kind == "integer" and said.get("format") == "decimal":
        del said["format"]
    return said


def _only_checks(option: object) -> bool:
    """
    Check whether an option describes no values, but says which properties go together.
    """
    return (
        is_mapping(option)
        and option.keys() <= _CHECKS | _PROSE | {"type"}
        and bool(option.keys() & _CHECKS)
    )


def _says_something(option: Tree) -> bool:
    return (
        "$ref" in option
        or bool(types_of(option))
        or bool(option.keys() & {"const", "enum", *CHOICES, "properties"})
    )


def _with_base(target: Tree, base: Tree) -> Tree:
    """
    Put the properties that stand beside a choice into one of its options.
    """
    required = [*sequence(base.get("required")), *sequence(target.get("required"))]
    return {
        **target,
        "properties": {**mapping(base.get("properties")), **mapping(target.get("properties"))},
        **({"required": list(dict.fromkeys(required))} if required else {}),
    }


def _bare(schema: Tree) -> Tree:
    return {key: value for key, value in schema.items() if key not in _PROSE}
