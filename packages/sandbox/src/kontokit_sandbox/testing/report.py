"""
The section on requests in the report of a failed test.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from ..sandbox import Sandbox
from ..server.request_log import ReceivedRequest

__all__ = ["last_requests"]

_MOST = 20
_SECRET = re.compile("secret|password|token|pin|credential|code|state", re.IGNORECASE)


def last_requests(sandbox: Sandbox) -> str:
    """
    List the newest requests, the oldest first, a line for each, without bodies and secrets.
    """
    requests = sandbox.requests[-_MOST:]
    return "\n".join(map(_line, requests)) or "none"


def _line(request: ReceivedRequest) -> str:
    operation = request.operation or "unknown operation"
    query = f"?{_without_secrets(request.query)}" if request.query else ""
    at = request.at.strftime("%H:%M:%S")
    return f"{at} {request.api} {request.method} {request.path}{query} ({operation})"


def _without_secrets(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    shown = [(name, "***" if _SECRET.search(name) else value) for name, value in pairs]
    return urlencode(shown, safe="*")
