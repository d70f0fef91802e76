"""
The folder of packages: swaps packages in, and finds what an interrupted build or a removed document
has left there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kontokit_generator.builder.formatting import MADE
from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.project import Project

# A leading dot keeps leftovers out of globs over the folder of packages.
BUILDING: Final = ".kontokit-building-"
"""How the names of folders begin in which packages are built."""
_OLD: Final = ".kontokit-old-"
_OURS: Final = {"ADOPTED.md", "LICENSE", "README.md", "pyproject.toml", "src"}
"""What stands in the folder of a package; all else there is its owner's."""


def check_target(target: Path, shown: str) -> None:
    """
    Check that a folder is free for a package, or has one that the generator made.

    Raises:
        SettingsError: Something else is there, which a build would delete.
    """
    if target.is_dir() and not any(target.iterdir()):
        return
    if target.exists() and _made_from(target) is None:
        message = f"{shown} is no package of the generator; choose another folder"
        raise SettingsError("", "output", message)


def swap_in(made: Path, target: Path) -> None:
    """
    Put a package in the place of the one before. What its owner has put beside it stays.
    """
    old = target.with_name(f"{_OLD}{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        # Without this, a failed rename would leave the project without the package.
        if old.exists():
            old.rename(target)
        raise
    _remove(old, target)


def _remove(old: Path, target: Path) -> None:
    for entry in old.iterdir() if old.is_dir() else ():
        if entry.name not in _OURS and not (target / entry.name).exists():
            entry.rename(target / entry.name)
    shutil.rmtree(old, ignore_errors=True)


def clean_up(folders: Iterable[Path]) -> None:
    """
    Remove what builds have left that were killed; a package that was being replaced comes back.

    Args:
        folders: The folders of packages. No build may be running there.
    """
    for folder in folders:
        for leftover in folder.glob(f"{BUILDING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for leftover in folder.glob(f"{_OLD}*"):
            target = folder / leftover.name.removeprefix(_OLD)
            if target.exists():
                _remove(leftover, target)
            else:
                leftover.rename(target)


def orphans(project: Project) -> Iterator[str]:
    """
    Find packages and copies of documents that no longer have a document.

    Returns:
        A line for each.
    """
    known = project.known_apis()
    folders = {project.api(name).folder for name in known}
    for file in sorted(project.output.glob("*/pyproject.toml")):
        folder = file.parent
        source = _made_from(folder)
        if source and folder not in folders and not folder.name.startswith("."):
            yield f"{project.shown(folder)} has no document: delete it, or bring {source} back"
    for copy in sorted(project.document_copies.glob("*.json")) if project.document_copies else ():
        if copy.stem not in known:
            yield f"{project.shown(copy)} has no document: delete it"


def _made_from(folder: Path) -> str | None:
    """
    Read what the package in a folder was made from.
    """
    try:
        line = (folder / "pyproject.toml").read_text("utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError):
        return None
    source, by, _ = line.removeprefix(MADE).rpartition(" by ")
    return source if by and line.startswith(MADE) else None
