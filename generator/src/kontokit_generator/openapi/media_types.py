"""
Media types: which are JSON, which are text, and which of several is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.openapi.document import Document, operations, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.openapi.schemas import is_struct, types_of

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
ANYTHING = "*/*"
_JSON = re.compile(r"(.*[/+.-])json")
_TEXT = re.compile(r"text/.*|.*[/+.-](xml|base64|yaml|csv|jwt|jose)")
_BYTES = re.compile(r"(image|audio|video|font)/.*|application/(pdf|zip|gzip|octet-stream)")


def essence(media_type: str) -> str:
    """
    Take the parameters off a media type.
    """
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """
    Check whether a media type is JSON, such as ``application/problem+json; charset=utf-8``.
    """
    return _JSON.fullmatch(essence(media_type)) is not None


def is_typed(media_type: str) -> bool:
    """
    Check whether bodies of a media type are read and written by a schema; others are raw.
    """
    return is_json(media_type) or essence(media_type) in (FORM, ANYTHING)


def is_written_by_schema(media_type: str) -> bool:
    """
    Check whether requests of a media type are written by a schema.
    """
    return is_typed(media_type) or essence(media_type) == MULTIPART


def preferred(content: Tree) -> str | None:
    """
    Choose the media type that is used: JSON, else a form, else the first.

    Args:
        content: Media types → Media Type Objects.
    """
    by_rank = sorted(content, key=lambda one: (not is_json(one), not is_typed(one)))
    return by_rank[0] if by_rank else None


def chosen_body(request: Tree) -> tuple[str, Tree]:
    """
    Choose the media type that a request is written in, and its schema.

    Args:
        request: A Request Body Object; without media types the result is empty.
    """
    content = mapping(request.get("content"))
    media_type = preferred(content)
    return media_type or "", mapping(mapping(content.get(media_type or "")).get("schema"))


def raw_type(media_type: str, schema: Tree) -> str:
    """
    Write the Python type of a body that is no JSON: ``str`` or ``bytes``.
    """
    if schema.get("format") == "binary" or _BYTES.fullmatch(essence(media_type)):
        return "bytes"
    is_text = _TEXT.fullmatch(essence(media_type)) or types_of(schema) == ["string"]
    return "str" if is_text else "bytes"


def refused_bodies(document: Document) -> Iterator[Finding]:
    """
    Find the requests whose only media type is one that clients cannot write.
    """
    for operation in operations(document.tree):
        request = mapping(resolved(document.tree, operation.node.get("requestBody")))
        chosen, schema = chosen_body(request)
        place = pointer("requestBody", base=operation.place)
        if essence(chosen) == MULTIPART:
            content = mapping(mapping(request.get("content")).get(chosen))
            yield from _refused_parts(document, operation.name, schema, content, place)
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
