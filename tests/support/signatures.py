"""
The public signatures of a package, one line each, read from its sources.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "src/kontokit"
FOLDER = ROOT / "tests/data/signatures"
RUNTIME_MODULES = (
    "kontokit",
    "kontokit.challenges.flicker",
    "kontokit.challenges.image",
    "kontokit.challenges.text",
    "kontokit.core.clock",
    "kontokit.encryption",
    "kontokit.http",
    "kontokit.operations",
    "kontokit.sca",
    "kontokit.sca.errors",
    "kontokit.sca.steps",
    "kontokit.sca.terminal",
    "kontokit.serialization",
    "kontokit.stores",
    "kontokit.testing.conformance",
    "kontokit.webhooks",
)
PACKAGES = {path.name: path for path in sorted(ROOT.glob("generated/*/src/*")) if path.is_dir()}
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def parse(path: Path) -> ast.Module:
    """
    The syntax tree of a file.
    """
    return ast.parse(path.read_text("utf-8"))


def runtime_lines(module: str) -> list[str]:
    """
    The public names of a module of the runtime.
    """
    source = _path(module)
    tree = parse(source)
    lines = {line for name in _exported(tree) for line in _named(source, name)}
    return sorted(lines)


def package_lines(package: Path) -> list[str]:
    """
    Clients, groups, methods, models and notifications of a generated package.
    """
    lines = list(_class_lines(clients(package)[0]))
    for attribute, group in groups(package).items():
        lines += [f"client.{attribute}.{signature(method)}" for method in methods(group[0])]
    for name in ("models", "relations", "webhooks"):
        if (path := package / f"{name}.py").exists():
            lines += [
                f"{name}.{line}"
                for node in parse(path).body
                if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("Async")
                for line in _lines(node)
            ]
    return sorted(set(lines))


def groups(package: Path) -> dict[str, tuple[ast.ClassDef, ast.ClassDef]]:
    """
    The attributes of the clients, each with its sync and its async group.
    """
    found: dict[str, tuple[ast.ClassDef, ast.ClassDef]] = {}
    for path in sorted((package / "operations").glob("*.py")):
        classes = [node for node in parse(path).body if isinstance(node, ast.ClassDef)]
        if classes:
            found[path.stem] = (classes[0], classes[1])
    return found


def methods(node: ast.ClassDef) -> list[Function]:
    """
    The public functions of a class, without the bodies of overloaded ones.
    """
    functions = [one for one in node.body if isinstance(one, Function)]
    overloaded = {one.name for one in functions if _is(one, "overload")}
    return [
        one
        for one in functions
        if (not one.name.startswith("_") or one.name == "__init__")
        and (one.name not in overloaded or _is(one, "overload"))
    ]


def signature(function: Function) -> str:
    """
    Name, arguments and result of a function, as its source says.
    """
    arguments = ast.unparse(function.args).removeprefix("self").removeprefix("cls")
    result = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"{function.name}({arguments.removeprefix(', ')}){result}"


def sync_signature(function: Function) -> str:
    """
    The signature of an async function as its sync twin has it.
    """
    # The async client takes middleware of both kinds, and has an engine of its own.
    text = signature(function).replace("Middleware | Async", "").replace("Async", "")
    return text.replace("'httpx2', 'aiohttp', ", "'httpx2', ")


def _path(module: str) -> Path:
    path = RUNTIME.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _exported(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_")
    ]


def _named(source: Path, name: str) -> list[str]:
    """
    The lines of one name, from the module that defines it.
    """
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.ClassDef | Function) and node.name == name:
            return _lines(node)
        if isinstance(node, ast.ImportFrom) and any(one.name == name for one in node.names):
            return _named(_imported(source, node), name) if node.level else [name]
    return [name]


def _imported(source: Path, node: ast.ImportFrom) -> Path:
    folder = source.parents[node.level - 1]
    path = folder.joinpath(*(node.module or "").split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def clients(package: Path) -> tuple[ast.ClassDef, ast.ClassDef]:
    """
    The sync and the async client of a package.
    """
    trees = (parse(package / f"{name}.py") for name in ("client", "async_client"))
    sync, waiting = (one for tree in trees for one in tree.body if isinstance(one, ast.ClassDef))
    return sync, waiting


def _lines(node: ast.ClassDef | Function) -> list[str]:
    return list(_class_lines(node)) if isinstance(node, ast.ClassDef) else [signature(node)]


def _class_lines(node: ast.ClassDef) -> Iterator[str]:
    bases = ", ".join(ast.unparse(base) for base in node.bases)
    yield f"class {node.name}({bases}){_enum_members(node)}"
    for method in methods(node):
        if not _is(method, "setter"):
            yield f"{node.name}.{_member(method)}"
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and _is_field(one):
            yield f"{node.name}.{ast.unparse(one)}"


def _is_field(node: ast.AnnAssign) -> bool:
    is_private = ast.unparse(node.target).startswith("_")
    return not is_private and "ClassVar" not in ast.unparse(node.annotation)


def _enum_members(node: ast.ClassDef) -> str:
    members = [one for one in node.body if isinstance(one, ast.Assign)]
    is_enum = any(ast.unparse(base).endswith("Enum") for base in node.bases)
    texts = ", ".join(ast.unparse(one) for one in members)
    return f": {texts}" if is_enum and texts else ""


def _member(method: Function) -> str:
    if _is(method, "property") or _is(method, "cached_property"):
        assert method.returns
        return f"{method.name}: {ast.unparse(method.returns)}"
    return signature(method) + (" [async]" if isinstance(method, ast.AsyncFunctionDef) else "")


def _is(function: Function, decorator: str) -> bool:
    return any(ast.unparse(one).split(".")[-1] == decorator for one in function.decorator_list)
