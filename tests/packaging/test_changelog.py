"""
The changelog has the form of Keep a Changelog.
"""

from __future__ import annotations

import pytest

from scripts.supply import changelog, versions

GOOD = """# Changelog

## [0.3.0] - unreleased

### Added

- One.

## [0.2.0] - 2026-12-24

### Fixed

- Two.
"""


def test_the_changelog_names_the_version_of_the_packages() -> None:
    """
    First, with what was added.
    """
    text = changelog.read()
    assert list(changelog.problems(text, versions.current())) == []
    assert "Added" in changelog.releases(text)[0].kinds


def test_versions_are_read_with_day_and_kinds() -> None:
    """
    The newest first; a version without a day is not released yet.
    """
    new, old = changelog.releases(GOOD)
    assert (new.version, new.is_dated, new.kinds) == ("0.3.0", False, ("Added",))
    assert (old.version, old.day, old.is_dated, old.kinds) == (
        "0.2.0",
        "2026-12-24",
        True,
        ("Fixed",),
    )
    assert list(changelog.problems(GOOD, "0.3.0")) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[0.3.0] - unreleased", "0.3.0", "is no version and day"),
        ("[0.3.0]", "[0.3.1]", "version 0.3.0 is not the first"),
        ("[0.2.0]", "[0.4.0]", "the newest version does not come first"),
        ("2026-12-24", "2026-13-24", "wrong version or day"),
        ("### Fixed", "### Mended", "0.2.0 has 'Mended'"),
        ("### Added\n", "", "0.3.0 says nothing"),
    ],
)
def test_what_leaves_the_form_is_noticed(old: str, new: str, problem: str) -> None:
    """
    Headings, order, days and kinds.
    """
    found = list(changelog.problems(GOOD.replace(old, new), "0.3.0"))
    assert any(problem in one for one in found), found
