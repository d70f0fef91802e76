"""
The changes that the page for contributors shows: they fit the documents, and the package has them.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from kontokit_generator.builder.build import build
from kontokit_generator.settings.project import Project
from tests.support.generator_project import ROOT, project_in

PAGE: Final = (ROOT / "docs/first-change.md").read_text("utf-8")
SECTIONS: Final = ("Fix a description", "Add a field", "Add an operation")
PACKAGE: Final = "generated/bankimport/src/kontokit_bankimport"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """
    A copy of the documents with all changes of the page, built.
    """
    project = project_in(tmp_path_factory.mktemp("walk"))
    shutil.copytree(ROOT / "specs/bankimport", project.root / "specs/bankimport")
    for title in SECTIONS:
        section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
        changes = re.findall(r"```diff\n(.*?)```", section, re.DOTALL)
        assert changes, title
        for change in changes:
            subprocess.run(
                ["git", "apply", "-"], input=change.encode(), cwd=project.root, check=True
            )
    build(["bankimport"], project)
    return project


def test_a_description_becomes_a_docstring(changed: Project) -> None:
    """
    Of the argument that it describes.
    """
    method = method_of(changed, "list")
    assert "leading zeros among them" in " ".join((ast.get_docstring(method) or "").split())


def test_a_field_is_exact_and_optional(changed: Project) -> None:
    """
    Money is Decimal, and None where it is absent.
    """
    models = (changed.root / PACKAGE / "models.py").read_text("utf-8")
    account = models.partition("class BankAccount(")[2].partition("\nclass ")[0]
    assert re.search(r"^    available_balance: .*Decimal \| None = None$", account, re.M)


def test_an_operation_becomes_a_method(changed: Project) -> None:
    """
    With the name and the repetition of the overlay.
    """
    assert method_of(changed, "get_last_import").args.args[1].arg == "bank_account_id"
    text = operations(changed).read_text("utf-8")
    described = text.partition('"getLastImport"')[2].partition("\n)")[0]
    assert 'retry_class="read"' in described


def method_of(project: Project, name: str) -> ast.FunctionDef:
    tree = ast.parse(operations(project).read_text("utf-8"))
    found = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
    return next(one for one in found if one.name == name)


def operations(project: Project) -> Path:
    return project.root / PACKAGE / "operations/bank_accounts.py"
