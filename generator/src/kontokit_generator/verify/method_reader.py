"""
Reads the methods and the dicts of a generated package as text, without running it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from kontokit_generator.verify.source_reader import entries, group_classes


@frozen
class GivenArgument:
    """
    One argument of a method, or one key of a ``TypedDict``.
    """

    annotation: str
    required: bool


@frozen
class MethodSource:
    """
    One method that calls an operation.
    """

    constant: str
    arguments: dict[str, GivenArgument]
    """The arguments of the method, by name."""

    parameters: dict[str, str]
    """The names of parameters → the arguments that the method hands on for them."""

    body: ast.expr | None = field(repr=False)

    @property
    def fields(self) -> dict[str, str]:
        """
        The attributes of the model in the body → the arguments that the method hands on for them.
        """
        return {
            str(key): ast.unparse(value)
            for node in ast.walk(self.body or ast.Constant(None))
            if isinstance(node, ast.Dict)
            for key, value in entries(node).items()
            if key is not None and not isinstance(value, ast.Dict)
        }


def read_methods(package: Path) -> dict[str, dict[str, MethodSource]]:
    """
    Read the methods of a package.

    Args:
        package: The folder ``src/kontokit_<api>``.

    Returns:
        Name of the class → constant of the operation → method.
    """
    return {
        name: {one.constant: one for node in nodes for one in _methods(node)}
        for name, nodes in group_classes(package).items()
    }


def read_dicts(package: Path) -> dict[str, dict[str, GivenArgument]]:
    """
    Read the dicts in the types module of a package.

    Returns:
        Name of the class → key → what it takes.
    """
    return {node.name: dict(_keys(node)) for node in _classes(package / "types.py")}


def _classes(path: Path) -> Iterator[ast.ClassDef]:
    # A package whose methods take no dicts has no types module.
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))


def _methods(node: ast.ClassDef) -> Iterator[MethodSource]:
    for one in node.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            for call in ast.walk(one):
                if isinstance(call, ast.Call) and _calls_operation(call):
                    yield _method(one, call)


def _calls_operation(call: ast.Call) -> bool:
    is_call = isinstance(call.func, ast.Attribute) and call.func.attr in ("call", "list")
    return is_call and bool(call.args) and isinstance(call.args[0], ast.Name)


def _method(node: ast.FunctionDef | ast.AsyncFunctionDef, call: ast.Call) -> MethodSource:
    given = [*call.args, None, None]
    parameters = {str(key): ast.unparse(value) for key, value in entries(given[1]).items()}
    return MethodSource(
        ast.unparse(call.args[0]), dict(_arguments(node.args)), parameters, given[2]
    )


def _arguments(arguments: ast.arguments) -> Iterator[tuple[str, GivenArgument]]:
    for one in arguments.args[1:]:
        yield one.arg, GivenArgument(_annotation(one.annotation), required=True)
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield one.arg, GivenArgument(_annotation(one.annotation), required=default is None)


def _annotation(node: ast.expr | None) -> str:
    return "" if node is None else ast.unparse(node)


def _keys(node: ast.ClassDef) -> Iterator[tuple[str, GivenArgument]]:
    for one in node.body:
        if isinstance(one, ast.AnnAssign):
            text = ast.unparse(one.annotation)
            required = not text.startswith("NotRequired[")
            yield ast.unparse(one.target), GivenArgument(text, required=required)
