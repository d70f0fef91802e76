"""
Compares what an overlay says of error codes with ``error_codes.py``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import pointer
from kontokit_generator.overlay.error_codes_extension import KEY
from kontokit_generator.plan.error_codes import explained_codes
from kontokit_generator.verify.operations import FIX


def error_code_differences(document: Document, package: Path) -> Iterator[Finding]:
    """
    Find codes that the package lacks, or explains otherwise.

    Args:
        package: The folder ``src/kontokit_<api>``.
    """
    path = package / "error_codes.py"
    found = dict(_entries(ast.parse(path.read_text("utf-8") if path.exists() else "")))
    wanted = explained_codes(document)
    for code in sorted({*found, *wanted}):
        if found.get(code) != wanted.get(code):
            message = f"error_codes.py explains {code} otherwise"
            yield document.finding(pointer(KEY, "codes", code), message, FIX)


def _entries(tree: ast.Module) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(value, ast.Call):
                    said = {one.arg or "": ast.literal_eval(one.value) for one in value.keywords}
                    yield str(key.value), said
