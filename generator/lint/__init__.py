"""
The rules of the house for OpenAPI documents, as functions whose names are sentences.

Some rules look at ``openapi.yaml`` as it is written, others at what it becomes with its
overlay. Every finding proposes a fix, and all findings are given together.
"""

from __future__ import annotations

from generator.document import Document
from generator.findings import Finding
from generator.lint import (
    examples,
    fields,
    marks,
    operations,
    parameters,
    prose,
    sca,
    sca_fields,
    structure,
    tokens,
    types,
    users,
    words,
)
from generator.lint.rules import Rule, Stage, rule, rules

__all__ = ["MODULES", "Rule", "lint_document", "lint_merged", "rule", "rules"]

MODULES = (
    structure,
    words,
    operations,
    parameters,
    prose,
    types,
    fields,
    examples,
    marks,
    tokens,
    users,
    sca,
    sca_fields,
)


def lint_document(document: Document) -> list[Finding]:
    """
    Check a document as it is written, before its overlay.
    """
    return _run("raw", document)


def lint_merged(document: Document) -> list[Finding]:
    """
    Check a document with its overlay applied, for what only both together can tell.
    """
    return _run("merged", document)


def _run(stage: Stage, document: Document) -> list[Finding]:
    return [finding for one in rules(stage) for finding in one.check(document)]
