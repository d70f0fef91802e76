"""
Rewrites a document into the one form that both code generators understand.

Each pass takes a document and returns a new one that means the same. They run in a fixed
order, because each relies on what the ones before it have done.
"""

from __future__ import annotations

from collections.abc import Callable

from kontokit_generator.normalise.circles import open_circles
from kontokit_generator.normalise.class_names import rename_taken_schemas
from kontokit_generator.normalise.contents import (
    give_bodies_a_schema,
    read_models_of_any_type_as_json,
    take_null_off_requests,
)
from kontokit_generator.normalise.defaults import set_defaults_aside
from kontokit_generator.normalise.descriptions import describe_references
from kontokit_generator.normalise.directions import split_directions
from kontokit_generator.normalise.file_parts import mark_file_parts, write_other_binaries_as_texts
from kontokit_generator.normalise.flatten import flatten_all_of
from kontokit_generator.normalise.hoist import hoist_inline_schemas
from kontokit_generator.normalise.maps import settle_open_objects
from kontokit_generator.normalise.nullable import (
    move_null_to_the_reference,
    write_null_for_its_names,
)
from kontokit_generator.normalise.only_options import join_only_options
from kontokit_generator.normalise.references import put_shared_parts_in_place
from kontokit_generator.normalise.statuses import write_status_ranges_in_capitals
from kontokit_generator.normalise.union_bases import name_bases_of_unions
from kontokit_generator.normalise.unions import settle_unions
from kontokit_generator.normalise.wide_types import widen_types
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, named_after

__all__ = ["normalise"]

Pass = Callable[[Document], tuple[Document, list[Finding]]]

# What is null may be said by the document, or be all that is left of a choice.
# allOf is flattened before names are given, and shared parts are inlined before directions.
_PASSES: tuple[Pass, ...] = (
    write_status_ranges_in_capitals,
    widen_types,
    give_bodies_a_schema,
    read_models_of_any_type_as_json,
    rename_taken_schemas,
    name_bases_of_unions,
    flatten_all_of,
    write_null_for_its_names,
    open_circles,
    join_only_options,
    settle_unions,
    write_null_for_its_names,
    give_bodies_a_schema,
    move_null_to_the_reference,
    settle_open_objects,
    mark_file_parts,
    write_other_binaries_as_texts,
    hoist_inline_schemas,
    take_null_off_requests,
    put_shared_parts_in_place,
    set_defaults_aside,
    describe_references,
    split_directions,
)


def normalise(document: Document) -> tuple[Document, list[Finding]]:
    """
    Run every pass over a linted document with its overlay applied.

    Returns:
        The normalised document, and every finding of every pass. The document is fit for
        the code generators only when no finding is an error.
    """
    findings: list[Finding] = []
    for one in _PASSES:
        document, found = one(document)
        findings += named_after(one.__name__, found)
    return document, findings
