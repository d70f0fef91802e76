"""
Reads the source of a generated package as text, without running it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import field, frozen


@frozen
class FieldSource:
    """
    One field of a model.
    """

    name: str
    wire: str
    annotation: str
    required: bool


@frozen
class ModelSource:
    """
    One class of ``models.py`` that has fields.
    """

    name: str
    bases: tuple[str, ...]
    fields: dict[str, FieldSource]
    """By name on the wire."""

    methods: frozenset[str] = frozenset()


@frozen
class OperationSource:
    """
    One constant ``NAME: Operation[...] = Operation(...)``.
    """

    constant: str
    module: str
    arguments: dict[str, ast.expr] = field(repr=False)

    def literal(self, name: str, default: Any = None) -> Any:
        """
        Return an argument that is written as a literal.
        """
        return literal(self.arguments.get(name), default)

    def entries(self, name: str) -> dict[Any, ast.expr]:
        """
        Return an argument that is written as a dict, its values unread.
        """
        return entries(self.arguments.get(name))

    def calls(self, name: str) -> list[dict[str, ast.expr]]:
        """
        Return the keyword arguments of each call in a tuple, such as ``Parameter(...)``.
        """
        node = self.arguments.get(name)
        items = node.elts if isinstance(node, ast.Tuple | ast.List) else []
        return [keywords(item) for item in items]


@frozen
class ClientSource:
    """
    What ``client.py`` and ``async_client.py`` say.
    """

    api: dict[str, ast.expr] = field(repr=False)
    """The arguments of ``API = Api(...)``."""

    results: dict[str, dict[str, ast.expr]] = field(repr=False)
    """By function of the module: the arguments of the call that it returns."""

    methods: dict[str, frozenset[str]]
    """By class: the names of its methods."""


@frozen
class PackageSource:
    """
    What a generated package says.
    """

    models: dict[str, ModelSource]
    enums: dict[str, frozenset[Any]]
    aliases: dict[str, str]
    operations: dict[str, OperationSource]
    """By operationId."""

    methods: dict[str, frozenset[str]]
    """By class: the constants that its methods call."""

    returned: dict[str, list[tuple[str, str]]]
    """By class: the names of its public methods, each with the type that it returns."""

    webhook_names: frozenset[str]
    """Every name that ``webhooks.py`` mentions."""

    client: ClientSource

    sca: dict[str, ast.expr] = field(repr=False, factory=dict[str, ast.expr])
    """By name: what ``sca.py`` assigns."""

    def fields_of(self, name: str) -> dict[str, FieldSource]:
        """
        Return the fields of a model, inherited ones included, by name on the wire.
        """
        model = self.models.get(name)
        if model is None:
            return {}
        inherited: dict[str, FieldSource] = {}
        for base in model.bases:
            inherited |= self.fields_of(base)
        return inherited | model.fields


def read_package(package: Path) -> PackageSource:
    """
    Read the modules of a package.

    Args:
        package: The folder ``src/kontokit_<api>``.

    Raises:
        SyntaxError: When a module is no Python.
    """
    classes = [node for node in _parse(package / "models.py") if isinstance(node, ast.ClassDef)]
    enums = {node.name: node for node in classes if _is_enum(node)}
    modules = sorted((package / "operations").glob("*.py"))
    groups = group_classes(package)
    return PackageSource(
        models={node.name: _model(node) for node in classes if node.name not in enums},
        enums={name: frozenset(_members(node)) for name, node in enums.items()},
        aliases=dict(_aliases(_parse(package / "models.py"))),
        operations={str(one.literal("id")): one for path in modules for one in _operations(path)},
        methods={
            name: frozenset(one for node in nodes for one in _called_constants(node))
            for name, nodes in groups.items()
        },
        returned={
            name: [one for node in nodes for one in _returned_types(node)]
            for name, nodes in groups.items()
        },
        webhook_names=frozenset(_names(_parse(package / "webhooks.py"))),
        client=_client([*_parse(package / "client.py"), *_parse(package / "async_client.py")]),
        sca=_assigned(_parse(package / "sca.py")),
    )


def group_classes(package: Path) -> dict[str, list[ast.ClassDef]]:
    """
    List the classes with methods, by name. Two modules may use one: the tags ``Loans`` and ``Async
    loans`` both have an ``AsyncLoansGroup``, one async and one not.

    Args:
        package: The folder ``src/kontokit_<api>``.
    """
    found: dict[str, list[ast.ClassDef]] = {}
    for path in sorted((package / "operations").glob("*.py")):
        for node in _parse(path):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def literal(node: ast.expr | None, default: Any = None) -> Any:
    """
    Evaluate a literal; anything else counts as absent.
    """
    if node is None:
        return default
    try:
        return ast.literal_eval(node)
    except ValueError:
        return default


def keywords(node: ast.expr | None) -> dict[str, ast.expr]:
    """
    Return the keyword arguments of a call.
    """
    if not isinstance(node, ast.Call):
        return {}
    return {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}


def entries(node: ast.expr | None) -> dict[Any, ast.expr]:
    """
    Return what stands in a dict, its values unread.
    """
    if not isinstance(node, ast.Dict):
        return {}
    return {literal(key): value for key, value in zip(node.keys, node.values, strict=True) if key}


def _parse(path: Path) -> list[ast.stmt]:
    # A package without notifications or SCA lacks these modules.
    return ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else []


def _is_enum(node: ast.ClassDef) -> bool:
    return any("Enum" in ast.unparse(base) for base in node.bases)


def _model(node: ast.ClassDef) -> ModelSource:
    fields = (_field(one) for one in node.body if isinstance(one, ast.AnnAssign))
    bases = tuple(ast.unparse(base) for base in node.bases)
    methods = frozenset(one.name for one in node.body if isinstance(one, ast.FunctionDef))
    return ModelSource(node.name, bases, {one.wire: one for one in fields if one}, methods)


def _field(node: ast.AnnAssign) -> FieldSource | None:
    annotation = ast.unparse(node.annotation)
    if not isinstance(node.target, ast.Name) or annotation.startswith(
        ("ClassVar[", "typing.ClassVar[")
    ):
        return None
    name = node.target.id
    if not _is_field_call(node.value):
        return FieldSource(name, name, annotation, required=node.value is None)
    given = keywords(node.value)
    required = not given.keys() & {"default", "default_factory"}
    return FieldSource(name, literal(given.get("name"), name), annotation, required)


def _is_field_call(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("field", "msgspec.field")


def _members(node: ast.ClassDef) -> Iterator[Any]:
    for one in node.body:
        if isinstance(one, ast.Assign):
            yield literal(one.value)


def _aliases(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for node in body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, ast.unparse(node.value)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, ast.unparse(node.value)


def _operations(path: Path) -> Iterator[OperationSource]:
    for node in _parse(path):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "Operation":
            yield OperationSource(node.target.id, path.stem, keywords(node.value))


def _called_constants(node: ast.ClassDef) -> Iterator[str]:
    """
    Name what the methods hand to ``self._client.call`` or ``self._client.list`` first.
    """
    for one in ast.walk(node):
        if not isinstance(one, ast.Call) or not isinstance(one.func, ast.Attribute):
            continue
        first = one.args[0] if one.args else None
        if one.func.attr in ("call", "list") and isinstance(first, ast.Name):
            yield first.id


def _returned_types(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for one in node.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.returns is not None:
            yield one.name, ast.unparse(one.returns)


def _assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    return {
        ast.unparse(node.targets[0]): node.value for node in body if isinstance(node, ast.Assign)
    }


def _client(body: list[ast.stmt]) -> ClientSource:
    return ClientSource(
        api=keywords(_assigned(body).get("API")),
        results={node.name: _result(node) for node in body if isinstance(node, ast.FunctionDef)},
        methods={
            node.name: frozenset(
                one.name
                for one in node.body
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
            )
            for node in body
            if isinstance(node, ast.ClassDef)
        },
    )


def _result(node: ast.FunctionDef) -> dict[str, ast.expr]:
    given = (one.value for one in node.body if isinstance(one, ast.Return))
    return keywords(next(given, None))


def _names(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        for one in ast.walk(node):
            if isinstance(one, ast.Name):
                yield one.id
            elif isinstance(one, ast.Attribute):
                yield one.attr
