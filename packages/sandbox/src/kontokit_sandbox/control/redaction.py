"""
Blots out secrets in recorded requests and responses, by their documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from ..openapi.decimal_json import is_array, is_object, write_json
from ..openapi.specification import load

__all__ = ["Redaction", "blotted"]

_FORM = "application/x-www-form-urlencoded"
_ALWAYS = frozenset(
    {
        "accesstoken", "authorization", "cardpin", "clientsecret", "cookie", "credentials",
        "password", "pin", "proxyauthorization", "refreshtoken", "secret", "setcookie", "tan",
        "token",
    }
)  # fmt: skip
"""What no document has to mark."""
_NO_NAMES = frozenset({"schema", "items", "additionalProperties"})


class Redaction:
    """
    Blots out the secrets of one API.
    """

    def __init__(self, api: str) -> None:
        self._names = _secret_names(api)

    def headers(self, headers: Iterable[tuple[str, str]]) -> list[list[str]]:
        """
        Blot out the values of headers with secrets.
        """
        return [[name, self._value(name, value)] for name, value in headers]

    def query(self, query: str) -> str:
        """
        Blot out the values of secrets in a query or a form.
        """
        pairs = parse_qsl(query, keep_blank_values=True)
        if not any(_plain(name) in self._names for name, _ in pairs):
            return query
        return "&".join(f"{quote_plus(name)}={self._quoted(name, value)}" for name, value in pairs)

    def body(self, media_type: str, body: bytes) -> str:
        """
        Return a body as text. What is neither JSON, a form nor a page is blotted out as a whole,
        for no names tell what is a secret.
        """
        essence = media_type.partition(";")[0].strip().lower()
        try:
            text = body.decode()
        except ValueError:
            return f"({len(body)} bytes)"
        if essence == _FORM:
            return self.query(text)
        if essence.endswith("json"):
            return self._json(text)
        return text if essence == "text/html" or not text else blotted(text)

    def _value(self, name: str, value: str) -> str:
        return blotted(value) if _plain(name) in self._names else value

    def _quoted(self, name: str, value: str) -> str:
        return blotted(value) if _plain(name) in self._names else quote_plus(value)

    def _json(self, text: str) -> str:
        if not text:
            return ""
        try:
            # Numbers as they are written: 12.50 stays 12.50.
            tree = json.loads(text, parse_float=Decimal)
            shown = self._tree(tree, is_secret=False)
        # Cut off after 64 KiB, or no JSON: nothing tells where its secrets end.
        except (ValueError, RecursionError):
            return blotted(text)
        return text if shown == tree else write_json(shown).decode()

    def _tree(self, value: Any, *, is_secret: bool) -> Any:
        if is_object(value):
            return {
                key: self._tree(item, is_secret=is_secret or _plain(key) in self._names)
                for key, item in value.items()
            }
        if is_array(value):
            return [self._tree(item, is_secret=is_secret) for item in value]
        return blotted(value) if is_secret and isinstance(value, str) else value


def blotted(text: str) -> str:
    """
    Return what is shown in place of a secret.
    """
    return f"•••• ({len(text)} characters)"


@cache
def _secret_names(api: str) -> frozenset[str]:
    """
    The names of properties and parameters that a document marks with ``format: password``.
    """
    if api == "pages":
        return _ALWAYS
    return _ALWAYS | {_plain(name) for name in _secrets(load(api).tree, "")}


def _secrets(node: Any, name: str) -> Iterator[str]:
    if is_object(node):
        if node.get("format") == "password" and name not in _NO_NAMES:
            yield name
        if _is_secret_parameter(node):
            yield str(node["name"])
        for key, item in node.items():
            yield from _secrets(item, key)
    elif is_array(node):
        for item in node:
            yield from _secrets(item, name)


def _is_secret_parameter(node: Mapping[str, Any]) -> bool:
    schema = node.get("schema")
    return "in" in node and is_object(schema) and schema.get("format") == "password"


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()
