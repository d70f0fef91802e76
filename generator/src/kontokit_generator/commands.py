"""
What each command of ``kontokit-generate`` does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from kontokit_generator.openapi.findings import Finding, errors_in, in_reading_order
from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import (
    SETTINGS,
    default_project,
    find_settings,
    name_problem,
    package_problem,
    read_settings,
)
from kontokit_generator.settings.single import single_project

_NEW_SETTINGS: Final = """\
# What `kontokit-generate build` makes. Every key has a default:
# https://docs.kontokit.invalid/generator.html#settings
[package]
version = "0.1.0"
classifiers = ["Private :: Do Not Upload"]
"""


def lint(asked: argparse.Namespace) -> int:
    """
    Show what is wrong with documents and overlays.
    """
    from kontokit_generator.builder.prepare import lint as lint_api

    project, apis = _chosen(asked)
    findings = [finding for api in apis for finding in lint_api(api, project)]
    if not findings and asked.format == "text":
        print(f"{', '.join(apis)}: nothing to say")
        return 0
    return show(findings, asked)


def build(asked: argparse.Namespace) -> int:
    """
    Make packages.
    """
    from kontokit_generator.builder.build import build as build_packages
    from kontokit_generator.builder.folders import orphans

    project, apis = _chosen(asked)
    adopted = build_packages(apis, project, types=asked.verify)
    if asked.format == "json":
        print(json.dumps({"adopted": [one.json for one in adopted.values()]}, indent=2))
        return 0
    for api in apis:
        print(f"built {project.shown(project.api(api).folder)}")
    for one in adopted.values():
        print(f"\n{one.text}")
    for line in orphans(project):
        print(line, file=sys.stderr)
    return 0


def check(asked: argparse.Namespace) -> int:
    """
    Compare packages with their documents.
    """
    from kontokit_generator.builder.build import differences

    project, apis = _chosen(asked)
    found = differences(apis, project)
    for line in found:
        print(line)
    if found:
        count = f"{len(found)} difference{'' if len(found) == 1 else 's'}"
        print(f"{count}: run `python -m kontokit_generator build` and commit what it makes")
        return 1
    print(f"{', '.join(apis)}: as in their documents")
    return 0


def drift(asked: argparse.Namespace) -> int:
    """
    Write the patch that a drift report proposes.
    """
    from kontokit_generator.drift.patch import drift_patch
    from kontokit_generator.drift.report import ReportError

    try:
        patch = drift_patch(asked.report, _project(asked))
    except ReportError as error:
        print(error, file=sys.stderr)
        return 1
    print(patch or "# The report has no findings.\n", end="")
    return 0


def new(asked: argparse.Namespace) -> int:
    """
    Begin an API.
    """
    from kontokit_generator.builder.scaffold import new_api

    file = asked.settings or find_settings()
    project = read_settings(file) if file else default_project(Path())
    try:
        folder = new_api(asked.api, project)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not file:
        Path(SETTINGS).write_text(_NEW_SETTINGS, "utf-8")
    print(f"made {project.shown(folder)}; describe the API there, then make its package:")
    print(f"    kontokit-generate build {asked.api}")
    return 0


def show(findings: Sequence[Finding], asked: argparse.Namespace) -> int:
    """
    Report findings as the user wants them.

    Returns:
        The exit code, which counts errors that are not shown as well.
    """
    from kontokit_generator.lint.report import REPORTS

    form, wanted = getattr(asked, "format", "text"), getattr(asked, "rule", None)
    found = in_reading_order(one for one in findings if not wanted or one.rule in wanted)
    report = REPORTS[form](found, getattr(asked, "limit", None))
    # A program reads its report from standard output; a person may redirect that to a file.
    print(report, file=sys.stderr if form == "text" else sys.stdout)
    # Warnings are shown but do not fail: a scheme nothing uses yet is no mistake.
    return 1 if errors_in(findings) else 0


def _chosen(asked: argparse.Namespace) -> tuple[Project, list[str]]:
    """
    Find what a command is about.

    Raises:
        SettingsError: There is no such API or document.
    """
    single = asked.output or asked.overlay or asked.name or asked.prefix
    file = asked.settings or find_settings()
    project = read_settings(file) if file and not single else None
    known = project.known_apis() if project else []
    if project and set(asked.what) <= set(known):
        if not known:
            raise _error(
                f"no documents in {project.documents}; `kontokit-generate new NAME` begins one"
            )
        chosen = asked.what or known
    else:
        project = _single(asked, known)
        chosen = project.known_apis()
    if asked.adopt:
        project = evolve(project, adopt=True)
    for api in chosen:
        problem = name_problem(api) or package_problem(project.api(api).package)
        if problem:
            raise SettingsError("", api, problem)
    return project, chosen


def _single(asked: argparse.Namespace, known: list[str]) -> Project:
    missing = [one for one in asked.what if not Path(one).exists()]
    if missing and known:
        raise _error(f"unknown API: {', '.join(missing)}; known are: {', '.join(known)}")
    if missing:
        raise _error(f"{', '.join(missing)}: no such file or folder")
    if len(asked.what) != 1:
        raise _error("name one document, or describe several in kontokit-generate.toml")
    return single_project(
        Path(asked.what[0]),
        output=asked.output,
        overlay=asked.overlay,
        name=asked.name,
        prefix=asked.prefix,
    )


def _project(asked: argparse.Namespace) -> Project:
    file = asked.settings or find_settings()
    if not file:
        raise _error("there is no kontokit-generate.toml in this folder or one around it")
    return read_settings(file)


def _error(message: str) -> SettingsError:
    return SettingsError(file="", key="", message=message)
