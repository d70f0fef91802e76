"""
The way of a document: load, lint, overlay, lint again, normalise.
"""

from __future__ import annotations

from kontokit_generator.builder.paths import HERE, Folders
from kontokit_generator.lint import lint_document, lint_merged
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document, load_document
from kontokit_generator.openapi.findings import Finding, FindingsError, raise_on_errors
from kontokit_generator.overlay.overlay import apply_overlay, load_overlay


def lint(api: str, folders: Folders = HERE) -> list[Finding]:
    """
    Find everything that is wrong with the document and the overlay of an API.

    Args:
        api: The name of its folder.
        folders: Where the documents lie.

    Returns:
        All findings together, errors and warnings.
    """
    try:
        _, findings = _merged(api, folders)
    except FindingsError as error:
        return list(error.findings)
    return findings


def prepare(api: str, folders: Folders = HERE) -> Document:
    """
    Bring the document of an API into the shape that both generators understand.

    Args:
        api: The name of its folder.
        folders: Where the documents lie.

    Returns:
        The normalised document with its overlay applied.

    Raises:
        FindingsError: Carries every error; nothing was written.
    """
    merged, findings = _merged(api, folders)
    raise_on_errors(findings)
    normal, more = normalise(merged)
    raise_on_errors(more)
    return normal


def _merged(api: str, folders: Folders) -> tuple[Document, list[Finding]]:
    document = load_document(folders.document(api))
    findings = lint_document(document)
    overlay = load_overlay(folders.overlay(api))
    merged, more = apply_overlay(document, overlay)
    return merged, [*findings, *more, *lint_merged(merged)]
