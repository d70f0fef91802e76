"""
The section on requests in the report of a failed test.
"""

from __future__ import annotations

from typing import Any

from ..sandbox import Sandbox
from .remote import RemoteSandbox

__all__ = ["last_requests"]

_MOST = 20


def last_requests(sandbox: Sandbox | RemoteSandbox) -> str:
    """
    List the newest requests, the oldest first, a line for each. Secrets are blotted out.
    """
    if isinstance(sandbox, RemoteSandbox):
        rows = sandbox.last_requests(_MOST)
    else:
        rows = sandbox.journal.list(limit=_MOST)
    return "\n".join(map(_line, rows)) or "none"


def _line(request: dict[str, Any]) -> str:
    query = f"?{request['query']}" if request["query"] else ""
    operation = request["operation"] or "unknown operation"
    status = "no answer" if request["status"] is None else request["status"]
    # The time of the sandbox, to the second.
    return (
        f"{request['at'][:19]} {request['api']} {request['method']} {request['path']}{query} "
        f"→ {status} ({operation})"
    )
