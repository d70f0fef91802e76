"""
Objects as their source says them: signatures and docstrings, without bodies and private names.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from scripts.reference.sources import ROOT

_ROOTS = [ROOT / "src", *sorted(ROOT.glob("generated/*/src")), *sorted(ROOT.glob("packages/*/src"))]


def stub(path: str, members: Collection[str] | None = None) -> str:
    """
    Write the stub of a module, a class or a function.

    Args:
        path: Its dotted path.
        members: The only names of it to show; by default all that are public.
    """
    file, names = _located(path)
    lines, node = _read(file)
    for name in names:
        found = _defined(node, name)
        if isinstance(found, ast.ImportFrom):
            package = path.split(".")[: -len(names) - found.level]
            return stub(".".join([*package, found.module or "", name]), members)
        node = found
    shown = _lines(node, lines, members) if names else _module(node, lines, members)
    return "\n".join(shown)


def _located(path: str) -> tuple[Path, list[str]]:
    """
    The file of an object, and the names that lead to it there.
    """
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        for root in _ROOTS:
            place = root.joinpath(*parts[:length])
            for file in (place.with_suffix(".py"), place / "__init__.py"):
                if file.is_file():
                    return file, parts[length:]
    raise ValueError(f"{path} is in none of the sources")


@lru_cache
def _read(file: Path) -> tuple[list[str], ast.AST]:
    text = file.read_text("utf-8")
    return text.splitlines(), ast.parse(text)


def _body(node: ast.AST) -> list[ast.stmt]:
    body: list[ast.stmt] = getattr(node, "body", [])
    return body


def _defined(node: ast.AST, name: str) -> ast.stmt:
    """
    What defines a name in a module or a class, also within a condition, or imports it.
    """
    for one in _body(node):
        if isinstance(one, ast.If):
            inner = [each for each in _body(one) if _name(each) == name]
            if inner:
                return inner[0]
        imported = {each.name for each in one.names} if isinstance(one, ast.ImportFrom) else ()
        if _name(one) == name or name in imported:
            return one
    raise ValueError(f"{name} is not defined where it should be")


def _module(node: ast.AST, lines: list[str], members: Collection[str] | None) -> Iterator[str]:
    """
    The classes, functions and aliases of a module.
    """
    for one in _body(node):
        name = _name(one)
        if name and (name in members if members else not name.startswith("_")):
            yield from (*_lines(one, lines), "")


def _name(node: ast.stmt) -> str:
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.target)
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0])
    return str(getattr(node, "name", ""))


def _lines(
    node: ast.AST, lines: list[str], members: Collection[str] | None = None
) -> Iterator[str]:
    """
    The lines of a class, a function or anything else in a class.
    """
    if isinstance(node, ast.ClassDef):
        yield from lines[_start(node) - 1 : _start(node.body[0]) - 1]
        for one in node.body:
            if _is_shown(one, members):
                yield from _lines(one, lines)
                yield from () if isinstance(one, ast.Assign | ast.AnnAssign) else ("",)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from _signature(node, lines)
    elif isinstance(node, ast.stmt):
        yield from lines[node.lineno - 1 : node.end_lineno]


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> Iterator[str]:
    """
    The lines of a function up to the end of its docstring.
    """
    first = node.body[0]
    is_one_line = lines[first.lineno - 1][: first.col_offset].strip() != ""
    is_documented = ast.get_docstring(node) is not None
    last = first.end_lineno if is_one_line or is_documented else first.lineno - 1
    yield from lines[_start(node) - 1 : last]
    if not is_one_line:
        yield f"{' ' * (node.col_offset + 4)}..."


def _start(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])


def _is_shown(node: ast.stmt, members: Collection[str] | None) -> bool:
    name = _name(node)
    if members:
        return name in members
    return name == "__init__" or not name.startswith("_")
