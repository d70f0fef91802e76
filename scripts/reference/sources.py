"""
The sources of the site: packages, documents and the runtime, read and never imported.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "src" / "kontokit"
BANKING = ROOT / "packages" / "banking" / "src" / "kontokit_banking"
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ADDRESS: str = _PROJECT["tool"]["kontokit"]["documentation"]
"""Where the site is published."""

_CALLED = re.compile(r"The provider calls it ``(\w+)``")


@dataclass(frozen=True, kw_only=True)
class Call:
    """
    A method of a tag, and the operation behind it.
    """

    name: str
    """Name of the method."""
    path: str
    """Dotted path of the method: package, module, class and name."""
    operation: str
    """The provider's name of the operation."""
    request: str
    """HTTP method and path; empty if the method calls another one."""
    summary: str
    """First line of the docstring."""


@dataclass(frozen=True, kw_only=True)
class Tag:
    """
    A module of operations.
    """

    attribute: str
    """Its attribute at a client."""
    title: str
    """Its name in the document."""
    path: str
    """Dotted path of its sync class."""
    twin: str
    """Name of its async class."""
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Api:
    """
    An API with a document and a package.
    """

    name: str
    """Name of the folders under ``specs/`` and ``generated/``."""

    @property
    def module(self) -> str:
        """
        Name of the import package.
        """
        return f"kontokit_{self.name}"

    @property
    def package(self) -> Path:
        """
        Where the import package is.
        """
        return ROOT / "generated" / self.name / "src" / self.module

    @property
    def specification(self) -> Path:
        """
        Where the document and its sources are.
        """
        return ROOT / "specs" / self.name

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """
        The OpenAPI document.
        """
        reader: Any = YAML(typ="safe", pure=True)
        tree: Mapping[str, Any] = reader.load(
            (self.specification / "openapi.yaml").read_text("utf-8")
        )
        return tree

    @property
    def title(self) -> str:
        """
        The title of the API.
        """
        return str(self.document["info"]["title"])

    @cached_property
    def client(self) -> ast.ClassDef:
        """
        The sync client.
        """
        return next(classes(parsed(self.package / "client.py")))

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """
        All tags, in the order of the client.
        """
        return tuple(tag(self, attribute) for attribute in attributes(self.client))

    @property
    def operations(self) -> list[Mapping[str, Any]]:
        """
        All operations of the document.
        """
        items = [item.values() for item in self.document["paths"].values()]
        return [one for item in items for one in item if "operationId" in one]

    @property
    def models(self) -> list[str]:
        """
        Names of all models.
        """
        return [node.name for node in classes(parsed(self.package / "models.py"))]

    @property
    def has_relations(self) -> bool:
        """
        Whether the client follows relations.
        """
        return (self.package / "relations.py").exists()

    @property
    def has_webhooks(self) -> bool:
        """
        Whether the provider sends notifications.
        """
        return (self.package / "webhooks.py").exists()

    @property
    def has_types(self) -> bool:
        """
        Whether methods take dicts for nested models.
        """
        return (self.package / "types.py").exists()


@lru_cache(maxsize=1)
def apis() -> tuple[Api, ...]:
    """
    Find every API that has a package, by its title.
    """
    found = (Api(path.parent.name) for path in ROOT.glob("generated/*/pyproject.toml"))
    return tuple(sorted(found, key=lambda api: api.title.lower()))


def parsed(path: Path) -> ast.Module:
    """
    Read a module without running it.
    """
    return ast.parse(path.read_text("utf-8"))


def classes(module: ast.Module) -> Iterator[ast.ClassDef]:
    """
    Walk the classes of a module in their order.
    """
    yield from (node for node in module.body if isinstance(node, ast.ClassDef))


