"""
Request bodies: how the fields of forms are written, and which bodies clients cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.openapi.document import Document, operations, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.openapi.media_types import (
    FORM,
    MULTIPART,
    chosen_body,
    essence,
    is_json,
)
from kontokit_generator.openapi.parameters import is_object, refused_style
from kontokit_generator.openapi.schemas import is_struct, types_of

_STYLED = {"style", "explode", "allowReserved"}


def form_encodings(request: Tree) -> dict[str, Tree]:
    """
    Find the fields of a form that are written in a style, and what is said of each.

    Args:
        request: A Request Body Object.

    Returns:
        Names on the wire → Encoding Objects; empty for other bodies. Of other fields the media type
        of their type counts: JSON for objects.
    """
    chosen, _ = chosen_body(request)
    if essence(chosen) != FORM:
        return {}
    content = mapping(mapping(request.get("content")).get(chosen))
    said = {name: mapping(one) for name, one in mapping(content.get("encoding")).items()}
    return {name: one for name, one in said.items() if one.keys() & _STYLED}


def refused_bodies(document: Document) -> Iterator[Finding]:
    """
    Find the requests whose only media type is one that clients cannot write.
    """
    for operation in operations(document.tree):
        request = mapping(resolved(document.tree, operation.node.get("requestBody")))
        chosen, schema = chosen_body(request)
        place = pointer("requestBody", base=operation.place)
        content = mapping(mapping(request.get("content")).get(chosen))
        if essence(chosen) == MULTIPART:
            yield from _refused_parts(document, operation.name, schema, content, place)
        elif essence(chosen) == FORM:
            yield from _refused_fields(document, operation.name, schema, content, place)
        elif essence(chosen).startswith("multipart/"):
            yield document.finding(
                place,
                f"{operation.name} takes {essence(chosen)}, which clients do not write",
                f"describe it as {MULTIPART}, JSON or a single file, or leave the operation out",
            )


def _refused_parts(
    document: Document, name: str, schema: Tree, content: Tree, place: str
) -> Iterator[Finding]:
    whole = mapping(resolved(document.tree, schema))
    if not is_struct(whole) and "allOf" not in whole:
        message = f"the parts of {name} are not described"
        yield document.finding(place, message, "describe an object with a property for each part")
    for part, encoding in mapping(content.get("encoding")).items():
        if unknown := sorted(mapping(encoding).keys() - {"contentType"}):
            message = f"the part {part} of {name} has {unknown[0]}, which clients do not write"
            yield document.finding(place, message, f"delete '{unknown[0]}', or the part")
        media_type = str(mapping(encoding).get("contentType", "application/json"))
        inner = mapping(resolved(document.tree, mapping(whole.get("properties")).get(part)))
        if is_object(inner) and not is_json(media_type):
            message = f"the part {part} of {name} is an object that is written as {media_type}"
            yield document.finding(place, message, "write it as application/json, or delete it")


def _refused_fields(
    document: Document, name: str, schema: Tree, content: Tree, place: str
) -> Iterator[Finding]:
    fields = mapping(mapping(resolved(document.tree, schema)).get("properties"))
    for field, encoding in mapping(content.get("encoding")).items():
        said, described = mapping(encoding), mapping(fields.get(field))
        if said.keys() & _STYLED:
            problem = refused_style(document, said, described)
        else:
            problem = _refused_type(document, str(said.get("contentType", "")), described)
        if problem:
            message = f"the field {field} of {name} {problem}, which clients do not write"
            yield document.finding(place, message, f"delete or change the encoding of {field}")


def _refused_type(document: Document, media_type: str, schema: Tree) -> str | None:
    """
    Say why a field would have another media type than its Encoding Object says: objects are JSON,
    and other values are texts.
    """
    found = mapping(resolved(document.tree, schema))
    one = mapping(resolved(document.tree, found.get("items"))) or found
    # Numbers and truth values are the same text in JSON.
    is_json_wanted = is_object(one) or types_of(one) != ["string"]
    is_wrong = is_json(media_type) != is_json_wanted and (is_object(one) or not is_json_wanted)
    return f"is written as {media_type}" if media_type and is_wrong else None
