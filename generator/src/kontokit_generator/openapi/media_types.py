"""
Media types: which are JSON, which are text, and which of several is used.
"""

from __future__ import annotations

import re

from kontokit_generator.openapi.json_tree import Tree, mapping
from kontokit_generator.openapi.schemas import types_of

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
