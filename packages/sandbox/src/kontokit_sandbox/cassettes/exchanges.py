"""
Redacts requests and responses by the documents: URL, headers and body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from ..openapi.specification import Body, Operation, Specification, load
from ..server.addresses import without_prefix
from .bodies import ENVELOPE, MARK, Redactor
from .trees import is_array, is_object

APIS: Final = ("bankimport", "banksapi", "finapi_access", "finapi_access_v1", "finapi_webform")
_KEPT: Final = frozenset(
    {
        "accept",
        "accept-language",
        "cache-control",
        "content-language",
        "content-type",
        "date",
        "retry-after",
        "user-agent",
        "vary",
        "x-correlation-id",
        "x-request-id",
    }
)
_URLS: Final = frozenset({"location", "content-location"})
FORM: Final = "application/x-www-form-urlencoded"
NOT_KEPT: Final = "(not kept: no document describes it)"
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


@cache
def specifications() -> dict[str, Specification]:
    """
    The documents of all APIs.
    """
    return {api: load(api) for api in APIS}


class Exchanges:
    """
    Redacts the exchanges of one recording; equal values become equal.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        """
        Args:
            names: Names that are known before they are met.
        """
        self.redactor = Redactor()
        for name in names:
            self.redactor.replacements.name(name)
        self.redactor.link = self.link

    def operations(self, method: str, url: str) -> list[tuple[Specification, Operation]]:
        """
        What a request may be, the most likely first.
        """
        parts = urlsplit(url)
        # A recording of the sandbox itself has a prefix before the paths of the documents.
        _, path = without_prefix(parts.path)
        found = [
            (specification, operation, _likeness(specification, parts.hostname or ""))
            for specification in specifications().values()
            for operation, _ in specification.find(_without_suffix(path))
            if operation.method == method.upper()
        ]
        found.sort(key=lambda one: -one[2])
        return [(one, operation) for one, operation, likeness in found if likeness]

    def url(self, method: str, url: str) -> str:
        """
        The URL of a request: parameters by their documents, others are left out.
        """
        known = self.operations(method, url)
        if not known:
            return self.redactor.url(url)
        specification, operation = known[0]
        parts = urlsplit(url)
        prefix, path = without_prefix(parts.path)
        path = prefix + self._path(specification, operation, path)
        query = [
            (key, self._parameter(specification, operation, "query", key, value))
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if any((one.place, one.name) == ("query", key) for one in operation.parameters)
        ]
        return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))

    def _path(self, specification: Specification, operation: Operation, path: str) -> str:
        base = specification.base_path
        given = path.removeprefix(base).split("/")
        segments = [
            quote(
                self._parameter(specification, operation, "path", wanted[1:-1], unquote(text)),
                safe="",
            )
            if wanted.startswith("{")
            else text
            for wanted, text in zip(operation.segments, given, strict=True)
        ]
        return base + "/".join(segments)

    def _parameter(
        self, specification: Specification, operation: Operation, place: str, name: str, value: str
    ) -> str:
        parameter = next(
            (one for one in operation.parameters if (one.place, one.name) == (place, name)), None
        )
        schema: Mapping[str, Any] = parameter.schema if parameter else {}
        items: Mapping[str, Any] = schema.get("items", {})
        if schema.get("type", items.get("type")) in ("integer", "number", "boolean"):
            return value
        if _plain(name) in ("token", "code", "state"):
            return self.redactor.replacements.token(value)
        marked = {MARK: kind} if (kind := _kind_of(specification, name)) else {}
        return self.redactor.text({**schema, **marked}, value)

    def headers(self, headers: Mapping[str, Any]) -> dict[str, Any]:
        """
        The headers that tell nothing of a person; all others are left out.

        Args:
            headers: Name → value, or list of values.
        """
        kept: dict[str, Any] = {}
        for name, values in headers.items():
            if name.lower() in _KEPT:
                kept[name] = values
            elif name.lower() in _URLS:
                kept[name] = _each(values, self.link)
        return kept

    def link(self, text: str) -> str:
        """
        A URL in a body or a redirect, which often leads to an operation.
        """
        methods = (one for one in ("GET", "POST", "PUT", "DELETE") if self.operations(one, text))
        return self.url(next(methods, "GET"), text)

    def request_body(self, method: str, url: str, media_type: str, body: bytes) -> bytes:
        """
        Replace what is personal or secret in what a client sent.
        """
        known = [(one, operation.bodies) for one, operation in self.operations(method, url)]
        return self._body(known, media_type, body)

    def response_body(
        self, method: str, url: str, status: int, media_type: str, body: bytes
    ) -> bytes:
        """
        Replace what is personal or secret in what a server sent.
        """
        known: list[tuple[Specification, Mapping[str, Body]]] = []
        for specification, operation in self.operations(method, url):
            response = operation.responses.get(str(status))
            if response is not None:
                known.append((specification, response.bodies))
        return self._body(known, media_type, body)

    def _body(
        self, known: list[tuple[Specification, Mapping[str, Body]]], media_type: str, body: bytes
    ) -> bytes:
        if not body.strip():
            return body
        essence = media_type.split(";", 1)[0].strip().lower()
        tree = _parsed(essence, body)
        candidates = [
            (specification, one)
            for specification, bodies in known
            for one in bodies.values()
            if one.media_type == essence or (_is_json(essence) and _is_json(one.media_type))
        ]
        if tree is None or not candidates:
            return b"" if not _is_json(essence) and not known else _not_kept(essence)
        redacted = [self._redacted(one, content, tree) for one, content in candidates]
        # Two APIs may have the same path: the right document knows most of the fields.
        best = max(redacted, key=lambda one: len(json.dumps(one, default=str)))
        return _written(essence, best)

    def _redacted(self, specification: Specification, body: Body, tree: Any) -> Any:
        schema: Mapping[str, Any] = {"$ref": body.pointer}
        content = specification.tree
        for key in body.pointer.removeprefix("#/").split("/")[:-1]:
            content = content[key.replace("~1", "/").replace("~0", "~")]
        envelope = content.get(ENVELOPE)
        if envelope and is_object(tree) and envelope not in tree:
            schema = body.schema["properties"][envelope]
        return self.redactor.value(specification, schema, tree)


