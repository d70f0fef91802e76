"""
What is mutated: the rules of SCA outcomes, or what the runtime does around every call.

mutmut reads ``[tool.mutmut]`` of the folder it runs in, and knows one set of sources. So another
target gets a copy of the repository, whose table ``[tool.kontokit.mutation.NAME]`` changes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

__all__ = ["TARGETS", "enter"]

ROOT = Path(__file__).parents[2]
OUTCOMES = "outcomes"
"""The target of ``[tool.mutmut]`` itself, which needs no copy."""
_PROJECT = ROOT / "pyproject.toml"
_TABLES: dict[str, Any] = tomllib.loads(_PROJECT.read_text("utf-8"))["tool"]
TARGETS = (OUTCOMES, *_TABLES["kontokit"]["mutation"])


def enter(target: str, *, is_fresh: bool) -> None:
    """
    Go to the folder in which mutmut works on a target.

    Args:
        target: One of :data:`TARGETS`.
        is_fresh: Copy the sources as they are now. Otherwise the folder of the last run is used.

    Raises:
        ValueError: A pattern of the target matches no file.
        FileNotFoundError: There was no last run.
    """
    if target == OUTCOMES:
        os.chdir(ROOT)
        return
    settings: dict[str, Any] = {**_TABLES["mutmut"], **_TABLES["kontokit"]["mutation"][target]}
    unmatched = [one for one in settings["only_mutate"] if not list(ROOT.glob(one))]
    if unmatched:
        raise ValueError(f"these match no file: {', '.join(unmatched)}")
    folder = ROOT / "build" / "mutation" / target
    if is_fresh:
        shutil.rmtree(folder, ignore_errors=True)
        _copy(folder)
        _write(folder / "pyproject.toml", settings)
    os.chdir(folder)


def _copy(folder: Path) -> None:
    """
    Copy the files that git tracks or would track.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def _write(project: Path, settings: dict[str, Any]) -> None:
    text = _PROJECT.read_text("utf-8")
    # To the next table, or to the end. What JSON writes of texts, numbers and lists is TOML.
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    table = "\n".join(["[tool.mutmut]", *lines, ""])
    changed, count = re.subn(
        r"^\[tool\.mutmut\].*?(?=^\[|\Z)", lambda _: table, text, flags=re.MULTILINE | re.DOTALL
    )
    if count != 1:
        raise ValueError("pyproject.toml has no table [tool.mutmut]")
    project.write_text(changed, "utf-8")
