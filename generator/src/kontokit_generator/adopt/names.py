"""
Names of schemas, tags, operations and methods: valid in Python, and each one's own.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.lint.queries import calls
from kontokit_generator.lint.users import taken_attributes
from kontokit_generator.normalise.class_names import rename_schemas
from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, pointer, sequence
from kontokit_generator.openapi.schemas import reference_to, referenced_schema
from kontokit_generator.overlay.results import find_rows, is_list, returns_collection
from kontokit_generator.python.naming import class_name, operation_constant, python_name, words

_READING: Final = ("get", "find", "fetch", "search", "read", "query", "retrieve", "show")
_NO_TAG: Final = "api"


def first_free(wanted: str, taken: Iterable[str], form: Callable[[str], str] = str) -> str:
    """
    Append a number to a name that is taken: ``Name``, ``Name2``, ``Name3``.

    Args:
        form: What of the name has to differ from the taken ones.
    """
    known, name, number = set(taken), wanted, 2
    while form(name) in known:
        name, number = f"{wanted}{number}", number + 1
    return name


def name_schemas(tree: Tree, notes: Notes) -> Tree:
    """
    Rename schemas to class names. One that is a class name keeps it, whatever comes before it.
    """
    schemas = mapping(mapping(tree.get("components")).get("schemas"))
    names: dict[str, str] = {}
    kept = {name for name in schemas if name == class_name(name)}
    for name in schemas:
        if name not in kept:
            names[name] = first_free(class_name(name), {*kept, *names.values()})
            notes.assume("schema-name", pointer("components", "schemas", name), names[name])
    if not names:
        return tree
    _spell_out_tags(schemas, names)
    return rename_schemas(tree, names)


def _spell_out_tags(schemas: Tree, names: dict[str, str]) -> None:
    """
    Write the mapping of discriminators whose values are the names of schemas that change.
    """
    children: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        for part in sequence(mapping(schema).get("allOf")):
            children.setdefault(referenced_schema(mapping(part)) or "", []).append(name)
    for name, schema in schemas.items():
        for node in _with_discriminator(schema):
            options = [*sequence(node.get("oneOf")), *sequence(node.get("anyOf"))]
            found = [referenced_schema(mapping(one)) for one in options] or children.get(name, [])
            said = mapping(node["discriminator"].get("mapping"))
            more = {
                one: reference_to(one)
                for one in found
                if one in names and reference_to(one) not in said.values()
            }
            if more:
                node["discriminator"] = {**node["discriminator"], "mapping": {**said, **more}}


def _with_discriminator(node: Any) -> Iterator[Tree]:
    if is_mapping(node):
        if is_mapping(node.get("discriminator")):
            yield node
        for one in node.values():
            yield from _with_discriminator(one)
    for one in sequence(node):
        yield from _with_discriminator(one)


def name_tags(tree: Tree, notes: Notes) -> None:
    """
    Give each operation one tag that is declared, and each tag an attribute of its own, in place.
    """
    declared: dict[str, Tree] = {}
    for tag in sequence(tree.get("tags")):
        name = str(mapping(tag).get("name", ""))
        if name:
            declared.setdefault(name, mapping(tag))
    taken = taken_attributes(tree)
    chosen: dict[str, str] = {}
    for operation in operations(tree):
        found = [str(one) for one in sequence(operation.node.get("tags")) if str(one).strip()]
        first = found[0] if found else _first_segment(operation)
        name = _own_tag(first, chosen, taken)
        if len(found) != 1:
            notes.assume("tag", operation.place, name)
        elif name != first:
            notes.assume("tag-name", operation.place, f"{first} → {name}")
        operation.node["tags"] = [name]
        if name not in declared:
            described = mapping(declared.get(first)).get("description")
            declared[name] = {"name": name, **({"description": described} if described else {})}
    used = {name for one in operations(tree) for name in one.node["tags"]}
    tree["tags"] = [
        {**tag, "description": tag.get("description") or f"The operations of {name}."}
        for name, tag in declared.items()
        if name in used
    ]


def _first_segment(operation: Operation) -> str:
    if operation.is_webhook:
        return "webhooks"
    segments = (one for one in operation.path.split("/") if one and "{" not in one)
    return next((one for one in segments if words(one)), _NO_TAG)


def _own_tag(tag: str, chosen: dict[str, str], taken: set[str]) -> str:
    """
    Return the tag, or the first one of the same attribute; one that clients need gets a suffix.
    """
    attribute = python_name(tag)
    while python_name(tag) in taken:
        tag = f"{tag} {_NO_TAG}"
    return chosen.setdefault(attribute, tag)


def name_operations(tree: Tree, notes: Notes) -> None:
    """
    Give each operation an id of its own in camel case, in place.
    """
    seen: dict[str, str] = {}
    for operation in operations(tree):
        written = operation.node.get("operationId")
        text = written if isinstance(written, str) and words(written) else _described(operation)
        wanted = _camel_case(text)
        name = first_free(wanted, seen, operation_constant)
        seen[operation_constant(name)] = name
        operation.node["operationId"] = name
        if name != written:
            detail = f"{written} → {name}" if written else name
            notes.assume("operation-id", operation.place, detail)


def _described(operation: Operation) -> str:
    if operation.is_webhook:
        return f"on {operation.path}"
    parts = [
        f"by {part.strip('{}')}" if part.startswith("{") else part
        for part in operation.path.split("/")
    ]
    return " ".join([operation.method, *parts])


def _camel_case(text: str) -> str:
    name = class_name(text)
    start = words(name)[0]
    lower = start.lower() if start.isupper() else start[0].lower() + start[1:]
    return lower + name[len(start) :]


def name_methods(document: Document, notes: Notes) -> None:
    """
    Name the method of each operation after its id, without what its tag says already, in place.

    A method that returns a list of rows is called ``list`` or ``list_…``, and no other one is.
    """
    by_tag: dict[str, list[Operation]] = {}
    for operation in calls(document):
        by_tag.setdefault(str(operation.node["tags"][0]), []).append(operation)
    for tag, found in by_tag.items():
        _name_methods_of(document, tag, found, notes)


def _name_methods_of(document: Document, tag: str, found: list[Operation], notes: Notes) -> None:
    given = {str(one.node["x-kontokit-name"]) for one in found if "x-kontokit-name" in one.node}
    missing = [one for one in found if "x-kontokit-name" not in one.node]
    short = {one.name: _method(document, one, _without(words(one.name), tag)) for one in missing}
    counted = [*short.values(), *given]
    taken = {name for name in counted if counted.count(name) == 1} | given
    for operation in missing:
        name = short[operation.name]
        if counted.count(name) > 1:
            full = _method(document, operation, words(operation.name))
            name = _with_number(full, taken)
            taken.add(name)
        operation.node["x-kontokit-name"] = name
        notes.assume("method-name", operation.place, f"{python_name(tag)}.{name}")


def _with_number(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}_{number}", number + 1
    return candidate


def _without(spelled: list[str], tag: str) -> list[str]:
    """
    Leave out the tag before or behind the rest: ``repos`` of ``reposListForOrg``, ``Pets`` of
    ``listPets``.
    """
    wanted = [_singular(word) for word in words(tag)]
    found = [_singular(word) for word in spelled]
    size = len(wanted)
    if 0 < size < len(found):
        if found[:size] == wanted:
            return spelled[size:]
        if len(found) == size + 1 and found[1:] == wanted:
            return spelled[:1]
    return spelled


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


def _method(document: Document, operation: Operation, spelled: list[str]) -> str:
    parts = [word.lower() for word in spelled]
    takes_body = "requestBody" in operation.node
    is_collection = operation.method == "get" and not takes_body
    if is_collection and returns_collection(document.tree, operation.node):
        if parts[0] != "list":
            parts = ["list", *(parts[1:] if parts[0] in _READING else parts)]
    elif parts[0] == "list" and (takes_body or not _has_rows(document, operation)):
        parts = ["get", *(parts[1:] or ["all"])]
    name = "_".join(parts)
    return f"do_{name}" if keyword.iskeyword(name) or not name[0].isalpha() else name


def _has_rows(document: Document, operation: Operation) -> bool:
    named = {**operation.node, "x-kontokit-name": "list"}
    return is_list(named) and find_rows(document.tree, named) is not None
