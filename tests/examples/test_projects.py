"""
The tests and the types of each example, with the wheels that are installed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.projects import PROJECTS, ROOT, copied, name_of

WAYS = {
    "pytest-project": (
        ("-p", "no:randomly", "-p", "no:xdist"),
        ("-n", "4"),
        ("-p", "no:xdist", "--import-mode=importlib"),
    )
}
"""Options with which the tests of an example run, if there are several."""
RUNS = [(project, way) for project in PROJECTS for way in WAYS.get(project.name, ((),))]


def run(*command: str | Path, folder: Path) -> str:
    """
    Run a program as a reader does; returns what it prints.
    """
    environment = {
        **os.environ,
        "PYTHONWARNINGS": "error::ResourceWarning",
        "MYPYPATH": "src:tests",
    }
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize(
    ("project", "way"), RUNS, ids=[" ".join((one.name, *way)) for one, way in RUNS]
)
def test_its_tests_pass(project: Path, way: tuple[str, ...], tmp_path: Path) -> None:
    """
    Each has tests, and they pass in a folder that is not ours.
    """
    printed = run("-m", "pytest", "-p", "no:cacheprovider", *way, folder=copied(project, tmp_path))
    assert re.search(r"\b\d+ passed", printed), printed
    assert "skipped" not in printed, printed


@pytest.mark.parametrize("project", PROJECTS, ids=name_of)
def test_it_is_typed(project: Path, tmp_path: Path) -> None:
    """
    The strict rules of the repository hold, also in notebooks.
    """
    folder = copied(project, tmp_path)
    for notebook in folder.glob("*.ipynb"):
        (folder / f"{notebook.stem}_cells.py").write_text(code_of(notebook), "utf-8")
    options = ("--config-file", ROOT / "pyproject.toml", "--cache-dir", ROOT / ".mypy_cache")
    run("-m", "mypy", *options, ".", folder=folder)


def code_of(notebook: Path) -> str:
    """
    The program that the cells of a notebook are.
    """
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return "\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "code")


def test_a_run_without_the_sandbox_imports_nothing_of_it(tmp_path: Path) -> None:
    """
    The plugin that wheels install costs other test runs nothing.
    """
    folder = copied(ROOT / "examples" / "pytest-project", tmp_path)
    options = ["--collect-only", "-q", "--rootdir", ".", "-p", "no:cacheprovider", "src"]
    code = f"import sys, pytest; pytest.main({options})"
    run("-c", f"{code}; sys.exit('kontokit_sandbox.sandbox' in sys.modules)", folder=folder)


def test_the_index_lists_them_all() -> None:
    """
    ``examples/README.md`` has a row for each folder.
    """
    index = (ROOT / "examples" / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[`([\w-]+)`\]\(([\w-]+)/README\.md\)", index, re.MULTILINE)
    assert sorted(listed) == [(one.name, one.name) for one in PROJECTS]
