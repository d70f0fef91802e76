"""
What the generator reads of the runtime: exception classes, the vocabulary of SCA, and that of
``kontokit_banking``.

The files are read as text, never imported: a package can be built where the runtime is broken.
Only this module knows where they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attrs import frozen

RUNTIME: Final = "kontokit"
BANKING: Final = "kontokit_banking"
ERRORS_FILE: Final = "core/exceptions/status.py"
WORDS_FILE: Final = "core/name_words.py"
OPERATION_FILES: Final = ("operations/operation.py", "operations/api.py")
SCA_FILE: Final = "operations/sca.py"
HELP_FILE: Final = "core/error_help.py"
_DESCRIBING: Final = (*OPERATION_FILES, SCA_FILE, HELP_FILE)
"""The files of the classes in which packages describe an API."""
CLIENT_FILES: Final = ("client/base_client.py", "client/sync_client.py", "client/async_client.py")
SCA_MODULE: Final = "kontokit.operations.sca"
"""The module that generated packages import the classes of ``SCA_FILE`` from."""
SCA_ROOT: Final = "ScaConfig"
"""The class that holds all others."""


class MissingPackageError(Exception):
    """
    A package is not installed that the generator reads.
    """


@frozen
class RuntimeField:
    """
    One field of a class, as its source says.
    """

    annotation: ast.expr
    optional: bool
    """Whether it has a default."""


@cache
def error_classes() -> Mapping[str, str]:
    """
    Read which exception is raised for a status or a range such as ``5XX``.
    """
    return {
        str(ast.literal_eval(keyword.value)): node.name
        for node in _body(RUNTIME, ERRORS_FILE)
        if isinstance(node, ast.ClassDef)
        for keyword in node.keywords
        if keyword.arg == "for_status"
    }


def error_name(status: int | str) -> str:
    """
    Name the exception that a status, or one of a range such as ``4XX``, is raised as.
    """
    known = error_classes()
    if isinstance(status, str):
        return known.get(status, "StatusError")
    # The exact status first: 501 is more than any 5XX.
    return known.get(str(status)) or known.get(f"{status // 100}XX", "UnexpectedStatusError")


def word_pattern() -> str:
    """
    Read the regular expression of a word in a name.
    """
    nodes = (one for one in _body(RUNTIME, WORDS_FILE) if isinstance(one, ast.AnnAssign))
    found = next(one.value for one in nodes if ast.unparse(one.target) == "WORD")
    return str(ast.literal_eval(found)) if found else ""


@cache
def sca_classes() -> Mapping[str, Mapping[str, RuntimeField]]:
    """
    Read the fields of every class that describes SCA, in their order.
    """
    return _fields_of_classes(RUNTIME, SCA_FILE)


@cache
def described_classes() -> Mapping[str, Mapping[str, RuntimeField]]:
    """
    Read the fields of every class in which packages describe an API, in their order.
    """
    return {
        name: one for file in _DESCRIBING for name, one in _fields_of_classes(RUNTIME, file).items()
    }


@cache
def described_values() -> Mapping[str, tuple[str, ...]]:
    """
    Read the values of every ``Literal`` with which packages describe an API, by its name.
    """
    nodes = (node for file in _DESCRIBING for node in _body(RUNTIME, file))
    return {
        ast.unparse(node.target): tuple(map(str, _literals(node.value.slice)))
        for node in nodes
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.value, ast.Subscript)
        and ast.unparse(node.value.value) == "Literal"
    }


@cache
def banking_fields(name: str) -> Mapping[str, RuntimeField]:
    """
    Read the fields of a class such as ``AccountFields``, or the keyword arguments of a function
    that makes a neutral value, such as ``new_balance``.
    """
    classes = _fields_of_classes(BANKING, "fields.py")
    return classes[name] if name in classes else _keywords(name)


def _keywords(function: str) -> Mapping[str, RuntimeField]:
    found = (one for one in _body(BANKING, "mapping.py") if isinstance(one, ast.FunctionDef))
    arguments = next(one.args for one in found if one.name == function)
    return {
        one.arg: RuntimeField(one.annotation, optional=default is not None)
        for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if one.annotation is not None
    }


@cache
def banking_words(enum: str) -> tuple[str, ...]:
    """
    Read the members of an enum of ``kontokit_banking``, in lower case.
    """
    files = ("account.py", "transaction.py")
    bodies = (one for file in files for one in _body(BANKING, file))
    classes = (one for one in bodies if isinstance(one, ast.ClassDef))
    body = next(one.body for one in classes if one.name == enum)
    return tuple(ast.unparse(one.targets[0]).lower() for one in body if isinstance(one, ast.Assign))


@cache
def client_attributes() -> frozenset[str]:
    """
    Read what every client can do: the names of the public methods and properties of the clients.
    """
    nodes = (node for file in CLIENT_FILES for node in _body(RUNTIME, file))
    classes = (node for node in nodes if isinstance(node, ast.ClassDef))
    members = (one for node in classes if node.name.endswith("Client") for one in node.body)
    found = (one for one in members if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(one.name for one in found if not one.name.startswith("_")) | {"from_env"}


def _fields_of_classes(package: str, file: str) -> Mapping[str, Mapping[str, RuntimeField]]:
    return {
        node.name: {
            one.target.id: RuntimeField(one.annotation, optional=one.value is not None)
            for one in node.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        }
        for node in _body(package, file)
        if isinstance(node, ast.ClassDef)
    }


def _body(package: str, file: str) -> list[ast.stmt]:
    return ast.parse((_folder(package) / file).read_text("utf-8")).body


@cache
def _folder(package: str) -> Path:
    """
    Find a package without importing it.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        name = package.replace("_", "-")
        raise MissingPackageError(f"{package} is not installed: `pip install {name}`")
    return Path(spec.origin).parent


def _literals(node: ast.expr) -> Iterator[object]:
    for one in node.elts if isinstance(node, ast.Tuple) else [node]:
        yield ast.literal_eval(one)
