"""
Compares what an overlay says in neutral words with the module ``banking`` of its package.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.overlay.banking_extension import KEY, OTHERS, parts_in, paths_of
from kontokit_generator.python.naming import operation_constant, python_name
from kontokit_generator.verify.operations import FIX

_MADE_BY: Final = {
    "connections": ("to_connection", "new_connection"),
    "accounts": ("to_account", "AccountFields"),
    "transactions": ("to_transaction", "TransactionFields"),
    "pending": ("to_pending", "TransactionFields"),
}
"""Part → the function that reads a row, and the call in it that takes the fields."""
_BY_WORDS: Final = {"state", "complete"}
"""Arguments of a connection that are no fields."""


def read_banking(package: Path) -> Mapping[str, ast.stmt] | None:
    """
    Read the functions and constants of ``banking.py``, by name; None where there is none.
    """
    path = package / "banking.py"
    if not path.exists():
        return None
    found: dict[str, ast.stmt] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign):
            found[ast.unparse(node.target)] = node
    return found


@frozen
class BankingVerifier:
    """
    The parts of a document beside the functions of the package.
    """

    document: Document
    source: Mapping[str, ast.stmt] | None

    def differences(self) -> Iterator[Finding]:
        """
        Find fields that are read from elsewhere, or not at all, and lists that are not asked.
        """
        parts = parts_in(self.document.tree)
        if (self.source is None) != (not parts):
            yield self._loss(pointer(KEY), "the package has a module banking, or lacks it")
            return
        for part in _MADE_BY:
            yield from self._part(part, mapping(parts.get(part)))
        yield from self._other_ids(parts)

    def _loss(self, place: str, message: str) -> Finding:
        return self.document.finding(place, message, FIX)

    def _part(self, part: str, mark: Tree) -> Iterator[Finding]:
        place = pointer(KEY, part)
        name = operation_constant(str(mark.get("operation", "")))
        if "operation" in mark and name not in self._names():
            yield self._loss(place, f"the package does not ask {mark['operation']}")
        fields = mapping(mark.get("fields"))
        function, call = _MADE_BY[part]
        written = self._keywords(function, call) if fields else {}
        for field in fields.keys() - written.keys():
            yield self._loss(place, f"{function} does not read {field}")
        for field in written.keys() - fields.keys():
            yield self._loss(place, f"{function} reads {field}, which is not mapped")
        for field in fields.keys() & written.keys():
            read = _attributes(written[field])
            for path in paths_of(fields[field]):
                if _names_in(path) - read:
                    yield self._loss(place, f"{function} reads {field} not from {path}")

    def _other_ids(self, parts: Tree) -> Iterator[Finding]:
        """
        Find hints that replace an id, and ids in notifications, that are read from elsewhere.
        """
        hint = mapping(parts.get("transactions")).get("id_hint")
        named = mapping(mapping(parts.get("notifications")).get("accounts"))
        wanted = [("id_hint", str(hint))] if hint else []
        wanted += [("named_accounts", str(path)) for path in named.values()]
        for function, path in wanted:
            node = (self.source or {}).get(function)
            if node is None or _names_in(path) - _attributes(node):
                yield self._loss(pointer(KEY), f"{function} does not read {path}")

    def _names(self) -> set[str]:
        return {name for node in (self.source or {}).values() for name in _attributes(node)}

    def _keywords(self, function: str, call: str) -> dict[str, ast.expr]:
        node = (self.source or {}).get(function)
        calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)] if node else []
        return {
            one.arg: one.value
            for found in calls
            if ast.unparse(found.func) == call
            for one in found.keywords
            if one.arg is not None and one.arg not in _BY_WORDS
        }


def _attributes(node: ast.AST) -> set[str]:
    return {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def _names_in(path: str) -> set[str]:
    if path == OTHERS:
        return set()
    return {str(python_name(one.removesuffix("[]"))) for one in path.split(".")}
