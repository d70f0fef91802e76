"""
Shows a drift log: as a table for people, and as a file for the maintainers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec

from .findings import Difference, Finding, Log
from .log import parse_log

_HEADINGS: Final = ("operation", "status", "what", "where", "count", "first", "last")
_NOT_SHOWN: Final = "(not shown: it may be data)"
_PACKAGES: Final = ("kontokit", "kontokit-{}")


def read_log(path: str | os.PathLike[str]) -> Log:
    """
    The findings of a log or a report.

    Args:
        path: The file that ``DriftLog`` has written.

    Raises:
        StoreError: It cannot be read, or it is no drift log.
    """
    return parse_log(Path(path))


def table(log: Log) -> str:
    """
    The findings as a table for people, those that were seen most often first.
    """
    if not log.findings:
        return "No difference was noted.\n"
    found = sorted(log.findings, key=lambda one: -one.count)
    rows = [_HEADINGS, *(_row(finding) for finding in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    if log.left_out:
        lines.append(f"{log.left_out} more were seen, but the log is full.")
    return "\n".join(lines) + "\n"


def report_text(log: Log) -> str:
    """
    The findings as JSON to send to the maintainers, with the versions of the packages.
    """
    apis = {finding.difference.api for finding in log.findings}
    names = [_PACKAGES[0], *(_PACKAGES[1].format(api.replace("_", "-")) for api in sorted(apis))]
    whole = msgspec.structs.replace(log, versions=dict(_versions(names)))
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode() + "\n"


def _versions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "unknown"


def _row(finding: Finding) -> tuple[str, ...]:
    one = finding.difference
    return (
        f"{one.api} {one.operation}",
        str(one.status),
        _what(one),
        one.path,
        str(finding.count),
        f"{finding.first:%Y-%m-%d %H:%M}",
        f"{finding.last:%Y-%m-%d %H:%M}",
    )


def _what(one: Difference) -> str:
    name = one.name or _NOT_SHOWN
    match one.kind:
        case "unknown_field":
            return f"new field {name}: {one.seen}"
        case "unknown_value":
            return f"new value {name}"
        case "missing":
            return f"missing, {one.expected} expected"
        case "null":
            return f"null, {one.expected} expected"
        case "type":
            return f"{one.seen} instead of {one.expected}"
        case "format":
            return f"another form of {one.expected}"
        case "status":
            return f"new status, with {one.seen}"
        case "header":
            return f"new header {name}"
        case "media_type":
            return f"media type {name} instead of {one.expected or 'no body'}"
        case "body":
            return "no JSON"
