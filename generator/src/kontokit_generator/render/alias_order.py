"""
The order of aliases in a module of models.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from itertools import pairwise

_NOT_QUOTED = ("OneOf", "Literal")
"""What stands in the brackets of these is text; an option of a union is looked up when needed."""


def put_quoted_aliases_last(models: str) -> str:
    """
    Move aliases that name a class before it is defined behind all classes, without quotes.

    datamodel-code-generator writes such a name in quotes where a class and an alias refer to each
    other. Nothing resolves a quoted name inside of an alias that is the type of a result or a body.

    Args:
        models: The module, with a docstring behind every alias.

    Returns:
        The same module; it stays as it is where no alias has quotes.
    """
    body = ast.parse(models).body
    aliases = {
        one.target.id: (one, doc)
        for one, doc in pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    late = _late({name: one.value for name, (one, _) in aliases.items()})
    lines = models.split("\n")
    moved = [part for name in late for part in _unquoted(lines, *aliases[name])]
    gone = {
        number
        for name in late
        for number in range(aliases[name][0].lineno, _last(aliases[name][1]) + 1)
    }
    kept = [line for number, line in enumerate(lines, start=1) if number not in gone]
    return "\n".join([*kept, *moved, ""]) if moved else models


def _late(aliases: Mapping[str, ast.expr | None]) -> list[str]:
    """
    Name the aliases with quotes and those that are made of them, each behind what it is made of.
    """
    parts = {name: [*_names(value)] for name, value in aliases.items()}
    late = {name for name, found in parts.items() if any(quoted for _, quoted in found)}
    while (
        more := {name for name, found in parts.items() if {one for one, _ in found} & late} - late
    ):
        late |= more
    inside = {
        name: [one for one, _ in parts[name] if one in late] for name in aliases if name in late
    }
    return [*TopologicalSorter(inside).static_order()]


def _names(value: ast.AST | None) -> Iterator[tuple[str, bool]]:
    """
    Visit the names in a type, and whether each stands in quotes.
    """
    match value:
        case ast.Subscript(value=ast.Name(id=name)) if name in _NOT_QUOTED:
            pass
        case ast.Name(id=name):
            yield name, False
        case ast.Constant(value=str() as text):
            yield from ((name, True) for name, _ in _names(ast.parse(text, mode="eval")))
        case ast.AST():
            for inner in ast.iter_child_nodes(value):
                yield from _names(inner)
        case _:
            pass


def _unquoted(lines: Sequence[str], alias: ast.AnnAssign, doc: ast.stmt) -> list[str]:
    written = ast.unparse(ast.fix_missing_locations(_Unquoted().visit(alias)))
    return ["", "", written, *lines[doc.lineno - 1 : _last(doc)]]


def _last(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


class _Unquoted(ast.NodeTransformer):
    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in _NOT_QUOTED:
            return node
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.parse(node.value, mode="eval").body if isinstance(node.value, str) else node