def methods(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    """
    Walk the public methods of a class in their order.
    """
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
            yield item


def attributes(client: ast.ClassDef) -> list[str]:
    """
    The attributes of a client that are tags.
    """
    return [item.name for item in methods(client) if "cached_property" in decorators(item)]


def decorators(node: ast.FunctionDef) -> set[str]:
    """
    Name the plain decorators of a method.
    """
    return {item.id for item in node.decorator_list if isinstance(item, ast.Name)}


def tag(api: Api, attribute: str) -> Tag:
    """
    Read one module of operations.
    """
    module = parsed(api.package / "operations" / f"{attribute}.py")
    blocking, twin = classes(module)
    path = f"{api.module}.operations.{attribute}.{blocking.name}"
    known = operations(module)
    return Tag(
        attribute=attribute,
        title=(ast.get_docstring(module) or attribute).partition(":")[0],
        path=path,
        twin=twin.name,
        calls=tuple(call(method, path, known) for method in methods(blocking)),
    )


def call(method: ast.FunctionDef, path: str, known: Mapping[str, Mapping[str, Any]]) -> Call:
    """
    Read a method: its docstring, and the constant that it passes on.
    """
    docstring = ast.get_docstring(method) or ""
    names = [node.id for node in ast.walk(method) if isinstance(node, ast.Name)]
    behind = next((known[name] for name in names if name in known), None)
    request = f"{literal(behind['method'])} {literal(behind['path'])}" if behind else ""
    called = _CALLED.search(docstring)
    return Call(
        name=method.name,
        path=f"{path}.{method.name}",
        operation=called[1] if called else "",
        request=request,
        summary=docstring.partition("\n\n")[0].replace("\n", " "),
    )


def operations(module: ast.Module) -> dict[str, dict[str, ast.expr]]:
    """
    Find the constants that describe operations, each with its arguments.
    """
    found: dict[str, dict[str, ast.expr]] = {}
    for node in module.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call):
            given = {word.arg: word.value for word in node.value.keywords if word.arg}
            if isinstance(node.target, ast.Name) and {"id", "method", "path"} <= given.keys():
                found[node.target.id] = given
    return found


def literal(node: ast.expr) -> str:
    """
    Read a text constant.
    """
    return str(ast.literal_eval(node))


def error_bodies(api: Api) -> dict[int, set[str]]:
    """
    Collect the models of error bodies by status.
    """
    found: dict[int, set[str]] = {}
    for one in api.tags:
        module = parsed(api.package / "operations" / f"{one.attribute}.py")
        for operation in operations(module).values():
            errors = operation.get("errors")
            if isinstance(errors, ast.Dict):
                for status, body in zip(errors.keys, errors.values, strict=True):
                    if status and isinstance(body, ast.Attribute):
                        found.setdefault(int(literal(status)), set()).add(body.attr)
    return found


def error_classes() -> dict[int, str]:
    """
    Read which exception each status raises.
    """
    found: dict[int, str] = {}
    for node in classes(parsed(RUNTIME / "core/exceptions/status.py")):
        for keyword in node.keywords:
            if keyword.arg == "for_status":
                status = literal(keyword.value)
                found |= {int(status): node.name} if status.isdecimal() else {}
    return found


def runtime_names() -> Iterator[tuple[str, str]]:
    """
    Name everything public of the runtime, with the module that it is from.
    """
    listed = exported(RUNTIME / "__init__.py")
    for home, name in imports(RUNTIME / "__init__.py"):
        if home.startswith(".") and name in listed:
            yield _origin(home, name), name


def exported(path: Path) -> set[str]:
    """
    Read ``__all__`` of a module.
    """
    for node in parsed(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def public_names(package: str) -> list[str]:
    """
    Name everything public of a package of the runtime, each with the module that it is from.

    Args:
        package: Its name below ``kontokit``, such as ``stores``.
    """
    homes = imports(RUNTIME.joinpath(*package.split("."), "__init__.py"))
    ours = ((home, name) for home, name in homes if re.match(r"\.\w", home))
    return [f"kontokit.{package}{home}.{name}" for home, name in ours]


def banking_names(part: str = "") -> list[str]:
    """
    Name everything public of ``kontokit_banking``, each with the module that it is from.

    Args:
        part: A package in it, such as ``.exports``.
    """
    homes = imports(BANKING / part.lstrip(".") / "__init__.py")
    return [f"kontokit_banking{part}{home}.{name}" for home, name in homes if home.startswith(".")]


def _origin(home: str, name: str) -> str:
    """
    The module that a name of the runtime comes from.
    """
    path = RUNTIME / home[1:].replace(".", "/")
    module = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    borrowed = next((theirs for theirs, item in imports(module) if item == name), "")
    if borrowed.startswith("."):
        return f"kontokit{home}{borrowed}"
    return borrowed or f"kontokit{home}"


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """
    Walk the names that a module imports, each with where it is from.
    """
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom):
            yield from (("." * node.level + (node.module or ""), item.name) for item in node.names)
