"""
Reads ``CHANGELOG.md``, which has the form of Keep a Changelog 1.1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen
from packaging.version import InvalidVersion, Version

from scripts.supply.sbom import ROOT

__all__ = ["CHANGELOG", "KINDS", "Release", "problems", "releases"]

CHANGELOG: Final = ROOT / "CHANGELOG.md"
KINDS: Final = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_RELEASE: Final = re.compile(r"^## \[(?P<version>[^\]]+)\] - (?P<day>\S+)$")
_UNDATED: Final = "unreleased"


@frozen
class Release:
    """
    The section of one version.
    """

    version: str
    day: str
    """``2026-12-24``, or ``unreleased``."""
    kinds: tuple[str, ...]

    @property
    def is_dated(self) -> bool:
        """
        Whether it says when it was released.
        """
        return self.day != _UNDATED


def releases(text: str) -> list[Release]:
    """
    The versions of a changelog, the newest first.
    """
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return list(filter(None, map(_release, parts)))


def problems(text: str, version: str) -> Iterator[str]:
    """
    Find where a changelog leaves the form, or lacks the version that is to be released.
    """
    headings = re.findall(r"^## .*$", text, re.MULTILINE)
    yield from (f"{one!r} is no version and day" for one in headings if not _RELEASE.match(one))
    found = releases(text)
    if not found or found[0].version != version:
        yield f"version {version} is not the first"
    try:
        known = [Version(one.version) for one in found]
        days = [date.fromisoformat(one.day) for one in found if one.is_dated]
    except (InvalidVersion, ValueError) as error:
        yield f"has a wrong version or day: {error}"
        return
    if known != sorted(set(known), reverse=True) or days != sorted(days, reverse=True):
        yield "the newest version does not come first"
    for one in found:
        if not one.kinds:
            yield f"{one.version} says nothing"
        yield from (f"{one.version} has {kind!r}" for kind in one.kinds if kind not in KINDS)


def _release(part: str) -> Release | None:
    heading, _, text = part.partition("\n")
    found = _RELEASE.match(heading)
    if not found:
        return None
    kinds = tuple(re.findall(r"^### (.+)$", text, re.MULTILINE))
    return Release(version=found["version"], day=found["day"], kinds=kinds)


def read(path: Path = CHANGELOG) -> str:
    """
    The text of the changelog.
    """
    return path.read_text("utf-8")
