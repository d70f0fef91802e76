"""
Writes the parts of ``multipart/form-data``: files, and fields of a form (RFC 7578).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

import msgspec

from ..core.typed_text import text_of
from .path_error import PathError

MULTIPART: Final = "multipart/form-data"
_OCTETS: Final = "application/octet-stream"
_JSON: Final = "application/json"
_WORDS: Final = {True: "true", False: "false"}
_QUOTED: Final = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
"""How browsers write these in names, which RFC 7578 leaves open."""


class WrittenFile(NamedTuple):
    """
    A file to send.
    """

    name: str
    data: bytes
    media_type: str = _OCTETS


class Part(NamedTuple):
    """
    One part of a body.
    """

    name: str
    data: bytes
    filename: str | None = None
    media_type: str | None = None


def file_wire(value: object) -> WrittenFile:
    """
    A file as it is sent.

    Args:
        value: Its bytes, or a tuple of its name, its bytes and, where wanted, its media type.

    Raises:
        PathError: It is something else, or the media type cannot stand in a header.
    """
    match value:
        case bytes() | bytearray():
            return WrittenFile("file", bytes(value))
        case (str() as name, bytes() | bytearray() as data):
            return WrittenFile(text_of(name), bytes(data))
        case (str() as name, bytes() | bytearray() as data, str() as media_type):
            if not media_type.isascii() or not media_type.isprintable():
                raise PathError("the media type of a file has odd characters")
            return WrittenFile(text_of(name), bytes(data), text_of(media_type))
        case _:
            raise PathError("expected bytes, or a tuple of name, bytes and media type")


def parts_of(tree: Mapping[str, Any]) -> Iterator[Part]:
    """
    The parts of a form: one for each value, several for a list.

    Args:
        tree: Names of fields → values as ``to_wire`` gives them; None leaves a field out.
    """
    for name, value in tree.items():
        several = isinstance(value, list)
        for item in cast("list[Any]", value) if several else [value]:
            if item is not None:
                yield _part(name, item)


def encode_parts(parts: Iterator[Part]) -> tuple[str, bytes]:
    """
    Write parts.

    Returns:
        The media type with the boundary, and the body.
    """
    # Random, so that no file can hold it.
    boundary = secrets.token_hex(20)
    written: list[bytes] = []
    for part in parts:
        written += [f"--{boundary}\r\n{_head(part)}\r\n\r\n".encode(), part.data, b"\r\n"]
    return f"{MULTIPART}; boundary={boundary}", b"".join([*written, f"--{boundary}--\r\n".encode()])


def _part(name: str, value: Any) -> Part:
    match value:
        case WrittenFile():
            return Part(name, value.data, value.name, value.media_type)
        case bool():
            return Part(name, _WORDS[value].encode())
        case str():
            return Part(name, value.encode())
        case int() | float():
            return Part(name, text_of(value).encode())
        case msgspec.Raw():
            return Part(name, bytes(value))
        case _:
            return Part(name, msgspec.json.encode(value), media_type=_JSON)


def _head(part: Part) -> str:
    said = f'Content-Disposition: form-data; name="{part.name.translate(_QUOTED)}"'
    if part.filename is not None:
        said += f'; filename="{part.filename.translate(_QUOTED)}"'
    return said if part.media_type is None else f"{said}\r\nContent-Type: {part.media_type}"
