"""
What a trace tells of requests and answers.
"""

from __future__ import annotations

import json
from typing import Any, Final

from kontokit.http import HttpResponse

_ASKED: Final = "multiStepAuthentication"


def brief(body: Any) -> str:
    """
    What is told of a request in a trace.
    """
    if not isinstance(body, dict):
        return ""
    found = body.get("multiStepAuthentication") or body
    names = [
        "tan",
        "scaAuthenticationData",
        "chosenScaMethodId",
        "twoStepProcedureId",
        "challengeResponse",
        "redirectCallback",
        "decoupledCallback",
    ]
    parts = [f"{name}={found[name]}" for name in names if name in found]
    return f" {' '.join(parts)}" if parts else ""


def read_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def brief_answer(response: HttpResponse) -> str:
    """
    What is told of an answer in a trace.
    """
    text, tree = response.body.decode("utf-8", "replace"), read_json(response.body)
    if not isinstance(tree, dict):
        return f"unreadable: {text[:60]}" if text else "no body"
    rows = [*tree.get("errors", ()), *tree.get("payments", ()), *tree.get("standingOrders", ())]
    rows += [tree, *tree.get("messages", ())]
    parts = [str(row[name]) for row in rows for name in ("code", "status") if row.get(name)]
    asked = [
        row["multiStepAuthentication"]["status"] for row in rows if "multiStepAuthentication" in row
    ]
    relations = [one["rel"] for one in tree.get("relations", ())]
    return " ".join([*parts, *asked, *relations]) or text[:60]
