"""
Takes out of a document what cannot be generated: an operation, a webhook, the type of a schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kontokit_generator.adopt.notes import Notes
from kontokit_generator.adopt.used import references_by_component, references_in
from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_mapping,
    mapping,
    parts_of,
    pointer,
    resolve,
)
from kontokit_generator.openapi.object_model import METHODS
from kontokit_generator.overlay.client_extension import KEY


def leave_out(
    document: Document, normal: Document, findings: Iterable[Finding], notes: Notes
) -> list[Finding]:
    """
    Take out what findings are about, in place.

    An operation is left out as a whole. A schema among the components is read as JSON; one that
    only a later step has named takes the operations with it that use it.

    Args:
        document: The document to change.
        normal: What the findings were found in; the same one, or the normalised document.
        findings: Errors.

    Returns:
        The errors that are about the whole document, for which nothing can be taken out.
    """
    return [one for one in findings if not _take_out(document, normal, one, notes)]


def _take_out(document: Document, normal: Document, finding: Finding, notes: Notes) -> bool:
    parts = parts_of(finding.place)
    section = parts[0] if parts else ""
    if section in ("paths", "webhooks") and len(parts) > 1:
        return _without_operations(document, section, parts, finding, notes)
    if section == "components" and len(parts) > 2:
        if parts[1] == "schemas" and _as_json(document.tree, parts, finding.message, notes):
            return True
        reference = pointer(*parts[:3])
        users = [*_users_of(normal.tree, reference)]
        for operation in users:
            if not notes.is_left_out(operation.place):
                _remove(document, operation, finding, notes)
        return bool(users)
    if finding.place == pointer(KEY) and mapping(document.tree.get("webhooks")):
        for operation in [one for one in operations(document.tree) if one.is_webhook]:
            _remove(document, operation, finding, notes)
        return True
    return False


def _without_operations(
    document: Document, section: str, parts: list[str], finding: Finding, notes: Notes
) -> bool:
    found = [
        one
        for one in operations(document.tree)
        if one.is_webhook == (section == "webhooks")
        and one.path == parts[1]
        # What is not below one method belongs to all of them.
        and (len(parts) == 2 or parts[2] not in METHODS or parts[2] == one.method)
    ]
    for operation in found:
        _remove(document, operation, finding, notes)
    return bool(found) or notes.is_left_out(pointer(*parts[:3]))


def _remove(document: Document, operation: Operation, finding: Finding, notes: Notes) -> None:
    section = "webhooks" if operation.is_webhook else "paths"
    item = mapping(mapping(document.tree[section]).get(operation.path))
    item.pop(operation.method, None)
    if not item.keys() & set(METHODS):
        del document.tree[section][operation.path]
    kind = "webhook" if operation.is_webhook else "operation"
    notes.leave_out(kind, operation.place, finding.message, finding.fix)


def _as_json(tree: Tree, parts: list[str], message: str, notes: Notes) -> bool:
    """
    Let the innermost schema at a place allow any value; what it says in words stays.
    """
    place = pointer(*parts)
    while parts:
        try:
            found = resolve(tree, pointer(*parts))
        except KeyError:
            found = None
        if is_mapping(found) and _is_schema(parts):
            break
        parts = parts[:-1]
    else:
        return False
    kept: Tree = {key: found[key] for key in ("description", "title") if key in found}
    if found == kept:
        return False
    found.clear()
    found.update(kept)
    notes.assume("json", place, message)
    return True


def _is_schema(parts: list[str]) -> bool:
    if len(parts) <= 3:
        return len(parts) == 3
    before = parts[-2]
    is_option = before in ("anyOf", "oneOf", "allOf") and parts[-1].isdigit()
    is_named = before == "properties" and len(parts) > 4
    return is_option or is_named or parts[-1] in ("items", "additionalProperties")


def _users_of(tree: Tree, reference: str) -> Iterator[Operation]:
    """
    Find the operations that lead to a component.
    """
    wanted = {reference}
    targets = references_by_component(tree)
    size = 0
    while size < len(wanted):
        size = len(wanted)
        wanted |= {name for name, found in targets.items() if found & wanted}
    for operation in operations(tree):
        if wanted & set(references_in(operation.node)):
            yield operation
