"""
Reads a drift report: what users saw in responses that the documents do not say.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from attrs import field, frozen

from kontokit_generator.openapi.json_tree import is_mapping, sequence

FORMAT = "kontokit drift 1"
_TEXT = re.compile(r"[ -~]{0,300}")
_NAME = re.compile(r"[\w$@.+/-]{0,64}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST = 1_000_000_000


class ReportError(Exception):
    """
    A file is no drift report.
    """


@frozen(kw_only=True)
class Finding:
    """
    One difference between responses and a document, and how often it was seen.
    """

    api: str
    operation: str
    status: int
    kind: str
    path: str
    name: str
    expected: str
    seen: str
    count: int = field(eq=False)
    first: str = field(eq=False)
    """The day."""
    last: str = field(eq=False)

    @property
    def evidence(self) -> str:
        """
        How often and when it was seen, and where.
        """
        days = self.first if self.first == self.last else f"{self.first} to {self.last}"
        where = f"{self.operation} {self.status} {self.path}".strip()
        return f"seen {self.count} times, {days}, in {where}"


def read_report(path: Path) -> list[Finding]:
    """
    Read a report. It comes from somewhere else, so nothing in it is taken as it is.

    Args:
        path: What ``python -m kontokit.drift report LOG --json FILE`` has written.

    Raises:
        ReportError: It cannot be read, or it is no report of this version.
    """
    try:
        tree: Any = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ReportError(f"{path}: {error.strerror}") from None
    except ValueError:
        raise ReportError(f"{path} is no JSON") from None
    if not is_mapping(tree) or tree.get("format") != FORMAT:
        raise ReportError(f"{path} is no drift report of this version")
    return [
        _finding(one, f"{path}, finding {n}") for n, one in enumerate(sequence(tree["findings"]))
    ]


def _finding(entry: Any, place: str) -> Finding:
    difference = entry.get("difference") if is_mapping(entry) else None
    if not is_mapping(difference):
        raise ReportError(f"{place}: no finding")
    return Finding(
        api=_text(difference, "api", _NAME, place),
        operation=_text(difference, "operation", _TEXT, place),
        status=_number(difference, "status", 999, place),
        kind=_text(difference, "kind", _NAME, place),
        path=_text(difference, "path", _TEXT, place),
        name=_text(difference, "name", _NAME, place),
        expected=_text(difference, "expected", _TEXT, place),
        seen=_text(difference, "seen", _TEXT, place),
        count=_number(entry, "count", _MOST, place),
        first=_day(entry, "first", place),
        last=_day(entry, "last", place),
    )


def _text(entry: dict[str, Any], key: str, form: re.Pattern[str], place: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ReportError(f"{place}: {key} is not what a report has there")
    return value


def _number(entry: dict[str, Any], key: str, most: int, place: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ReportError(f"{place}: {key} is not what a report has there")
    return value


def _day(entry: dict[str, Any], key: str, place: str) -> str:
    found = _DAY.match(str(entry.get(key)))
    if found is None:
        raise ReportError(f"{place}: {key} is not what a report has there")
    return found[0]
