"""
The files of a document: which file a reference leads to, and which it may not lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from attrs import frozen

SUFFIXES: Final = (".yaml", ".yml", ".json")
# Discriminators name files without $ref.
_REFERENCE = re.compile(
    r"""\$ref["']?\s*:\s*["']?([^"'#\s,}]+)|:\s*["']?([^"'#\s,{}]+\.(?:ya?ml|json))\b"""
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@frozen
class RefusedReferenceError(Exception):
    """
    A reference leads to what is not read.
    """

    message: str
    fix: str


def target_of(reference: str, file: Path, root: Path) -> Path:
    """
    Find the file that a reference leads to.

    Args:
        reference: What stands before ``#``.
        file: The file that it stands in.
        root: The folder that references may not leave, without links.

    Raises:
        RefusedReferenceError: It leads to the network or out of the folder.
    """
    if _SCHEME.match(reference):
        raise RefusedReferenceError(
            f"the reference {reference} leads to the network, where nothing is read",
            "save the file in the folder of the document, and refer to it there",
        )
    # A link could lead out of the folder as well.
    target = (file.parent / unquote(reference)).resolve()
    if not target.is_relative_to(root):
        raise RefusedReferenceError(
            f"the reference {reference} leads out of the folder of the document",
            f"put the file into {root.name}, and refer to it there",
        )
    if target.suffix.lower() not in SUFFIXES:
        raise RefusedReferenceError(
            f"the reference {reference} leads to no YAML or JSON",
            f"refer to a file that ends in {', '.join(SUFFIXES)}",
        )
    return target


def files_of(document: Path, root: Path) -> list[Path]:
    """
    List the files that a document consists of, itself first. They are looked through and not
    parsed, which is much faster; a reference in a text is taken for one.
    """
    found = {document.resolve(): document}
    waiting = [document]
    while waiting:
        file = waiting.pop()
        for target in sorted(_targets(file, root.resolve())):
            if target not in found and target.is_file():
                found[target] = target
                waiting.append(target)
    others = sorted(path for path in found.values() if path is not document)
    return [document, *others]


def has_references(document: Path) -> bool:
    """
    Check whether a document refers to anything outside itself.
    """
    return _REFERENCE.search(document.read_text("utf-8")) is not None


def _targets(file: Path, root: Path) -> Iterator[Path]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for reference in {one or other for one, other in _REFERENCE.findall(text)}:
        try:
            yield target_of(reference, file, root)
        except RefusedReferenceError:
            continue
