"""
Finds names that a module of a package has twice: the second use hides the first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import mapping, pointer, sequence
from kontokit_generator.overlay.client_extension import KEY, NAME, client_names_of
from kontokit_generator.python.naming import class_name, group_class_name, operation_constant

_FIX = "give it another name, in the document or by an action of overlay.yaml"


def names_used_twice(document: Document, package: Path) -> Iterator[Finding]:
    """
    Find classes, constants and imports of one module that share a name.

    Args:
        package: The folder ``src/kontokit_<api>``.
    """
    places = dict(_places(document))
    for path in sorted(package.rglob("*.py")):
        module = str(path.relative_to(package).with_suffix("")).replace("/", ".")
        seen: dict[str, str] = {}
        for name, what in _bound(ast.parse(path.read_text("utf-8")).body):
            if seen.setdefault(name, what) != what:
                message = f"{name} is both {seen[name]} and {what} in the module {module}"
                yield document.finding(places.get(name, "#"), message, _FIX)


def _bound(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """
    List what a module defines: each name, and what it is.
    """
    for node in body:
        match node:
            case ast.If():
                yield from _bound(node.body)
            case ast.ImportFrom():
                for one in node.names:
                    yield one.asname or one.name, f"{one.name} of {node.module}"
            case ast.ClassDef():
                yield node.name, f"the class in line {node.lineno}"
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name, f"the function in line {node.lineno}"
            case ast.Assign() | ast.AnnAssign():
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    yield ast.unparse(target), f"the constant in line {node.lineno}"
            case _:
                pass


def _places(document: Document) -> Iterator[tuple[str, str]]:
    """
    List the names that come from a document, and where each comes from.
    """
    tree = document.tree
    for operation in operations(tree):
        yield operation_constant(operation.name), operation.place
    for index, tag in enumerate(sequence(tree.get("tags"))):
        group = group_class_name(str(mapping(tag).get("name")))
        yield group, pointer("tags", index)
        yield f"Async{group}", pointer("tags", index)
    for name in mapping(mapping(tree.get("components")).get("schemas")):
        yield class_name(name), pointer("components", "schemas", name)
    for client in client_names_of(tree):
        yield client, pointer(KEY, NAME)
