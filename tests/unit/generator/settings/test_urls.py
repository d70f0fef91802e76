"""
The pages of a project in the metadata of its packages.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import read_settings

HOME = 'homepage = "https://api.acme.invalid/{api}"\n'


def read(folder: Path, package: str) -> Project:
    path = folder / "kontokit-generate.toml"
    path.write_text(f"[package]\n{package}", "utf-8")
    return read_settings(path)


def test_further_pages_keep_their_names_and_order(tmp_path: Path) -> None:
    """
    As a table of their own, beside the homepage.
    """
    found = read(
        tmp_path,
        f'{HOME}[package.urls]\nIssues = "https://a.invalid/i"\nChangelog = "https://a.invalid/c"\n',
    )
    assert found.metadata.homepage == "https://api.acme.invalid/{api}"
    assert found.metadata.urls == (
        ("Issues", "https://a.invalid/i"),
        ("Changelog", "https://a.invalid/c"),
    )


@pytest.mark.parametrize(
    "urls",
    ['"https://a.invalid"', '{ Issues = "a.invalid" }', '{ "a b" = "https://a.invalid" }'],
)
def test_what_is_no_table_of_pages_is_refused(tmp_path: Path, urls: str) -> None:
    """
    With what to write instead.
    """
    with pytest.raises(SettingsError, match=r"urls.*write a table such as"):
        read(tmp_path, f"urls = {urls}\n")
