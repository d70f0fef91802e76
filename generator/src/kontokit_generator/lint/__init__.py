"""
kontokit's lint rules for OpenAPI documents, as functions whose names are sentences.

Some rules look at ``openapi.yaml`` as it is written, others at what it becomes with its
overlay. Every finding proposes a fix, and all findings are reported together.
"""

from __future__ import annotations

from attrs import evolve

from kontokit_generator.lint import (
    banking,
    banking_notifications,
    bodies,
    descriptions,
    error_codes,
    essentials,
    examples,
    extensions,
    fields,
    operations,
    orders,
    parameters,
    recursion,
    results,
    sca,
    sca_fields,
    sca_payee,
    structure,
    tokens,
    typed_texts,
    types,
    unattended,
    unknown_keys,
    users,
)
from kontokit_generator.lint.rules import Rule, Stage, rule, rules
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, named_after

__all__ = [
    "MODULES",
    "Rule",
    "lint_adopted",
    "lint_document",
    "lint_merged",
    "lint_style",
    "rule",
    "rules",
]

# The imports above register the rules; this tuple keeps linters from removing them.
MODULES = (
    structure,
    unknown_keys,
    operations,
    parameters,
    bodies,
    descriptions,
    types,
    recursion,
    fields,
    typed_texts,
    examples,
    extensions,
    essentials,
    orders,
    results,
    tokens,
    users,
    sca,
    sca_fields,
    sca_payee,
    unattended,
    error_codes,
    banking,
    banking_notifications,
)


def lint_document(document: Document) -> list[Finding]:
    """
    Check a document as it is written, before its overlay.
    """
    return _run("raw", document)


def lint_merged(document: Document) -> list[Finding]:
    """
    Check a document with its overlay applied, for what only both together show.
    """
    return _run("merged", document)


def lint_adopted(document: Document) -> list[Finding]:
    """
    Check a document of others, with its overlay and all that was assumed, for what no package can
    be made of.
    """
    return [
        finding
        for stage in ("raw", "merged")
        for one in rules(stage)
        if one.adopted == "error"
        for finding in named_after(one.name, one.check(document))
    ]


def lint_style(document: Document) -> list[Finding]:
    """
    Check a document of others for what rules of style ask for, as warnings.
    """
    return [
        evolve(finding, level="warning")
        for stage in ("raw", "merged")
        for one in rules(stage)
        if one.adopted == "warning"
        for finding in named_after(one.name, one.check(document))
    ]


def _run(stage: Stage, document: Document) -> list[Finding]:
    return [
        finding for one in rules(stage) for finding in named_after(one.name, one.check(document))
    ]
