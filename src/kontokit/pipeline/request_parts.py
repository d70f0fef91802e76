"""
Parts of a request: its headers, and what its URL ends with.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import takewhile
from typing import Any, Final

from msgspec import structs

from ..auth.security_schemes import auth_header_names
from ..core.exceptions import ArgumentError, ConfigurationError
from ..core.random_uuid import random_uuid
from ..core.secret import Secret, reveal
from ..http.headers import checked_headers, merge_headers
from ..http.labels import RequestLabels
from ..http.urls import Origin, Url
from ..operations import Api, Operation
from ..serialization.extras import HEADERS_PLACE, refuse_known_headers
from ..serialization.request_builder import JSON, Content, build_headers
from ..serialization.response_parser import ANY_MEDIA_TYPE, response_facts
from .call_options import CallOptions
from .user_ip import check_ip_headers

_TELLING: Final = 2
"""So many segments at the beginning of a path are no accident; fewer may be those of a gateway."""
_MAX_URL: Final = 65_536
"""Characters; no server takes so many."""


def refuse_long_url(url: str) -> None:
    """
    Refuse a URL that no server takes.

    Raises:
        ArgumentError: The arguments make it too long.
    """
    if len(url) > _MAX_URL:
        path = url.partition("?")[0]
        raise ArgumentError(
            f"the arguments make a URL of {len(url)} characters; {_MAX_URL} are allowed",
            place="path" if len(path) > _MAX_URL // 2 else "query",
        )


def refuse_doubled_path(api: Api, base: Url, operation: Operation[Any]) -> None:
    """
    Refuse a base URL that ends with the beginning of the paths of the API, as it stands in guides.

    Raises:
        ConfigurationError: The server would get ``/api/v2/api/v2/accounts``.
    """
    segments = operation.path.split("/")[1:]
    fixed = "/".join(takewhile(lambda one: "{" not in one, segments[:_TELLING]))
    if fixed and f"/{fixed}/" in f"{base.path}/":
        raise ConfigurationError(
            f"the base_url of {api.name} must end before /{fixed}, with which the paths of its"
            " operations begin"
        )


def labels_of(api: Api, operation: Operation[Any], options: CallOptions) -> RequestLabels:
    """
    What hooks and logs see of a call beside its request.
    """
    given = options.correlation_id
    return RequestLabels(
        route=operation.path or None,
        correlation_id=random_uuid() if given is None else given,
        reaches_bank=operation.reaches_bank,
        read=partial(response_facts, operation, api.request_id_header),
    )


def content_headers(
    api: Api, content: Content | None, correlation_id: str | None
) -> dict[str, str]:
    """
    The headers that nothing can override: what the body is, and which call it belongs to.
    """
    headers: dict[str, str] = {}
    if content is not None:
        headers["Content-Type"] = content.media_type
    if correlation_id and api.correlation_header:
        headers[api.correlation_header] = correlation_id
    return headers


def own_headers(api: Api, headers: Mapping[str, str], *, place: str) -> dict[str, str]:
    """
    Check headers of the caller. They must not carry credentials.

    Raises:
        ArgumentError: A header cannot be set.
    """
    checked = checked_headers(headers, place=place)
    for name in checked:
        if name.lower() in auth_header_names(api):
            raise ArgumentError(
                f"the header {name!r} carries a credential; pass it to the client", place=place
            )
    return checked


def common_headers(accept: str, own: Mapping[str, str | Secret]) -> dict[str, str | Secret]:
    """
    The headers of every request of a client.

    Args:
        accept: The value of ``Accept``, unless a header says otherwise.
        own: Those that the client was made with.
    """
    headers: dict[str, str | Secret] = {"Accept": accept, "User-Agent": "kontokit"}
    merge_headers(headers, own)
    return headers


def add_own_headers(
    headers: dict[str, str | Secret],
    api: Api,
    operation: Operation[Any],
    options: CallOptions,
    origin: Origin,
) -> None:
    """
    Add the headers that a caller has given to a call.

    Args:
        headers: All others, which are changed.
        origin: The server.

    Raises:
        ArgumentError: A header cannot be set.
        NonPublicAddressError: One names an IP address that is not the public one of a user.
    """
    if not (options.headers or options.extra_headers):
        return
    check_ip_headers(operation, options.headers, origin, place="headers")
    added = added_headers(api, operation, options.extra_headers)
    check_ip_headers(operation, added, origin, place=HEADERS_PLACE)
    merge_headers(headers, own_headers(api, options.headers, place="options.headers"))
    merge_headers(headers, added)


def added_headers(
    api: Api, operation: Operation[Any], extra: Mapping[str, str | Secret]
) -> Mapping[str, str | Secret]:
    """
    Check headers that no document has. They replace neither a documented header nor ours.

    Raises:
        ArgumentError: A header cannot be added.
    """
    if not extra:
        return extra
    own_headers(api, {name: reveal(value) for name, value in extra.items()}, place=HEADERS_PLACE)
    ours = {"accept", "content-type", (api.correlation_header or "").lower()}
    refuse_known_headers(operation, extra, ours)
    return extra


def path_suffix(operation: Operation[Any], media_type: str | None) -> str:
    """
    What the path of another representation ends with.

    Raises:
        ArgumentError: The operation does not offer it.
    """
    if media_type is None:
        return ""
    if media_type not in operation.alternatives:
        offered = ", ".join(operation.alternatives) or "none"
        raise ArgumentError(
            f"{operation.id} does not offer {media_type!r}; offered: {offered}", place="media_type"
        )
    return operation.alternatives[media_type]


def given_headers(
    operation: Operation[Any], args: Mapping[str, object]
) -> tuple[tuple[str, str], ...]:
    """
    The headers of the arguments that are given; others may be missing.
    """
    given = tuple(one for one in operation.parameters if one.name in args)
    return build_headers(structs.replace(operation, parameters=given), args)


def accepted_types(operation: Operation[Any]) -> str:
    """
    The value of ``Accept`` for an operation.
    """
    results = [*operation.results.values(), operation.other_result]
    kinds = [one.media_type for one in results if one is not None and one.type is not None]
    errors = operation.error_media_types
    if kinds == [JSON] == [*errors]:
        return JSON
    if ANY_MEDIA_TYPE in kinds:
        return f"{JSON}, {ANY_MEDIA_TYPE};q=0.5"
    return ", ".join(dict.fromkeys([*kinds, *errors, JSON]))
