"""
What is wrong in a document, as values.

A step never stops at the first error. It collects findings, each with a place and a
proposed fix, and all of them are shown together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import evolve, frozen

from kontokit_generator.openapi.hidden_characters import shown

Level = Literal["error", "warning"]


@frozen(kw_only=True)
class Finding:
    """
    One thing that is wrong, where it is, and what to do about it.
    """

    level: Level
    """``error`` stops the build; ``warning`` is only shown."""

    api: str
    """Name of the API."""

    place: str
    """JSON pointer into the file, such as ``#/paths/~1hello~1/get``."""

    message: str
    """What is wrong, one clause without a full stop."""

    fix: str
    """What to write instead, one clause without a full stop."""

    line: int | None = None
    """Line in the file, counted from one, where it is known."""

    file: str = "openapi.yaml"
    """File that ``place`` and ``line`` belong to, as it is seen from the root of the project."""

    rule: str = "package"
    """
    The lint rule that is broken; of other findings the step: ``yaml``, ``overlay``, a pass of
    ``normalise``, or ``package``.
    """

    def __str__(self) -> str:
        """
        Render the finding as one line that an editor can jump to.
        """
        position = self.file + (f":{self.line}" if self.line else "")
        label = "" if self.level == "error" else f"{self.level}: "
        # Names and texts of a document may have any characters.
        return shown(f"{position} {self.place} : {label}{self.message} — fix: {self.fix}")


class FindingsError(Exception):
    """
    A step found errors and could not go on.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: list[Finding] = list(findings)
        super().__init__(render_findings(self.findings))

    def __reduce__(self) -> tuple[type[FindingsError], tuple[list[Finding]]]:
        return type(self), (self.findings,)  # packages are made in processes of their own


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """
    Keep the findings that must stop a build.
    """
    return [finding for finding in findings if finding.level == "error"]


def raise_on_errors(findings: Iterable[Finding]) -> None:
    """
    Raise all findings together when at least one of them is an error.

    Raises:
        FindingsError: With every finding, warnings included.
    """
    everything = list(findings)
    if errors_in(everything):
        raise FindingsError(everything)


def render_findings(findings: Iterable[Finding]) -> str:
    """
    Write findings one a line, in the order of the file they belong to.
    """
    return "\n".join(map(str, in_reading_order(findings)))


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """
    Sort findings by file and line, each once.
    """
    return sorted(dict.fromkeys(findings), key=_reading_order)


def named_after(rule: str, findings: Iterable[Finding]) -> list[Finding]:
    """
    Say of findings which rule or step they are from.
    """
    return [evolve(finding, rule=rule) for finding in findings]


def _reading_order(finding: Finding) -> tuple[str, str, int, str, str]:
    return (finding.api, finding.file, finding.line or 0, finding.place, finding.message)
