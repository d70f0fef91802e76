"""
What the sections of the control page share.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from ...pages.rendering import root_of
from ...pages.request import Html, PageRequest, SeeOther
from ...webhooks.hooks import Hooks
from ..resources import Controllable

__all__ = ["PREFIX", "ControlledSandbox", "done", "page"]

PREFIX = "/_sandbox"


class ControlledSandbox(Controllable, Protocol):
    """
    A sandbox, as the control page sees it.
    """

    @property
    def now(self) -> datetime:
        """
        The time of the sandbox.
        """
        ...

    @property
    def hooks(self) -> Hooks:
        """
        The webhooks.
        """
        ...


def page(
    request: PageRequest,
    section: str,
    *,
    errors: dict[str, str] | None = None,
    notices: Sequence[str] = (),
    **values: Any,
) -> Html:
    """
    Make the page of a section.

    Args:
        section: The end of the name of its template.
        errors: The keys of texts by field.
        notices: The keys of what may have been done, which the query tells.
    """
    notice = request.parameters.get("notice", "")
    shared = {"errors": errors or {}, "notice": notice if notice in notices else ""}
    template = f"control_{section}.html"
    return Html(template=template, status=422 if errors else 200, values=shared | values)


def done(request: PageRequest, notice: str) -> SeeOther:
    """
    Show the page again after it has changed something.
    """
    query = f"?notice={notice}"
    if "lang" in request.parameters:
        query += f"&lang={request.language}"
    return SeeOther(location=f"{root_of(request.page_base)}{request.path}{query}")
