"""
The register of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding

Stage = Literal["raw", "merged"]
Adopted = Literal["error", "warning", "off"]
Check = Callable[[Document], Iterator[Finding]]


@frozen
class Rule:
    """
    One of kontokit's lint rules.
    """

    name: str
    """The function's name: a sentence that is true of a good document."""

    stage: Stage
    """``raw``: the document as it is written; ``merged``: with its overlay."""

    check: Check

    adopted: Adopted = "error"
    """What a breach is in a document of others: most rules of style are only a warning."""


_RULES: dict[str, Rule] = {}


def rule(stage: Stage, *, adopted: Adopted = "error") -> Callable[[Check], Check]:
    """
    Register a function as a rule.

    Args:
        stage: Which document the rule looks at.
        adopted: What a breach is in a document that is adopted.
    """

    def register(check: Check) -> Check:
        # By name, so that importing a module twice in tests registers its rules once.
        _RULES[check.__name__] = Rule(check.__name__, stage, check, adopted)
        return check

    return register


def rules(stage: Stage) -> list[Rule]:
    """
    List the rules of a stage in the order they were registered.
    """
    return [one for one in _RULES.values() if one.stage == stage]
