"""
Findings: one kind of difference at one place, and how often it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal[
    "unknown_field",
    "unknown_value",
    "missing",
    "null",
    "type",
    "format",
    "status",
    "header",
    "media_type",
    "body",
]
"""
What differs: a field or a value of an enum that is not documented, a required field that is absent
or null, a value of another type, a text of another format, a status, a header or a media type that
is not documented, or a body that is not the JSON it should be.
"""

FORMAT: Final[Literal["kontokit drift 1"]] = "kontokit drift 1"
MOST: Final = 2000
"""The most findings of a log. Further ones are counted only."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """
    What differs and where. It never holds a value.
    """

    api: str
    operation: str
    status: int
    kind: Kind
    path: str = ""
    """
    The place in the body, with ``[]`` for any item of a list and ``{}`` for any value of a map,
    such as ``$.transactions[].amount``. Empty for what is not in the body.
    """
    name: str = ""
    """
    The undocumented field, value, header or media type; empty where it does not look like a name.
    """
    expected: str = ""
    """What the document says, such as ``number`` or ``date``."""
    seen: str = ""
    """The JSON type that came, such as ``string``."""


class Finding(msgspec.Struct, kw_only=True):
    """
    A difference, how often it was seen, and when.
    """

    difference: Difference
    count: int
    first: datetime
    last: datetime

    def add(self, other: Finding) -> None:
        """
        Add what another log or process has seen of the same difference.
        """
        self.count += other.count
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)


class Log(msgspec.Struct, kw_only=True):
    """
    The contents of a log.
    """

    format: Literal["kontokit drift 1"]
    findings: list[Finding] = msgspec.field(default_factory=list[Finding])
    left_out: int = 0
    """How often something was seen that found no room in the log."""
    versions: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    """In a report: the versions of the packages of the APIs."""


class Tally:
    """
    Counts differences, up to ``MOST`` of them.
    """

    def __init__(self) -> None:
        self.left_out = 0
        self._found: dict[Difference, Finding] = {}

    def __len__(self) -> int:
        return len(self._found)

    def count(self, differences: Iterable[Difference], now: datetime) -> bool:
        """
        Count differences.

        Args:
            differences: What was seen in one response.
            now: When, in UTC.

        Returns:
            Whether there is a new one among them.
        """
        before = len(self._found)
        for one in differences:
            self.add(Finding(difference=one, count=1, first=now, last=now))
        return len(self._found) > before

    def add(self, finding: Finding) -> None:
        """
        Add a finding to what is known of the same difference.
        """
        known = self._found.get(finding.difference)
        if known is not None:
            known.add(finding)
        elif len(self._found) < MOST:
            self._found[finding.difference] = finding
        else:
            self.left_out += finding.count

    def merge(self, log: Log) -> None:
        """
        Add everything that is in a log.
        """
        self.left_out += log.left_out
        for finding in log.findings:
            self.add(finding)

    def log(self) -> Log:
        """
        The contents of a log with all findings, in the order of their places.
        """
        found = sorted(self._found.values(), key=lambda one: _order(one.difference))
        return Log(format=FORMAT, findings=found, left_out=self.left_out)


def _order(one: Difference) -> tuple[str, ...]:
    numbered = f"{one.status:03}"
    return (one.api, one.operation, numbered, one.kind, one.path, one.name, one.expected, one.seen)
