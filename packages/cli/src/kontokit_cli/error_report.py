"""
Tells an error on stderr: in lines for people, as one JSON object for programs. Never a traceback.
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime
from typing import Any

import click

from .advice import advice_for
from .exit_codes import exit_code
from .failures import CommandFailed
from .options import Options

__all__ = ["error_facts", "report"]

FIELDS = (
    *("exit", "kind", "message", "bank_text", "api", "operation"),
    *("status", "request_id", "retry_after", "flow", "next"),
)
"""Of an error, as programs read it."""
_NEXT = {
    3: "look at your set-up: kontokit doctor",
    4: "check the credentials: {command} profiles test",
    6: "renew the consent at a terminal: {command} connections renew",
    9: "do not send it again before you have looked for it in the account",
}


def report(error: BaseException, options: Options, *, about: str | None = None) -> None:
    """
    Write what went wrong.

    Args:
        error: What stopped the command.
        options: Say in which format, and where the debug log is.
        about: What was worked on, such as a connection, where that is one of several.
    """
    facts = error_facts(error, options)
    if about is not None:
        facts["message"] = f"{about}: {facts['message']}"
    _log(error, options)
    if options.has_json_errors:
        _say(json.dumps({"error": facts}, ensure_ascii=False))
        return
    _say(f"kontokit: {facts['message']}")
    for text in (facts["bank_text"], facts["next"]):
        if text:
            _say(f"  {text}")
    if facts["request_id"] and facts["request_id"] not in facts["message"]:
        _say(f"  request {facts['request_id']}")


def error_facts(error: BaseException, options: Options) -> dict[str, Any]:
    """
    The error as programs read it.
    """
    code = exit_code(error, only_reads=options.only_reads)
    http = getattr(error, "http", None)
    advice = advice_for(error, options)
    following = _NEXT.get(code, "").format(command=options.command) or None
    return {
        "exit": code,
        "kind": _kind(error),
        "message": _message(error) if advice is None else advice.message,
        "bank_text": _provider_text(error),
        "api": options.api,
        "operation": getattr(error, "operation", None),
        "status": getattr(http, "status_code", None),
        "request_id": getattr(error, "request_id", None),
        "retry_after": _seconds_until(getattr(error, "not_before", None)),
        "flow": getattr(error, "flow", None),
        "next": getattr(error, "next_step", advice and advice.next_step) or following,
    }


def _kind(error: BaseException) -> str:
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _message(error: BaseException) -> str:
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    if isinstance(error, CommandFailed) or _is_ours(error):
        return str(error)
    if isinstance(error, OSError):
        # Its text may hold the path only.
        return f"{error.strerror or type(error).__name__}{_named(error)}"
    # Of an unknown error, the text may hold anything.
    name = type(error).__name__
    return f"this is a bug of kontokit ({name}); run it again with --debug-log FILE and report it"


def _named(error: OSError) -> str:
    return f": {error.filename}" if isinstance(error.filename, str) else ""


def _is_ours(error: BaseException) -> bool:
    return any(one.__name__ == "KontokitError" for one in type(error).__mro__)


def _provider_text(error: BaseException) -> str | None:
    problems = getattr(error, "problems", ())
    text = getattr(error, "text", None) or (problems[0].message if problems else None)
    return f"The provider says: {' '.join(str(text).split())}" if text else None


def _seconds_until(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    return max(0, round((moment - datetime.now(UTC)).total_seconds()))


def _say(line: str) -> None:
    try:
        click.echo(line, err=True)
    except OSError:  # nobody reads it
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123  # stays open to the end


def _log(error: BaseException, options: Options) -> None:
    if options.debug_log is None or isinstance(error, click.ClickException):
        return
    import traceback

    from .debug_log import append

    # Only where it happened: the texts of unknown errors, and locals, may hold a secret.
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {one.filename}:{one.lineno} {one.name}" for one in frames]
    append(options.debug_log, "\n".join([f"{type(error).__name__}: {_message(error)}", *places]))
