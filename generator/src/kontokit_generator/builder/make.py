"""
Makes one package from its document, in a folder of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import attrs

from kontokit_generator.adopt.adoption import Adoption
from kontokit_generator.adopt.summary import FILE as SUMMARY_FILE
from kontokit_generator.adopt.summary import Adopted, file_summary, json_summary, text_summary
from kontokit_generator.builder.formatting import format_package, header
from kontokit_generator.builder.prepare import (
    Sources,
    finding_at_depth,
    load_sources,
    prepare,
    start,
)
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.overlay.marks import with_marks
from kontokit_generator.render.package import render_package
from kontokit_generator.settings.project import Api, Project
from kontokit_generator.verify.package import verify
from kontokit_generator.verify.trial import EXAMPLE, Run, try_package
from kontokit_generator.verify.type_check import check_types

_MARKS = ("x-kontokit-personal", "x-kontokit-envelope")
"""What those who redact recordings need of an overlay."""


@attrs.frozen
class Made:
    """
    What a document gives.
    """

    folder: Path
    """The package."""
    document_copy: str
    """The document as JSON, with its marks of personal data."""
    adopted: Adopted | None = None
    """The summary, where others have written the document."""


def make(name: str, folder: Path, project: Project, *, types: bool = False) -> Made:
    """
    Make a package of a project.

    Args:
        folder: Where it is written.
        types: Have mypy check it as well, which takes seconds.

    Raises:
        FindingsError: Something is wrong with the document, the overlay or a template: the package
            cannot be imported, or not read an example, or lost something.
    """
    return make_from(load_sources(name, project), folder, project.api(name), types=types)


def make_from(
    sources: Sources, folder: Path, api: Api, *, types: bool = False, run: Run | None = None
) -> Made:
    """
    Make a package of sources that are read already.

    Args:
        folder: Where it is written.
        types: Have mypy check it as well.
        run: Runs the trial of the package in a process; a new one of Python when left out.

    Raises:
        FindingsError: As ``make``.
    """
    with finding_at_depth(sources.document):
        if api.adopt:
            return _adopted(sources, folder, api, types=types, run=run)
        return _strict(sources, folder, api, types=types, run=run)


def _strict(sources: Sources, folder: Path, api: Api, *, types: bool, run: Run | None) -> Made:
    document = prepare(sources)
    if lost := _write(document, folder, api, run) or _type_errors(document, folder, types=types):
        raise FindingsError(lost)
    return Made(folder, _as_json(sources))


def _adopted(sources: Sources, folder: Path, api: Api, *, types: bool, run: Run | None) -> Made:
    """
    Make a package of a document that others have written, and a summary of what was assumed.
    """
    adoption = start(sources)
    document = adoption.settle()
    while problems := _attempt(adoption, document, folder, api, run):
        adoption.leave_out(document, problems)
        document = adoption.settle()
        shutil.rmtree(folder, ignore_errors=True)
    if lost := _type_errors(document, folder, types=types):
        raise FindingsError(lost)
    (folder / SUMMARY_FILE).write_text(file_summary(document, adoption.notes), "utf-8")
    summary = Adopted(
        text=text_summary(document, adoption.notes), json=json_summary(document, adoption.notes)
    )
    return Made(folder, _as_json(sources), summary)


def _attempt(
    adoption: Adoption, document: Document, folder: Path, api: Api, run: Run | None
) -> list[Finding]:
    """
    Write a package and try it.

    Returns:
        What cannot be generated. Examples that cannot be read are only noted.
    """
    try:
        found = _write(document, folder, api, run)
    except FindingsError as error:
        return error.findings
    for one in found:
        if one.rule == EXAMPLE:
            adoption.judge_example(document, one)
    return [one for one in found if one.rule != EXAMPLE]


def _write(document: Document, folder: Path, api: Api, run: Run | None) -> list[Finding]:
    """
    Write a package, and find what it has lost.
    """
    write_package(document, folder, api)
    # Verified after formatting, so that what is checked is what is written.
    lost = verify(document, folder / "src" / api.package)
    return lost or try_package(document, folder, api.package, run)


def _type_errors(document: Document, folder: Path, *, types: bool) -> list[Finding]:
    return check_types(document, folder / "src") if types else []


def write_package(document: Document, folder: Path, api: Api) -> None:
    """
    Write the files of a package, formatted.

    Args:
        document: A normalised document.
        folder: Where they are written.

    Raises:
        FindingsError: The document cannot be rendered, or what came of it is not Python.
    """
    for file, content in render_package(document, api.metadata).items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    _format(folder, api, document)


def _format(folder: Path, api: Api, document: Document) -> None:
    try:
        format_package(folder, api.package, header(api.origin, api.word))
    except subprocess.CalledProcessError as error:
        # ruff has already printed the place; its output would be lost in the exception.
        message = "the generated source is not Python (ruff says where, above)"
        fix = "report this fault of the generator; another name of what ruff shows avoids it"
        raise FindingsError([document.finding("#", message, fix)]) from error


def _as_json(sources: Sources) -> str:
    """
    Write a document as JSON, which is read a hundred times faster than YAML; with the marks of
    personal data, which recordings of traffic need.
    """
    tree = with_marks(sources.document, sources.overlay, *_MARKS)
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"
