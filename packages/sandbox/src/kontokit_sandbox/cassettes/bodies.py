"""
Redacts JSON by its documented schema: what the document does not know is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..openapi.specification import Specification
from .replacements import Replacements
from .texts import Texts
from .trees import is_array, is_object

Schema: TypeAlias = Mapping[str, Any]

MARK: Final = "x-kontokit-personal"
ENVELOPE: Final = "x-kontokit-envelope"
_TIMES: Final = ("date", "date-time", "berlin-date-time", "berlin-iso-date-time", "time")
_TIME: Final = re.compile(r"[0-9T:.+Z -]{0,35}")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DEEPEST: Final = 60


class Redactor:
    """
    Redacts the values of one recording.
    """

    def __init__(self) -> None:
        made = self.replacements = Replacements()
        self.texts = Texts(made)
        self.link: Callable[[str], str] = self.url
        """Redacts a URL in a body; one that knows the operations replaces it."""
        self._marked: Mapping[str, Callable[[str], str]] = {
            "iban": lambda text: made.iban(text) if text.strip() else text,
            "name": made.name,
            "login": made.login,
            "email": made.email,
            "phone": made.phone,
            "ip": made.ip,
            "address": made.place,
            "account": self._account,
            "text": self.texts.purpose,
            "public": str,
        }

    def value(self, specification: Specification, schema: Schema, value: Any) -> Any:
        """
        A parsed JSON value.

        Args:
            specification: The document.
            schema: What the document says of it; may be a reference.
            value: Dicts, lists and scalars.
        """
        return _Walk(self, specification).value([schema], value, 0)

    def text(self, schema: Schema, text: str) -> str:
        """
        A text by its schema, which has no reference.
        """
        kind, form = schema.get(MARK), schema.get("format")
        if form == "password":
            return self.replacements.token(text)
        if kind is not None:
            return self._marked[kind](text)
        if text in schema.get("enum", ()):
            return text
        if form in _TIMES and _TIME.fullmatch(text):
            return text
        if form == "uuid" and _UUID.fullmatch(text):
            return text
        if form == "uri" or text.startswith(("https://", "http://")):
            return self.link(text)
        return self.texts.plain(text)

    def url(self, text: str) -> str:
        """
        A URL that no document describes: its host is kept, path and query tell nothing.
        """
        try:
            parts = urlsplit(text)
            pairs = parse_qsl(parts.query, keep_blank_values=True)
        except ValueError:
            return self.texts.plain(text)
        path = "/".join(self.replacements.token(one) for one in parts.path.split("/"))
        query = urlencode([(key, self.replacements.token(value)) for key, value in pairs])
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, path, query, ""))

    def _account(self, text: str) -> str:
        # A reference may be an IBAN, or have one in it.
        return self.texts.purpose(text)


class _Walk:
    def __init__(self, redactor: Redactor, specification: Specification) -> None:
        self._redactor = redactor
        self._specification = specification

    def value(self, schemas: list[Schema], value: Any, depth: int) -> Any:
        if depth > _DEEPEST:
            return None
        parts = [part for schema in schemas for part in self._parts(schema, 0)]
        if is_object(value):
            return self._fields(parts, value, depth + 1)
        if is_array(value):
            items = [one["items"] for one in parts if "items" in one]
            # Free JSON may be anybody's data, so nothing of it is kept.
            return [self.value(items, item, depth + 1) for item in value] if items else []
        if isinstance(value, str):
            return self._redactor.text(_merged(parts), value)
        return value

    def _fields(self, parts: list[Schema], value: dict[str, Any], depth: int) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, item in value.items():
            known = [one["properties"][key] for one in parts if key in one.get("properties", {})]
            if known:
                kept[key] = self.value(known, item, depth)
                continue
            others = [one["additionalProperties"] for one in parts if _is_map(one)]
            if others:
                kept[_free(self._redactor.texts.plain(key), kept)] = self.value(others, item, depth)
        return kept

    def _parts(self, schema: Any, depth: int) -> Iterator[Schema]:
        if not is_object(schema) or depth > 10:
            return
        yield schema
        if "$ref" in schema:
            yield from self._parts(self._at(str(schema["$ref"])), depth + 1)
        for key in ("allOf", "anyOf", "oneOf"):
            for option in schema.get(key, ()):
                yield from self._parts(option, depth + 1)

    def _at(self, reference: str) -> Any:
        node: Any = self._specification.tree
        for key in reference.removeprefix("#/").split("/"):
            node = node[key.replace("~1", "/").replace("~0", "~")]
        return node


def _merged(parts: list[Schema]) -> Schema:
    """
    What the parts of a schema say of a text; the outermost counts.
    """
    merged: dict[str, Any] = {}
    for part in reversed(parts):
        merged.update({key: part[key] for key in (MARK, "format", "enum") if key in part})
        inner = part.get("items")
        if is_object(inner) and MARK in inner:
            merged.setdefault(MARK, inner[MARK])
    return merged


def _is_map(schema: Schema) -> bool:
    # True and an empty schema are free JSON.
    return bool(schema.get("additionalProperties")) and schema["additionalProperties"] is not True


def _free(key: str, taken: Mapping[str, Any]) -> str:
    number, name = 2, key
    while name in taken:
        number, name = number + 1, f"{key}-{number}"
    return name
