"""
Requests to paths that no document describes, for ``client.request``.
"""

from __future__ import annotations

from typing import Any, Final

from ..auth.security_schemes import argument_name, usual_alternatives
from ..core.exceptions import ArgumentError
from ..core.known_names import named
from ..http.urls import Url, parse_url
from ..operations import Api, Body, Operation, Result
from ..serialization.response_parser import ANY_MEDIA_TYPE
from .links import Link

_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def raw_request(api: Api, base: Url, method: str, path: str, auth: str | None) -> Link:
    """
    The address of a request, with an operation that has no types.

    Args:
        base: The configured server.
        method: The HTTP method.
        path: A path below the configured server.
        auth: The argument of the constructor whose credential is sent; None for the usual one.

    Raises:
        ArgumentError: Method, path or auth cannot be used.
    """
    if method not in _METHODS:
        raise ArgumentError(f"it must be one of {', '.join(_METHODS)}", place="method")
    operation: Operation[Any] = Operation(
        id=f"{method} request",
        method=method,
        path="",
        retry_class="create",  # its effect is unknown, even of a GET
        security=usual_alternatives(api) if auth is None else ((_scheme(api, auth),),),
        body=None if method == "GET" else Body(type=Any),
        results={200: Result(type=Any, media_type=ANY_MEDIA_TYPE)},
    )
    return Link(operation=operation, url=_below(base, path))


def _below(base: Url, path: str) -> Url:
    # A token is sent along, so nothing in the path may lead to another server or out of the base.
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//"):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ArgumentError("it must begin with one slash, below the base_url", place="path")
    if "?" in path:
        raise ArgumentError("it has a query; pass that as query", place="path")
    try:
        return parse_url(f"{base}{path}")
    except ValueError as error:
        reason = str(error)
    raise ArgumentError(f"it cannot be sent: {reason}", place="path")


def _scheme(api: Api, auth: str) -> str:
    names = {argument_name(name): name for name in api.schemes}
    if auth not in names:
        known = ", ".join(names) or "none"
        shown = named(auth, names)
        raise ArgumentError(f"{api.name} has no credential {shown}; known: {known}", place="auth")
    return names[auth]
