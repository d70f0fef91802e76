"""
Lazy exports: a package imports its public names when they are first used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_exports(
    package: str, homes: Mapping[str, str], *, version_of: str | None = None
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """
    Make ``__getattr__`` and ``__dir__`` of a package.

    Args:
        package: The package's ``__name__``.
        homes: Public name → the module that defines it, relative to the package.
        version_of: The distribution whose version is ``__version__``.
    """

    def load(name: str) -> Any:
        if name == "__version__" and version_of:
            # Looking it up reads the disk, so only for those who ask.
            return import_module("importlib.metadata").version(version_of)
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f".{homes[name]}", package), name)
        # From now on the name is found without this function.
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes})

    return load, names
