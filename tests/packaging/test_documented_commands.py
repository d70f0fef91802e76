"""
What the README and docs/ show besides Python: packages to install, and JSON, TOML and YAML.
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
PROJECTS: Final = [
    ROOT / "pyproject.toml",
    ROOT / "generator" / "pyproject.toml",
    *ROOT.glob("packages/*/pyproject.toml"),
    *ROOT.glob("generated/*/pyproject.toml"),
]
OTHERS: Final = {"duckdb"}
"""Packages of others that a page installs beside ours."""
INSTALLS: Final = re.compile(r"pip install ((?:[\"']?[a-z][\w.\-\[\],]*[\"']? ?)+)")
NAME: Final = re.compile(r"(?P<name>[\w.-]+)(?:\[(?P<extras>[\w,-]+)\])?")
BLOCK: Final = re.compile(r"^```(json|toml|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
READ: Final[dict[str, Callable[[str], Any]]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}


def extras() -> dict[str, set[str]]:
    """
    The name of each distribution, and its extras.
    """
    projects = [tomllib.loads(path.read_text("utf-8"))["project"] for path in PROJECTS]
    return {one["name"]: set(one.get("optional-dependencies", ())) for one in projects}


def wanted(text: str) -> list[tuple[str, set[str]]]:
    """
    What a page installs: names, and their extras.
    """
    words = [word for line in INSTALLS.findall(text) for word in shlex.split(line)]
    found = [match for word in words if (match := NAME.fullmatch(word))]
    return [(one["name"], {*(one["extras"] or "").split(",")} - {""}) for one in found]


def test_what_a_page_installs_is_there() -> None:
    """
    Each name is that of a distribution, and has the extras that stand behind it.
    """
    known = extras()
    shown = [(page.name, *one) for page in PAGES for one in wanted(page.read_text("utf-8"))]
    assert len(shown) > 20
    for page, name, more in shown:
        assert name in OTHERS or name in known, f"{page} installs {name}"
        assert name in OTHERS or more <= known[name], f"{page} installs {name}{sorted(more)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_of_a_page_can_be_read(page: Path) -> None:
    """
    Blocks of JSON, TOML and YAML are what they say they are.
    """
    for language, text in BLOCK.findall(page.read_text("utf-8")):
        assert READ[language](text)
