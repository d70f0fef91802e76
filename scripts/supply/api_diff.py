"""
Compares what is public with the last release, which is the newest tag ``v…``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import griffe
from packaging.version import InvalidVersion, Version

from scripts.supply.sbom import ROOT, distributions

__all__ = ["breaking_changes", "last_release", "may_break"]

_COLOUR: Final = re.compile(r"\x1b\[\d+m")


def last_release(before: str, repository: Path = ROOT) -> str | None:
    """
    The newest tag of a version below another one; None if there was no release.
    """
    git = [shutil.which("git") or "git", "tag", "--list", "v*"]
    listed = subprocess.run(git, cwd=repository, stdout=subprocess.PIPE, check=True, text=True)
    found = {version: tag for tag in listed.stdout.split() if (version := _version(tag))}
    known = [version for version in found if version < Version(before)]
    return found[max(known)] if known else None


def may_break(old: str, new: str) -> bool:
    """
    Whether a version may change what is public: another major one, or before 1.0 another minor one.
    """
    before, after = Version(old.removeprefix("v")), Version(new)
    parts = 2 if after.major == 0 else 1
    return before.release[:parts] != after.release[:parts]


def breaking_changes(tag: str, repository: Path = ROOT) -> Iterator[str]:
    """
    Walk the public names that are gone or take other arguments, each with its place.

    Args:
        tag: The release to compare with.
        repository: Where the distributions are.
    """
    for folder in distributions(repository):
        package = _package(folder)
        sources = (folder / "src").relative_to(repository)
        try:
            old = griffe.load_git(
                package,
                ref=tag,
                repo=repository,
                search_paths=[sources],
                allow_inspection=False,
            )
        except ModuleNotFoundError:  # a new distribution
            continue
        new = griffe.load(package, search_paths=[folder / "src"], allow_inspection=False)
        for change in griffe.find_breaking_changes(old, new):
            text = _COLOUR.sub("", change.explain(griffe.ExplanationStyle.ONE_LINE))
            yield text.removeprefix(f"{repository}/")


def _package(folder: Path) -> str:
    return next(one.parent.name for one in sorted(folder.glob("src/*/__init__.py")))


def _version(tag: str) -> Version | None:
    try:
        return Version(tag.removeprefix("v"))
    except InvalidVersion:
        return None
