"""
Rules about where notifications name accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontokit_generator.lint.queries import property_at
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import mapping, pointer
from kontokit_generator.openapi.schemas import types_of
from kontokit_generator.overlay.banking_extension import KEY, parts_in
from kontokit_generator.plan.notifications import notification_models

_PART: Final = "notifications"
_CORRECT: Final = "correct the name in the overlay"


@rule("merged")
def banking_knows_every_notification(document: Document) -> Iterator[Finding]:
    """
    Each one names accounts, or is left out with a reason.
    """
    parts = parts_in(document.tree)
    if not parts:
        return
    part, sent = mapping(parts.get(_PART)), set(notification_models(document))
    named, left = mapping(part.get("accounts")), mapping(part.get("left"))
    for name in sorted(sent - named.keys() - left.keys()):
        message = f"{name} neither names accounts nor is left out"
        fix = "say where it names them, or name it under left with the reason"
        yield document.finding(pointer(KEY, _PART), message, fix)
    for key, entries in (("accounts", named), ("left", left)):
        for name in sorted(entries.keys() - sent):
            message = f"there is no notification {name}"
            yield document.finding(pointer(KEY, _PART, key, name), message, _CORRECT)
    for name, reason in left.items():
        if name in named or not str(reason).strip():
            message = f"{name} cannot be left out: it names accounts, or has no reason"
            fix = "delete the entry, or give the reason"
            yield document.finding(pointer(KEY, _PART, "left", name), message, fix)


@rule("merged")
def banking_reads_ids_of_notifications(document: Document) -> Iterator[Finding]:
    """
    What names an account is a text or a number.
    """
    part = mapping(parts_in(document.tree).get(_PART))
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    for name, path in mapping(part.get("accounts")).items():
        found = property_at(document, schemas.get(name), str(path))
        kinds = types_of(mapping(resolved(document.tree, found)))
        if not {"string", "integer"} & set(kinds):
            message = f"{path} of {name} is no id"
            yield document.finding(pointer(KEY, _PART, "accounts", name), message, _CORRECT)
