"""
What the package promises about itself.
"""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest

import kontokit
from kontokit import operations

SOURCE = Path(kontokit.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))


def test_every_public_name_can_be_had() -> None:
    """
    Whatever stands in __all__ can be imported and is listed by dir.
    """
    for name in kontokit.__all__:
        assert getattr(kontokit, name) is not None
        assert name in dir(kontokit)
    for name in operations.__all__:
        assert hasattr(operations, name)
    with pytest.raises(AttributeError, match="no attribute 'Quatsch'"):
        _ = kontokit.Quatsch  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", ["http", "serialization", "stores", "encryption"])
def test_other_names_come_from_their_packages(module: str) -> None:
    """
    What few callers need is public in the package it belongs to.
    """
    package = importlib.import_module(f"kontokit.{module}")
    for name in package.__all__:
        assert getattr(package, name) is not None
        assert name in dir(package)
    assert not {"Encrypted", "HttpRequest", "Padding", "SwapStore"} & set(kontokit.__all__)


def test_public_names_are_the_same_for_type_checkers() -> None:
    """
    The names that type checkers see are those that stand in __all__.
    """
    tree = ast.parse((SOURCE / "__init__.py").read_text())
    seen = {
        alias.name
        for block in tree.body
        if isinstance(block, ast.If)
        for line in block.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    }
    assert seen == set(kontokit.__all__)
    assert list(kontokit.__all__) == sorted(kontokit.__all__, key=_isort_key)


def _isort_key(name: str) -> tuple[int, str]:
    kind = 0 if name.isupper() else 1 if name[0].isupper() else 2
    return kind, name


def test_all_errors_are_public() -> None:
    """
    A caller can name every error that may come.
    """
    errors = importlib.import_module("kontokit.core.exceptions")
    kinds = {name for name, item in vars(errors).items() if isinstance(item, type)}
    family = {name for name in kinds if issubclass(getattr(errors, name), Exception)}
    assert family <= set(kontokit.__all__)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_provider_is_named(module: Path) -> None:
    """
    The runtime knows mechanisms, not providers.
    """
    text = module.read_text().lower()
    for name in ("banksapi", "finapi", "bankimport"):
        assert name not in text


def _imported(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


def test_foreign_libraries_live_in_one_place_each() -> None:
    """
    Only the engines know the HTTP libraries, only the encryption its own, and so on.
    """
    homes = {
        "aiohttp": ("http.aiohttp_engine.",),
        "yarl": ("http.aiohttp_engine.",),
        "httptools": ("http.httptools_parser.",),
        "httpx2": ("http.httpx2_transport.",),
        "httpcore2": ("http.httpcore2_engine.",),
        "truststore": ("http.tls.",),
        "cryptography": ("encryption.",),
        "filelock": ("stores.file_locks.",),
        "psycopg": ("stores.postgres_records.",),
        "redis": ("stores.redis.", "stores.async_redis.", "stores.redis_records."),
        "PIL": ("challenges.image.", "challenges.flicker.rendering.gif."),
        "opentelemetry": ("telemetry.",),
        "segno": ("challenges.flicker.rendering.qr.",),
        "dateutil": ("serialization.odd_times.",),
        "pydantic": ("serialization.pydantic_schema.",),
        "pydantic_core": ("serialization.pydantic_schema.",),
    }
    for library, home in homes.items():
        users = {_dotted(module) for module in MODULES if library in _imported(module)}
        assert users
        assert {user for user in users if not f"{user}.".startswith(home)} == set()
    foreign = set().union(*map(_imported, MODULES)) - set(sys.stdlib_module_names)
    assert foreign == {"attrs", "msgspec", "typing_extensions", *homes}


def _dotted(module: Path) -> str:
    return ".".join(module.relative_to(SOURCE).with_suffix("").parts)


def test_the_package_is_typed() -> None:
    """
    Type checkers look inside.
    """
    assert (SOURCE / "py.typed").exists()
