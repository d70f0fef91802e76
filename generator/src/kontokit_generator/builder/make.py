"""
Makes one package from its document, in a folder of its own.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import attrs

from kontokit_generator.builder.formatting import format_package, header
from kontokit_generator.builder.prepare import Sources, load_sources, prepare
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.overlay.marks import with_marks
from kontokit_generator.render.package import render_package
from kontokit_generator.settings.project import Api, Project
from kontokit_generator.verify.package import verify
from kontokit_generator.verify.trial import try_package
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


def make(name: str, folder: Path, project: Project, *, types: bool = False) -> Made:
    """
    Make a package.

    Args:
        folder: Where it is written.
        types: Have mypy check it as well, which takes seconds.

    Raises:
        FindingsError: Something is wrong with the document, the overlay or a template: the package
            cannot be imported, or not read an example, or lost something.
    """
    api = project.api(name)
    sources = load_sources(name, project)
    document = prepare(sources)
    write_package(document, folder, api)
    # Verified after formatting, so that what is checked is what is written.
    lost = verify(document, folder / "src" / api.package)
    lost = lost or try_package(document, folder, api.package)
    if lost or (types and (lost := check_types(document, folder / "src"))):
        raise FindingsError(lost)
    return Made(folder, _as_json(sources))


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
