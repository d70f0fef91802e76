"""
How the options of a union are told apart: by a tag, by fields that only one has, or by JSON type.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.schemas import (
    FALLBACK,
    SCHEMAS,
    is_enum,
    is_struct,
    is_whole_enum,
    referenced_schema,
    types_of,
)


def mark_of(schema: Tree, options: Sequence[Tree], targets: Sequence[Tree]) -> Tree:
    """
    Say how the options of a union are told apart.

    Args:
        schema: The union as the document has it, with its discriminator if it has one.
        options: Its options without null.
        targets: The same, with what references lead to.

    Returns:
        ``tag`` is the property that tells objects apart, or None. ``options`` has for each option
        the values of the tag, the properties by which it is recognised, and whether a value of it
        can be told from those of the others at all.
    """
    objects = [index for index, one in enumerate(targets) if _is_object(one)]
    tag, tags = _tags(schema, [options[one] for one in objects], [targets[one] for one in objects])
    fields = None if tag else _fields([targets[one] for one in objects])
    kinds = [_kind(one) for one in targets]
    listed: list[Tree] = [{"tags": [], "has": [], "told": kinds.count(kind) == 1} for kind in kinds]
    for index, place in enumerate(objects):
        listed[place] = {
            "tags": tags[index] if tag else [],
            "has": fields[index] if fields else [],
            "told": tag is not None or fields is not None,
        }
    return {"tag": tag, "options": listed}


def union_bases(schemas: Tree) -> dict[str, list[str]]:
    """
    Find the objects with a discriminator that others extend by ``allOf``: wherever one of them is
    referred to, any of the others may stand.

    Args:
        schemas: The named schemas of a document.

    Returns:
        Names → the names of what extends them, directly or not.
    """
    found = {name: _children(schemas, name) for name in schemas if _is_base(schemas[name])}
    return {name: children for name, children in found.items() if children}


def _is_base(schema: object) -> bool:
    if not is_mapping(schema) or not mapping(schema.get("discriminator")):
        return False
    return "oneOf" not in schema and "anyOf" not in schema


def _children(schemas: Tree, base: str) -> list[str]:
    found = [base]
    for parent in found:
        found += [
            name for name in schemas if name not in found and parent in _parents(schemas, name)
        ]
    return found[1:]


def _parents(schemas: Tree, name: str) -> list[str | None]:
    parts = sequence(mapping(schemas[name]).get("allOf"))
    return [referenced_schema(mapping(part)) for part in parts]


def _kind(schema: Tree) -> str:
    if _is_object(schema):
        return "object"
    if is_enum(schema):
        return "integer" if is_whole_enum(schema) else "string"
    return "".join(types_of(schema))


def _is_object(schema: Tree) -> bool:
    return is_struct(schema) or "object" in types_of(schema)


def _tags(
    schema: Tree, options: Sequence[Tree], targets: Sequence[Tree]
) -> tuple[str | None, list[list[str]]]:
    """
    Find the property that tells objects apart, and its values for each of them.
    """
    discriminator = mapping(schema.get("discriminator"))
    if name := str(discriminator.get("propertyName") or ""):
        pairs = zip(options, targets, strict=True)
        values = [_values(discriminator, name, one, target) for one, target in pairs]
        wanted = [v for v, one in zip(values, options, strict=True) if not one.get(FALLBACK)]
        return (name, values) if _differ(wanted) else (None, [])
    for name in map(str, sequence(targets[0].get("required")) if len(targets) > 1 else ()):
        values = [_constants(target, name) for target in targets]
        is_required = all(name in sequence(target.get("required")) for target in targets)
        if is_required and _differ(values):
            return name, values
    return None, []


def _values(discriminator: Tree, name: str, option: Tree, target: Tree) -> list[str]:
    if option.get(FALLBACK):
        return []
    own = referenced_schema(option)
    listed = mapping(discriminator.get("mapping"))
    mapped = [value for value, ref in listed.items() if str(ref).removeprefix(SCHEMAS) == own]
    return mapped or _constants(target, name) or ([own] if own else [])


def _constants(target: Tree, name: str) -> list[str]:
    found = mapping(mapping(target.get("properties")).get(name))
    values = [found["const"]] if "const" in found else sequence(found.get("enum"))
    return [one for one in values if isinstance(one, str)]


def _differ(values: Sequence[Sequence[str]]) -> bool:
    """
    Check whether every option has values of the tag, and no value stands for two.
    """
    every = [one for some in values for one in some]
    return all(values) and bool(every) and len(every) == len(set(every))


def _fields(targets: Sequence[Tree]) -> list[list[str]] | None:
    """
    List what each object requires, if that tells them apart: of any two, one requires a property
    that the other does not know.
    """
    if len(targets) < 2:
        return [[] for _ in targets]
    required = [[str(one) for one in sequence(target.get("required"))] for target in targets]
    known = [set(mapping(target.get("properties"))) for target in targets]
    for first, second in combinations(range(len(targets)), 2):
        if not (set(required[first]) - known[second] or set(required[second]) - known[first]):
            return None
    return required
