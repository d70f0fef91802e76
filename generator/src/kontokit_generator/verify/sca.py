"""
Compares the description of SCA in a document with that in its package.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, pointer, sequence
from kontokit_generator.overlay.sca_extension import KEY, asked_operation
from kontokit_generator.verify.operations import FIX
from kontokit_generator.verify.source_reader import PackageSource, entries, keywords, literal


@frozen
class ScaVerifier:
    """
    The mechanisms of a document beside those of the package.
    """

    document: Document
    source: PackageSource

    def differences(self) -> Iterator[Finding]:
        """
        Find what the document says of SCA and the package does not, and the other way round.
        """
        wanted = self.document.tree.get(KEY)
        written = self.source.sca.get("SCA")
        if wanted is None:
            if written is not None or "sca" in self.source.client.api:
                yield self._loss(pointer(KEY), "the package has unknown mechanisms for SCA")
            return
        if written is None:
            yield self._loss(pointer(KEY), "the package has no mechanisms for SCA")
        else:
            said = keywords(written)
            yield from self._operations(said.pop("operations", None))
            yield from self._fields(wanted, said, pointer(KEY))
        named = self.source.client.api.get("sca")
        if named is None or ast.unparse(named) not in self.source.client.results:
            yield self._loss(pointer(KEY), "the client does not know the mechanisms for SCA")

    def _loss(self, place: str, message: str) -> Finding:
        return self.document.finding(place, message, FIX)

    def _operations(self, node: ast.expr | None) -> Iterator[Finding]:
        marked = operations(self.document.tree)
        asking = {one.name for one in marked if one.node.get("x-kontokit-sca")}
        items = node.elts if isinstance(node, ast.Tuple) else []
        written = {self._said(one) for one in items}
        for name in sorted(asking - written):
            yield self._loss(pointer(KEY), f"the package does not know that {name} asks for SCA")
        if written - asking:
            yield self._loss(pointer(KEY), "the package says of other operations that they ask")

    def _compare(self, wanted: Any, node: ast.expr | None, place: str) -> Iterator[Finding]:
        match node:
            # Equal web forms are written once and referred to by name.
            case ast.Name() if node.id in self.source.sca:
                yield from self._compare(wanted, self.source.sca[node.id], place)
            case ast.Call():
                yield from self._fields(wanted, keywords(node), place)
            case ast.Dict():
                yield from self._entries(wanted, entries(node), place)
            case ast.Tuple():
                yield from self._items(sequence(wanted), node.elts, place)
            case _ if self._said(node) != wanted:
                yield self._other(place)
            case _:
                pass

    def _fields(self, wanted: Any, written: dict[str, ast.expr], place: str) -> Iterator[Finding]:
        for key in _keys(wanted, written):
            inside = pointer(key, base=place)
            if not is_mapping(wanted) or key not in wanted or key not in written:
                yield self._other(inside)
            elif key == "argument" or key.endswith("_argument"):
                if literal(written[key]) not in self._arguments(wanted, key):
                    yield self._other(inside)
            else:
                yield from self._compare(wanted[key], written[key], inside)

    def _entries(self, wanted: Any, written: dict[Any, ast.expr], place: str) -> Iterator[Finding]:
        if not is_mapping(wanted) or list(wanted) != list(written):
            yield self._other(place)  # the order counts too
            return
        for key, value in wanted.items():
            yield from self._compare(value, written[key], pointer(key, base=place))

    def _items(self, wanted: list[Any], written: list[ast.expr], place: str) -> Iterator[Finding]:
        if len(wanted) != len(written):
            yield self._other(place)
            return
        for index, (value, node) in enumerate(zip(wanted, written, strict=True)):
            yield from self._compare(value, node, pointer(index, base=place))

    def _other(self, place: str) -> Finding:
        key = place.rpartition("/")[2]
        return self._loss(place, f"the package says something else of {key} for SCA")

    def _said(self, node: ast.expr | None) -> Any:
        """
        Return a literal, or the operationId of ``module.CONSTANT``.
        """
        if not isinstance(node, ast.Attribute):
            return literal(node)
        for name, one in self.source.operations.items():
            if f"{one.module}.{one.constant}" == ast.unparse(node):
                return name
        return None

    def _arguments(self, asked: Tree, key: str) -> list[Any]:
        """
        Return the Python names of the parameter that is called so on the wire.
        """
        operation = self.source.operations.get(asked_operation(asked))
        parameters = operation.calls("parameters") if operation else []
        return [
            literal(one.get("name")) for one in parameters if literal(one.get("wire")) == asked[key]
        ]


def _keys(wanted: Any, written: dict[str, ast.expr]) -> list[str]:
    return sorted({*(wanted if is_mapping(wanted) else ()), *written})
