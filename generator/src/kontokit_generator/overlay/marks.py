"""
Marks of an overlay on the document as it is written, for readers who want nothing else of it.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, copy_tree, is_mapping, resolve, walk
from kontokit_generator.overlay.overlay import Overlay, apply_overlay


def with_marks(document: Document, overlay: Overlay | None, *keys: str) -> Tree:
    """
    Build a copy of a document with some extensions of its overlay.

    Args:
        keys: The extensions, such as ``x-kontokit-personal``.

    Returns:
        The tree; everything else in it is as it is written.
    """
    if overlay is None:
        return document.tree
    merged, _ = apply_overlay(document, overlay)
    tree: Tree = copy_tree(document.tree)
    for place, node in walk(merged.tree):
        for key in keys:
            if is_mapping(node) and key in node:
                resolve(tree, place)[key] = node[key]
    return tree
