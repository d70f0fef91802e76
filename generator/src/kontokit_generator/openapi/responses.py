"""
The responses of an operation: single statuses, ranges of them, and all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit_generator.openapi.json_tree import Tree, mapping

_ERROR_RANGES = ("3XX", "4XX", "5XX", "default")


def statuses(operation: Mapping[str, Any], kinds: str) -> dict[int, Tree]:
    """
    Return the responses of single statuses.

    Args:
        operation: The Operation Object.
        kinds: The first digits that count, such as ``345``.
    """
    return {
        int(status): mapping(response)
        for kind in kinds
        for status, response in mapping(operation.get("responses")).items()
        if str(status).isdecimal() and str(status)[0] == kind
    }


def other_success(operation: Mapping[str, Any]) -> Tree | None:
    """
    Return the response of every other successful status: ``2XX``, or ``default`` of an operation
    that documents no success.
    """
    responses = mapping(operation.get("responses"))
    if "2XX" in responses:
        return mapping(responses["2XX"])
    if "default" in responses and not statuses(operation, "2"):
        return mapping(responses["default"])
    return None


def error_ranges(operation: Mapping[str, Any]) -> dict[str, Tree]:
    """
    Return the responses of ranges of failures.
    """
    responses = mapping(operation.get("responses"))
    return {one: mapping(responses[one]) for one in _ERROR_RANGES if one in responses}
