"""
Prepares a document: load, lint, apply the overlay, lint again, normalise.
"""

from __future__ import annotations

from kontokit_generator.builder.paths import HERE, RepositoryPaths
from kontokit_generator.lint import lint_document, lint_merged
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document, load_document
from kontokit_generator.openapi.findings import Finding, FindingsError, raise_on_errors
from kontokit_generator.overlay.overlay import apply_overlay, load_overlay


def lint(api: str, paths: RepositoryPaths = HERE) -> list[Finding]:
    """
    Find everything that is wrong with the document and the overlay of an API.

    Returns:
        All findings together, errors and warnings.
    """
    try:
        _, findings = _merged(api, paths)
    except FindingsError as error:
        return list(error.findings)
    return findings


def prepare(api: str, paths: RepositoryPaths = HERE) -> Document:
    """
    Load, check and normalise the document of an API.

    Returns:
        The normalised document with its overlay applied.

    Raises:
        FindingsError: Carries every error; nothing was written.
    """
    merged, findings = _merged(api, paths)
    # Passes assume a document without errors; on others they would fail in their own ways.
    raise_on_errors(findings)
    normal, more = normalise(merged)
    raise_on_errors(more)
    return normal


def _merged(api: str, paths: RepositoryPaths) -> tuple[Document, list[Finding]]:
    document = load_document(paths.document(api))
    findings = lint_document(document)
    overlay = load_overlay(paths.overlay(api))
    merged, more = apply_overlay(document, overlay)
    return merged, [*findings, *more, *lint_merged(merged)]
