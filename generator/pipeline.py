"""
The way of a document: load, lint, overlay, lint again, normalise.
"""

from __future__ import annotations

from pathlib import Path

from generator.document import Document, load_document
from generator.findings import Finding, FindingsError, raise_on_errors
from generator.lint import lint_document, lint_merged
from generator.normalise import normalise
from generator.overlay import apply_overlay, load_overlay

ROOT = Path(__file__).parent.parent
SPECS = ROOT / "specs"
GENERATED = ROOT / "generated"


def known_apis(specs: Path = SPECS) -> list[str]:
    """
    List the APIs that have a document, sorted by name.
    """
    return sorted(path.parent.name for path in specs.glob("*/openapi.yaml"))


def lint(api: str, specs: Path = SPECS) -> list[Finding]:
    """
    Find everything that is wrong with the document and the overlay of an API.

    Args:
        api: The name of its folder.
        specs: The folder of all documents.

    Returns:
        All findings together, errors and warnings.
    """
    try:
        _, findings = _merged(api, specs)
    except FindingsError as error:
        return list(error.findings)
    return findings


def prepare(api: str, specs: Path = SPECS) -> Document:
    """
    Bring the document of an API into the shape that both generators understand.

    Args:
        api: The name of its folder.
        specs: The folder of all documents.

    Returns:
        The normalised document with its overlay applied.

    Raises:
        FindingsError: Carries every error; nothing was written.
    """
    merged, findings = _merged(api, specs)
    raise_on_errors(findings)
    normal, more = normalise(merged)
    raise_on_errors(more)
    return normal


def _merged(api: str, specs: Path) -> tuple[Document, list[Finding]]:
    document = load_document(specs / api / "openapi.yaml")
    findings = lint_document(document)
    overlay = load_overlay(specs / api / "overlay.yaml")
    merged, more = apply_overlay(document, overlay)
    return merged, [*findings, *more, *lint_merged(merged)]
