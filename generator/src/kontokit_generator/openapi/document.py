"""
An OpenAPI document as every step of the generator takes and returns it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from kontokit_generator.openapi.bundle import read_bundle
from kontokit_generator.openapi.findings import Finding, Level
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_mapping,
    mapping,
    pointer,
    resolve,
    walk,
)
from kontokit_generator.openapi.object_model import METHODS

__all__ = [
    "METHODS",
    "Document",
    "Operation",
    "Tree",
    "copy_tree",
    "is_mapping",
    "load_document",
    "mapping",
    "operations",
    "pointer",
    "resolve",
    "walk",
]


@frozen
class Document:
    """
    A tree with its name and its lines. Steps return a new one and leave the old as it is.
    """

    api: str
    """Name of the API."""

    path: Path
    """The file the tree was read from."""

    tree: Tree = field(repr=False)
    """The document as plain JSON values."""

    lines: Mapping[str, int] = field(repr=False, factory=dict[str, int])
    """Line for each JSON pointer of the file as it was read."""

    file: str = ""
    """The file as it is shown; its name when left out."""

    overlay_lines: Mapping[str, int] = field(repr=False, factory=dict[str, int])
    """Line in the overlay for each JSON pointer that the overlay added."""

    files: Mapping[str, str] = field(repr=False, factory=dict[str, str])
    """The file of each place that comes from another file, as it is shown."""

    overlay_file: str = "overlay.yaml"
    """The overlay as it is shown."""

    adopted: bool = False
    """Whether others have written it: names that clash get numbers, and style is no error."""

    def with_tree(self, tree: Tree) -> Document:
        """
        Make a document that says something else under the same name.
        """
        return evolve(self, tree=tree)

    def line(self, place: str) -> int | None:
        """
        Find the line of a place, or of the nearest thing around it.
        """
        return self._origin(place)[1]

    def finding(self, place: str, message: str, fix: str, level: Level = "error") -> Finding:
        """
        Make a finding about a place of this document.
        """
        file, line = self._origin(place)
        return Finding(
            level=level,
            api=self.api,
            place=place,
            line=line,
            message=message,
            fix=fix,
            file=file,
        )

    def _origin(self, place: str) -> tuple[str, int | None]:
        """
        Find file and line of a place, or of the nearest thing around it.
        """
        # Passes move things, so a place may exist in no file; then the nearest parent is shown.
        while place:
            if place in self.lines:
                return self._file(place), self.lines[place]
            if place in self.overlay_lines:
                return self.overlay_file, self.overlay_lines[place]
            place = place.rpartition("/")[0]
        return self._file(place), None

    def _file(self, place: str) -> str:
        while place and place not in self.files:
            place = place.rpartition("/")[0]
        return self.files.get(place) or self.file or self.path.name


@frozen
class Operation:
    """
    One operation or one webhook of a document.
    """

    path: str
    """Path template, or the name of the webhook."""

    method: str
    """HTTP method in lower case."""

    node: Tree = field(repr=False)
    """The Operation Object."""

    is_webhook: bool
    """Whether the provider calls us."""

    @property
    def place(self) -> str:
        """
        JSON pointer of the operation.
        """
        return pointer("webhooks" if self.is_webhook else "paths", self.path, self.method)

    @property
    def name(self) -> str:
        """
        The operationId, or method and path where it has none.
        """
        return str(self.node.get("operationId") or f"{self.method.upper()} {self.path}")


def load_document(
    path: Path,
    api: str | None = None,
    shown: Callable[[Path], str] | None = None,
    root: Path | None = None,
    *,
    foreign: bool = False,
) -> Document:
    """
    Read an OpenAPI document, and the files that it refers to.

    Args:
        api: The name of the API; that of the folder when left out.
        shown: Names a file in findings; without its folder when left out.
        root: The folder that references may not leave; that of the document when left out.
        foreign: Others have written it: what is ambiguous is read as other tools read it, and
            references that lead to nothing stay.

    Raises:
        FindingsError: When a file is missing, is no YAML, or is ambiguous, or a reference leads to
            the network or out of the folder.
    """
    path = Path(path)
    name = api or path.resolve().parent.name
    naming: Callable[[Path], str] = shown or (lambda file: file.name)
    read = read_bundle(path, name, root or path.parent, naming, foreign=foreign)
    return Document(name, path, read.tree, read.lines, naming(path), files=read.files)


def operations(tree: Tree) -> Iterator[Operation]:
    """
    Visit every operation, then every webhook, in the order of the document.
    """
    for section, is_webhook in (("paths", False), ("webhooks", True)):
        for path, item in mapping(tree.get(section)).items():
            for method, node in mapping(item).items():
                if method in METHODS and is_mapping(node):
                    yield Operation(path, method, node, is_webhook)


def resolved(tree: Tree, value: Any) -> Any:
    """
    Follow a chain of references until something that is none.

    Returns:
        What the references lead to; an empty object where one leads nowhere or in a circle.
    """
    seen: set[str] = set()
    while is_mapping(value) and isinstance(ref := value.get("$ref"), str):
        if ref in seen:
            return {}
        seen.add(ref)
        try:
            value = resolve(tree, ref)
        except KeyError:
            return {}
    return value
