"""
Compares the operations that a package names to programs for all APIs with those of its document.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.verify.operations import FIX
from kontokit_generator.verify.source_reader import PackageSource


def provider_differences(
    document: Document, package: Path, source: PackageSource
) -> Iterator[Finding]:
    """
    Find operations that ``provider.py`` lacks, does not know, or has in another place.

    Args:
        package: The folder ``src/kontokit_<api>``.
        source: What its other modules say.
    """
    named = _named_operations(package / "provider.py")
    for name in sorted(source.operations.keys() - named.keys()):
        place = next(
            (one.place for one in operations(document.tree) if one.name == name), "#/paths"
        )
        yield document.finding(place, f"provider.py lacks the operation {name}", FIX)
    for name, place in sorted(named.items()):
        found = source.operations.get(name)
        if found is None or place.rpartition(".")[2] != found.constant:
            message = f"provider.py has {name} at {place}, where it is not"
            yield document.finding("#/paths", message, FIX)


def _named_operations(path: Path) -> Mapping[str, str]:
    if not path.exists():
        return {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "operations":
            value: Mapping[str, str] = ast.literal_eval(node.value)
            return value
    return {}
