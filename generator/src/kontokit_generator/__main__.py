"""
``python -m kontokit_generator``: lint, build, check, drift, new-provider.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kontokit_generator.builder.build import build, differences
from kontokit_generator.builder.folders import orphans
from kontokit_generator.builder.paths import HERE
from kontokit_generator.builder.prepare import lint
from kontokit_generator.builder.scaffold import new_provider
from kontokit_generator.drift.patch import drift_patch
from kontokit_generator.drift.report import ReportError
from kontokit_generator.lint.report import REPORTS
from kontokit_generator.openapi.findings import (
    Finding,
    FindingsError,
    errors_in,
    in_reading_order,
)
from kontokit_generator.runtime import MissingPackageError


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Args:
        arguments: The words of the command line; those of the process when left out.

    Returns:
        0 when all is well, 1 when something is wrong with a document or a package, 2 for
        words that make no command.
    """
    asked = _parser().parse_args(arguments)
    try:
        done: int = asked.run(asked)
    # Findings are for the author of a document, who needs no traceback.
    except FindingsError as error:
        return _show(error.findings, asked)
    except MissingPackageError as error:
        print(error, file=sys.stderr)
        return 1
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kontokit_generator",
        description="Turn the documents in specs/ into client packages.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, text in [
        ("lint", _lint, "check documents and overlays"),
        ("build", _build, "build packages from their documents"),
        ("check", _check, "compare packages with their documents"),
    ]:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("apis", nargs="*", metavar="API", help="all of them when left out")
        command.set_defaults(run=run)
        if run is not _check:
            _add_report_options(command)
        if run is _build:
            command.add_argument(
                "--verify", action="store_true", help="type-check the packages with mypy as well"
            )
    text = "write the patch that a drift report proposes, with its evidence"
    drift = commands.add_parser("drift", help=text, description=text)
    drift.add_argument("report", type=Path, metavar="REPORT", help="the file of a drift report")
    drift.set_defaults(run=_drift)
    fresh = commands.add_parser("new-provider", help="write a starter document for a new API")
    fresh.add_argument("api", metavar="NAME", help="lower case, words joined by _")
    fresh.set_defaults(run=_new_provider)
    return parser


def _add_report_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rule",
        action="append",
        metavar="NAME",
        help="show findings of this rule; may be repeated",
    )
    command.add_argument("--limit", type=_number, metavar="N", help="show at most N findings")
    command.add_argument("--format", choices=REPORTS, default="text", help="of findings")


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _chosen(asked: argparse.Namespace) -> list[str]:
    known = HERE.known_apis()
    # An empty list would make every command succeed without doing anything.
    if not known:
        print(
            f"no documents in {HERE.specs.resolve()}: run this from the root of the repository",
            file=sys.stderr,
        )
        # argparse ends with 2 for wrong usage; a wrong folder is the same to a script.
        raise SystemExit(2)
    unknown = [api for api in asked.apis if api not in known]
    if unknown:
        print(f"unknown API: {', '.join(unknown)}; known are: {', '.join(known)}", file=sys.stderr)
        raise SystemExit(2)
    return asked.apis or known


def _lint(asked: argparse.Namespace) -> int:
    apis = _chosen(asked)
    findings = [finding for api in apis for finding in lint(api)]
    if not findings and asked.format == "text":
        print(f"{', '.join(apis)}: nothing to say")
        return 0
    return _show(findings, asked)


def _build(asked: argparse.Namespace) -> int:
    apis = _chosen(asked)
    build(apis, types=asked.verify)
    for api in apis:
        print(f"built generated/{api}")
    for line in orphans(HERE):
        print(line, file=sys.stderr)
    return 0


def _check(asked: argparse.Namespace) -> int:
    apis = _chosen(asked)
    found = differences(apis)
    for line in found:
        print(line)
    if found:
        advice = "run `python -m kontokit_generator build` and commit what it makes"
        print(f"{_counted(len(found), 'difference')}: {advice}")
        return 1
    print(f"{', '.join(apis)}: as in their documents")
    return 0


def _drift(asked: argparse.Namespace) -> int:
    try:
        patch = drift_patch(asked.report)
    except ReportError as error:
        print(error, file=sys.stderr)
        return 1
    print(patch or "# The report has no findings.\n", end="")
    return 0


def _new_provider(asked: argparse.Namespace) -> int:
    try:
        folder = new_provider(asked.api)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"made specs/{folder.name}; describe the API there, then make its package:")
    print(f"    python -m kontokit_generator build {asked.api}")
    return 0


def _show(findings: Sequence[Finding], asked: argparse.Namespace) -> int:
    form, wanted = getattr(asked, "format", "text"), getattr(asked, "rule", None)
    found = in_reading_order(one for one in findings if not wanted or one.rule in wanted)
    report = REPORTS[form](found, getattr(asked, "limit", None))
    # A program reads its report from standard output; a person may redirect that to a file.
    print(report, file=sys.stderr if form == "text" else sys.stdout)
    # Warnings are shown but do not fail: a scheme nothing uses yet is no mistake.
    return 1 if errors_in(findings) else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
