"""
Prepares a document: load, lint, apply the overlay, lint again, normalise.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import attrs

from kontokit_generator.adopt.adoption import Adoption, begin_adoption
from kontokit_generator.lint import lint_document, lint_merged, lint_style
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document, load_document
from kontokit_generator.openapi.findings import Finding, FindingsError, raise_on_errors
from kontokit_generator.overlay.overlay import Overlay, apply_overlay, load_overlay
from kontokit_generator.settings.project import Project


@attrs.frozen
class Sources:
    """
    What a package is made from, as it was read.
    """

    document: Document
    overlay: Overlay | None
    """None where a document of others has none."""


def load_sources(name: str, project: Project) -> Sources:
    """
    Read the document and the overlay of an API.

    Raises:
        FindingsError: A file is missing, is no YAML, or is ambiguous.
    """
    api = project.api(name)
    document = load_document(api.document, name, project.shown, api.sources, foreign=api.adopt)
    if api.adopt and not api.overlay.exists():
        return Sources(document, None)
    return Sources(document, load_overlay(api.overlay, name, project.shown(api.overlay)))


def lint(api: str, project: Project) -> list[Finding]:
    """
    Find everything that is wrong with the document and the overlay of an API.

    Of a document that is adopted, what can be assumed or left out is not wrong, and rules of style
    give warnings.

    Returns:
        All findings together, errors and warnings.
    """
    try:
        sources = load_sources(api, project)
        with finding_at_depth(sources.document):
            if project.api(api).adopt:
                adoption = start(sources)
                adoption.settle()
                return lint_style(adoption.document)
            return _merged(sources)[1]
    except FindingsError as error:
        return list(error.findings)


@contextmanager
def finding_at_depth(document: Document) -> Generator[None]:
    """
    Refuse a document whose schemas lead to each other more often than Python can follow.

    Raises:
        FindingsError: Instead of RecursionError.
    """
    try:
        yield
    except BaseException as error:
        if not _is_recursion(error):
            raise
        message = "schemas lead to each other through too many others"
        fix = "refer to an inner schema from fewer others, one after another"
        place = "#/components/schemas"
        raise FindingsError([document.finding(place, message, fix)]) from error


def _is_recursion(error: BaseException) -> bool:
    # Where it meets code in Rust, as in the map of jsonschema's references, it becomes a panic.
    is_panic = type(error).__name__ == "PanicException" and "RecursionError" in str(error)
    return isinstance(error, RecursionError) or is_panic


def start(sources: Sources) -> Adoption:
    """
    Begin to adopt a document.

    Raises:
        FindingsError: It is no OpenAPI, or an action of the overlay fails.
    """
    return begin_adoption(sources.document, sources.overlay)


def prepare(sources: Sources) -> Document:
    """
    Check and normalise the document of an API.

    Returns:
        The normalised document with its overlay applied.

    Raises:
        FindingsError: Carries every error; nothing was written.
    """
    merged, findings = _merged(sources)
    # Passes assume a document without errors; on others they would fail in their own ways.
    raise_on_errors(findings)
    normal, more = normalise(merged)
    raise_on_errors(more)
    return normal


def _merged(sources: Sources) -> tuple[Document, list[Finding]]:
    findings = lint_document(sources.document)
    merged, more = sources.document, list[Finding]()
    if sources.overlay is not None:
        merged, more = apply_overlay(sources.document, sources.overlay)
    return merged, [*findings, *more, *lint_merged(merged)]
