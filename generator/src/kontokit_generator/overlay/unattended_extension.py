"""
``x-kontokit-unattended``: how an overlay says what errors mean for a program that reads without
the user, and how the bank is asked again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping
from kontokit_generator.overlay.extension_checks import are_texts, is_text

KEY: Final = "x-kontokit-unattended"
PARTS: Final = ("verdicts", "statuses", "problems", "update")
VERDICTS: Final = ("later", "needs_user", "gone", "unknown")
SIGN_IN_REQUEST: Final = "token request"
"""An operation of no document: the request of a token from another API."""
SHAPE: Final = (
    "{verdicts: [{status: 423, verdict: "
    + ", ".join(VERDICTS[:-1])
    + " or unknown, reason: a_word, code: …, operations: […], after: seconds, reached_bank: …}],"
    " statuses: {model: {field: …, running: […] or done: […]}},"
    " problems: [{at: path[].to.it, value: …, verdict: …, reason: a_word, after: seconds}],"
    " update: {start: …, start_argument: …, get: …, get_argument: …, arguments: {…}, taken: {…}}}"
)
_UPDATE: Final = ("start", "start_argument", "get", "get_argument")


def is_unattended(value: Any) -> bool:
    """
    Check the shape of the extension.
    """
    if not is_mapping(value) or not value or not set(value) <= set(PARTS):
        return False
    verdicts, statuses = value.get("verdicts", []), value.get("statuses", {})
    problems = value.get("problems", [])
    return (
        is_list(verdicts)
        and all(_is_verdict(one) for one in verdicts)
        and is_list(problems)
        and all(_is_problem(one) for one in problems)
        and is_mapping(statuses)
        and all(_is_status(one) for one in statuses.values())
        and ("update" not in value or _is_update(value["update"]))
    )


def _is_verdict(value: Any) -> bool:
    return is_mapping(value) and _has(
        value,
        {
            "status": lambda one: isinstance(one, int) and 400 <= one <= 599,
            "verdict": lambda one: one in VERDICTS,
            "reason": _is_word,
        },
        {
            "code": is_text,
            "operations": are_texts,
            "after": lambda one: _is_pause(one, value),
            "reached_bank": lambda one: isinstance(one, bool),
        },
    )


def _is_problem(value: Any) -> bool:
    return is_mapping(value) and _has(
        value,
        {
            "at": is_text,
            "value": is_text,
            "verdict": lambda one: one in VERDICTS,
            "reason": _is_word,
        },
        {"after": lambda one: _is_pause(one, value)},
    )


def _is_pause(seconds: Any, value: Tree) -> bool:
    return isinstance(seconds, int) and seconds > 0 and value.get("verdict") == VERDICTS[0]


def _is_status(value: Any) -> bool:
    lists: dict[str, Callable[[Any], bool]] = {"running": are_texts, "done": are_texts}
    return (
        is_mapping(value)
        and _has(value, {"field": is_text}, lists)
        and ("running" in value) is not ("done" in value)
    )


def _is_update(value: Any) -> bool:
    needed: dict[str, Callable[[Any], bool]] = dict.fromkeys(_UPDATE, is_text)
    return is_mapping(value) and _has(value, needed, {"arguments": is_mapping, "taken": _are_paths})


def _has(
    value: Tree,
    needed: dict[str, Callable[[Any], bool]],
    allowed: dict[str, Callable[[Any], bool]],
) -> bool:
    known = {**needed, **allowed}
    return needed.keys() <= value.keys() <= known.keys() and all(
        known[key](one) for key, one in mapping(value).items()
    )


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier() and value.islower()


def _are_paths(value: Any) -> bool:
    return is_mapping(value) and bool(value) and all(map(is_text, value.values()))
