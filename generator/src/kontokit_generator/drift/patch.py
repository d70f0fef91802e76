"""
Writes the patch that a drift report proposes, with the evidence of each change.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kontokit_generator.drift.changes import Proposal, propose
from kontokit_generator.drift.places import Places
from kontokit_generator.drift.report import Finding, ReportError, read_report
from kontokit_generator.openapi.document import load_document
from kontokit_generator.overlay.overlay import apply_overlay, load_overlay
from kontokit_generator.settings.project import Project

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? ")
_MOST_EVIDENCE = 5


def drift_patch(report: Path, project: Project) -> str:
    """
    Turn a drift report into a patch of the documents. ``git apply`` takes it as it is.

    Args:
        report: What ``python -m kontokit.drift report LOG --json FILE`` has written.

    Returns:
        The patch: first every change with its evidence and what a person has to decide, then the
        changed lines.

    Raises:
        ReportError: It is no report, or its document is JSON or has several files.
        FindingsError: A document cannot be read.
    """
    findings = read_report(report)
    known = project.known_apis()
    unknown = sorted({one.api for one in findings} - set(known))
    if unknown:
        raise ReportError(f"{report}: there is no document of {', '.join(unknown)}")
    return "".join(
        _of_document(api, [one for one in findings if one.api == api], project) for api in known
    )


def _of_document(name: str, findings: list[Finding], project: Project) -> str:
    if not findings:
        return ""
    api = project.api(name)
    document = load_document(api.document, name, project.shown, api.sources)
    if document.files or api.document.suffix == ".json":
        raise ReportError(f"{document.file}: only a document of one YAML file can be patched")
    merged, _ = apply_overlay(document, load_overlay(api.overlay, name))
    text = api.document.read_text("utf-8")
    proposal = propose(text, Places(document.tree, merged.tree), findings)
    shown = project.shown(api.document)
    lines = [*_preamble(shown, proposal), *_diff(shown, text, proposal)]
    return "".join(f"{line}\n" for line in lines)


def _preamble(name: str, proposal: Proposal) -> Iterator[str]:
    for change in sorted(proposal.changes, key=lambda one: one.line):
        yield f"# {name}:{change.line} {change.title}"
        yield from _listed(change.evidence)
    if proposal.undecided:
        yield f"# {name}: for a person to decide"
        found = sorted(proposal.undecided, key=lambda one: -one.count)
        yield from (f"#     {_undecided(one)}; {one.evidence}" for one in found)


def _listed(evidence: list[str]) -> Iterator[str]:
    yield from (f"#     {one}" for one in evidence[:_MOST_EVIDENCE])
    if len(evidence) > _MOST_EVIDENCE:
        yield f"#     and in {len(evidence) - _MOST_EVIDENCE} other places"


def _undecided(finding: Finding) -> str:
    shown = finding.name or "a name that is not shown"
    match finding.kind:
        case "unknown_field":
            return f"new field, {shown}: {finding.seen}"
        case "unknown_value":
            return f"new value, {shown}"
        case "header":
            return f"header {shown}"
        case "media_type":
            return f"media type {shown} instead of {finding.expected or 'no body'}"
        case "type" | "format":
            return f"{finding.kind}: {finding.seen} where {finding.expected} is documented"
        case _:
            return finding.kind.replace("_", " ")


def _diff(name: str, text: str, proposal: Proposal) -> Iterator[str]:
    old, new = text.splitlines(), proposal.text.splitlines()
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="")
    for line in lines:
        hunk = _HUNK.match(line)
        yield line if hunk is None else f"{line} {_reasons(hunk, proposal)}"


def _reasons(hunk: re.Match[str], proposal: Proposal) -> str:
    first = int(hunk[1])
    last = first + int(hunk[2] or 1)
    touched: Iterable[str] = (
        why for line, why in proposal.touched.items() if first <= line <= last
    )
    return "; ".join(dict.fromkeys(touched))