def _likeness(specification: Specification, host: str) -> int:
    hosts = [urlsplit(str(one["url"])).hostname for one in specification.tree["servers"]]
    if host in hosts:
        return 2
    return 1 if host in _LOOPBACK or not _is_anybodys(host) else 0


def _is_anybodys(host: str) -> bool:
    """
    Whether a host belongs to one API, so that no other can be meant.
    """
    return any(
        urlsplit(str(one["url"])).hostname == host
        for specification in specifications().values()
        for one in specification.tree["servers"]
    )


@cache
def _kinds(api: str) -> dict[str, str]:
    """
    Name of a property → its mark, for parameters of the same name.
    """
    found: dict[str, str] = {}
    for name, mark in _marks(specifications()[api].tree):
        found.setdefault(_plain(name), mark)
    return found


def _marks(node: Any) -> Iterator[tuple[str, str]]:
    if is_object(node):
        properties = node.get("properties")  # a list in some examples
        for name, schema in properties.items() if is_object(properties) else ():
            if is_object(schema) and MARK in schema:
                yield name, str(schema[MARK])
        for one in node.values():
            yield from _marks(one)
    elif is_array(node):
        for one in node:
            yield from _marks(one)


def _kind_of(specification: Specification, name: str) -> str | None:
    return _kinds(specification.name).get(_plain(name))


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


def _without_suffix(path: str) -> str:
    return path.removesuffix(".xml")


def _each(values: Any, change: Any) -> Any:
    return [change(one) for one in values] if is_array(values) else change(values)


def _is_json(essence: str) -> bool:
    return essence.endswith("json")


def _parsed(essence: str, body: bytes) -> Any:
    try:
        text = body.decode()
        if essence == FORM:
            return dict(parse_qsl(text, keep_blank_values=True))
        # Numbers are kept as they are written: 12.50 stays 12.50.
        return json.loads(text, parse_float=_Written) if _is_json(essence) else None
    except ValueError:
        return None


class _Written(float):
    """
    A number that is written as it was read.
    """

    def __new__(cls, text: str) -> _Written:
        made = super().__new__(cls, text)
        made._text = text
        return made

    _text: str

    def __repr__(self) -> str:
        return self._text


def _written(essence: str, tree: Any) -> bytes:
    if essence == FORM:
        return urlencode(tree).encode()
    return json.dumps(tree, ensure_ascii=False).encode()


def _not_kept(essence: str) -> bytes:
    return b"{}" if _is_json(essence) else NOT_KEPT.encode()
