"""
Writes findings for people and for other programs: as text, JSON or SARIF.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kontokit_generator.lint.rules import rules
from kontokit_generator.openapi.findings import Finding, errors_in

_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def text_report(findings: Sequence[Finding], limit: int | None = None) -> str:
    """
    Write findings one a line, then how many there are of each rule.

    Args:
        findings: In the order in which they are shown.
        limit: The most lines with findings; the summary counts them all.
    """
    shown = findings[:limit]
    lines = [str(one) for one in shown]
    if left := len(findings) - len(shown):
        lines.append(f"… and {_counted(left, 'finding')} more")
    counts = Counter(one.rule for one in findings)
    if len(findings) > 1:
        width = len(str(max(counts.values())))
        lines += ["", *(f"{number:{width}} {rule}" for rule, number in counts.most_common())]
    errors = len(errors_in(findings))
    warnings = len(findings) - errors
    return "\n".join([*lines, f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}"])


def json_report(findings: Sequence[Finding], limit: int | None = None) -> str:
    """
    Write findings as a JSON object: ``findings``, and under ``rules`` the number of each rule.
    """
    listed = [
        {
            "level": one.level,
            "rule": one.rule,
            "file": one.file,
            "line": one.line,
            "place": one.place,
            "message": one.message,
            "fix": one.fix,
        }
        for one in findings[:limit]
    ]
    counts = dict(Counter(one.rule for one in findings).most_common())
    return _json({"findings": listed, "rules": counts})


def sarif_report(findings: Sequence[Finding], limit: int | None = None) -> str:
    """
    Write findings as SARIF 2.1.0, which code hosts and editors show beside the lines.
    """
    driver = {
        "name": "kontokit-generator",
        "rules": [_sarif_rule(name) for name in sorted({one.rule for one in findings})],
    }
    run = {"tool": {"driver": driver}, "results": [_sarif_result(one) for one in findings[:limit]]}
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


REPORTS: Final[Mapping[str, Callable[[Sequence[Finding], int | None], str]]] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
}
"""By the name of the format."""


def _sarif_rule(name: str) -> dict[str, Any]:
    docs = {one.name: one.check.__doc__ for stage in ("raw", "merged") for one in rules(stage)}
    text = " ".join((docs.get(name) or name).split())
    return {"id": name, "shortDescription": {"text": text}}


def _sarif_result(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": finding.file}}
    if finding.line:
        physical["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": f"{finding.message}. Fix: {finding.fix}."},
        "locations": [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"fullyQualifiedName": finding.place}],
            }
        ],
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
