"""
Links of resources: resolves a relation to an operation and a URL, with the same-origin check.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qs, quote, unquote, unquote_plus

import msgspec
from msgspec import structs

from ..core.exceptions import (
    ArgumentError,
    BrowserRelationError,
    ForeignOriginError,
    RelationMismatchError,
    RelationNotFoundError,
)
from ..core.typeguards import is_list, is_mapping
from ..http.urls import Url, parse_url
from ..operations import Api, Body, Operation, Parameter, RelationTarget, Result
from ..serialization.request_builder import extra_pairs, query_of
from ..serialization.response_parser import Location

_PLAIN_JSON: Final = RelationTarget(json=True)
_NAMES: Final = re.compile(r"\{([^}]*)\}")
_HTTP: Final = re.compile(r"https?://[^\s\\\x00-\x1f\x7f]+", re.IGNORECASE)


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """
    A link that may be followed, and its operation.
    """

    operation: Operation[Any]
    url: Url


def resolve(api: Api, base: Url, resource: object, relation: str) -> Link:
    """
    Find a relation of a resource and its operation.

    Args:
        api: The API with its table of relations.
        base: The configured server.
        resource: Anything with ``relations``, or a Location.
        relation: The name of the relation; for a Location it does not matter.

    Returns:
        The link and its operation: a known one, or a plain JSON one.

    Raises:
        RelationNotFoundError: The resource has no such relation.
        BrowserRelationError: The link is for the user's browser.
        ForeignOriginError: The link leads away from the configured server.
        RelationMismatchError: The link fits none of the operations of its relation, and these are
            called in different ways or delete.
    """
    if isinstance(resource, Location):
        url = require_same_origin(resource.url, base)
        return Link(operation=_reading_operation(api, base, url), url=url)
    href = _href(resource, relation)
    target = api.relations().get(relation, _PLAIN_JSON)
    if target.browser:
        raise BrowserRelationError(relation, _browser_url(href))
    url = require_same_origin(href, base)
    return Link(operation=_operation(api, base, url, relation, target), url=url)


def posting(api: Api, link: Link, relation: str) -> Link:
    """
    The link with an operation that takes a body, if no document says how it is called.

    Args:
        relation: The name of its relation.
    """
    if link.operation.path or link.operation.body is not None:
        return link
    return structs.replace(link, operation=_untyped_operation(api, relation, "POST"))


def require_same_origin(href: str, base: Url) -> Url:
    """
    Parse a link and refuse it unless it leads to the configured server.

    Args:
        href: An absolute URL, or a path that begins with one slash.
        base: The configured server.

    Returns:
        The URL, with its path as it was written.

    Raises:
        ForeignOriginError: Scheme, host or port differ, or the link is not written plainly.
    """
    # A bearer token is sent with the link, so a foreign server must never get it.
    absolute = f"{base.origin}{href}" if href.startswith("/") else href
    try:
        url = parse_url(absolute) if not href.startswith("//") else None
        reason = "it names a host without a scheme"
    except ValueError as error:
        url, reason = None, str(error)
    if url is None:
        raise ForeignOriginError(f"the link cannot be followed: {reason}")
    if url.origin != base.origin:
        raise ForeignOriginError(
            f"the link leads to {url.origin}, but this client speaks to {base.origin} only"
        )
    return url


def with_query(
    link: Link, query: Mapping[str, object], extra: Mapping[str, object] | None = None
) -> Url:
    """
    The URL of a link with further query parameters.

    Args:
        query: Parameter names, as in Python or on the wire, and values. They replace those
            that the link has already.
        extra: Parameters that a known operation does not document.

    Returns:
        The URL.

    Raises:
        ArgumentError: A known operation has no such parameter, or a value cannot be sent.
    """
    pairs: list[str] = []
    replaced: set[str] = set()
    for name, value in query.items():
        parameter = _query_parameter(link.operation, name)
        replaced.add(parameter.wire)
        pairs.extend(query_of(parameter, value))
    kept = [
        pair for pair in (link.url.query or "").split("&") if pair and _key(pair) not in replaced
    ]
    taken = {*replaced, *map(_key, kept)}
    pairs.extend(extra_pairs(link.operation, extra or {}, taken))
    return structs.replace(link.url, query="&".join([*kept, *pairs]) or None)


class LinkedCall(msgspec.Struct, frozen=True, kw_only=True):
    """
    A link as a call of its operation.
    """

    operation: Operation[Any]
    arguments: Mapping[str, object]
    extra_query: Mapping[str, object]
    """The query parameters that the operation does not document."""


def as_call(api: Api, base: Url, link: Link, query: Mapping[str, object]) -> LinkedCall:
    """
    A link as a call of its operation, which can be written down and made later.

    Args:
        base: The configured server.
        query: Parameter names, as in Python or on the wire, and values. They replace those that
            the link has already.

    Raises:
        ArgumentError: The link does not have the documented path of its operation.
    """
    operation = link.operation
    found = _template(operation.path).fullmatch(_template_path(api, base, link.url))
    if found is None or not operation.path:
        raise ArgumentError("its link has no documented path, so follow it", place="relation")
    values = dict(zip(_NAMES.findall(operation.path), map(unquote, found.groups()), strict=True))
    names = {one.wire: one.name for one in operation.parameters}
    arguments: dict[str, object] = {names[wire]: value for wire, value in values.items()}
    extra: dict[str, object] = {}
    for key, found_values in parse_qs(link.url.query or "", keep_blank_values=True).items():
        value = found_values if len(found_values) > 1 else found_values[0]
        (arguments if key in names else extra)[names.get(key, key)] = value
    for name, given in query.items():
        arguments[_query_parameter(operation, name).name] = given
    return LinkedCall(operation=operation, arguments=arguments, extra_query=extra)


def _key(pair: str) -> str:
    return unquote_plus(pair.split("=", 1)[0])


def _query_parameter(operation: Operation[Any], name: str) -> Parameter:
    for parameter in operation.parameters:
        if parameter.place == "query" and name in (parameter.name, parameter.wire):
            return parameter
    if not operation.path:  # it is not documented
        return Parameter(name=name, wire=name, place="query", many=True, type="anything")
    raise ArgumentError(f"{operation.id} has no such query parameter", place=name)


def _href(resource: object, relation: str) -> str:
    links = [(_attribute(link, "rel"), _attribute(link, "href")) for link in _links(resource)]
    for rel, href in links:
        if rel == relation and isinstance(href, str):
            return href
    raise RelationNotFoundError(relation, sorted({str(rel) for rel, _ in links if rel is not None}))


def _links(resource: object) -> Iterable[Any]:
    links = _attribute(resource, "relations")
    return links if is_list(links) else ()


def _attribute(value: object, name: str) -> Any:
    if is_mapping(value):
        return value.get(name)
    return getattr(value, name, None)


def _browser_url(href: str) -> str:
    if not _HTTP.fullmatch(href):
        raise ForeignOriginError(
            "the link is for the user's browser, but is not an http or https URL"
        )
    return href


def _operation(
    api: Api, base: Url, url: Url, relation: str, target: RelationTarget
) -> Operation[Any]:
    if not target.operations:
        return _untyped_operation(api, relation, target.method)
    fitting = _fitting(api, base, url, target.operations) or _only_way(target.operations)
    if fitting is None:
        known = ", ".join(operation.id for operation in target.operations)
        raise RelationMismatchError(f"the link of the relation {relation!r} fits none of: {known}")
    return fitting


def _only_way(candidates: Sequence[Operation[Any]]) -> Operation[Any] | None:
    """
    The operation of a link whose path is not the documented one.

    Some providers send such links. The link is followed as it is if all candidates have the same
    method, but a link that fits no template never deletes anything.
    """
    methods = {operation.method for operation in candidates}
    return candidates[0] if len(methods) == 1 and "DELETE" not in methods else None


def _reading_operation(api: Api, base: Url, url: Url) -> Operation[Any]:
    known = [op for target in api.relations().values() for op in target.operations]
    reading = [operation for operation in known if operation.method == "GET"]
    return _fitting(api, base, url, reading) or _untyped_operation(api, "Location", "GET")


def _fitting(
    api: Api, base: Url, url: Url, candidates: Sequence[Operation[Any]]
) -> Operation[Any] | None:
    path = _template_path(api, base, url)
    fitting = [op for op in candidates if _template(op.path).fullmatch(path)]
    # "/accounts/search" fits "/accounts/{id}" too: the template with fewer parameters wins.
    return min(fitting, key=lambda operation: operation.path.count("{"), default=None)


def _template_path(api: Api, base: Url, url: Url) -> str:
    path = url.path.rstrip("/")
    if base.path and path.startswith(f"{base.path}/"):
        path = path.removeprefix(base.path)
    for spelled, prefix in api.path_aliases.items():
        if path == spelled or path.startswith(f"{spelled}/"):
            return prefix + path.removeprefix(spelled)
    return path


@lru_cache(maxsize=1024)
def _template(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", path.rstrip("/"))
    return re.compile("([^/]+)".join(re.escape(quote(part, safe="/%")) for part in parts))


def _untyped_operation(api: Api, relation: str, method: str) -> Operation[Any]:
    """
    The operation of a relation without documented schema: read as plain JSON, or called for its
    effect.
    """
    reads = method == "GET"
    return Operation(
        id=f"relation {relation}",
        method=method,
        path="",
        retry_class="create",  # its effect is unknown, even of a GET
        security=_usual_security(api),
        body=Body(type=Any) if method in ("POST", "PUT") else None,
        results={200: Result(type=Any if reads else None)},
    )


def _usual_security(api: Api) -> tuple[tuple[str, ...], ...]:
    """
    The security alternatives of the typed relations, the most frequent first.

    An undocumented link appears on the same resources as the typed ones, so the same
    credentials should work.
    """
    counted = Counter(
        alternative
        for target in api.relations().values()
        for operation in target.operations
        for alternative in operation.security
    )
    return tuple(alternative for alternative, _ in counted.most_common())
