"""
Compares what an overlay says for programs that read without the user with ``unattended.py``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import is_list, mapping, pointer, sequence
from kontokit_generator.overlay.unattended_extension import KEY
from kontokit_generator.plan.unattended import attributes
from kontokit_generator.python.naming import class_name
from kontokit_generator.verify.operations import FIX


def unattended_differences(document: Document, package: Path) -> Iterator[Finding]:
    """
    Find verdicts, statuses and an update that the package lacks, or has otherwise.

    Args:
        package: The folder ``src/kontokit_<api>``.
    """
    said = mapping(document.tree.get(KEY))
    path = package / "unattended.py"
    tree = ast.parse(path.read_text("utf-8") if path.exists() else "")
    wanted = [_plain(mapping(one)) for one in sequence(said.get("verdicts"))]
    found = list(_calls(tree, "VerdictRule"))
    if wanted != found:
        message = f"unattended.py has {len(found)} other verdicts than the {len(wanted)} here"
        yield document.finding(pointer(KEY, "verdicts"), message, FIX)
    problems = [
        {**mapping(one), "at": attributes(str(mapping(one).get("at")))}
        for one in sequence(said.get("problems"))
    ]
    if problems != list(_calls(tree, "ProblemRule")):
        message = "unattended.py has other problems than the overlay"
        yield document.finding(pointer(KEY, "problems"), message, FIX)
    models = {class_name(name) for name in mapping(said.get("statuses"))}
    named = {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)}
    for name in sorted(models - named):
        yield document.finding(pointer(KEY, "statuses", name), f"unattended.py lacks {name}", FIX)
    if bool(list(_calls(tree, "Update"))) is not ("update" in said):
        message = "unattended.py has an update where the overlay has none, or none where it has one"
        yield document.finding(pointer(KEY), message, FIX)


def _calls(tree: ast.Module, name: str) -> Iterator[dict[str, Any]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            yield {one.arg or "": ast.literal_eval(one.value) for one in node.keywords}


def _plain(verdict: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(sequence(one)) if is_list(one) else one for key, one in verdict.items()}
