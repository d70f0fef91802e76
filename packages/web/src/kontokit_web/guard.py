"""
Who may do what: the checks of a request before a flow is touched.
"""

from __future__ import annotations

import hmac
import json
from typing import Any, cast

from .entries import WebFlow, load
from .exchange import WebRequest
from .settings import Settings
from .work import Call, UseStore, Work


def owned_flow(settings: Settings, request: WebRequest, flow_id: str) -> Work[WebFlow | None]:
    """
    The flow with an id, if the user who sends the request has started it.
    """
    owner: object = yield Call(lambda: settings.owner(request.native))
    if not isinstance(owner, str) or not owner:
        return None
    flow: WebFlow | None = yield UseStore(lambda: load(settings.store, flow_id))
    if flow is None or not hmac.compare_digest(owner.encode(), flow.owner.encode()):
        return None
    return flow


def is_from_own_page(settings: Settings, request: WebRequest) -> bool:
    """
    Whether a script of this site sends the request, as the browser says.
    """
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return origin.lower() == settings.origin and site == "same-origin"


def has_token(settings: Settings, request: WebRequest, flow: WebFlow) -> bool:
    """
    Whether a request has the token of the page of this flow and this owner.
    """
    given = request.headers.get("x-csrf-token", "")
    return hmac.compare_digest(given.encode(), settings.token(flow).encode())


def is_navigation(request: WebRequest) -> bool:
    """
    Whether a browser opens a page, as opposed to a picture or a frame of another page.
    """
    return request.headers.get("sec-fetch-dest", "document") == "document"


def json_body(request: WebRequest) -> dict[str, Any] | None:
    """
    The body of a request as a JSON object; None if it is something else.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or request.body is None:
        return None
    try:
        found: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return as_object(found)


def as_object(value: object) -> dict[str, Any] | None:
    """
    A JSON value as an object; None if it is something else.
    """
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
