"""
The section of the control page with the requests.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlencode

from ...pages.request import PageRequest, Reply
from ...server.controls import Api
from ..journal import JournalFilter
from .replies import ControlledSandbox, done, page

__all__ = ["filter_of", "one_request", "requests", "shown"]

_AT_ONCE = 200
_NUMBER = re.compile('"\ue000([^\ue000]*)\ue000"')
_APIS = (*get_args(Api), "pages")


def requests(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show the newest requests, or forget all.
    """
    if request.is_post:
        sandbox.journal.clear()
        return done(request, "control_requests_cleared")
    filters = filter_of(request)
    query = {name: value for name, value in _given(request).items() if value}
    found = sandbox.journal.list(
        limit=_AT_ONCE, after=filters.after, api=filters.api, operation=filters.operation,
        person=filters.person, status=filters.status,
    )  # fmt: skip
    newest = found[-1]["number"] if found else filters.after
    return page(
        request, "requests", notices=("control_requests_cleared",), apis=_APIS,
        requests=[shown(one) for one in reversed(found)], given=_given(request), newest=newest,
        newer=urlencode({**query, "lang": request.language, "after": newest}),
        stream=urlencode({**query, "lang": request.language}), after=filters.after,
    )  # fmt: skip


def one_request(sandbox: ControlledSandbox, request: PageRequest) -> Reply:
    """
    Show one request with its response.
    """
    found = sandbox.journal.get(int(request.path_values["number"]))
    sides = [("request", found["request"])]
    if found["response"] is not None:
        sides.append(("response", found["response"]))
    readable = [(name, {**side, "body": _indented(side["body"])}) for name, side in sides]
    return page(request, "request", one=shown(found), sides=readable)


def filter_of(request: PageRequest) -> JournalFilter:
    """
    Read the filter of a query; what makes no sense is left out.
    """
    given = _given(request)
    after = request.parameters.get("after", "")
    return JournalFilter(
        after=int(after) if _is_number(after) else 0,
        api=given["api"] if given["api"] in _APIS else None,
        operation=given["operation"] or None,
        person=given["person"] or None,
        status=int(given["status"]) if _is_number(given["status"]) else None,
    )


def shown(line: dict[str, Any]) -> dict[str, Any]:
    """
    Add the time as a time to a line of the journal.
    """
    return {**line, "moment": datetime.fromisoformat(line["at"])}


def _given(request: PageRequest) -> dict[str, str]:
    query = request.parameters
    return {name: query.get(name, "") for name in ("api", "operation", "person", "status")}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _indented(text: str) -> str:
    try:
        value = json.loads(text, parse_float=lambda digits: f"\ue000{digits}\ue000")
    except ValueError:
        return text
    if not isinstance(value, dict | list):
        return text
    # Amounts keep all their digits.
    return _NUMBER.sub(r"\1", json.dumps(value, ensure_ascii=False, indent=2))
