"""
What a resource offers in a step that is not known, and which of it may be followed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ...core.evolving import evolve
from ...core.exceptions import ForeignOriginError, StatusError
from ...http.urls import Url, parse_url
from ...operations.sca import HypermediaSca
from ...pipeline.links import require_same_origin
from ..state.events import UnsupportedStep
from ..state.flow_state import Shown
from .base import Interpretation, ResponseContext
from .hypermedia_resource import Resource
from .parsing import raw_code

_RELATION: Final = re.compile(r"[A-Za-z0-9._:/?#=&~+-]{1,200}")
_WRONG_FORM: Final = (400, 405, 415, 422)


def with_offers(
    config: HypermediaSca, interpretation: Interpretation, resource: Resource, base: str
) -> Interpretation:
    """
    A step that is not known, with the text and the links of its resource; all else as it is.

    Args:
        config: The relations that are pages for the browser.
        interpretation: What the resource means.
        base: The configured server.
    """
    event = interpretation.event
    if not isinstance(event, UnsupportedStep):
        return interpretation
    links = {**(event.details.links or {}), **_links_to_follow(config, resource.links, base)}
    offering = evolve(
        event,
        details=evolve(event.details, links=links),
        shown=Shown(text=event.shown.text or resource.text or ""),
        relations=tuple(
            name
            for name in resource.links
            if _is_relation(name) and name != config.refresh_relation
        ),
    )
    return evolve(interpretation, event=offering)


def unknown_code(config: HypermediaSca, resource: Resource) -> str | None:
    """
    The first code of a resource that is not known, or else its status.
    """
    unknown = next((one for one in resource.codes if one not in config.codes), None)
    status = resource.tree.get(config.status)
    unusual = None if status in config.asking else status
    candidates = (unknown, unusual, resource.details.code, status)
    return next((code for one in candidates if (code := raw_code(one))), None)


def is_correctable(context: ResponseContext, error: StatusError) -> bool:
    """
    Whether a call by hand was refused for its form, so that it may be corrected.
    """
    # Of an order, a 4xx does not prove that nothing was done.
    is_by_hand = context.action.kind == "follow" and not context.flow.request.is_order
    return is_by_hand and error.status_code in _WRONG_FORM


def _is_relation(name: str) -> bool:
    """
    Whether a name can be a relation: a word or a URL, which is safe to show.
    """
    return _RELATION.fullmatch(name) is not None


def _links_to_follow(
    config: HypermediaSca, links: Mapping[str, str], base: str
) -> Mapping[str, str]:
    """
    The links that may be followed by hand: those of the API, and no page for the browser.

    Args:
        links: The links of a resource.
        base: The configured server.
    """
    pages = {name for name, kind in config.relation_kinds.items() if kind in ("redirect", "form")}
    origin = parse_url(base)
    return {
        name: href
        for name, href in links.items()
        if _is_relation(name) and name not in pages and _is_same_origin(href, origin)
    }


def _is_same_origin(href: str, base: Url) -> bool:
    try:
        require_same_origin(href, base)
    except ForeignOriginError:
        return False
    return True
