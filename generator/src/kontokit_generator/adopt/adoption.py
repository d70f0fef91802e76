"""
Makes a document that others have written fit for the generators: converts it, applies the overlay,
assumes what is missing, and leaves out what cannot be generated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define, evolve, field

from kontokit_generator.adopt.api import settle_info, settle_servers
from kontokit_generator.adopt.calls import (
    complete_operations,
    name_body_arguments,
    settle_locations,
    settle_shared_parameters,
    spell_out_styles,
)
from kontokit_generator.adopt.leave_out import leave_out
from kontokit_generator.adopt.names import name_methods, name_operations, name_schemas, name_tags
from kontokit_generator.adopt.notes import Notes
from kontokit_generator.adopt.references import settle_references
from kontokit_generator.adopt.schemes import settle_schemes
from kontokit_generator.adopt.shapes import drop_other_shapes
from kontokit_generator.adopt.types import settle_requirements, settle_schemas
from kontokit_generator.adopt.upgrade import upgrade
from kontokit_generator.adopt.used import drop_unused
from kontokit_generator.lint import lint_adopted
from kontokit_generator.lint.examples import example_fits
from kontokit_generator.lint.structure import the_document_has_an_operation
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError, errors_in
from kontokit_generator.openapi.json_tree import copy_tree, mapping
from kontokit_generator.overlay.overlay import Overlay, apply_overlay

_EMPTY: Final = the_document_has_an_operation.__name__
_ROUNDS: Final = 20
"""More are never needed: each takes something out, and mostly everything at once."""


@define
class Adoption:
    """
    A document on its way to a package.
    """

    document: Document
    """The document with all that was assumed, without what was left out."""

    notes: Notes = field(factory=Notes)

    def settle(self) -> Document:
        """
        Assume what is missing and leave out what breaks a rule, until nothing is left to do.

        Returns:
            The normalised document.

        Raises:
            FindingsError: Something is wrong with the document as a whole.
        """
        found: list[Finding] = []
        for _ in range(_ROUNDS):
            self._assume()
            if found := errors_in(lint_adopted(self.document)):
                self._leave_out(self.document, found)
                continue
            normal, findings = normalise(self.document)
            if found := errors_in(findings):
                self._leave_out(normal, found)
                continue
            name_body_arguments(self.document, normal, self.notes)
            return normal
        raise FindingsError(found)

    def leave_out(self, normal: Document, findings: Sequence[Finding]) -> None:
        """
        Leave out what a later step cannot generate.

        Args:
            normal: The normalised document, in which the step found it.

        Raises:
            FindingsError: It is about the document as a whole.
        """
        self._leave_out(normal, findings)

    def judge_example(self, normal: Document, finding: Finding) -> None:
        """
        Note an example that the package cannot read.

        Args:
            normal: The normalised document.
            finding: What the package says of it.
        """
        fits = example_fits(self.document, finding.place)
        if fits is None:
            fits = example_fits(normal, finding.place)
        self.notes.assume("unread" if fits else "example", finding.place, finding.message)

    def _leave_out(self, normal: Document, findings: Sequence[Finding]) -> None:
        if left := leave_out(self.document, normal, findings, self.notes):
            raise FindingsError(self._causes(left))

    def _causes(self, left: Sequence[Finding]) -> list[Finding]:
        """
        Say what operations were left out for, where none is left.
        """
        others = [one for one in left if one.rule != _EMPTY]
        if len(others) == len(left) or not self.notes.left_out:
            return [*left]
        causes = [
            self.document.finding(
                one.place, f"the {one.kind} cannot be generated: {one.detail}", one.fix
            )
            for one in self.notes.left_out
        ]
        return [*others, *causes]

    def _assume(self) -> None:
        notes, document = self.notes, self.document
        drop_unused(document.tree, notes)
        tree = name_schemas(settle_schemas(document.tree, notes), notes)
        spell_out_styles(tree)
        settle_servers(tree, notes)
        settle_schemes(tree, notes)
        name_tags(tree, notes)
        name_operations(tree, notes)
        document = document.with_tree(tree)
        settle_shared_parameters(document, notes)
        complete_operations(document, notes)
        settle_locations(document, notes)
        settle_requirements(document, notes)
        name_methods(document, notes)
        self.document = document


def begin_adoption(document: Document, overlay: Overlay | None) -> Adoption:
    """
    Convert a document and apply the overlay, before any rule is asked.

    Args:
        document: As it was read; OpenAPI 2.0, 3.0, 3.1 or 3.2.
        overlay: For the document as OpenAPI 3.1.

    Raises:
        FindingsError: An action of the overlay cannot be carried out, or the document is of another
            kind.
    """
    notes = Notes()
    tree = upgrade(document.tree, notes)
    lifted = evolve(document, tree=tree, adopted=True)
    if not str(tree.get("openapi", "")).startswith("3.1."):
        raise FindingsError(_no_openapi(lifted))
    if overlay is not None:
        lifted, findings = apply_overlay(lifted, overlay)
        if findings:
            raise FindingsError(findings)
    tree = copy_tree(settle_references(drop_other_shapes(lifted.tree, notes), notes))
    tree.setdefault("components", {}).setdefault("schemas", {})
    settle_info(tree, document.api, notes)
    if not mapping(tree.get("paths")):
        tree["paths"] = {}
    return Adoption(lifted.with_tree(tree), notes)


def _no_openapi(document: Document) -> list[Finding]:
    message = "this is neither OpenAPI 3 nor Swagger 2.0"
    return [document.finding("#/openapi", message, "name the file that is")]
