"""
Formats the files of a built package and adds their headers.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

# Templates import all that any package may need; ruff removes what this one does not.
_RULES = "F401,I,UP007,UP037"


MADE: Final = "# Made from "
"""How the first line of every file begins."""


def header(origin: str, word: str) -> str:
    """
    Write the comment at the head of every file: what it is built from, and by which command.
    """
    return (
        f"{MADE}{origin} by `python -m kontokit_generator build {word}`.\n"
        "# Do not edit: change the specification, the overlay or a template instead.\n\n"
    )


def format_package(folder: Path, package: str, head: str) -> None:
    """
    Format all files of a package and add the header to each.

    Args:
        folder: The package, complete but unformatted.
        package: The name of the import package.
        head: The header.

    Raises:
        subprocess.CalledProcessError: ruff found source that is not Python.
    """
    _ruff(["check", "--quiet", "--fix-only", "--select", _RULES, "--unsafe-fixes"], folder, package)
    _ruff(["format", "--quiet"], folder, package)
    # After formatting, so that no rule can move or remove the header.
    for path in sorted(folder.rglob("*.py")):
        path.write_text(head + path.read_text("utf-8"), "utf-8")
    project = folder / "pyproject.toml"
    project.write_text(head + project.read_text("utf-8"), "utf-8")


def _ruff(arguments: list[str], folder: Path, package: str) -> None:
    # Isolated from pyproject.toml: packages are formatted alike wherever they are built.
    common = ["--isolated", "--no-cache", "--line-length", "100", "--target-version", "py311"]
    settings = [
        # Else what lies in the folder that the generator is run in would decide it.
        "src = []",
        f'lint.isort.known-first-party = ["kontokit", "{package}"]',
        "lint.isort.split-on-trailing-comma = false",
        # Templates write a comma after every entry, which would otherwise keep lists exploded.
        "format.skip-magic-trailing-comma = true",
    ]
    chosen = [word for setting in settings for word in ("--config", setting)]
    subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, *common, *chosen, str(folder)], check=True
    )
