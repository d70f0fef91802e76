"""
The folder of packages: swaps packages in, and finds what an interrupted build or a removed document
has left there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kontokit_generator.builder.paths import RepositoryPaths

# A leading dot keeps leftovers out of globs over generated/.
BUILDING: Final = ".building-"
"""How the names of folders begin in which packages are built."""
_OLD: Final = ".old-"


def swap_in(made: Path, target: Path) -> None:
    """
    Put a package in the place of the one before.
    """
    old = target.with_name(f"{_OLD}{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        # Without this, a failed rename would leave the repository without the package.
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def clean_up(generated: Path) -> None:
    """
    Remove what builds have left that were killed; a package that was being replaced comes back.

    Args:
        generated: The folder of packages. No build may be running there.
    """
    for leftover in [*generated.glob(f"{BUILDING}*"), *generated.glob(f"{_OLD}*")]:
        target = generated / leftover.name.removeprefix(_OLD)
        if leftover.name.startswith(_OLD) and not target.exists():
            leftover.rename(target)
        else:
            shutil.rmtree(leftover, ignore_errors=True)


def orphans(paths: RepositoryPaths) -> Iterator[str]:
    """
    Find packages and copies of documents that no longer have a document.

    Returns:
        A line for each.
    """
    known = paths.known_apis()
    for project in sorted(paths.generated.glob("*/pyproject.toml")):
        if (api := project.parent.name) not in known and not api.startswith("."):
            yield f"generated/{api} has no document: delete it, or bring specs/{api} back"
    for copy in sorted(paths.sandbox_copies.glob("*.json")):
        if copy.stem not in known:
            yield f"the sandbox's {copy.name} has no document: delete it"
